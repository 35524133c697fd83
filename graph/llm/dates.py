"""Say which dates the words of a quote support, no more precise than the words are."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

_FORM = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>(?:1[89]|20)\d\d)\b)?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_WRITTEN = (
    re.compile(rf"\b{_NTH}\s+(?:of\s+)?{_MONTH}{_YEAR}"),
    re.compile(rf"\b{_MONTH}\s+{_NTH}{_YEAR}"),
)
_OF_MONTH = re.compile(rf"\b{_MONTH}{_YEAR}(?!\s+\d{{1,2}}\b)")
_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_LONE_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NO_MONTH = re.compile(r"\b(?:may|march)\b")  # in small letters they are verbs
_NEAR: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def supported(value: str, quote: str, published: str | None, *, ahead: bool = False) -> str | None:
    """Return None where a quote supports a date, else what is wrong with it.

    `published` is when the document came out; `ahead` allows days after it. An interval needs both its ends.
    """
    ends = value.split("/")
    if len(ends) > 2 or not all(_exists(end) for end in ends):
        return "is no date such as 2014-05-22, 2014-05, 2014 or 2011/2014"
    known = set(_prefixes(_said(_NO_MONTH.sub("", quote).casefold(), _day(published), ahead)))
    return None if all(end in known for end in ends) else "is not what its quote says"


def _exists(text: str) -> bool:
    if not _FORM.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _prefixes(dates: Iterable[str]) -> Iterator[str]:
    for date in dates:
        yield from (date[:4], date[:7], date)


def _said(quote: str, published: datetime.date | None, ahead: bool) -> Iterator[str]:
    yield from _ISO.findall(quote)
    yield from _LONE_YEAR.findall(quote)
    for pattern in _WRITTEN:
        for match in pattern.finditer(quote):
            rest = f"{_MONTHS[match['month']]:02}-{int(match['day']):02}"
            yield from _years(rest, match["year"], published, ahead)
    for match in _OF_MONTH.finditer(quote):
        yield from _years(f"{_MONTHS[match['month']]:02}", match["year"], published, ahead)
    if published is not None:
        yield from _relative(quote, published, ahead)


def _years(rest: str, year: str | None, published: datetime.date | None, ahead: bool) -> Iterator[str]:
    """Yield a day or month with the year given, else the last one before the publication, or the next."""
    if year is not None:
        yield f"{year}-{rest}"
    elif published is not None:
        now = published.isoformat()[5 : 5 + len(rest)]
        yield f"{published.year - (rest > now)}-{rest}"
        if ahead:
            yield f"{published.year + (rest < now)}-{rest}"


def _relative(quote: str, published: datetime.date, ahead: bool) -> Iterator[str]:
    words = set(re.findall(r"[a-z]+", quote))
    for number, name in enumerate(_DAYS):
        if name in words:
            back = (published.weekday() - number) % 7
            yield _shifted(published, -back)
            if ahead:
                yield _shifted(published, (7 - back) % 7)
    yield from (_shifted(published, days) for word, days in _NEAR.items() if word in words)
    text = " ".join(quote.split())
    if re.search(r"\b(this|earlier this|later this) month\b", text):
        yield published.isoformat()[:7]
    if "last month" in text:
        yield _shifted(published.replace(day=1), -1)[:7]
    if re.search(r"\bthis year\b", text):
        yield str(published.year)
    if "last year" in text:
        yield str(published.year - 1)


def _shifted(day: datetime.date, days: int) -> str:
    try:
        return (day + datetime.timedelta(days)).isoformat()
    except OverflowError:
        return ""
