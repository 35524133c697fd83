"""Check the records in a store against the shapes, however many votes they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad

from graph.shapes import Shapes, Violation
from graph.shapes.bulk import BulkShapes
from graph.store import View
from graph.terms import OST, RDF

_BATCH = 250_000  # triples
_IS_VOTE = f" {RDF.type} {OST.Vote} .".encode()
_RECORDS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?import a ost:RecordImport } }"
_TYPES = "SELECT ?thing ?kind { GRAPH %s { ?thing a ?kind FILTER (?kind != ost:Vote) } }"


def record_graphs(view: View) -> list[NamedNode]:
    """Return the graphs that hold records, sorted."""
    found = (row["graph"] for row in view.select(_RECORDS))
    return sorted((graph for graph in found if isinstance(graph, NamedNode)), key=lambda graph: graph.value)


def check_records(
    view: View, graphs: Iterable[NamedNode], shapes: Shapes, lexicon: Sequence[Quad]
) -> list[Violation]:
    """Return what is wrong with the records in these graphs of a view.

    A store does not keep a vote beside its voting, so votes are checked apart: against their own shapes,
    beside the kinds of all that they may point at.
    """
    whole, of_votes = BulkShapes(shapes), BulkShapes(shapes.only(OST.Vote, OST.Veto))
    faults: list[Violation] = []
    for graph in graphs:
        rest: list[bytes] = []
        kinds = [*lexicon, *_kinds(view, graph)]
        for votes in _votes_apart(view, graph, rest):
            faults += of_votes.validate(votes, kinds, canonical=True)
        faults += whole.validate(b"".join(rest), lexicon, canonical=True)
    return faults


def _kinds(view: View, graph: NamedNode) -> Iterator[Quad]:
    for row in view.select(_TYPES % graph):
        yield Quad(row["thing"], RDF.type, row["kind"], graph)


def _votes_apart(view: View, graph: NamedNode, rest: list[bytes]) -> Iterator[bytes]:
    """Yield batches of votes as N-Triples, through a file; put the lines of all other nodes into `rest`."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "graph.nt")
        view.dump(graph, file)
        with file.open("rb") as lines:
            yield from _cut(lines, rest)


def _cut(lines: Iterable[bytes], rest: list[bytes]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    for _, group in groupby(lines, key=lambda line: line.partition(b" ")[0]):
        node = list(group)
        (waiting if any(_IS_VOTE in line for line in node) else rest).extend(node)
        if len(waiting) >= _BATCH:
            yield b"".join(waiting)
            waiting.clear()
    if waiting:
        yield b"".join(waiting)


def count(view: View, graphs: Iterable[NamedNode], kind: NamedNode) -> int:
    """Return how many things of a class the graphs tell of, each counted once a graph."""
    return sum(_count(view, graph, kind) for graph in graphs)


def _count(view: View, graph: NamedNode, kind: NamedNode) -> int:
    (row,) = view.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?thing a {kind} }} }}")
    return int(row["n"].value)
