"""Find the votings of a body within a span of days."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from graph.build.matching.model import Event, Story
from graph.build.matching.score import windows


class Dated:
    """Keep votings by body and day."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events: dict[str | None, list[Event]] = defaultdict(list)
        for event in sorted(events, key=lambda one: (one.day, one.iri)):
            for body in {event.body, None}:
                self._events[body].append(event)
        self._days: dict[str | None, list[datetime.date]] = {
            body: [event.day for event in of] for body, of in self._events.items()
        }

    def near(self, story: Story) -> set[str]:
        """Return the votings of the story's body within its windows; of several vetoes only failed drafts.

        Several votes told as one, without a date, may be about the whole record: they are not looked for.
        """
        vetoes = all(report.kind == "veto" for report in story.reports)
        if story.loose and not vetoes and not all(report.told for report in story.reports):
            return set()
        found = {
            event for part in windows(story) for event in self._between(story.body, part.first, part.last)
        }
        return {iri for iri, outcome in found if outcome == "NotAdopted" or not (story.loose and vetoes)}

    def _between(
        self, body: str | None, first: datetime.date, last: datetime.date
    ) -> Iterable[tuple[str, str | None]]:
        days = self._days.get(body, [])
        part = self._events.get(body, [])[bisect_left(days, first) : bisect_right(days, last)]
        return ((event.iri, event.outcome) for event in part)
