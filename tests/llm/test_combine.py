"""The rules win conflicts; what only the model found is added and marked."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from graph.idents import fact_id
from graph.llm.combine import combine
from graph.model import Fact, Reading
from tests.llm.stub import document

TEXT = "Russia and China vetoed it, and France accused Syria of torture. At least 72 from Homs and 95 people died. France wept."
LLM = "llm/m@0"


def fact(type: str, quote: str, actor: str, extractor: str = LLM, **more: Any) -> Fact:
    start = TEXT.index(quote)
    end = start + len(quote)
    given = {"target": None, "object": None, "crime": None, "value": None} | more
    name = fact_id(
        "d", type, actor, given["target"], given["object"], start, end, given["crime"], given["value"]
    )
    return Fact(
        id=name,
        document="d",
        type=type,
        actor=actor,
        quote=quote,
        start=start,
        end=end,
        confidence=0.25,
        extractor=extractor,
        **given,
    )


def joined(rules: list[Fact], llm: list[Fact]) -> Reading:
    theirs = [dataclasses.replace(each, extractor="rules/1", confidence=0.9) for each in rules]
    return combine(
        Reading(document(TEXT), tuple(theirs), "rules/1", "parser=none"),
        Reading(document(TEXT), tuple(llm), LLM),
    )


VETO = fact("veto", "Russia and China vetoed it", "Russia")
ACCUSE = fact("accuse", "France accused Syria of torture", "France", target="Syria", crime="torture")
DEAD = fact("figure", "At least 72 from Homs and 95 people died", "narrator", value=72, object="people")


def test_what_only_the_model_found_is_added_in_its_place_and_marked() -> None:
    found = joined([ACCUSE], [DEAD, VETO])
    assert [(each.type, each.extractor, each.confidence) for each in found.facts] == [
        ("veto", LLM, 0.25),
        ("accuse", "rules/1", 0.9),
        ("figure", LLM, 0.25),
    ]
    assert (found.extractor, found.settings) == ("rules/1", f"parser=none; second={LLM}")


SETTLED: list[tuple[str, Fact, Fact]] = [
    ("the same", VETO, VETO),
    ("the same with other words", VETO, fact("veto", "Russia and China vetoed", "Russia", object="it")),
    ("the same elsewhere in the sentence", ACCUSE, fact("accuse", "Russia and China", "France", target="Syria")),
    ("another crime of the same accusation", ACCUSE, fact("accuse", ACCUSE.quote, "France", target="Syria", crime="genocide")),
    ("no target beside a named one", ACCUSE, fact("accuse", ACCUSE.quote, "France", crime="torture")),
    ("the other status", VETO, dataclasses.replace(VETO, id="0", status="not_actual", modality="threatened")),
    ("a vote beside a veto", VETO, fact("vote", VETO.quote, "Russia", value="no")),
    ("a finding for an accusation", ACCUSE, fact("find", ACCUSE.quote, "France", target="Syria", crime="torture")),
    ("the accuser as culprit", ACCUSE, fact("accuse", ACCUSE.quote, "Syria", target="France", crime="torture")),
    ("the same words by another speaker", ACCUSE, fact("accuse", ACCUSE.quote, "China", target="Syria", crime="torture")),
    ("support for what is opposed", fact("oppose", VETO.quote, "Russia", object="it"), fact("support", VETO.quote, "Russia", object="it")),
    ("the same number", DEAD, fact("figure", "95 people died", "narrator", value=72, object="people")),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "llm"), [case[1:] for case in SETTLED], ids=[case[0] for case in SETTLED])
def test_where_the_rules_speak_the_model_is_not_heard(rules: Fact, llm: Fact) -> None:
    found = joined([rules], [llm])
    assert [each.extractor for each in found.facts] == ["rules/1"]


ADDED: list[tuple[str, Fact, Fact]] = [
    ("another actor of the same act", VETO, fact("veto", VETO.quote, "China")),
    ("another target", ACCUSE, fact("accuse", ACCUSE.quote, "France", target="Russia", crime="torture")),
    ("another type", VETO, ACCUSE),
    ("another number", DEAD, fact("figure", "95 people died", "narrator", value=95, object="people")),
    ("another sentence", ACCUSE, fact("accuse", "France wept", "France", target="Syria", crime="torture")),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "llm"), [case[1:] for case in ADDED], ids=[case[0] for case in ADDED])
def test_what_does_not_conflict_is_added(rules: Fact, llm: Fact) -> None:
    assert sorted(each.extractor for each in joined([rules], [llm]).facts) == [LLM, "rules/1"]


def test_nothing_of_the_rules_is_lost_or_changed() -> None:
    found = joined([DEAD, VETO, ACCUSE], [VETO, ACCUSE])
    assert [each.id for each in found.facts] == [DEAD.id, VETO.id, ACCUSE.id]
