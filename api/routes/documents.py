"""Show the documents, and each with its text and its claims."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter

from api.deps import ViewDep
from api.schemas import Claim, DocumentItem, DocumentText, Page
from graph.queries import browse

router = APIRouter(tags=["documents"])


@router.get("/documents")
def documents(view: ViewDep) -> Page[DocumentItem]:
    """List all documents, each with the number of its claims."""
    found = browse.documents(view)
    items = [DocumentItem(**asdict(one.item), claims=one.claims) for one in found]
    return Page[DocumentItem](items=items, total=len(items))


@router.get("/documents/{slug}")
def document(view: ViewDep, slug: str) -> DocumentText:
    """Show a document with the text that was read and every claim found in it."""
    found = browse.document(view, slug)
    claims = [Claim.model_validate(one) for one in browse.document_claims(view, found)]
    return DocumentText(**asdict(found), text=view.text(found.sha256), claims=claims)
