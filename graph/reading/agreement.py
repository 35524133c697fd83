"""Ask a second parser: what both find is surer than what only one of them sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from graph.reading.candidates import Candidate
from graph.reading.story import Story

_FAMILY = {"find": "accuse"}


@dataclass(frozen=True, slots=True)
class _Told:
    """Carry what a candidate tells: its family, actor and target, and the place of its sentence."""

    family: str
    actor: str
    target: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Hold what a second parser finds in a document."""

    told: frozenset[_Told]

    @classmethod
    def of(cls, story: Story, candidates: Iterable[Candidate]) -> Self:
        """Take the second parser's candidates."""
        return cls(frozenset(_told(story, c) for c in candidates))

    def has(self, story: Story, candidate: Candidate) -> bool:
        """Tell whether the second parser finds it too: same kind and place, same actor and same target."""
        mine = _told(story, candidate)
        return any(
            other.family == mine.family
            and other.start < mine.end
            and mine.start < other.end
            and (other.actor, other.target) == (mine.actor, mine.target)
            for other in self.told
        )


def _told(story: Story, candidate: Candidate) -> _Told:
    start, end = story.original(candidate.trigger.sent)
    target = candidate.target.name if candidate.target else None
    return _Told(_FAMILY.get(candidate.type, candidate.type), candidate.actor.name, target, start, end)
