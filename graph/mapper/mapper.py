"""Turn a reading into the quads of its document's named graph."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Quad

from graph.gazetteer import Gazetteer
from graph.idents import Idents
from graph.mapper.claims import Claims
from graph.mapper.drafts import Draft, Drafts
from graph.mapper.links import Links
from graph.mapper.literals import date, english, integer
from graph.mapper.nodes import Nodes
from graph.mapper.reviews import write_reviews
from graph.mapper.sheet import One, Sheet, mark_of
from graph.mapper.vocabulary import ORIGINS
from graph.model import Document, Reading
from graph.terms import BASE_IRI, DCTERMS, OST, PROV


class Mapper:
    """Map readings to RDF with the identifiers of one base address."""

    def __init__(self, gazetteer: Gazetteer, base: str = BASE_IRI) -> None:
        self._idents = Idents(base)
        links = Links(gazetteer)
        self._nodes = Nodes(self._idents, links)
        self._drafts = Drafts(self._idents, links)

    def quads(self, reading: Reading, same: Mapping[str, One] | None = None) -> list[Quad]:
        """Return the quads of a reading: its document, its provenance, its claims, each quad once.

        `same` gives the one node for each that the document's words alone would give and that is merged.
        """
        sheet = Sheet(self._idents.document_graph(reading.document.id), same)
        self._document(sheet, reading.document)
        self._provenance(sheet, reading)
        claims = Claims(self._idents, self._nodes, self._drafts, reading.document, sheet)
        claims.write_all(reading.facts)
        sheet.add(sheet.graph, OST.restated, Literal(mark_of(same)) if same else None)
        write_reviews(sheet, self._idents, reading)
        return sheet.quads()

    def minted_actor(self, document: str, name: str) -> NamedNode:
        """Return the node that an actor's name alone gives in a document."""
        return self._nodes.minted_actor(document, name)

    def draft_named(self, words: str | None, date: str | None, document: str, published: str | None) -> Draft:
        """Return the draft that some words alone name in a document."""
        return self._drafts.named(words, date, document, published)

    def _document(self, sheet: Sheet, document: Document) -> None:
        node = self._idents.document(document.id)
        sheet.type(node, OST.Document)
        sheet.add(node, DCTERMS.identifier, Literal(document.id))
        sheet.add(node, DCTERMS.title, english(document.title) if document.title else None)
        publisher = document.publisher or f"publisher of {document.id}"
        organization = self._nodes.publisher(sheet, publisher)
        sheet.add(node, DCTERMS.publisher, organization)
        known = self._nodes.is_called(organization.value, publisher)
        sheet.add(node, OST.publisherText, None if known else Literal(publisher))
        sheet.add(node, DCTERMS.issued, date(document.published) if document.published else None)
        sheet.add(node, DCTERMS.source, NamedNode(document.address) if document.address else None)
        sheet.add(node, DCTERMS.language, Literal(document.language))
        sheet.add(node, OST.sha256, Literal(document.sha256))
        sheet.add(node, OST.length, integer(len(document.text)))
        sheet.add(node, OST.origin, ORIGINS[document.origin])
        sheet.add(node, OST.sourceSha256, Literal(document.source_sha256) if document.source_sha256 else None)
        sheet.add(node, DCTERMS.format, Literal(document.media_type) if document.media_type else None)
        if document.digest_of:
            self._original(sheet, node, document.digest_of)

    def _original(self, sheet: Sheet, document: NamedNode, sha256: str) -> None:
        original = self._idents.iri("original", sha256)
        sheet.add(document, PROV.wasDerivedFrom, original)
        sheet.type(original, OST.OriginalText)
        sheet.add(original, OST.sha256, Literal(sha256))

    def _provenance(self, sheet: Sheet, reading: Reading) -> None:
        software, _, version = reading.extractor.partition("/")
        node = self._idents.hashed("reading", reading.document.sha256, reading.document.id, reading.extractor)
        sheet.type(sheet.graph, OST.ReportedGraph)
        sheet.add(sheet.graph, PROV.wasGeneratedBy, node)
        sheet.type(node, OST.Reading)
        sheet.add(node, PROV.used, self._idents.document(reading.document.id))
        sheet.add(node, OST.software, Literal(software))
        sheet.add(node, OST.softwareVersion, Literal(version) if version else None)
        sheet.add(node, OST.settings, Literal(reading.settings) if reading.settings else None)
