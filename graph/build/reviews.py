"""Tell from a store what became of the decisions of reviewers, and what was merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.build.matching.ask import text
from graph.mapper.vocabulary import DECISIONS
from graph.review import Corrections
from graph.store import View

_REVIEWS = """
SELECT ?entry ?decision ?fact ?unmet {
  ?review a ost:Review ; dcterms:identifier ?entry ; ost:decision ?decision .
  OPTIONAL { ?review ost:ofFact ?fact } OPTIONAL { ?review ost:unmet ?unmet }
}"""
_DOCUMENTS = "SELECT ?id { ?document a ost:Document ; dcterms:identifier ?id }"
_UNMET = "SELECT ?what { ?file a ost:IdentityFile ; ost:unmet ?what } ORDER BY ?what"
_MERGES = """
SELECT ?into ?name ?document ?phrase ?score ?reason {
  ?merge a ost:Merge ; ost:into ?into ; ost:inDocument/dcterms:identifier ?document ; ost:phrase ?phrase ;
    ost:score ?score ; ost:reason ?reason .
  OPTIONAL { ?into skos:prefLabel|rdfs:label ?name }
}"""


@dataclass(frozen=True, slots=True)
class Met:
    """Tell what became of one decision: the fact that it met, or why it met none."""

    entry: str
    decision: str
    fact: str | None
    unmet: str | None


@dataclass(frozen=True, slots=True, order=True)
class Merged:
    """Tell that a document's words mean a node, how surely and why."""

    into: str
    name: str
    document: str
    phrase: str
    score: str
    reason: str


def met(view: View) -> dict[str, Met]:
    """Return what became of the decisions that were applied, by their ids."""
    words = {term.value: word for word, term in DECISIONS.items()}
    found = {}
    for row in view.select(_REVIEWS):
        fact, unmet, entry = row["fact"], row["unmet"], text(row["entry"])
        decision = words.get(text(row["decision"]), "")
        found[entry] = Met(entry, decision, text(fact) if fact else None, text(unmet) if unmet else None)
    return found


def unmet(view: View, corrections: Corrections) -> Iterator[tuple[str, str, str]]:
    """Yield each entry that met nothing: its id, its document, why."""
    known = met(view)
    documents = {text(row["id"]) for row in view.select(_DOCUMENTS)}
    for entry in corrections.entries:
        found = known.get(entry.key)
        if found is not None and found.unmet:
            yield entry.key, entry.fact.document, found.unmet
        elif found is None and entry.fact.document not in documents:
            yield entry.key, entry.fact.document, "the store has no such document"
        elif found is None:
            yield entry.key, entry.fact.document, "not applied yet: build again"


def unmet_identities(view: View) -> list[str]:
    """Return in words what entries of the file of identities met nothing."""
    return [text(row["what"]) for row in view.select(_UNMET)]


def merged(view: View) -> Mapping[str, list[Merged]]:
    """Return what was merged, by the node into which, in order."""
    rows: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in view.select(_MERGES):
        key = tuple(text(row[name]) for name in ("into", "document", "phrase", "score", "reason"))
        rows[key].add(text(row["name"]) if row["name"] else "")
    found: dict[str, list[Merged]] = defaultdict(list)
    for (into, document, phrase, score, reason), names in sorted(rows.items()):
        name = min(names, key=lambda one: (-len(one), one))
        found[into].append(Merged(into, name, document, phrase, score, reason))
    return found
