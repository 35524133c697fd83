"""Read facts back out of the graph: the mapper's way, walked backwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from pyoxigraph import NamedNode, QuerySolution

from graph.errors import EvidenceError
from graph.export.pages import Page, pages
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
from graph.model import Fact, FactType, Modality, Status, Value, Via
from graph.store import View, base_of
from graph.terms import DCTERMS, OA, OST, RDF, SKOS

_LABELS = """
SELECT DISTINCT ?node ?label {
  GRAPH ?graph { ?graph a ost:AssertedGraph . ?node skos:prefLabel ?label FILTER(LANG(?label) IN ("", "en")) }
} ORDER BY ?node ?label
"""


class FactReader:
    """Turn claims into the facts that they were made from."""

    def __init__(self, select: Callable[[str], Iterator[QuerySolution]], base: str) -> None:
        self._minted = tuple(f"{base}{kind}/" for kind in ("actor", "person"))
        self._labels = {row["node"].value: row["label"].value for row in select(_LABELS)}

    @classmethod
    def of(cls, view: View) -> FactReader:
        """Return a reader of a view's facts."""
        return cls(view.select, base_of(view))

    def read(self, page: Page, claim: NamedNode) -> Fact:
        """Return the fact of a claim; raise EvidenceError where it has no quote or no place."""
        type_ = _type(page, claim)
        via = _word(page, claim, OST.foundBy)
        actor = page.node(claim, OST.actor if type_ in EVENT_TYPES else OST.claimant)
        target = page.node(claim, OST.target)
        return Fact(
            id=_word(page, claim, DCTERMS.identifier),
            document=_word(page, page.node(claim, OST.statedIn) or claim, DCTERMS.identifier),
            type=type_,
            actor="narrator" if via == "narrator" else self._called(page, claim, OST.actorText, actor) or "",
            actor_id=None if via == "narrator" else self._linked(actor),
            speaker=self._called(page, claim, OST.speakerText, page.node(claim, OST.speaker)),
            target=self._called(page, claim, OST.targetText, target),
            target_id=self._linked(target),
            object=page.word(claim, OST.objectText),
            crime=self._name(page, page.node(claim, OST.crime)),
            statute=page.word(claim, OST.statuteText),
            value=_value(page, claim, type_),
            date=page.word(claim, OST.date),
            status=cast("Status", _key(page, claim, OST.status, STATUSES)),
            modality=cast("Modality", _key(page, claim, OST.modality, MODALITIES)),
            via=cast("Via", via),
            confidence=float(_word(page, claim, OST.confidence)),
            extractor=_word(page, claim, OST.extractor),
            **_evidence(page, claim),
        )

    def label(self, node: NamedNode) -> str | None:
        """Return what the lexicon calls a node."""
        return self._labels.get(node.value)

    def _called(self, page: Page, claim: NamedNode, words: NamedNode, node: NamedNode | None) -> str | None:
        """Return how the document names a node, which may be another's name where names were merged."""
        return page.word(claim, words) or self._name(page, node)

    def _name(self, page: Page, node: NamedNode | None) -> str | None:
        if node is None:
            return None
        return self._labels.get(node.value) or page.word(node, SKOS.prefLabel)

    def _linked(self, node: NamedNode | None) -> str | None:
        return None if node is None or node.value.startswith(self._minted) else node.value


def facts(view: View) -> list[Fact]:
    """Return every fact, sorted by document and place; raise EvidenceError for a claim without evidence."""
    reader = FactReader.of(view)
    return in_order(reader.read(page, claim) for page in pages(view) for claim in page.claims())


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts sorted by document, place and identifier."""
    return sorted(facts, key=lambda fact: (fact.document, fact.start, fact.end, fact.id))


def _evidence(page: Page, claim: NamedNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for selector in _selectors(page, claim):
        for key, term in (("quote", OA.exact), ("start", OA.start), ("end", OA.end)):
            word = page.word(selector, term)
            if word is not None:
                found[key] = word if key == "quote" else int(word)
    if len(found) < 3:
        raise EvidenceError("the claim has no quote with its place", where=claim.value)
    return found


def _selectors(page: Page, claim: NamedNode) -> Iterator[NamedNode]:
    for selector in page.all(page.node(claim, OST.evidence) or claim, OA.hasSelector):
        if isinstance(selector, NamedNode):
            yield selector


def _type(page: Page, claim: NamedNode) -> FactType:
    kinds = set(page.all(claim, RDF.type))
    stances = {page.node(claim, OST.stance)}
    for type_, term in CLASSES.items():
        if term in kinds and (type_ not in STANCES or STANCES[type_] in stances):
            return cast("FactType", type_)
    raise EvidenceError("the claim's class says no type of fact", where=claim.value)


def _value(page: Page, claim: NamedNode, type_: FactType) -> Value:
    words: dict[str, tuple[NamedNode, Mapping[str, NamedNode]]] = {
        "vote": (OST.choice, CHOICES),
        "sponsor": (OST.role, ROLES),
        "treaty_status": (OST.action, ACTIONS),
    }
    if type_ in words:
        term, known = words[type_]
        word = _key_or_none(page, claim, term, known)
        return word if word or type_ != "vote" else _tally(page, claim)
    return _quantity(page, claim) if type_ in ("figure", "veto") else None


def _tally(page: Page, claim: NamedNode) -> Value:
    tally: dict[str, int | str] = {}
    if page.word(claim, OST.unanimous) == "true":
        tally["yes"] = "unanimous"
    for key, term in TALLY.items():
        count = page.word(claim, term)
        if count is not None:
            tally[key] = int(count)
    return tally or None


def _quantity(page: Page, claim: NamedNode) -> Value:
    for value in page.all(claim, OST.quantity):
        word = getattr(value, "value", "")
        if str(value).endswith("#decimal>"):
            return _number(word)
        return cast("str", word)
    return None


def _number(word: str) -> int | float:
    try:
        exact = Decimal(word)
    except InvalidOperation as error:
        raise EvidenceError(f"{word!r} is not a number") from error
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _key(page: Page, claim: NamedNode, term: NamedNode, known: Mapping[str, NamedNode]) -> str:
    word = _key_or_none(page, claim, term, known)
    if word is None:
        raise EvidenceError(f"the claim lacks {term}", where=claim.value)
    return word


def _key_or_none(page: Page, claim: NamedNode, term: NamedNode, known: Mapping[str, NamedNode]) -> str | None:
    node = page.node(claim, term)
    return next((word for word, meant in known.items() if meant == node), None)


def _word(page: Page, node: NamedNode, term: NamedNode) -> str:
    word = page.word(node, term)
    if word is None:
        raise EvidenceError(f"the claim lacks {term}", where=node.value)
    return word
