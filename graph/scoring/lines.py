"""Read files of facts that a stranger wrote: bounded, and with the place of each fault."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph.errors import ScoreError
from graph.scoring.statement import Statement
from graph.yamls import told

_STATEMENTS: Final = TypeAdapter(Statement)
_HINT: Final = "docs/facts.md explains the keys of a fact"
_VALUE: Final = 'value: neither a word nor a number nor a tally such as {"yes": 13, "no": 2}'
_Checked = TypeVar("_Checked")


def read_text(path: Path, limit: int) -> str:
    """Return a UTF-8 file of at most `limit` bytes, line ends as they are; raise ScoreError."""
    try:
        if path.stat().st_size > limit:
            raise ScoreError(f"longer than {limit:,} bytes", where=str(path), hint="split it")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ScoreError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise ScoreError(f"not UTF-8 (byte {error.start})", where=str(path)) from error


def statements_of_lines(text: str, where: str) -> list[tuple[int, Statement]]:
    """Return the statement of each line that is not empty, with the line's number; raise ScoreError."""
    # Not splitlines: JSON may hold U+2028 and its like inside a quote.
    lines = enumerate(text.removeprefix("\ufeff").split("\n"), 1)
    return [
        (number, checked(_STATEMENTS, line, f"{where}:{number}")) for number, line in lines if line.strip()
    ]


def statement_of_row(row: dict[str, object], where: str) -> Statement:
    """Return the statement of a table's row, whose numbers may be words; raise ScoreError."""
    try:
        return _STATEMENTS.validate_python(row)
    except ValidationError as error:
        raise _fault(error, where) from error


def checked(model: TypeAdapter[_Checked], text: str, where: str) -> _Checked:
    """Return what JSON of this form says; raise ScoreError that names the key at fault."""
    try:
        return model.validate_json(text, strict=True)
    except ValidationError as error:
        raise _fault(error, where) from error


def _fault(error: ValidationError, where: str) -> ScoreError:
    first, *others = error.errors(include_url=False, include_input=False)
    # A value may be of several kinds, and the fault of each is told apart: it is one fault.
    rest = [fault for fault in others if "value" not in fault["loc"] or "value" not in first["loc"]]
    more = f" (and {len(rest)} more)" if rest else ""
    what = f"{_VALUE}{more}" if "value" in first["loc"] else f"{told(first)}{more}"
    return ScoreError(what, where=where, hint=_HINT)
