"""Hold what is compared of a fact, whether a program read it or a person annotated it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from graph.model import Fact, FactType, Status

# Far beyond any name, and short enough that comparing hostile ones stays quick.
_Name = Annotated[str, Field(max_length=10_000)]
_Offset = Annotated[int, Field(ge=0)]
_Tally = dict[str, int | float | str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Carry the compared keys of a fact, as `docs/facts.md` explains them.

    Offsets count characters of the document's text; an annotator may leave them out. `confidence` is 0 to 1.
    """

    document: _Name = ""
    type: FactType
    actor: _Name | None
    target: _Name | None = None
    crime: _Name | None = None
    value: _Name | int | float | _Tally | None = None
    status: Status
    quote: Annotated[str, Field(min_length=1)]
    start: _Offset | None = None
    end: _Offset | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("'start' and 'end' go together: give both or neither")

    @classmethod
    def of(cls, fact: Fact) -> Statement:
        """Return what is compared of a fact."""
        words = {field.name: getattr(fact, field.name) for field in dataclasses.fields(cls)}
        return cls(**words)

    @property
    def span(self) -> tuple[int, int] | None:
        """Return the offsets, where both are given."""
        return None if self.start is None or self.end is None else (self.start, self.end)
