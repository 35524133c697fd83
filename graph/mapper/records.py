"""Write records as N-Triples, the lines of one graph: a million votes are too many objects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from graph.idents import Idents
from graph.mapper.literals import date, english, integer
from graph.record import (
    Case,
    Entry,
    Membership,
    Provision,
    Record,
    ResolutionRecord,
    Source,
    StateCodes,
    TreatyAction,
    VetoListing,
    Voting,
)
from graph.terms import BASE_IRI, DCTERMS, OST, PROV, RDF, RDFS, SKOS, XSD

_A: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_CHOICES: Final = {"yes": OST.Yes, "no": OST.No, "abstain": OST.Abstain, "not_voting": OST.NotVoting}
_OUTCOMES: Final = {"adopted": OST.Adopted, "not_adopted": OST.NotAdopted}
_ACTS: Final = {
    "signed": (OST.Signed, "signature"),
    "ratified": (OST.Ratified, "ratification"),
    "withdrew": (OST.Withdrew, "withdrawal"),
    "not_party": (OST.NotParty, "no party"),
}
_BODIES: Final = {"S/": "body/un-security-council", "A/": "body/un-general-assembly"}
_RESOLUTIONS: Final = {"S/RES/": "Security Council resolution", "A/RES/": "General Assembly resolution"}
Lines = Iterator[str]


class RecordMapper:
    """Map the records of one source with the identifiers of one base address."""

    def __init__(self, source: Source, base: str = BASE_IRI) -> None:
        self._idents = Idents(base)
        self._base = base
        self.source = source
        self._node = self._idents.hashed("source", source.id)
        self._write: Mapping[type, Callable[[Any], Lines]] = {
            Voting: self._voting,
            VetoListing: self._listing,
            Membership: self._membership,
            TreatyAction: self._treaty_action,
            Provision: self._provision,
            Case: self._case,
            ResolutionRecord: self._resolution,
            StateCodes: self._state,
        }

    def lines(self, record: Record) -> Lines:
        """Yield the triples of a record, a line each; records that share a node all describe it."""
        return self._write[type(record)](record)

    def event(self, key: str) -> str:
        """Return the IRI of a voting event by its key."""
        return f"{self._base}voting/{key}"

    def description(self, graph: NamedNode, version: str) -> Lines:
        """Yield what the graph, its source, the source's files and the import are."""
        source = self.source
        run = self._idents.hashed("import", source.id, *(file.sha256 for file in source.files))
        yield from _node(graph, OST.AssertedGraph, (PROV.wasGeneratedBy, run))
        yield from _node(
            run,
            OST.RecordImport,
            (PROV.used, self._node),
            (OST.software, Literal("ostrakon")),
            (OST.softwareVersion, Literal(version)),
        )
        files = [self._idents.hashed("file", source.id, file.name) for file in source.files]
        yield from _node(
            self._node,
            OST.RecordSource,
            (DCTERMS.identifier, Literal(source.id)),
            (DCTERMS.title, english(source.title)),
            (DCTERMS.publisher, _text(source.publisher)),
            (DCTERMS.source, NamedNode(source.address) if source.address else None),
            (DCTERMS.license, _text(source.licence)),
            (OST.layout, Literal(source.layout)),
            *((OST.file, node) for node in files),
        )
        for node, file in zip(files, source.files, strict=True):
            yield from _node(
                node, OST.RecordFile, (OST.fileName, Literal(file.name)), (OST.sha256, Literal(file.sha256))
            )

    def _voting(self, voting: Voting) -> Lines:
        event = NamedNode(self.event(voting.key))
        draft, named = self._draft(voting.draft, voting.draft_text, voting.key, voting.amendment)
        yield from self._described(draft, named, voting)
        yield from _node(
            event,
            OST.VotingEvent,
            (RDFS.label, english(f"voting on {named}, {voting.date}")),
            (OST.on, draft),
            (OST.body, NamedNode(voting.body)),
            (OST.date, date(voting.date)),
            (OST.outcome, _OUTCOMES[voting.outcome] if voting.outcome else None),
            (OST.meeting, _text(voting.meeting)),
            (OST.agenda, _text(voting.agenda)),
            (DCTERMS.title, english(voting.title) if voting.title else None),
            (OST.procedural, Literal("true", datatype=XSD.boolean) if voting.procedural else None),
            (OST.yes, _whole(voting.yes)),
            (OST.no, _whole(voting.no)),
            (OST.abstained, _whole(voting.abstained)),
            (OST.notVoting, _whole(voting.not_voting)),
        )
        if voting.resolution and voting.outcome == "adopted":
            resolution = self._resolution_node(voting.resolution)
            yield from self._resolution_lines(resolution, voting.resolution)
            yield f"{event} {OST.adopts} {resolution} ."
        yield from self._votes(voting, str(event))
        for sponsor in voting.sponsors:
            node = self._idents.iri("sponsorship", f"{_tail(draft.value)}/{_tail(sponsor)}")
            yield from _node(
                node,
                OST.Sponsorship,
                (OST.sponsor, NamedNode(sponsor)),
                (OST.draft, draft),
                (OST.role, OST.Sponsor),
            )
        yield from self._entry(voting.entry, event)

    def _votes(self, voting: Voting, event: str) -> Lines:
        seen: Counter[str] = Counter()
        for voter, choice in zip(voting.voters, voting.choices, strict=True):
            seen[voter] += 1
            again = (
                f"-{seen[voter]}" if seen[voter] > 1 else ""
            )  # a second vote of one voter is kept, as a conflict
            vote = f"<{self._base}vote/{voting.key}/{voter.rsplit('/', 1)[1]}{again}>"
            yield f"{vote} {_A} {_VOTE} ."
            yield f"{vote} {_IN} {event} ."
            yield f"{vote} {_VOTER} <{voter}> ."
            yield f"{vote} {_CHOICE} {_CHOSEN[choice]} ."

    def _described(self, draft: NamedNode, named: str, voting: Voting) -> Lines:
        yield from _node(
            draft,
            OST.Draft,
            (RDFS.label, english(f"draft resolution {named}" if voting.draft else named)),
            (OST.symbol, _text(None if voting.amendment else voting.draft)),
            (OST.body, NamedNode(voting.body)),
            *((OST.subject, NamedNode(subject)) for subject in voting.subjects),
        )

    def _draft(
        self, symbol: str | None, text: str | None, key: str, amendment: bool = False
    ) -> tuple[NamedNode, str]:
        """Return the node of a draft and what it is called."""
        if symbol and not amendment:
            return self._idents.iri("draft", symbol.replace("/", "-")), symbol
        return self._idents.hashed("draft", "voting", key), text or f"text voted on ({key})"

    def _listing(self, listing: VetoListing) -> Lines:
        key = f"{self.source.id} {listing.entry.id}"
        draft, named = self._draft(listing.draft, listing.draft_text, key)
        yield from _node(
            draft,
            OST.Draft,
            (RDFS.label, english(f"draft resolution {named}" if listing.draft else named)),
            (OST.symbol, _text(listing.draft)),
            (OST.body, NamedNode(listing.body)),
        )
        for voter in listing.vetoing:
            node = self._idents.iri("listing", f"{_tail(draft.value)}/{_tail(voter)}")
            yield from _node(
                node,
                OST.VetoListing,
                (OST.actor, NamedNode(voter)),
                (OST.draft, draft),
                (OST.body, NamedNode(listing.body)),
                (OST.date, date(listing.date)),
                (OST.meeting, _text(listing.meeting)),
                (OST.agenda, _text(listing.agenda)),
            )
            yield from self._entry(listing.entry, node)

    def _membership(self, term: Membership) -> Lines:
        name = f"{_tail(term.of)}/{_tail(term.member)}" + (f"-{term.start}" if term.start else "")
        node = self._idents.iri("membership", name)
        yield from _node(
            node,
            OST.Membership,
            (OST.member, NamedNode(term.member)),
            (OST.of, NamedNode(term.of)),
            (OST.role, OST[term.role]),
            (OST["from"], date(term.start) if term.start else None),
            (OST.to, date(term.end) if term.end else None),
        )
        yield from self._entry(term.entry, node)

    def _treaty_action(self, act: TreatyAction) -> Lines:
        kind, word = _ACTS[act.action]
        node = self._idents.iri("treaty-action", f"{_tail(act.instrument)}/{_tail(act.actor)}/{act.action}")
        yield from _node(
            node,
            OST.TreatyAction,
            (RDFS.label, english(f"{word}: {_tail(act.actor)}, {_tail(act.instrument)}")),
            (OST.actor, NamedNode(act.actor)),
            (OST.instrument, NamedNode(act.instrument)),
            (OST.action, kind),
            (OST.date, date(act.date) if act.date else None),
            (SKOS.note, english(act.note) if act.note else None),
        )
        yield from self._entry(act.entry, node)

    def _provision(self, article: Provision) -> Lines:
        node = self._idents.iri("provision", f"{_tail(article.statute)}/art-{_plain(article.number)}")
        title = f": {article.title}" if article.title else ""
        yield from _node(
            node,
            OST.Provision,
            (RDFS.label, english(f"Article {article.number}{title}")),
            (OST.partOf, NamedNode(article.statute)),
            (DCTERMS.description, english(article.text) if article.text else None),
        )
        yield from self._entry(article.entry, node)

    def _case(self, case: Case) -> Lines:
        node = self._idents.iri("case", f"{_tail(case.court)}-{_plain(case.number)}")
        yield from _node(
            node,
            OST.Case,
            (RDFS.label, english(case.title)),
            (DCTERMS.identifier, Literal(case.number)),
            (OST.body, NamedNode(case.court)),
            *((OST.applicant, NamedNode(party)) for party in case.applicants),
            *((OST.respondent, NamedNode(party)) for party in case.respondents),
        )
        yield from self._entry(case.entry, node)

    def _resolution(self, record: ResolutionRecord) -> Lines:
        node = self._resolution_node(record.symbol)
        yield from self._resolution_lines(node, record.symbol)
        yield from _more(
            str(node),
            (DCTERMS.title, english(record.title)),
            (DCTERMS.date, date(record.date)),
            (OST.meeting, _text(record.meeting)),
            (OST.agenda, _text(record.agenda)),
            *((DCTERMS.subject, Literal(subject)) for subject in record.subjects),
        )
        yield from self._entry(record.entry, node)

    def _resolution_node(self, symbol: str) -> NamedNode:
        return self._idents.iri(
            "resolution", _plain(symbol.partition("(")[0] if symbol[0] == "S" else symbol)
        )

    def _resolution_lines(self, node: NamedNode, symbol: str) -> Lines:
        spelt = next((name for start, name in _RESOLUTIONS.items() if symbol.startswith(start)), None)
        label = (
            f"{spelt} {symbol.split('/', 2)[2].replace('(', ' (', 1)}" if spelt else f"resolution {symbol}"
        )
        body = _BODIES.get(symbol[:2])
        yield from _node(
            node,
            OST.Resolution,
            (RDFS.label, english(label)),
            (OST.symbol, Literal(symbol)),
            (OST.body, NamedNode(self._base + body) if body else None),
        )

    def _state(self, codes: StateCodes) -> Lines:
        node = NamedNode(codes.state)
        yield from _more(
            str(node),
            (OST.iso3, Literal(codes.iso3)),
            (OST.iso2, _text(codes.iso2)),
            (OST.m49, Literal(codes.m49.zfill(3)) if codes.m49 else None),
            *((SKOS.altLabel, english(name)) for name in codes.names),
            (
                SKOS.exactMatch,
                NamedNode(codes.wikidata.replace("https://www.wikidata.org/wiki/", _WIKIDATA))
                if codes.wikidata
                else None,
            ),
        )
        yield from self._entry(codes.entry, node)

    def _entry(self, entry: Entry, about: NamedNode) -> Lines:
        node = self._idents.hashed("entry", self.source.id, entry.id)
        yield from _node(
            node,
            OST.RecordEntry,
            (DCTERMS.identifier, Literal(entry.id)),
            (OST.records, about),
            (OST.inSource, self._node),
            (OST.rows, Literal(entry.rows)),
            *((OST.mended, Literal(mend)) for mend in entry.mended),
        )
        for rule, reason in entry.conflicts:
            conflict = self._idents.hashed("conflict", self.source.id, entry.id, about.value, rule, reason)
            yield from _node(
                conflict, OST.Conflict, (OST.conflictOf, about), (OST.says, Literal(f"{rule}: {reason}"))
            )


_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_VOTE, _IN, _VOTER, _CHOICE = (str(term) for term in (OST.Vote, OST["in"], OST.voter, OST.choice))
_CHOSEN: Final = {name: str(term) for name, term in _CHOICES.items()}


def _node(subject: NamedNode, kind: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal | None]) -> Lines:
    """Yield the class of a node, then what is said of it."""
    yield f"{subject} {_A} {kind} ."
    yield from _more(str(subject), *pairs)


def _more(subject: str, *pairs: tuple[NamedNode, NamedNode | Literal | None]) -> Lines:
    for predicate, value in pairs:
        if value is not None:
            yield f"{subject} {predicate} {value} ."


def _text(value: str | None) -> Literal | None:
    return Literal(value) if value else None


def _whole(value: int | None) -> Literal | None:
    return None if value is None else integer(value)


def _tail(iri: str) -> str:
    return iri.rsplit("/", 1)[1]


def _plain(text: str) -> str:
    return "-".join(part for part in "".join(c if c.isalnum() or c == "." else " " for c in text).split())
