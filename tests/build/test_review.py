"""Corrections survive rebuilds, touch only their documents, and stand in the graph with what the reader had said."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from graph.build.assemble import open_builder
from graph.build.builder import Builder
from graph.build.reviews import unmet
from graph.export.evidence import supported_facts
from graph.model import Document, Fact
from graph.review import Corrections, Identities
from graph.review.entry import Entry
from graph.store import Store, open_store
from graph.terms import BASE_IRI
from tests.sample import document

DOCUMENTS = [
    document("a", "Russia vetoed a draft resolution on Syria on 22 May 2014. France accused Syria of torture."),
    document("b", "China accused France of torture. Ambassador Samantha Power of the United States accused Syria of genocide."),
]  # fmt: skip


@pytest.fixture(scope="module")
def builder() -> Builder:
    return open_builder(BASE_IRI)


@pytest.fixture(scope="module")
def read(builder: Builder, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fact]:
    """Return the reader's facts by type and actor."""
    store = open_store(tmp_path_factory.mktemp("read") / "store")
    builder.build(store, DOCUMENTS)
    facts = {f"{one.type} {one.actor}": one for one in supported_facts(store.view())}
    assert {"veto Russia", "accuse France", "accuse China", "accuse United States"} <= facts.keys()
    return facts


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store")


def corrections(*entries: tuple[Fact, str, dict[str, Any] | None], **more: Any) -> Corrections:
    made = []
    for one, decision, to in entries:
        place = {
            "document": one.document,
            "type": one.type,
            "quote": one.quote,
            "start": one.start,
            "actor": one.actor,
        }
        given = {"id": one.id, "decision": decision, "fact": place} | ({"to": to} if to else {}) | more
        made.append(Entry.model_validate(given))
    return Corrections(made)


def rows(store: Store, sparql: str) -> set[tuple[str, ...]]:
    return {
        tuple(term.value.removeprefix(BASE_IRI) if term else "" for term in row)
        for row in store.view().select(sparql)
    }


def test_decisions_change_the_graph_and_say_so(builder: Builder, store: Store, read: dict[str, Fact]) -> None:
    wrong, right = read["accuse China"], read["accuse France"]
    decided = corrections((wrong, "correct", {"actor": "Russia", "target": "Rebels"}), (right, "accept", None), (read["veto Russia"], "reject", None), by="A. Reviewer", on="2026-03-01", why="so")  # fmt: skip
    builder.build(store, DOCUMENTS, corrections=decided)
    facts = {one.id: one for one in supported_facts(store.view())}
    assert (facts[wrong.id].actor, facts[wrong.id].target, facts[wrong.id].confidence) == (
        "Russia",
        "Rebels",
        wrong.confidence,
    )
    assert facts[right.id] == right
    assert read["veto Russia"].id not in facts
    told = rows(store, """SELECT ?id ?decision ?by ?on ?why ?claim { ?r a ost:Review ; dcterms:identifier ?id ; ost:decision ?decision ;
        ost:reviewer ?by ; ost:date ?on ; ost:reason ?why OPTIONAL { ?claim ost:review ?r } }""")  # fmt: skip
    ost = "https://w3id.org/ostrakon#"
    who = ("A. Reviewer", "2026-03-01", "so")
    assert told == {
        (wrong.id, f"{ost}Corrected", *who, f"claim/{wrong.id}"),
        (right.id, f"{ost}Accepted", *who, f"claim/{right.id}"),
        (read["veto Russia"].id, f"{ost}Rejected", *who, ""),
    }
    assert rows(store, "SELECT ?what { ?r ost:corrected ?what }") == {
        ("actor: China became Russia",),
        ("target: France became Rebels",),
    }
    assert not any("vetoed" in str(quad) for quad in store.view().quads() if "evidence" in str(quad.subject))


def test_a_changed_decision_rebuilds_only_its_document(
    builder: Builder, store: Store, read: dict[str, Fact]
) -> None:
    first = corrections((read["accuse China"], "reject", None))
    assert builder.build(store, DOCUMENTS).read == ("a", "b")
    assert builder.build(store, DOCUMENTS, corrections=first).read == ("b",)
    again = builder.build(store, DOCUMENTS, corrections=first)
    assert (again.read, again.changed) == ((), False)
    assert builder.build(
        store, DOCUMENTS, corrections=corrections((read["accuse China"], "accept", None))
    ).read == ("b",)
    assert builder.build(store, DOCUMENTS).read == ("b",)
    assert read["accuse China"].id in {one.id for one in supported_facts(store.view())}


def test_what_breaks_a_shape_waits_whoever_says_it(
    builder: Builder, store: Store, read: dict[str, Fact]
) -> None:
    wrong = corrections((read["accuse China"], "correct", {"actor": "France"}))
    report = builder.build(store, DOCUMENTS, corrections=wrong)
    assert [entry.fact["id"] for entry in report.quarantined] == [read["accuse China"].id]
    assert list(unmet(store.view(), wrong)) == []


def test_what_met_nothing_is_listed_each_time(builder: Builder, store: Store, read: dict[str, Fact]) -> None:
    one = read["accuse China"]
    lost = dataclasses.replace(one, id="0" * 20, quote="words that are not there")
    strange = dataclasses.replace(one, id="1" * 20, document="nowhere")
    moved = dataclasses.replace(one, id="2" * 20)
    decided = corrections((lost, "accept", None), (strange, "accept", None), (moved, "reject", None))
    for _ in range(2):
        builder.build(store, DOCUMENTS, corrections=decided)
        assert list(unmet(store.view(), decided)) == [
            ("0" * 20, "b", "the quote is not in the text"),
            ("1" * 20, "nowhere", "the store has no such document"),
        ]
    assert one.id not in {fact.id for fact in supported_facts(store.view())}
    later = corrections((read["accuse France"], "accept", None))
    assert [why for *_, why in unmet(store.view(), later)] == ["not applied yet: build again"]


def test_identities_survive_rebuilds_and_imports(builder: Builder, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "identities.yml"
    more = document("c", "Samantha Power of the United States accused Iran of torture.")
    documents: list[Document] = [*DOCUMENTS, more]
    speakers = "SELECT DISTINCT ?p { ?c ost:speaker ?p }"
    builder.build(store, documents)
    assert len(rows(store, speakers)) == 1
    file.write_text(
        "different:\n- [{document: b, phrase: Samantha Power}, {document: c, phrase: Samantha Power}]\n",
        "utf-8",
    )
    given = Identities.load(file)
    report = builder.build(store, documents, identities=given)
    assert (report.read, report.changed) == ((), True)
    assert len(rows(store, speakers)) == 2
    again = builder.build(store, documents, identities=given)
    assert (again.read, again.changed) == ((), False)
    builder.build(store, [*documents, document("d", "Syria denied it.")], identities=given)
    assert len(rows(store, speakers)) == 2
    builder.build(store, documents)
    assert len(rows(store, speakers)) == 1
