"""Build the store from seeds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.build.assemble import open_builder
from graph.build.builder import BuildReport
from graph.cli.options import OntologyOption, StoreOption, settings
from graph.cli.progress import progress
from graph.paths import seeds_dir
from graph.seeds import load_records, load_seeds
from graph.store import open_store


def build(
    seeds: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Folders of one document each, or of such folders; by default the seeds that come along.",
            show_default=False,
        ),
    ] = None,
    originals: Annotated[
        Path | None,
        typer.Option(help="A folder of original texts to read instead of their digests.", show_default=False),
    ] = None,
    store: StoreOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Read documents into the store, so that it holds exactly these.

    Nothing changes when nothing has changed; a build that stops half-way leaves the store as it was.

    Example: `ostrakon build my-documents/*/ --store my-store`
    """
    chosen = settings(store, ontology)
    folders = seeds or [seeds_dir()]
    documents, records = load_seeds(folders, originals), load_records(folders)
    with progress() as show:
        builder = open_builder(chosen.base, show, chosen.ontology)
        report = builder.build(open_store(chosen.store), documents, records)
    typer.echo(_told(report, chosen.store))


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
