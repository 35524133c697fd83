"""Write records down in batches of N-Triples, and check each while the next is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path

from graph.errors import RecordError
from graph.mapper.records import RecordMapper
from graph.progress import Progress
from graph.record import Finding, Record
from graph.records.read import Tables
from graph.shapes import Violation
from graph.shapes.bulk import validate_batch

LINES = 400_000  # of one batch: some 35 MB, a second to check
_SMALL = 4_000_000  # bytes
Checked = Callable[[], Sequence[Violation]]


@dataclass(slots=True)
class _Batch:
    """Hold some records of a source, and where their lines are kept."""

    file: Path
    first: int
    records: list[Record]

    @property
    def checked(self) -> Path:
        """Return the mark of a batch that was checked, and so need not be written again."""
        return self.file.with_suffix(".checked")


class Batches:
    """Write, check and keep the batches of one import in its scratch folder."""

    def __init__(self, folder: Path, ontology: Path, context: bytes, progress: Progress) -> None:
        self._folder = folder
        self._ontology = ontology
        self._context = context
        self._progress = progress

    def files(self, description: Sequence[str], tables: Tables, mapper: RecordMapper) -> Iterator[Path]:
        """Yield each file once it is checked, description first; the next is checked meanwhile.

        What breaks a shape moves from the records to the findings.
        """
        head = self._folder / "0000.nt"
        _put(head, [description])
        self._prove(head)
        yield head
        with ExitStack() as held:
            check = _Checker(self._ontology, self._context, held)
            waiting: list[tuple[_Batch, Checked]] = []
            for batch in self._batches(list(tables.records), mapper):
                self._progress("Writing and checking", batch.first + len(batch.records), len(tables.records))
                known = batch.checked.exists()
                waiting.append((batch, list if known else check(batch.file)))
                if len(waiting) > 1:
                    yield self._settled(*waiting.pop(0), tables, mapper)
            for batch, checked in waiting:
                yield self._settled(batch, checked, tables, mapper)

    def _prove(self, head: Path) -> None:
        """Raise RecordError for a fault in the source's own description: it is none of its records' doing."""
        faults = validate_batch(self._ontology, head.read_bytes(), self._context)
        if faults:
            raise RecordError(f"the description of the source breaks a shape: {faults[0].message}")

    def _batches(self, records: Sequence[Record], mapper: RecordMapper) -> Iterator[_Batch]:
        """Yield each batch once its lines are written; one that was checked before is not written again."""
        number, first = 0, 0
        while first < len(records):
            number += 1
            batch = _Batch(self._folder / f"{number:04d}.nt", first, [])
            if batch.checked.exists():
                count = int(batch.checked.read_text("ascii"))
                batch.records = list(records[first : first + count])
            else:
                batch.records = _write(batch.file, records, first, mapper)
            yield batch
            first += len(batch.records)

    def _settled(self, batch: _Batch, checked: Checked, tables: Tables, mapper: RecordMapper) -> Path:
        violations = checked()
        if violations:
            kept = self._sift(batch.records, violations, tables, mapper)
            _put(batch.file, (mapper.lines(record) for record in kept))
        else:  # one with faults is checked again after a crash, so that its findings are told again
            _put_text(batch.checked, str(len(batch.records)))
        return batch.file

    def _sift(
        self, records: Iterable[Record], violations: Sequence[Violation], tables: Tables, mapper: RecordMapper
    ) -> list[Record]:
        """Move the records that describe a faulty node to the findings; return the others."""
        faults = {f"<{violation.focus}>": violation for violation in violations}
        kept: list[Record] = []
        for record in records:
            subjects = (line.partition(" ")[0] for line in mapper.lines(record))
            fault = next((faults[subject] for subject in subjects if subject in faults), None)
            if fault is None:
                kept.append(record)
                continue
            reason = f"{fault.message} ({fault.shape.rpartition('#')[2]}, {fault.focus})"
            entry = record.entry
            tables.findings.append(
                Finding(event=entry.id, rows=entry.rows, rule="shape", action="quarantined", reason=reason)
            )
        gone = {id(record) for record in records} - {id(record) for record in kept}
        tables.records[:] = [record for record in tables.records if id(record) not in gone]
        return kept


class _Checker:
    """Check batches in a worker, small ones in this process: a worker would take longer to start."""

    def __init__(self, ontology: Path, context: bytes, held: ExitStack) -> None:
        self._ontology = ontology
        self._context = context
        self._held = held
        self._pool: ProcessPoolExecutor | None = None

    def __call__(self, file: Path) -> Checked:
        data = file.read_bytes()
        if self._pool is None and len(data) < _SMALL:
            found = validate_batch(self._ontology, data, self._context)
            return lambda: found
        if self._pool is None:
            self._pool = self._held.enter_context(ProcessPoolExecutor(1, mp_context=get_context("spawn")))
        checking = self._pool.submit(validate_batch, self._ontology, data, self._context)
        return lambda: _result(checking)


def _result(checking: Future[list[Violation]]) -> list[Violation]:
    """Return what a worker found; raise RecordError where the system ended it, short of memory."""
    try:
        return checking.result()
    except BrokenExecutor as error:
        hint = "import again: what was checked is kept"
        raise RecordError("the process that checks the batches was ended from outside", hint=hint) from error


def _write(file: Path, records: Sequence[Record], first: int, mapper: RecordMapper) -> list[Record]:
    written: list[Record] = []
    lines = 0
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for record in records[first:]:
            text = list(mapper.lines(record))
            out.write("\n".join(text) + "\n")
            written.append(record)
            lines += len(text)
            if lines >= LINES:
                break
    return written


def _put(file: Path, groups: Iterable[Iterable[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in chain.from_iterable(groups))


def _put_text(file: Path, text: str) -> None:
    """Write a mark so that it is whole or not there."""
    fresh = file.with_suffix(".new")
    fresh.write_text(text, "ascii")
    fresh.replace(file)
