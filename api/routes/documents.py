"""Show the documents, and each with its text and its claims."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from api.deps import AddressDep, ViewDep
from api.schemas import Claim, DocumentItem, DocumentText, Limit, Page
from graph.queries import browse

router = APIRouter(tags=["documents"])


@router.get("/documents")
def documents(
    view: ViewDep,
    address: AddressDep,
    limit: Limit = 50,
    after: Annotated[str | None, Query(description="the token of a `next` address")] = None,
) -> Page[DocumentItem]:
    """List documents by their slug, each with the number of its claims."""
    found = browse.documents(view, after=after, limit=limit)
    items = [DocumentItem(**asdict(one.item), claims=one.claims) for one in found.items]
    return Page[DocumentItem](items=items, total=found.total, next=address(found.next))


@router.get("/documents/{slug}")
def document(view: ViewDep, slug: str) -> DocumentText:
    """Show a document with the text that was read and every claim found in it."""
    found = browse.document(view, slug)
    claims = [Claim.model_validate(one) for one in browse.document_claims(view, found)]
    return DocumentText(**asdict(found), text=view.text(found.sha256), claims=claims)
