"""Know what documents say by themselves, whatever the identities have made of their graphs.

Matches and identities follow from that alone: what was merged must not prove itself the next time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.build.matching.ask import Described, Query, describe, first, given, rows, text
from graph.idents import Idents
from graph.mapper import Mapper
from graph.mapper.drafts import Draft
from graph.terms import DCTERMS, OST, RDFS

_MERGES = """
SELECT ?document ?minted ?into ?claim {
  ?merge a ost:Merge ; ost:inDocument ?document ; ost:minted ?minted ; ost:into ?into .
  OPTIONAL { ?merge ost:inClaim ?claim }
}"""
_RESTATED = "SELECT ?graph ?mark { ?graph ost:restated ?mark }"
_DRAFTS = """
SELECT ?node ?claim ?draft {
  VALUES ?node { %s } ?claim ost:statedIn ?node ; ost:draft|ost:toward ?draft
}"""
_SAID = """
SELECT ?graph ?node ?property ?value {
  VALUES ?node { %s }
  GRAPH ?graph { ?node ?property ?value }
  FILTER (?property IN (rdfs:label, ost:symbol, ost:subject, ost:body))
}"""

Table = dict[str, dict[str, set[str]]]


@dataclass(frozen=True, slots=True)
class AsTold:
    """Translate the nodes of documents that were written anew into those that their words alone give.

    `restated` holds the mark of each such document, `minted` what was merged in it.
    """

    restated: Mapping[str, str] = field(default_factory=dict)
    minted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    of_claim: Mapping[tuple[str, str], str] = field(default_factory=dict)
    of_document: Mapping[tuple[str, str], str] = field(default_factory=dict)
    graphs: frozenset[str] = frozenset()
    named: Described = field(default_factory=dict)

    @classmethod
    def load(cls, query: Query, mapper: Mapper, idents: Idents) -> AsTold:
        """Read what was merged; a document that was read anew since has its own words again."""
        marks = {text(row["graph"]): text(row["mark"]) for row in rows(query, _RESTATED)}
        minted: dict[str, set[str]] = defaultdict(set)
        of_claim: dict[tuple[str, str], str] = {}
        of_document: dict[tuple[str, str], str] = {}
        graphs = {idents.document_of(graph): graph for graph in marks}
        for row in rows(query, _MERGES):
            document, local, into = (text(row[name]) for name in ("document", "minted", "into"))
            if document in graphs:
                minted[document].add(local)
                of_document[document, into] = local
                if row["claim"] is not None:
                    of_claim[text(row["claim"]), into] = local
        restated = {document: marks[graph] for document, graph in graphs.items()}
        merged = {document: frozenset(of) for document, of in minted.items()}
        named = _named(query, mapper, graphs, of_claim)
        return cls(restated, merged, of_claim, of_document, frozenset(marks), named)

    def node(self, claim: str, node: str) -> str:
        """Return what the words of a claim alone give for a node that it points at."""
        return self.of_claim.get((claim, node), node)

    def publisher(self, document: str, node: str) -> str:
        """Return what the name of a document's publisher alone gives."""
        return self.of_document.get((document, node), node)

    def drafts(self, query: Query, drafts: Iterable[str]) -> Described:
        """Return what documents and record say of drafts, as told: node, property, values in order."""
        wanted = set(drafts)
        table: Table = defaultdict(lambda: defaultdict(set))
        for row in given(query, _SAID, wanted):
            if text(row["graph"]) not in self.graphs:
                table[text(row["node"])][text(row["property"])].add(text(row["value"]))
        for node in wanted & self.named.keys():
            for name, values in self.named[node].items():
                table[node][name].update(values)
        return _sorted(table)


def _named(
    query: Query, mapper: Mapper, documents: Iterable[str], of_claim: Mapping[tuple[str, str], str]
) -> Described:
    """Return what documents that were written anew say of their drafts, by what their words alone give."""
    found = {}
    for row in given(query, _DRAFTS, documents):
        claim, draft = text(row["claim"]), text(row["draft"])
        found[claim] = text(row["node"]), of_claim.get((claim, draft), draft)
    words = describe(query, found, OST.objectText, OST.date)
    about = describe(query, documents, DCTERMS.identifier, DCTERMS.issued)
    table: Table = defaultdict(lambda: defaultdict(set))
    for claim, (document, node) in found.items():
        told = mapper.draft_named(
            first(words, claim, OST.objectText),
            first(words, claim, OST.date),
            first(about, document, DCTERMS.identifier) or "",
            first(about, document, DCTERMS.issued),
        )
        if told.iri.value == node:  # else it is no draft that a position is about
            for term, value in _said(told):
                table[node][term].add(value)
    return _sorted(table)


def _said(draft: Draft) -> Iterator[tuple[str, str]]:
    yield RDFS.label.value, draft.label
    for term, value in (
        (OST.symbol, draft.symbol),
        (OST.subject, draft.subject.id if draft.subject else None),
        (OST.body, draft.body.id if draft.body else None),
    ):
        if value:
            yield term.value, value


def _sorted(table: Table) -> Described:
    return {node: {name: sorted(values) for name, values in of.items()} for node, of in table.items()}
