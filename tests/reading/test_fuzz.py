"""Ten thousand spoiled documents go through intake and reader: none crashes, none lasts, every quote is verbatim."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from graph.intake import Refused, take
from graph.model import Document
from graph.paths import seeds_dir
from graph.reading.many import Readers
from graph.reading.reader import Reader
from graph.reading.worker import Unread
from graph.spans import verify
from tests.reading.mutate import mutated
from tests.reading.timed import Timed

LIMIT = 10.0  # seconds a document may take
TEXTS = [path.read_text("utf-8") for path in sorted(seeds_dir().glob("*/digest.txt"))]
assert TEXTS


def spoiled(folder: Path, numbers: Iterable[int], counts: Counter[str]) -> Iterator[Document]:
    """Write documents of these numbers, and yield those that are taken in."""
    for number in numbers:
        (folder / f"{number:05}.txt").write_bytes(mutated(number, TEXTS))
    started = time.perf_counter()
    for one in take([folder]):
        assert time.perf_counter() - started < LIMIT, one
        counts["refused" if isinstance(one, Refused) else "taken"] += 1
        if isinstance(one, Document):
            yield one
        started = time.perf_counter()


def test_a_few_spoiled_documents(tmp_path: Path, reader: Reader) -> None:
    counts: Counter[str] = Counter()
    found = 0
    for document in spoiled(tmp_path, range(200), counts):
        started = time.perf_counter()
        for fact in reader.read(document).facts:
            verify(document.text, fact)
            found += 1
        assert time.perf_counter() - started < LIMIT, document.id
    assert counts.total() == 200
    assert counts["taken"] > 120
    assert found > 200


@pytest.mark.slow
@pytest.mark.fuzz
def test_ten_thousand_spoiled_documents(tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    failures: list[str] = []
    found = 0
    with Readers(Timed(LIMIT), os.cpu_count() or 1) as readers:
        for reading in readers.each(spoiled(tmp_path, range(10_000), counts)):
            if isinstance(reading, Unread):
                failures.append(str(reading.error()))
                continue
            for fact in reading.facts:
                verify(reading.document.text, fact)
                found += 1
    assert failures == []
    assert counts.total() == 10_000
    assert counts["taken"] > 6_000
    assert found > 10_000
