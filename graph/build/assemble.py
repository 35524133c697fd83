"""Make a builder out of what is shipped with the program."""

from __future__ import annotations

from pathlib import Path

from graph.build.builder import Builder
from graph.build.gate import Gate
from graph.build.parts import Parts
from graph.mapper import Mapper
from graph.paths import lexicon_dir
from graph.progress import Progress, silent
from graph.reading.many import Readers, RuleReader
from graph.shapes import Shapes


def open_builder(
    base: str, progress: Progress = silent, ontology: Path | None = None, readers: Readers | None = None
) -> Builder:
    """Return a builder over an ontology, its lexicon, frames, shapes and rules; by default the shipped one.

    It reads with `readers`, else with one in this process. Raise OntologyError where one of the files cannot
    be used.
    """
    parts = Parts.load(base, ontology)
    context = [quad for graph in parts.knowledge for quad in graph.quads]
    gate = Gate(Mapper(parts.gazetteer, base), Shapes.load(parts.folder), context, parts.idents)
    readers = readers or Readers(RuleReader(lexicon_dir(parts.folder), base, parsers=2))
    importer = parts.importer(progress)
    return Builder(
        parts.idents, parts.knowledge, readers, gate, importer, parts.deriver, parts.gazetteer, progress
    )
