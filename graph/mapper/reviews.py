"""Write what reviewers decided about the facts of a document."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph.idents import Idents
from graph.mapper.literals import date
from graph.mapper.sheet import Sheet
from graph.mapper.vocabulary import DECISIONS
from graph.model import Reading, Review
from graph.terms import DCTERMS, OST


def write_reviews(sheet: Sheet, idents: Idents, reading: Reading) -> None:
    """Describe each review, and point at it from the claim that stands by it."""
    standing = {fact.id for fact in reading.facts}
    for review in reading.reviews:
        node = idents.iri("review", review.entry)
        _describe(sheet, node, review)
        if review.fact in standing and review.decision != "reject":
            sheet.add(idents.claim(review.fact), OST.review, node)


def _describe(sheet: Sheet, node: NamedNode, review: Review) -> None:
    sheet.type(node, OST.Review)
    sheet.add(node, DCTERMS.identifier, Literal(review.entry))
    sheet.add(node, OST.decision, DECISIONS[review.decision])
    for term, text in (
        (OST.ofFact, review.fact),
        (OST.unmet, review.unmet),
        (OST.reviewer, review.by),
        (OST.reason, review.why),
    ):
        sheet.add(node, term, Literal(text) if text else None)
    sheet.add(node, OST.date, date(review.on) if review.on else None)
    sheet.add(node, OST.corrected, *(Literal(change) for change in review.changes))
