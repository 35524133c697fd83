"""Many documents are read in order on several processes, and one that brings its reader down is named."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import DocumentError, OntologyError
from graph.model import Document, Reading
from graph.reading.many import Readers, read_many
from graph.reading.worker import Unread
from tests.reading.stub import Stub

JOBS = pytest.mark.parametrize("jobs", [1, 2, 3])


def document(name: str, text: str = "Word after word.") -> Document:
    return Document(id=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def documents(count: int, **odd: str) -> list[Document]:
    return [document(f"d{at}", odd.get(f"d{at}", f"w{at} and more")) for at in range(count)]


def alive() -> list[str]:
    return [child.name for child in multiprocessing.active_children()]


@JOBS
def test_readings_come_in_order_and_whole(jobs: int) -> None:
    given = documents(50, d3="SLOW and more")
    readings = list(read_many(Stub(), iter(given), jobs))
    assert [reading.document for reading in readings] == given
    assert [reading.facts[0].quote for reading in readings][:4] == ["w0", "w1", "w2", "SLOW"]
    assert not alive()


@JOBS
def test_nothing_is_read_twice(jobs: int, tmp_path: Path) -> None:
    log = tmp_path / "log"
    list(read_many(Stub(log), documents(40), jobs))
    assert sorted(log.read_text().split()) == sorted(f"d{at}" for at in range(40))


@JOBS
def test_a_failure_is_named_and_the_rest_goes_on(jobs: int) -> None:
    with Readers(Stub(), jobs) as readers:
        found = list(readers.each(documents(12, d5="FAIL now")))
    assert [one.document.id for one in found] == [f"d{at}" for at in range(12)]
    assert [one.reason for one in found if isinstance(one, Unread)] == [
        "the reader failed: RuntimeError: a fault"
    ]


def test_the_end_of_a_process_is_named_and_the_rest_goes_on() -> None:
    with Readers(Stub(), 2) as readers:
        found = list(readers.each(documents(30, d0="DIE", d9="DIE", d29="DIE")))
        unread = [one for one in found if isinstance(one, Unread)]
        assert [one.document.id for one in unread] == ["d0", "d9", "d29"]
        assert "SIGKILL" in unread[0].reason
        assert len([one for one in found if isinstance(one, Reading)]) == 27


@JOBS
def test_who_wants_all_readings_is_told_which_cannot_be_had(jobs: int) -> None:
    readings = read_many(Stub(), documents(9, d4="FAIL now"), jobs)
    with pytest.raises(DocumentError, match="d4: the reader failed"):
        list(readings)
    assert not alive()


@JOBS
def test_an_ontology_that_cannot_be_used_is_told(jobs: int) -> None:
    with Readers(Stub(trouble="load"), jobs) as readers, pytest.raises(OntologyError, match=r"frames\.yml"):
        _ = readers.fingerprint
    with pytest.raises(OntologyError, match=r"frames\.yml"):
        list(read_many(Stub(trouble="load"), documents(3), jobs))


def test_a_process_that_cannot_start_is_told() -> None:
    says = "could not start: it ended with 3"
    with Readers(Stub(trouble="start"), 2) as readers, pytest.raises(DocumentError, match=says):
        _ = readers.fingerprint
    with pytest.raises(DocumentError, match="could not start"):
        list(read_many(Stub(trouble="start"), documents(3), 2))


def test_only_so_much_is_under_way() -> None:
    taken = 0

    def source() -> Iterator[Document]:
        nonlocal taken
        for one in documents(1_000):
            taken += 1
            yield one

    with Readers(Stub(), 2) as readers:
        readings = readers.each(source())
        for _ in range(10):
            next(readings)
        assert taken < 10 + 2 * 32 + 8
        readings.close()  # type: ignore[attr-defined]
        assert len(list(readers.each(documents(20)))) == 20  # and the readers can be used again


def test_no_more_processes_than_work() -> None:
    with Readers(Stub(), 3) as readers:
        list(readers.each(documents(2)))
        assert len(alive()) == 1


def test_ctrl_c_ends_every_process() -> None:
    with Readers(Stub(), 2) as readers:
        readings = readers.each(document(f"d{at}", "SLOW") for at in range(100))
        next(readings)
        threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            list(readings)
    assert not alive()
