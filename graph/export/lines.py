"""Write N-Triples and N-Quads: one statement a line, sorted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from graph.export.names import Names


def ntriples(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    """Yield the union of all graphs."""
    yield from sorted({f"{quad.triple} .\n" for quad in quads})


def nquads(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    """Yield every quad."""
    yield from sorted({f"{quad} .\n" for quad in quads})
