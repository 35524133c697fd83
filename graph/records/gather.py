"""Bring the rows of a source's tables together into events, each column by its mapping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import cast

from graph.errors import RecordError
from graph.record import Choice, Finding
from graph.records.convert import CellError, Value, converter
from graph.records.fields import FIELDS, OF_VOTES, REPEATED
from graph.records.items import Item
from graph.records.layout import Column, Layout, TableLayout
from graph.records.tables import Table

_KEYS = ("resolution", "draft", "meeting", "date")


@dataclass(frozen=True, slots=True)
class Step:
    """Tell what one column became: a field, or nothing and why."""

    table: str
    column: str
    became: str
    named: bool = True  # whether the mapping says anything of it


@dataclass(frozen=True, slots=True)
class _Cell:
    """Read one column: where it stands, the field that it fills, and how its cells are turned into values."""

    at: int
    column: str
    field: str
    convert: Callable[[str], Value]


class Gatherer:
    """Collect the events of one source, in the order in which its tables name them."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.items: dict[str, Item] = {}
        # Who votes: name and code, as the table has them
        self.pairs: list[tuple[str | None, str | None]] = []
        self.findings: list[Finding] = []
        self.steps: list[Step] = []
        self.rows = 0
        self.votes = 0
        self.left_out = 0  # rows that the mapping's `only` leaves out
        self._numbers: dict[tuple[str | None, str | None], int] = {}
        self._form = FIELDS[layout.kind]

    def add(self, table: Table, spec: TableLayout, tick: Callable[[int], None] = lambda done: None) -> None:
        """Read every row of a table; what cannot be read is found fault with, with its line."""
        reader = _Reader(self, table, spec)
        for line, cells in table.rows():
            self.rows += 1
            reader.row(line, cells)
            if not self.rows % 10_000:
                tick(self.rows)
        for bad in table.bad:
            self.rows += 1
            self._refuse(table, bad.line, "unreadable-row", bad.reason)

    def pair(self, name: str | None, code: str | None) -> int:
        """Return the number of a voter's name and code; equal ones have one number."""
        key = (name, code)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.pairs)
            self.pairs.append(key)
        return number

    def _refuse(self, table: Table, line: int, rule: str, reason: str) -> None:
        place = f"{table.path.name} {line}"
        self.findings.append(Finding(event=place, rows=place, rule=rule, action="quarantined", reason=reason))


class _Reader:
    """Read the rows of one table by the plan that its header and the mapping make."""

    def __init__(self, gatherer: Gatherer, table: Table, spec: TableLayout) -> None:
        self._all = gatherer
        self._table = table
        self._file = table.path.name
        self._seen: dict[str, tuple[str, ...]] = {}
        cells = self._plan(spec)
        self._event = [cell for cell in cells if cell.field not in OF_VOTES]
        votes = {cell.field: cell for cell in cells if cell.field in OF_VOTES}
        self._voter, self._code, self._choice = (
            votes.get(name) for name in ("voter", "voter_code", "choice")
        )
        self._key = next((cell for cell in self._event if cell.field == "event"), None)
        self._only = [(table.columns.index(name), frozenset(allowed)) for name, allowed in spec.only.items()]
        self._pick = _picker([cell.at for cell in self._event])
        self._keys: dict[str, Value] = {}
        self._choices: dict[str, Value] = {}

    def row(self, line: int, cells: Sequence[str]) -> None:
        if any(cells[at].strip() not in allowed for at, allowed in self._only):
            self._all.left_out += 1
            return
        told = self._pick(cells)
        key = self._name(told, cells, line)
        item = self._all.items.get(key)
        if item is None:
            item = self._all.items[key] = Item(key)
        item.at(self._file, line)
        before = self._seen.get(key)
        if before is None:
            self._seen[key] = told
            self._tell(item, told)
        elif before != told:
            self._disagree(item, before, told, line)
        if self._choice is not None:
            self._vote(item, cells, line)

    def _plan(self, spec: TableLayout) -> list[_Cell]:
        """Pop each column as it is mapped; what is left is reported."""
        layout, found = self._all.layout, []
        for at, name in enumerate(self._table.columns):
            columns = spec.specs(name)
            if not columns:
                why = spec.ignore_rest or "the mapping does not name it"
                self._all.steps.append(Step(self._file, name, f"nothing: {why}", bool(spec.ignore_rest)))
            for column in columns:
                self._all.steps.append(Step(self._file, name, _became(column)))
                if column.to is not None:
                    form = self._all._form[column.to]
                    found.append(_Cell(at, name, column.to, converter(column, form, layout.missing)))
        return found

    def _name(self, told: tuple[str, ...], cells: Sequence[str], line: int) -> str:
        if self._key is not None:
            raw = cells[self._key.at]
            key = self._keys.get(raw)
            if key is None:
                key = self._keys[raw] = self._key.convert(raw)
            return str(key) if key is not None else f"{self._file} {line}"
        if self._choice is None:
            return f"{self._file} {line}"
        parts = [text for cell, text in zip(self._event, told, strict=True) if cell.field in _KEYS and text]
        return " ".join(parts) or f"{self._file} {line}"

    def _tell(self, item: Item, told: tuple[str, ...]) -> None:
        for cell, text in zip(self._event, told, strict=True):
            try:
                value = cell.convert(text)
            except CellError as error:
                item.fault("unreadable-cell", f"{cell.column}: {error}")
                continue
            if value is not None:
                self._set(item, cell, value)

    def _set(self, item: Item, cell: _Cell, value: Value) -> None:
        present = item.values.get(cell.field)
        if cell.field in REPEATED:
            more = value if isinstance(value, tuple) else (value,)
            item.values[cell.field] = (*(present or ()), *more)
        elif present is None:
            item.values[cell.field] = value
        elif present != value:
            item.fault("rows-disagree", f"{cell.field}: {present!r} and {value!r}, in {self._file}")

    def _disagree(self, item: Item, before: tuple[str, ...], told: tuple[str, ...], line: int) -> None:
        for cell, one, other in zip(self._event, before, told, strict=True):
            if one != other and not _same(cell, one, other):
                item.fault(
                    "rows-disagree", f"{cell.column}: {one!r}, but {other!r} in line {line} of {self._file}"
                )

    def _vote(self, item: Item, cells: Sequence[str], line: int) -> None:
        assert self._choice is not None
        name = cells[self._voter.at].strip() or None if self._voter else None
        code = cells[self._code.at].strip() or None if self._code else None
        raw = cells[self._choice.at]
        if raw not in self._choices:
            try:
                self._choices[raw] = self._choice.convert(raw)
            except CellError as error:
                item.fault("unreadable-cell", f"line {line} of {self._file}, {self._choice.column}: {error}")
                return
        choice = self._choices[raw]
        if choice is None:
            return
        if name is None and code is None:
            item.fault("unknown-actor", f"line {line} of {self._file} names no voter")
            return
        self._all.votes += 1
        item.pairs.append(self._all.pair(name, code))
        item.choices.append(cast(Choice, choice))


def _picker(places: list[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    if not places:
        return lambda cells: ()
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)


def _same(cell: _Cell, one: str, other: str) -> bool:
    try:
        return cell.convert(one) == cell.convert(other)
    except CellError:
        return False


def _became(column: Column) -> str:
    return column.to if column.to is not None else f"nothing: {column.ignore}"


def match_tables(layout: Layout, tables: Sequence[Table]) -> list[tuple[Table, TableLayout]]:
    """Tell which table of the layout each file is; raise RecordError that says what its header lacks."""
    found = [(table, _spec_of(layout, table)) for table in tables]
    names = {spec.name for _, spec in found}
    missing = [spec for spec in layout.tables if spec.name not in names]
    if layout.needs == "all" and missing:
        what = f"the layout {layout.layout} needs a table of {missing[0].name} as well"
        raise RecordError(what, hint=f"a file with the columns {', '.join(missing[0].header)}")
    # Whatever describes events comes before the votes in them.
    order = {spec.name: place for place, spec in enumerate(layout.tables)}
    return sorted(found, key=lambda pair: order[pair[1].name])


def _spec_of(layout: Layout, table: Table) -> TableLayout:
    lacks: list[tuple[int, TableLayout, list[str]]] = []
    for spec in layout.tables:
        missing = [name for name in spec.header if name not in table.columns]
        if not missing:
            return spec
        lacks.append((len(missing), spec, missing))
    _, nearest, missing = min(lacks, key=lambda lack: lack[0])
    what = f"is no table of {nearest.name}, for it lacks {', '.join(map(repr, missing))}"
    raise RecordError(what, where=str(table.path), hint=f"its columns are {', '.join(table.columns[:12])}")
