"""Read many documents, on several processes where asked, in their order and in little memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import DocumentError
from graph.gazetteer import Gazetteer
from graph.model import Document, Reading
from graph.reading.worker import Load, Numbered, OneReader, Unread, Worker, read_one
from graph.terms import BASE_IRI

_BATCH = 4  # documents that a worker is handed at once, so that it need not wait for each
_CHARACTERS = 40_000  # in all of them, so that one worker does not get every long one
_AHEAD = 32  # documents a worker that may be under way, while a long one holds up the order …
_HELD = 4_000_000  # … and characters in all of them, which bounds what is held in memory


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Load the reader of rules over a lexicon; can be sent to another process.

    With two parsers it is surer of what both find; below `least` confidence it tells nothing.
    """

    lexicon: Path
    base: str = BASE_IRI
    parsers: int = 1
    least: float | None = None

    def __call__(self) -> OneReader:
        """Return the reader; raise OntologyError for a file that cannot be used."""
        # The process that only hands documents out has no need of the model's library, which takes a second.
        from graph.reading.reader import Reader

        names = Gazetteer.load(self.lexicon, self.base)
        return Reader.load(names, self.lexicon / "frames", second=self.parsers > 1, least=self.least)


class Readers:
    """Read with one reader in this process, or with one in each of several.

    `load` must be something that can be pickled where `jobs` is above 1.
    """

    def __init__(self, load: Load, jobs: int = 1) -> None:
        self._load = load
        self._jobs = jobs
        self._own: OneReader | None = None
        self._workers: list[Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def fingerprint(self) -> str:
        """Return a hash of all that a reading depends on beside the document; raise OntologyError."""
        if self._jobs == 1:
            return self._alone().fingerprint
        if not self._workers:
            self._start()
        return self._workers[0].fingerprint()

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Read documents in order; raise DocumentError where one cannot be read."""
        for reading in self.each(documents):
            if isinstance(reading, Unread):
                raise reading.error()
            yield reading

    def each(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """Read documents in order, and go on where one cannot be read."""
        if self._jobs == 1:  # a generator of its own, so that nothing is loaded before there is a document
            return (read_one(self._alone(), document) for document in documents)
        return _Round(documents, self._jobs, self._workers, self._start).readings()

    def close(self) -> None:
        """End every worker and wait until all are gone."""
        while self._workers:
            self._workers.pop().end()

    def _alone(self) -> OneReader:
        if self._own is None:
            self._own = self._load()
        return self._own

    def _start(self) -> None:
        self._workers.append(Worker(self._load))


def read_many(load: Load, documents: Iterable[Document], jobs: int = 1) -> Iterator[Reading]:
    """Read documents in order, on as many processes; raise DocumentError where one cannot be read."""
    with Readers(load, jobs) as readers:
        yield from readers.read_many(documents)


class _Round:
    """Hand documents out to workers and bring their readings back into order."""

    def __init__(
        self, documents: Iterable[Document], jobs: int, workers: list[Worker], start: Callable[[], None]
    ) -> None:
        self._source = enumerate(documents)
        self._jobs = jobs
        self._workers = workers
        self._start = start
        self._batches: deque[list[Numbered]] = deque()  # to be handed out
        self._done: dict[int, Reading | Unread] = {}
        self._next = 0  # the number of the document that is to be yielded next
        self._seen = 0  # how many documents were taken from the source
        self._held = 0  # characters of those that were taken and not yielded yet
        self._ended = False

    def readings(self) -> Iterator[Reading | Unread]:
        try:
            while not self._ended or self._next < self._seen:
                gathered = self._gather()
                self._hand_out()
                self._listen(patient=not gathered)
                while self._next in self._done:
                    reading = self._done.pop(self._next)
                    self._next += 1
                    self._held -= len(reading.document.text)
                    yield reading
        finally:
            for worker in [worker for worker in self._workers if worker.batch]:
                self._workers.remove(worker)  # whoever reads next is not to hear its answers
                worker.end()

    def _gather(self) -> bool:
        """Take one batch from the source, where there is room for it."""
        full = self._seen - self._next >= self._jobs * _AHEAD or self._held > _HELD
        if self._ended or full or len(self._batches) >= self._jobs:
            return False
        batch: list[Numbered] = []
        characters = 0
        while len(batch) < _BATCH and characters < _CHARACTERS and not self._ended:
            found = next(self._source, None)
            if found is None:
                self._ended = True
            else:
                batch.append(found)
                characters += len(found[1].text)
        if batch:
            self._batches.append(batch)
            self._seen += len(batch)
            self._held += characters
        return True

    def _hand_out(self) -> None:
        for worker in self._workers:
            if worker.idle and self._batches:
                worker.give(self._batches.popleft())
        loading = sum(worker.loading for worker in self._workers)
        while len(self._batches) > loading and len(self._workers) < self._jobs:
            self._start()
            loading += 1

    def _listen(self, *, patient: bool) -> None:
        """Take in what the workers have found; where `patient`, wait until there is something."""
        waiting = {worker.pipe: worker for worker in self._workers if not worker.idle}
        for pipe in wait(list(waiting), None if patient else 0):
            worker = waiting[pipe]  # type: ignore[index]  # it is one of those that were given
            try:
                worker.hear(self._done)
            except EOFError:
                self._bury(worker)

    def _bury(self, worker: Worker) -> None:
        """Blame the document that a dead worker was reading, and have the others of its batch read."""
        self._workers.remove(worker)
        how = worker.death()
        if worker.loading:
            raise DocumentError(f"a process that reads could not start: it {how}", hint="try --jobs 1")
        (number, document), *rest = worker.batch
        self._done[number] = Unread(document, f"the process that read it {how}")
        if rest:
            self._batches.appendleft(rest)
