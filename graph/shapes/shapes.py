"""Check quads against the shapes of the ontology, and tell which claims a fault belongs to."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from pyshacl.errors import ReportableRuntimeError

from graph.errors import OntologyError
from graph.shapes.convert import add, quiet, text
from graph.shapes.report import Violation, violations
from graph.terms import ONTOLOGY_IRI, OST, OWL, RDF, RDFS, SKOS

_SH = rdflib.SH
_CLAIM, _EVIDENCE, _TYPE = OST.Claim, OST.evidence, RDF.type
MEMBER, _ROLE, _SUBCLASS = OST.member, OST.role, RDFS.subClassOf
# A fault of one of these is a fault of the whole document.
_FRAME = frozenset({OST.Document, OST.OriginalText, OST.Reading, OST.ReportedGraph, OST.InferredGraph})
# What a shape asks of a node that the lexicon describes, and of a membership that it holds.
_OF_NODES = frozenset({_TYPE, SKOS.prefLabel, RDFS.label})
_OF_MEMBERSHIPS = frozenset({_TYPE, MEMBER, _ROLE})


class Shapes:
    """Hold the shapes of an ontology and the classes and individuals that they rely on."""

    def __init__(self, shapes: rdflib.Graph, terms: Iterable[ox.Triple], fingerprint: str) -> None:
        self._shapes = shapes
        self._terms = tuple(terms)
        self._claim_classes = _subclasses(_CLAIM, self._terms)
        self.fingerprint = fingerprint

    @classmethod
    def load(cls, folder: Path) -> Shapes:
        """Load `*.shapes.ttl`, and the terms of the other `*.ttl`, of a folder.

        Raise OntologyError where a module has no shape file, or one is empty, cannot be parsed, is no SHACL
        or is about a class that the ontology does not declare.
        """
        files = sorted(folder.glob("*.ttl"))
        shape_files = [file for file in files if file.name.endswith(".shapes.ttl")]
        if not shape_files:
            raise OntologyError("no shape file", where=str(folder), hint="expected *.shapes.ttl")
        modules = [triple for file in files if file not in shape_files for triple in _parse(file)]
        _complete(folder, modules)
        declared = {t.subject for t in modules if t.predicate == _TYPE and t.object == OWL.Class}
        graph = rdflib.Graph()
        for file in shape_files:
            add(graph, _shapes_of(file, declared))
        _prove(graph, folder)
        return cls(graph, _terms_of(modules), _fingerprint(files))

    @property
    def graph(self) -> rdflib.Graph:
        """Return the graph of the shapes; do not change it."""
        return self._shapes

    @property
    def terms(self) -> tuple[ox.Triple, ...]:
        """Return the classes and individuals that the shapes rely on."""
        return self._terms

    def validate(self, quads: Iterable[ox.Quad], context: Iterable[ox.Quad] = ()) -> list[Violation]:
        """Return what is wrong with the nodes that the quads describe, sorted.

        `context` describes nodes that the quads point at (the lexicon); those are not checked themselves.
        """
        triples = [quad.triple for quad in quads]
        described = {triple.subject for triple in triples}
        named = described | {triple.object for triple in triples}
        data = rdflib.Graph()
        with quiet():
            add(data, triples)
            add(data, self._terms)
            add(data, relevant(list(context), named))
            found = _run(data, self._shapes)
        kept = {text(node) for node in described}
        return sorted(
            {violation for violation in found if violation.focus in kept},
            key=lambda violation: violation.order,
        )

    def only(self, *classes: ox.NamedNode) -> Shapes:
        """Return the shapes, of which only those with one of these targets are applied by themselves."""
        kept = {rdflib.URIRef(term.value) for term in classes}
        graph = rdflib.Graph()
        for subject, predicate, value in self._shapes:
            if predicate != _SH.targetClass or value in kept:
                graph.add((subject, predicate, value))
        return Shapes(graph, self._terms, self.fingerprint)

    def owners(self, violation: Violation, quads: Iterable[ox.Quad]) -> tuple[str, ...]:
        """Return the claims that a violation spoils, sorted: its focus node, or the claims that lead to it.

        The result is empty where the fault lies in the document or its provenance, and so in every claim.
        """
        leads: dict[str, set[str]] = defaultdict(set)
        claims: set[str] = set()
        frame: set[str] = set()
        for quad in quads:
            subject = text(quad.subject)
            if quad.predicate == _TYPE:
                claims.update([subject] if quad.object in self._claim_classes else [])
                frame.update([subject] if quad.object in _FRAME else [])
            elif not isinstance(quad.object, ox.Literal):
                claims.update([subject] if quad.predicate == _EVIDENCE else [])
                leads[text(quad.object)].add(subject)
        return _claims_before(violation.focus, leads, claims, frame)

    def owner(self, violation: Violation, quads: Iterable[ox.Quad]) -> str | None:
        """Return the first claim that a violation spoils; None where it lies in the document as a whole."""
        return next(iter(self.owners(violation, quads)), None)


def _complete(folder: Path, modules: Iterable[ox.Triple]) -> None:
    """Raise OntologyError where a module that the ontology imports has no terms or no shapes."""
    imported = (text(triple.object) for triple in modules if triple.predicate == OWL.imports)
    start = f"{ONTOLOGY_IRI}/"
    for name in sorted(iri.removeprefix(start) for iri in imported if iri.startswith(start)):
        for file in (f"{name}.ttl", f"{name}.shapes.ttl"):
            if not (folder / file).is_file():
                hint = "index.ttl imports the module; without shapes nothing of it would be checked"
                raise OntologyError(f"{file} is missing", where=str(folder), hint=hint)


def _shapes_of(file: Path, declared: Container[object]) -> list[ox.Triple]:
    triples = _parse(file)
    if not any(t.predicate == _TYPE and text(t.object) == str(_SH.NodeShape) for t in triples):
        raise OntologyError("holds no shape", where=str(file), hint="expected at least one sh:NodeShape")
    paths = {t.subject for t in triples if text(t.predicate) == str(_SH.path)}
    for triple in triples:
        if text(triple.predicate) == str(_SH.property) and triple.object not in paths:
            raise OntologyError(f"property shape {triple.object} has no sh:path", where=str(file))
        about = text(triple.object) if text(triple.predicate) == str(_SH.targetClass) else ""
        if about.startswith(OST.iri) and triple.object not in declared:
            raise OntologyError(f"a shape is about {about}, which no module declares", where=str(file))
    return triples


def _terms_of(modules: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    for triple in modules:
        of_class = triple.predicate == _SUBCLASS and isinstance(triple.object, ox.NamedNode)
        if of_class or (triple.predicate == _TYPE and text(triple.object).startswith(OST.iri)):
            yield triple


def _parse(file: Path) -> list[ox.Triple]:
    try:
        return [quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
    except SyntaxError as error:
        where = f"{file}, line {error.lineno}"
        raise OntologyError(f"not Turtle: {error.msg}", where=where) from error
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"cannot be read: {error}", where=str(file)) from error


def _prove(shapes: rdflib.Graph, folder: Path) -> None:
    """Apply every shape to one made-up node, so that what is no SHACL shows now and not in a document."""
    node = rdflib.URIRef("urn:ostrakon:proof")
    data = rdflib.Graph()
    for target in shapes.objects(None, _SH.targetClass):
        data.add((node, rdflib.RDF.type, target))
    for path in set(shapes.objects(None, _SH.path)):
        if isinstance(path, rdflib.URIRef) and path != rdflib.RDF.type:
            data.add((node, path, rdflib.Literal("proof")))
    try:
        with quiet():
            _run(data, shapes)
    except (ReportableRuntimeError, re.error) as error:
        reason = str(error).partition("\n")[0]
        raise OntologyError(f"shapes that are not SHACL: {reason}", where=str(folder)) from error


def _fingerprint(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _subclasses(top: ox.NamedNode, terms: Iterable[ox.Triple]) -> frozenset[object]:
    known: set[object] = {top}
    pairs = [(triple.subject, triple.object) for triple in terms if triple.predicate == _SUBCLASS]
    while more := {lower for lower, upper in pairs if upper in known and lower not in known}:
        known |= more
    return frozenset(known)


def relevant(context: list[ox.Quad], named: Container[object]) -> Iterator[ox.Triple]:
    """Return what a context says of the named nodes that a shape may ask for."""
    memberships = {quad.subject for quad in context if quad.predicate == MEMBER and quad.object in named}
    for quad in context:
        of_node = quad.predicate in _OF_NODES and quad.subject in named
        if of_node or (quad.predicate in _OF_MEMBERSHIPS and quad.subject in memberships):
            yield quad.triple


def _run(data: rdflib.Graph, shapes: rdflib.Graph) -> set[Violation]:
    """Return every result of pyshacl; it fetches nothing and infers nothing."""
    _conforms, report, _words = pyshacl.validate(
        data,
        shacl_graph=shapes,
        inference="none",
        advanced=False,
        inplace=True,
        do_owl_imports=False,
        meta_shacl=False,
        js=False,
    )
    if not isinstance(report, rdflib.Graph):
        raise OntologyError(f"the shapes cannot be applied: {report}")
    return violations(report)


def _claims_before(
    focus: str, leads: Mapping[str, set[str]], claims: set[str], frame: set[str]
) -> tuple[str, ...]:
    found: set[str] = set()
    seen: set[str] = set()
    ahead = [focus]
    while ahead:
        node = ahead.pop()
        if node in frame:
            return ()
        if node in claims:
            found.add(node)
        elif node not in seen:
            ahead.extend(leads.get(node, ()))
        seen.add(node)
    return tuple(sorted(found))
