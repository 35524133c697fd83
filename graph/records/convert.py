"""Turn the cells of a column into values of a field."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from graph.records.fields import WORDS
from graph.records.layout import Column
from graph.records.symbols import tidy
from graph.settings import is_http_address

Value = str | int | tuple[str, ...] | None
_WHOLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?")
_DIGITS = 12  # of the largest number that counts anything
_ISO = ("%Y-%m-%d", "%Y")
_SPAN = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})\s+(\D+\d{4})")  # 14-15 December 2001
_WRONG_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class CellError(ValueError):
    """Say why a cell cannot be what its column is mapped to."""


def converter(column: Column, form: str, missing: tuple[str, ...]) -> Callable[[str], Value]:
    """Return the function that turns a cell of this column into a value; it raises CellError."""
    empty = frozenset((*missing, *column.missing))
    pattern = re.compile(column.pattern) if column.pattern else None
    values = {tidy(key): value for key, value in (column.values or {}).items()}
    read = _READERS.get(form, _text)

    def convert(cell: str) -> Value:
        text = tidy(cell)
        if text in empty and text not in values:
            return None
        if pattern is not None:
            picked = _pick(pattern, column.write, text)
            if picked is None:
                if column.partial:
                    return None
                raise CellError(f"{_short(text)} does not have the form that the mapping expects")
            text = picked
        if values:
            if text not in values:
                raise CellError(f"{_short(text)} is none of {', '.join(map(repr, values))}")
            text = values[text]
            if text == "":
                return None
        return read(text, column, form)

    return convert


def _pick(pattern: re.Pattern[str], write: str | None, text: str) -> str | None:
    found = pattern.search(text)
    if found is None:
        return None
    if write is not None:
        return write.format(**{name: part or "" for name, part in found.groupdict().items()})
    return next((part for part in found.groups() if part), found[0])


def _text(text: str, column: Column, form: str) -> Value:
    return text


def _word(text: str, column: Column, form: str) -> Value:
    word = text.lower()
    if word not in WORDS[form]:
        raise CellError(
            f"{_short(text)} is none of {', '.join(WORDS[form])}, and the mapping does not translate it"
        )
    return word


def _count(text: str, column: Column, form: str) -> Value:
    found = _WHOLE.fullmatch(text)
    digits = found[1].replace(",", "") if found else ""
    if not 0 < len(digits) <= _DIGITS:
        raise CellError(f"{_short(text)} is not a whole number")
    return int(digits)


def _id(text: str, column: Column, form: str) -> Value:
    found = _WHOLE.fullmatch(text)
    return (
        found[1] if found and "." in text else text
    )  # tables that passed through a spreadsheet write 3 as 3.0


def _date(text: str, column: Column, form: str) -> Value:
    span = _SPAN.fullmatch(text)
    if span:
        return "/".join(str(_day(f"{day} {span[3]}", column)) for day in (span[1], span[2]))
    return _day(text, column)


def _day(text: str, column: Column) -> str:
    for known in column.dates or _ISO:
        try:
            when = datetime.datetime.strptime(text, known)
        except ValueError:
            continue
        return when.strftime("%Y") if known == "%Y" else when.date().isoformat()
    if (column.dates or _ISO)[0] == "%Y-%m-%d" and _WRONG_DAY.fullmatch(text):
        return text  # a day that no calendar has: the rules decide what becomes of it
    raise CellError(f"{_short(text)} is not a date of the form {' or '.join(column.dates or _ISO)}")


def _address(text: str, column: Column, form: str) -> Value:
    if not is_http_address(text):
        raise CellError(f"{_short(text)} is not an http(s) address")
    return text


def _several(text: str, column: Column, form: str) -> Value:
    parts = (tidy(part) for part in text.split(column.split or "|"))
    return tuple(part for part in parts if part) or None


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")


_READERS: dict[str, Callable[[str, Column, str], Value]] = {
    "choice": _word,
    "outcome": _word,
    "role": _word,
    "action": _word,
    "flag": _word,
    "count": _count,
    "id": _id,
    "date": _date,
    "actors": _several,
    "address": _address,
}
