"""Turn JSON values into the cells of a row: nested ones by dotted names, numbers as they are written."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graph.records.tables.table import heading, shown, unfit

_TWICE = "\0twice"  # the key that tells of a key given twice; no column can be called so
_MAX_DEPTH = 32


class _Number(str):
    """Hold a number as it is written: 007 and 1.0 are not for us to shorten."""

    __slots__ = ()


class FaultError(Exception):
    """Say why a value cannot be a row."""


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        found[_TWICE] = True
    return found


def _constant(word: str) -> object:
    raise ValueError(f"{word} is not a value")


DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_int=_Number, parse_float=_Number, parse_constant=_constant
)


def flat(value: object) -> dict[str, str]:
    """Return the values of an object as text, by dotted names; raise FaultError for what cannot be a row."""
    if not isinstance(value, dict):
        raise FaultError("is not an object")
    cells: dict[str, str] = {}
    for name, cell in _leaves(value, "", 0):
        if not name or name in cells:
            raise FaultError(f"gives {shown(name)} twice" if name else "gives a value without a name")
        cells[name] = cell
    reason = unfit(list(cells.values())) or unfit(list(cells))
    if reason:
        raise FaultError(reason)
    return cells


def _leaves(value: dict[str, object], before: str, depth: int) -> Iterator[tuple[str, str]]:
    if _TWICE in value:
        raise FaultError("gives a key twice")
    if depth > _MAX_DEPTH:
        raise FaultError("is nested too deeply")
    for key, inner in value.items():
        name = f"{before}{heading(key)}"
        if isinstance(inner, dict):
            yield from _leaves(inner, f"{name}.", depth + 1)
        else:
            yield name, _text(inner)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else _written(value, 0)


def _written(value: object, depth: int) -> str:
    """Return a list as JSON, its numbers as they were."""
    if depth > _MAX_DEPTH:
        raise FaultError("is nested too deeply")
    if isinstance(value, list):
        return f"[{', '.join(_written(inner, depth + 1) for inner in value)}]"
    if isinstance(value, dict):
        if _TWICE in value:
            raise FaultError("gives a key twice")
        pairs = (f"{_quoted(key)}: {_written(inner, depth + 1)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    return str(value) if isinstance(value, _Number) else _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
