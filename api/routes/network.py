"""Show who acts on whom and on what as a network, with the quotes on every edge."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.deps import RoomDep, ViewDep
from api.schemas import Network
from graph import network as networks
from graph.model import Status

router = APIRouter(prefix="/network", tags=["network"])

LIMIT = 500
_NODE = "an IRI, the part after the base (state/FRA), or a name"
EdgeLimit = Annotated[
    int, Query(ge=1, le=5000, description="most edges; `truncated` says that there are more")
]

DocumentName = Annotated[str | None, Query(description="slug or IRI")]


def _kinds(
    kinds: Annotated[
        str | None, Query(description=f"some of {', '.join(networks.KINDS)}, with commas")
    ] = None,
) -> tuple[str, ...] | None:
    names = tuple(sorted({name.strip() for name in (kinds or "").split(",")} - {""}))
    return names or None


KindsDep = Annotated[tuple[str, ...] | None, Depends(_kinds)]


@router.get("")
def whole(
    room: RoomDep,
    view: ViewDep,
    kinds: KindsDep,
    status: Status | None = None,
    document: DocumentName = None,
    limit: EdgeLimit = LIMIT,
) -> Network:
    """Show all edges, vetoes and votes before the rest."""
    found = room.networks.get(view, kinds, status, document or None)
    return Network.model_validate(found.whole(limit))


@router.get("/neighbours")
def neighbours(
    room: RoomDep,
    view: ViewDep,
    kinds: KindsDep,
    node: Annotated[str, Query(description=_NODE)],
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
    status: Status | None = None,
    document: DocumentName = None,
    limit: EdgeLimit = LIMIT,
) -> Network:
    """Show the edges within some steps of a node, whichever way they lead, the nearest first."""
    found = room.networks.get(view, kinds, status, document or None)
    return Network.model_validate(found.neighbours(node, depth, None, limit))


@router.get("/path")
def path(
    room: RoomDep,
    view: ViewDep,
    kinds: KindsDep,
    start: Annotated[str, Query(alias="from", description=_NODE)],
    end: Annotated[str, Query(alias="to", description=_NODE)],
    status: Status | None = None,
    document: DocumentName = None,
) -> Network:
    """Show a shortest way between two nodes, with every edge between those next to each other."""
    found = room.networks.get(view, kinds, status, document or None)
    return Network.model_validate(found.path(start, end, None))
