"""Build the graph: read what changed, check it, derive from it, commit it as one generation.

A document is read again only when its text, its description, a decision about its facts or anything that
decides its reading has changed.
What fails a shape goes to quarantine; the other facts of the same document still load.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import NamedNode

from graph.build.derive import Deriver
from graph.build.gate import Gate
from graph.build.identity.kept import identities_graph, keep_identities
from graph.build.importer import Importer, ImportReport, is_record
from graph.build.journal import Journal
from graph.build.knowledge import KnowledgeGraph, know
from graph.build.twice import half_read
from graph.gazetteer import Gazetteer
from graph.idents import Idents, digest
from graph.model import Document, Reading
from graph.progress import Progress, silent
from graph.reading.many import Readers
from graph.record import Order
from graph.review import Corrections, Identities
from graph.store import Quarantined, Store, Writer

FORM = 2  # raise it when the mapper writes the same facts differently, so that every document is mapped anew
_DOCUMENT = "/graph/document/"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Tell what a build did: which documents were read, kept and removed, and what waits in quarantine."""

    generation: str
    changed: bool
    read: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    quarantined: tuple[Quarantined, ...]
    records: tuple[ImportReport, ...] = ()


class Builder:
    """Build one store from ontology, lexicon, rules and documents."""

    def __init__(
        self,
        idents: Idents,
        knowledge: Sequence[KnowledgeGraph],
        readers: Readers,
        gate: Gate,
        importer: Importer,
        deriver: Deriver,
        names: Gazetteer,
        progress: Progress = silent,
    ) -> None:
        self._idents = idents
        self._knowledge = knowledge
        self._readers = readers
        self._gate = gate
        self._importer = importer
        self._deriver = deriver
        self._names = names
        self._progress = progress

    def build(
        self,
        store: Store,
        documents: Sequence[Document],
        records: Sequence[Order] = (),
        corrections: Corrections | None = None,
        identities: Identities | None = None,
    ) -> BuildReport:
        """Make the store hold exactly these documents, and these records; on any error it stays as it was.

        Records that were imported otherwise stay. What reviewers decided is applied to the facts before they
        are checked, and to what is one after all are there.
        """
        decided = corrections or Corrections()
        before = store.current()
        with store.writer() as writer:
            manifest = dict(writer.base.manifest) if writer.base else {}
            waiting = writer.base.quarantine() if writer.base else []
            stale = [document for document in documents if self._is_stale(document, manifest, decided)]
            kept = tuple(
                sorted({document.id for document in documents} - {document.id for document in stale})
            )
            removed = self._remove(writer, manifest, documents, records)
            quarantined = [entry for entry in waiting if entry.document in kept]
            quarantined += self._read(writer, stale, decided)
            writer.quarantine(quarantined)
            know(writer, self._knowledge)
            keep_identities(writer, identities or Identities(), self._idents)
            imported = tuple(self._importer.bring(writer, order) for order in records)
            self._deriver.run(writer)
        after = store.current() or ""
        read = tuple(document.id for document in stale)
        return BuildReport(after, after != before, read, kept, removed, tuple(quarantined), imported)

    def _is_stale(self, document: Document, manifest: dict[str, str], decided: Corrections) -> bool:
        graph = self._idents.document_graph(document.id).value
        return manifest.get(graph) != self._fingerprint(document, decided)

    def _fingerprint(self, document: Document, decided: Corrections) -> str:
        described = dataclasses.asdict(dataclasses.replace(document, text=""))
        made = (self._readers.fingerprint, self._gate.fingerprint, self._idents.base, FORM)
        return digest(described, *made, decided.mark(document.id))

    def _remove(
        self,
        writer: Writer,
        manifest: dict[str, str],
        documents: Iterable[Document],
        records: Iterable[Order],
    ) -> tuple[str, ...]:
        """Take out every other graph, whatever base it was minted under; return the documents that went."""
        ids = {document.id for document in documents}
        wanted = {self._idents.document_graph(name).value for name in ids}
        wanted |= {graph.name.value for graph in self._knowledge}
        wanted |= self._deriver.graphs().keys() | {identities_graph(self._idents).value}
        wanted |= {graph for graph, mark in manifest.items() if is_record(mark, self._idents)}
        wanted |= {self._importer.graph(order).value for order in records}
        gone = sorted(graph for graph in manifest if graph not in wanted)
        for graph in gone:
            writer.remove(NamedNode(graph))
        named = {unquote(graph.rpartition(_DOCUMENT)[2]) for graph in gone if _DOCUMENT in graph}
        return tuple(sorted(named - ids))

    def _read(self, writer: Writer, documents: Sequence[Document], decided: Corrections) -> list[Quarantined]:
        refused: list[Quarantined] = []
        if not documents:
            return refused
        # What is read is kept for as long as it is not in the store, so that a killed build reads it once.
        with Journal(writer.scratch("readings") / "readings.jsonl") as journal:
            journal.resume({"reader": self._readers.fingerprint}, anew=True)
            for done, reading in enumerate(journal.through(self._readers, documents), 1):
                refused += self._load(writer, reading, decided)
                self._progress("Reading documents", done, len(documents))
        return refused

    def _load(self, writer: Writer, reading: Reading, decided: Corrections) -> tuple[Quarantined, ...]:
        passed = self._gate.sift(decided.apply(reading, self._names))
        writer.keep_text(reading.document.text)
        graph = self._idents.document_graph(reading.document.id)
        mark = self._fingerprint(reading.document, decided)
        # Where the second reader failed, the next build that wants one finds another mark and asks again.
        writer.replace(graph, passed.quads, digest(mark, "half read") if half_read(reading) else mark)
        return passed.quarantined
