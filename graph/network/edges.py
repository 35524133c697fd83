"""Turn claims into edges: from who does or says it, to whom or what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from graph.idents import digest
from graph.mapper.vocabulary import (
    ACTIONS,
    CHOICES,
    CLASSES,
    EVENT_TYPES,
    MODALITIES,
    ROLES,
    STANCES,
    STATUSES,
    TALLY,
)
from graph.model import Value
from graph.store import Term, View
from graph.terms import OST, RDF, XSD

# Where an edge of a kind leads: to the first of these that the claim has. `figure` leads nowhere.
_ENDS: Final = {
    "veto": (OST.draft,),
    "vote": (OST.draft,),
    "sponsor": (OST.draft,),
    "support": (OST.toward, OST.target),
    "oppose": (OST.toward, OST.target),
    "accuse": (OST.target,),
    "find": (OST.target,),
    "deny": (OST.target, OST.denies),
    "call_for": (OST.addressee, OST.target),
    "refer": (OST.situation,),
    "treaty_status": (OST.instrument,),
    "case_filed": (OST.target, OST.case),
}
KINDS: Final = tuple(_ENDS)
_QUERY = """
SELECT ?claim ?p ?o ?quote ?start ?end ?slug {
  GRAPH ?graph {
    ?claim ost:statedIn ?document ; ost:evidence/oa:hasSelector ?exact , ?position ; ?p ?o .
    ?document dcterms:identifier ?slug .
    ?exact oa:exact ?quote .
    ?position oa:start ?start ; oa:end ?end .
  }
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Carry the words that bear a claim out, and where they stand: document id and characters."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Say what one or several claims report between two nodes; they agree in everything but their place."""

    id: str
    source: str
    target: str
    kind: str
    status: str
    modality: str
    value: Value
    date: str | None
    label: str
    claims: tuple[str, ...]
    quotes: tuple[Quote, ...]


class Claim:
    """Hold one claim's statements as the query gave them."""

    def __init__(self, iri: str, quote: Quote) -> None:
        self.iri = iri
        self.quote = quote
        self._values: dict[NamedNode, set[Term]] = defaultdict(set)

    def add(self, predicate: NamedNode, value: Term) -> None:
        """Take in one statement."""
        self._values[predicate].add(value)

    def all(self, predicate: NamedNode) -> list[Term]:
        """Return the values, sorted."""
        return sorted(self._values.get(predicate, ()), key=str)

    def node(self, *predicates: NamedNode) -> str | None:
        """Return the first IRI among the values of the first predicate that has one."""
        found = (value for predicate in predicates for value in self.all(predicate))
        return next((value.value for value in found if isinstance(value, NamedNode)), None)

    def word(self, predicate: NamedNode, known: dict[str, NamedNode]) -> str | None:
        """Return the word for the value, by a table of words and terms."""
        found = self._values.get(predicate, set())
        return next((word for word, term in known.items() if term in found), None)

    def literal(self, predicate: NamedNode) -> str | None:
        """Return the first literal's spelling."""
        return next((value.value for value in self.all(predicate) if isinstance(value, Literal)), None)

    def kind(self) -> str | None:
        """Return the type of fact."""
        stance = self.word(OST.stance, STANCES)
        classes = self._values.get(RDF.type, set())
        return stance or next((name for name, term in CLASSES.items() if term in classes), None)

    def value(self) -> Value:
        """Return the choice, role, action, tally or number."""
        for term, known in ((OST.choice, CHOICES), (OST.role, ROLES), (OST.action, ACTIONS)):
            word = self.word(term, known)
            if word:
                return word
        return self._tally() or self._quantity()

    def _tally(self) -> dict[str, int | str]:
        counted = ((key, self.literal(term)) for key, term in TALLY.items())
        tally: dict[str, int | str] = {key: int(count) for key, count in counted if count}
        return {"yes": "unanimous", **tally} if self.literal(OST.unanimous) == "true" else tally

    def _quantity(self) -> Value:
        for value in self.all(OST.quantity):
            if isinstance(value, Literal) and value.datatype == XSD.decimal:
                number = float(value.value)
                return int(number) if number.is_integer() else number
        return self.literal(OST.quantity)


def claims(view: View) -> list[Claim]:
    """Return every claim of a view with its quote, sorted by IRI."""
    found: dict[str, Claim] = {}
    for row in view.select(_QUERY):
        iri, predicate = row["claim"], row["p"]
        if isinstance(iri, NamedNode) and isinstance(predicate, NamedNode):
            claim = found.get(iri.value)
            if claim is None:
                slug, start, end, quote = (_text(row[name]) for name in ("slug", "start", "end", "quote"))
                claim = found[iri.value] = Claim(iri.value, Quote(slug, int(start), int(end), quote))
            claim.add(predicate, row["o"])
    return [found[iri] for iri in sorted(found)]


def edges(claims: Iterable[Claim], crimes: dict[str, str]) -> Iterator[Edge]:
    """Yield the edges that claims make, claims of the same event and standing merged, sorted.

    `crimes` gives the labels of crimes by IRI.
    """
    merged: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = _key(claim)
        if key is not None:
            merged[key].append(claim)
    made = [_edge(key, members, crimes) for key, members in merged.items()]
    yield from sorted(made, key=lambda edge: (KINDS.index(edge.kind), edge.source, edge.target, edge.id))


def _key(claim: Claim) -> tuple[Any, ...] | None:
    kind = claim.kind()
    if kind not in _ENDS:
        return None
    source = claim.node(OST.actor if kind in EVENT_TYPES else OST.claimant)
    target = claim.node(*_ENDS[kind])
    if source is None or target is None:
        return None
    status, modality = claim.word(OST.status, STATUSES), claim.word(OST.modality, MODALITIES)
    value = claim.value()
    plain = tuple(sorted(value.items())) if isinstance(value, dict) else value
    # What is told without an event of its own is the same where the crime and the words are.
    event = claim.node(OST.reports) or (claim.node(OST.crime), claim.literal(OST.objectText))
    return kind, source, target, event, status, modality, plain, claim.literal(OST.date)


def _edge(key: tuple[Any, ...], members: list[Claim], crimes: dict[str, str]) -> Edge:
    kind, source, target, _, status, modality, _, date = key
    first = members[0]
    return Edge(
        id=digest("edge", *key),
        source=source,
        target=target,
        kind=kind,
        status=status,
        modality=modality,
        value=first.value(),
        date=date,
        label=_label(kind, first, crimes),
        claims=tuple(claim.iri for claim in members),
        quotes=tuple(sorted({claim.quote for claim in members})),
    )


def _label(kind: str, claim: Claim, crimes: dict[str, str]) -> str:
    value = claim.value()
    if isinstance(value, dict):
        detail: str | None = ", ".join(f"{key} {count}" for key, count in value.items())
    elif value is not None:
        detail = str(value)
    else:
        detail = crimes.get(claim.node(OST.crime) or "")
        if detail is None and kind in ("accuse", "find", "deny", "call_for", "case_filed"):
            detail = claim.literal(OST.objectText)
    return ": ".join(part.replace("_", " ") for part in (kind, detail) if part)


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""
