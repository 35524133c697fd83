"""Serve the built page, and the documentation of the API, from this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import FileResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles

STATIC: Final = Path(__file__).resolve().parents[1] / "static"

_UNBUILT: Final = (
    "The page has not been built: run `make install`. The API answers; see /openapi.json and /docs.\n"
)
_PLAIN_DOCS: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ostrakon: the API</title></head>
<body><h1>The API of Ostrakon</h1>
<p>The page has not been built (<code>make install</code>), so that this is all there is to see here.
<a href="/openapi.json">The description of the API as JSON</a>.</p></body></html>
"""


def mount(app: FastAPI, folder: Path = STATIC) -> None:
    """Serve the folder at `/`, or say how to build it; call it last, since it answers every other path."""
    app.include_router(_docs(folder))
    if (folder / "index.html").is_file():
        app.mount("/", StaticFiles(directory=folder, html=True), name="page")
    else:
        app.include_router(_unbuilt())


def _docs(folder: Path) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    page = folder / "docs" / "index.html"

    @router.get("/docs")
    def docs() -> Response:
        if page.is_file():
            return FileResponse(page, media_type="text/html; charset=utf-8")
        return Response(_PLAIN_DOCS, media_type="text/html; charset=utf-8")

    return router


def _unbuilt() -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def index() -> Response:
        return PlainTextResponse(_UNBUILT, 503)

    return router
