"""List the votings of the official record, the newest first; the work is bounded by the number of votings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.errors import FilterError
from graph.naming import Ref
from graph.queries.filters import Filters, check_dates, named, overlaps
from graph.queries.matches import CHOICES, OUTCOMES, counts_of, key_of, outcome_of
from graph.queries.nodes import Nodes, tell, text, values
from graph.queries.paging import Key, Page, stretch
from graph.store import View
from graph.terms import DCTERMS, OST, RDFS

_KEYS: Final = "SELECT DISTINCT ?event ?date {{ {wanted} ?event a ost:VotingEvent ; ost:date ?date }}"
# Read from the few: the voter's own votes, the drafts of a subject; never all votes of all events.
_BODY: Final = "?event ost:body ?body ."
_SUBJECT: Final = "?draft ost:subject ?subject . ?event ost:on ?draft ."
_VOTER: Final = "?vote ost:voter ?voter ; ost:in ?event ."
_CHOICE: Final = "?vote ost:choice ?choice . FILTER(?choice = {choice})"
_OUTCOME: Final = "?event ost:outcome ?outcome . FILTER(?outcome = {outcome})"

_ANY: Final = "SELECT ?event { ?event a ost:VotingEvent } LIMIT 1"
_VETOES: Final = "SELECT DISTINCT ?event ?voter { ?vote a ost:Veto ; ost:in ?event ; ost:voter ?voter }"
_SPONSORS: Final = """
SELECT ?draft (COUNT(DISTINCT ?who) AS ?sponsors) {{
  {drafts} ?sponsorship ost:draft ?draft ; ost:sponsor ?who
}} GROUP BY ?draft"""
_SOURCES: Final = """
SELECT DISTINCT ?event ?source {{ {events} ?entry ost:records ?event ; ost:inSource ?source }}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingFilters:
    """Say which votings are wanted; None lets every one through.

    `body`, `voter` and `subject` are an IRI, the part of an IRI after the base or a name. `choice` is what
    the voter chose. `since` and `until` are a year, a month or a day.
    """

    body: str | None = None
    voter: str | None = None
    choice: str | None = None
    subject: str | None = None
    outcome: str | None = None
    vetoed: bool | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """Name a source of the record."""

    id: str
    title: str
    publisher: str | None
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingItem:
    """Hold a voting as the record has it; a count that the record lacks is left out."""

    id: str
    key: str
    label: str
    draft: Ref | None
    symbol: str | None
    resolution: Ref | None
    body: Ref | None
    date: str | None
    meeting: str | None
    agenda: str | None
    title: str | None
    procedural: bool
    outcome: str | None
    counts: dict[str, int]
    vetoes: list[Ref]
    sponsors_count: int
    sources: list[SourceRef]


def votings(
    view: View, filters: VotingFilters, *, after: str | None = None, limit: int = 50
) -> Page[VotingItem]:
    """Return the votings that pass, the newest first; raise FilterError."""
    bounds = Filters(since=filters.since, until=filters.until)
    check_dates(bounds)
    wanted, unknown = _wanted(view, filters)
    vetoes = vetoes_of(view)
    keys: dict[Key, NamedNode] = {}
    for row in view.select(_KEYS.format(wanted=wanted)):
        event, date = row["event"], text(row["date"])
        fits = filters.vetoed is None or filters.vetoed == (text(event) in vetoes)
        if isinstance(event, NamedNode) and fits and overlaps(date, bounds):
            keys[_key(event, date)] = event
    part, following = stretch(sorted(keys), after, limit)
    return Page(voting_items(view, [keys[key] for key in part], vetoes), len(keys), following, unknown)


def is_empty(view: View) -> bool:
    """Say whether no voting of any record has been imported."""
    return next(view.select(_ANY), None) is None


def vetoes_of(view: View) -> dict[str, list[NamedNode]]:
    """Return who vetoed, by voting; a few hundred in the whole record."""
    found: dict[str, list[NamedNode]] = defaultdict(list)
    for row in view.select(_VETOES):
        voter = row["voter"]
        if isinstance(voter, NamedNode):
            found[text(row["event"])].append(voter)
    return found


def voting_items(
    view: View, events: Sequence[NamedNode], vetoes: dict[str, list[NamedNode]]
) -> list[VotingItem]:
    """Return votings in the order given, in a number of queries that does not grow with them."""
    if not events:
        return []
    told = Nodes()
    tell(view, told, events)
    sources = _sources(view, events)
    drafts = told.linked(events, OST.on)
    near = [*drafts, *told.linked(events, OST.body), *told.linked(events, OST.adopts)]
    states = {voter for event in events for voter in vetoes.get(event.value, ())}
    tell(view, told, {*near, *states, *(one for many in sources.values() for one in many)})
    sponsors = _sponsors(view, drafts)
    return [
        _item(told, event.value, vetoes.get(event.value, []), sponsors, sources.get(event.value, []))
        for event in events
    ]


def source_ref(told: Nodes, iri: str) -> SourceRef:
    """Read what names a source of the record."""
    return SourceRef(
        id=iri,
        title=told.text(iri, DCTERMS.title) or told.text(iri, DCTERMS.identifier) or iri,
        publisher=told.text(iri, DCTERMS.publisher),
        address=told.text(iri, DCTERMS.source),
    )


def _item(
    told: Nodes, iri: str, vetoes: Sequence[NamedNode], sponsors: Counter[str], sources: Sequence[NamedNode]
) -> VotingItem:
    draft = told.link(iri, OST.on)
    return VotingItem(
        id=iri,
        key=key_of(iri),
        label=told.text(iri, RDFS.label) or key_of(iri),
        draft=draft,
        symbol=told.text(draft.id, OST.symbol) if draft else None,
        resolution=told.link(iri, OST.adopts),
        body=told.link(iri, OST.body),
        date=told.text(iri, OST.date),
        meeting=told.text(iri, OST.meeting),
        agenda=told.text(iri, OST.agenda),
        title=told.text(iri, DCTERMS.title),
        procedural=told.text(iri, OST.procedural) == "true",
        outcome=outcome_of(told, iri),
        counts=counts_of(told, iri),
        vetoes=sorted((told.ref(voter.value) for voter in vetoes), key=lambda ref: (ref.label, ref.id)),
        sponsors_count=sponsors[draft.id] if draft else 0,
        sources=[source_ref(told, source.value) for source in sources],
    )


def _key(event: NamedNode, date: str) -> Key:
    # The newest first, in an order that ascends: days count backwards.
    return -int(f"{date.replace('-', ''):0<8}"), key_of(event.value)


def _sponsors(view: View, drafts: Sequence[NamedNode]) -> Counter[str]:
    rows = view.select(_SPONSORS.format(drafts=values("draft", drafts)))
    return Counter({text(row["draft"]): int(text(row["sponsors"])) for row in rows})


def _sources(view: View, events: Sequence[NamedNode]) -> dict[str, list[NamedNode]]:
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for row in view.select(_SOURCES.format(events=values("event", events))):
        source = row["source"]
        if isinstance(source, NamedNode):
            found[text(row["event"])].add(source)
    return {event: sorted(many, key=str) for event, many in found.items()}


def _wanted(view: View, filters: VotingFilters) -> tuple[str, tuple[str, ...]]:
    """Return the filters as patterns over `?event`, and the names that nothing carries."""
    if filters.choice is not None and filters.voter is None:
        raise FilterError("choice: whose choice it is must be said, too", hint="voter=state/RUS&choice=no")
    parts: list[str] = []
    unknown: list[str] = []
    patterns = {"subject": (filters.subject, _SUBJECT), "voter": (filters.voter, _VOTER)}
    for name, (given, pattern) in {**patterns, "body": (filters.body, _BODY)}.items():
        if given is not None:
            nodes = named(view, given, kind=name)
            unknown += [] if nodes else [given]
            parts.append(values(name, nodes) + pattern)
    if filters.choice is not None:
        parts.append(_CHOICE.format(choice=_term(CHOICES, "choice", filters.choice)))
    if filters.outcome is not None:
        parts.append(_OUTCOME.format(outcome=_term(OUTCOMES, "outcome", filters.outcome)))
    return "\n".join(parts), tuple(unknown)


def _term(table: dict[str, NamedNode], name: str, given: str) -> NamedNode:
    if given not in table:
        raise FilterError(f"{name}: {given!r} is not known", hint=f"one of {', '.join(table)}")
    return table[given]
