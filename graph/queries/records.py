"""Hold a claim and a document as plain values, and read them out of described nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.errors import StoreError
from graph.mapper.vocabulary import ACTIONS, CHOICES, CLASSES, MODALITIES, ROLES, STANCES, STATUSES, TALLY
from graph.model import Value
from graph.naming import Ref
from graph.queries.matches import OnRecord
from graph.queries.nodes import Nodes
from graph.terms import DCTERMS, OA, OST, PROV, RDF, RDFS, XSD

_TYPES: Final = {term: name for name, term in CLASSES.items() if name not in STANCES}
_ABOUT: Final = (OST.draft, OST.case, OST.toward, OST.court, OST.instrument)
_WORDS: Final = tuple(
    (table, term) for term, table in ((OST.choice, CHOICES), (OST.role, ROLES), (OST.action, ACTIONS))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRef:
    """Name a document: where it comes from, and the SHA-256 of the text that was read."""

    id: str
    slug: str
    title: str | None
    publisher: Ref | None
    published: str | None
    origin: str
    digest_of: str | None
    address: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold the sentence that carries a claim; offsets count characters of the document's text."""

    id: str
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """Hold a claim with everything that it points at named."""

    id: str
    fact: str
    type: str
    class_: str
    label: str
    claimant: Ref | None
    actor: Ref | None
    speaker: Ref | None
    target: Ref | None
    object: str | None
    about: Ref | None
    crime: Ref | None
    statute: str | None
    invokes: list[Ref]
    value: Value
    date: str | None
    status: str
    modality: str
    via: str
    confidence: float
    extractor: str
    document: DocumentRef
    evidence: Evidence
    contested_by: list[str]
    answers: list[str]
    record: list[OnRecord]


def claim_record(nodes: Nodes, iri: str, record: Sequence[OnRecord] = ()) -> ClaimRecord:
    """Read one claim, beside what the record has of it; raise StoreError where it lacks what all have."""
    kind = _class(nodes, iri)
    return ClaimRecord(
        id=iri,
        fact=_must(nodes, iri, DCTERMS.identifier),
        type=_type(nodes, iri, kind),
        class_=kind.value.rpartition("#")[2],
        label=_must(nodes, iri, RDFS.label),
        claimant=nodes.link(iri, OST.claimant),
        actor=nodes.link(iri, OST.actor),
        speaker=nodes.link(iri, OST.speaker),
        target=nodes.link(iri, OST.target),
        object=nodes.text(iri, OST.objectText),
        about=_about(nodes, iri),
        crime=nodes.link(iri, OST.crime),
        statute=nodes.text(iri, OST.statuteText),
        invokes=nodes.links(iri, OST.invokes),
        value=_value(nodes, iri),
        date=nodes.text(iri, OST.date),
        status=_word(nodes, iri, OST.status, STATUSES),
        modality=_word(nodes, iri, OST.modality, MODALITIES),
        via=_must(nodes, iri, OST.foundBy),
        confidence=float(_must(nodes, iri, OST.confidence)),
        extractor=_must(nodes, iri, OST.extractor),
        document=document_ref(nodes, _must(nodes, iri, OST.statedIn)),
        evidence=_evidence(nodes, _must(nodes, iri, OST.evidence)),
        contested_by=nodes.texts(iri, OST.contestedBy),
        answers=nodes.texts(iri, OST.answers),
        record=list(record),
    )


def document_ref(nodes: Nodes, iri: str) -> DocumentRef:
    """Read what names a document; raise StoreError where it lacks its hash."""
    original = nodes.text(iri, PROV.wasDerivedFrom)
    return DocumentRef(
        id=iri,
        slug=_must(nodes, iri, DCTERMS.identifier),
        title=nodes.text(iri, DCTERMS.title),
        publisher=nodes.link(iri, DCTERMS.publisher),
        published=nodes.text(iri, DCTERMS.issued),
        origin="digest" if OST.Digest in nodes.terms(iri, OST.origin) else "original",
        digest_of=original.rpartition("/")[2] if original else None,
        address=nodes.text(iri, DCTERMS.source),
        sha256=_must(nodes, iri, OST.sha256),
    )


def _evidence(nodes: Nodes, iri: str) -> Evidence:
    quote, position = f"{iri}/quote", f"{iri}/position"
    return Evidence(
        id=iri,
        quote=_must(nodes, quote, OA.exact),
        start=nodes.number(position, OA.start),
        end=nodes.number(position, OA.end),
        prefix=nodes.text(quote, OA.prefix) or "",
        suffix=nodes.text(quote, OA.suffix) or "",
    )


def _class(nodes: Nodes, iri: str) -> NamedNode:
    known = {*_TYPES, OST.Position}
    found = [term for term in nodes.terms(iri, RDF.type) if isinstance(term, NamedNode) and term in known]
    if not found:
        raise StoreError("is not a claim of a known class", where=iri)
    return found[0]


def _type(nodes: Nodes, iri: str, kind: NamedNode) -> str:
    return _word(nodes, iri, OST.stance, STANCES) if kind == OST.Position else _TYPES[kind]


def _about(nodes: Nodes, iri: str) -> Ref | None:
    denied = nodes.links(iri, OST.denies)
    if denied:
        return next((ref for ref in denied if ref.kind != "crime"), denied[0])
    return nodes.link(iri, *_ABOUT)


def _value(nodes: Nodes, iri: str) -> Value:
    for table, term in _WORDS:
        if nodes.terms(iri, term):
            return _word(nodes, iri, term, table)
    if nodes.text(iri, OST.unanimous) == "true":
        return {"yes": "unanimous"}
    tally: dict[str, int | str] = {
        word: nodes.number(iri, term) for word, term in TALLY.items() if nodes.terms(iri, term)
    }
    return tally or _quantity(nodes, iri)


def _quantity(nodes: Nodes, iri: str) -> Value:
    term = next(iter(nodes.terms(iri, OST.quantity)), None)
    if not isinstance(term, Literal) or term.datatype == XSD.string:
        return term.value if isinstance(term, Literal) else None
    number = float(term.value)
    return int(number) if number.is_integer() else number


def _word(nodes: Nodes, iri: str, predicate: NamedNode, table: dict[str, NamedNode]) -> str:
    terms = nodes.terms(iri, predicate)
    found = next((word for word, term in table.items() if term in terms), None)
    if found is None:
        raise StoreError(f"has no {predicate.value} that is known", where=iri)
    return found


def _must(nodes: Nodes, iri: str, predicate: NamedNode) -> str:
    text = nodes.text(iri, predicate)
    if text is None:
        raise StoreError(f"has no {predicate.value}", where=iri)
    return text
