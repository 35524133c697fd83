"""Read the sheets of a workbook, a row at a time: stored values, never formulas, links or macros."""

from __future__ import annotations

import datetime
import io
import math
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]
from openpyxl.cell.text import Text  # type: ignore[import-untyped]
from openpyxl.packaging.relationship import get_rels_path  # type: ignore[import-untyped]
from openpyxl.reader.excel import ExcelReader, _find_workbook_part  # type: ignore[import-untyped]
from openpyxl.styles.stylesheet import apply_stylesheet  # type: ignore[import-untyped]
from openpyxl.utils.datetime import from_excel  # type: ignore[import-untyped]
from openpyxl.xml.constants import ARC_CONTENT_TYPES, ARC_STYLE, SHARED_STRINGS  # type: ignore[import-untyped]

from graph.errors import RecordError
from graph.records.tables.archive import check_held, open_archive
from graph.records.tables.files import File
from graph.records.tables.limits import MAX_COLUMNS, MAX_PART, MAX_SHEET_ROWS, MAX_STRINGS, MIB

_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DATA, _ROW, _CELL, _VALUE, _FORMULA, _INLINE = (
    f"{_NS}{name}" for name in ("sheetData", "row", "c", "v", "f", "is")
)
_MAX_BETWEEN = 4 * MIB  # bytes of XML of one row, and before the first: 16,384 cells at 256 bytes
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WHOLE = re.compile(r"(-?)0*(\d+)(?:\.0*)?")
_EXACT = 1e15  # beyond it a double no longer tells whole numbers apart
# What the reader of workbooks lets through when a part of one is not what it should be.
_SLIPS = (
    ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError, AssertionError,
    SyntaxError, NotImplementedError, EOFError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Hold the cells of a sheet's row; `faults` undo it, `notices` are what it can stand with."""

    line: int
    cells: list[str]
    faults: list[str]
    notices: list[str]


class Workbook:
    """Hold an open workbook: its sheets in their order, what they share, which numbers are dates."""

    def __init__(self, archive: zipfile.ZipFile, raw: IO[bytes]) -> None:
        reader = _read(archive, raw)
        names = set(archive.namelist())
        self.archive = archive
        self.strings: list[str] = reader.shared_strings
        self.epoch = reader.wb.epoch
        self.dates: set[int] = reader.wb._date_formats
        self.spans: set[int] = reader.wb._timedelta_formats
        self.sheets: dict[str, str] = {
            sheet.name: rel.target
            for sheet, rel in reader.parser.find_sheets()
            if rel.target in names and "chartsheet" not in rel.Type
        }

    def rows(self, sheet: str) -> Iterator[SheetRow]:
        """Yield the rows of a sheet that hold anything; raise RecordError for one that could harm."""
        with self.archive.open(self.sheets[sheet]) as stream:
            metered, last = _Metered(stream), 0
            for element in _elements(metered):
                last = _number(element, last)
                row = _sheet_row(self, element, last)
                if row.cells or row.faults or row.notices:
                    yield row

    def text(self, cell: Element) -> str:
        """Return what a cell shows, as text: whole numbers as such, days in ISO 8601; raise ValueError."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return "" if inline is None else str(Text.from_tree(inline).content)
        value = cell.findtext(_VALUE) or ""
        if kind == "s" and value:
            return str(self.strings[_index(value)])
        if kind == "b" and value:
            return "true" if int(value) else "false"
        if kind != "n" or not value:
            return value
        style = int(cell.get("s") or 0)
        return self._day(value, style) if style in self.dates else _plain(value)

    def _day(self, value: str, style: int) -> str:
        day = from_excel(float(value), self.epoch, timedelta=style in self.spans)
        if isinstance(day, datetime.datetime) and day.time() == datetime.time():
            return day.date().isoformat()
        return str(day) if isinstance(day, datetime.timedelta) else str(day.isoformat())


def _read(archive: zipfile.ZipFile, raw: IO[bytes]) -> ExcelReader:
    """Take the steps of openpyxl's own reader, but the one that reads a sheet whole to find its size."""
    reader = ExcelReader(raw, read_only=True, data_only=True, keep_links=False)
    _checked(archive, ARC_CONTENT_TYPES)
    reader.read_manifest()
    strings = reader.package.find(SHARED_STRINGS)
    if strings is not None:
        _checked(archive, strings.PartName[1:], MAX_STRINGS)
    reader.read_strings()
    book = _checked(archive, _find_workbook_part(reader.package).PartName[1:])
    _checked(archive, get_rels_path(book))
    reader.read_workbook()
    _checked(archive, ARC_STYLE)
    apply_stylesheet(archive, reader.wb)
    return reader


def _checked(archive: zipfile.ZipFile, name: str, limit: int = MAX_PART) -> str:
    """Return the name of a part that is there, no larger than it may be and without entities of its own.

    A declaration of entities stands before the first element, so no more is parsed; openpyxl itself takes
    whichever parser is installed, and not each refuses them.
    """
    found = check_held(archive, name, limit)
    if found not in archive.NameToInfo:
        return found  # openpyxl says what is missing, where it needs it
    with archive.open(found) as stream:
        next(iter(iterparse(stream, events=("start",), forbid_dtd=True)), None)
    return found


@contextmanager
def opened(file: File) -> Iterator[Workbook]:
    """Give the workbook in a file; raise RecordError where a part of it is not what it should be."""
    with file.raw() as raw, open_archive(file, raw) as archive:
        try:
            # It warns of styles and extensions that we do not read, and prints a remark on some.
            with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
                warnings.simplefilter("ignore")
                book = Workbook(archive, raw)
        except _SLIPS as error:
            raise _damaged(file, error) from error
        try:
            yield book
        except RecordError:
            raise
        except _SLIPS as error:
            raise _damaged(file, error) from error


def _damaged(file: File, error: Exception) -> RecordError:
    if isinstance(error, DefusedXmlException):
        what = "the workbook defines entities, which none needs and bombs are made of"
        return RecordError(what, where=str(file.path))
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return RecordError(f"the workbook is damaged: {reason!a}", where=str(file.path), hint="save it anew")


class _Metered:
    """Count what is read from a stream since the last row, and stop where it is more than a row can be."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, MIB) if size > 0 else MIB)
        self.since += len(data)
        if self.since > _MAX_BETWEEN:
            raise RecordError(f"a row of the sheet is larger than {_MAX_BETWEEN // MIB} MiB")
        return data


def _elements(stream: _Metered) -> Iterator[Element]:
    """Yield the elements of rows, forgetting each; what stands after them is not read."""
    data: Element | None = None
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            data = element if element.tag == _DATA else data
        elif element.tag == _ROW:
            yield element
            stream.since = 0
            if data is not None:
                data.clear()
        elif element.tag == _DATA:
            return


def _number(row: Element, last: int) -> int:
    """Return the number of a row; raise RecordError where rows do not follow each other."""
    given = row.get("r")
    number = last + 1 if given is None else int(given)
    if not last < number <= MAX_SHEET_ROWS:
        raise RecordError(f"the sheet's row after {last} has the number {number}, which cannot be")
    return number


def _sheet_row(book: Workbook, element: Element, number: int) -> SheetRow:
    row, column = SheetRow(number, [], [], []), -1
    for cell in element:
        if cell.tag != _CELL:
            continue
        column = _column(cell, column)
        text = _text(book, cell, column, row)
        if text:
            row.cells.extend([""] * (column - len(row.cells)))
            row.cells.append(text)
    return row


def _text(book: Workbook, cell: Element, column: int, row: SheetRow) -> str:
    try:
        text = book.text(cell)
    except (ValueError, LookupError, ArithmeticError, TypeError) as error:
        row.faults.append(f"has a damaged cell {column + 1}: {str(error)[:80]!a}")
        return ""
    if not text and not cell.findtext(_VALUE) and cell.get("t") != "str" and cell.find(_FORMULA) is not None:
        row.notices.append(f"holds a formula without a stored result in cell {column + 1}")
    return text


def _column(cell: Element, last: int) -> int:
    place = cell.get("r")
    if place is None:
        column = last + 1
    else:
        found = _PLACE.fullmatch(place)
        if found is None:
            raise RecordError(f"the sheet has no cell {place[:20]!a}")
        column = -1
        for letter in found[1]:
            column = (column + 1) * 26 + ord(letter) - 65
    if column <= last:
        raise RecordError(
            f"the cells of a row of the sheet do not follow each other: {column + 1} after {last + 1}"
        )
    if column >= MAX_COLUMNS:
        raise RecordError(f"the sheet has more than {MAX_COLUMNS:,} columns")
    return column


def _index(value: str) -> int:
    at = int(value)
    if at < 0:
        raise IndexError("no such shared string")
    return at


def _plain(value: str) -> str:
    """Return a number as it would be written: 2014.0 and 2.014E3 as 2014, others as they are stored."""
    whole = _WHOLE.fullmatch(value)
    if whole:
        return f"{whole[1]}{whole[2]}" if int(whole[2]) else "0"
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value[:20]} is no number")
    return str(int(number)) if number.is_integer() and abs(number) < _EXACT else repr(number)
