"""Hold one report against one voting of the record."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from graph.build.matching.model import Event, Report, Story, Tally
from graph.build.matching.names import States

_CHOICES = {
    "Yes": "voting in favour",
    "No": "voting against",
    "Abstain": "abstaining",
    "NotVoting": "taking no part in the voting",
}
_NOT_DONE = "the text does not tell it as done"


@dataclass(frozen=True, slots=True)
class Fit:
    """Say which event of record a report would be about, and how the two get on.

    `says` is 1 where the record bears the report out, -1 where it contradicts it, 0 where it does neither;
    `against` says in words why the two are not linked.
    """

    record: str | None
    says: int = 0
    against: str | None = None


def voting_told(report: Report, event: Event) -> bool:
    """Tell whether a report is of the voting as a whole."""
    return report.kind == "vote" and (report.tally is not None or report.actor == event.body)


def fit(report: Report, story: Story, event: Event, states: States) -> Fit:
    """Return the event of record that a report would be about here, with what speaks for and against it."""
    if report.kind == "sponsorship":
        found = _sponsorship(report, event, states)
    elif voting_told(report, event):
        found = _voting(report, event)
    else:
        found = _vote(report, event, states)
    if found.record is None:
        return found
    if not report.actual:
        return Fit(found.record, 0, _NOT_DONE)
    return _timely(report, story, event.day, found)


def _timely(report: Report, story: Story, day: datetime.date, found: Fit) -> Fit:
    """Return the fit, unless the text tells another day or was issued before the voting."""
    if report.kind == "sponsorship" or found.says < 0:
        return found
    if report.told:
        near = report.told.widened(1, 1) if report.told.days == 1 else report.told
        if not near.holds(day):
            return Fit(found.record, -1, f"the text dates it {report.told}, the record {day}")
    if story.issued and story.issued.last < day:
        # A prophecy, whatever its grammar: it neither fits nor contradicts.
        return Fit(found.record, 0, f"the text was issued on {story.issued}, before the voting of {day}")
    return found


def _sponsorship(report: Report, event: Event, states: States) -> Fit:
    record = event.sponsors.get(report.actor or "")
    if record is not None:
        return Fit(record, 1)
    if event.sponsors and report.actor in states:
        name = states.called(report.actor)
        return Fit(event.iri, -1, f"the record does not name {name} among the sponsors")
    return Fit(None)


def _voting(report: Report, event: Event) -> Fit:
    told, outcome = report.tally, {"Yes": "Adopted", "No": "NotAdopted"}.get(report.choice or "")
    if told is not None and told.differs(event.tally):
        return Fit(event.iri, -1, f"the record counts {_counted(event.tally)}")
    if told is None and outcome and event.outcome and outcome != event.outcome:
        return Fit(event.iri, -1, f"the record has the draft {_outcome(event.outcome)}")
    compared = (told is not None and event.tally != Tally()) or bool(outcome and event.outcome)
    return Fit(event.iri, int(compared))


def _vote(report: Report, event: Event, states: States) -> Fit:
    name = states.called(report.actor)
    if report.actor not in event.votes:
        if event.has_votes and report.actor in states:
            return Fit(event.iri, -1, f"the record has no vote by {name}")
        return Fit(None)
    record, choice = event.votes[report.actor or ""]
    wanted = "No" if report.kind == "veto" else report.choice
    if wanted and wanted != choice:
        return Fit(record, -1, f"the record has {name} {_CHOICES.get(choice, choice)}")
    if report.kind == "veto" and (event.procedural or event.outcome == "Adopted"):
        what = "the voting as one on procedure" if event.procedural else "the draft adopted"
        return Fit(record, -1, f"the record has {what}")
    return Fit(record, int(wanted is not None))


def _counted(tally: Tally) -> str:
    given = ((tally.yes, "in favour"), (tally.no, "against"), (tally.abstained, "abstaining"))
    return ", ".join(f"{number} {what}" for number, what in given if number is not None)


def _outcome(outcome: str) -> str:
    return {"Adopted": "adopted", "NotAdopted": "not adopted"}.get(outcome, outcome)
