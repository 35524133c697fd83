"""Read a sheet of a workbook as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import RecordError
from graph.records.tables.files import File
from graph.records.tables.sheets import SheetRow, Workbook, opened
from graph.records.tables.table import BadRow, Refuse, Row, excerpt, fitted, header, shown, unfit


@dataclass(frozen=True, slots=True)
class WorkbookRows:
    """Read the rows of a sheet below its header."""

    file: File
    comment: str | None
    sheet: str
    columns: tuple[str, ...]

    def rows(self, refuse: Refuse) -> Iterator[Row]:
        """Yield each row with its number in the sheet; a formula without a result gives an empty cell."""
        with opened(self.file) as book:
            rows = _written(book, self.sheet, self.comment)
            next(rows, None)
            for row in rows:
                for notice in row.notices:
                    refuse(BadRow(row.line, notice, excerpt("\t".join(row.cells))))
                found = _weighed(row, len(self.columns))
                if isinstance(found, str):
                    refuse(BadRow(row.line, found, excerpt("\t".join(row.cells))))
                else:
                    yield row.line, found


def workbook_rows(file: File, comment: str | None, sheet: str | None) -> WorkbookRows:
    """Return the rows of the sheet of that name, or of the first that is not empty."""
    with opened(file) as book:
        for name in _chosen(book, sheet, str(file.path)):
            first = next(_written(book, name, comment), None)
            if first is not None:
                where = f"{file.path}:{name}:{first.line}"
                if first.faults or first.notices:
                    raise RecordError(f"the header {(first.faults or first.notices)[0]}", where=where)
                return WorkbookRows(file, comment, name, header(first.cells, where))
    what = "every sheet is empty" if sheet is None else f"the sheet {shown(sheet)} is empty"
    raise RecordError(what, where=str(file.path))


def _chosen(book: Workbook, sheet: str | None, where: str) -> list[str]:
    if sheet is None:
        return list(book.sheets)
    if sheet not in book.sheets:
        hint = f"its sheets are {', '.join(shown(name) for name in list(book.sheets)[:12])}"
        raise RecordError(f"no sheet is called {shown(sheet)}", where=where, hint=hint)
    return [sheet]


def _written(book: Workbook, sheet: str, comment: str | None) -> Iterator[SheetRow]:
    for row in book.rows(sheet):
        if comment is None or not row.cells or not row.cells[0].startswith(comment):
            yield row


def _weighed(row: SheetRow, width: int) -> list[str] | str:
    """Return the cells of a row, or why it cannot stand; a sheet does not write empty cells at the end."""
    if row.faults:
        return row.faults[0]
    found = fitted([*row.cells, *[""] * (width - len(row.cells))], width)
    return found if isinstance(found, str) else unfit(found) or found
