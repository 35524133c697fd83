from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.model import Document, Fact
from graph.paths import lexicon_dir
from graph.reading.reader import Reader

SHARED = Path(__file__).resolve().parents[3] / "shared"
Read = Callable[..., list[Fact]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(lexicon_dir())


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer) -> Reader:
    return Reader.load(gazetteer, least=0.0)  # what a rule finds is tested apart from how sure it is


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    def facts(text: str, *, published: str | None = None, publisher: str | None = None) -> list[Fact]:
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = Document(id="t", text=text, sha256=digest, published=published, publisher=publisher)
        return list(reader.read(document).facts)

    return facts


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "data" / "reading").is_dir():
        pytest.skip(f"the reading documents are not at {SHARED}")
    return SHARED
