"""Hold what documents name, and what ties two of them together, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from graph.gazetteer import fold

Kind = Literal["actor", "person", "draft"]
KINDS: Final[tuple[Kind, ...]] = ("actor", "person", "draft")
CERTAIN: Final = 100  # points, hundredths of a score, so that a tie is a tie


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """Carry what one document names: the IRIs of document and node, its words, the claims that have it.

    `node` is the identifier that the words alone give, which other documents may give, too.
    """

    document: str
    node: str
    kind: Kind
    phrases: tuple[str, ...]
    claims: tuple[str, ...] = ()

    def is_called(self, phrase: str) -> bool:
        """Tell whether the document uses this phrase for it, letter case and article aside."""
        return fold(phrase) in {fold(own) for own in self.phrases}


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Say that two atoms are one, how surely (in hundredths) and why."""

    points: int
    one: str
    other: str
    reason: str
