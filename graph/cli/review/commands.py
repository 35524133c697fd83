"""Define `ostrakon review` and its commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.build.reviews import merged, unmet, unmet_identities
from graph.build.waiting import Waiting, order, waiting
from graph.cli.options import StoreOption, settings
from graph.cli.review.decide import Desk, Why, added, value_of
from graph.cli.review.options import (
    ActorOption,
    BelowOption,
    ByOption,
    CrimeOption,
    DateOption,
    DocumentOption,
    FactsOption,
    FileOption,
    IdsArgument,
    LimitOption,
    ModalityOption,
    ObjectOption,
    OnOption,
    SpeakerOption,
    StatusOption,
    StatuteOption,
    TargetOption,
    TypeOption,
    ValueOption,
    WhyOption,
)
from graph.cli.review.show import merged_lines, rejected_lines, unmet_lines, waiting_lines
from graph.cli.review.walk import walk as go_through
from graph.cli.visible import visible
from graph.errors import StoreError
from graph.model import FactType
from graph.store import View, base_of, open_store

_BELOW = 0.6
_SETTINGS = {"help_option_names": ["-h", "--help"]}

review = typer.Typer(
    name="review", add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
)  # fmt: skip

_FILE = Path("corrections.yml")


@review.callback(invoke_without_command=True)
def waits(
    context: typer.Context,
    below: BelowOption = _BELOW,
    document: DocumentOption = None,
    type_: TypeOption = None,
    limit: LimitOption = 20,
    rejected: Annotated[bool, typer.Option("--rejected", help="List what was rejected instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print facts as JSON Lines.")] = False,
    facts: FactsOption = None,
    corrections: FileOption = _FILE,
    store: StoreOption = None,
) -> None:
    """List the facts that wait for review, the least sure first; decide on them by the commands below.

    Decisions stand in a file (`docs/review.md`), which `ostrakon build` applies.

    Example: `ostrakon review --below 0.5 --type accuse`
    """
    if context.invoked_subcommand is not None:
        return
    desk = _desk(corrections, store, facts)
    if rejected:
        why = {key: what for key, _, what in unmet(desk.view, desk.corrections)} if desk.view else {}
        typer.echo("\n".join(rejected_lines(desk.corrections.entries, why)))
        return
    found = _waiting(desk, below, document, type_)
    if as_json:
        for one in found[:limit]:
            typer.echo(json.dumps(one.fact.to_json(), ensure_ascii=False))
    else:
        typer.echo("\n".join(waiting_lines(found, below, limit)))


@review.command(context_settings=_SETTINGS)
def accept(
    ids: IdsArgument,
    by: ByOption = None,
    on: OnOption = None,
    why: WhyOption = None,
    facts: FactsOption = None,
    corrections: FileOption = _FILE,
    store: StoreOption = None,
) -> None:
    """Say that facts are as the reader has them.

    Example: `ostrakon review accept 7be1f0a3 --by "A. Reviewer"`
    """
    desk = _desk(corrections, store, facts)
    desk.write([desk.entry(desk.find(given), "accept", Why(by, on, why)) for given in ids])


@review.command(context_settings=_SETTINGS)
def reject(
    ids: IdsArgument,
    by: ByOption = None,
    on: OnOption = None,
    why: WhyOption = None,
    facts: FactsOption = None,
    corrections: FileOption = _FILE,
    store: StoreOption = None,
) -> None:
    """Say that the text does not say what these facts say; they leave the graph.

    Example: `ostrakon review reject 7be1f0a3 --why "a governor's veto"`
    """
    desk = _desk(corrections, store, facts)
    desk.write([desk.entry(desk.find(given), "reject", Why(by, on, why)) for given in ids])


@review.command(context_settings=_SETTINGS)
def correct(
    id: Annotated[str, typer.Argument(help="The id of a fact, or how it begins.", show_default=False)],
    actor: ActorOption = None,
    speaker: SpeakerOption = None,
    target: TargetOption = None,
    type_: TypeOption = None,
    object: ObjectOption = None,
    crime: CrimeOption = None,
    statute: StatuteOption = None,
    value: ValueOption = None,
    date: DateOption = None,
    status: StatusOption = None,
    modality: ModalityOption = None,
    by: ByOption = None,
    on: OnOption = None,
    why: WhyOption = None,
    facts: FactsOption = None,
    corrections: FileOption = _FILE,
    store: StoreOption = None,
) -> None:
    """Put something in a fact right; an option without a word ("") empties what stands there.

    Example: `ostrakon review correct 7be1f0a3 --actor Russia --type deny`
    """
    desk = _desk(corrections, store, facts)
    to = _said(
        type=type_, actor=actor, speaker=speaker, target=target, object=object, crime=crime, statute=statute,
        value=value, date=date, status=status, modality=modality,
    )  # fmt: skip
    desk.write([desk.entry(desk.find(id), "correct", Why(by, on, why), to)])


@review.command(context_settings=_SETTINGS)
def add(
    document: Annotated[str, typer.Argument(help="The id of a document.", show_default=False)],
    type: Annotated[FactType, typer.Argument(help="What kind of fact.", show_default=False)],
    quote: Annotated[str, typer.Argument(help="The words that carry it, verbatim.", show_default=False)],
    actor: Annotated[str, typer.Option("--actor", help="Who says or does it.", show_default=False)],
    start: Annotated[
        int | None,
        typer.Option(
            "--start", min=0, show_default=False,
            help="Where the quote stands in the text, if it stands there twice: the nearest place counts.",
        ),
    ] = None,
    speaker: SpeakerOption = None,
    target: TargetOption = None,
    object: ObjectOption = None,
    crime: CrimeOption = None,
    statute: StatuteOption = None,
    value: ValueOption = None,
    date: DateOption = None,
    status: StatusOption = None,
    modality: ModalityOption = None,
    by: ByOption = None,
    on: OnOption = None,
    why: WhyOption = None,
    corrections: FileOption = _FILE,
    store: StoreOption = None,
) -> None:  # fmt: skip
    """Add a fact that the reader overlooked, with the words of the text that carry it.

    Example: `ostrakon review add cnn-2014-05-22 deny "Damascus rejects this" --actor Syria`
    """
    to = _said(
        actor=actor, speaker=speaker, target=target, object=object, crime=crime, statute=statute, value=value,
        date=date, status=status, modality=modality,
    )  # fmt: skip
    desk = Desk(corrections, _view(store, must=False))
    desk.write([desk.placed(added(document, type, quote, start, to, Why(by, on, why)))])


@review.command(name="unmet", context_settings=_SETTINGS)
def show_unmet(corrections: FileOption = _FILE, store: StoreOption = None) -> None:
    """List the decisions and the entries of the file of identities that met nothing, and why.

    Example: `ostrakon review unmet --corrections corrections.yml`
    """
    desk = _desk(corrections, store, None, must=True)
    if desk.view is not None:
        found = list(unmet(desk.view, desk.corrections))
        typer.echo("\n".join(unmet_lines(found, unmet_identities(desk.view))))


@review.command(context_settings=_SETTINGS)
def merges(store: StoreOption = None) -> None:
    """List what documents name differently and is one node, with the reason.

    What is wrong is put right in a file of identities (`docs/review.md`).

    Example: `ostrakon review merges`
    """
    view = open_store(settings(store).store).view()
    typer.echo("\n".join(merged_lines(merged(view), base_of(view))))


@review.command(context_settings=_SETTINGS)
def walk(
    below: BelowOption = _BELOW,
    document: DocumentOption = None,
    type_: TypeOption = None,
    by: ByOption = None,
    on: OnOption = None,
    facts: FactsOption = None,
    corrections: FileOption = _FILE,
    store: StoreOption = None,
) -> None:
    """Go through the facts that wait and decide on each; every decision is written at once.

    Example: `ostrakon review walk --by "A. Reviewer"`
    """
    desk = _desk(corrections, store, facts)
    done = go_through(desk, _waiting(desk, below, document, type_), Why(by, on))
    typer.echo(f"{done} decided; {visible(str(corrections))} holds what was decided.")


def _desk(file: Path, store: Path | None, facts: Path | None, *, must: bool = False) -> Desk:
    return Desk(file, None if facts else _view(store, must=must or not facts), facts)


def _view(store: Path | None, *, must: bool) -> View | None:
    try:
        return open_store(settings(store).store).view()
    except StoreError:
        if must:
            raise
        return None


def _waiting(desk: Desk, below: float, document: str | None, type_: str | None) -> list[Waiting]:
    if desk.view is not None:
        return waiting(desk.view, below, desk.decided(), document, type_)
    decided = desk.decided()
    found = [
        one for one in desk.loaded or ()
        if one.fact.confidence < below and one.fact.id not in decided
        and document in (None, one.fact.document) and type_ in (None, one.fact.type)
    ]  # fmt: skip
    return sorted(found, key=lambda one: order(one.fact))


def _said(**given: str | None) -> dict[str, Any]:
    """Return what the options say, as it stands in the file."""
    told: dict[str, Any] = {name: word for name, word in given.items() if word is not None}
    return told | {"value": value_of(told["value"])} if "value" in told else told
