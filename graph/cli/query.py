"""Answer a SPARQL query from the command line."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.cli.options import StoreOption, settings
from graph.cli.visible import escaped_turtle, visible
from graph.errors import QueryError
from graph.queries import run
from graph.store import open_store

_NARROW = 12  # characters, below which a column cannot be read


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
        typer.echo(escaped_turtle(result.decode()), nl=False)
        return
    console = Console()
    if "boolean" in found:
        console.print("yes" if found["boolean"] else "no")
        return
    columns: list[str] = found["head"]["vars"]
    rows = [[_cell(row, column) for column in columns] for row in found["results"]["bindings"]]
    count = f"{len(rows)} rows" if len(rows) != 1 else "1 row"
    if _fits([columns, *rows], console.width):
        table = Table(*columns, caption=count)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
        return
    rule = "─" * console.width
    for row in rows:
        typer.echo(rule)
        for column, cell in zip(columns, row, strict=True):
            typer.echo(f"{column}: {cell}".rstrip())
    typer.echo(f"{rule}\n{count}")


def _cell(row: dict[str, Any], column: str) -> str:
    """Return a value for a terminal: a quoted triple as JSON, nothing where none is bound."""
    value = row[column]["value"] if column in row else ""
    return visible(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _fits(lines: list[list[str]], width: int) -> bool:
    """Tell whether a table leaves each column its widest cell, or at least what can be read."""
    widest = (max(map(cell_len, cells)) for cells in zip(*lines, strict=True))
    needed = [min(cells, _NARROW) + 3 for cells in widest]  # and a border and two blanks for each
    return sum(needed) + 1 <= width
