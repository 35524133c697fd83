"""Resolve the dates of a text to ISO 8601, at the precision that the text gives."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT = {m[:3]: n for n, m in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WHICH = r"(?P<which>last |in |since |this |of |early |late |mid-)?"
_YEAR = r"(?P<year>1[89]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_Date = datetime.date


def published_date(text: str | None) -> _Date | None:
    """Return the day of an ISO date, the first of its month or year where it is coarser; None for no date."""
    match = re.match(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text or "")
    if not match:
        return None
    try:
        return _Date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def resolve(text: str, published: str | None) -> str | None:
    """Return the first date in a phrase as YYYY, YYYY-MM or YYYY-MM-DD; None where it says none.

    What is relative (a weekday, "last month") stays None without a publication date of day precision.
    """
    day = published_date(published)
    precise = day if published and len(published) >= 10 else None
    low = text.lower()
    for pattern, reader in _ABSOLUTE:
        match = re.search(pattern, low)
        if match:
            found = reader(match, day)
            if found:
                return found
    return _relative(low, precise) or _month_relative(low, day)


def stated_publication(text: str) -> str | None:
    """Return the full date that a text's first lines carry, as press pages print it."""
    for line in text[:600].splitlines():
        match = _FULL_A.search(line.lower()) or _FULL_B.search(line.lower())
        if match and (len(line) < 160 or match.start() < 60):
            return _full(match, None)
    return None


def _month_number(match: re.Match[str]) -> int:
    return _SHORT[match["month"].rstrip(".")[:4] if match["month"].startswith("sept") else match["month"][:3]]


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    try:
        _Date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


def _full(match: re.Match[str], _: _Date | None) -> str | None:
    return _iso(int(match["year"]), _month_number(match), int(match["day"]))


def _month_year(match: re.Match[str], _: _Date | None) -> str | None:
    return _iso(int(match["year"]), _month_number(match))


def _day_month(match: re.Match[str], published: _Date | None) -> str | None:
    """Read "4 October" as the last one up to the publication."""
    if published is None:
        return None
    month, day = _month_number(match), int(match["day"])
    found = _iso(published.year, month, day)
    return found if found is None or found <= _ahead(published) else _iso(published.year - 1, month, day)


def _ahead(published: _Date) -> str:
    return (published + datetime.timedelta(days=92)).isoformat()


def _month_only(match: re.Match[str], published: _Date | None) -> str | None:
    if published is None:
        return None
    month = _month_number(match)
    last = match["which"].strip() == "last" if match["which"] else False
    earlier = month > published.month or (last and month == published.month)
    return _iso(published.year - 1 if earlier else published.year, month)


def _year_only(match: re.Match[str], _: _Date | None) -> str | None:
    return _iso(int(match["year"]))


def _iso_date(match: re.Match[str], _: _Date | None) -> str | None:
    return _iso(int(match[1]), int(match[2]), int(match[3]))


def _relative(low: str, published: _Date | None) -> str | None:
    if published is None:
        return None
    for word, days in (
        ("day before yesterday", 2),
        ("yesterday", 1),
        ("today", 0),
        ("tonight", 0),
        ("tomorrow", -1),
    ):
        if re.search(rf"\b{word}\b", low):
            return (published - datetime.timedelta(days=days)).isoformat()
    match = re.search(
        rf"\b(?P<which>last|next|this|coming|previous)?\s*(?P<name>{'|'.join(_DAYS)})(?!s)\b", low
    )
    return _weekday(match["which"], _DAYS.index(match["name"]), published) if match else None


def _weekday(which: str | None, wanted: int, published: _Date) -> str:
    back = (published.weekday() - wanted) % 7
    if which in ("next", "coming"):
        return (published + datetime.timedelta(days=7 - back)).isoformat()
    if which in ("last", "previous") and back == 0:
        back = 7
    return (published - datetime.timedelta(days=back)).isoformat()


def _month_relative(low: str, published: _Date | None) -> str | None:
    if published is None:
        return None
    if re.search(r"\b(last|previous) month\b", low):
        last = published.replace(day=1) - datetime.timedelta(days=1)
        return _iso(last.year, last.month)
    for phrase, shift in (("last year", 1), ("this year", 0), ("next year", -1)):
        if re.search(rf"\b(earlier )?{phrase}\b", low):
            return _iso(published.year - shift)
    return (
        _iso(published.year, published.month)
        if re.search(r"\b(this month|last week|this week)\b", low)
        else None
    )


_FULL_A = re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}\b")
_FULL_B = re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b")
_ABSOLUTE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Date | None], str | None]], ...] = (
    (re.compile(r"\b(1[89]\d\d|20\d\d)-(\d\d)-(\d\d)\b"), _iso_date),
    (_FULL_A, _full),
    (_FULL_B, _full),
    (re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}(?!\w)"), _day_month),
    (re.compile(rf"\b{_MONTH}\s+{_DAY}(?!\d|,?\d)"), _day_month),
    (re.compile(rf"\b{_MONTH},?\s+{_YEAR}\b"), _month_year),
    (re.compile(rf"\b{_WHICH}(?<!\w){_MONTH}(?!\w)(?! (?:be|have|not)\b)"), _month_only),
    (re.compile(rf"(?<![\d,.])\b{_YEAR}\b(?![,.]?\d)"), _year_only),
)  # fmt: skip
