"""Write readings down as they come, so that a run that was ended is taken up again and reads none twice."""

from __future__ import annotations

import dataclasses
import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from graph.errors import DocumentError
from graph.idents import digest
from graph.model import Document, Fact, Reading
from graph.reading.many import Readers
from graph.reading.worker import Unread

_FORM = 1  # raise it when lines are written otherwise

_AGAIN = "--again reads all of them anew"

Head = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """Name a document whose reading is written down: its id, and a mark of all that is known of it."""

    document: str
    mark: str

    @classmethod
    def of(cls, document: Document) -> Entry:
        """Return the entry that a document has or would have."""
        described = dataclasses.asdict(dataclasses.replace(document, text=""))
        return cls(document.id, digest(_FORM, described))


class Journal:
    """Keep readings in a file, one a line, each written whole or not at all; one process at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None
        self._places: dict[Entry, int] = {}
        self.head: dict[str, str | None] | None = None

    def __enter__(self) -> Self:
        """Open the file, or make it; raise DocumentError where it cannot be, or another run has it open."""
        try:
            self._file = self._path.open("a+b")
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._close()
            raise DocumentError("another run is writing this", where=str(self._path)) from error
        except OSError as error:
            what = f"cannot be written: {error.strerror}"
            raise DocumentError(what, where=str(self._path), hint="name another place") from error
        self._look()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def __len__(self) -> int:
        return len(self._places)

    def resume(self, head: Head, *, anew: bool = False) -> None:
        """Go on under this heading, or begin where nothing is written.

        Where what is written was read otherwise, begin `anew`, else raise DocumentError.
        """
        changed = [what for what, value in head.items() if (self.head or {}).get(what) != value]
        if self.head is None or (changed and anew):
            self.begin(head)
        elif changed:
            what = f"what was read so far was read with another {' and another '.join(changed)}"
            raise DocumentError(what, where=str(self._path), hint=_AGAIN)

    def onward(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents that come after those that are written down.

        Raise DocumentError where these are no longer the first ones, as they were.
        """
        known = iter(list(self._places))
        for document in documents:
            entry = next(known, None)
            if entry is None:
                yield document
            elif entry != Entry.of(document):
                raise self._changed(entry)
        for entry in known:
            raise self._changed(entry)

    def _changed(self, entry: Entry) -> DocumentError:
        what = f"the documents have changed since part of them was read, first {entry.document!r}"
        return DocumentError(what, where=str(self._path), hint=_AGAIN)

    def begin(self, head: Head) -> None:
        """Drop what is written and begin anew under this heading."""
        self._open.truncate(0)
        self._places = {}
        self.head = dict(head)
        self._write({"form": _FORM, "head": self.head})

    def add(self, reading: Reading | Unread) -> None:
        """Write a reading down, or why a document could not be read."""
        entry = Entry.of(reading.document)
        line: dict[str, Any] = {"document": entry.document, "mark": entry.mark}
        if isinstance(reading, Unread):
            line["unread"] = reading.reason
        else:
            line |= {"extractor": reading.extractor, "settings": reading.settings}
            line["facts"] = [fact.to_json() for fact in reading.facts]
        self._places[entry] = self._write(line)

    def find(self, document: Document) -> Reading | Unread | None:
        """Return what is written of a document, None where there is nothing."""
        place = self._places.get(Entry.of(document))
        if place is None:
            return None
        line = self._line(place)
        if "unread" in line:
            return Unread(document, line["unread"])
        facts = tuple(map(Fact.from_json, line["facts"]))
        return Reading(document, facts, line["extractor"], line["settings"])

    def each(self) -> Iterator[tuple[str, list[Fact] | str]]:
        """Yield each document's id with its facts, or with why it could not be read."""
        for entry, place in list(self._places.items()):
            line = self._line(place)
            yield entry.document, line.get("unread") or list(map(Fact.from_json, line["facts"]))

    def through(self, readers: Readers, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yield the readings of documents in order, those that are written down without reading them again.

        Raise DocumentError where one cannot be read.
        """
        chosen = list(documents)
        fresh = readers.read_many(one for one in chosen if Entry.of(one) not in self._places)
        for document in chosen:
            known = self.find(document)
            if isinstance(known, Reading):
                yield known
            else:
                reading = next(fresh)
                self.add(reading)
                yield reading

    def remove(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)

    @property
    def _open(self) -> IO[bytes]:
        if self._file is None:
            raise ValueError("the journal is not open")
        return self._file

    def _look(self) -> None:
        """Find out what is written, and cut off a line that was not finished."""
        self._open.seek(0)
        place = 0
        for raw in self._open:
            line = _parsed(raw)
            if line is None:
                break
            if place == 0 and line.get("form") == _FORM:
                self.head = line["head"]
            elif self.head is not None:
                self._places[Entry(line["document"], line["mark"])] = place
            place += len(raw)
        self._open.truncate(place if self.head is not None else 0)

    def _line(self, place: int) -> dict[str, Any]:
        self._open.seek(place)
        line: dict[str, Any] = json.loads(self._open.readline())
        return line

    def _write(self, line: Mapping[str, Any]) -> int:
        """Write one line at the end, safe from a loss of power too, and return its place."""
        place = self._open.seek(0, os.SEEK_END)
        self._open.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._open.flush()
        os.fsync(self._open.fileno())
        return place

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _parsed(raw: bytes) -> dict[str, Any] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) else None
