"""Read documents into facts without storing anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from graph.build.journal import Journal
from graph.cli.options import (
    JobsOption,
    LeastOption,
    OntologyOption,
    ParsersOption,
    PublishedOption,
    PublisherOption,
    settings,
)
from graph.cli.progress import progress
from graph.cli.refusals import Refusals
from graph.cli.second import LlmOption, LlmRefusedOption, Second
from graph.errors import DocumentError
from graph.export import facts_csv, facts_jsonl
from graph.intake import take
from graph.model import Document, Fact
from graph.paths import lexicon_dir
from graph.progress import Progress, silent
from graph.reading.many import Readers, RuleReader
from graph.reading.worker import Unread

_WHAT = "Reading documents"


class Format(StrEnum):
    """Name the forms in which facts are printed."""

    jsonl = "jsonl"
    csv = "csv"


def read(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="English texts, web pages, PDFs with text, Markdown, JSON Lines of documents;"
            " folders and zip archives of them.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The file to write, whole or not at all; a run that was ended goes on where it stopped.",
            show_default=False,
        ),
    ] = None,
    jobs: JobsOption = 1,
    parsers: ParsersOption = 2,
    least: LeastOption = None,
    format: Annotated[Format, typer.Option(help="JSON Lines or a table.")] = Format.jsonl,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    again: Annotated[bool, typer.Option("--again", help="Read anew what an ended run had read.")] = False,
    llm: LlmOption = False,
    llm_refused: LlmRefusedOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Print the facts found in documents, or write them to a file; store nothing.

    Whatever cannot be read is named at the end, and does not stop the rest.

    Example: `ostrakon read articles/ --output facts.jsonl --jobs 2`
    """
    target = None if output in (None, Path("-")) else output
    refusals = Refusals()
    skip = [path.resolve() for path in _ours(target)] if target else []
    documents = refusals.sorted_out(take(paths, published, publisher, skip=skip))
    lexicon = lexicon_dir(settings(ontology=ontology).ontology)
    second = Second(RuleReader(lexicon, parsers=parsers, least=least), llm=llm, refused=llm_refused)
    with second.readers(jobs) as readers:
        if target is None:
            _print(readers, documents, format, refusals)
        else:
            head = {"reader": readers.fingerprint, "publication date": published, "publisher": publisher}
            _keep(readers, documents, format, refusals, _Order(target, head, again))
    second.tell()
    refusals.tell()
    second.finish()


class _Order(NamedTuple):
    """Say where to write, what the readings depend on, and whether to begin anew."""

    target: Path
    head: dict[str, str | None]
    again: bool


def _print(readers: Readers, documents: Iterable[Document], format: Format, refusals: Refusals) -> None:
    """Print facts as they are found; the bar would be in their way where they go to a terminal too."""
    with progress() as bar:
        show = silent if sys.stdout.isatty() else bar
        _put(_head(format))
        for done, reading in enumerate(readers.each(documents), 1):
            show(_WHAT, done, 0)
            if isinstance(reading, Unread):
                refusals.add(reading.error())
            else:
                _put(_text(format, reading.facts))


def _keep(
    readers: Readers, documents: Iterable[Document], format: Format, refusals: Refusals, order: _Order
) -> None:
    """Write facts to a file; what is found lies in a journal beside it until all is done."""
    fresh, record = _ours(order.target)[1:]
    with Journal(record) as journal, progress() as show:
        if order.again:
            journal.begin(order.head)
        journal.resume(order.head)
        before = len(journal)
        _read(readers, documents, journal, show)
        facts = _write(journal, fresh, order.target, format, refusals)
        journal.remove()
        count = len(journal)
    earlier = f" ({before:,} of them before)" if before else ""
    typer.echo(f"{order.target}: {facts:,} facts of {count:,} documents read{earlier}")


def _read(readers: Readers, documents: Iterable[Document], journal: Journal, show: Progress) -> None:
    show(_WHAT, len(journal), 0)
    for reading in readers.each(journal.onward(documents)):
        journal.add(reading)
        show(_WHAT, len(journal), 0)


def _write(journal: Journal, fresh: Path, target: Path, format: Format, refusals: Refusals) -> int:
    """Write what the journal holds, and return how many facts that are."""
    count = 0
    try:
        with fresh.open("w", encoding="utf-8", newline="") as out:
            out.write(_head(format))
            for document, found in journal.each():
                if isinstance(found, str):
                    refusals.add(DocumentError(found, where=document))
                    continue
                out.write(_text(format, found))
                count += len(found)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(target)
    except OSError as error:
        raise DocumentError(f"cannot be written: {error.strerror}", where=str(target)) from error
    return count


def _ours(target: Path) -> tuple[Path, Path, Path]:
    """Return the file that is wanted, the one that is to become it, and the journal."""
    return target, target.with_name(f"{target.name}.new"), target.with_name(f"{target.name}.unfinished")


def _head(format: Format) -> str:
    return facts_csv(()) if format is Format.csv else ""


def _text(format: Format, facts: Iterable[Fact]) -> str:
    return facts_csv(facts).partition("\r\n")[2] if format is Format.csv else facts_jsonl(facts)


def _put(text: str) -> None:
    if text:
        typer.echo(text, nl=False)
