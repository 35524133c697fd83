"""Hold what a text tells and what the record has, as plain values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.build.matching.spans import Span

Kind = Literal["veto", "vote", "sponsorship"]
Choice = Literal["Yes", "No", "Abstain", "NotVoting"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Count the votes of one voting; None where nothing is said."""

    yes: int | None = None
    no: int | None = None
    abstained: int | None = None

    def differs(self, other: Tally) -> bool:
        """Tell whether a number that both give is not the same."""
        pairs = ((self.yes, other.yes), (self.no, other.no), (self.abstained, other.abstained))
        return any(one is not None and two is not None and one != two for one, two in pairs)


@dataclass(frozen=True, slots=True)
class Report:
    """Carry one report of a veto, a vote or a sponsorship, as a text tells it.

    `told` is its date; `several` says that more than one draft is told of at once, `earlier` that the text
    means a voting before the one it is about, and does not say when.
    """

    iri: str
    kind: Kind
    actor: str | None
    actual: bool = True
    told: Span | None = None
    choice: str | None = None
    tally: Tally | None = None
    several: bool = False
    earlier: bool = False

    @property
    def loose(self) -> bool:
        """Tell whether the report cannot be pinned to one voting."""
        return self.several or self.earlier


@dataclass(frozen=True, slots=True)
class Story:
    """Carry the reports of one document about one draft; they are decided together."""

    document: str
    reports: tuple[Report, ...]
    draft: str = ""
    issued: Span | None = None
    body: str | None = None
    symbols: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @property
    def loose(self) -> bool:
        """Tell whether the story cannot be pinned to one voting."""
        return any(report.loose for report in self.reports)

    @property
    def actual(self) -> tuple[Report, ...]:
        """Return the reports of what is told as done."""
        return tuple(report for report in self.reports if report.actual)

    @property
    def actors(self) -> frozenset[str]:
        """Return everybody of whom something is reported."""
        return frozenset(report.actor for report in self.reports if report.actor)


@dataclass(frozen=True, slots=True)
class Event:
    """Carry one voting of the record.

    `votes` maps the voters that were asked for to vote and choice, `has_votes` tells whether the record has
    any vote in it, `sponsors` maps everybody who brought the draft forward to the sponsorship.
    """

    iri: str
    draft: str
    day: datetime.date
    body: str | None = None
    outcome: str | None = None
    procedural: bool = False
    tally: Tally = Tally()
    subjects: frozenset[str] = frozenset()
    votes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    has_votes: bool = False
    sponsors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """Say that a report is, or may be, about an event of record; `points` are hundredths of the score."""

    report: str
    record: str
    points: int
    reason: str
    certain: bool
