"""Make a builder out of what is shipped with the program."""

from __future__ import annotations

from pathlib import Path

from graph.build.builder import Builder, Progress, silent
from graph.build.gate import Gate
from graph.build.knowledge import lexicon_graph, ontology_graph
from graph.build.rules import load_rules
from graph.gazetteer import Gazetteer
from graph.idents import Idents
from graph.mapper import Mapper
from graph.paths import lexicon_dir, ontology_dir, rules_dir
from graph.reading.reader import Reader
from graph.shapes import Shapes


def open_builder(base: str, progress: Progress = silent, ontology: Path | None = None) -> Builder:
    """Return a builder over an ontology, its lexicon, frames, shapes and rules; by default the shipped one.

    Raise OntologyError where one of the files cannot be used.
    """
    folder = ontology or ontology_dir()
    idents = Idents(base)
    gazetteer = Gazetteer.load(lexicon_dir(folder), base)
    knowledge = (ontology_graph(folder, idents), lexicon_graph(gazetteer, idents))
    context = [quad for graph in knowledge for quad in graph.quads]
    gate = Gate(Mapper(gazetteer, base), Shapes.load(folder), context, idents)
    reader = Reader.load(gazetteer, lexicon_dir(folder) / "frames")
    return Builder(idents, knowledge, reader, gate, load_rules(rules_dir(folder)), progress)
