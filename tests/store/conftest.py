from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Store, open_store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(root: Path) -> Store:
    """Give an empty store; another backend joins the same tests by a parameter here."""
    return open_store(root)
