"""The calibrator finds the weights that made the outcomes, and says how good it is elsewhere."""

from __future__ import annotations

import random
from math import exp, log

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ScoreError
from graph.scoring import Annotated, Scorer, Statement
from graph.scoring.calibrate import CONSTANT, Example, Model, cross_validate, examples, fit
from graph.scoring.texts import Text

WEIGHTS = {
    CONSTANT: 0.5,
    "frame:accuse": 1.2,
    "frame:figure": -0.8,
    "via:focus": -1.5,
    "via:name": 0.4,
    "words": 0.7,
}


def drawn(count: int, seed: int, documents: int = 12, weights: dict[str, float] = WEIGHTS) -> list[Example]:
    """Return examples whose outcomes follow these weights."""
    chance = random.Random(seed)
    names = sorted(set(weights) - {CONSTANT})
    found = []
    for _ in range(count):
        features = {
            name: 1.0 if name != "words" else chance.uniform(-1, 1) for name in names if chance.random() < 0.5
        }
        likely = Model(weights).probability(features)
        found.append(Example(f"d{chance.randrange(documents):02}", features, chance.random() < likely))
    return found


def test_known_weights_are_found() -> None:
    found = fit(drawn(6000, 1))
    assert found.weights.keys() == WEIGHTS.keys()
    assert all(abs(found.weights[name] - weight) < 0.25 for name, weight in WEIGHTS.items()), found.weights


def test_features_that_mean_nothing_do_little_harm() -> None:
    chance = random.Random(3)
    plain = drawn(300, 2)
    noisy = [
        Example(one.document, {**one.features, f"noise:{chance.randrange(30)}": 1.0}, one.correct)
        for one in plain
    ]
    assert cross_validate(noisy).log_loss < cross_validate(plain).log_loss + 0.02
    assert fit(noisy).weights["via:focus"] < -0.5


def test_held_out_probabilities_are_calibrated() -> None:
    held = cross_validate(drawn(1500, 4))
    assert held.calibration.expected_error < 0.05
    assert held.calibration.brier < 0.9 * held.calibration.brier_of_share
    share = held.calibration.right / held.calibration.count
    assert held.log_loss < -(share * log(share) + (1 - share) * log(1 - share))


def test_held_out_documents_are_not_learnt_by_heart() -> None:
    # Each document has a feature of its own that tells the outcome there and nowhere else.
    chance = random.Random(6)
    found = [
        Example(f"d{at}", {f"only:{at}:{right}": 1.0}, right)
        for at in range(10)
        for right in (chance.random() < 0.5 for _ in range(20))
    ]
    held = cross_validate(found, penalty=0.1)
    assert held.calibration.brier >= held.calibration.brier_of_share
    learnt = fit(found, penalty=0.1)
    assert all((learnt.probability(one.features) > 0.8) == one.correct for one in found)


def test_the_same_examples_in_any_order_give_the_same_model() -> None:
    found = drawn(200, 7)
    shuffled = random.Random(8).sample(found, len(found))
    turned = [Example(one.document, dict(reversed(one.features.items())), one.correct) for one in shuffled]
    assert fit(found).to_yaml() == fit(found).to_yaml() == fit(turned).to_yaml()


def test_the_yaml_is_readable_and_read_back_the_same() -> None:
    model = fit(drawn(200, 9))
    text = model.to_yaml()
    assert [line.split(": ")[0] for line in text.splitlines()] == sorted(model.weights)
    assert all(round(weight, 3) == weight for weight in model.weights.values())
    assert Model.from_mapping(yaml.safe_load(text)) == model


@pytest.mark.parametrize("outcome", [True, False])
def test_examples_of_one_outcome_make_no_certainty(outcome: bool) -> None:
    found = [Example(f"d{at % 3}", {"a": 1.0}, outcome) for at in range(30)]
    likely = fit(found).probability({"a": 1.0})
    assert (0.9 < likely < 0.999) if outcome else (0.001 < likely < 0.1)
    cross_validate(found)


def test_without_features_the_share_is_found() -> None:
    found = [Example("d", {}, at < 15) for at in range(18)]
    assert fit(found).probability({}) == pytest.approx(16 / 20, abs=1e-3)  # Laplace's rule


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.dictionaries(st.sampled_from("xyz"), st.sampled_from([0.0, 1.0, -2.5, 40.0]), max_size=3),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_examples_give_probabilities(found: list[tuple[str, dict[str, float], bool]]) -> None:
    model = fit([Example(*one) for one in found])
    assert all(
        0 < model.probability(features) < 1 or abs(max(features.values())) > 1 for _, features, _ in found
    )
    assert all(weight == weight and abs(weight) < 1e6 for weight in model.weights.values())


def test_the_mean_of_the_probabilities_is_the_share_that_is_right() -> None:
    found = drawn(800, 10)
    model = fit(found)
    mean = sum(model.probability(one.features) for one in found) / len(found)
    assert mean == pytest.approx(sum(one.correct for one in found) / len(found), abs=2e-3)


def test_a_probability_is_the_logistic_of_the_sum() -> None:
    model = Model({CONSTANT: 1.0, "a": 2.0})
    assert model.probability({"a": 0.5, "unseen": 9.0}) == pytest.approx(1 / (1 + exp(-2)))
    assert Model({"a": 1.0}).probability({"a": -1e9}) < 1e-300
    assert Model({"a": 1.0}).probability({"a": 1e9}) == 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "no examples"),
        ([Example("d", {CONSTANT: 1.0}, True)], "constant"),
        ([Example("d", {"a": float("nan")}, True)], "'a' is nan"),
        ([Example("d", {"a": True}, True)], "'a' is True"),
    ],
)
def test_examples_that_cannot_be_used(found: list[Example], said: str) -> None:
    with pytest.raises(ScoreError, match=said):
        fit(found)


def test_one_document_is_not_enough_to_validate() -> None:
    with pytest.raises(ScoreError, match="two documents"):
        cross_validate([Example("d", {}, True)] * 5)


def test_a_weight_that_is_no_number() -> None:
    with pytest.raises(ScoreError, match="'a' is 'much'"):
        Model.from_mapping({"a": "much"})


def test_examples_are_made_of_the_facts_that_count() -> None:
    text = Text("Norland vetoed it. Norland vetoed it, one said.")
    veto = Statement(document="d", type="veto", actor="x", status="actual", quote="Norland", start=0, end=7)
    again = Statement(document="d", type="veto", actor="x", status="actual", quote="one", start=38, end=41)
    wrong = Statement(document="d", type="figure", actor="x", status="actual", quote="one", start=38, end=41)
    scorer = Scorer({"d": Annotated("d", text, (veto,))}, [veto, again, wrong])
    found = examples(scorer.facts, scorer.scores().verdicts, [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}])
    assert found == [Example("d", {"a": 1.0}, True), Example("d", {"c": 1.0}, False)]
