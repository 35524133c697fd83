"""Share the options that several commands have."""

from __future__ import annotations

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


def settings(store: Path | None = None, ontology: Path | None = None) -> Settings:
    """Return the settings of the environment, with what the command line names instead."""
    found = Settings.from_env(os.environ)
    return replace(found, store=store or found.store, ontology=ontology or found.ontology)
