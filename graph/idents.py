"""Mint identifiers: a slug for what an authority has named, a hash of the identifying fields for the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import quote

from pyoxigraph import NamedNode

from graph.gazetteer import fold
from graph.model import Value
from graph.terms import BASE_IRI

HASH_LENGTH = (
    20  # hex digits: 80 bits, so a collision among a billion identifiers has odds of one in a million
)


def digest(*fields: object) -> str:
    """Return 20 hex digits that stand for exactly these fields, in this order."""
    plain = [dict(f) if isinstance(f, Mapping) else f for f in fields]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def fact_id(
    document: str,
    type: str,  # noqa: A002 - the published name of the key
    actor: str,
    target: str | None,
    object: str | None,  # noqa: A002 - the published name of the key
    start: int,
    end: int,
    crime: str | None,
    value: Value,
) -> str:
    """Return a fact's identifier: who says what of whom, where in which document.

    Crime and value take part because one sentence may hold several facts that differ in nothing else.
    """
    return digest("fact", document, type, actor, target, object, start, end, crime, value)


def slug(text: str) -> str:
    """Return the text as one safe path segment of an IRI."""
    return quote(text, safe="-._~")


class Idents:
    """Mint the IRIs of one base address."""

    def __init__(self, base: str = BASE_IRI) -> None:
        self.base = base

    def iri(self, kind: str, name: str) -> NamedNode:
        """Return `<base><kind>/<name>`."""
        return NamedNode(f"{self.base}{kind}/{name}")

    def document(self, document: str) -> NamedNode:
        """Return the IRI of a document by its id."""
        return self.iri("document", slug(document))

    def document_graph(self, document: str) -> NamedNode:
        """Return the named graph that holds what a document reports."""
        return self.iri("graph/document", slug(document))

    def graph_of(self, document: str) -> NamedNode:
        """Return the named graph of a document by its IRI."""
        return NamedNode(document.replace(f"{self.base}document/", f"{self.base}graph/document/", 1))

    def document_of(self, graph: str) -> str:
        """Return the IRI of the document that a named graph is about."""
        return graph.replace(f"{self.base}graph/document/", f"{self.base}document/", 1)

    def graph(self, name: str) -> NamedNode:
        """Return a named graph of the program's own: ontology, lexicon, inferred/<rule>."""
        return self.iri("graph", name)

    def claim(self, fact: str) -> NamedNode:
        """Return the IRI of the claim that a fact makes."""
        return self.iri("claim", fact)

    def evidence(self, fact: str) -> NamedNode:
        """Return the IRI of the evidence of a fact."""
        return self.iri("evidence", fact)

    def named(self, kind: str, name: str) -> NamedNode:
        """Return the IRI of something that only its name identifies."""
        return self.iri(kind, digest(kind, fold(name)))

    def hashed(self, kind: str, *fields: object) -> NamedNode:
        """Return the IRI of something that these fields identify."""
        return self.iri(kind, digest(kind, *fields))
