"""Write records as N-Triples, the lines of one graph: a million votes are too many objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from graph.mapper.entries import Entries
from graph.mapper.lines import Lines, describe, more, plain, tail, text
from graph.mapper.literals import date, english
from graph.mapper.votings import Votings
from graph.record import (
    Case,
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
from graph.terms import BASE_IRI, DCTERMS, OST, PROV, RDFS, SKOS

_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_ACTS: Final = {
    "signed": (OST.Signed, "signature"),
    "ratified": (OST.Ratified, "ratification"),
    "withdrew": (OST.Withdrew, "withdrawal"),
    "not_party": (OST.NotParty, "no party"),
}


class RecordMapper:
    """Map the records of one source with the identifiers of one base address."""

    def __init__(self, source: Source, base: str = BASE_IRI) -> None:
        self._of = Entries(source, base)
        votings = Votings(self._of)
        self._write: Mapping[type, Callable[[Any], Lines]] = {
            Voting: votings.voting,
            VetoListing: votings.listing,
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

    def description(self, graph: NamedNode, version: str) -> Lines:
        """Yield what the graph, its source, the source's files and the import are."""
        source = self._of.source
        run = self._of.idents.hashed("import", source.id, *(file.sha256 for file in source.files))
        yield from describe(graph, OST.AssertedGraph, (PROV.wasGeneratedBy, run))
        yield from describe(
            run,
            OST.RecordImport,
            (PROV.used, self._of.node),
            (OST.software, Literal("ostrakon")),
            (OST.softwareVersion, Literal(version)),
        )
        files = [self._of.idents.hashed("file", source.id, file.name) for file in source.files]
        yield from describe(
            self._of.node,
            OST.RecordSource,
            (DCTERMS.identifier, Literal(source.id)),
            (DCTERMS.title, english(source.title)),
            (DCTERMS.publisher, text(source.publisher)),
            (DCTERMS.source, NamedNode(source.address) if source.address else None),
            (DCTERMS.license, text(source.licence)),
            (OST.layout, Literal(source.layout)),
            *((OST.file, node) for node in files),
        )
        for node, file in zip(files, source.files, strict=True):
            yield from describe(
                node, OST.RecordFile, (OST.fileName, Literal(file.name)), (OST.sha256, Literal(file.sha256))
            )

    def _membership(self, term: Membership) -> Lines:
        name = f"{tail(term.of)}/{tail(term.member)}" + (f"-{term.start}" if term.start else "")
        node = self._of.idents.iri("membership", name)
        yield from describe(
            node,
            OST.Membership,
            (OST.member, NamedNode(term.member)),
            (OST.of, NamedNode(term.of)),
            (OST.role, OST[term.role]),
            (OST["from"], date(term.start) if term.start else None),
            (OST.to, date(term.end) if term.end else None),
        )
        yield from self._of.entry(term.entry, node)

    def _treaty_action(self, act: TreatyAction) -> Lines:
        kind, word = _ACTS[act.action]
        node = self._of.idents.iri("treaty-action", f"{tail(act.instrument)}/{tail(act.actor)}/{act.action}")
        yield from describe(
            node,
            OST.TreatyAction,
            (RDFS.label, english(f"{word}: {tail(act.actor)}, {tail(act.instrument)}")),
            (OST.actor, NamedNode(act.actor)),
            (OST.instrument, NamedNode(act.instrument)),
            (OST.action, kind),
            (OST.date, date(act.date) if act.date else None),
            (SKOS.note, english(act.note) if act.note else None),
        )
        yield from self._of.entry(act.entry, node)

    def _provision(self, article: Provision) -> Lines:
        node = self._of.idents.iri("provision", f"{tail(article.statute)}/art-{plain(article.number)}")
        title = f": {article.title}" if article.title else ""
        yield from describe(
            node,
            OST.Provision,
            (RDFS.label, english(f"Article {article.number}{title}")),
            (OST.partOf, NamedNode(article.statute)),
            (DCTERMS.description, english(article.text) if article.text else None),
        )
        yield from self._of.entry(article.entry, node)

    def _case(self, case: Case) -> Lines:
        node = self._of.idents.iri("case", f"{tail(case.court)}-{plain(case.number)}")
        yield from describe(
            node,
            OST.Case,
            (RDFS.label, english(case.title)),
            (DCTERMS.identifier, Literal(case.number)),
            (OST.body, NamedNode(case.court)),
            *((OST.applicant, NamedNode(party)) for party in case.applicants),
            *((OST.respondent, NamedNode(party)) for party in case.respondents),
        )
        yield from self._of.entry(case.entry, node)

    def _resolution(self, record: ResolutionRecord) -> Lines:
        node = self._of.resolution(record.symbol)
        yield from self._of.resolution_lines(node, record.symbol)
        yield from more(
            str(node),
            (DCTERMS.title, english(record.title)),
            (DCTERMS.date, date(record.date)),
            (OST.meeting, text(record.meeting)),
            (OST.agenda, text(record.agenda)),
            *((DCTERMS.subject, Literal(subject)) for subject in record.subjects),
        )
        yield from self._of.entry(record.entry, node)

    def _state(self, codes: StateCodes) -> Lines:
        node = NamedNode(codes.state)
        yield from more(
            str(node),
            (OST.iso3, Literal(codes.iso3)),
            (OST.iso2, text(codes.iso2)),
            (OST.m49, Literal(codes.m49.zfill(3)) if codes.m49 else None),
            *((SKOS.altLabel, english(name)) for name in codes.names),
            (
                SKOS.exactMatch,
                NamedNode(codes.wikidata.replace("https://www.wikidata.org/wiki/", _WIKIDATA))
                if codes.wikidata
                else None,
            ),
        )
        yield from self._of.entry(codes.entry, node)
