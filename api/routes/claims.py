"""Answer who said, vetoed, voted and sponsored what, with the evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.deps import AddressDep, ViewDep
from api.schemas import Claim, Limit, Page
from graph.model import FactType, Status
from graph.queries import browse
from graph.queries.filters import Filters
from graph.store import View

router = APIRouter(tags=["claims"])

_NAME = "an IRI, the part after the base (state/FRA), or a name"
_DAY = "a year, a month or a day; a claim passes when its date may lie within"


def filters(
    actor: Annotated[str | None, Query(description=f"who says or does it: {_NAME}")] = None,
    target: Annotated[str | None, Query(description=f"who is accused or addressed: {_NAME}")] = None,
    crime: Annotated[str | None, Query(description=_NAME)] = None,
    document: Annotated[str | None, Query(description=f"slug, or {_NAME}")] = None,
    status: Annotated[
        Status | None, Query(description="told as done, or as threatened, asked for, denied")
    ] = None,
    since: Annotated[str | None, Query(alias="from", description=_DAY)] = None,
    until: Annotated[str | None, Query(alias="to", description=_DAY)] = None,
) -> Filters:
    """Gather the filters; an empty one is none."""
    return Filters(
        actor=actor or None,
        target=target or None,
        crime=crime or None,
        document=document or None,
        status=status,
        since=since or None,
        until=until or None,
    )


FiltersDep = Annotated[Filters, Depends(filters)]
After = Annotated[str | None, Query(description="the token of a `next` address")]


@router.get("/claims")
def claims(
    view: ViewDep,
    address: AddressDep,
    given: FiltersDep,
    type: FactType | None = None,  # noqa: A002 - the published name
    limit: Limit = 50,
    after: After = None,
) -> Page[Claim]:
    """List claims by document, place and fact."""
    return _page(view, address, given, type, limit, after)


@router.get("/vetoes")
def vetoes(
    view: ViewDep, address: AddressDep, given: FiltersDep, limit: Limit = 50, after: After = None
) -> Page[Claim]:
    """List reports of vetoes, those that were only threatened or feared among them."""
    return _page(view, address, given, "veto", limit, after)


@router.get("/votes")
def votes(
    view: ViewDep, address: AddressDep, given: FiltersDep, limit: Limit = 50, after: After = None
) -> Page[Claim]:
    """List reports of votes and tallies."""
    return _page(view, address, given, "vote", limit, after)


@router.get("/sponsorships")
def sponsorships(
    view: ViewDep, address: AddressDep, given: FiltersDep, limit: Limit = 50, after: After = None
) -> Page[Claim]:
    """List reports of who drafted, tabled or co-sponsored what."""
    return _page(view, address, given, "sponsor", limit, after)


@router.get("/claims/{fact}")
def claim(view: ViewDep, fact: str) -> Claim:
    """Show one claim by the identifier of its fact."""
    return Claim.model_validate(browse.claim(view, fact))


def _page(
    view: View, address: AddressDep, given: Filters, kind: FactType | None, limit: int, after: str | None
) -> Page[Claim]:
    found = browse.claims(view, replace(given, type=kind), after=after, limit=limit)
    return Page[Claim](
        items=[Claim.model_validate(item) for item in found.items],
        total=found.total,
        next=address(found.next),
        notes=[f"nothing in the graph is called {name!r}" for name in found.unknown],
    )
