"""Read the reading of a document back out of its graph, as the mapper was given it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from pyoxigraph import Literal, NamedNode

from graph.errors import EvidenceError
from graph.export.facts import FactReader
from graph.export.pages import Page
from graph.mapper.vocabulary import DECISIONS, ORIGINS
from graph.model import Decision, Document, Origin, Reading, Review
from graph.terms import DCTERMS, OST, PROV, SKOS


def reading_of(page: Page, graph: NamedNode, facts: FactReader, text: Callable[[str], str]) -> Reading:
    """Return the reading that a page was made of; raise EvidenceError where it lacks what every page has.

    `text` gives a stored text by its SHA-256.
    """
    run = _must(page.node(graph, PROV.wasGeneratedBy), "reading", graph)
    document = _document(page, _must(page.node(run, PROV.used), "document", graph), facts, text)
    software = page.word(run, OST.software) or ""
    version = page.word(run, OST.softwareVersion)
    return Reading(
        document=document,
        facts=tuple(facts.read(page, claim) for claim in page.claims()),
        extractor=f"{software}/{version}" if version else software,
        settings=page.word(run, OST.settings) or "",
        reviews=tuple(_review(page, node) for node in page.of(OST.Review)),
    )


def _document(page: Page, node: NamedNode, facts: FactReader, text: Callable[[str], str]) -> Document:
    sha256 = page.word(node, OST.sha256) or ""
    publisher, address = page.node(node, DCTERMS.publisher), page.node(node, DCTERMS.source)
    original = page.node(node, PROV.wasDerivedFrom)
    origin = next((word for word, term in ORIGINS.items() if term == page.node(node, OST.origin)), "original")
    return Document(
        id=page.word(node, DCTERMS.identifier) or "",
        text=text(sha256),
        sha256=sha256,
        title=page.word(node, DCTERMS.title),
        publisher=page.word(node, OST.publisherText) or _name(page, publisher, facts),
        published=page.word(node, DCTERMS.issued),
        address=address.value if address else None,
        language=page.word(node, DCTERMS.language) or "en",
        origin=cast("Origin", origin),
        digest_of=page.word(original, OST.sha256),
        source_sha256=page.word(node, OST.sourceSha256),
        media_type=page.word(node, DCTERMS.format),
    )


def _name(page: Page, node: NamedNode | None, facts: FactReader) -> str | None:
    return None if node is None else facts.label(node) or page.word(node, SKOS.prefLabel)


def _review(page: Page, node: NamedNode) -> Review:
    changes = (change for change in page.all(node, OST.corrected) if isinstance(change, Literal))
    decided = page.node(node, OST.decision)
    return Review(
        entry=page.word(node, DCTERMS.identifier) or "",
        decision=cast("Decision", next(word for word, term in DECISIONS.items() if term == decided)),
        fact=page.word(node, OST.ofFact),
        unmet=page.word(node, OST.unmet),
        changes=tuple(change.value for change in changes),
        by=page.word(node, OST.reviewer),
        on=page.word(node, OST.date),
        why=page.word(node, OST.reason),
    )


def _must(node: NamedNode | None, what: str, graph: NamedNode) -> NamedNode:
    if node is None:
        raise EvidenceError(f"the graph names no {what}", where=graph.value)
    return node
