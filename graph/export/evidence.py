"""Compare every quote with the text it was taken from."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.errors import EvidenceError, NotFoundError, StoreError
from graph.export.facts import FactReader, in_order
from graph.export.pages import Page, pages
from graph.model import Fact
from graph.spans import verify
from graph.store import View
from graph.terms import OST


def unsupported(view: View) -> Iterator[tuple[str, str]]:
    """Yield each claim whose quote does not stand verbatim in the stored text, and why."""
    for claim, outcome in _examined(view):
        if not isinstance(outcome, Fact):
            yield claim, outcome.message


def supported_facts(view: View) -> list[Fact]:
    """Return every fact; raise EvidenceError for the first one that its text does not bear out."""
    found: list[Fact] = []
    for claim, outcome in _examined(view):
        if not isinstance(outcome, Fact):
            where = outcome.where or claim
            raise EvidenceError(f"{outcome.message} (claim {claim})", where=where, hint=outcome.hint)
        found.append(outcome)
    return in_order(found)


def _examined(view: View) -> Iterator[tuple[str, Fact | EvidenceError]]:
    reader = FactReader.of(view)
    for page in pages(view):
        texts = {document: _text(view, sha256) for document, sha256 in page.sha256().items()}
        for claim in page.claims():
            yield claim.value, _outcome(reader, page, claim, texts)


def _outcome(
    reader: FactReader, page: Page, claim: NamedNode, texts: dict[NamedNode, str | EvidenceError]
) -> Fact | EvidenceError:
    document = page.node(claim, OST.statedIn)
    text = texts.get(document) if document is not None else None
    if text is None:
        return EvidenceError("the claim's document has no text", where=claim.value)
    if isinstance(text, EvidenceError):
        return text
    try:
        fact = reader.read(page, claim)
        verify(text, fact)
    except EvidenceError as error:
        return error
    return fact


def _text(view: View, sha256: str) -> str | EvidenceError:
    try:
        return view.text(sha256)
    except (NotFoundError, StoreError) as error:
        return EvidenceError(error.message, where=error.where, hint=error.hint)
