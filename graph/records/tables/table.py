"""Hold a table: its header, a way to read its rows again and again, and the rows that cannot stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from graph.errors import RecordError
from graph.records.tables.limits import MAX_BAD, MAX_COLUMNS, MAX_FIELD

_EXCERPT = 200  # characters
_NAME = 60  # characters of a column's name in a message
_EDGES = re.compile(r"\A[\s\ufeff\u200b\u2060]+|[\s\ufeff\u200b\u2060]+\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class BadRow:
    """Say of a row that cannot stand where it begins, why, and how it starts in the file."""

    line: int
    reason: str
    raw: str


Refuse = Callable[[BadRow], None]


class Rows(Protocol):
    """Read the rows below a header, as often as asked."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns."""

    def rows(self, refuse: Refuse) -> Iterator[Row]:
        """Yield each row with its place, as many cells as columns; hand the others to `refuse`."""


@dataclass(frozen=True, slots=True)
class Table:
    """Carry a table of texts.

    `bad` holds what the latest pass over the rows refused: read it when the pass is over. `encoding` is None
    where the file's format leaves no choice.
    """

    path: Path
    name: str
    columns: tuple[str, ...]
    sha256: str
    encoding: str | None
    source: Rows = field(repr=False, compare=False)
    bad: list[BadRow] = field(default_factory=list, repr=False, compare=False)

    def rows(self) -> Iterator[Row]:
        """Yield each row: the line where it begins, and its cells in the order of the columns.

        The line is the sheet's row in a workbook, and the record's ordinal from 1 in a JSON array. Raise
        RecordError where the rest of the file cannot be read, or too many rows cannot stand.
        """
        self.bad.clear()
        return self.source.rows(self._refuse)

    def _refuse(self, bad: BadRow) -> None:
        if len(self.bad) >= MAX_BAD:
            first = self.bad[0]
            what = f"more than {MAX_BAD:,} rows cannot stand, the first in line {first.line}: {first.reason}"
            raise RecordError(what, where=str(self.path))
        self.bad.append(bad)


def excerpt(raw: str) -> str:
    """Return the beginning of a raw row, to show."""
    return raw[:_EXCERPT].rstrip("\r\n")


def heading(name: str) -> str:
    """Return a column's name without what is not seen: byte order marks, no-break and surrounding spaces."""
    return _EDGES.sub("", name.replace("\xa0", " "))


def header(cells: Sequence[str], where: str) -> tuple[str, ...]:
    """Return the names of the columns, without nameless ones at the end; raise RecordError for unfit ones."""
    names = [heading(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise RecordError("no column has a name", where=where, hint="the first row names the columns")
    if len(names) > MAX_COLUMNS:
        raise RecordError(f"has {len(names):,} columns, more than {MAX_COLUMNS:,}", where=where)
    for name in names:
        reason = unfit([name])
        if reason:
            raise RecordError(f"the name of a column {reason}", where=where, hint=f"it is {shown(name)}")
    _check_twice(names, where)
    return tuple(names)


def shown(name: str) -> str:
    """Return a name as a message can hold it: short, and with nothing that steers a terminal."""
    return ascii(name) if not name.isprintable() else repr(name if len(name) <= _NAME else f"{name[:_NAME]}…")


def _check_twice(names: Sequence[str], where: str) -> None:
    seen: dict[str, int] = {}
    for at, name in enumerate(names, 1):
        if name in seen:
            what = f"two columns are called {shown(name)}" if name else "two columns have no name"
            hint = f"columns {seen[name]} and {at}; give each its own name"
            raise RecordError(what, where=where, hint=hint)
        seen[name] = at


def fitted(cells: list[str], width: int) -> list[str] | str:
    """Return as many cells as columns, or why the row has not; empty ones may hang over."""
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    if len(cells) != width:
        return f"has {len(cells):,} cell{'s' if len(cells) > 1 else ''}, not {width:,}"
    return cells


def unfit(cells: Sequence[str]) -> str | None:
    """Return why a cell cannot stand, if one cannot: too long, or with what no text holds."""
    for at, cell in enumerate(cells, 1):
        if len(cell) > MAX_FIELD:
            return f"has {len(cell):,} characters in cell {at}, more than {MAX_FIELD:,}"
        if "\0" in cell:
            return f"holds a NUL in cell {at}"
        if not cell.isascii() and _SURROGATE.search(cell):
            return f"holds bytes in cell {at} that are no text"
    return None
