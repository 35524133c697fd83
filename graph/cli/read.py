"""Read files into facts without storing anything."""

from __future__ import annotations

import datetime
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph.cli.options import OntologyOption, settings
from graph.export import facts_csv
from graph.gazetteer import Gazetteer
from graph.model import Fact
from graph.paths import lexicon_dir
from graph.reading.intake import document_from_file
from graph.reading.reader import Reader


def _date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2014-05-22") from error


class Format(StrEnum):
    """Name the forms in which facts are printed."""

    jsonl = "jsonl"
    csv = "csv"


def read(
    files: Annotated[list[Path], typer.Argument(help="English plain texts, UTF-8.", show_default=False)],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            parser=_date,
            help="When they were published, so that 'on Monday' finds its date.",
            show_default=False,
        ),
    ] = None,
    publisher: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who published them, so that a press release is heard as its issuer's.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help="JSON Lines or a table.")] = Format.jsonl,
    ontology: OntologyOption = None,
) -> None:
    """Print the facts found in texts; store nothing.

    Example: `ostrakon read article.txt --published 2014-05-22`
    """
    documents = [document_from_file(path, published=published, publisher=publisher) for path in files]
    lexicon = lexicon_dir(settings(ontology=ontology).ontology)
    reader = Reader.load(Gazetteer.load(lexicon), lexicon / "frames")
    facts: list[Fact] = []
    for reading in reader.read_many(documents):
        facts += reading.facts
        if format is Format.jsonl:
            for fact in reading.facts:
                typer.echo(json.dumps(fact.to_json(), ensure_ascii=False))
    if format is Format.csv:
        typer.echo(facts_csv(facts), nl=False)
