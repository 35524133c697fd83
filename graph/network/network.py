"""Walk a network of claims with networkx: whole, around a node, and between two nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import networkx as nx

from graph.errors import FilterError, NotFoundError
from graph.model import STATUSES
from graph.naming import Ref
from graph.network.edges import KINDS, Claim, Edge, claims, edges
from graph.network.nodes import Directory
from graph.store import View

LIMIT = 500  # edges, unless the caller says otherwise


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Hold nodes and the edges between them; `total_edges` counts those that a limit left out, too.

    In a path the nodes stand in its order; an edge says itself which way it leads.
    """

    nodes: tuple[Ref, ...]
    edges: tuple[Edge, ...]
    truncated: bool
    total_edges: int

    def to_json(self) -> dict[str, Any]:
        """Return the subgraph as a JSON object."""
        return asdict(self)


class Network:
    """Hold directed edges with their evidence; two nodes may have many between them."""

    def __init__(self, directory: Directory, edges: Iterable[Edge]) -> None:
        self._directory = directory
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._edges = {edge.id: edge for edge in edges}
        self._rank = {name: place for place, name in enumerate(self._edges)}
        for edge in self._edges.values():
            self.graph.add_edge(edge.source, edge.target, key=edge.id, kind=edge.kind)

    def find(self, name: str) -> Ref:
        """Return the node that an IRI, its part after the base, or a label means.

        Raise NotFoundError where nothing is called so, FilterError where several are.
        """
        return self._directory.find(name)

    def whole(self, limit: int = LIMIT) -> Subgraph:
        """Return all edges up to a limit, votes and vetoes before the rest."""
        return self._subgraph([], list(self._edges), limit)

    def neighbours(
        self, node: str, depth: int = 1, kinds: Collection[str] | None = None, limit: int = LIMIT
    ) -> Subgraph:
        """Return the edges within `depth` steps of a node, whichever way they lead, the nearest first."""
        start = self.find(node)
        if depth < 1:
            raise FilterError(f"{depth} steps lead nowhere", where="depth", hint="1 or more")
        graph = self._limited_to(kinds)
        near = _distances(graph, start.id, depth)
        found: dict[str, int] = {}
        for reached, distance in near.items():
            if distance < depth:
                for name in _touching(graph, reached):
                    found.setdefault(name, distance)
        names = sorted(found, key=lambda name: (found[name], self._rank[name]))
        return self._subgraph([start.id], names, limit)

    def path(self, start: str, end: str, kinds: Collection[str] | None = None) -> Subgraph:
        """Return a shortest way between two nodes, with every edge between those next to each other.

        Edges are walked either way. Raise NotFoundError where nothing connects the two.
        """
        first, last = self.find(start), self.find(end)
        graph = self._limited_to(kinds)
        way = _shortest(graph, first.id, last.id)
        if way is None:
            where = f"{first.label} – {last.label}"
            raise NotFoundError("nothing connects the two", where=where, hint="try other kinds of edges")
        names: list[str] = []
        for near, far in pairwise(way):
            names += sorted(
                {*_between(graph, near, far), *_between(graph, far, near)}, key=self._rank.__getitem__
            )
        return self._subgraph(way, names, len(names))

    def _limited_to(self, kinds: Collection[str] | None) -> nx.MultiDiGraph[str]:
        if kinds is None:
            return self.graph
        wanted = known_kinds(kinds)
        limited: nx.MultiDiGraph[str] = nx.subgraph_view(
            self.graph, filter_edge=lambda near, far, name: self._edges[str(name)].kind in wanted
        )
        return limited

    def _subgraph(self, first: Sequence[str], names: Sequence[str], limit: int) -> Subgraph:
        kept = [self._edges[name] for name in names[:limit]]
        ends = dict.fromkeys([*first, *(end for edge in kept for end in (edge.source, edge.target))])
        nodes = tuple(self._directory.get(iri) for iri in ends)
        return Subgraph(nodes, tuple(kept), len(names) > len(kept), len(names))


def build(
    view: View,
    kinds: Collection[str] | None = None,
    status: str | None = None,
    document: str | None = None,
) -> Network:
    """Read the network of a view: edges of some kinds, one status, one document (its id or IRI), or of all.

    A claim that names nobody and nothing at its other end makes no edge, nor does a figure.
    Raise FilterError for a kind or status that does not exist, NotFoundError for a document without claims.
    """
    wanted = known_kinds(kinds)
    if status is not None and status not in STATUSES:
        raise FilterError(f"{status!r} is not a status", where="status", hint=" or ".join(STATUSES))
    directory = Directory(view)
    made = edges(_told_in(document, claims(view)), directory.labels("crime"))
    return Network(
        directory, [edge for edge in made if edge.kind in wanted and status in (None, edge.status)]
    )


def _told_in(document: str | None, found: list[Claim]) -> list[Claim]:
    if document is None:
        return found
    names = (document, unquote(document.rpartition("/")[2]))
    told = [claim for claim in found if claim.quote.document in names]
    if not told:
        raise NotFoundError("no claim is from such a document", where=document)
    return told


def known_kinds(kinds: Collection[str] | None) -> frozenset[str]:
    """Return the kinds asked for, all where none are; raise FilterError for one that does not exist."""
    wanted = frozenset(KINDS if kinds is None else kinds)
    for kind in sorted(wanted - set(KINDS)):
        raise FilterError(f"{kind!r} is not a kind of edge", where="kinds", hint="one of " + ", ".join(KINDS))
    return wanted


def _either_way(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    # networkx's own undirected view walks a set of neighbours, in another order in every process.
    plain: nx.Graph[str] = nx.Graph()
    plain.add_edges_from(graph.edges())
    return plain


def _distances(graph: nx.MultiDiGraph[str], start: str, depth: int) -> dict[str, int]:
    plain = _either_way(graph)
    return dict(nx.single_source_shortest_path_length(plain, start, cutoff=depth)) if start in plain else {}


def _touching(graph: nx.MultiDiGraph[str], node: str) -> Iterable[str]:
    for _, _, name in graph.out_edges(node, keys=True):
        yield name
    for _, _, name in graph.in_edges(node, keys=True):
        yield name


def _between(graph: nx.MultiDiGraph[str], near: str, far: str) -> Iterable[str]:
    return list(graph[near][far]) if graph.has_edge(near, far) else []


def _shortest(graph: nx.MultiDiGraph[str], start: str, end: str) -> list[str] | None:
    if start == end:
        return [start]
    plain = _either_way(graph)
    if start not in plain or end not in plain:
        return None
    try:
        return list(nx.shortest_path(plain, start, end))
    except nx.NetworkXNoPath:
        return None
