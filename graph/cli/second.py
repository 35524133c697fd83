"""Share what the commands that read do with a second reader: its options, its warnings, its end."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from graph.build.twice import Twice
from graph.cli.visible import visible_lines
from graph.errors import LlmError
from graph.gazetteer import Gazetteer
from graph.llm import LlmSettings, SecondReader, second_reader
from graph.reading.many import Readers, RuleReader

LlmOption = Annotated[
    bool,
    typer.Option(
        "--llm",
        help="Send the documents to the model at $OSTRAKON_LLM_URL too, and add what they bear out.",
    ),
]
LlmRefusedOption = Annotated[
    Path | None,
    typer.Option(
        "--llm-refused",
        help="With --llm: a file for what the model claimed and the documents do not bear out.",
        show_default=False,
        dir_okay=False,
    ),
]


class Second:
    """Hold the second reader of a run, if there is to be one; nothing is read from $OSTRAKON_LLM_… if not."""

    def __init__(self, rules: RuleReader, *, llm: bool, refused: Path | None) -> None:
        if refused is not None and not llm:
            raise typer.BadParameter("--llm-refused goes with --llm")
        self._rules = rules
        self._refused = refused
        self._reader: SecondReader | None = None
        if llm:
            chosen = LlmSettings.from_env(os.environ)
            self._reader = second_reader(chosen, Gazetteer.load(rules.lexicon, rules.base), _warn)

    def readers(self, jobs: int) -> Readers:
        """Return what reads: the rules, or the rules and then the model."""
        return Twice(self._rules, jobs, self._reader) if self._reader else Readers(self._rules, jobs)

    def tell(self) -> None:
        """Say what came of it, and write down what was refused; raise LlmError where it cannot be written."""
        if self._reader is None:
            return
        _warn(self._reader.summary())
        if self._refused is not None:
            lines = [json.dumps(each.to_json()) + "\n" for each in self._reader.refusals]
            try:
                self._refused.write_text("".join(lines), "utf-8")
            except OSError as error:
                raise LlmError(f"cannot be written: {error.strerror}", where=str(self._refused)) from error

    def finish(self) -> None:
        """Raise LlmError where a model was asked for and read no document."""
        if self._reader is not None:
            self._reader.finish()


def _warn(what: str) -> None:
    typer.echo(visible_lines(f"ostrakon: {what}"), err=True)
