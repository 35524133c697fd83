"""Answer SPARQL queries by the protocol: GET, POST of a form, POST of a query."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException

from api.deps import RoomDep, ViewDep
from api.negotiate import GRAPH_TYPES, RESULT_TYPES, accepts_html, choose, content_type
from graph.errors import QueryRefusedError
from graph.queries.engine import Asked
from graph.queries.gate import LIMITS, Admitted, admit

router = APIRouter(tags=["SPARQL"])

QUERY_TAB: Final = "/#/query"
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_BODY_BYTES: Final = 13 * LIMITS.length  # a character takes up to four bytes, each up to three when escaped
_FIELDS: Final = 200
_GRAPHS: Final = frozenset({"construct", "describe"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold the parameters of the protocol, wherever the client put them."""

    query: str | None
    format: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def wanted(request: Request) -> Wanted:
    """Read the parameters from the address and the body; raise HTTPException."""
    given = _fields(request.url.query.encode())
    if request.method == "POST":
        given = _merge(given, await _body_fields(request))
    if "update" in given:
        raise QueryRefusedError("this endpoint only answers queries: it takes no updates")
    return Wanted(
        _single(given, "query"),
        _single(given, "format"),
        tuple(given.get("default-graph-uri", ())),
        tuple(given.get("named-graph-uri", ())),
    )


_PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "query",
        "in": "query",
        "schema": {"type": "string"},
        "description": "SELECT, ASK, CONSTRUCT, DESCRIBE",
    },
    {"name": "format", "in": "query", "schema": {"enum": [*RESULT_TYPES, *GRAPH_TYPES]}},
    {"name": "default-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
    {"name": "named-graph-uri", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
]
_OK: Final[dict[str, Any]] = {
    "description": "Rows or a graph, in the form asked for",
    "content": {name: {} for name in [*RESULT_TYPES.values(), *GRAPH_TYPES.values()]},
}


@router.get(
    "/sparql",
    response_class=Response,
    operation_id="sparql_get",
    openapi_extra={"parameters": _PARAMETERS, "responses": {"200": _OK}},
)
@router.post(
    "/sparql",
    response_class=Response,
    operation_id="sparql_post",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {_QUERY: {"schema": {"type": "string"}}, _FORM: {"schema": {"type": "object"}}},
        },
        "responses": {"200": _OK},
    },
)
async def sparql(
    request: Request, wanted: Annotated[Wanted, Depends(wanted)], room: RoomDep, view: ViewDep
) -> Response:
    """Answer a query over the union of all graphs, or over those that it names."""
    accept = request.headers.get("accept")
    if wanted.query is None:
        if request.method == "GET" and accepts_html(accept):
            return RedirectResponse(QUERY_TAB, 303, {"Vary": "Accept"})
        raise HTTPException(400, "no query is given; send it as the parameter `query`")
    async with room.gate:
        admitted = await run_in_threadpool(admit, wanted.query)
    types = GRAPH_TYPES if admitted.form in _GRAPHS else RESULT_TYPES
    name = choose(accept, wanted.format, types)
    body = await _unless_gone(request, room.pool.ask(view, _asked(admitted, name, wanted)))
    headers = {"Vary": "Accept", "X-Ostrakon-Generation": view.generation}
    return Response(body, 200, headers, media_type=content_type(types[name]))


def _asked(admitted: Admitted, name: str, wanted: Wanted) -> Asked:
    for iri in (*wanted.default_graphs, *wanted.named_graphs):
        try:
            NamedNode(iri)
        except ValueError as error:
            raise HTTPException(400, f"{iri!r} is not the IRI of a graph") from error
    return Asked(
        query=admitted.text,
        format=name,
        dataset=admitted.dataset,
        default_graphs=wanted.default_graphs,
        named_graphs=wanted.named_graphs,
    )


async def _unless_gone(request: Request, answer: Any) -> bytes:
    """Wait for the answer; where the client goes away first, end the query."""
    task = asyncio.ensure_future(answer)
    watch = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise HTTPException(499, "the client went away")
        return bytes(task.result())
    finally:
        task.cancel()
        watch.cancel()
        await asyncio.gather(task, watch, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _body_fields(request: Request) -> dict[str, list[str]]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == _UPDATE:
        raise QueryRefusedError("this endpoint only answers queries: it takes no updates")
    if media_type not in (_QUERY, _FORM):
        raise HTTPException(415, f"a query comes as {_QUERY} or {_FORM}", {"Accept": f"{_QUERY}, {_FORM}"})
    body = await _body(request)
    return {"query": [_decoded(body)]} if media_type == _QUERY else _fields(body)


async def _body(request: Request) -> bytes:
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > _BODY_BYTES:
            raise HTTPException(413, f"a request may have {_BODY_BYTES:,} bytes", {"Connection": "close"})
    return bytes(parts)


def _fields(encoded: bytes) -> dict[str, list[str]]:
    try:
        text = encoded.decode("ascii")
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise HTTPException(400, f"the parameters cannot be read: {error}") from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the query is not UTF-8 (byte {error.start})") from error


def _merge(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [*one.get(name, ()), *other.get(name, ())] for name in {**one, **other}}


def _single(given: dict[str, list[str]], name: str) -> str | None:
    values = given.get(name, [])
    if len(values) > 1:
        raise HTTPException(400, f"{name} is given more than once")
    return values[0] if values else None
