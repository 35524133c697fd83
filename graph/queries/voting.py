"""Show one voting of the record: who voted how, who sponsored it, and what documents report of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from graph.errors import NotFoundError
from graph.naming import Ref
from graph.queries.browse import claim_records
from graph.queries.matches import CHOICES, OnRecord
from graph.queries.nodes import Nodes, known, tell, values
from graph.queries.records import ClaimRecord
from graph.queries.votings import SourceRef, VotingItem, source_ref, vetoes_of, voting_items
from graph.store import View, base_of
from graph.terms import OST, RDF

_VOTES: Final = "SELECT ?event ?s ?p ?o { ?s ost:in ?event ; ost:voter ?voter ; ?p ?o }"
_SPONSORS: Final = "SELECT DISTINCT ?draft ?who { ?sponsorship ost:draft ?draft ; ost:sponsor ?who }"
_ENTRIES: Final = "SELECT ?event ?s ?p ?o { ?s ost:records ?event ; ost:rows ?rows ; ?p ?o }"
_CONFLICTS: Final = "SELECT DISTINCT ?s ?p ?o {{ {things} ?s ost:conflictOf ?thing ; ?p ?o }}"
# From the event to what is held to report it; each arm begins at what is given, not at all matches.
_REPORTS: Final = """
SELECT DISTINCT ?event ?claim {
  { ?match ost:record ?event ; ost:report ?claim }
  UNION { ?vote ost:in ?event . ?match ost:record ?vote ; ost:report ?claim }
  UNION {
    ?event ost:on ?draft . ?sponsorship ost:draft ?draft ; ost:sponsor ?who .
    ?match ost:record ?sponsorship ; ost:report ?claim
  }
}"""
_ORDER: Final = ("no", "abstain", "not_voting", "yes")


@dataclass(frozen=True, slots=True)
class VoteItem:
    """Hold what one voter chose, and whether that was a veto."""

    voter: Ref
    choice: str
    veto: bool


@dataclass(frozen=True, slots=True)
class EntryItem:
    """Hold where a voting stands in a source: its rows, and what the import put right there."""

    source: SourceRef
    rows: str
    mended: list[str]


@dataclass(frozen=True, slots=True)
class ConflictItem:
    """Hold what sources contradict each other about: a property of the voting, or of one voter's vote."""

    property: str | None
    voter: Ref | None
    says: list[str]


@dataclass(frozen=True, slots=True)
class ReportItem:
    """Hold a claim that is, or may be, about a voting, and the event of record that it fits."""

    claim: ClaimRecord
    match: OnRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingRecord:
    """Hold all that the record has on one voting, beside what documents report of it."""

    item: VotingItem
    votes: list[VoteItem]
    sponsors: list[Ref]
    entries: list[EntryItem]
    conflicts: list[ConflictItem]
    reports: list[ReportItem]


def voting(view: View, key: str) -> VotingRecord:
    """Return the voting of a key; raise NotFoundError."""
    event = known(f"{base_of(view)}voting/{quote(key, safe='-._~')}")
    told = Nodes()
    tell(view, told, [event])
    if OST.VotingEvent not in told.terms(event.value, RDF.type):
        raise NotFoundError("the record has no voting of this key", where=key)
    [item] = voting_items(view, [event], vetoes_of(view))
    told.add(view.select(_VOTES, event=event))
    votes = [NamedNode(iri) for iri in told.of(OST.Vote)]
    tell(view, told, told.linked(votes, OST.voter))
    return VotingRecord(
        item=item,
        votes=_votes(told, votes),
        sponsors=_sponsors(view, told.linked([event], OST.on)),
        entries=_entries(view, event),
        conflicts=_conflicts(view, told, [event, *votes]),
        reports=_reports(view, event, item.key),
    )


def _votes(told: Nodes, votes: Sequence[NamedNode]) -> list[VoteItem]:
    """Return the votes, those that decided first; a vote that sources disagree on stands there twice."""
    found = [
        VoteItem(told.ref(voter), choice, OST.Veto in told.terms(vote.value, RDF.type))
        for vote in votes
        for voter in told.texts(vote.value, OST.voter)
        for choice, term in CHOICES.items()
        if term in told.terms(vote.value, OST.choice)
    ]
    return sorted(
        found, key=lambda vote: (not vote.veto, _ORDER.index(vote.choice), vote.voter.label, vote.voter.id)
    )


def _sponsors(view: View, drafts: Sequence[NamedNode]) -> list[Ref]:
    rows = [row["who"] for draft in drafts for row in view.select(_SPONSORS, draft=draft)]
    actors = {actor for actor in rows if isinstance(actor, NamedNode)}
    told = Nodes()
    tell(view, told, actors)
    return sorted((told.ref(actor.value) for actor in actors), key=lambda ref: (ref.label, ref.id))


def _entries(view: View, event: NamedNode) -> list[EntryItem]:
    told = Nodes(view.select(_ENTRIES, event=event))
    entries = told.of(OST.RecordEntry)
    tell(view, told, told.linked([NamedNode(iri) for iri in entries], OST.inSource))
    found = [
        EntryItem(source_ref(told, source), told.text(iri, OST.rows) or "", told.texts(iri, OST.mended))
        for iri in entries
        for source in told.texts(iri, OST.inSource)
    ]
    return sorted(found, key=lambda entry: (entry.source.title, entry.rows))


def _conflicts(view: View, voted: Nodes, things: Sequence[NamedNode]) -> list[ConflictItem]:
    told = Nodes(view.select(_CONFLICTS.format(things=values("thing", things))))
    found: list[ConflictItem] = []
    for iri in told.of(OST.Conflict):
        about = told.texts(iri, OST.conflictOf)[0]
        term = told.text(iri, OST.inProperty)
        named = term.rpartition("#")[2] if term else None
        found.append(ConflictItem(named, voted.link(about, OST.voter), told.texts(iri, OST.says)))
    return sorted(found, key=lambda one: (one.voter.label if one.voter else "", one.property or "", one.says))


def _reports(view: View, event: NamedNode, key: str) -> list[ReportItem]:
    rows = {row["claim"] for row in view.select(_REPORTS, event=event)}
    claims = sorted((claim for claim in rows if isinstance(claim, NamedNode)), key=str)
    found = [
        ReportItem(claim, match)
        for claim in claim_records(view, claims)
        for match in claim.record
        if match.voting == key
    ]
    return sorted(found, key=_rank)


def _rank(report: ReportItem) -> tuple[bool, float, str, int, str]:
    claim, match = report.claim, report.match
    return not match.certain, -match.score, claim.document.slug, claim.evidence.start, claim.fact
