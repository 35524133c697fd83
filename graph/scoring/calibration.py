"""Compare the confidence that facts carry with the share of them that is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import Final

from graph.scoring.interval import wilson

Judged = tuple[float, bool]  # a confidence, and whether the fact is right

_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Carry `count` facts of confidences from `low` to `high`, on average `mean`; `right` are right."""

    low: float
    high: float
    count: int
    mean: float
    right: int

    @property
    def share(self) -> float:
        """Return the share that is right."""
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of that share."""
        return wilson(self.right, self.count)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Carry the reliability curve and its summaries; of these lower is better, and 0 is perfect.

    `expected_error` is the mean distance between confidence and share, bins weighted by their counts.
    `brier` is the mean squared distance between confidence and outcome, `brier_of_share` what a reader would
    get that gave every fact the overall share as its confidence.
    """

    count: int
    right: int
    bins: tuple[Bin, ...]
    expected_error: float
    brier: float
    brier_of_share: float


def calibration(judged: Sequence[Judged], bins: int = _BINS) -> Calibration | None:
    """Return the calibration of these confidences in at most so many bins, or None where there are none.

    The bins hold about equally many facts, because confidences crowd together: of bins of equal width most
    would be empty, and the others could not be compared. Equal confidences are never parted.
    """
    if not judged:
        return None
    curve = _curve(sorted(judged), bins)
    count, right = len(judged), sum(correct for _, correct in judged)
    return Calibration(
        count=count,
        right=right,
        bins=curve,
        expected_error=fsum(one.count * abs(one.mean - one.share) for one in curve) / count,
        brier=fsum((confidence - correct) ** 2 for confidence, correct in judged) / count,
        brier_of_share=right / count * (1 - right / count),
    )


def _curve(judged: list[Judged], bins: int) -> tuple[Bin, ...]:
    placed: list[tuple[int, Judged]] = []
    for _, group in groupby(judged, key=lambda one: one[0]):
        equals = list(group)
        # By the middle of their ranks, so that a crowd of equals falls into the bin where most of it lies.
        index = int((len(placed) + len(equals) / 2) * bins / len(judged))
        placed += ((index, one) for one in equals)
    return tuple(_bin([one for _, one in group]) for _, group in groupby(placed, key=lambda item: item[0]))


def _bin(judged: list[Judged]) -> Bin:
    confidences = [confidence for confidence, _ in judged]
    right = sum(correct for _, correct in judged)
    return Bin(confidences[0], confidences[-1], len(judged), fsum(confidences) / len(judged), right)
