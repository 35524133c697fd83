"""Read with the rules and then a second time with a language model, as one reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.idents import digest
from graph.llm import FAILED, SecondReader
from graph.model import Document, Reading
from graph.reading.many import Readers
from graph.reading.worker import Load, Unread


class Twice(Readers):
    """Hand each reading of the rules, in this process, to a second reader; the rules may read in several."""

    def __init__(self, load: Load, jobs: int, second: SecondReader) -> None:
        super().__init__(load, jobs)
        self._second = second

    @property
    def fingerprint(self) -> str:
        """Return a hash of all that both readings depend on beside the document; raise OntologyError."""
        return digest(super().fingerprint, self._second.fingerprint)

    def each(self, documents: Iterable[Document]) -> Iterator[Reading | Unread]:
        """Read documents in order, and go on where one cannot be read."""
        for reading in super().each(documents):
            yield reading if isinstance(reading, Unread) else self._second(reading)


def half_read(reading: Reading) -> bool:
    """Tell whether a second reader was asked for and failed, so that it is to be asked again."""
    return reading.settings.endswith(FAILED)
