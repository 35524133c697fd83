"""Stand in for a reader where how it is run is tested, and not what it finds; other processes load it from here."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from graph.errors import OntologyError
from graph.model import Document, Fact, Reading


@dataclass(frozen=True)
class Stub:
    """Find the first word of each document, noting each reading in a file; a text may ask for trouble."""

    log: Path | None = None
    trouble: str = ""
    fingerprint: str = "stub"

    def __call__(self) -> Stub:
        if self.trouble == "load":
            raise OntologyError("no frames", where="frames.yml")
        if self.trouble == "start":
            os._exit(3)
        return self

    def read(self, document: Document) -> Reading:
        if self.log is not None:
            with self.log.open("a") as log:
                log.write(f"{document.id}\n")
        word = document.text.split()[0]
        if word == "DIE":
            os.kill(os.getpid(), signal.SIGKILL)
        if word == "FAIL":
            raise RuntimeError("a fault")
        if word == "SLOW":
            time.sleep(0.3)
        fact = Fact(
            id=document.id, document=document.id, type="figure", actor="narrator", via="narrator",
            quote=word, start=0, end=len(word), confidence=0.5, extractor="stub/1",
        )  # fmt: skip
        return Reading(document, (fact,), "stub/1", "none")
