"""Make an importer out of what is shipped with the program, and hold what builder and importer share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.build.derive import Deriver
from graph.build.identity.restate import Restater
from graph.build.importer import Importer
from graph.build.knowledge import KnowledgeGraph, lexicon_graph, ontology_graph
from graph.build.rules import load_rules
from graph.gazetteer import Gazetteer
from graph.idents import Idents
from graph.mapper import Mapper
from graph.paths import lexicon_dir, ontology_dir, rules_dir
from graph.progress import Progress, silent
from graph.records.names import Names
from graph.records.periods import Rules
from graph.records.read import Reader


def open_importer(base: str, progress: Progress = silent, ontology: Path | None = None) -> Importer:
    """Return an importer over the same; it needs no reader, and so no language models."""
    return Parts.load(base, ontology).importer(progress)


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold what builder and importer share."""

    folder: Path
    idents: Idents
    gazetteer: Gazetteer
    knowledge: tuple[KnowledgeGraph, ...]
    deriver: Deriver

    @classmethod
    def load(cls, base: str, ontology: Path | None) -> Parts:
        """Read the files of an ontology folder, by default the shipped one; raise OntologyError."""
        folder = ontology or ontology_dir()
        idents = Idents(base)
        gazetteer = Gazetteer.load(lexicon_dir(folder), base)
        knowledge = (ontology_graph(folder, idents), lexicon_graph(gazetteer, idents))
        restater = Restater(Mapper(gazetteer, base), idents)
        deriver = Deriver(idents, load_rules(rules_dir(folder)), restater)
        return cls(folder, idents, gazetteer, knowledge, deriver)

    def importer(self, progress: Progress) -> Importer:
        """Return an importer over these parts."""
        rules = Rules.load(lexicon_dir(self.folder) / "names.yml")
        names = Reader(self.gazetteer, Names(self.gazetteer, rules), self.idents.base)
        return Importer(self.idents, self.knowledge, names, self.deriver, self.folder, progress)
