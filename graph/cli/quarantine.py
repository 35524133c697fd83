"""List what waits in quarantine: facts of documents and events of official records."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from graph.cli.options import StoreOption, settings
from graph.cli.visible import visible
from graph.export.cells import safe
from graph.store import Quarantined, Refused, open_store

_COLUMNS = ("source", "event", "rows", "rule", "reason")


class Format(StrEnum):
    """Name the forms of the list."""

    text = "text"
    json = "json"
    csv = "csv"


def quarantine(
    format: Annotated[Format, typer.Option(help="For a person, a program, or a spreadsheet.")] = Format.text,
    store: StoreOption = None,
) -> None:
    """List what waits in quarantine: what broke a shape or a rule, where it stands, and why.

    Correct the table or document and import or build again: what holds then leaves quarantine.

    Example: `ostrakon quarantine --format csv > waiting.csv`
    """
    view = open_store(settings(store).store).view()
    rows = [_of_fact(entry) for entry in view.quarantine()] + [_of_record(entry) for entry in view.refused()]
    if format is Format.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format is Format.csv:
        _write(rows)
    else:
        typer.echo("\n".join(_lines(rows)))


def _of_fact(entry: Quarantined) -> dict[str, str]:
    return {
        "source": entry.document,
        "event": str(entry.fact["id"]),
        "rows": f"line {entry.line}",
        "rule": entry.shape.rsplit("#", 1)[-1],
        "reason": entry.message,
    }


def _of_record(entry: Refused) -> dict[str, str]:
    told = entry.finding
    return {
        "source": entry.graph,
        "event": told.event,
        "rows": told.rows,
        "rule": told.rule,
        "reason": told.reason,
    }


def _write(rows: Sequence[dict[str, str]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows([safe(row[name]) for name in _COLUMNS] for row in rows)


def _lines(rows: Sequence[dict[str, str]]) -> list[str]:
    if not rows:
        return ["Nothing waits in quarantine."]
    lines = [f"{len(rows):,} wait in quarantine:"]
    for row in rows:
        lines.append(f"\n  {visible(row['source'])}: {visible(row['event'])} ({visible(row['rows'])})")
        lines.append(f"    {row['rule']}: {visible(row['reason'])}")
    return lines
