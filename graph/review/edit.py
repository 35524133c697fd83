"""Write decisions into a file of corrections: atomically, in one order, comments kept where they can be."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import yaml

from graph.errors import ReviewError
from graph.review.corrections import KEY, Corrections
from graph.review.entry import Entry
from graph.review.layout import Block, blocks, indent_of

_HEAD: Final = f"# Decisions on facts; docs/review.md explains the keys.\n{KEY}:\n"


def write(path: Path, decided: Sequence[Entry]) -> bool:
    """Put these decisions into a file, each in the place of an earlier one about its fact.

    Return False where the file had to be laid out anew, so that its comments are gone. Raise ReviewError for
    a file that cannot be read or written, or that somebody else changed meanwhile.
    """
    before = _read(path)
    old = Corrections.load(path).entries if before is not None else ()
    wanted = {entry.key: entry for entry in [*old, *decided]}
    text = _edited(before, decided) if before is not None else None
    kept = text is not None and _says(text, wanted)
    if text is None or not kept:
        text = _HEAD + "".join(_block(entry, 2) for entry in sorted(wanted.values(), key=lambda e: e.order))
    _replace(path, before, text)
    return kept or before is None


def spelled(entry: Entry) -> dict[str, Any]:
    """Return an entry as plain keys and values, in the order in which they are written."""
    return entry.model_dump(mode="json", exclude_unset=True)


def _edited(before: str, decided: Sequence[Entry]) -> str | None:
    """Return the text with these entries put in, all else as it was; None where it is no plain list."""
    text: str | None = before
    for entry in sorted(decided, key=lambda one: one.order):
        text = None if text is None else _put(text, entry)
    return text


def _put(text: str, entry: Entry) -> str | None:
    found = blocks(text, KEY)
    if found is None:
        return None
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    new = _block(entry, indent_of(found, lines))
    same = next((block for block in found if block.id == entry.id and entry.id), None)
    if same:
        lines[same.first : same.last + 1] = [new]
    else:
        lines.insert(_place(found, entry, len(lines)), new)
    return "".join(lines)


def _place(found: Sequence[Block], entry: Entry, end: int) -> int:
    """Return the line before which an entry goes: behind the last that comes before it."""
    earlier = [block.last + 1 for block in found if block.order <= entry.order]
    if earlier:
        return max(earlier)
    return min((block.first for block in found), default=end)


def _block(entry: Entry, indent: int) -> str:
    plain = yaml.safe_dump(
        [spelled(entry)], allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**6
    )
    return "".join(" " * indent + line for line in plain.splitlines(keepends=True))


def _says(text: str, wanted: Mapping[str, Entry]) -> bool:
    """Tell whether an edited text holds exactly these entries."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "edited.yml"
        file.write_text(text, "utf-8", newline="")
        with suppress(ReviewError):
            return {entry.key: entry for entry in Corrections.load(file).entries} == dict(wanted)
    return False


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise ReviewError(f"not UTF-8 (byte {error.start})", where=str(path)) from error
    except OSError as error:
        raise ReviewError(f"cannot be read: {error.strerror}", where=str(path)) from error


def _replace(path: Path, before: str | None, text: str) -> None:
    if _read(path) != before:
        raise ReviewError("somebody else changed it meanwhile", where=str(path), hint="decide again")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if before is not None else 0o644
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        raise ReviewError(f"cannot be written: {error.strerror}", where=str(path)) from error
