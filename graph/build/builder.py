"""Build the graph: read what changed, check it, derive from it, commit it as one generation.

A document is read again only when its text, its description or anything that decides its reading has changed.
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
from graph.build.importer import Importer, ImportReport, is_record
from graph.build.knowledge import KnowledgeGraph, know
from graph.idents import Idents, digest
from graph.model import Document, Reading
from graph.progress import Progress, silent
from graph.reading.reader import Reader
from graph.record import Order
from graph.store import Quarantined, Store, Writer

FORM = 1  # raise it when the mapper writes the same facts differently, so that every document is mapped anew
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
        reader: Reader,
        gate: Gate,
        importer: Importer,
        deriver: Deriver,
        progress: Progress = silent,
    ) -> None:
        self._idents = idents
        self._knowledge = knowledge
        self._reader = reader
        self._gate = gate
        self._importer = importer
        self._deriver = deriver
        self._progress = progress

    def build(
        self, store: Store, documents: Sequence[Document], records: Sequence[Order] = ()
    ) -> BuildReport:
        """Make the store hold exactly these documents, and these records; on any error it stays as it was.

        Records that were imported otherwise stay.
        """
        before = store.current()
        with store.writer() as writer:
            manifest = dict(writer.base.manifest) if writer.base else {}
            waiting = writer.base.quarantine() if writer.base else []
            stale = [document for document in documents if self._is_stale(document, manifest)]
            kept = tuple(
                sorted({document.id for document in documents} - {document.id for document in stale})
            )
            removed = self._remove(writer, manifest, documents, records)
            quarantined = [entry for entry in waiting if entry.document in kept]
            quarantined += self._read(writer, stale)
            writer.quarantine(quarantined)
            know(writer, self._knowledge)
            imported = tuple(self._importer.bring(writer, order) for order in records)
            self._deriver.run(writer)
        after = store.current() or ""
        read = tuple(document.id for document in stale)
        return BuildReport(after, after != before, read, kept, removed, tuple(quarantined), imported)

    def _is_stale(self, document: Document, manifest: dict[str, str]) -> bool:
        graph = self._idents.document_graph(document.id).value
        return manifest.get(graph) != self._fingerprint(document)

    def _fingerprint(self, document: Document) -> str:
        described = dataclasses.asdict(dataclasses.replace(document, text=""))
        return digest(described, self._reader.fingerprint, self._gate.fingerprint, self._idents.base, FORM)

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
        wanted |= self._deriver.graphs().keys()
        wanted |= {graph for graph, mark in manifest.items() if is_record(mark, self._idents)}
        wanted |= {self._importer.graph(order).value for order in records}
        gone = sorted(graph for graph in manifest if graph not in wanted)
        for graph in gone:
            writer.remove(NamedNode(graph))
        named = {unquote(graph.rpartition(_DOCUMENT)[2]) for graph in gone if _DOCUMENT in graph}
        return tuple(sorted(named - ids))

    def _read(self, writer: Writer, documents: Sequence[Document]) -> list[Quarantined]:
        refused: list[Quarantined] = []
        for done, reading in enumerate(self._reader.read_many(documents), 1):
            refused += self._load(writer, reading)
            self._progress("Reading documents", done, len(documents))
        return refused

    def _load(self, writer: Writer, reading: Reading) -> tuple[Quarantined, ...]:
        passed = self._gate.sift(reading)
        writer.keep_text(reading.document.text)
        graph = self._idents.document_graph(reading.document.id)
        writer.replace(graph, passed.quads, self._fingerprint(reading.document))
        return passed.quarantined
