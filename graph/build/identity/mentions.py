"""Gather from the store what documents name by themselves, with their words and the claims that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.build.identity.model import KINDS, Kind, Unit
from graph.build.matching.ask import Described, Query, describe, every, rows, text
from graph.build.matching.astold import AsTold
from graph.idents import Idents
from graph.terms import OST

_CLAIMS = """
SELECT ?claim ?document ?property ?node {
  ?claim ost:statedIn ?document ; ?property ?node .
  FILTER (?property IN (ost:claimant, ost:actor, ost:target, ost:speaker, ost:draft, ost:toward))
}"""
_PUBLISHERS = """
SELECT ?document ?id ?node ?words {
  ?document a ost:Document ; dcterms:identifier ?id ; dcterms:publisher ?node .
  OPTIONAL { ?document ost:publisherText ?words }
}"""
_NARRATED = 'SELECT ?claim { ?claim ost:foundBy "narrator" }'
_SHORT = "SELECT ?short ?long { ?given ost:shortForm ?short ; ost:longForm ?long }"
# The words by which a claim names what one of its properties points at.
_WORDS = {
    OST.claimant.value: OST.actorText,
    OST.actor.value: OST.actorText,
    OST.target.value: OST.targetText,
    OST.speaker.value: OST.speakerText,
    OST.draft.value: OST.objectText,
    OST.toward.value: OST.objectText,
}
_WHO = (OST.actor.value, OST.claimant.value)
_UNNAMED = "draft resolution"  # how the mapper names what a report leaves without words


@dataclass(slots=True)
class Claim:
    """Hold what one claim points at, by property and as told; a claim has one of each."""

    document: str
    points_at: dict[str, str] = field(default_factory=dict)
    narrated: bool = False

    @property
    def who(self) -> str | None:
        """Return who acts or claims."""
        return next((self.points_at[name] for name in _WHO if name in self.points_at), None)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold what the documents of a store name by themselves.

    `names` gives the words for a node in all documents, `shorts` the abbreviations that texts give for names,
    `publishers` the nodes that publish something, `documents` the IRI of each document by its id.
    """

    units: tuple[Unit, ...]
    claims: Mapping[str, Claim]
    names: Mapping[str, tuple[str, ...]]
    shorts: Mapping[str, tuple[str, ...]]
    publishers: frozenset[str]
    documents: Mapping[str, str]

    @classmethod
    def gather(cls, query: Query, idents: Idents, told: AsTold) -> Mentions:
        """Read them."""
        claims = _claims(query, told)
        words = _words(query, claims)
        units = _Units(idents)
        for iri, claim in claims.items():
            for name, node in claim.points_at.items():
                units.add(claim.document, node, every(words, iri, _WORDS[name]), iri)
        documents: dict[str, str] = {}
        publishers: set[str] = set()
        for row in rows(query, _PUBLISHERS):
            document, words_of = text(row["document"]), row["words"]
            node = told.publisher(document, text(row["node"]))
            documents[text(row["id"])] = document
            publishers.add(node)
            units.add(document, node, [text(words_of)] if words_of else [], None)
        found = units.all()
        names = _by_key((unit.node, phrase) for unit in found for phrase in unit.phrases)
        shorts = _by_key((text(row["long"]), text(row["short"])) for row in rows(query, _SHORT))
        return cls(found, claims, names, shorts, frozenset(publishers), documents)


def _claims(query: Query, told: AsTold) -> dict[str, Claim]:
    narrated = {text(row["claim"]) for row in rows(query, _NARRATED)}
    found: dict[str, Claim] = {}
    for row in rows(query, _CLAIMS):
        iri = text(row["claim"])
        claim = found.setdefault(iri, Claim(text(row["document"]), narrated=iri in narrated))
        name, node = text(row["property"]), told.node(iri, text(row["node"]))
        claim.points_at[name] = min(node, claim.points_at.get(name, node))
    return {iri: found[iri] for iri in sorted(found)}


def _words(query: Query, claims: Iterable[str]) -> Described:
    return describe(query, claims, *sorted(set(_WORDS.values()), key=str))


def _by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


class _Units:
    """Collect units, whatever the order of the claims."""

    def __init__(self, idents: Idents) -> None:
        self._kinds: tuple[tuple[str, Kind], ...] = tuple((f"{idents.base}{kind}/", kind) for kind in KINDS)
        self._phrases: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._claims: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, document: str, node: str, phrases: Iterable[str], claim: str | None) -> None:
        if self._kind(node) is not None:
            self._phrases[document, node].update(phrases)
            self._claims[document, node].update([claim] if claim else [])

    def all(self) -> tuple[Unit, ...]:
        return tuple(self._all())

    def _all(self) -> Iterator[Unit]:
        for (document, node), phrases in sorted(self._phrases.items()):
            kind = self._kind(node)
            if kind is not None:
                claims = tuple(sorted(self._claims[document, node]))
                yield Unit(document, node, kind, tuple(sorted(phrases)) or (_UNNAMED,), claims)

    def _kind(self, node: str) -> Kind | None:
        return next((kind for start, kind in self._kinds if node.startswith(start)), None)
