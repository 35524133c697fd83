"""Hold an event of a source while it is put together, checked and mended."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from graph.record import Choice


@dataclass(slots=True)
class Item:
    """Carry what the rows of one event say, and what was found about them.

    `values` are by field, converted, absent where the source is silent. A vote is a place in `pairs` (who, by
    number, and later in `voters` by IRI) and in `choices`.
    """

    id: str
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, array[int]] = field(default_factory=dict)
    pairs: array[int] = field(default_factory=lambda: array("I"))
    choices: list[Choice] = field(default_factory=list)
    voters: list[str] = field(default_factory=list)
    sponsors: list[str] = field(default_factory=list)
    actors: dict[str, list[str]] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    losses: list[tuple[str, str]] = field(default_factory=list)  # a part that is left out; the rest stands
    notes: list[tuple[str, str]] = field(default_factory=list)  # a conflict with an event that waits
    mends: list[tuple[str, str]] = field(default_factory=list)

    def at(self, file: str, line: int) -> None:
        """Take note of a line that tells of the event."""
        self.rows.setdefault(file, array("I")).append(line)

    def where(self) -> str:
        """Return the lines of the event: "drafts.csv 5; votes.csv 47-61"."""
        return "; ".join(f"{file} {', '.join(_ranges(lines))}" for file, lines in self.rows.items())

    def fault(self, rule: str, reason: str) -> None:
        """Say that the event breaks a rule; the same again is said once."""
        if (rule, reason) not in self.faults:
            self.faults.append((rule, reason))

    def get(self, name: str) -> Any:
        """Return a value, None where the source is silent."""
        return self.values.get(name)

    def tally(self) -> Mapping[str, int]:
        """Count the votes by choice."""
        counts = dict.fromkeys(("yes", "no", "abstain", "not_voting"), 0)
        for choice in self.choices:
            counts[choice] += 1
        return counts


def _ranges(lines: array[int]) -> Iterator[str]:
    ordered = sorted(set(lines))
    for _, group in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        run = [line for _, line in group]
        yield str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"
