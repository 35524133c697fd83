"""Load the facts that were read: JSON Lines, or the table that `ostrakon export --format csv` writes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.errors import ScoreError
from graph.scoring.lines import read_text, statement_of_row, statements_of_lines
from graph.scoring.statement import Statement

MAX_BYTES: Final = 64 * 1024 * 1024
# The apostrophe that keeps a spreadsheet from running a cell; see graph.export.cells.
_GUARDED: Final = re.compile("'(?=[=+@\\-\t\r\n＝＋－＠])")


def load_facts(path: Path) -> list[Statement]:
    """Return the facts of a file, a table if it is called `.csv`; raise ScoreError that names the line."""
    return parse_facts(read_text(path, MAX_BYTES), str(path), table=path.suffix.casefold() == ".csv")


def parse_facts(text: str, where: str, *, table: bool = False) -> list[Statement]:
    """Return the facts of JSON Lines or of a table with a heading; raise ScoreError that names the line."""
    found = list(_rows(text, where)) if table else statements_of_lines(text, where)
    homeless = next((number for number, fact in found if not fact.document), None)
    if homeless is not None:
        raise ScoreError("the key 'document' is missing", where=f"{where}:{homeless}")
    return [fact for _, fact in found]


def _rows(text: str, where: str) -> Iterator[tuple[int, Statement]]:
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        for row in lines:
            if None in row or None in row.values():
                raise ScoreError("more or fewer cells than the heading", where=f"{where}:{lines.line_num}")
            cells = {name: _cell(name, cell) for name, cell in row.items() if cell}
            yield lines.line_num, statement_of_row({"actor": None, **cells}, f"{where}:{lines.line_num}")
    except csv.Error as error:
        raise ScoreError(f"not a table: {error}", where=f"{where}:{lines.line_num}") from error


def _cell(name: str, cell: str) -> object:
    if name == "value" and cell.startswith("{"):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell
