"""Bring the quads of one graph into the one form in which they are compared and kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad
from pyoxigraph import Store as Engine

from graph.errors import StoreError

_RANDOM = re.compile(r"[0-9a-f]{24,32}")  # how the engine names a blank node that has no name


def tidy(graph: NamedNode, quads: Iterable[Quad]) -> frozenset[Quad]:
    """Return the quads as a set, blank nodes that have random names named by their place in the graph.

    Raise StoreError for a quad of another graph.
    """
    found = frozenset(quads)
    for quad in found:
        if quad.graph_name != graph:
            raise StoreError(f"a quad of {quad.graph_name} cannot stand in this graph", where=graph.value)
    return _named(graph, found) if any(_is_random(quad) for quad in found) else found


def stored(quads: frozenset[Quad]) -> frozenset[Quad]:
    """Return the quads as the engine gives them back: it keeps numbers by value, so "0.50" becomes "0.5"."""
    engine = Engine()
    engine.bulk_extend(quads)
    return frozenset(engine)


def _is_random(quad: Quad) -> bool:
    ends = (quad.subject, quad.object)
    return any(isinstance(end, BlankNode) and _RANDOM.fullmatch(end.value) for end in ends)


def _named(graph: NamedNode, quads: frozenset[Quad]) -> frozenset[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    # Blank nodes are shared by all graphs of a store, so the name says which graph it is from.
    prefix = "b" + hashlib.sha256(graph.value.encode()).hexdigest()[:8] + "n"
    return frozenset(_renamed(quad, prefix) for quad in dataset)


def _renamed(quad: Quad, prefix: str) -> Quad:
    subject, value = quad.subject, quad.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(subject.value.replace("c14n", prefix, 1))
    if isinstance(value, BlankNode):
        value = BlankNode(value.value.replace("c14n", prefix, 1))
    return Quad(subject, quad.predicate, value, quad.graph_name)
