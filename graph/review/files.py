"""Read a reviewed file: YAML of one list or two, of limited size, every fault told with its entry and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from graph.errors import ReviewError
from graph.yamls import read_yaml, told

MAX_BYTES: Final = 4 * 1024 * 1024
MAX_ENTRIES: Final = 20_000

Described = TypeVar("Described", bound=BaseModel)


def lists(path: Path, keys: tuple[str, ...], hint: str) -> dict[str, list[object]]:
    """Return the entries under each of these keys, none where one is missing; raise ReviewError."""
    data = read_yaml(path, ReviewError, "text", MAX_BYTES)
    if data is None or data == "":
        return {key: [] for key in keys}
    if not isinstance(data, Mapping):
        raise ReviewError(f"not a list of keys and values, but {_kind(data)}", where=str(path), hint=hint)
    strange = sorted(str(key) for key in data if key not in keys)
    if strange:
        raise ReviewError(f"unknown key {strange[0]!r}", where=str(path), hint=f"allowed: {', '.join(keys)}")
    return {key: _entries(data.get(key, ""), key, path, hint) for key in keys}


def described(model: type[Described], given: object, where: str) -> Described:
    """Return an entry as its model; raise ReviewError that names every key at fault."""
    allowed = f"allowed: {', '.join(model.model_fields)}"
    if not isinstance(given, Mapping):
        raise ReviewError(f"not a list of keys and values, but {_kind(given)}", where=where, hint=allowed)
    try:
        return model.model_validate(dict(given))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        unknown = any(fault["type"] == "extra_forbidden" and len(fault["loc"]) == 1 for fault in faults)
        hint = allowed if unknown else "docs/review.md explains the keys"
        raise ReviewError("; ".join(map(told, faults[:5])), where=where, hint=hint) from error


def _entries(given: object, key: str, path: Path, hint: str) -> list[object]:
    if given == "":
        return []
    if not isinstance(given, list):
        raise ReviewError(f"{key}: not a list, but {_kind(given)}", where=str(path), hint=hint)
    if len(given) > MAX_ENTRIES:
        raise ReviewError(f"{key}: more than {MAX_ENTRIES:,} entries", where=str(path))
    return given


def _kind(data: object) -> str:
    if isinstance(data, list):
        return "a list"
    return "a text" if isinstance(data, str) else "keys and values"


def beside(paths: Sequence[Path], name: str) -> Path | None:
    """Return the file of this name in or next to what is built, None where there is none; raise ReviewError.

    Without paths it is looked for in the folder in which the command runs.
    """
    places = [place / name for path in paths for place in (path, path.parent)] if paths else [Path(name)]
    found = {place.resolve(): place for place in places if place.is_file()}
    if len(found) > 1:
        first, second, *_ = found.values()
        hint = f"name one of them by --{Path(name).stem}"
        raise ReviewError(f"{second} is there, too: which of the two is meant?", where=str(first), hint=hint)
    return next(iter(found.values()), None)
