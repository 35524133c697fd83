"""Write Turtle and TriG that a person can read and a diff can follow.

The engine's own serialiser orders prefixes at random, so the layout is made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.export.names import Names, order
from graph.store import Term
from graph.terms import RDF, XSD

_STRING = XSD.string
_TYPE = RDF.type


def turtle(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    """Yield the union of all graphs as Turtle, sorted."""
    triples = {quad.triple for quad in quads}
    yield from _header(names, [Quad(*triple) for triple in triples])
    yield from _subjects(triples, names, "")


def trig(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    """Yield the graphs one after the other as TriG, sorted."""
    found = sorted(set(quads), key=lambda quad: str(quad.graph_name))
    yield from _header(names, found)
    for graph, members in groupby(found, key=lambda quad: quad.graph_name):
        if isinstance(graph, DefaultGraph):
            raise TypeError("a store keeps every triple in a named graph")
        yield f"\n{_term(graph, names)} {{\n"
        yield from _subjects({quad.triple for quad in members}, names, "  ")
        yield "}\n"


def _header(names: Names, quads: Iterable[Quad]) -> Iterator[str]:
    for name, iri in names.used(quads).items():
        yield f"@prefix {name}: <{iri}> .\n"


def _subjects(triples: set[Triple], names: Names, indent: str) -> Iterator[str]:
    found = sorted(triples, key=lambda triple: order(triple.subject))
    for subject, members in groupby(found, key=lambda triple: triple.subject):
        lines = list(_predicates(members, names))
        yield f"\n{indent}{_term(subject, names)}\n"
        yield " ;\n".join(indent + line for line in lines) + " .\n"


def _predicates(triples: Iterable[Triple], names: Names) -> Iterator[str]:
    # `a` comes first, the others in the order of their IRIs.
    found = sorted(triples, key=lambda triple: (triple.predicate != _TYPE, triple.predicate.value))
    for predicate, members in groupby(found, key=lambda triple: triple.predicate):
        objects = sorted((triple.object for triple in members), key=order)
        verb = "a" if predicate == _TYPE else _term(predicate, names)
        yield f"    {verb} {', '.join(_term(value, names) for value in objects)}"


def _term(term: Term, names: Names) -> str:
    if isinstance(term, NamedNode):
        return names.short(term.value) or str(term)
    if not isinstance(term, Literal) or term.language or term.datatype == _STRING:
        return str(term)
    return f"{Literal(term.value)}^^{_term(term.datatype, names)}"
