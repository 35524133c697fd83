"""Collect the triples of one named graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.idents import digest

Term = NamedNode | BlankNode | Literal | Triple
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@dataclass(frozen=True, slots=True)
class One:
    """Stand for what several names mean: a node, with class and name where no other graph describes it."""

    iri: str
    kind: NamedNode | None = None
    label: str | None = None


def mark_of(same: Mapping[str, One]) -> str:
    """Return what changes when a document's one nodes do."""
    return digest(sorted([local, one.iri, str(one.kind), str(one.label)] for local, one in same.items()))


class Sheet:
    """Write triples into one graph, each once, in the order they came.

    `same` gives for the IRI that words alone would give a node the one node that they mean.
    """

    def __init__(self, graph: NamedNode, same: Mapping[str, One] | None = None) -> None:
        self.graph = graph
        self.same = same or {}
        self._quads: dict[Quad, None] = {}
        self._described: set[NamedNode] = set()

    def add(self, subject: NamedNode, predicate: NamedNode, *objects: Term | None) -> None:
        """Add a triple for each object that is there."""
        for value in objects:
            if value is not None:
                self._quads[Quad(subject, predicate, value, self.graph)] = None

    def type(self, subject: NamedNode, *classes: NamedNode) -> None:
        """State the classes of a node."""
        self.add(subject, RDF_TYPE, *classes)

    def describe(
        self, subject: NamedNode, kind: NamedNode, predicate: NamedNode, label: Literal
    ) -> NamedNode:
        """State class and label of a node unless they are stated already; return the node.

        The first words by which a document names a thing label it there, so that it has one label.
        """
        if subject not in self._described:
            self._described.add(subject)
            self.type(subject, kind)
            self.add(subject, predicate, label)
        return subject

    def quads(self) -> list[Quad]:
        """Return all quads."""
        return list(self._quads)
