"""Show the votings of the official record, beside what documents report of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query

from api.deps import AddressDep, ViewDep
from api.schemas import Conflict, Entry, Limit, Page, Ref, Report, Vote, Voting, VotingItem
from graph.queries.voting import ReportItem, VotingRecord, voting
from graph.queries.votings import VotingFilters, is_empty, votings

router = APIRouter(tags=["record"])

EMPTY = "no record has been imported: see `ostrakon import`"
_NAME = "an IRI, the part after the base (state/FRA), or a name"
_DAY = "a year, a month or a day"


def filters(
    body: Annotated[str | None, Query(description=f"which body votes: {_NAME}")] = None,
    voter: Annotated[str | None, Query(description=f"who takes part in the voting: {_NAME}")] = None,
    choice: Annotated[
        Literal["yes", "no", "abstain", "not_voting"] | None, Query(description="what the voter chose")
    ] = None,
    subject: Annotated[str | None, Query(description=f"what the draft is about: {_NAME}")] = None,
    outcome: Annotated[
        Literal["adopted", "not_adopted"] | None, Query(description="what came of the draft")
    ] = None,
    vetoed: Annotated[bool | None, Query(description="only those with a veto, or only those without")] = None,
    since: Annotated[str | None, Query(alias="from", description=_DAY)] = None,
    until: Annotated[str | None, Query(alias="to", description=_DAY)] = None,
) -> VotingFilters:
    """Gather the filters; an empty one is none."""
    return VotingFilters(
        body=body or None,
        voter=voter or None,
        choice=choice,
        subject=subject or None,
        outcome=outcome,
        vetoed=vetoed,
        since=since or None,
        until=until or None,
    )


FiltersDep = Annotated[VotingFilters, Depends(filters)]


@router.get("/votings")
def listed(
    view: ViewDep,
    address: AddressDep,
    given: FiltersDep,
    limit: Limit = 50,
    after: Annotated[str | None, Query(description="the token of a `next` address")] = None,
) -> Page[VotingItem]:
    """List votings of the record, the newest first."""
    found = votings(view, given, after=after, limit=limit)
    notes = [f"nothing in the graph is called {name!r}" for name in found.unknown]
    return Page[VotingItem](
        items=[VotingItem.model_validate(item) for item in found.items],
        total=found.total,
        next=address(found.next),
        notes=[EMPTY] if found.total == 0 and is_empty(view) else notes,
    )


@router.get("/votings/{key}")
def shown(view: ViewDep, key: str) -> Voting:
    """Show a voting with every vote, its sponsors, where the record has it, and the reports of it."""
    return _voting(voting(view, key))


def _voting(found: VotingRecord) -> Voting:
    return Voting(
        **asdict(found.item),
        votes=[Vote.model_validate(vote) for vote in found.votes],
        sponsors=[Ref.model_validate(sponsor) for sponsor in found.sponsors],
        entries=[Entry.model_validate(entry) for entry in found.entries],
        conflicts=[Conflict.model_validate(conflict) for conflict in found.conflicts],
        reports=[_report(report) for report in found.reports],
    )


def _report(found: ReportItem) -> Report:
    claim, match = found.claim, found.match
    return Report(
        **asdict(claim),
        quote=claim.evidence.quote,
        certain=match.certain,
        score=match.score,
        reason=match.reason,
        about_record=match.label,
    )
