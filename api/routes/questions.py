"""Show the questions that the graph must be able to answer."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import RoomDep
from api.schemas import Page, Question

router = APIRouter(tags=["questions"])


@router.get("/questions")
def questions(room: RoomDep) -> Page[Question]:
    """List the questions, each with the query that answers it."""
    items = [Question(id=one.id, question=one.sentence, query=one.sparql) for one in room.questions]
    return Page[Question](items=items, total=len(items))
