"""Read facts that were printed as JSON Lines: bounded, and with the line of each fault."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from graph.errors import ReviewError
from graph.model import Fact
from graph.yamls import told

MAX_BYTES: Final = 64 * 1024 * 1024
_FACT: Final = TypeAdapter(Fact)


def load_facts(path: Path) -> list[Fact]:
    """Return the facts of a file such as `ostrakon read` prints; raise ReviewError that names the line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReviewError(f"longer than {MAX_BYTES:,} bytes", where=str(path), hint="split it")
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReviewError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ReviewError(f"not UTF-8 (byte {error.start})", where=str(path)) from error
    # Not splitlines: JSON may hold U+2028 and its like inside a quote.
    lines = enumerate(text.removeprefix("\ufeff").split("\n"), 1)
    return [_fact(line, f"{path}:{number}") for number, line in lines if line.strip()]


def _fact(line: str, where: str) -> Fact:
    try:
        return _FACT.validate_json(line, strict=True)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        raise ReviewError(told(fault), where=where, hint="docs/facts.md explains the keys") from error
