"""Share what is expensive to load: the gazetteer, the shapes, the reader and a store built from the seeds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.gazetteer import Gazetteer
from graph.paths import lexicon_dir, ontology_dir, seeds_dir
from graph.shapes import Shapes
from graph.store import Store, open_store
from graph.terms import BASE_IRI

if TYPE_CHECKING:
    from graph.reading.reader import Reader

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(lexicon_dir())


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    return Shapes.load(ontology_dir())


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer) -> Reader:
    from graph.reading.reader import Reader  # loads spaCy, which most tests can do without

    return Reader.load(gazetteer)


@pytest.fixture(scope="session")
def seeds_store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the five seeds once and return the store's folder; treat it as read-only."""
    from graph.build.assemble import open_builder  # loads spaCy, which most tests can do without
    from graph.seeds import load_records, load_seeds

    path = tmp_path_factory.mktemp("seeds") / "store"
    documents, records = load_seeds([seeds_dir()], None), load_records([seeds_dir()])
    report = open_builder(BASE_IRI).build(open_store(path), documents, records)
    assert len(report.read) == 5
    assert len(report.records) == 1
    return path


@pytest.fixture(scope="session")
def seeds_store(seeds_store_path: Path) -> Store:
    return open_store(seeds_store_path)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of documents that are not part of the repository, or skip."""
    path = ROOT.parent / "shared" / "data" / "reading"
    if not path.is_dir():
        pytest.skip("the reading documents lie beside the repository as ../shared, and are not there")
    return path
