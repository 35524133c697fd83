"""Bring an official record into the store: read it, write it down in batches, check each, load what holds.

The batches lie in the store's scratch folder until they are loaded. After a process was killed on the way,
the next one finds them again and goes on behind the last that was checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, serialize

from graph.build.batches import Batches
from graph.build.derive import Deriver
from graph.build.knowledge import KnowledgeGraph, know
from graph.build.known import known_keys, lexicon_terms, procedural, stored_terms
from graph.errors import RecordError
from graph.idents import Idents, digest
from graph.mapper.records import RecordMapper
from graph.progress import Progress
from graph.record import Finding, Kind, Order, Source
from graph.records.layout import Layout, load_layout
from graph.records.read import Reader, Tables, describe, open_tables, parameters_of
from graph.records.tables import Table
from graph.records.terms import Bodies
from graph.store import Change, Store, View, Writer

FORM = 1  # raise it when the same files become other triples, so that every record is imported anew
RECORD, SEED_RECORD = "record", "seed-record"  # how the fingerprint of a record's graph begins


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Tell what an import did: what was read, what the store now holds of it, and what was found."""

    graph: str
    tables: Tables
    change: Change = field(default_factory=Change)
    unchanged: bool = False
    generation: str = ""

    @property
    def findings(self) -> list[Finding]:
        """Return what was found about the events of the source, in its order."""
        return self.tables.findings


def is_record(mark: str, idents: Idents) -> bool:
    """Tell by its fingerprint whether a graph holds a record that was imported under this base address."""
    return mark.startswith(f"{RECORD}:{digest(idents.base)}:")


class Importer:
    """Import records with one ontology, lexicon and set of rules."""

    def __init__(
        self,
        idents: Idents,
        knowledge: Sequence[KnowledgeGraph],
        reader: Reader,
        deriver: Deriver,
        ontology: Path,
        progress: Progress,
    ) -> None:
        self._idents = idents
        self._knowledge = knowledge
        self._reader = reader
        self._deriver = deriver
        self._ontology = ontology
        self._progress = progress
        self._lexicon = [quad for graph in knowledge for quad in graph.quads]
        self._terms = tuple(lexicon_terms(reader.gazetteer))
        self._procedural = procedural(reader.gazetteer)

    def run(self, store: Store, order: Order) -> ImportReport:
        """Import into a store, in one generation; on any error it stays as it was."""
        layout = load_layout(order.layout)
        with store.writer() as writer:
            know(writer, self._knowledge)
            report = self.bring(writer, order, layout)
            self._deriver.run(writer)
        return replace(report, generation=store.current() or "")

    def try_out(self, view: View | None, order: Order) -> ImportReport:
        """Read and weigh by the rules, without a change to any store; only an import applies the shapes."""
        layout = load_layout(order.layout)
        prepared = self._prepare(order, layout)
        tables = self._read(prepared, view)
        return ImportReport(graph=prepared.graph.value, tables=tables)

    def graph(self, order: Order) -> NamedNode:
        """Return the graph that an order fills; raise RecordError as an import would.

        Where the order names it, no file is opened.
        """
        if order.name and not order.graph:
            return self._of_name(order.name)
        return self._prepare(order, load_layout(order.layout)).graph

    def bring(self, writer: Writer, order: Order, layout: Layout | None = None) -> ImportReport:
        """Import within a writer's session; nothing is done where nothing has changed since the last time."""
        prepared = self._prepare(order, layout or load_layout(order.layout))
        mark = self._mark(prepared, order.seed)
        if writer.manifest.get(prepared.graph.value) == mark:
            same = Tables(prepared.source, prepared.kind)
            return ImportReport(graph=prepared.graph.value, tables=same, unchanged=True)
        tables = self._read(prepared, writer.base)
        mapper = RecordMapper(prepared.source, self._idents.base)
        description = list(mapper.description(prepared.graph, version("ostrakon")))
        scratch = writer.scratch(digest(mark))
        batches = Batches(scratch, self._ontology, self._context(description), self._progress)
        change = writer.load(prepared.graph, batches.files(description, tables, mapper), mark)
        writer.refuse(prepared.graph, [one for one in tables.findings if one.action == "quarantined"])
        return ImportReport(graph=prepared.graph.value, tables=tables, change=change)

    def _prepare(self, order: Order, layout: Layout) -> _Prepared:
        parameters = parameters_of(layout, order.files, order.parameters)
        tables = open_tables(layout, order.files)
        chosen = [value for name, value in parameters.items() if value != layout.parameters[name].default]
        name = order.name or "-".join([layout.layout, *chosen, *self._reader.form(layout, tables)])
        graph = self._chosen(order.graph) if order.graph else self._of_name(name)
        source = describe(layout, tables, order.graph or name, order.about)
        self._body(layout, parameters)
        return _Prepared(layout, tables, parameters, source, graph)

    def _of_name(self, name: str) -> NamedNode:
        return self._idents.graph(f"record/{name}")

    def _chosen(self, iri: str) -> NamedNode:
        """Return a graph that the user names; raise RecordError for one of other things than records."""
        ours, records = self._idents.graph("").value, self._idents.graph("record/").value
        if iri.startswith(ours) and not iri.startswith(records):
            what = "is not a graph of records, but of the ontology, a document or what is inferred"
            raise RecordError(what, where=iri, hint=f"choose one under {records}, or an address of your own")
        try:
            return NamedNode(iri)
        except ValueError as error:
            raise RecordError(f"is no absolute IRI: {error}", where=iri) from error

    def _body(self, layout: Layout, parameters: Mapping[str, str]) -> None:
        """Raise RecordError where the body or statute that the layout names is not in the lexicon."""
        named = [layout.body] if layout.body else []
        named += [f"statute/{value}" for name, value in parameters.items() if name in ("treaty", "statute")]
        for tail in named:
            if self._reader.gazetteer.get(self._idents.base + tail) is None:
                raise RecordError(
                    f"the lexicon has no {tail}", hint="add it to ontology/lexicon, or name another"
                )

    def _mark(self, prepared: _Prepared, seed: bool) -> str:
        """Return what the triples depend on: files, mapping, names, program."""
        source = prepared.source
        files = [(file.name, file.sha256) for file in source.files]
        told = [source.title, source.publisher, source.address, source.licence, source.published]
        made = digest(
            FORM, files, told, prepared.layout.model_dump_json(), sorted(prepared.parameters.items()),
            self._reader.names.fingerprint, *(graph.fingerprint for graph in self._knowledge),
        )  # fmt: skip
        return f"{SEED_RECORD if seed else RECORD}:{digest(self._idents.base)}:{made}"

    def _read(self, prepared: _Prepared, view: View | None) -> Tables:
        bodies = Bodies(
            self._idents.base,
            [*self._terms, *stored_terms(view, prepared.graph)],
            {entry.id: entry.name for entry in self._reader.gazetteer.entries},
            self._procedural,
        )
        known = known_keys(view, prepared.graph, self._idents.base)
        return self._reader.read(
            prepared.layout,
            prepared.tables,
            prepared.source,
            prepared.parameters,
            bodies,
            known,
            self._progress,
        )

    def _context(self, description: Sequence[str]) -> bytes:
        named = (quad.triple for quad in self._lexicon if isinstance(quad.subject, NamedNode))
        lexicon = serialize(named, format=RdfFormat.N_TRIPLES) or b""
        return lexicon + "".join(f"{line}\n" for line in description).encode()


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Hold an order whose files are open and fit their layout."""

    layout: Layout
    tables: list[Table]
    parameters: Mapping[str, str]
    source: Source
    graph: NamedNode

    @property
    def kind(self) -> Kind:
        """Return what the rows are."""
        return self.layout.kind
