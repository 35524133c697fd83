"""Show who acts and who is accused."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import AddressDep, ViewDep
from api.schemas import Actor, ActorItem, Limit, Page
from graph.queries import browse

router = APIRouter(tags=["actors"])


@router.get("/actors")
def actors(
    view: ViewDep,
    address: AddressDep,
    limit: Limit = 50,
    after: Annotated[str | None, Query(description="the token of a `next` address")] = None,
) -> Page[ActorItem]:
    """List actors, those in most claims first."""
    found = browse.actors(view, after=after, limit=limit)
    items = [ActorItem(**asdict(one.item), count=one.claims) for one in found.items]
    return Page[ActorItem](items=items, total=found.total, next=address(found.next))


@router.get("/actors/{kind}/{slug}")
def actor(view: ViewDep, kind: str, slug: str) -> Actor:
    """Show an actor with its names, and how often it acts in and is the target of each type of claim."""
    found = browse.actor(view, kind, slug)
    return Actor(
        **asdict(found.ref),
        names=found.names,
        exact_match=found.exact_match,
        counts=found.counts,
        targeted=found.targeted,
    )
