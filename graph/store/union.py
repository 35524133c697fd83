"""Keep the union of all named graphs in the engine's default graph.

The engine can merge graphs while it answers, but then it gives a triple once for each graph that holds it
(oxigraph issue 1919), so counts and sums are wrong. As a graph of its own the union is a set, and faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple
from pyoxigraph import Store as Engine


def apply(engine: Engine, graphs: Mapping[NamedNode, frozenset[Quad]]) -> None:
    """Put these quads in the place of whole graphs, and bring the union up to date."""
    gone: set[Triple] = set()
    for graph in graphs:
        gone.update(quad.triple for quad in engine.quads_for_pattern(None, None, None, graph))
        engine.remove_graph(graph)
    engine.bulk_extend(quad for quads in graphs.values() for quad in quads)
    engine.bulk_extend(_in_union(quad.triple) for quads in graphs.values() for quad in quads)
    forget(engine, gone)


def forget(engine: Engine, triples: Iterable[Triple]) -> None:
    """Take triples out of the union that no named graph holds any more."""
    for triple in triples:
        if not _is_named(engine, triple):
            engine.remove(_in_union(triple))


def _in_union(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())


def _is_named(engine: Engine, triple: Triple) -> bool:
    found = engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(isinstance(quad.graph_name, NamedNode) for quad in found)
