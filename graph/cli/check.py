"""Check the store: every shape, every quote, and what waits in quarantine."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from graph.build.audit import Audit, audit
from graph.cli.options import OntologyOption, StoreOption, settings
from graph.idents import Idents
from graph.paths import ontology_dir
from graph.shapes import Shapes
from graph.store import open_store


class Format(StrEnum):
    """Name the forms of the report."""

    text = "text"
    json = "json"
    ttl = "ttl"


def check(
    format: Annotated[
        Format, typer.Option(help="For a person, a program, or as a SHACL report.")
    ] = Format.text,
    store: StoreOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Check every claim in the store against the shapes and its text; list what waits in quarantine.

    Exit with 1 if anything in the store is wrong. What waits in quarantine is not in the store.

    Example: `ostrakon check --format json`
    """
    chosen = settings(store, ontology)
    shapes = Shapes.load(chosen.ontology or ontology_dir())
    found = audit(open_store(chosen.store).view(), shapes, Idents(chosen.base))
    if format is Format.json:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
    elif format is Format.ttl:
        sys.stdout.buffer.write(found.to_turtle())
    else:
        _print(found)
    if found.violations:
        raise typer.Exit(1)


def _print(found: Audit) -> None:
    console = Console()
    counts = f"{found.documents} documents, {found.claims} claims, every quote compared with its text"
    console.print(f"Generation {found.generation}: {counts}.", highlight=False)
    console.print(
        _verdict(len(found.violations), "break a shape or a quote", "Every shape and every quote holds.")
    )
    for fault in found.violations:
        console.print(f"  {fault.focus}\n    {fault.shape}: {fault.message}", highlight=False, markup=False)
    console.print(_verdict(len(found.quarantined), "wait in quarantine", "Nothing waits in quarantine."))
    if found.quarantined:
        table = Table("document", "line", "fact", "shape", "reason")
        for entry in found.quarantined:
            fact = f"{entry.fact['actor']} – {entry.fact['type']} – {entry.fact['target'] or entry.fact['object'] or ''}"
            table.add_row(
                entry.document, str(entry.line), fact, entry.shape.rsplit("#", 1)[-1], entry.message
            )
        console.print(table)


def _fact(fact: Mapping[str, Any]) -> str:
    return escape(" – ".join(str(part) for part in (fact["actor"], fact["type"], fact["target"] or fact["object"]) if part))


def _verdict(count: int, what: str, none: str) -> str:
    return f"{count} {what}:" if count else none
