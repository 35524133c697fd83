"""A check sees every claim of a store, under whatever base it was minted, and tells what waits."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, Quad

from graph.build.assemble import open_builder
from graph.build.audit import Audit, audit
from graph.gazetteer import Gazetteer
from graph.model import Document
from graph.shapes import Shapes
from graph.store import Quarantined, Store, open_store
from graph.terms import BASE_IRI, OST
from tests import tiny

OTHER = "https://example.org/mine/"
TEXT = "France accused Syria of torture on Monday. Syria denied any use of chlorine gas."
WAITING = Quarantined(
    fact={"id": "ab" * 10, "actor": "France", "type": "accuse", "target": "Syria", "object": None, "quote": "He [said] “no”"},
    document="alpha",
    shape="https://w3id.org/ostrakon/shapes#Accusation",
    path=None,
    message="nobody accuses themselves",
    start=7,
    end=21,
    line=3,
)  # fmt: skip


def document(name: str) -> Document:
    return Document(id=name, text=TEXT, sha256=hashlib.sha256(TEXT.encode()).hexdigest())


@pytest.fixture
def store(tmp_path: Path, gazetteer: Gazetteer) -> Store:
    return tiny.make_store(tmp_path / "store", gazetteer)


def test_a_new_base_leaves_nothing_under_the_old_one(tmp_path: Path, shapes: Shapes) -> None:
    store = open_store(tmp_path / "store")
    open_builder(BASE_IRI).build(store, [document("a b"), document("c")])
    before = audit(store.view(), shapes)
    report = open_builder(OTHER).build(store, [document("a b")])
    assert (report.read, report.removed) == (("a b",), ("c",))
    view = store.view()
    assert {graph.value for graph in view.graphs()} == set(view.manifest)
    assert all(graph.startswith(OTHER) for graph in view.manifest)
    after = audit(view, shapes)
    assert (before.base, before.documents) == (BASE_IRI, 2)
    assert (after.base, after.documents, after.violations) == (OTHER, 1, ())
    assert after.claims * 2 == before.claims > 0


def test_a_claim_in_the_graph_of_no_document_is_a_fault(store: Store, shapes: Shapes) -> None:
    assert not audit(store.view(), shapes).violations
    view = store.view()
    quads = [quad for graph in view.graphs() if "/document/" in graph.value for quad in view.quads(graph)]
    with store.writer() as writer:
        for graph in view.graphs():
            if "/document/" in graph.value:
                writer.remove(graph)
        elsewhere = NamedNode("https://example.org/elsewhere")
        writer.replace(elsewhere, {Quad(*quad.triple, elsewhere) for quad in quads}, "by hand")
    found = audit(store.view(), shapes)
    claims = {quad.subject.value for quad in quads if quad.predicate == OST.statedIn}  # type: ignore[union-attr]
    assert found.documents == 0
    assert {fault.focus for fault in found.violations if fault.shape == "document graph"} == claims
    assert len(claims) == found.claims > 0


def report(found: Audit) -> rdflib.Graph:
    return rdflib.Graph().parse(data=found.to_turtle(), format="turtle")


def test_the_shacl_report_tells_what_waits_and_where(store: Store, shapes: Shapes) -> None:
    with store.writer() as writer:
        writer.quarantine([WAITING, replace(WAITING, start=8)])
    graph = report(audit(store.view(), shapes))
    sh, oa = rdflib.SH, rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert list(graph.objects(None, sh.conforms)) == [rdflib.Literal(True)]
    results = list(graph.subjects(rdflib.RDF.type, sh.ValidationResult))
    assert len(results) == len(set(graph.objects(None, sh.result))) == 2
    for result in results:
        assert str(graph.value(result, rdflib.DCTERMS.source)) == f"{tiny.BASE}document/alpha"
        assert str(graph.value(result, sh.focusNode)) == f"{tiny.BASE}claim/{WAITING.fact['id']}"
        assert str(graph.value(result, sh.sourceShape)) == WAITING.shape
        assert str(graph.value(result, sh.resultMessage)) == WAITING.message
        found = {
            (predicate, term.toPython())
            for selector in graph.objects(result, oa.hasSelector)
            for predicate, term in graph.predicate_objects(selector)
            if isinstance(term, rdflib.Literal)
        }
        assert {(oa.exact, WAITING.fact["quote"]), (oa.end, 21)} < found
    assert {start.toPython() for start in graph.objects(None, oa.start)} == {7, 8}  # type: ignore[attr-defined]


def test_a_report_of_nothing_is_a_report(store: Store, shapes: Shapes) -> None:
    graph = report(audit(store.view(), shapes))
    assert len(graph) == 2
