"""A build is repeatable, touches only what changed, and keeps what does not hold out of the graph."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from graph.build.assemble import open_builder
from graph.build.builder import Builder
from graph.build.gate import Gate
from graph.build.knowledge import lexicon_graph, ontology_graph
from graph.errors import SeedError
from graph.gazetteer import Gazetteer
from graph.idents import Idents, fact_id
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.paths import ontology_dir
from graph.shapes import Shapes
from graph.store import Store, open_store
from graph.terms import BASE_IRI, OST

VETO = "Russia and China vetoed a U.N. Security Council resolution on Syria on Thursday, 22 May 2014."
DENIAL = (
    "Syria denied any use of chlorine gas. France accused the Syrian government of using chemical weapons."
)


def document(name: str, text: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=name, text=text, sha256=sha256, title=name, publisher="CNN", published="2014-05-23")


@pytest.fixture(scope="module")
def builder() -> Builder:
    return open_builder(BASE_IRI)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store")


def dump(store: Store) -> set[str]:
    return {str(quad) for quad in store.view().quads()}


def test_a_first_build_holds_its_documents_and_what_it_knows(builder: Builder, store: Store) -> None:
    report = builder.build(store, [document("a", VETO), document("b", DENIAL)])
    assert (report.read, report.kept, report.removed, report.changed) == (("a", "b"), (), (), True)
    graphs = {graph.value.removeprefix(BASE_IRI) for graph in store.view().graphs()}
    assert {"graph/document/a", "graph/document/b", "graph/lexicon", "graph/ontology"} <= graphs
    assert store.view().text(document("a", VETO).sha256) == VETO


def test_the_same_documents_change_nothing(builder: Builder, store: Store) -> None:
    documents = [document("a", VETO), document("b", DENIAL)]
    first = builder.build(store, documents)
    again = builder.build(store, documents)
    assert again.generation == first.generation
    assert not again.changed
    assert (again.read, again.kept) == ((), ("a", "b"))


def test_a_changed_document_replaces_only_its_own_graph(builder: Builder, store: Store) -> None:
    builder.build(store, [document("a", VETO), document("b", DENIAL)])
    idents = Idents()
    kept = set(store.view().quads(idents.document_graph("b")))
    before = set(store.view().quads(idents.document_graph("a")))
    report = builder.build(
        store, [document("a", VETO.replace("Russia and China", "France")), document("b", DENIAL)]
    )
    assert report.read == ("a",)
    assert set(store.view().quads(idents.document_graph("b"))) == kept
    assert set(store.view().quads(idents.document_graph("a"))) != before


def test_a_document_that_is_gone_disappears(builder: Builder, store: Store) -> None:
    builder.build(store, [document("a", VETO), document("b", DENIAL)])
    report = builder.build(store, [document("b", DENIAL)])
    assert report.removed == ("a",)
    assert not any("/document/a" in quad for quad in dump(store))


def test_the_order_of_the_documents_does_not_matter(builder: Builder, tmp_path: Path) -> None:
    one, two = open_store(tmp_path / "one"), open_store(tmp_path / "two")
    documents = [document("a", VETO), document("b", DENIAL)]
    builder.build(one, documents)
    builder.build(two, documents[::-1])
    assert dump(one) == dump(two)


def test_a_contested_claim_is_inferred_and_names_its_rule(builder: Builder, store: Store) -> None:
    builder.build(store, [document("b", DENIAL)])
    inferred = Idents().graph("inferred/contested")
    found = [quad for quad in store.view().quads(inferred) if quad.predicate == OST.contestedBy]
    assert found
    builder.build(store, [document("b", DENIAL.split(". ")[1])])
    assert not [quad for quad in store.view().quads(inferred) if quad.predicate == OST.contestedBy]


@pytest.fixture(scope="module")
def gate(gazetteer: Gazetteer, shapes: Shapes) -> Gate:
    idents = Idents()
    knowledge = (ontology_graph(ontology_dir(), idents), lexicon_graph(gazetteer, idents))
    return Gate(Mapper(gazetteer), shapes, [quad for graph in knowledge for quad in graph.quads], idents)


def accusation(quote: str, start: int, **changes: object) -> Fact:
    syria = BASE_IRI + "state/SYR"
    one = Fact(
        id="", document="b", type="accuse", actor="France", actor_id=BASE_IRI + "state/FRA", target="Syria", target_id=syria,
        crime="chemical weapons use", quote=quote, start=start, end=start + len(quote), confidence=0.9, extractor="test/1",
    )  # fmt: skip
    one = replace(one, **changes)  # type: ignore[arg-type]
    fields = (one.type, one.actor, one.target, one.object, one.start, one.end, one.crime, one.value)
    return replace(one, id=fact_id(one.document, *fields))


GOOD = accusation("France accused the Syrian government of using chemical weapons.", 38)
BAD = {
    "misquoted": (replace(GOOD, quote=GOOD.quote.upper()), "verbatim"),
    "elsewhere": (accusation(GOOD.quote, 0), "verbatim"),
    "accuses itself": (
        accusation(GOOD.quote, 38, target="France", target_id=BASE_IRI + "state/FRA"),
        "claimant",
    ),
    "too sure": (accusation(GOOD.quote, 38, crime="torture", confidence=1.5), "confidence"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_hold_waits_in_quarantine_and_the_rest_loads(name: str, gate: Gate) -> None:
    bad, word = BAD[name]
    passed = gate.sift(Reading(document("b", DENIAL), (GOOD, bad), "test/1"))
    assert passed.facts == (GOOD,)
    assert [entry.fact["id"] for entry in passed.quarantined] == [bad.id]
    entry = passed.quarantined[0]
    assert word in f"{entry.shape} {entry.path}"
    assert entry.message
    assert (entry.line, entry.document) == (1, "b")
    assert gate.sift(Reading(document("b", DENIAL), (GOOD,), "test/1")).quads == passed.quads


def test_a_document_that_breaks_a_shape_is_refused_whole(gate: Gate) -> None:
    nameless = replace(document("b", DENIAL), sha256="not a hash")
    with pytest.raises(SeedError, match="b: "):
        gate.sift(Reading(nameless, (GOOD,), "test/1"))


def test_knowledge_is_the_same_whenever_it_is_read() -> None:
    idents = Idents()
    one, two = (ontology_graph(ontology_dir(), idents) for _ in range(2))
    assert one == two
    assert len(one.quads) > 500


CLASSES = (
    "Claim",
    "EventReport",
    "Actor",
    "State",
    "Body",
    "Court",
    "Instrument",
    "Crime",
    "Document",
    "Evidence",
    "ReportedEvent",
)


def test_every_class_answers_to_its_name(seeds_store: Store) -> None:
    view = seeds_store.view()
    for name in CLASSES:
        (plain,) = view.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a ost:{name} }}")
        (walked,) = view.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a/rdfs:subClassOf* ost:{name} }}")
        assert int(plain["n"].value) == int(walked["n"].value) > 0, name


def test_the_store_says_how_its_documents_were_read(seeds_store: Store) -> None:
    rows = list(
        seeds_store.view().select(
            "SELECT ?s ?v { ?r a ost:Reading ; ost:software ?s ; ost:softwareVersion ?v ; ost:settings ?o }"
        )
    )
    assert len(rows) == 5
