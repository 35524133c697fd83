"""Take documents in from JSON Lines: an object a line, a bad line named by its number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import IO, Any

from graph.errors import DocumentError
from graph.intake.about import declared
from graph.intake.limits import GIVE_UP, MAX_LINE, MIB
from graph.intake.piece import Piece
from graph.intake.source import Refused, Source

KEYS = ("id", "text", "title", "publisher", "published", "address", "language")
_KNOWN = f"known: {', '.join(KEYS)}"


def documents(source: Source) -> Iterator[Piece | Refused]:
    """Yield each document of a file, and what is wrong with a line; keys that are not known are told once."""
    good = bad = 0
    told: set[str] = set()
    ids: set[str] = set()
    with source.open() as stream:
        for number, line in _lines(stream):
            where = f"{source.where}:{number}"
            try:
                piece, unknown = _document(line, number, where)
                _once(piece.id, ids, where)
            except DocumentError as error:
                yield Refused.of(error, where)
                bad += 1
                if bad == GIVE_UP and not good:
                    yield Refused(
                        source.where, f"its first {bad} lines hold no document; the rest is left out"
                    )
                    return
                continue
            good += 1
            for key in unknown:
                if key not in told and len(told) < GIVE_UP:
                    told.add(key)
                    yield Refused(
                        where, f"the key {key[:80]!r} is not known, and not read", _KNOWN, harmless=True
                    )
            yield piece


def _once(name: str | None, names: set[str], where: str) -> None:
    if name is None:
        return
    if name in names:
        raise DocumentError(f"a second document of this file is called {name[:80]!r}", where=where)
    names.add(name)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line that is not blank and its number; None for one that is too long."""
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MIB)
            yield number, None
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, line.rstrip(b"\r\n")


def _document(line: bytes | None, number: int, where: str) -> tuple[Piece, list[str]]:
    if line is None:
        raise DocumentError(f"the line is longer than {MAX_LINE:,} bytes", where=where, hint="split the text")
    data = _object(line, where)
    given = {key: _string(data, key, where) for key in KEYS}
    text = given.pop("text")
    if text is None:
        raise DocumentError("the key 'text' is missing", where=where, hint=_KNOWN)
    sha256 = hashlib.sha256(line).hexdigest()
    piece = Piece(where, text, sha256, declared(given, where), id=given["id"], part=str(number))
    return piece, sorted(data.keys() - set(KEYS))


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        data = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DocumentError(f"not UTF-8 (byte {error.start})", where=where) from error
    except json.JSONDecodeError as error:
        raise DocumentError(f"not JSON: {error.msg} (character {error.pos})", where=where) from error
    except (ValueError, RecursionError) as error:
        raise DocumentError("not JSON that a document could be", where=where) from error
    if not isinstance(data, dict):
        raise DocumentError("not a JSON object", where=where, hint=_KNOWN)
    return data


def _string(data: dict[str, Any], key: str, where: str) -> str | None:
    value = data.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise DocumentError(f"the key {key!r} does not hold a string", where=where)
    return value or None
