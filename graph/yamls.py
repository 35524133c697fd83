"""Read YAML that a stranger wrote: whole, without surprises, with the place of each fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic_core import ErrorDetails

from graph.errors import OstrakonError

_MAX_BYTES = 1024 * 1024
# What the YAML library lets through: 2014-02-31, an empty !!int, [[[[… and their like.
_SLIPS = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class _Once(yaml.constructor.BaseConstructor):
    """Refuse a key that is given twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        seen: set[Any] = set()
        for key in keys:
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is given twice", node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class _Typed(_Once, yaml.SafeLoader):
    """Read dates, numbers and truth values as such."""


class _Words(_Once, yaml.SafeLoader):
    """Read "no", "on" and "yes" as the words that they are here; only true and false are truth values."""


_Words.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in rules if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Text(_Once, yaml.BaseLoader):
    """Read everything as text: a bare NO is Norway, a bare 2014 a string."""


_LOADERS: Final = {"typed": _Typed, "words": _Words, "text": _Text}


def read_yaml(
    path: Path,
    error: type[OstrakonError],
    scalars: Literal["typed", "words", "text"] = "typed",
    limit: int = _MAX_BYTES,
) -> object:
    """Return what a YAML file of at most `limit` bytes holds; raise `error` that names file and line."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise error(f"cannot be read: {fault.strerror}", where=str(path)) from fault
    if len(data) > limit:
        raise error(f"longer than {limit:,} bytes", where=str(path))
    try:
        return _LOADERS[scalars](data.decode("utf-8")).get_single_data()
    except UnicodeDecodeError as fault:
        raise error(f"not UTF-8 (byte {fault.start})", where=str(path)) from fault
    except (yaml.YAMLError, *_SLIPS) as fault:
        raise error(f"not YAML: {_reason(fault)}", where=f"{path}{_line(fault)}") from fault


def told(fault: ErrorDetails) -> str:
    """Return in words what a model says of a key."""
    key = ".".join(map(str, fault["loc"]))
    if fault["type"] == "extra_forbidden":
        return f"unknown key {key!r}"
    if fault["type"] == "missing":
        return f"the key {key!r} is missing"
    if fault["type"] == "string_pattern_mismatch":
        return f"{key}: not 64 hexadecimal digits in small letters"
    message = fault["msg"].removeprefix("Value error, ")
    return f"{key}: {message[:1].lower()}{message[1:]}" if key else message


def _reason(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark is not None else ""
