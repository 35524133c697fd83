"""Share what a build does with the files of reviewers: its options, where they lie, what they met."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph.build.reviews import met, unmet, unmet_identities
from graph.cli.visible import visible
from graph.review import Corrections, Identities
from graph.review.files import beside
from graph.store import View

CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        help="Decisions on facts; by default corrections.yml in or next to what is built, if there is one.",
        show_default=False,
        dir_okay=False,
    ),
]
IdentitiesOption = Annotated[
    Path | None,
    typer.Option(
        "--identities",
        help="Who is the same and who is not; by default identities.yml, found likewise.",
        show_default=False,
        dir_okay=False,
    ),
]


class Reviewed:
    """Hold both files of a build, as far as there are any."""

    def __init__(self, paths: Sequence[Path], corrections: Path | None, identities: Path | None) -> None:
        decided = corrections or beside(paths, "corrections.yml")
        same = identities or beside(paths, "identities.yml")
        self.corrections = Corrections.load(decided) if decided else Corrections()
        self.identities = Identities.load(same) if same else Identities()
        self.files = [path.resolve() for path in (decided, same) if path]

    def tell(self, view: View) -> None:
        """Say what entries met, and how many met nothing."""
        if self.corrections.entries:
            typer.echo(self._corrections(view))
        missed = unmet_identities(view) if self.identities.groups else []
        if self.identities.groups:
            typer.echo(f"{_counted(len(self.identities.groups), 'entry', 'entries')} on who is the same.")
        for what in missed:
            typer.echo(f"  {visible(what)}")

    def _corrections(self, view: View) -> str:
        missed = list(unmet(view, self.corrections))
        known = met(view)
        found = [known[entry.key] for entry in self.corrections.entries if entry.key in known]
        moved = sum(1 for one in found if one.fact not in (None, one.entry) and one.decision != "add")
        place = f", {moved} of them by place" if moved else ""
        applied = len(self.corrections.entries) - len(missed)
        lines = [f"{_counted(applied, 'decision', 'decisions')} on facts applied{place}."]
        if missed:
            lines.append(f"{len(missed)} met nothing; `ostrakon review unmet` tells why.")
        return "\n".join(lines)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
