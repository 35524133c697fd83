"""Say whether the service can answer."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import ViewDep
from api.schemas import Health
from graph.queries import browse

router = APIRouter(tags=["service"])


@router.get("/health")
def health(view: ViewDep) -> Health:
    """Say that the service answers, from which generation of the store, and how many claims that holds."""
    return Health(generation=view.generation, claims=browse.count(view))
