"""Pair the read statements of one document with the annotated ones, each used once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.scoring.compare import Level, Side, level, tells_again
from graph.scoring.statement import Statement
from graph.scoring.texts import Text


@dataclass(frozen=True, slots=True)
class Matching:
    """Say which read statement (by its index) met which annotated one, and which only told an event again."""

    pairs: Mapping[int, tuple[int, Level]]
    again: frozenset[int]

    @property
    def found(self) -> frozenset[int]:
        """Return the indices of the annotated statements that were met."""
        return frozenset(gold for gold, _ in self.pairs.values())


class Comparison:
    """Compare all statements of one document once, to match any part of the read ones quickly."""

    def __init__(self, text: Text, read: Sequence[Statement], gold: Sequence[Statement]) -> None:
        self.read, self.gold = tuple(read), tuple(gold)
        ones = [Side.make(statement, text) for statement in self.read]
        others = [Side.make(statement, text) for statement in self.gold]
        levels = ((level(one, other), i, j) for i, one in enumerate(ones) for j, other in enumerate(others))
        # The best pairs first; among equals what was read first, then what was annotated first.
        self._meetings = sorted((meeting for meeting in levels if meeting[0]), key=_preference)
        self._retold = [
            (i, j) for i, one in enumerate(ones) for j, other in enumerate(others) if tells_again(one, other)
        ]

    def match(self, kept: Iterable[int] | None = None) -> Matching:
        """Pair the read statements with these indices (by default all) with the annotated ones."""
        left = set(range(len(self.read)) if kept is None else kept)
        pairs: dict[int, tuple[int, Level]] = {}
        found: set[int] = set()
        for how, i, j in self._meetings:
            if i in left and j not in found:
                left.remove(i)
                found.add(j)
                pairs[i] = (j, how)
        return Matching(pairs, frozenset(i for i, j in self._retold if i in left and j in found))


def _preference(meeting: tuple[Level, int, int]) -> tuple[int, int, int]:
    how, read, gold = meeting
    return -how, read, gold
