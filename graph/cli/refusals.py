"""Tell what was not taken in or could not be read, once the rest is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import typer

from graph.cli.visible import visible_lines
from graph.errors import DocumentError
from graph.intake import Refused
from graph.model import Document

_FEW = 3  # places that are named where many harmless files are left out for the same reason


class Refusals:
    """Collect refusals while the rest goes on."""

    def __init__(self) -> None:
        self._lost: list[DocumentError] = []
        self._harmless: dict[tuple[str, str | None], list[str]] = {}

    def sorted_out(self, found: Iterable[Document | Refused]) -> Iterator[Document]:
        """Yield the documents, and keep the refusals."""
        for one in found:
            if isinstance(one, Document):
                yield one
            elif one.harmless:
                self._harmless.setdefault((one.reason, one.hint), []).append(one.where)
            else:
                self._lost.append(one.error())

    def add(self, error: DocumentError) -> None:
        """Keep what befell one document."""
        self._lost.append(error)

    def first(self) -> DocumentError | None:
        """Return the first thing that was lost."""
        return self._lost[0] if self._lost else None

    def tell(self) -> None:
        """List everything on standard error; exit with 1 where anything was lost."""
        for (reason, hint), places in self._harmless.items():
            named = ", ".join(places[:_FEW]) + (
                f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
            )
            _say(f"left out: {DocumentError(reason, where=named, hint=hint)}")
        for error in self._lost:
            _say(str(error))
        if self._lost:
            raise typer.Exit(1)


def _say(what: str) -> None:
    typer.echo(visible_lines(f"ostrakon: {what}"), err=True)
