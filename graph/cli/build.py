"""Build the store from seeds and documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph.build.assemble import open_builder
from graph.build.builder import BuildReport
from graph.cli.options import (
    JobsOption,
    LeastOption,
    OntologyOption,
    ParsersOption,
    PublishedOption,
    PublisherOption,
    StoreOption,
    settings,
)
from graph.cli.progress import progress
from graph.cli.refusals import Refusals
from graph.cli.reviewed import CorrectionsOption, IdentitiesOption, Reviewed
from graph.cli.second import LlmOption, LlmRefusedOption, Second
from graph.errors import DocumentError
from graph.intake import take
from graph.model import Document
from graph.paths import lexicon_dir, seeds_dir
from graph.reading.many import RuleReader
from graph.record import Order
from graph.seeds import holds_seeds, load_records, load_seeds
from graph.store import open_store


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Seeds, or folders of them; documents as `ostrakon read` takes them, or folders and archives"
            " of them; by default the seeds that come along.",
            show_default=False,
        ),
    ] = None,
    originals: Annotated[
        Path | None,
        typer.Option(
            help="A folder of original texts to read instead of the seeds' digests.", show_default=False
        ),
    ] = None,
    jobs: JobsOption = 1,
    parsers: ParsersOption = 2,
    least: LeastOption = None,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    llm: LlmOption = False,
    llm_refused: LlmRefusedOption = None,
    corrections: CorrectionsOption = None,
    identities: IdentitiesOption = None,
    store: StoreOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Read documents into the store, so that it holds exactly these.

    Nothing changes when nothing has changed; a build that stops half-way leaves the store as it was, and the
    next one goes on with what it had read. What cannot be taken in is named at the end.

    Example: `ostrakon build my-documents/ --store my-store --jobs 2`
    """
    chosen = settings(store, ontology)
    refusals = Refusals()
    reviewed = Reviewed(paths or [], corrections, identities)
    seeds, loose = _parted(paths or [seeds_dir()])
    documents, records = _seeds(seeds, originals)
    ids = [document.id for document in documents]
    found = take(loose, published, publisher, skip=[chosen.store.resolve(), *reviewed.files], taken=ids)
    documents += _some(loose, list(refusals.sorted_out(found)), refusals)
    rules = RuleReader(lexicon_dir(chosen.ontology), chosen.base, parsers, least)
    second = Second(rules, llm=llm, refused=llm_refused)
    with progress() as show, second.readers(jobs) as readers:
        builder = open_builder(chosen.base, show, chosen.ontology, readers)
        into = open_store(chosen.store)
        report = builder.build(into, documents, records, reviewed.corrections, reviewed.identities)
    typer.echo(_told(report, chosen.store))
    reviewed.tell(into.view())
    second.tell()
    refusals.tell()
    second.finish()


def _parted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the folders of seeds, and what holds loose documents."""
    seeds = [path for path in paths if holds_seeds(path)]
    return seeds, [path for path in paths if path not in seeds]


def _seeds(folders: Sequence[Path], originals: Path | None) -> tuple[list[Document], list[Order]]:
    if not folders and originals is None:
        return [], []
    return load_seeds(folders, originals), load_records(folders)


def _some(paths: Sequence[Path], documents: list[Document], refusals: Refusals) -> list[Document]:
    """Return the documents of these paths; raise DocumentError where there is none: that is not meant."""
    if paths and not documents:
        raise refusals.first() or DocumentError("there is no document here", where=str(paths[0]))
    return documents


def _told(report: BuildReport, store: Path) -> str:
    counts = [("read", report.read), ("kept as they were", report.kept), ("removed", report.removed)]
    documents = ", ".join(f"{len(names)} {what}" for what, names in counts if names) or "none"
    state = f"generation {report.generation}" + ("" if report.changed else ", unchanged")
    waiting = len(report.quarantined)
    lines = [f"{store}: {state}; documents: {documents}.{_records(report)}"]
    if waiting:
        facts = "fact waits" if waiting == 1 else "facts wait"
        lines.append(f"{waiting} {facts} in quarantine; `ostrakon check` tells why.")
    return "\n".join(lines)


def _records(report: BuildReport) -> str:
    fresh = [record for record in report.records if not record.unchanged]
    same = len(report.records) - len(fresh)
    counts = [(len(fresh), "imported"), (same, "kept as they were")]
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f" Records: {told}." if told else ""
