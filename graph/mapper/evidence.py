"""Write the passage that carries a claim: its words, and where they stand."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph.idents import Idents
from graph.mapper.literals import integer
from graph.mapper.sheet import Sheet
from graph.model import Document, Fact
from graph.spans import context
from graph.terms import OA, OST


def write_evidence(sheet: Sheet, idents: Idents, document: Document, fact: Fact) -> None:
    """Describe the evidence of a fact, as Web Annotation does."""
    node = idents.evidence(fact.id)
    quote, position = NamedNode(f"{node.value}/quote"), NamedNode(f"{node.value}/position")
    prefix, suffix = context(document.text, fact.start, fact.end)
    sheet.type(node, OST.Evidence)
    sheet.add(node, OA.hasSource, idents.document(document.id))
    sheet.add(node, OA.hasSelector, quote, position)
    sheet.type(quote, OA.TextQuoteSelector)
    sheet.add(quote, OA.exact, Literal(fact.quote))
    sheet.add(quote, OA.prefix, Literal(prefix))
    sheet.add(quote, OA.suffix, Literal(suffix))
    sheet.type(position, OA.TextPositionSelector)
    sheet.add(position, OA.start, integer(fact.start))
    sheet.add(position, OA.end, integer(fact.end))
