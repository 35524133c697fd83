"""Write JSON-LD with a context of prefixes; nothing in it has to be fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.errors import ExportError
from graph.export.names import Names, order
from graph.store import Term
from graph.terms import RDF, XSD

Json = dict[str, Any]


def jsonld(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    """Yield one JSON-LD document: the named graphs, each with its nodes, sorted."""
    found = sorted(set(quads), key=lambda quad: (str(quad.graph_name), order(quad.subject)))
    yield '{"@context": ' + _dumps(names.used(found)) + ',\n "@graph": ['
    for at, (graph, members) in enumerate(groupby(found, key=lambda quad: quad.graph_name)):
        yield (",\n" if at else "\n") + '{"@id": ' + _dumps(_iri(str(graph)[1:-1], names)) + ', "@graph": ['
        for number, node in enumerate(_nodes(members, names)):
            yield (",\n  " if number else "\n  ") + _dumps(node)
        yield "]}"
    yield "\n]}\n"


def _nodes(quads: Iterable[Quad], names: Names) -> Iterator[Json]:
    for subject, members in groupby(quads, key=lambda quad: quad.subject):
        values: dict[str, list[Term]] = {}
        for quad in members:
            values.setdefault(quad.predicate.value, []).append(quad.object)
        types = sorted(values.pop(RDF.type.value, []), key=order)
        node = _reference(subject, names)
        if types:
            node["@type"] = _one([_reference(kind, names)["@id"] for kind in types])
        for predicate in sorted(values):
            terms = sorted(values[predicate], key=order)
            node[_iri(predicate, names)] = _one([_value(term, names) for term in terms])
        yield node


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _value(term: Term, names: Names) -> Any:
    if not isinstance(term, Literal):
        return _reference(term, names)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD.string:
        return term.value
    return {"@value": term.value, "@type": _iri(term.datatype.value, names)}


def _reference(term: Term, names: Names) -> Json:
    if isinstance(term, NamedNode):
        return {"@id": _iri(term.value, names)}
    if isinstance(term, BlankNode):
        return {"@id": str(term)}
    raise ExportError("a triple inside a triple cannot be written as JSON-LD", where=str(term))


def _iri(iri: str, names: Names) -> str:
    return names.short(iri) or iri


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
