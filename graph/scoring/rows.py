"""Count what was found and what was right, and make precision, recall and F1 of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from graph.scoring.compare import Level
from graph.scoring.matching import Comparison, Matching


@dataclass(frozen=True, slots=True)
class Measure:
    """Carry precision, recall and their harmonic mean; each is 0 where nothing was read or annotated."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, read: int, found: int, gold: int) -> Measure:
        """Make the measures from counts."""
        precision = right / read if read else 0.0
        recall = found / gold if gold else 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Count facts: annotated (`gold`) and found, read and right, each of the two strictly and leniently.

    Found counts annotated facts and right counts read ones: they differ by type where a veto meets a "no".
    """

    gold: int = 0
    read: int = 0
    found_strictly: int = 0
    right_strictly: int = 0
    found_leniently: int = 0
    right_leniently: int = 0

    @classmethod
    def sum(cls, rows: Iterable[Row]) -> Row:
        """Add rows up."""
        columns = zip(*(dataclasses.astuple(row) for row in (cls(), *rows)), strict=True)
        names = (field.name for field in dataclasses.fields(cls))
        return cls(**{name: sum(column) for name, column in zip(names, columns, strict=True)})

    @property
    def strict(self) -> Measure:
        """Return the measures of what agrees in everything."""
        return Measure.of(self.right_strictly, self.read, self.found_strictly, self.gold)

    @property
    def lenient(self) -> Measure:
        """Return the measures of what agrees in type and place, and in actor or target."""
        return Measure.of(self.right_leniently, self.read, self.found_leniently, self.gold)


def rows_by_type(comparison: Comparison, matching: Matching, kept: Iterable[int]) -> dict[str, Row]:
    """Return the row of each type that one document's statements have."""
    counted = [i for i in kept if i not in matching.again]
    rows = [(statement.type, Row(gold=1)) for statement in comparison.gold]
    rows += [(comparison.read[i].type, Row(read=1)) for i in counted]
    for i, (j, how) in matching.pairs.items():
        strictly = int(how is not Level.LENIENT)  # an event told again agrees in all that an event is
        rows.append((comparison.gold[j].type, Row(found_leniently=1, found_strictly=strictly)))
        rows.append((comparison.read[i].type, Row(right_leniently=1, right_strictly=strictly)))
    types = sorted({kind for kind, _ in rows})
    return {kind: Row.sum(row for of, row in rows if of == kind) for kind in types}
