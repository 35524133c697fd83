"""The curve, its summaries and the thresholds are what can be reckoned by hand."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.scoring import Annotated, Scorer, Statement, calibration, judgements, thresholds, wilson
from graph.scoring.texts import Text

JUDGED = st.lists(
    st.tuples(st.integers(0, 1000).map(lambda k: k / 1000), st.booleans()), min_size=1, max_size=120
)


def test_two_crowds_by_hand() -> None:
    judged = [(0.5, True), (0.5, False), (0.5, False), (0.5, False), *[(0.9, True)] * 4]
    found = calibration(judged)
    assert found is not None
    assert [(one.low, one.high, one.count, one.right) for one in found.bins] == [
        (0.5, 0.5, 4, 1),
        (0.9, 0.9, 4, 4),
    ]
    assert found.expected_error == pytest.approx((4 * 0.25 + 4 * 0.1) / 8)
    assert found.brier == pytest.approx((4 * 0.25 + 4 * 0.01) / 8)
    assert found.brier_of_share == pytest.approx(5 / 8 * 3 / 8)


@given(JUDGED)
def test_bins_hold_each_fact_once_in_order_and_never_part_equals(judged: list[tuple[float, bool]]) -> None:
    found = calibration(judged)
    assert found is not None
    assert sum(one.count for one in found.bins) == found.count == len(judged)
    assert sum(one.right for one in found.bins) == found.right
    assert all(one.high < other.low for one, other in zip(found.bins, found.bins[1:], strict=False))
    assert len(found.bins) <= 10
    assert calibration(judged[::-1]) == found
    assert 0 <= found.expected_error <= 1


def test_bins_hold_equally_many_facts_however_confidences_crowd() -> None:
    judged = [(1 - 1 / (k + 2), True) for k in range(200)]
    found = calibration(judged)
    assert found is not None
    assert [one.count for one in found.bins] == [20] * 10


def test_confidences_that_are_true_are_calibrated() -> None:
    chance = random.Random(5)
    confidences = [chance.random() for _ in range(4000)]
    found = calibration([(confidence, chance.random() < confidence) for confidence in confidences])
    assert found is not None
    assert found.expected_error < 0.03
    assert found.brier < found.brier_of_share
    inside = [one.interval[0] <= one.mean <= one.interval[1] for one in found.bins]
    assert sum(inside) >= 8


def test_nothing_judged_is_no_calibration() -> None:
    assert calibration([]) is None


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        (0, 0, 0, 1),
        (3, 3, 0.4385, 1),
        (0, 10, 0, 0.2775),
        (81, 263, 0.2553, 0.3662),
    ],  # the last: Newcombe 1998
)
def test_wilson(right: int, count: int, low: float, high: float) -> None:
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-4)


def made(*confidences: tuple[float | None, bool]) -> Scorer:
    """Return facts of these confidences, a sentence each, of which the right ones are annotated."""
    text = "".join(f"Number {at} died. " for at in range(len(confidences)))
    facts = [
        Statement(
            document="d",
            type="figure",
            actor="x",
            status="actual",
            quote=f"Number {at} died",
            confidence=confidence,
        )
        for at, (confidence, _) in enumerate(confidences)
    ]
    gold = tuple(fact for fact, (_, right) in zip(facts, confidences, strict=True) if right)
    return Scorer({"d": Annotated("d", Text(text), gold)}, facts)


def test_the_lowest_threshold_that_reaches_a_precision() -> None:
    scorer = made((0.2, False), (0.4567, True), (0.6, False), (0.9, True), (0.95, True), (None, True))
    found = thresholds(scorer, 0.75)
    assert found.lowest is not None
    assert (found.lowest.confidence, found.lowest.row.read, found.lowest.kept) == (0.456, 4, 4 / 6)
    assert found.lowest.row.lenient.precision == 0.75
    assert found.table[0].row.read == 5  # the one without a confidence is above none
    strictest = thresholds(scorer, 1)
    assert strictest.lowest is not None
    assert strictest.lowest.confidence == 0.9


def test_a_precision_that_no_threshold_reaches() -> None:
    assert thresholds(made((0.9, False), (0.5, True)), 0.97).lowest is None
    assert thresholds(made(), 0.97).lowest is None


def test_a_fact_left_out_leaves_its_place_to_another() -> None:
    text = Text("Norland vetoed it.")
    fact = Statement(document="d", type="accuse", actor="x", status="actual", quote="Norland", confidence=0.3)
    surer = Statement(document="d", type="accuse", actor="x", status="actual", quote="vetoed", confidence=0.8)
    scorer = Scorer({"d": Annotated("d", text, (fact,))}, [fact, surer])
    assert scorer.scores().all.lenient.precision == 0.5
    assert scorer.all_above(0.8).lenient.precision == 1


def test_facts_that_count_neither_way_are_not_judged() -> None:
    text = Text("Norland vetoed it. Norland vetoed it, one said.")
    veto = Statement(
        document="d", type="veto", actor="x", status="actual", quote="Norland", start=0, end=7, confidence=0.3
    )
    again = Statement(
        document="d", type="veto", actor="x", status="actual", quote="one", start=38, end=41, confidence=0.8
    )
    elsewhere = Statement(document="e", type="veto", actor="x", status="actual", quote="one", confidence=0.8)
    scorer = Scorer({"d": Annotated("d", text, (veto,))}, [veto, again, elsewhere])
    assert judgements(scorer.facts, scorer.scores().verdicts) == [(0.3, True)]
