"""Give the tests of the ontology its files, each list never empty."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.paths import lexicon_dir, ontology_dir
from graph.shapes import Shapes


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return Shapes.load(ontology_dir())


@pytest.fixture(scope="session")
def everything() -> ox.Store:
    """Hold ontology, shapes, alignments, examples and lexicon, a named graph a file."""
    store = ox.Store()
    for kind, folder in (("ontology", ontology_dir()), ("lexicon", lexicon_dir())):
        files = [
            f for f in sorted(folder.rglob("*.ttl")) if kind == "lexicon" or lexicon_dir() not in f.parents
        ]
        assert files, folder
        for file in files:
            _load(store, file, f"urn:{kind}:{file.relative_to(folder).as_posix()}")
    return store


def _load(store: ox.Store, file: Path, graph: str) -> None:
    store.load(path=str(file), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
