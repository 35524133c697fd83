"""A build that was ended on its way reads no document twice, and one that ended well keeps no readings."""

from __future__ import annotations

import copy
import hashlib
from pathlib import Path

import pytest

from graph.build.assemble import open_builder
from graph.build.builder import Builder
from graph.build.journal import Journal
from graph.errors import DocumentError
from graph.model import Document
from graph.reading.many import Readers
from graph.store import open_store
from graph.terms import BASE_IRI
from tests.reading.stub import Stub


def documents(count: int) -> list[Document]:
    texts = [f"w{at} in a text" for at in range(count)]
    return [
        Document(id=f"d{at}", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), publisher="CNN")
        for at, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def builder() -> Builder:
    return open_builder(BASE_IRI, readers=Readers(Stub()))


class Build:
    """Build by turns with other readers, and stop where asked."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def __call__(self, store: Path, stub: Stub, given: list[Document], stop: int | None = None) -> None:
        def progress(what: str, done: int, total: int) -> None:
            if what == "Reading documents" and done == stop:
                raise KeyboardInterrupt

        chosen = copy.copy(self._builder)
        chosen._readers, chosen._progress = Readers(stub), progress
        chosen.build(open_store(store), given)


@pytest.fixture
def build(builder: Builder) -> Build:
    return Build(builder)


def test_a_build_that_was_ended_goes_on(build: Build, tmp_path: Path) -> None:
    store, log = tmp_path / "store", tmp_path / "log"
    with pytest.raises(KeyboardInterrupt):
        build(store, Stub(log), documents(6), stop=4)
    assert log.read_text().split() == ["d0", "d1", "d2", "d3"]
    assert open_store(store).current() is None
    build(store, Stub(log), documents(6))
    assert log.read_text().split() == ["d0", "d1", "d2", "d3", "d4", "d5"]
    assert sorted(path.name for path in store.iterdir()) == ["CURRENT", "LOCK", "generations"]
    whole = tmp_path / "whole"
    build(whole, Stub(), documents(6))
    one, two = ({str(quad) for quad in open_store(path).view().quads()} for path in (store, whole))
    assert one == two


@pytest.mark.parametrize("change", ["reader", "text"])
def test_what_has_changed_is_read_anew(change: str, build: Build, tmp_path: Path) -> None:
    store, log = tmp_path / "store", tmp_path / "log"
    with pytest.raises(KeyboardInterrupt):
        build(store, Stub(log), documents(3), stop=2)
    given = documents(3)
    if change == "text":
        given[0] = documents(9)[8]
    build(store, Stub(log, fingerprint="new" if change == "reader" else "stub"), given)
    again = ["d0", "d1", "d2"] if change == "reader" else ["d8", "d2"]
    assert log.read_text().split() == ["d0", "d1", *again]


def test_a_line_that_was_not_finished_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    (one, two) = documents(2)
    with Journal(path) as journal:
        journal.resume({"reader": "stub"})
        journal.add(Stub().read(one))
        journal.add(Stub().read(two))
    path.write_bytes(path.read_bytes()[:-10])
    with Journal(path) as journal:
        journal.resume({"reader": "stub"})
        assert len(journal) == 1
        assert journal.find(one) == Stub().read(one)
        assert journal.find(two) is None
        journal.add(Stub().read(two))
    with Journal(path) as journal:
        assert journal.find(two) == Stub().read(two)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"{}\n", b"[]\n", b"\xff\n", b'{"form": 0}\n', b'{"form": 1, "head": {}}\nx']
)
def test_a_journal_of_another_kind_is_begun_anew(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(data)
    with Journal(path) as journal:
        journal.resume({"reader": "stub"}, anew=True)
        assert len(journal) == 0


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal"), pytest.raises(DocumentError, match="another run"):
        Journal(tmp_path / "journal").__enter__()
