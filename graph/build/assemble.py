"""Make a builder out of what is shipped with the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.build.builder import Builder, Progress, silent
from graph.build.derive import Deriver
from graph.build.gate import Gate
from graph.build.importer import Importer
from graph.build.knowledge import KnowledgeGraph, lexicon_graph, ontology_graph
from graph.build.rules import load_rules
from graph.gazetteer import Gazetteer
from graph.idents import Idents
from graph.mapper import Mapper
from graph.paths import lexicon_dir, ontology_dir, rules_dir
from graph.reading.reader import Reader
from graph.records.names import Names
from graph.records.periods import Rules
from graph.records.read import Reader as RecordReader
from graph.shapes import Shapes


def open_builder(base: str, progress: Progress = silent, ontology: Path | None = None) -> Builder:
    """Return a builder over an ontology, its lexicon, frames, shapes and rules; by default the shipped one.

    Raise OntologyError where one of the files cannot be used.
    """
    parts = _Parts.load(base, ontology)
    context = [quad for graph in parts.knowledge for quad in graph.quads]
    gate = Gate(Mapper(parts.gazetteer, base), Shapes.load(parts.folder), context, parts.idents)
    reader = Reader.load(parts.gazetteer, lexicon_dir(parts.folder) / "frames")
    importer = parts.importer(progress)
    return Builder(parts.idents, parts.knowledge, reader, gate, importer, parts.deriver, progress)


def open_importer(base: str, progress: Progress = silent, ontology: Path | None = None) -> Importer:
    """Return an importer over the same; it needs no reader, and so no language models."""
    return _Parts.load(base, ontology).importer(progress)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Hold what builder and importer share."""

    folder: Path
    idents: Idents
    gazetteer: Gazetteer
    knowledge: tuple[KnowledgeGraph, ...]
    deriver: Deriver

    @classmethod
    def load(cls, base: str, ontology: Path | None) -> _Parts:
        folder = ontology or ontology_dir()
        idents = Idents(base)
        gazetteer = Gazetteer.load(lexicon_dir(folder), base)
        knowledge = (ontology_graph(folder, idents), lexicon_graph(gazetteer, idents))
        return cls(folder, idents, gazetteer, knowledge, Deriver(idents, load_rules(rules_dir(folder))))

    def importer(self, progress: Progress) -> Importer:
        rules = Rules.load(lexicon_dir(self.folder) / "names.yml")
        names = RecordReader(self.gazetteer, Names(self.gazetteer, rules), self.idents.base)
        return Importer(self.idents, self.knowledge, names, self.deriver, self.folder, progress)
