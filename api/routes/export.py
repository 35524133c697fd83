"""Give the whole graph, or its facts, as a file."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse

from api.deps import RoomDep, ViewDep
from api.negotiate import choose, content_type
from graph.export import FORMATS

router = APIRouter(tags=["export"])

_TYPES: Final = {name: form.media_type for name, form in FORMATS.items()}
_OK: Final[dict[str, Any]] = {
    "description": "A file; the same store gives the same bytes",
    "content": {media_type: {} for media_type in _TYPES.values()},
}


@router.get("/export", response_class=FileResponse, responses={200: _OK})
def export(
    request: Request,
    room: RoomDep,
    view: ViewDep,
    format: Annotated[str | None, Query(description=", ".join(_TYPES))] = None,  # noqa: A002 - the published name
) -> FileResponse:
    """Give everything, after comparing every quote with its text."""
    name = choose(request.headers.get("accept"), format, _TYPES)
    return FileResponse(
        room.exports.file(view, name),
        media_type=content_type(_TYPES[name]),
        filename=f"ostrakon{FORMATS[name].suffix}",
        headers={"Vary": "Accept", "X-Ostrakon-Generation": view.generation},
    )
