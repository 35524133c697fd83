"""Tell what precision costs: how many facts are left above each confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.scoring.interval import wilson
from graph.scoring.rows import Row
from graph.scoring.scorer import Scorer

_GRID: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Carry the scores of the facts of at least this confidence; `kept` is their share of those read."""

    confidence: float
    row: Row
    kept: float

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of the lenient precision."""
        return wilson(self.row.right_leniently, self.row.read)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Carry the scores above round confidences, and above the lowest that reaches the precision asked for."""

    precision: float
    table: tuple[Threshold, ...]
    lowest: Threshold | None


def thresholds(scorer: Scorer, precision: float) -> Thresholds:
    """Return what is left above each confidence; facts without one are left above none.

    The facts above a threshold are matched anew: the figures are those of a file that holds no others.
    The lowest threshold is sought among thousandths.
    """
    read = scorer.scores().all.read

    def above(confidence: float) -> Threshold:
        row = scorer.all_above(confidence)
        return Threshold(confidence, row, row.read / read if read else 0.0)

    steps = (above(step) for step in _steps(fact.confidence for fact in scorer.facts))
    lowest = next((at for at in steps if at.row.read and at.row.lenient.precision >= precision), None)
    return Thresholds(precision, tuple(above(step) for step in _GRID), lowest)


def _steps(confidences: Iterable[float | None]) -> list[float]:
    """Return the thousandths at which facts drop out."""
    rounded = {(confidence, round(confidence, 3)) for confidence in confidences if confidence is not None}
    return sorted({near if near <= exact else round(near - 0.001, 3) for exact, near in rounded})
