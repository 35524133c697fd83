"""Check the store: every shape, every quote, and what waits in quarantine."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from graph.build.audit import Audit, audit, fact_line
from graph.cli.options import OntologyOption, StoreOption, settings
from graph.cli.visible import visible
from graph.paths import ontology_dir
from graph.shapes import Shapes, Violation
from graph.store import Quarantined, open_store


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
    found = audit(open_store(chosen.store).view(), shapes)
    if format is Format.json:
        typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
    elif format is Format.ttl:
        sys.stdout.buffer.write(found.to_turtle())
    else:
        _print(found)
    if found.violations:
        raise typer.Exit(1)


def _print(found: Audit) -> None:
    counts = f"{found.documents} documents, {found.claims} claims, every quote compared with its text"
    wrong = _verdict(len(found.violations), "break a shape or a quote", "Every shape and every quote holds.")
    waiting = _verdict(len(found.quarantined), "wait in quarantine", "Nothing waits in quarantine.")
    typer.echo(f"Generation {found.generation}: {counts}.")
    if found.records:
        typer.echo(f"Records: {found.records}, with {found.votings:,} votings and {found.votes:,} votes.")
    typer.echo(wrong)
    for fault in found.violations:
        typer.echo("\n".join(_broken(fault)))
    typer.echo(waiting)
    for entry in found.quarantined:
        typer.echo("\n".join(_waits(entry)))
    if found.refused:
        typer.echo(f"{len(found.refused):,} findings about records wait; `ostrakon quarantine` lists them.")


def _broken(fault: Violation) -> list[str]:
    return [f"  {visible(fault.focus)}", f"    {visible(fault.shape)}: {visible(fault.message)}"]


def _waits(entry: Quarantined) -> list[str]:
    """Return what a person needs to find the place: whole, however narrow the terminal."""
    return [
        "",
        f"  {visible(entry.document)}:{entry.line} (characters {entry.start} to {entry.end})",
        f"    fact    {visible(fact_line(entry.fact))}",
        f"    shape   {visible(entry.shape.rsplit('#', 1)[-1])}",
        f"    reason  {visible(entry.message)}",
        f"    quote   “{visible(str(entry.fact['quote']))}”",
    ]


def _verdict(count: int, what: str, none: str) -> str:
    return f"{count} {what}:" if count else none
