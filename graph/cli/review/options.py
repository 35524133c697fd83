"""Spell the options and arguments that the commands of a review share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.model import FactType, Modality, Status

FileOption = Annotated[
    Path, typer.Option("--corrections", help="The file of decisions.", metavar="FILE", dir_okay=False)
]
FactsOption = Annotated[
    Path | None,
    typer.Option(
        "--facts", metavar="FILE", show_default=False, dir_okay=False,
        help="Facts as `ostrakon read` prints them, in the place of those in the store.",
    ),
]  # fmt: skip
BelowOption = Annotated[float, typer.Option("--below", min=0, max=1.01, help="Facts less sure than this.")]
DocumentOption = Annotated[
    str | None, typer.Option("--document", metavar="ID", help="Of one document.", show_default=False)
]
TypeOption = Annotated[FactType | None, typer.Option("--type", help="Of one type.", show_default=False)]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
ByOption = Annotated[str | None, typer.Option("--by", help="Who decides.", show_default=False)]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="When, such as 2026-03-01.", show_default=False)
]
WhyOption = Annotated[str | None, typer.Option("--why", help="Why.", show_default=False)]
IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID…", help="Ids of facts, or how they begin.", show_default=False)
]

ActorOption = Annotated[str | None, typer.Option("--actor", help="Who says or does it.", show_default=False)]
SpeakerOption = Annotated[
    str | None, typer.Option("--speaker", help="The person through whom.", show_default=False)
]
TargetOption = Annotated[
    str | None, typer.Option("--target", help="Who is accused, addressed, answered.", show_default=False)
]
ObjectOption = Annotated[
    str | None, typer.Option("--object", help="The draft, court, action, thing counted.", show_default=False)
]
CrimeOption = Annotated[
    str | None,
    typer.Option("--crime", help="One of the lexicon's crimes.", show_default=False, metavar="CRIME"),
]
StatuteOption = Annotated[
    str | None, typer.Option("--statute", help="The treaty, article or resolution.", show_default=False)
]
ValueOption = Annotated[
    str | None,
    typer.Option("--value", help="A choice, role, act or number, or yes=13,no=2.", show_default=False),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", help="When it happened: 2014-05-22, 2014-05, 2014.", show_default=False),
]
StatusOption = Annotated[
    Status | None, typer.Option("--status", help="Told as done or not.", show_default=False)
]
ModalityOption = Annotated[
    Modality | None, typer.Option("--modality", help="The finer word.", show_default=False)
]
