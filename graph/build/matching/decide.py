"""Decide which events of record a story is about: one clear winner is linked, all else are candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.build.matching.model import Event, Match, Report, Story
from graph.build.matching.names import States
from graph.build.matching.score import AT_MOST, CANDIDATE, DOUBTED, LEAD, LINK, Scored, score


def decide(story: Story, events: Sequence[Event], states: States, by_symbol: bool) -> list[Match]:
    """Return the matches of a story, one line for each report and event."""
    weighed = (score(story, event, states, by_symbol) for event in events)
    ranked = sorted((one for one in weighed if one is not None), key=lambda one: (-one.points, one.event.iri))
    if by_symbol:
        ranked = _least_contradicted(ranked)
    best = _ahead(ranked)
    if best is not None and best.points >= LINK and not story.loose:
        return [match for report in story.reports for match in _linked(report, best)]
    return [match for report in story.reports for match in _candidates(report, ranked, best)]


def _ahead(ranked: Sequence[Scored]) -> Scored | None:
    """Return the first event where it is clearly ahead of the next."""
    if not ranked or (len(ranked) > 1 and ranked[0].points - ranked[1].points < LEAD):
        return None
    return ranked[0]


def _least_contradicted(ranked: Sequence[Scored]) -> list[Scored]:
    """Return the votings that contradict the fewest reports: a draft may be voted on more than once."""

    def against(one: Scored) -> int:
        return sum(1 for found in one.fits.values() if found.says < 0)

    fewest = min(map(against, ranked), default=0)
    return [one for one in ranked if against(one) == fewest]


def _linked(report: Report, best: Scored) -> Iterator[Match]:
    found = best.fits[report.iri]
    if found.record is None:
        return
    if found.against:
        yield _doubted(report, best)
    else:
        yield Match(report.iri, found.record, best.points, _agreed(best.agree), certain=True)


def _candidates(report: Report, ranked: Sequence[Scored], best: Scored | None) -> Iterator[Match]:
    near = [one for one in ranked if one.points >= CANDIDATE and one.fits[report.iri].record]
    fitting = {one.fits[report.iri].record: one for one in reversed(near) if not one.fits[report.iri].against}
    if not fitting:
        # What contradicts is worth telling only where there is one event that the report must mean.
        yield from (_doubted(report, one) for one in near if one is best)
        return
    # One record for two votings on the draft that is named: a sponsorship.
    certain = len(fitting) == 1 and near[0].by_symbol and not report.loose
    for record, one in list(reversed(fitting.items()))[:AT_MOST]:
        reason = "; ".join([_agreed(one.agree), *_doubts(report, len(fitting))])
        yield Match(report.iri, record or "", one.points, reason, certain)


def _doubts(report: Report, number: int) -> Iterator[str]:
    if report.several:
        yield "told as several"
    elif report.earlier:
        yield "told as earlier, without a date"
    if number > 1:
        yield f"one of {number} that fit"


def _doubted(report: Report, one: Scored) -> Match:
    found = one.fits[report.iri]
    reason = "; ".join(part for part in (_agreed(one.agree), found.against) if part)
    return Match(report.iri, found.record or "", min(one.points, DOUBTED), reason, certain=False)


def _agreed(agree: Iterable[str]) -> str:
    parts = list(agree)
    if parts == ["same symbol"]:
        return parts[0]
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{listed} {'agree' if len(parts) > 1 else 'agrees'}" if parts else ""
