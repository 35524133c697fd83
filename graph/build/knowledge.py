"""Bring ontology and lexicon into the store, each in a graph of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from graph.errors import OntologyError
from graph.gazetteer import Gazetteer
from graph.idents import Idents
from graph.store import Writer
from graph.terms import BASE_IRI, OST, RDF

_LEXICON = "lexicon"
_NOT_PUBLISHED = frozenset({"examples", _LEXICON})


@dataclass(frozen=True, slots=True)
class KnowledgeGraph:
    """Hold a graph that comes from files of the ontology folder, and the hash of those files."""

    name: NamedNode
    quads: tuple[Quad, ...]
    fingerprint: str


def ontology_graph(folder: Path, idents: Idents) -> KnowledgeGraph:
    """Return the modules, shapes and alignments; raise OntologyError for a file that cannot be parsed."""
    files = [
        path
        for path in sorted(folder.rglob("*.ttl"))
        if path.relative_to(folder).parts[0] not in _NOT_PUBLISHED
    ]
    return _graph(files, folder, idents.graph("ontology"), idents.base)


def lexicon_graph(gazetteer: Gazetteer, idents: Idents) -> KnowledgeGraph:
    """Return the names of actors, instruments and crimes as the gazetteer read them."""
    name = idents.graph(_LEXICON)
    quads = {Quad(triple.subject, triple.predicate, triple.object, name) for triple in gazetteer.triples}
    return _knowledge(name, quads, gazetteer.fingerprint)


def know(writer: Writer, graphs: Sequence[KnowledgeGraph]) -> None:
    """Put into the store the graphs whose files have changed."""
    for graph in graphs:
        if writer.manifest.get(graph.name.value) != graph.fingerprint:
            writer.replace(graph.name, graph.quads, graph.fingerprint)


def _graph(files: Sequence[Path], folder: Path, name: NamedNode, base: str) -> KnowledgeGraph:
    if not files:
        raise OntologyError("no Turtle file found", where=str(folder))
    hashed = hashlib.sha256(base.encode())
    dataset = Dataset()
    for path in files:
        data = path.read_bytes()
        hashed.update(path.name.encode() + b"\0" + data)
        for quad in _parsed(path, data):
            dataset.add(quad)
    # Parsers give blank nodes random names; the same files must give the same bytes.
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    label = name.value.rsplit("/", 1)[-1]
    return _knowledge(name, {_placed(quad, name, base, label) for quad in dataset}, hashed.hexdigest())


def _knowledge(name: NamedNode, quads: set[Quad], fingerprint: str) -> KnowledgeGraph:
    quads.add(Quad(name, RDF.type, OST.AssertedGraph, name))
    return KnowledgeGraph(name, tuple(sorted(quads, key=str)), fingerprint)


def _parsed(path: Path, data: bytes) -> Iterator[Quad]:
    try:
        yield from parse(data, format=RdfFormat.TURTLE)
    except SyntaxError as error:
        raise OntologyError(f"cannot be parsed: {error}", where=str(path)) from error


def _placed(quad: Quad, graph: NamedNode, base: str, label: str) -> Quad:
    subject, value = quad.subject, quad.object
    if isinstance(subject, NamedNode | BlankNode):
        subject = _renamed(subject, base, label)
    if isinstance(value, NamedNode | BlankNode):
        value = _renamed(value, base, label)
    return Quad(subject, quad.predicate, value, graph)


def _renamed(term: NamedNode | BlankNode, base: str, label: str) -> NamedNode | BlankNode:
    if isinstance(term, BlankNode):
        return BlankNode(term.value.replace("c14n", label, 1))
    if base != BASE_IRI and term.value.startswith(BASE_IRI):
        return NamedNode(base + term.value.removeprefix(BASE_IRI))
    return term
