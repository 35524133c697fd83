"""Assemble the service."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from api.deps import Room, strict
from api.routes import (
    actors,
    claims,
    documents,
    export,
    health,
    ids,
    network,
    page,
    questions,
    sparql,
    votings,
)
from api.schemas import Problem
from graph.errors import QueryError
from graph.queries.questions import load_questions
from graph.settings import Settings
from graph.store import open_store

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_LOG: Final = logging.getLogger("uvicorn.error")
_ROUTES: Final = (claims, votings, actors, documents, network, questions, export, ids, health)
_PROBLEM: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "model": Problem,
        "description": "What went wrong",
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


def create_app(settings: Settings, static: Path = page.STATIC) -> FastAPI:
    """Return the service over the store that the settings name."""
    app = FastAPI(
        title="Ostrakon",
        summary="A graph of who vetoed, voted, accused and denied what, and the sentence that says so.",
        version=version("ostrakon"),
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        responses=_PROBLEM,
    )
    app.state.room = Room(settings, open_store(settings.store), load_questions())
    problems.install(app)
    for route in _ROUTES:
        app.include_router(route.router, dependencies=[Depends(strict)])
    app.include_router(sparql.router)  # whose clients send parameters of their own
    page.mount(app, static)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["Retry-After", "X-Ostrakon-Generation"],
    )
    app.add_middleware(Guard)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    room: Room = app.state.room
    try:
        await room.pool.warm(room.shelf.view())
    except QueryError as error:  # all else works without; each query says the same
        _LOG.error("%s", error)
    try:
        yield
    finally:
        await room.pool.close()
        room.exports.close()


class Guard:
    """Put the protecting headers on every answer, and answer HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if head else scope, receive, guarded)
