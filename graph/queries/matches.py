"""Read which events of record reports are held to be about, in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.naming import Ref
from graph.queries.nodes import Nodes, tell, text, values
from graph.store import View
from graph.terms import OST, RDF, RDFS

# From a claim to its matches: a store may hold many more matches than are asked for.
_MATCHES: Final = """
SELECT ?s ?p ?o {{ {claims} ?s ost:report ?claim ; ost:record ?record ; ?p ?o }}"""
_VOTINGS_ON: Final = """
SELECT ?s ?p ?o {{ {drafts} ?s ost:on ?draft ; a ost:VotingEvent ; ?p ?o }}"""

COUNTS: Final = {"yes": OST.yes, "no": OST.no, "abstain": OST.abstained, "not_voting": OST.notVoting}
OUTCOMES: Final = {"adopted": OST.Adopted, "not_adopted": OST.NotAdopted}
CHOICES: Final = {"yes": OST.Yes, "no": OST.No, "abstain": OST.Abstain, "not_voting": OST.NotVoting}
KINDS: Final = {OST.Vote: "vote", OST.VotingEvent: "voting", OST.Sponsorship: "sponsorship"}
_SAID: Final = {
    term.value: name
    for term, name in zip(CHOICES.values(), ("Yes", "No", "Abstain", "Not voting"), strict=True)
}
_DID: Final = {
    "Yes": "voted Yes on",
    "No": "voted No on",
    "Abstain": "abstained on",
    "Not voting": "did not vote on",
}
_ENDED: Final = {"adopted": "Adopted", "not_adopted": "Not adopted", None: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """Hold an event of record that a report is, or may be, about, and how well the two fit."""

    id: str
    label: str
    kind: str
    certain: bool
    score: float
    reason: str
    voting: str | None
    says: str
    veto: bool
    symbol: str | None
    date: str | None
    outcome: str | None
    counts: dict[str, int]


def recorded(view: View, claims: Sequence[NamedNode]) -> dict[str, list[OnRecord]]:
    """Return what the record has of some claims, by claim: the certain first, then by score."""
    told = Nodes(view.select(_MATCHES.format(claims=values("claim", claims))))
    matches = sorted({NamedNode(iri) for kind in _MATCHED for iri in told.of(kind)}, key=str)
    if not matches:
        return {}
    _tell_events(view, told, matches)
    found: dict[str, list[OnRecord]] = defaultdict(list)
    for match in matches:
        found[told.texts(match.value, OST.report)[0]].append(_on_record(told, match.value))
    return {claim: sorted(many, key=_rank) for claim, many in found.items()}


_MATCHED: Final = (OST.CertainMatch, OST.CandidateMatch)


def _rank(one: OnRecord) -> tuple[bool, float, str, str]:
    return not one.certain, -one.score, one.date or "", one.id


def _tell_events(view: View, told: Nodes, matches: Iterable[NamedNode]) -> None:
    """Add the events of record, then votings and drafts, then who and what is named there."""
    events = told.linked(matches, OST.record)
    tell(view, told, events)
    drafts = told.linked(events, OST.draft)
    if drafts:
        told.add(view.select(_VOTINGS_ON.format(drafts=values("draft", drafts))))
    votings = told.linked(events, OST["in"])
    tell(view, told, votings)
    people = told.linked(events, OST.voter) + told.linked(events, OST.sponsor)
    tell(view, told, {*drafts, *people, *told.linked([*votings, *events], OST.on)})


def _on_record(told: Nodes, match: str) -> OnRecord:
    event = told.texts(match, OST.record)[0]
    classes = told.terms(event, RDF.type)
    kind = next((name for term, name in KINDS.items() if term in classes), "event")
    voting = voting_of(told, event, kind)
    draft = told.link(event, OST.draft) or (told.link(voting, OST.on) if voting else None)
    says, veto = _says(told, event, kind), OST.Veto in classes
    return OnRecord(
        id=event,
        label=_label(told, event, draft, says, veto),
        kind=kind,
        certain=OST.CertainMatch in told.terms(match, RDF.type),
        score=float(told.text(match, OST.score) or 0),
        reason=told.text(match, OST.reason) or "",
        voting=key_of(voting) if voting else None,
        says=says,
        veto=veto,
        symbol=told.text(draft.id, OST.symbol) if draft else None,
        date=told.text(voting, OST.date) if voting else None,
        outcome=outcome_of(told, voting) if voting else None,
        counts=counts_of(told, voting) if voting else {},
    )


def voting_of(told: Nodes, event: str, kind: str) -> str | None:
    """Return the voting that an event of record is, belongs to, or led to."""
    if kind == "voting":
        return event
    if kind == "vote":
        return told.text(event, OST["in"])
    draft = told.text(event, OST.draft)
    return next((one for one in told.of(OST.VotingEvent) if draft in told.texts(one, OST.on)), None)


def key_of(voting: str) -> str:
    """Return the part of a voting's IRI by which the record knows it."""
    return voting.partition("/voting/")[2]


def outcome_of(told: Nodes, voting: str) -> str | None:
    """Return what came of a voting, None where nothing says so or sources contradict each other."""
    terms = told.terms(voting, OST.outcome)
    return next((name for name, term in OUTCOMES.items() if terms == [term]), None)


def counts_of(told: Nodes, voting: str) -> dict[str, int]:
    """Return the counts that the record gives; what it does not count is left out."""
    return {name: told.number(voting, term) for name, term in COUNTS.items() if told.terms(voting, term)}


def _says(told: Nodes, event: str, kind: str) -> str:
    if kind == "vote":
        return " and ".join(_SAID.get(text(term), "") for term in told.terms(event, OST.choice))
    if kind == "sponsorship":
        return "Sponsor"
    return _ENDED[outcome_of(told, event)] if kind == "voting" else ""


def _label(told: Nodes, event: str, draft: Ref | None, says: str, veto: bool) -> str:
    """Say an event of record in a few words: Russia voted No on S/2014/348 (veto)."""
    what = (told.text(draft.id, OST.symbol) or draft.label) if draft else ""
    voter, sponsor = told.link(event, OST.voter), told.link(event, OST.sponsor)
    if voter is not None:
        return f"{voter.label} {_DID.get(says, f'cast {says} on')} {what}" + (" (veto)" if veto else "")
    if sponsor is not None:
        return f"{sponsor.label} is a sponsor of {what}"
    return f"voting on {what}" if what else told.text(event, RDFS.label) or event.rpartition("/")[2]
