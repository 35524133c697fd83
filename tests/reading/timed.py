"""Read with the rules, and fail where one document takes too long; other processes load it from here."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from graph.model import Document, Reading
from graph.paths import lexicon_dir
from graph.reading.many import RuleReader
from graph.reading.worker import OneReader


@dataclass(frozen=True)
class Timed:
    limit: float  # seconds
    reader: OneReader | None = field(default=None)

    def __call__(self) -> Timed:
        return Timed(self.limit, RuleReader(lexicon_dir())())

    @property
    def fingerprint(self) -> str:
        assert self.reader is not None
        return self.reader.fingerprint

    def read(self, document: Document) -> Reading:
        assert self.reader is not None
        started = time.perf_counter()
        reading = self.reader.read(document)
        took = time.perf_counter() - started
        if took > self.limit:
            raise TimeoutError(f"took {took:.1f} s for {len(document.text):,} characters")
        return reading
