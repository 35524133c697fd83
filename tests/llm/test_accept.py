"""A claim of a model is accepted only where the document bears out every part of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.llm.accept import CONFIDENCE, Accepted, accept
from graph.llm.ground import Ground
from graph.llm.layout import Part
from graph.model import CRIMES, FACT_TYPES, STATUSES, Fact
from tests.llm.stub import ACCUSE, FIGURE, TEXT, VETO, claim

Make = Callable[..., Ground]
STATE = "https://w3id.org/ostrakon/id/state/"


def tried(ground: Ground, *claims: Any) -> Accepted:
    return accept(claims, ground, Part(ground.text, 0), "llm/m@0")


def accepted(ground: Ground, *claims: Any) -> list[Fact]:
    found = tried(ground, *claims)
    assert found.refusals == ()
    assert all(ground.text[fact.start : fact.end] == fact.quote for fact in found.facts)
    return list(found.facts)


def refused(ground: Ground, raw: Any) -> tuple[str, str]:
    found = tried(ground, raw)
    assert found.facts == ()
    return found.refusals[0].slot, found.refusals[0].reason


def test_a_fact_that_the_document_bears_out(ground: Make) -> None:
    (fact,) = accepted(ground(), VETO)
    assert (fact.type, fact.actor, fact.actor_id, fact.via) == ("veto", "Russia", f"{STATE}RUS", "name")
    assert (fact.object, fact.date) == ("draft resolution of the U.N. Security Council", "2014-05-22")
    assert fact.quote == VETO["quote"] == TEXT[fact.start : fact.end]
    assert (fact.confidence, fact.extractor) == (CONFIDENCE, "llm/m@0")


def test_a_capital_stands_for_its_state(ground: Make) -> None:
    (fact,) = accepted(ground(), ACCUSE)
    assert (fact.actor, fact.target, fact.target_id) == ("Human Rights Watch", "Syria", f"{STATE}SYR")


def test_a_pronoun_stands_for_who_was_named_before(ground: Make) -> None:
    (fact,) = accepted(ground(), FIGURE)
    assert (fact.actor, fact.via, fact.value) == ("Human Rights Watch", "coreference", 2600)


def test_a_metonym_is_said_to_be_one(ground: Make) -> None:
    raw = claim(
        "The Kremlin — unmoved — said it would veto any such text again",
        "veto",
        "not_actual",
        "threatened",
        actor=("Russia", "The Kremlin"),
    )
    (fact,) = accepted(ground(), raw)
    assert (fact.actor, fact.via, fact.status) == ("Russia", "metonym", "not_actual")


def test_blanks_quotation_marks_and_dashes_may_differ(ground: Make) -> None:
    raw = claim('"It has used  chlorine in 2014," the group\'s director, Nadim\nHoury, said', speaker="Nadim Houry",
                actor=("Human Rights Watch", "the group's"), target=("Syria", "It"), date=("2014", "in 2014"),
                crime=("chemical weapons use", "used chlorine"))  # fmt: skip
    (fact,) = accepted(ground(), raw)
    assert fact.quote == "“It has used chlorine in 2014,” the group’s director, Nadim Houry, said"
    assert (fact.actor, fact.target, fact.speaker) == ("Human Rights Watch", "Syria", "Nadim Houry")


def test_the_words_of_the_document_are_taken_and_not_those_of_the_model(ground: Make) -> None:
    raw = claim("The Kremlin - unmoved - said it would veto any such text again", "veto", "not_actual", "threatened",
                actor=("Russia", "Kremlin"), object=("Kremlin - unmoved", "The Kremlin - unmoved"))  # fmt: skip
    (fact,) = accepted(ground(), raw)
    assert fact.object == "Kremlin — unmoved"
    assert fact.quote.startswith("The Kremlin — unmoved")


def test_an_actor_that_the_lexicon_lacks_is_kept_in_the_words_of_the_document(ground: Make) -> None:
    text = "The Free Lawyers’ Circle of Homs accused Syria of torture."
    raw = claim(text[:-1], actor=("Free Lawyers' Circle of Homs", text[:32]), target="Syria", crime="torture")
    (fact,) = accepted(ground(text), raw)
    assert (fact.actor, fact.actor_id) == ("Free Lawyers’ Circle of Homs", None)


def test_of_several_places_the_one_near_the_quote_counts(ground: Make) -> None:
    text = (
        "Syria wept. " * 3
        + "\n\nHuman Rights Watch accused Syria of torture. Syria wept.\n\nFrance accused Syria of torture."
    )
    raw = claim("France accused Syria of torture", actor="France", target="Syria", crime="torture")
    (fact,) = accepted(ground(text), raw)
    assert fact.start == text.index("France")


def test_the_place_at_which_everything_holds_is_taken(ground: Make) -> None:
    text = "Human Rights Watch was there. It accused Syria of torture.\n\nFrance came.\n\nThen Amnesty International spoke.\n\nFrance: we know. It accused Syria of torture."
    raw = claim("It accused Syria of torture", actor=("France", "It"), target="Syria", crime="torture")
    (fact,) = accepted(ground(text), raw)
    assert fact.start == text.rindex("It accused")


def test_an_issuer_speaks_in_its_own_voice_and_an_outlet_does_not(ground: Make) -> None:
    text = "Amnesty International\n\nParis.\n\nRussia must release them.\n\nSyria has used chlorine."
    raw = claim(
        "Russia must release them",
        "call_for",
        actor="Amnesty International",
        target="Russia",
        object="release them",
    )
    assert accepted(ground(text, publisher="Amnesty International"), raw)[0].actor == "Amnesty International"
    assert refused(ground(text, publisher="Le Monde"), raw) == ("actor", "is named too far from the quote")
    outlet = claim(
        "Syria has used chlorine", actor="Reuters", target="Syria", crime=("chemical weapons use", "chlorine")
    )
    assert refused(ground(f"{text} Reuters said."), outlet) == (
        "actor",
        "is the outlet that only tells of it",
    )


def test_the_narrator_gives_figures_and_nothing_else(ground: Make) -> None:
    text = "At least 14 civilians were killed by Syria."
    figure = claim(
        text[:-1], "figure", actor=("narrator", text[:-1]), object="civilians were killed", value=(14, "14")
    )
    (fact,) = accepted(ground(text), figure)
    assert (fact.actor, fact.via, fact.value) == ("narrator", "narrator", 14)
    accuse = claim(
        text[:-1], actor=("narrator", text[:-1]), target="Syria", crime=("unlawful killing", "killed")
    )
    assert refused(ground(text), accuse)[0] == "actor"


def test_a_tally_is_counted_in_its_quote(ground: Make) -> None:
    text = "The Security Council voted 13-2 on the draft, with none abstaining."
    raw = claim(text[:-1], "vote", actor=("UN Security Council", "The Security Council"), object="the draft",
                value=({"yes": 13, "no": 2, "abstain": None}, "13-2"))  # fmt: skip
    assert accepted(ground(text), raw)[0].value == {"yes": 13, "no": 2}
    raw["value"]["value"] = {"yes": 14, "no": 1, "abstain": None}
    assert refused(ground(text), raw) == ("value", "is not what its quote counts")


def test_a_court_may_go_by_the_name_of_the_lexicon(ground: Make) -> None:
    text = "The Security Council referred Darfur and Sudan to the ICC."
    raw = claim(text[:-1], "refer", actor=("UN Security Council", "The Security Council"), target="Sudan",
                object=("International Criminal Court", "the ICC"))  # fmt: skip
    assert accepted(ground(text), raw)[0].object == "International Criminal Court"


V = VETO["quote"]
REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("an invented quote", claim("France vetoed the draft resolution", "veto", actor="France"), "quote", "does not stand"),
    ("an empty quote", claim(" ", "veto", actor="Russia"), "quote", "does not stand"),
    ("a quote cut by dots", claim("Russia and China … vetoed", "veto", actor="Russia"), "quote", "does not stand"),
    ("a quote in other letters", claim(V.upper(), "veto", actor="Russia"), "quote", "does not stand"),
    ("a quote as long as the text", claim(TEXT * 2, "veto", actor="Russia"), "quote", "longer"),
    ("an actor's quote that is invented", claim(V, "veto", actor=("Russia", "the Russians")), "actor", "does not stand"),
    ("an actor whom the quote does not name", claim(V, "veto", actor=("France", "China")), "actor", "is not who"),
    ("an actor out of the blue", claim(V, "veto", actor=("Freedonia", "China")), "actor", "is not who"),
    ("an actor who stands elsewhere", claim(V, "veto", actor="France"), "actor", "too far"),
    ("an actor who stands beside the quote", claim("it would veto any such text", "veto", "not_actual", "threatened", actor="France"), "actor", "does not stand in the quote"),
    ("an actor read into a noun", claim(V, "veto", actor=("France", "draft resolution")), "actor", "is not who"),
    ("a body after those who acted", claim(V, "veto", actor=("UN Security Council", "U.N. Security Council")), "actor", "no permanent member"),
    ("a statute as actor", claim(V, "veto", actor=("Rome Statute", "Russia")), "actor", "is no actor"),
    ("a pronoun as actor", claim(FIGURE["quote"], "figure", actor="it", object="people", value=(2600, "2,600")), "actor", "pronoun"),
    ("an actor without a letter", claim(FIGURE["quote"], "figure", actor="2,600", object="people", value=(2600, "2,600")), "actor", "is no actor"),
    ("an actor that is no text", claim(V, "veto", actor=(["Russia"], "Russia")), "actor", "is no text"),
    ("another type than the quote's", claim("France drafted the text", "veto", actor="France"), "type", "is not what"),
    ("a veto that was threatened", claim("The Kremlin — unmoved — said it would veto any such text", "veto", actor=("Russia", "Kremlin")), "status", "does not say that it happened"),
    ("a status and a modality that do not agree", claim(V, "veto", "actual", "threatened", actor="Russia"), "modality", "does not go"),
    ("an unknown status", VETO | {"status": {"value": "perhaps", "quote": "vetoed"}}, "status", "not known"),
    ("a status whose quote is invented", VETO | {"status": {"value": "actual", "quote": "has vetoed"}}, "status", "does not stand"),
    ("a vote without its choice", claim("China voted against it", "vote", actor="China"), "value", "is missing"),
    ("a choice that is none", claim("China voted against it", "vote", actor="China", value=("maybe", "voted against")), "value", "not known"),
    ("a choice that the quote does not say", claim("China voted against it", "vote", actor="China", value=("yes", "voted against")), "value", "is not what its quote says"),
    ("a role that the quote does not say", claim("France drafted the text", "sponsor", actor="France", value=("cosponsor", "drafted")), "value", "is not what its quote says"),
    ("a value that the type has not", claim(ACCUSE["quote"], actor="Human Rights Watch", target=("Syria", "Damascus"), value=("yes", "accused")), "value", "has none"),
    ("a number that the quote has not", FIGURE | {"value": {"value": 26000, "quote": "2,600"}}, "value", "not a number"),
    ("a number in a text", FIGURE | {"value": {"value": "2,600", "quote": "2,600"}}, "value", "is no number"),
    ("a truth value", FIGURE | {"value": {"value": True, "quote": "2,600"}}, "value", "is no text"),
    ("a word that the quote has not", FIGURE | {"value": {"value": "thousands", "quote": "2,600"}}, "value", "no word"),
    ("an infinite number", FIGURE | {"value": {"value": 1e999, "quote": "2,600"}}, "value", "not a number"),
    ("a figure of nothing", FIGURE | {"object": None}, "object", "is missing"),
    ("an unknown crime", ACCUSE | {"crime": {"value": "theft", "quote": "torture"}}, "crime", "not known"),
    ("a crime in a list", ACCUSE | {"crime": {"value": ["torture"], "quote": "torture"}}, "crime", "not known"),
    ("a crime that the quote does not speak of", ACCUSE | {"crime": {"value": "genocide", "quote": "torture"}}, "crime", "is not what"),
    ("an object in the model's words", claim(V, "veto", actor="Russia", object=("a draft that France wrote", "a draft resolution")), "object", "does not stand in its quote"),
    ("an object of another paragraph", claim(V, "veto", actor="Russia", object="text again"), "object", "another paragraph"),
    ("a statute that is nowhere", claim(V, "veto", actor="Russia", statute=("Rome Statute", "draft resolution")), "statute", "does not stand"),
    ("a date that the quote does not say", VETO | {"date": {"value": "2014-05-21", "quote": "on Thursday"}}, "date", "is not what"),
    ("a date that is none", VETO | {"date": {"value": "Thursday", "quote": "on Thursday"}}, "date", "is no date"),
    ("a speaker who is nowhere", ACCUSE | {"speaker": {"value": "Ken Roth", "quote": "Human Rights Watch"}}, "speaker", "does not stand"),
    ("a speaker who is a state", ACCUSE | {"speaker": {"value": "France", "quote": "France"}}, "speaker", "no person"),
    ("a speaker who is no name", ACCUSE | {"speaker": {"value": "chlorine in", "quote": "chlorine in"}}, "speaker", "no name"),
    ("a speaker of whom the quote does not speak", ACCUSE | {"speaker": {"value": "Nadim Houry", "quote": "accused"}}, "speaker", "is not who"),
    ("an accuser who is the culprit", claim(ACCUSE["quote"], actor=("Syria", "Damascus"), target=("Syria", "Damascus"), crime="torture"), "target", "never the culprit"),
    ("an accuser and a culprit turned round", claim(ACCUSE["quote"], actor=("Syria", "Damascus"), target="Human Rights Watch", crime="torture"), "actor", "is accused in that sentence"),
    ("a target out of the blue", ACCUSE | {"target": {"value": "Freedonia", "quote": "Damascus"}}, "target", "is not who"),
    ("a demand for nothing", claim("said it would veto any such text", "call_for", actor=("Russia", "it")), "object", "is missing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "slot", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_the_document_does_not_bear_out_is_refused(
    raw: dict[str, Any], slot: str, reason: str, ground: Make
) -> None:
    found = refused(ground(), raw)
    assert found[0] == slot
    assert reason in found[1]


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Russian rebels accused Russia of torture.", "Russian rebels", "Russia"),
        ("The Houthi rebels accused the rebels of torture.", "The Houthi rebels", "the rebels"),
        ("The accused Syrian army accused Syria of torture.", "Syrian army", "Syria"),
    ],
)
def test_who_may_be_the_same_does_not_accuse_itself(text: str, actor: str, target: str, ground: Make) -> None:
    raw = claim(text[:-1], actor=actor, target=target, crime="torture")
    assert refused(ground(text), raw)[0] in ("target", "actor")


def test_an_answer_that_accuses_both_ways_is_believed_neither_way(ground: Make) -> None:
    text = "There were accusations of torture between Russia and Ukraine."
    one = claim(text[:-1], actor="Russia", target="Ukraine", crime="torture")
    other = claim(text[:-1], actor="Ukraine", target="Russia", crime="torture")
    found = tried(ground(text), one, other)
    assert found.facts == ()
    assert {refusal.reason for refusal in found.refusals} == {"accuses and is accused in one quote"}


def test_a_governor_vetoes_nothing(ground: Make) -> None:
    text = "California vetoed the bill, and the United States Congress voted."
    raw = claim("California vetoed the bill", "veto", actor="California", object="the bill")
    assert refused(ground(text), raw) == ("actor", "has no veto: it is no permanent member")


def test_only_the_part_that_was_sent_is_searched(ground: Make) -> None:
    found = accept([VETO, ACCUSE], ground(), Part(TEXT[:170], 0), "llm/m@0")
    assert [fact.type for fact in found.facts] == ["veto"]
    assert [refusal.slot for refusal in found.refusals] == ["quote"]


def test_the_same_fact_twice_is_one(ground: Make) -> None:
    assert len(accepted(ground(), VETO, VETO)) == 1


def test_a_refusal_can_be_printed_and_is_bounded(ground: Make) -> None:
    raw = claim("\x1b[2J" + "x" * 100_000, "veto", actor="Russia")
    (refusal,) = tried(ground(), raw).refusals
    printed = json.dumps(refusal.to_json())
    assert printed.isascii()
    assert printed.isprintable()
    assert len(printed) < 5_000


# What a model might say: pieces of the document, of the good claims, and of neither.
WORDS = st.one_of(
    st.sampled_from(
        [
            *FACT_TYPES,
            *STATUSES,
            *CRIMES,
            "narrator",
            "Russia",
            "France",
            "Syria",
            "it",
            "the group",
            "asserted",
            "negated",
        ]
    ),
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 90)).map(lambda at: TEXT[at[0] : at[0] + at[1]]),
    st.text(max_size=12),
    st.sampled_from([VETO["quote"], ACCUSE["quote"], FIGURE["quote"]]),
)
VALUES = st.one_of(
    WORDS,
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dictionaries(WORDS, st.integers(0, 20), max_size=3),
)
PARTS = st.one_of(VALUES, st.fixed_dictionaries({"value": VALUES, "quote": WORDS}))
CLAIMS = st.tuples(
    st.sampled_from([VETO, ACCUSE, FIGURE]), st.dictionaries(st.sampled_from(list(VETO)), PARTS, max_size=3)
).map(lambda two: two[0] | two[1])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims=st.lists(CLAIMS, max_size=4))
def test_whatever_a_model_says_nothing_but_the_document_gets_through(claims: list[Any], ground: Make) -> None:
    made = ground()
    known = {entry.name for entry in made.names.gazetteer.entries} | {"narrator", None}
    flat = " ".join(TEXT.split())
    found = tried(made, *claims)
    for fact in found.facts:
        assert TEXT[fact.start : fact.end] == fact.quote
        assert all(
            words in known or words in flat
            for words in (fact.actor, fact.target, fact.speaker, fact.object, fact.statute)
        )
        assert fact.actor_id is None or made.names.gazetteer.get(fact.actor_id).name == fact.actor
        assert fact.type != "accuse" or fact.actor != fact.target
        assert fact.crime in (*CRIMES, None)
        assert fact.confidence == CONFIDENCE
