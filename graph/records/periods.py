"""Know what a name means when: how long states existed, whose seat it was, which names several have had."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from graph.errors import OntologyError
from graph.records.spelling import key
from graph.yamls import read_yaml

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ][\d:.+Z-]*)?")
_SECTIONS = ("abbreviations", "meanings", "seats", "lives", "codes", "groups")
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Span:
    """Carry the first and the last day of a time, as ISO dates."""

    first: str
    last: str

    @classmethod
    def between(cls, first: str | None, last: str | None) -> Span:
        """Return the time from the start of one date to the end of another; None and ".." are open ends."""
        return cls(
            span_of(first).first if first and first != _OPEN else ALWAYS.first,
            span_of(last).last if last and last != _OPEN else ALWAYS.last,
        )

    def holds(self, other: Span) -> bool:
        """Tell whether every day of the other is a day of this."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Span) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


ALWAYS: Final = Span("0000-01-01", "9999-12-31")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Carry a state (its code) that a name or a code means for a time."""

    state: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rules:
    """Carry what `names.yml` says; its head and its sections explain themselves.

    The keys of `meanings` and `groups` are spelling keys. `seats` gives, by the state that is named, the
    states whose seat it was.
    """

    abbreviations: Mapping[str, str]
    meanings: Mapping[str, tuple[Meaning, ...]]
    seats: Mapping[str, tuple[Meaning, ...]]
    lives: Mapping[str, tuple[Span, ...]]
    codes: Mapping[str, tuple[Meaning, ...]]
    groups: frozenset[str]
    fingerprint: str

    @classmethod
    def load(cls, path: Path) -> Rules:
        """Read the rules; raise OntologyError that names the file and the section that cannot be used."""
        data, found = _read(path), {}
        for section in _SECTIONS:
            try:
                found[section] = _PARSERS[section](data[section])
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise OntologyError(
                    f"section {section!r} cannot be used: {error}", where=str(path)
                ) from error
        short = found["abbreviations"]
        found["meanings"] = {key(name, short): means for name, means in found["meanings"].items()}
        found["groups"] = frozenset(key(name, short) for name in found["groups"])
        return cls(**found, fingerprint=hashlib.sha256(path.read_bytes()).hexdigest())


def span_of(text: str) -> Span:
    """Return the days of a date, month or year ("1991-12-26", "1991-12", "1991"), or raise ValueError."""
    found = _DATE.fullmatch(text.strip())
    year, month, day = found.groups() if found else ("0", None, None)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"not a date: {text!r}") from error
    return Span(f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or '31'}")


def _read(path: Path) -> dict[str, Any]:
    data = read_yaml(path, OntologyError, "text")
    if not isinstance(data, dict) or set(data) != set(_SECTIONS):
        raise OntologyError(f"needs the sections {', '.join(_SECTIONS)}, and no other", where=str(path))
    return data


def _meanings(section: Mapping[str, list[dict[str, str]]]) -> dict[str, tuple[Meaning, ...]]:
    return {name: tuple(map(_meaning, rows)) for name, rows in section.items()}


def _meaning(row: Mapping[str, str], key_of_state: str = "state") -> Meaning:
    unknown = set(row) - {"state", "seat", "from", "until"}
    if unknown:
        raise ValueError(f"{sorted(unknown)[0]!r} is no key here")
    return Meaning(row[key_of_state], Span.between(row.get("from"), row.get("until")))


def _seats(section: list[dict[str, str]]) -> dict[str, tuple[Meaning, ...]]:
    seats: dict[str, tuple[Meaning, ...]] = {}
    for row in section:
        seats[row["state"]] = (*seats.get(row["state"], ()), _meaning(row, "seat"))
    return seats


def _lives(section: Mapping[str, str | list[str]]) -> dict[str, tuple[Span, ...]]:
    return {state: _spans(life) for state, life in section.items()}


def _spans(life: str | list[str]) -> tuple[Span, ...]:
    intervals = [life] if isinstance(life, str) else life
    return tuple(Span.between(*interval.split("/")) for interval in intervals)


_PARSERS: Mapping[str, Any] = {
    "abbreviations": dict,
    "meanings": _meanings,
    "seats": _seats,
    "lives": _lives,
    "codes": _meanings,
    "groups": list,
}
