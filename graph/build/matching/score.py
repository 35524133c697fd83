"""Weigh how well what a text tells fits a voting of the record.

A story is weighed as a whole: its body, date and subject once, its reports together. Points are hundredths of
the score, whole numbers so that a tie is a tie.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from graph.build.matching.fits import Fit, fit, voting_told
from graph.build.matching.model import Event, Report, Story
from graph.build.matching.names import States
from graph.build.matching.spans import Span

SYMBOL = 100  # the text gives the draft's symbol: nothing else is weighed
BODY = 10
DAY, DAY_APART, MONTH, YEAR, PERIOD, ISSUE = 30, 25, 25, 20, 10, 15
SUBJECT = 25
ACTOR = 25  # times the share of the story's reports that the record bears out
TALLY, PART_OF_TALLY = 10, 5

BEFORE = 45  # days from a voting to a text that tells of it without a date
AHEAD = 45  # days from a draft's submission to its voting
ASKED = 35  # points from body, date and subject without which no vote is looked at
CANDIDATE = 50
LINK = 75
LEAD = 5  # points by which a link must be ahead of the next event
DOUBTED = 50  # at most, for a report that contradicts the record or does not tell its event as done
AT_MOST = 5  # candidates of one report


@dataclass(frozen=True, slots=True)
class Scored:
    """Hold the points of an event for a story, what agrees in words, and how each report fits."""

    event: Event
    points: int
    agree: tuple[str, ...]
    fits: dict[str, Fit]
    by_symbol: bool = False


def windows(story: Story) -> list[Span]:
    """Return the days between which the voting can lie, a span for each report that tells of it."""
    found = {_window(story, report) for report in story.actual}
    return sorted(one for one in found if one is not None)


def _window(story: Story, report: Report) -> Span | None:
    if report.kind == "sponsorship":
        if report.told:
            return report.told.widened(1, AHEAD)
        return story.issued.widened(BEFORE, AHEAD) if story.issued else None
    if report.told:
        return report.told.widened(1, 1) if report.told.days == 1 else report.told
    if story.issued is None:
        return None
    if report.loose:
        return Span(datetime.date.min, story.issued.widened(0, -int(report.earlier)).last)
    return story.issued.widened(BEFORE, 0)


def place(story: Story, event: Event) -> tuple[int, list[str]] | None:
    """Return the points of body, date and subject with what agrees; None where body or subject differ."""
    if story.body and event.body and story.body != event.body:
        return None
    same = story.subjects & event.subjects
    if event.subjects and (story.subjects - story.actors) and not same:
        return None
    parts = [(BODY, "body") if story.body and story.body == event.body else (0, "")]
    parts.append(max((_date(story, report, event.day) for report in story.actual), default=(0, "")))
    parts.append((SUBJECT, "subject") if same else (0, ""))
    return sum(points for points, _ in parts), [name for _, name in parts if name]


def _date(story: Story, report: Report, day: datetime.date) -> tuple[int, str]:
    window = _window(story, report)
    if window is None or not window.holds(day):
        return 0, ""
    if report.told and report.kind != "sponsorship":
        return _told(report.told, day)
    return (0, "") if report.loose else (ISSUE, "time")


def _told(told: Span, day: datetime.date) -> tuple[int, str]:
    if not told.holds(day):
        return DAY_APART, "date (one day apart)"
    precise = ((1, DAY, "date"), (31, MONTH, "month"), (366, YEAR, "year"))
    return next(((points, name) for days, points, name in precise if told.days <= days), (PERIOD, "period"))


def score(story: Story, event: Event, states: States, by_symbol: bool) -> Scored | None:
    """Return how well a story fits an event; None where it cannot be about it."""
    fits = {report.iri: fit(report, story, event, states) for report in story.reports}
    if by_symbol:
        return Scored(event, SYMBOL, ("same symbol",), fits, True)
    placed = place(story, event)
    if placed is None:
        return None
    points, agree = placed
    for more, name in (_actors(story, event, fits), _tally(story, event, fits)):
        points += more
        agree += [name] if more else []
    return Scored(event, points, tuple(agree), fits)


def _actors(story: Story, event: Event, fits: dict[str, Fit]) -> tuple[int, str]:
    says = [fits[report.iri].says for report in story.actual if not voting_told(report, event)]
    told, agreed = sum(1 for one in says if one), says.count(1)
    return (ACTOR * agreed // told if told else 0), "actor"


def _tally(story: Story, event: Event, fits: dict[str, Fit]) -> tuple[int, str]:
    told = [report for report in story.actual if voting_told(report, event)]
    says = {fits[report.iri].says for report in told}
    if says - {0} != {1}:
        return 0, "tally"
    whole = any(report.tally and None not in (report.tally.yes, report.tally.no) for report in told)
    return (TALLY if whole else PART_OF_TALLY), "tally"
