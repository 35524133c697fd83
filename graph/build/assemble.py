"""Make a builder out of what is shipped with the program."""

from __future__ import annotations

from pathlib import Path

from graph.build.builder import Builder
from graph.build.gate import Gate
from graph.build.parts import Parts
from graph.mapper import Mapper
from graph.paths import lexicon_dir
from graph.progress import Progress, silent
from graph.reading.reader import Reader
from graph.shapes import Shapes


def open_builder(base: str, progress: Progress = silent, ontology: Path | None = None) -> Builder:
    """Return a builder over an ontology, its lexicon, frames, shapes and rules; by default the shipped one.

    Raise OntologyError where one of the files cannot be used.
    """
    parts = Parts.load(base, ontology)
    context = [quad for graph in parts.knowledge for quad in graph.quads]
    gate = Gate(Mapper(parts.gazetteer, base), Shapes.load(parts.folder), context, parts.idents)
    reader = Reader.load(parts.gazetteer, lexicon_dir(parts.folder) / "frames")
    importer = parts.importer(progress)
    return Builder(parts.idents, parts.knowledge, reader, gate, importer, parts.deriver, progress)
