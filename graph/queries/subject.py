"""Read all that the graph says about one node."""

from __future__ import annotations

from typing import Final

from pyoxigraph import NamedNode, Quad, QuerySolution

from graph.errors import NotFoundError
from graph.store import View, base_of

_QUADS: Final = """
SELECT ?node ?s ?p ?o ?g {
  { GRAPH ?g { ?node ?p ?o } BIND(?node AS ?s) }
  UNION { GRAPH ?g { ?node ost:evidence ?s . ?s ?p ?o } }
  UNION { GRAPH ?g { ?node ost:evidence?/oa:hasSelector ?s . ?s ?p ?o } }
}"""


def subject(view: View, local: str) -> list[Quad]:
    """Return the quads of `<base><local>`, with its evidence and selectors, sorted; raise NotFoundError."""
    try:
        node = NamedNode(base_of(view) + local)
    except ValueError as error:
        raise NotFoundError("this is no identifier of ours", where=local) from error
    quads = {_quad(row) for row in view.select(_QUADS, node=node)}
    if not quads:
        raise NotFoundError("nothing in the graph has this identifier", where=node.value)
    return sorted(quads, key=str)


def _quad(row: QuerySolution) -> Quad:
    return Quad(row["s"], row["p"], row["o"], row["g"])
