"""Answer for every identifier: with data for programs, with a page for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import Quad, RdfFormat, serialize

from api.deps import ViewDep
from api.negotiate import GRAPH_TYPES, QUAD_TYPES, accepts_html, choose, content_type
from graph.queries.subject import subject
from graph.terms import PREFIXES

router = APIRouter(tags=["identifiers"])

_TYPES: Final = {**GRAPH_TYPES, **QUAD_TYPES}
_FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
}
_PREFIXED: Final = frozenset({"ttl", "trig", "rdfxml"})
_ACTORS: Final = frozenset({"state", "body", "court", "org", "group", "actor", "person"})
_OK: Final[dict[str, Any]] = {
    "description": "What the graph says about the node",
    "content": {media_type: {} for media_type in _TYPES.values()},
}


@router.get(
    "/id/{local:path}", response_class=Response, responses={200: _OK, 303: {"description": "The page"}}
)
def identifier(
    request: Request,
    view: ViewDep,
    local: str,
    format: Annotated[str | None, Query(description=", ".join(_TYPES))] = None,  # noqa: A002 - the published name
) -> Response:
    """Give all that the graph says about a node; send a browser to the page that shows it."""
    accept = request.headers.get("accept")
    quads = subject(view, quote(local, safe="/-._~"))
    if format is None and accepts_html(accept):
        return RedirectResponse(page(local), 303, {"Vary": "Accept"})
    name = choose(accept, format, _TYPES)
    headers = {"Vary": "Accept", "X-Ostrakon-Generation": view.generation}
    return Response(_written(quads, name), 200, headers, media_type=content_type(_TYPES[name]))


def page(local: str) -> str:
    """Return the address of the page that shows a node, by the part of its IRI after the base."""
    kind, _, name = local.partition("/")
    if kind in ("claim", "evidence"):
        return f"/#/claim/{quote(name.partition('/')[0])}"
    if kind == "document" or local.startswith("graph/document/"):
        return f"/#/document/{quote(local.rpartition('/')[2])}"
    if kind in _ACTORS:
        return f"/#/actor/{quote(local)}"
    if kind in ("voting", "vote"):
        return f"/#/record/{quote(name.partition('/')[0])}"
    return f"/#/graph?node={quote(local, safe='')}"


def _written(quads: Sequence[Quad], name: str) -> bytes:
    prefixes = PREFIXES if name in _PREFIXED else None
    if name in QUAD_TYPES:
        return serialize(quads, format=_FORMATS[name], prefixes=prefixes) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    return serialize(triples, format=_FORMATS[name], prefixes=prefixes) or b""
