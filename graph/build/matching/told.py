"""Gather what the texts tell: their reports, by document and draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.build.matching.ask import Described, Query, collected, count, describe, every, first, local, rows
from graph.build.matching.astold import AsTold
from graph.build.matching.model import Kind, Report, Story, Tally
from graph.build.matching.names import States
from graph.build.matching.spans import Span, span
from graph.terms import DCTERMS, OST, RDF, RDFS

KINDS: dict[str, Kind] = {
    OST.VetoReport.value: "veto",
    OST.VoteReport.value: "vote",
    OST.SponsorshipReport.value: "sponsorship",
}
_REPORTS = """
SELECT ?node ?property ?value {
  {
    SELECT DISTINCT ?node {
      VALUES ?kind { ost:VetoReport ost:VoteReport ost:SponsorshipReport }
      ?node a ?kind
    }
  }
  ?node ?property ?value .
  FILTER (?property IN (
    rdf:type, ost:statedIn, ost:draft, ost:actor, ost:status, ost:date, ost:choice, ost:yes, ost:no,
    ost:abstained, ost:unanimous, ost:quantity, ost:objectText
  ))
}"""
# The first noun counts: "resolution imposing measures" is one.
_NOUN = re.compile(r"\b(?:draft\s+)?(?:resolution|draft|text|measure|proposal|motion|veto)(e?s)?\b", re.I)
_ONE_OF = re.compile(r"\bone of\b", re.I)
_EARLIER = re.compile(r"\b(previous|earlier|prior|past|former|last)\b", re.I)
_SYMBOL = re.compile(r"\b[SA]/(?!RES/|PV\b)[A-Z\d][\w./-]*\w")
_BODY_NAMES = r"(?:(?:the|an?|un|u\.n\.|united nations|security council|unsc|general assembly|unga)\s+)*"
# A resolution is meant only where the words begin with it: "draft enforcing resolution 2118" is another text.
_RESOLUTION = re.compile(
    rf"{_BODY_NAMES}(?:resolution\s+)?(?:([SA]/RES/[\w./-]*\w)|(?<=resolution )((?:ES-)?\d+(?:/\d+)?\b))"
    r"(?!\s*(?:,|and|or)\s*\d)",
    re.I,
)


def stories(query: Query, states: States, told: AsTold) -> list[Story]:
    """Return the reports of the store, those of one document about one draft together."""
    reports = _as_told(collected(rows(query, _REPORTS)), told)
    drafts = told.drafts(query, every_value(reports, OST.draft.value))
    documents = describe(query, every_value(reports, OST.statedIn.value), DCTERMS.issued)
    found = _Told(reports, drafts, documents, states).all()
    return sorted(found, key=lambda story: (story.document, story.reports[0].iri))


def _as_told(reports: Described, told: AsTold) -> Described:
    """Return the reports with the drafts and actors that the documents' words alone give."""
    anew = {OST.draft.value, OST.actor.value}
    return {
        node: {
            name: [told.node(node, value) for value in values] if name in anew else values
            for name, values in of.items()
        }
        for node, of in reports.items()
    }


def every_value(described: Described, term: str) -> set[str]:
    """Return every value of a property, whatever the node."""
    return {value for of in described.values() for value in of.get(term, ())}


class _Told:
    """Make stories of what the store says of reports, drafts and documents."""

    def __init__(self, reports: Described, drafts: Described, documents: Described, states: States) -> None:
        self._reports = reports
        self._drafts = drafts
        self._documents = documents
        self._states = states

    def all(self) -> Iterator[Story]:
        grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
        for node in sorted(self._reports):
            document, draft = (first(self._reports, node, term) for term in (OST.statedIn, OST.draft))
            if document and draft:
                grouped[document, draft].append(node)
        for (document, draft), nodes in grouped.items():
            story = self._story(document, draft, nodes)
            yield from (replace(story, reports=part) for part in parts(story.reports))

    def _story(self, document: str, draft: str, nodes: Sequence[str]) -> Story:
        labels = every(self._drafts, draft, RDFS.label)
        # A draft with a symbol is shared: its labels may be those of other documents.
        own = [text for node in nodes for text in every(self._reports, node, OST.objectText)]
        words = own or labels
        named = {state for text in words for state in self._states.within(text)}
        issued = first(self._documents, document, DCTERMS.issued)
        return Story(
            document=document,
            draft=draft,
            reports=tuple(self._report(node, labels) for node in nodes),
            issued=span(issued) if issued else None,
            body=first(self._drafts, draft, OST.body),
            symbols=frozenset(symbols(every(self._drafts, draft, OST.symbol), words)),
            subjects=frozenset(every(self._drafts, draft, OST.subject)) | named,
        )

    def _report(self, node: str, labels: Sequence[str]) -> Report:
        date = first(self._reports, node, OST.date)
        told = span(date) if date else None
        words = first(self._reports, node, OST.objectText) or next(iter(labels), "")
        noun = _NOUN.search(words)
        earlier = told is None and bool(_EARLIER.search(words, 0, noun.end() if noun else len(words)))
        return Report(
            iri=node,
            kind=next(KINDS[kind] for kind in every(self._reports, node, RDF.type) if kind in KINDS),
            actor=first(self._reports, node, OST.actor),
            actual=first(self._reports, node, OST.status) != OST.NotActual.value,
            told=told,
            choice=local(first(self._reports, node, OST.choice)),
            tally=self._tally(node),
            several=self._plural(node, words, bool(noun and noun[1])),
            earlier=earlier,
        )

    def _plural(self, node: str, words: str, plural: bool) -> bool:
        number = first(self._reports, node, OST.quantity)
        if number is not None:
            return number not in ("1", "1.0", "one")
        return plural and not _ONE_OF.search(words)

    def _tally(self, node: str) -> Tally | None:
        yes, no, abstained = (count(self._reports, node, term) for term in (OST.yes, OST.no, OST.abstained))
        if first(self._reports, node, OST.unanimous) in ("true", "1"):
            no, abstained = no or 0, abstained or 0
        tally = Tally(yes, no, abstained)
        return None if tally == Tally() else tally


def symbols(given: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """Yield the symbols of drafts that are given or stand in words, and of resolutions that words mean."""
    yield from (symbol for symbol in given if "/RES/" not in symbol)
    for text in words:
        yield from _SYMBOL.findall(text)
        named = _RESOLUTION.match(" ".join(text.split()))
        if named:
            yield named[1] or f"{'A' if '/' in named[2] else 'S'}/RES/{named[2].upper()}"


def parts(reports: Sequence[Report]) -> Iterator[tuple[Report, ...]]:
    """Yield the reports that can be about one voting: several told as one apart, and each date apart."""
    loose = tuple(report for report in reports if report.loose)
    single = [report for report in reports if not report.loose]
    clusters = _clusters([report.told for report in single if report.told and report.kind != "sponsorship"])
    apart = len(set(clusters.values())) > 1
    grouped: dict[Span | None, list[Report]] = defaultdict(list)
    for report in single:
        dated = report.told if apart and report.kind != "sponsorship" else None
        grouped[clusters[dated] if dated else None].append(report)
    yield from (group for group in (loose, *map(tuple, grouped.values())) if group)


def _clusters(spans: Iterable[Span]) -> dict[Span, Span]:
    """Return for each span the narrowest one that it can mean; a span that can mean two stands for itself."""
    found: dict[Span, Span] = {}
    for wider in sorted(set(spans), key=lambda one: (one.days, one)):
        narrow = {core for core in found.values() if core.meets(wider)}
        found[wider] = narrow.pop() if len(narrow) == 1 else wider
    return found
