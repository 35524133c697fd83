"""Turn the filters of a request into terms: what is wanted of a claim, and which names mean what."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.errors import FilterError
from graph.mapper.vocabulary import CLASSES, STANCES, STATUSES
from graph.queries.nodes import values
from graph.store import View, base_of
from graph.terms import OST

_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LOCAL: Final = re.compile(r"[a-z]+/[^\s<>\"{}|\\^`]+")

_NAMED: Final = """
SELECT DISTINCT ?node ?wanted {
  ?node skos:prefLabel|skos:altLabel|ost:metonym|rdfs:label|ost:symbol|dcterms:title|dcterms:identifier ?name
  FILTER(LCASE(STR(?name)) = ?wanted && isIRI(?node))
}"""

_PRESENT: Final = "SELECT ?node { ?node ?p ?o } LIMIT 1"

_ACTOR: Final = """
  { ?claim ost:actor ?actor } UNION { ?claim ost:speaker ?actor }
  UNION { ?claim ost:claimant ?actor FILTER NOT EXISTS { ?claim ost:actor ?somebody } }"""
_TARGET: Final = "?claim ost:target ?target ."
_CRIME: Final = "?claim ost:crime ?crime ."
_DOCUMENT: Final = ""  # every claim says where it is stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Say which claims are wanted; None lets every claim through.

    `actor`, `target`, `crime` and `document` are an IRI, the part of an IRI after the base (`state/FRA`) or a
    name. `since` and `until` are a year, a month or a day; a claim passes when its date may lie between them.
    """

    type: str | None = None
    actor: str | None = None
    target: str | None = None
    crime: str | None = None
    document: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    """Hold the filters as SPARQL, and the names that nothing in the graph carries."""

    text: str
    unknown: tuple[str, ...]


def clauses(view: View, filters: Filters) -> Clauses:
    """Return the filters as patterns over `?claim` and `?document`; raise FilterError."""
    parts = [_type(filters.type), _status(filters.status)]
    unknown: list[str] = []
    wanted = {
        "actor": (filters.actor, _ACTOR),
        "target": (filters.target, _TARGET),
        "crime": (filters.crime, _CRIME),
        "document": (filters.document, _DOCUMENT),
    }
    for name, (text, pattern) in wanted.items():
        if text is not None:
            nodes = named(view, text, kind=name)
            unknown += [] if nodes else [text]
            parts.append(values(name, nodes) + pattern)
    return Clauses("\n".join(part for part in parts if part), tuple(unknown))


def named(view: View, text: str, *, kind: str) -> list[NamedNode]:
    """Return the nodes that an IRI, a local part or a name means; raise FilterError for a broken IRI."""
    if "://" in text:
        return _present(view, _node(text, kind))
    found = {row["node"] for row in view.select(_NAMED, wanted=Literal(text.strip().lower()))}
    if _LOCAL.fullmatch(text):
        found.update(_present(view, _node(base_of(view) + text, kind)))
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _present(view: View, node: NamedNode) -> list[NamedNode]:
    return [node] if next(view.select(_PRESENT, node=node), None) else []


def overlaps(date: str | None, filters: Filters) -> bool:
    """Say whether a date at its own precision may lie between the bounds; a claim without one does not."""
    if filters.since is None and filters.until is None:
        return True
    if date is None:
        return False
    after = filters.since is None or _last(date) >= _first(filters.since)
    return after and (filters.until is None or _first(date) <= _last(filters.until))


def check_dates(filters: Filters) -> None:
    """Raise FilterError for a bound that is no date, or for bounds in the wrong order."""
    for text in (filters.since, filters.until):
        if text is not None and not _is_date(text):
            raise FilterError(f"{text!r} is not a date", hint="write a year, a month or a day: 2014-05-22")
    if filters.since and filters.until and _first(filters.since) > _last(filters.until):
        raise FilterError(f"{filters.since} comes after {filters.until}")


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(_first(text))
    except ValueError:  # as the 31st of February
        return False
    return True


def _first(date: str) -> str:
    return (date + "-01-01"[len(date) - 4 :])[:10] if len(date) < 10 else date[:10]


def _last(date: str) -> str:
    return (date + "-12-31"[len(date) - 4 :])[:10] if len(date) < 10 else date[:10]


def _node(iri: str, kind: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise FilterError(f"{kind}: {iri!r} is not an IRI") from error


def _type(name: str | None) -> str:
    if name is None:
        return ""
    if name not in CLASSES:
        raise FilterError(f"type: {name!r} is not known", hint=f"one of {', '.join(CLASSES)}")
    stance = f"?claim ost:stance {STANCES[name]} ." if name in STANCES else ""
    return f"?claim a {CLASSES[name]} . {stance}"


def _status(name: str | None) -> str:
    if name is None:
        return ""
    if name not in STATUSES:
        raise FilterError(f"status: {name!r} is not known", hint=f"one of {', '.join(STATUSES)}")
    return f"?claim {OST.status} {STATUSES[name]} ."
