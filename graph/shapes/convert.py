"""Carry terms from one RDF library to the other, in memory."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from graph.errors import OntologyError


def add(graph: rdflib.Graph, triples: Iterable[ox.Triple]) -> None:
    """Add triples to a graph."""
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))


def _term(term: object) -> Node:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal():
            return literal(term)
    raise OntologyError(f"a triple term cannot be checked: {term}")


def literal(term: ox.Literal) -> rdflib.Literal:
    """Return a literal as rdflib keeps it: in its normal form where it has one."""
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def text(term: object) -> str:
    """Return an IRI, a blank node's name or a literal's words."""
    return str(getattr(term, "value", term))


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib and pyshacl from printing tracebacks of ill-typed literals and shapes, which we report."""
    logs = [logging.getLogger(name) for name in ("rdflib.term", "pyshacl-validate")]
    before = [log.disabled for log in logs]
    for log in logs:
        log.disabled = True
    try:
        yield
    finally:
        for log, disabled in zip(logs, before, strict=True):
            log.disabled = disabled
