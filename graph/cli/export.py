"""Write the graph to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph import export as exports
from graph.cli.options import StoreOption, settings
from graph.store import open_store


def export(
    format: Annotated[str, typer.Option(help="One of: " + ", ".join(exports.FORMATS) + ".")] = "ttl",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file instead of the standard output (-).", show_default=False),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the whole graph, or its facts, after comparing every quote with its text.

    The same store gives the same bytes.

    Example: `ostrakon export --format trig -o graph.trig`
    """
    view = open_store(settings(store).store).view()
    if output and output != Path("-"):
        exports.write_export(view, format, output)
    else:
        exports.export(view, format, sys.stdout.buffer)
