"""Answer a query in this process, for whoever runs the command on a store of their own."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Store

from graph.errors import ExportError, StoreError
from graph.queries.engine import GRAPH_FORMATS, RESULT_FORMATS, Asked, answer
from graph.queries.gate import admit
from graph.store import View

_MOST: Final = 4_000_000_000  # bytes: what a terminal or a file takes is its owner's business
_GRAPHS: Final = frozenset({"construct", "describe"})


def run(view: View, query: str, format: str | None = None) -> bytes:  # noqa: A002 - the option's name
    """Return the serialised answer: CSV, or Turtle where the answer is a graph, unless a format is named.

    A graph asked for as `json` comes as Turtle. Raise QueryError of the kind that fits, and ExportError for
    a format that is not known or cannot hold the answer.
    """
    admitted = admit(query)
    name = _format(format, graph=admitted.form in _GRAPHS)
    try:
        store = Store.read_only(str(view.path / "quads"))
    except OSError as error:
        raise StoreError(str(error), where=str(view.path)) from error
    asked = Asked(query=query, format=name, dataset=admitted.dataset)
    return answer(store, asked, _MOST)


def _format(name: str | None, *, graph: bool) -> str:
    if name is None or (graph and name == "json"):
        return "ttl" if graph else "csv"
    known = GRAPH_FORMATS if graph else RESULT_FORMATS
    if name not in known:
        what = "a graph" if graph else "rows"
        raise ExportError(f"{name!r} cannot hold {what}", hint=f"one of {', '.join(known)}")
    return name
