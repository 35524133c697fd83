"""Score facts against documents that a person has annotated."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import rich.table
import typer
from rich.console import Console
from rich.text import Text

from graph.cli.visible import visible
from graph.errors import ScoreError
from graph.scoring import Report, Scorer, Statement, load_facts, load_gold, parse_facts
from graph.scoring.predictions import MAX_BYTES
from graph.scoring.report import Table


def score(
    facts: Annotated[
        str,
        typer.Argument(
            metavar="FACTS",
            help="Facts as JSON Lines, or a table if called .csv; - for JSON Lines from the standard input.",
            show_default=False,
        ),
    ],
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="A folder of annotated documents: NAME.json each, or a folder with facts.jsonl each.",
            show_default=False,
        ),
    ],
    docs: Annotated[
        Path | None,
        typer.Option(
            help="The folder of their texts, NAME.txt; by default GOLD/../docs.", show_default=False
        ),
    ] = None,
    misses: Annotated[
        bool, typer.Option("--misses", help="List annotated facts that were not read.")
    ] = False,
    extras: Annotated[bool, typer.Option("--extras", help="List read facts that nobody annotated.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as one JSON object.")] = False,
    precision: Annotated[
        float,
        typer.Option(
            min=0, max=1, help="Seek the confidence above which lenient precision is at least this."
        ),
    ] = 0.97,
) -> None:
    """Score facts against annotated documents: by type and genre, with calibration and thresholds.

    Exit with 1 if a quote is not what stands at its place in the text.

    Example: `ostrakon score facts.jsonl my/gold --docs my/docs --misses`
    """
    report = Report.make(Scorer(load_gold(gold, docs), _facts(facts)), precision)
    if as_json:
        typer.echo(json.dumps(report.to_json(), ensure_ascii=False, indent=2))
    else:
        _list(report, "MISS ", report.scores.misses if misses else ())
        _list(report, "EXTRA", report.extras if extras else ())
        _print(report)
    if report.scorer.not_verbatim:
        raise typer.Exit(1)


def _facts(name: str) -> list[Statement]:
    if name != "-":
        return load_facts(Path(name))
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ScoreError(f"longer than {MAX_BYTES:,} bytes", where=name, hint="split it")
    try:
        return parse_facts(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        raise ScoreError(f"not UTF-8 (byte {error.start})", where=name) from error


def _list(report: Report, word: str, facts: Sequence[Statement]) -> None:
    for fact in facts:
        typer.echo(visible(f"{word} {report.line(fact)}"))


def _print(report: Report) -> None:
    scorer = report.scorer
    documents = "1 document" if len(scorer.gold) == 1 else f"{len(scorer.gold)} documents"
    counts = f"{documents}; quotes not verbatim: {len(scorer.not_verbatim)}"
    typer.echo(f"{counts}; facts of other documents: {len(scorer.unknown)}")
    if scorer.gold_not_verbatim:
        typer.echo(
            f"annotated quotes that their text does not hold, never met: {len(scorer.gold_not_verbatim)}"
        )
    for table in report.tables():
        if sys.stdout.isatty():
            _draw(table)
        else:
            typer.echo("\n".join(["", *_lines(table)]))
        if table.summary:
            typer.echo(table.summary)


def _draw(table: Table) -> None:
    drawn = rich.table.Table()
    for at, heading in enumerate(table.heading):
        drawn.add_column(heading, justify="right" if at else "left")
    for row in table.rows:
        drawn.add_row(*(Text(visible(cell)) for cell in row))
    Console().print(drawn)


def _lines(table: Table) -> list[str]:
    """Return the table in columns of equal width: the first to the left, figures to the right."""
    rows = [[visible(cell) for cell in row] for row in (table.heading, *table.rows)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
