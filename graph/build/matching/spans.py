"""Read dates of any precision as spans of days."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

_DAY = datetime.timedelta(days=1)
_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?Z?", re.ASCII)
_OPEN = ("", "..")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hold the first and the last day that a date may mean."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        """Return how many days there are between the two, both counted."""
        return (self.last - self.first).days + 1

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day lies within."""
        return self.first <= day <= self.last

    def meets(self, other: Span) -> bool:
        """Tell whether two spans have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def widened(self, before: int, after: int) -> Span:
        """Return the span with so many days more at either end, as far as the calendar goes."""
        return Span(_moved(self.first, -before), _moved(self.last, after))

    def __str__(self) -> str:
        """Return the span as it is told to a reader."""
        return str(self.first) if self.days == 1 else f"{self.first} to {self.last}"


_FIRST = Span(datetime.date.min, datetime.date.min)
_LAST = Span(datetime.date.max, datetime.date.max)


def span(text: str) -> Span | None:
    """Return the days that a date of XSD or EDTF may mean, None for a form that is not understood.

    Understood are day, month and year, intervals (open ones too), unspecified digits (201X) and qualifiers.
    """
    start, between, end = text.strip().partition("/" if "/" in text else "..")
    if not between:
        return _single(start)
    if start in _OPEN and end in _OPEN:
        return None
    first = _FIRST if start in _OPEN else _single(start)
    last = _LAST if end in _OPEN else _single(end)
    return Span(first.first, last.last) if first and last and first.first <= last.last else None


def _single(text: str) -> Span | None:
    found = _DATE.fullmatch(text.strip().rstrip("?~%"))
    if found is None:
        return None
    year, month, day = found.groups()
    if month in (None, "XX"):
        return _years(year.replace("X", "0"), year.replace("X", "9"))
    if "X" in year or not 1 <= int(month) <= 12:
        return None
    return _days(int(year), int(month), None if day in (None, "XX") else int(day))


def _years(first: str, last: str) -> Span | None:
    return Span(datetime.date(int(first), 1, 1), datetime.date(int(last), 12, 31)) if int(first) else None


def _days(year: int, month: int, day: int | None) -> Span | None:
    if not year:
        return None
    length = calendar.monthrange(year, month)[1]
    if day is None:
        return Span(datetime.date(year, month, 1), datetime.date(year, month, length))
    return Span(*[datetime.date(year, month, day)] * 2) if 1 <= day <= length else None


def _moved(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + days * _DAY
    except OverflowError:
        return datetime.date.max if days > 0 else datetime.date.min
