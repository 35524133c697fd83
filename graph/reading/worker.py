"""Read in a process of its own, documents handed over and readings handed back through a pipe."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

from graph.errors import DocumentError, OstrakonError
from graph.model import Document, Reading

# One thread a worker: there are as many workers as the user wants processors to be busy.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_PATIENCE = 5.0  # seconds that a process whose pipe is closed may take to say how it ended


class OneReader(Protocol):
    """Read one document at a time."""

    @property
    def fingerprint(self) -> str:
        """Return a hash of all that a reading depends on beside the document."""

    def read(self, document: Document) -> Reading:
        """Return what a document says."""


Load = Callable[[], OneReader]
Numbered = tuple[int, Document]


@dataclass(frozen=True, slots=True)
class Unread:
    """Say why a document could not be read: an error of the reader, or the end of its process."""

    document: Document
    reason: str

    def error(self) -> DocumentError:
        """Return the same as an error."""
        return DocumentError(self.reason, where=self.document.id, hint="leave it out and report it")


class Worker:
    """Hold one process with a reader of its own, and what it was handed and has not answered yet."""

    def __init__(self, load: Load) -> None:
        # Not forked: that would copy the locks of threads, such as the progress bar's, in whatever state.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.batch: deque[Numbered] = deque()
        self.loading = True
        self._fingerprint = ""
        self._process: BaseProcess = context.Process(target=_work, args=(load, theirs), daemon=True)
        # From its first moment on it is deaf to Ctrl-C: who started it ends it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    @property
    def idle(self) -> bool:
        """Say whether it waits for documents."""
        return not self.loading and not self.batch

    def fingerprint(self) -> str:
        """Return the reader's, once it is loaded; raise what its loading raised."""
        try:
            while self.loading:
                self.hear({})
        except EOFError as error:
            what = f"a process that reads could not start: it {self.death()}"
            raise DocumentError(what, hint="try --jobs 1") from error
        return self._fingerprint

    def give(self, batch: Iterable[Numbered]) -> None:
        """Hand documents to it; only an idle one may be given any, else both might wait for each other."""
        self.batch.extend(batch)
        with suppress(OSError):  # it has ended: hearing it will tell
            self.pipe.send([document for _, document in self.batch])

    def hear(self, done: dict[int, Reading | Unread]) -> None:
        """Take one answer in; raise EOFError where the process has ended, or what its loading raised."""
        try:
            answer = self.pipe.recv()
        except ConnectionResetError as error:
            raise EOFError from error
        if self.loading:
            if isinstance(answer, Exception):
                raise answer
            self.loading, self._fingerprint = False, answer
            return
        number, document = self.batch.popleft()
        done[number] = replace(answer, document=document)

    def end(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def death(self) -> str:
        """Say how a process that is no longer heard ended."""
        self._process.join(_PATIENCE)
        self.end()
        code = self._process.exitcode or 0
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"


def _work(load: Load, pipe: Connection) -> None:
    """Read what comes through a pipe until it is closed at the other end."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        reader = load()
    except OstrakonError as error:
        pipe.send(error)
        return
    try:
        pipe.send(reader.fingerprint)
        while True:
            for document in pipe.recv():
                answer = read_one(reader, document)
                pipe.send(replace(answer, document=replace(document, text="")))  # they have the text
    except (EOFError, OSError):
        return


def read_one(reader: OneReader, document: Document) -> Reading | Unread:
    """Return what a document says, or why it could not be read."""
    try:
        return reader.read(document)
    except OstrakonError as error:
        return Unread(document, str(error))
    except Exception as error:  # noqa: BLE001 - one document's misfortune is not to be that of all others
        return Unread(document, f"the reader failed: {type(error).__name__}: {error}".rstrip(": "))
