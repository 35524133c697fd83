"""Read tables of JSON: an array of objects, or an object a line, nested ones by dotted names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from graph.errors import RecordError
from graph.records.tables.encodings import Encoding
from graph.records.tables.files import File
from graph.records.tables.limits import CHUNK, MAX_COLUMNS, MAX_ROW
from graph.records.tables.table import BadRow, Refuse, Row, excerpt, header, shown
from graph.records.tables.text import opened
from graph.records.tables.values import DECODER, FaultError, flat

_ARRAY = re.compile(r"\s*\[\s*[{\]]")
_OBJECT = re.compile(r'\s*\{\s*["}]')
_BLANK = re.compile(r"[ \t\r\n]*")
_SLIPS = (ValueError, RecursionError)

Found = tuple[int, object, str]  # place, value, the text it was read from


def is_json(head: str) -> bool:
    """Tell whether a text begins as JSON that can hold a table."""
    return bool(_ARRAY.match(head) or _OBJECT.match(head))


@dataclass(frozen=True, slots=True)
class ObjectRows:
    """Read objects as rows; `records` names the key under which they lie, if they lie under one."""

    file: File
    encoding: Encoding
    records: str | None
    columns: tuple[str, ...] = ()

    def rows(self, refuse: Refuse) -> Iterator[Row]:
        """Yield each object's values in the order of the columns, as text."""
        for place, cells in self.flat(refuse):
            yield place, [cells.get(name, "") for name in self.columns]

    def flat(self, refuse: Refuse) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each object with its dotted names; raise RecordError where the text is no JSON."""
        with opened(self.file, self.encoding) as stream:
            for place, value, raw in self._taken(stream, refuse):
                try:
                    cells = flat(value)
                except FaultError as fault:
                    refuse(BadRow(place, str(fault), excerpt(raw)))
                    continue
                yield place, cells

    def _taken(self, stream: IO[str], refuse: Refuse) -> Iterator[Found]:
        """Yield the values themselves, or what lies under the key where there is one."""
        start, blank = _start(stream)
        array = start == "["
        found = _elements(stream, self.file) if array else _lines(stream, start, blank, refuse)
        if self.records is None:
            yield from found
            return
        ordinal = 0
        for place, value, raw in found:
            if isinstance(value, dict) and self.records in value:
                ordinal += 1
                yield ordinal if array else place, value[self.records], raw


def object_rows(file: File, encoding: Encoding, records: str | None) -> ObjectRows:
    """Return the rows of a JSON table; its columns are all names in it, as they first come."""
    rows = ObjectRows(file, encoding, records)
    names: dict[str, None] = {}
    count = 0
    for _, cells in rows.flat(lambda bad: None):
        count += 1
        names.update(dict.fromkeys(cells))
        if len(names) > MAX_COLUMNS:
            raise RecordError(f"has more than {MAX_COLUMNS:,} columns", where=str(file.path))
    if not count:
        what = "holds no record" if records is None else f"holds no record under {shown(records)}"
        hint = "a table in JSON is an array of objects, or an object a line"
        raise RecordError(what, where=str(file.path), hint=hint)
    return ObjectRows(file, encoding, records, header(tuple(names), str(file.path)))


def _start(stream: IO[str]) -> tuple[str, int]:
    """Read up to the first sign that is not blank; return it and how many lines are blank before it."""
    blank = 0
    while (sign := stream.read(1)) and (sign.isspace() or sign == "\ufeff"):
        blank += sign == "\n"
    return sign, blank


def _elements(stream: IO[str], file: File) -> Iterator[Found]:
    """Yield the elements of an array whose bracket has been read."""
    text, at, count = "", 0, 0
    while True:
        text, at = _ahead(stream, text, at)
        sign = text[at : at + 1]
        if sign == "]":
            _check_end(stream, text[at + 1 :], file)
            return
        if count:
            if sign != ",":
                what = (
                    f"is cut off after record {count}"
                    if not sign
                    else f"record {count} is not followed by a comma"
                )
                raise RecordError(what, where=str(file.path))
            text, at = _ahead(stream, text, at + 1)
        count += 1
        value, text, at, raw = _element(stream, text, at, file, count)
        yield count, value, raw


def _ahead(stream: IO[str], text: str, at: int) -> tuple[str, int]:
    """Pass over blanks, reading on where the text ends."""
    while (at := _end_of_blank(text, at)) == len(text):
        text, at = stream.read(CHUNK), 0
        if not text:
            break
    return text, at


def _end_of_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _element(stream: IO[str], text: str, at: int, file: File, count: int) -> tuple[object, str, int, str]:
    """Decode the value that begins at a place, reading on while it may be incomplete."""
    while True:
        try:
            value, end = DECODER.raw_decode(text, at)
        except _SLIPS as error:
            fault: Exception = error
        else:
            if end < len(text):  # a number at the end may go on
                return value, text, end, excerpt(text[at : min(end, at + 200)])
            fault = ValueError("the array is cut off")
        more = stream.read(max(CHUNK, len(text) - at)) if len(text) - at <= MAX_ROW else ""
        if not more:
            what = f"record {count} is no JSON: {_reason(fault)}"
            raise RecordError(what, where=str(file.path)) from fault
        text, at = text[at:] + more, 0


def _check_end(stream: IO[str], text: str, file: File) -> None:
    text, at = _ahead(stream, text, 0)
    if at < len(text):
        raise RecordError("something follows the array", where=str(file.path), hint=shown(text[at : at + 40]))


def _lines(stream: IO[str], start: str, line: int, refuse: Refuse) -> Iterator[Found]:
    """Yield the value of each line after `line`; `start` is what has been read of the first."""
    while text := stream.readline(MAX_ROW):
        line += 1
        text, start = start + text, ""
        if len(text) >= MAX_ROW:
            refuse(BadRow(line, f"has more than {MAX_ROW:,} characters", excerpt(text)))
            while text and text[-1] not in "\r\n":
                text = stream.readline(MAX_ROW)
        elif text.strip():
            try:
                value = DECODER.decode(text)
            except _SLIPS as error:
                refuse(BadRow(line, f"is no JSON: {_reason(error)}", excerpt(text)))
                continue
            yield line, value, text


def _reason(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
