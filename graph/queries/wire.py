"""Spell what goes between the pool and a worker: a length of four bytes, that much JSON, then the body."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Final

from graph.errors import (
    ExportError,
    OstrakonError,
    QueryFailedError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTooLargeError,
)

LENGTH: Final = struct.Struct(">I")

_KINDS: Final[dict[str, type[OstrakonError]]] = {
    "large": QueryTooLargeError,
    "failed": QueryFailedError,
    "refused": QueryRefusedError,
    "format": ExportError,
}


def pack(header: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return a message; the header says how long the body is."""
    text = json.dumps({**header, "length": len(body)}).encode()
    return LENGTH.pack(len(text)) + text + body


def describe(error: OstrakonError) -> dict[str, Any]:
    """Return an error as JSON."""
    if isinstance(error, QuerySyntaxError):
        return {"error": "syntax", "message": error.message, "line": error.line, "column": error.column}
    kind = next((name for name, known in _KINDS.items() if isinstance(error, known)), "failed")
    return {"error": kind, "message": error.message, "hint": error.hint}


def revive(header: Mapping[str, Any]) -> OstrakonError:
    """Return the error that a header tells of."""
    if header["error"] == "syntax":
        return QuerySyntaxError(header["message"], line=header["line"], column=header["column"])
    return _KINDS[header["error"]](header["message"], hint=header["hint"])
