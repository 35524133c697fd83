"""Share the options that several commands have."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from graph.settings import Settings

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        help="The store's folder; by default $OSTRAKON_STORE, else ./ostrakon-store.",
        show_default=False,
    ),
]


OntologyOption = Annotated[
    Path | None,
    typer.Option(
        "--ontology",
        help="Your own ontology, lexicon and frames; by default $OSTRAKON_ONTOLOGY, else the shipped ones.",
        show_default=False,
        exists=True,
        file_okay=False,
    ),
]


JobsOption = Annotated[
    int,
    typer.Option("--jobs", "-j", min=1, max=256, help="How many processes read, each with its own models."),
]


ParsersOption = Annotated[
    int,
    typer.Option(
        "--parsers",
        min=1,
        max=2,
        help="2: ask a second parser too, and be less sure where they differ. 1 is faster.",
    ),
]


LeastOption = Annotated[
    float | None,
    typer.Option(
        "--least",
        min=0.0,
        max=1.0,
        help="Leave out facts of less confidence than this; by default as the lexicon's confidence.yml says.",
        show_default=False,
    ),
]


def _date(text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2014-05-22") from error


PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=_date,
        help="When the documents were published, so that 'on Monday' finds its date; by default as they say.",
        show_default=False,
    ),
]


PublisherOption = Annotated[
    str | None,
    typer.Option(
        "--publisher",
        metavar="NAME",
        help="Who published them, so that a press release is its issuer's; by default as they say.",
        show_default=False,
    ),
]


def settings(store: Path | None = None, ontology: Path | None = None) -> Settings:
    """Return the settings of the environment, with what the command line names instead."""
    found = Settings.from_env(os.environ)
    return replace(found, store=store or found.store, ontology=ontology or found.ontology)
