"""Know what the nodes are called, and find one by what a person writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, QuerySolution

from graph.errors import FilterError, NotFoundError
from graph.gazetteer import fold
from graph.naming import LABELS, Ref, called, kind_of
from graph.store import View, base_of
from graph.terms import RDF

# Votes have no names, and a record has a million of them.
_QUERY = """
SELECT ?node ?p ?o {
  VALUES ?p { rdf:type skos:prefLabel skos:altLabel rdfs:label }
  GRAPH ?graph { ?graph a ?nature . ?node ?p ?o }
  FILTER(?nature IN (ost:AssertedGraph, ost:ReportedGraph))
  FILTER(?o != ost:Vote)
}
"""


class Directory:
    """Hold every actor, instrument, crime, draft, case and matter of a view."""

    def __init__(self, view: View) -> None:
        self._base = base_of(view)
        self._nodes: dict[str, Ref] = {}
        self._called: dict[str, set[str]] = defaultdict(set)
        for iri, rows in _by_node(view.select(_QUERY)).items():
            self._enter(iri, rows)

    def get(self, iri: str) -> Ref:
        """Return the node with this IRI; one that nothing describes is called by its IRI."""
        return self._nodes.get(iri) or Ref(iri, iri.rpartition("/")[2], "matter")

    def find(self, name: str) -> Ref:
        """Return the node that an IRI, the part of it after the base, or a label means.

        Raise NotFoundError where nothing is called so, FilterError where several are.
        """
        exact = self._nodes.get(name) or self._nodes.get(self._base + name)
        if exact is not None:
            return exact
        found = sorted(self._called.get(fold(name), ()))
        if not found:
            raise NotFoundError("nothing in the graph is called so", where=name)
        if len(found) > 1:
            hint = "name one of " + ", ".join(iri.removeprefix(self._base) for iri in found[:5])
            raise FilterError(f"{len(found)} nodes are called so", where=name, hint=hint)
        return self._nodes[found[0]]

    def labels(self, kind: str) -> dict[str, str]:
        """Return what the nodes of a kind are called, by IRI."""
        return {iri: node.label for iri, node in self._nodes.items() if node.kind == kind}

    def _enter(self, iri: str, rows: list[tuple[NamedNode, str]]) -> None:
        kind = kind_of({NamedNode(value) for predicate, value in rows if predicate == RDF.type})
        if kind is None:
            return
        names = [value for predicate, value in rows if predicate in LABELS]
        self._nodes[iri] = Ref(iri, called(iri, names), kind)
        for predicate, value in rows:
            if predicate != RDF.type:
                self._called[fold(value)].add(iri)


def _by_node(rows: Iterable[QuerySolution]) -> dict[str, list[tuple[NamedNode, str]]]:
    found: dict[str, list[tuple[NamedNode, str]]] = defaultdict(list)
    for row in rows:
        node, predicate, value = row["node"], row["p"], row["o"]
        described = isinstance(node, NamedNode) and isinstance(predicate, NamedNode)
        if described and isinstance(value, NamedNode | Literal):
            found[node.value].append((predicate, value.value))
    return found
