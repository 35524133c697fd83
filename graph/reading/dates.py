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
_WHICH = r"(?P<which>last |next |in |since |this |of |early |late |mid-)?"
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


def resolve(text: str, published: str | None, *, ahead: bool = False) -> str | None:
    """Return the first date in a phrase as YYYY, YYYY-MM or YYYY-MM-DD; None where it says none.

    What is relative (a weekday, "last month") stays None without a publication date of day precision. A bare
    weekday is the last one, or with `ahead` the next.
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
    return _relative(low, precise, ahead=ahead) or _ago(low, precise) or _month_relative(low, day)


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
    month, which = _month_number(match), (match["which"] or "").strip()
    if which == "next":
        return _iso(published.year + int(month <= published.month), month)
    earlier = month > published.month or (which == "last" and month == published.month)
    return _iso(published.year - 1 if earlier else published.year, month)


def _year_only(match: re.Match[str], _: _Date | None) -> str | None:
    return _iso(int(match["year"]))


def _iso_date(match: re.Match[str], _: _Date | None) -> str | None:
    return _iso(int(match[1]), int(match[2]), int(match[3]))


def _relative(low: str, published: _Date | None, *, ahead: bool = False) -> str | None:
    if published is None:
        return None
    for word, days in (
        ("day before yesterday", 2),
        ("yesterday", 1),
        ("last night", 1),
        ("today", 0),
        ("tonight", 0),
        ("this (?:morning|afternoon|evening)", 0),
        ("tomorrow", -1),
    ):
        if re.search(rf"\b{word}\b", low):
            return (published - datetime.timedelta(days=days)).isoformat()
    match = re.search(
        rf"\b(?P<which>last|next|this|coming|previous)?\s*(?P<name>{'|'.join(_DAYS)})(?!s)\b", low
    )
    return _weekday(match["which"], _DAYS.index(match["name"]), published, ahead=ahead) if match else None


def _weekday(which: str | None, wanted: int, published: _Date, *, ahead: bool = False) -> str:
    back = (published.weekday() - wanted) % 7
    if which == "this":  # the one of the week in which it was published
        return (published + datetime.timedelta(days=wanted - published.weekday())).isoformat()
    if which in ("next", "coming") or (ahead and back and which != "last"):
        return (published + datetime.timedelta(days=7 - back)).isoformat()
    if which in ("last", "previous") and back == 0:
        back = 7
    return (published - datetime.timedelta(days=back)).isoformat()


def _ago(low: str, published: _Date | None) -> str | None:
    """Read "two days ago", "three months earlier", as precisely as the unit allows."""
    match = _AGO.search(low) if published is not None else None
    if match is None or published is None:
        return None
    count = int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]]
    unit = match["unit"]
    if unit == "day":
        return (published - datetime.timedelta(days=count)).isoformat()
    if unit == "week":
        about, slack = published - datetime.timedelta(days=7 * count), datetime.timedelta(days=3)
        return _within(about - slack, about + slack)
    months = published.year * 12 + published.month - 1 - count
    return _iso(months // 12, months % 12 + 1) if unit == "month" else _iso(published.year - count)


def _within(first: _Date, last: _Date) -> str | None:
    """Return the month, or else the year, that holds both days."""
    if first.year != last.year:
        return None
    return _iso(first.year, first.month) if first.month == last.month else _iso(first.year)


def _month_relative(low: str, published: _Date | None) -> str | None:
    if published is None:
        return None
    if re.search(r"\b(last|previous|past) month\b", low):
        last = published.replace(day=1) - datetime.timedelta(days=1)
        return _iso(last.year, last.month)
    for phrase, shift in (("last year", 1), ("this year", 0), ("next year", -1)):
        if re.search(rf"\b(earlier )?{phrase}\b", low):
            return _iso(published.year - shift)
    if re.search(r"\bthis month\b", low):
        return _iso(published.year, published.month)
    monday = published - datetime.timedelta(days=published.weekday())
    if re.search(r"\blast week(?!end)\b", low):
        return _within(monday - datetime.timedelta(days=7), monday - datetime.timedelta(days=1))
    return _within(monday, published) if re.search(r"\bthis week(?!end)\b", low) else None


_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
           "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_AGO = re.compile(rf"\b(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s? ago\b")
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
