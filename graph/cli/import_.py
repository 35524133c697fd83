"""Import official records: tables of votes, vetoes, terms, treaties and cases."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from graph.build.importer import ImportReport
from graph.build.parts import open_importer
from graph.cli.options import OntologyOption, StoreOption, settings
from graph.cli.progress import progress
from graph.cli.visible import visible
from graph.errors import RecordError
from graph.export.reports import check_report, write_report
from graph.paths import ontology_dir
from graph.record import Order
from graph.records.layout import layouts
from graph.store import open_store

_SHOWN = 10


def import_(
    layout: Annotated[
        str,
        typer.Argument(
            help=f"What the files are: {', '.join(layouts())}; or a mapping file of your own (.yml)."
        ),
    ],
    files: Annotated[
        list[Path], typer.Argument(help="The tables: CSV, TSV, XLSX or JSON, also compressed by gzip.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Read and weigh by the rules; change nothing.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell what each column became; change nothing.")
    ] = False,
    graph: Annotated[
        str | None,
        typer.Option(
            help="The named graph to fill, by its IRI; by default one a layout.", show_default=False
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Write what was found: a .json, .csv or .html file.", show_default=False),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="A parameter of the layout, as name=value.", show_default=False),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            help="The day on which the source was published: no voting is later.", show_default=False
        ),
    ] = None,
    store: StoreOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Import the tables of an official record.

    The same files again change nothing; corrected ones take the place of what they said before. What breaks
    a rule waits in quarantine (`ostrakon quarantine`), with row, rule and reason.

    Example: `ostrakon import sc-drafts drafts.csv votes.csv --report findings.html`
    """
    chosen = settings(store, ontology)
    order = Order(
        layout=layout,
        files=tuple(files),
        graph=_graph(graph),
        parameters=_parameters(set_ or []),
        about={"published": _day(published)},
    )
    if report is not None:
        check_report(report)
    target = open_store(chosen.store)
    with progress() as show:
        importer = open_importer(chosen.base, show, chosen.ontology or ontology_dir())
        if dry_run or explain:
            done = importer.try_out(target.view() if target.current() else None, order)
        else:
            done = importer.run(target, order)
    if report is not None:
        write_report(report, done.findings, done.tables.source.title)
    typer.echo("\n".join(_explained(done) if explain else _told(done, chosen.store, dry_run)))


def _told(done: ImportReport, store: Path, dry: bool) -> list[str]:
    if done.unchanged:
        return [f"{store}: nothing has changed since these files were imported into {done.graph}."]
    tables = done.tables
    votes = f" and {tables.votes:,} votes" if tables.votes else ""
    lines = [f"{tables.source.title}: {tables.rows:,} rows, {tables.events:,} events{votes} read."]
    if tables.left_out:
        lines.append(f"{tables.left_out:,} rows left out, as the mapping says.")
    lines += _counts(done)
    if tables.unmapped():
        lines.append(f"Columns that the mapping does not name: {', '.join(map(visible, tables.unmapped()))}.")
    lines.append("Nothing was changed: this was a dry run." if dry else _changed(done, store))
    return lines + ([] if dry else _difference(done))


def _counts(done: ImportReport) -> list[str]:
    tables = done.tables
    kept = {record.entry.id for record in tables.records}
    votes = sum(len(record.voters) for record in tables.records if hasattr(record, "voters"))
    lines = [f"{len(kept):,} events" + (f" and {votes:,} votes" if votes else "") + " hold."]
    for action, words in (
        ("quarantined", "wait in quarantine"),
        ("mended", "were mended"),
        ("conflict", "are in conflict"),
    ):
        found = [finding for finding in tables.findings if finding.action == action]
        if found:
            rules = sorted({finding.rule for finding in found})
            events = len({finding.event for finding in found})
            lines.append(f"{events:,} events {words}: {', '.join(rules)}.")
    return lines


def _changed(done: ImportReport, store: Path) -> str:
    change = done.change
    counts = f"{change.added:,} statements in, {change.removed:,} out"
    return f"{store}: generation {done.generation}; {counts}, in {done.graph}."


def _difference(done: ImportReport) -> list[str]:
    """Show the first statements that a corrected file changed; a first import has nothing to compare."""
    change = done.change
    if not change.removed:
        return []
    lines = [f"- {visible(line)}" for line in change.went[:_SHOWN]] + [
        f"+ {visible(line)}" for line in change.came[:_SHOWN]
    ]
    hidden = change.removed + change.added - len(lines)
    return lines + ([f"… and {hidden:,} more."] if hidden > 0 else [])


def _explained(done: ImportReport) -> list[str]:
    width = max((len(step.column) for step in done.tables.steps), default=0)
    return [
        f"{step.table}: {visible(step.column or '(no name)').ljust(width)} → {step.became}"
        for step in done.tables.steps
    ]


def _parameters(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise RecordError(f"{name!r} is not of the form name=value", where="--set")
    return {name: value for name, _, value in pairs}


def _graph(iri: str | None) -> str | None:
    if iri is not None and ("://" not in iri or any(c.isspace() or c in '<>"{}|\\^`' for c in iri)):
        raise RecordError(f"{iri!r} is no absolute IRI", where="--graph")
    return iri


def _day(text: str | None) -> str | None:
    if text is not None:
        try:
            datetime.date.fromisoformat(text)
        except ValueError as error:
            raise RecordError(f"{text!r} is not a day of the form 2024-05-22", where="--published") from error
    return text
