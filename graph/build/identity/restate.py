"""Write documents anew with the nodes that their names mean, or as their own words have them.

A document's graph can be written anew from itself: each claim keeps the words by which the document names
actor, target and speaker.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from graph.build.matching.ask import rows
from graph.build.matching.astold import AsTold
from graph.export.facts import FactReader
from graph.export.pages import Page
from graph.export.readings import reading_of
from graph.idents import Idents
from graph.mapper import Mapper
from graph.mapper.sheet import One, mark_of
from graph.model import Fact, Reading
from graph.store import Writer

# Some are read before one is written: a query after each would bring it into the engine by itself.
_AT_ONCE = 100
Same = Mapping[str, Mapping[str, One]]


class Restater:
    """Write documents of a store anew where what their names mean has changed."""

    def __init__(self, mapper: Mapper, idents: Idents) -> None:
        self.mapper = mapper
        self._idents = idents

    def told(self, writer: Writer) -> AsTold:
        """Return what the documents say by themselves."""
        return AsTold.load(writer.query, self.mapper, self._idents)

    def restate(self, writer: Writer, same: Same, told: AsTold) -> None:
        """Put the one nodes into documents, given by document and by the node that its words alone give."""
        marks = {document: mark_of(of) for document, of in same.items()}
        changed = sorted(
            document
            for document in {*marks, *told.restated}
            if marks.get(document) != told.restated.get(document)
        )
        graphs = {document: self._idents.graph_of(document) for document in changed}
        present = [(document, graph) for document, graph in graphs.items() if graph.value in writer.manifest]
        facts = FactReader(lambda sparql: rows(writer.query, sparql), self._idents.base) if present else None
        for start in range(0, len(present), _AT_ONCE):
            if facts is not None:
                self._write(writer, dict(present[start : start + _AT_ONCE]), facts, same, told)

    def _write(
        self, writer: Writer, graphs: Mapping[str, NamedNode], facts: FactReader, same: Same, told: AsTold
    ) -> None:
        fresh: dict[NamedNode, list[Quad]] = {}
        for document, graph in graphs.items():
            reading = reading_of(_page(writer, graph), graph, facts, writer.text)
            reading = self._as_told(reading, told.minted.get(document, frozenset()))
            fresh[graph] = self.mapper.quads(reading, same.get(document))
        for graph, quads in fresh.items():
            writer.replace(graph, quads, writer.manifest[graph.value])

    def _as_told(self, reading: Reading, minted: Collection[str]) -> Reading:
        """Return a reading in which no name is linked that only a merge has linked."""
        return replace(reading, facts=tuple(self._unlinked(fact, minted) for fact in reading.facts))

    def _unlinked(self, fact: Fact, minted: Collection[str]) -> Fact:
        actor, target = (
            self.mapper.minted_actor(fact.document, name).value if name else ""
            for name in (fact.actor, fact.target)
        )
        return replace(
            fact,
            actor_id=None if actor in minted else fact.actor_id,
            target_id=None if target in minted else fact.target_id,
        )


def _page(writer: Writer, graph: NamedNode) -> Page:
    found = rows(writer.query, f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return Page(Quad(row["s"], row["p"], row["o"], graph) for row in found)
