"""Hold what a query told about some nodes, and read it as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolution, Triple

from graph.errors import NotFoundError
from graph.naming import LABELS, Ref, called, kind_of
from graph.store import Term, View
from graph.terms import OST, RDF

# What `Nodes.ref` needs to know of a node.
NAMING: Final = (RDF.type, *LABELS)
_NODES: Final = "SELECT ?s ?p ?o {{ {nodes} ?s ?p ?o }}"


class Nodes:
    """Hold statements by subject and predicate, as the rows `?s ?p ?o` of a query gave them."""

    def __init__(self, rows: Iterable[QuerySolution] = ()) -> None:
        self._held: dict[str, dict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
        self._refs: dict[str, Ref] = {}
        self.add(rows)

    def add(self, rows: Iterable[QuerySolution]) -> None:
        """Take in more rows."""
        self._refs.clear()
        for row in rows:
            subject, predicate = row["s"], row["p"]
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                self._held[subject.value][predicate].add(row["o"])

    def __contains__(self, iri: str) -> bool:
        return iri in self._held

    def of(self, kind: NamedNode) -> list[str]:
        """Return the nodes of a class, sorted."""
        return sorted(iri for iri, held in self._held.items() if kind in held.get(RDF.type, ()))

    def linked(self, nodes: Iterable[NamedNode], *predicates: NamedNode) -> list[NamedNode]:
        """Return the nodes that these point at, through some predicates or any, terms of ours left out."""
        found = {
            term
            for node in nodes
            for predicate, terms in self._held.get(node.value, {}).items()
            if not predicates or predicate in predicates
            for term in terms
            if isinstance(term, NamedNode) and not term.value.startswith(OST.iri)
        }
        return sorted(found, key=str)

    def terms(self, iri: str, *predicates: NamedNode) -> list[Term]:
        """Return the objects of the first predicate that has any, sorted."""
        held = self._held.get(iri, {})
        found = next((held[predicate] for predicate in predicates if predicate in held), set())
        return sorted(found, key=str)

    def texts(self, iri: str, *predicates: NamedNode) -> list[str]:
        """Return the objects as text: the value of a literal, the IRI of a node."""
        return [text(term) for term in self.terms(iri, *predicates)]

    def text(self, iri: str, *predicates: NamedNode) -> str | None:
        """Return the first object as text."""
        return next(iter(self.texts(iri, *predicates)), None)

    def number(self, iri: str, predicate: NamedNode) -> int:
        """Return the first object as a whole number, 0 where there is none."""
        return int(self.text(iri, predicate) or 0)

    def ref(self, iri: str) -> Ref:
        """Return how a node is named."""
        known = self._refs.get(iri)
        if known is None:
            known = self._refs[iri] = self._ref(iri)
        return known

    def _ref(self, iri: str) -> Ref:
        return Ref(iri, called(iri, self.texts(iri, *LABELS)), self.kind(iri))

    def link(self, iri: str, *predicates: NamedNode) -> Ref | None:
        """Return how the first object is named."""
        found = self.text(iri, *predicates)
        return None if found is None else self.ref(found)

    def links(self, iri: str, *predicates: NamedNode) -> list[Ref]:
        """Return how the objects are named."""
        return [self.ref(found) for found in self.texts(iri, *predicates)]

    def kind(self, iri: str) -> str:
        """Return what a node is; the part of its IRI before the name where nothing says so."""
        return kind_of(self.terms(iri, RDF.type)) or iri.rsplit("/", 2)[-2]


def tell(view: View, told: Nodes, nodes: Iterable[NamedNode]) -> None:
    """Add what the store says about some nodes, in one query."""
    told.add(view.select(_NODES.format(nodes=values("s", nodes))))


def known(iri: str) -> NamedNode:
    """Return the node of an IRI made of what a stranger wrote; raise NotFoundError where that is none."""
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise NotFoundError("this is no identifier of ours", where=iri) from error


def values(name: str, terms: Iterable[NamedNode | Literal]) -> str:
    """Return a VALUES block for a variable; the terms are spelled by the engine's own writer."""
    return f"VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}"


def text(term: Term | None) -> str:
    """Return the value of a literal or the IRI of a node; nothing where there is no term."""
    return "" if term is None else str(term) if isinstance(term, Triple) else term.value
