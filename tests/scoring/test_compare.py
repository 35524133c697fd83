"""Which facts meet, told on made-up texts; that the rules are the reference scorer's is in test_equal.py."""

from __future__ import annotations

from typing import Any

import pytest

from graph.scoring import Annotated, Scorer, Statement, Verdict
from graph.scoring.names import key
from graph.scoring.texts import Text

TEXT = (
    "Norland vetoed the draft on Friday. Its envoy said that Sudland had bombed a market, killing 2,600 people. "
    "Sudland denied it.\n\nNorland has vetoed the draft before, a diplomat said. Ostland abstained."
)
VETO: dict[str, Any] = {
    "type": "veto",
    "actor": "Norland",
    "status": "actual",
    "quote": "Norland vetoed the draft on Friday",
}
AGAIN = VETO | {"quote": "Norland has vetoed the draft before"}
BOMBED = {
    "type": "accuse",
    "actor": "Norland",
    "target": "Sudland",
    "crime": "war crimes",
    "status": "actual",
    "quote": "Sudland had bombed a market",
}
KILLED = {
    "type": "figure",
    "actor": "Norland",
    "value": 2600,
    "status": "actual",
    "quote": "killing 2,600 people",
}
ABSTAINED = {
    "type": "vote",
    "actor": "Ostland",
    "value": "abstain",
    "status": "actual",
    "quote": "Ostland abstained",
}
DENIED = {"type": "deny", "actor": "Sudland", "status": "actual", "quote": "Sudland denied it"}


def scored(read: list[dict[str, Any]], gold: list[dict[str, Any]]) -> list[str]:
    facts = [Statement(document="d", **fact) for fact in read]
    document = Annotated("d", Text(TEXT), tuple(Statement(document="d", **fact) for fact in gold))
    return [verdict.value for verdict in Scorer({"d": document}, facts).scores().verdicts]


@pytest.mark.parametrize(
    ("read", "gold", "verdict"),
    [
        (VETO, VETO, "strict"),
        (VETO | {"actor": "the Norland"}, VETO, "strict"),
        (VETO | {"quote": "Friday"}, VETO, "strict"),  # the same sentence
        (VETO | {"actor": "Sudland"}, VETO, "wrong"),
        (VETO | {"status": "not_actual"}, VETO, "lenient"),
        (VETO | {"type": "vote", "value": "no"}, VETO, "lenient"),
        (VETO | {"type": "vote", "value": "yes"}, VETO, "wrong"),
        (AGAIN, VETO, "strict"),  # one event, told elsewhere
        (AGAIN | {"status": "not_actual"}, VETO, "wrong"),
        (BOMBED, BOMBED, "strict"),
        (BOMBED | {"crime": "other"}, BOMBED, "lenient"),
        (BOMBED, BOMBED | {"crime": None}, "strict"),
        (BOMBED | {"target": None}, BOMBED, "lenient"),
        (BOMBED | {"actor": "narrator"}, BOMBED, "lenient"),  # the target agrees
        (BOMBED | {"actor": "Sudland", "target": "Norland"}, BOMBED, "wrong"),
        (BOMBED | {"type": "find"}, BOMBED, "lenient"),
        (BOMBED | {"quote": "Sudland denied it"}, BOMBED, "wrong"),  # another sentence
        (KILLED | {"value": "2,600"}, KILLED, "strict"),
        (KILLED | {"value": 26}, KILLED, "lenient"),
        (KILLED | {"actor": "narrator"}, KILLED, "wrong"),  # no target is no agreement
        (DENIED | {"target": "Norland"}, DENIED, "strict"),  # the annotation names no target
        (ABSTAINED | {"value": "no"}, ABSTAINED, "lenient"),
        (ABSTAINED | {"quote": "not in the text"}, ABSTAINED, "wrong"),
    ],
)  # fmt: skip
def test_how_far_a_read_fact_agrees(read: dict[str, Any], gold: dict[str, Any], verdict: str) -> None:
    assert scored([read], [gold]) == [verdict]


def test_each_annotated_fact_is_met_once() -> None:
    assert scored([BOMBED, BOMBED], [BOMBED]) == ["strict", "wrong"]


def test_the_better_pair_comes_first() -> None:
    assert scored([BOMBED | {"crime": "other"}, BOMBED], [BOMBED]) == ["wrong", "strict"]


def test_an_event_told_again_counts_neither_way() -> None:
    assert scored([AGAIN, VETO], [VETO]) == ["again", "strict"]


def test_a_fact_of_another_document_is_unknown() -> None:
    document = Annotated("d", Text(TEXT), ())
    scores = Scorer({"d": document}, [Statement(document="e", **VETO)]).scores()
    assert scores.verdicts == (Verdict.unknown,)
    assert scores.all.read == 0


def test_rows_of_a_veto_that_meets_a_no_belong_to_both_types() -> None:
    no = Statement(document="d", **(VETO | {"type": "vote", "value": "no"}))
    document = Annotated("d", Text(TEXT), (Statement(document="d", **VETO),), "news")
    scores = Scorer({"d": document}, [no]).scores()
    assert (scores.by_type["veto"].lenient.recall, scores.by_type["vote"].lenient.precision) == (1, 1)
    assert (scores.by_type["veto"].lenient.precision, scores.by_type["vote"].lenient.recall) == (0, 0)
    assert scores.council == scores.all == scores.by_genre["news"] == scores.by_document["d"]
    assert (scores.all.lenient.f1, scores.all.strict.f1) == (1, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.N. Security Council", "unsc"),
        ("Security Council", "United Nations Security Council"),
        ("U.S.", "the United States of America"),
        ("Syria’s", "Assad regime"),
        ("UN Women (New York)", "United Nations Women"),
        ("  A\u00a0 Group,", "group"),
        (None, ""),
    ],
)
def test_spellings_of_one_name(one: str | None, other: str) -> None:
    assert key(one) == key(other)


def test_names_that_only_look_alike() -> None:
    assert (
        len({key(name) for name in ("Theron", "Ron", "Andorra", "Sudan", "South Sudan", "UN", "UNICEF")}) == 7
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("vetoed", "Norland vetoed the draft on Friday. "),
        ("Sudland denied", "Sudland denied it.\n\n"),
        ("diplomat", "Norland has vetoed the draft before, a diplomat said. "),
        ("abstained.", "Ostland abstained."),
    ],
)
def test_sentences(words: str, sentence: str) -> None:
    start, end = Text(TEXT).sentences((TEXT.index(words), TEXT.index(words) + len(words)))
    assert TEXT[start:end] == sentence
