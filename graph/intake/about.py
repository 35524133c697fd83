"""Hold what a file says about its document, and check it: a stranger wrote it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import DocumentError
from graph.intake.language import language
from graph.settings import is_http_address
from graph.spans import STEERING

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.{0,30})?)?)?")
_MAX_LINE = 1_000  # characters of a title or a name
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class About:
    """Carry what is known of a document beside its text."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    address: str | None = None


def declared(given: Mapping[str, str | None], where: str) -> About:
    """Return what a file declares; raise DocumentError for a value that cannot be what its key says."""
    tongue = given.get("language")
    if tongue and tongue.strip().casefold().partition("-")[0] not in ("en", "eng", "english"):
        named = language(tongue.strip().casefold()[:40])
        raise DocumentError(f"its language is said to be {named}, not English", where=where)
    return About(
        title=_line(given, "title", where),
        published=_published(given, where),
        publisher=_line(given, "publisher", where),
        address=_address(given, where),
    )


def guessed(given: Mapping[str, str | None]) -> About:
    """Return what a page lets one guess; what cannot be is left out, and so is a bare host as publisher."""
    title, publisher, address = (given.get(key) for key in ("title", "publisher", "address"))
    return About(
        title=_one_line(title),
        published=day(given.get("published") or ""),
        publisher=None if publisher and _HOST.fullmatch(publisher.strip()) else _one_line(publisher),
        address=address if address and is_http_address(address) else None,
    )


def day(text: str) -> str | None:
    """Return an ISO date at its precision, without the time of day; None where it is none."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, number = (int(part) if part else 1 for part in match.groups())
    try:
        datetime.date(year, month, number)
    except ValueError:
        return None
    return "-".join(part for part in match.groups() if part)


def _line(given: Mapping[str, str | None], key: str, where: str) -> str | None:
    value = (given.get(key) or "").strip()
    if not value:
        return None
    if _one_line(value) is None:
        raise DocumentError(f"{key} is not one line of plain text", where=where)
    return value


def _one_line(text: str | None) -> str | None:
    bare = (text or "").strip()
    return bare if bare and len(bare) <= _MAX_LINE and not STEERING.search(bare) else None


def _published(given: Mapping[str, str | None], where: str) -> str | None:
    value = (given.get("published") or "").strip()
    if value and day(value) is None:
        raise DocumentError(f"published {value[:40]!r} is not a date such as 2014-05-22", where=where)
    return day(value)


def _address(given: Mapping[str, str | None], where: str) -> str | None:
    value = (given.get("address") or "").strip()
    if value and not is_http_address(value):
        raise DocumentError(f"address {value[:80]!r} is not an http(s) address", where=where)
    return value or None
