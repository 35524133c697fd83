from __future__ import annotations

from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.store import Store, View
from tests.tiny import make_store


@pytest.fixture(scope="session")
def tiny_store(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Store:
    return make_store(Path(tmp_path_factory.mktemp("tiny")) / "store", gazetteer)


@pytest.fixture(scope="session")
def tiny(tiny_store: Store) -> View:
    return tiny_store.view()
