"""Answer a SPARQL query from the command line."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph.cli.options import StoreOption, settings
from graph.errors import QueryError
from graph.queries import run
from graph.store import open_store


class Format(StrEnum):
    """Name the forms of a result."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    ttl = "ttl"
    nt = "nt"
    jsonld = "jsonld"
    rdfxml = "rdfxml"


def query(
    file: Annotated[
        str,
        typer.Argument(help="A file with a SPARQL query, or - for the standard input.", show_default=False),
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            help="By default a table on a terminal; in a pipe csv, or ttl for a graph.", show_default=False
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Answer a SPARQL query over the whole graph.

    Example: `echo 'SELECT * { ?claim a ost:VetoReport }' | ostrakon query -`
    """
    sparql = _text(file)
    view = open_store(settings(store).store).view()
    chosen = format or (Format.table if sys.stdout.isatty() else None)
    if chosen is Format.table:
        _print(run(view, sparql, "json"))
    else:
        sys.stdout.buffer.write(run(view, sparql, chosen.value if chosen else None))


def _text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise QueryError(f"cannot be read: {what}", where=file) from error


def _print(result: bytes) -> None:
    try:
        found = json.loads(result)
    except ValueError:  # a graph, which is Turtle
        typer.echo(result.decode(), nl=False)
        return
    console = Console()
    if "boolean" in found:
        console.print("yes" if found["boolean"] else "no")
        return
    columns: list[str] = found["head"]["vars"]
    rows: list[dict[str, Any]] = found["results"]["bindings"]
    table = Table(*columns, caption=f"{len(rows)} rows" if len(rows) != 1 else "1 row")
    for row in rows:
        table.add_row(*(escape(row[column]["value"]) if column in row else "" for column in columns))
    console.print(table)
