"""Go through the facts that wait, one after the other, and ask what is to become of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import typer

from graph.build.waiting import Waiting
from graph.cli.review.decide import Desk, Why, value_of
from graph.cli.review.show import fact_lines
from graph.errors import ReviewError
from graph.review.entry import Change, Entry

_ASKED: Final = "[a]ccept, [r]eject, [c]orrect, [s]kip or [q]uit?"
_WORDS: Final = {"a": "accept", "r": "reject"}


def walk(desk: Desk, found: Sequence[Waiting], why: Why) -> int:
    """Ask about each fact and write each decision at once; return how many there were."""
    done = 0
    for number, one in enumerate(found, 1):
        typer.echo(f"\n{number} of {len(found)}")
        typer.echo("\n".join(fact_lines(one)))
        answer = _ask()
        if answer == "q":
            break
        if answer != "s":
            desk.write([_decided(desk, one, answer, why)])
            done += 1
    return done


def _ask() -> str:
    while True:
        try:
            answer = typer.prompt(_ASKED, prompt_suffix=" ", default="s", show_default=False)
        except typer.Abort:  # the end of the input
            return "q"
        if answer.strip().lower()[:1] in ("a", "r", "c", "s", "q"):
            return str(answer.strip().lower()[:1])


def _decided(desk: Desk, one: Waiting, answer: str, why: Why) -> Entry:
    if answer == "c":
        return _corrected(desk, one, why)
    return desk.entry(one.fact, "accept" if _WORDS[answer] == "accept" else "reject", why)


def _corrected(desk: Desk, one: Waiting, why: Why) -> Entry:
    """Ask for keys and values until they make a correction."""
    typer.echo("Write KEY VALUE, such as actor Russia, and an empty line at the end.")
    typer.echo(f"Keys: {', '.join(Change.model_fields)}.")
    while True:
        try:
            return desk.entry(one.fact, "correct", why, _given())
        except ReviewError as error:
            typer.echo(str(error))


def _given() -> dict[str, object]:
    to: dict[str, object] = {}
    while line := typer.prompt("to", prompt_suffix=" ", default="", show_default=False).strip():
        key, _, value = line.partition(" ")
        to[key.rstrip(":")] = value_of(value.strip()) if key.startswith("value") else value.strip()
    return to
