"""Read tables of text: values set apart by commas, semicolons, tabs or bars, quoted or not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from graph.errors import RecordError
from graph.records.tables.encodings import Encoding
from graph.records.tables.files import File
from graph.records.tables.limits import MAX_FIELD, MAX_ROW
from graph.records.tables.table import BadRow, Refuse, Row, excerpt, fitted, header, unfit

_DELIMITERS = ",;\t|"
_SNIFFED = 64 * 1024  # characters
_SNIFFED_ROWS = 50


@dataclass(frozen=True, slots=True)
class TextRows:
    """Read the rows of a table of text below its header."""

    file: File
    encoding: Encoding
    comment: str | None
    delimiter: str
    columns: tuple[str, ...]

    def rows(self, refuse: Refuse) -> Iterator[Row]:
        """Yield the rows below the header; raise RecordError where a quote is never closed."""
        with opened(self.file, self.encoding) as stream:
            yield from _rows(stream, self, refuse)


@contextmanager
def opened(file: File, encoding: Encoding) -> Iterator[IO[str]]:
    """Give the text of a file, its line ends as they are; raise RecordError where it is no text."""
    with file.unpacked() as stream:
        text = io.TextIOWrapper(stream, encoding.codec, encoding.errors, newline="")
        try:
            yield text
        except UnicodeError as error:
            raise RecordError(f"not {encoding.codec}: {error}", where=str(file.path)) from error
        finally:
            text.detach()


def text_rows(file: File, encoding: Encoding, comment: str | None) -> TextRows:
    """Return the rows of a table of text; raise RecordError for one without a usable header."""
    with opened(file, encoding) as stream:
        delimiter = _delimiter(stream.read(_SNIFFED).lstrip("\ufeff"), comment)
    with opened(file, encoding) as stream:
        lines = Lines(stream, comment, str(file.path))
        try:
            cells = lines.header(lines.reader(delimiter))
        except csv.Error as error:
            what = f"the header cannot be read: {lines.reason(error)}"
            raise RecordError(what, where=lines.where()) from error
        except OverlongError as error:
            raise RecordError("the header is too long for one", where=lines.where()) from error
    if cells is None:
        raise RecordError("the file is empty", where=str(file.path))
    return TextRows(file, encoding, comment, delimiter, header(cells, lines.where()))


class OverlongError(Exception):
    """Say that a line is too long for a row, and was passed over."""


class Lines:
    """Hand a reader one line at a time, and know in which line its row began."""

    def __init__(self, stream: IO[str], comment: str | None, name: str) -> None:
        self._read = stream.readline
        self._comment = comment
        self._name = name
        self.line = 0
        self.begin = 0
        self.size = 0
        self.held: list[str] = []  # the lines of the row so far
        self.fresh = True  # a new row begins with the next line

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        text = self._read(MAX_ROW)
        if not text:
            raise StopIteration
        self.line += 1
        if self.fresh:
            while self._comment is not None and text.startswith(self._comment):
                self._pass_over(text)
                text = self._read(MAX_ROW)
                if not text:
                    raise StopIteration
                self.line += 1
            self.fresh, self.begin, self.size, self.held = False, self.line, len(text), [text]
            if self.line == 1 and text[0] == "\ufeff":
                text = text[1:]
        else:
            self.size += len(text)
            self.held.append(text)
        if self.size >= MAX_ROW:
            self._check_size(text)
        return text

    def reader(self, delimiter: str) -> Iterator[list[str]]:
        """Return a reader of rows; strict, for else it mends broken quotes by guessing."""
        # The limit is the process's, not the reader's: it is only ever raised, to what a row may have.
        if csv.field_size_limit() < MAX_ROW:
            csv.field_size_limit(MAX_ROW)
        return csv.reader(self, delimiter=delimiter, strict=True)

    def header(self, reader: Iterator[list[str]]) -> list[str] | None:
        """Return the first row that is not blank."""
        for cells in reader:
            self.fresh = True
            if not _is_blank(cells):
                return cells
        return None

    def where(self) -> str:
        """Return the place of the row."""
        return f"{self._name}:{self.begin}"

    def reason(self, error: csv.Error) -> str:
        """Return in words why the reader gave a row up; raise RecordError where a quote was never closed."""
        if "unexpected end" in str(error):
            raise self._unclosed("the end of the file") from error
        if "expected after" in str(error):
            lines = f", in line {self.line}" if self.line > self.begin else ""
            return f"a quote closes before the end of its cell{lines}"
        return str(error)

    def _check_size(self, text: str) -> None:
        """Pass over a line that is too long; raise RecordError where it leaves a quote open."""
        quotes = self._pass_over(text)
        if len(self.held) > 1 or quotes % 2:
            raise self._unclosed(f"{MAX_ROW:,} characters")
        raise OverlongError

    def _pass_over(self, text: str) -> int:
        quotes = text.count('"')
        while text and text[-1] not in "\r\n":
            text = self._read(MAX_ROW)
            quotes += text.count('"')
        return quotes

    def _unclosed(self, end: str) -> RecordError:
        # Each line but the last ends in a quote; it opened where one is left when doubled ones are gone.
        single = (at for at, text in enumerate(self.held, self.begin) if '"' in text.replace('""', ""))
        line = max(single, default=self.begin)
        what = f"the quote that opens here is not closed before {end}"
        return RecordError(
            what, where=f"{self._name}:{line}", hint="close it, or double the quotes in a cell"
        )


def _rows(stream: IO[str], table: TextRows, refuse: Refuse) -> Iterator[Row]:
    lines = Lines(stream, table.comment, str(table.file.path))
    reader = lines.reader(table.delimiter)
    width = len(table.columns)
    careful = table.encoding.nul or table.encoding.broken
    lines.header(reader)
    while True:
        try:
            for cells in reader:
                lines.fresh = True
                if len(cells) == width and not careful and lines.size <= MAX_FIELD:
                    yield lines.begin, cells
                elif not _is_blank(cells) or (width == 1 and cells):
                    found = _weighed(cells, width)
                    if isinstance(found, str):
                        refuse(BadRow(lines.begin, found, excerpt("".join(lines.held))))
                    else:
                        yield lines.begin, found
        except csv.Error as error:
            refuse(BadRow(lines.begin, lines.reason(error), excerpt("".join(lines.held))))
        except OverlongError:
            refuse(BadRow(lines.begin, f"has more than {MAX_ROW:,} characters", excerpt(lines.held[0])))
        else:
            return
        lines.fresh = True


def _weighed(cells: list[str], width: int) -> list[str] | str:
    found = fitted(cells, width)
    return found if isinstance(found, str) else unfit(found) or found


def _is_blank(cells: list[str]) -> bool:
    return not cells or (len(cells) == 1 and not cells[0].strip())


def _delimiter(sample: str, comment: str | None) -> str:
    """Return the delimiter by which the rows below have as many cells as the header, and the most."""
    text = "".join(
        line for line in sample.splitlines(keepends=True) if comment is None or not line.startswith(comment)
    )
    return max(_DELIMITERS, key=lambda delimiter: _likely(text, delimiter))


def _likely(text: str, delimiter: str) -> tuple[bool, float, int]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if not _is_blank(row):
                rows.append(row)
            if len(rows) > _SNIFFED_ROWS:
                break
    except csv.Error:
        return False, 0, 0
    if len(text) >= _SNIFFED and len(rows) > 2 and len(rows) <= _SNIFFED_ROWS:
        rows.pop()  # it is cut
    if not rows or len(rows[0]) < 2:
        return False, 0, 0
    width = len(rows[0])
    alike = sum(len(row) == width for row in rows)
    return True, alike / len(rows), width
