"""Read a document's graph as a page of nodes and their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.mapper.vocabulary import CLASSES
from graph.store import Term, View
from graph.terms import OST, RDF

_REPORTED = "SELECT DISTINCT ?graph { GRAPH ?graph { ?graph a ost:ReportedGraph } } ORDER BY ?graph"
_CLAIMS = frozenset(CLASSES.values())


class Page:
    """Give the values of the nodes in one graph."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[object, dict[NamedNode, list[Term]]] = {}
        for quad in quads:
            self._values.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)

    def all(self, node: Term, predicate: NamedNode) -> list[Term]:
        """Return every value, sorted."""
        return sorted(self._values.get(node, {}).get(predicate, []), key=str)

    def node(self, node: Term | None, predicate: NamedNode) -> NamedNode | None:
        """Return the first value that is an IRI."""
        found = self.all(node, predicate) if node is not None else []
        return next((value for value in found if isinstance(value, NamedNode)), None)

    def word(self, node: Term | None, predicate: NamedNode) -> str | None:
        """Return the first value that is a literal, as it is spelled."""
        found = self.all(node, predicate) if node is not None else []
        return next((value.value for value in found if isinstance(value, Literal)), None)

    def claims(self) -> list[NamedNode]:
        """Return the claims of the page, sorted."""
        found = (node for node in self._values if isinstance(node, NamedNode))
        return sorted((node for node in found if _CLAIMS & set(self.all(node, RDF.type))), key=str)

    def sha256(self) -> dict[NamedNode, str]:
        """Return the hash of the text of each document on the page."""
        found = ((node, self.word(node, OST.sha256)) for node in self.of(OST.Document))
        return {node: sha256 for node, sha256 in found if sha256}

    def of(self, kind: NamedNode) -> list[NamedNode]:
        """Return the nodes of a class, sorted."""
        found = (node for node in self._values if isinstance(node, NamedNode))
        return sorted((node for node in found if kind in self.all(node, RDF.type)), key=str)


def pages(view: View) -> Iterator[Page]:
    """Yield the page of each document, in the order of their graphs."""
    for row in list(view.select(_REPORTED)):
        graph = row["graph"]
        if isinstance(graph, NamedNode):
            yield Page(view.quads(graph))
