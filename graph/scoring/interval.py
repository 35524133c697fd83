"""Say how sure a share is that was counted in few cases."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import Final

_Z: Final = NormalDist().inv_cdf(0.975)


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share (Wilson 1927); (0, 1) where nothing was counted."""
    if count == 0:
        return 0.0, 1.0
    share, width = right / count, _Z * _Z / count
    middle = (share + width / 2) / (1 + width)
    reach = sqrt(share * (1 - share) * width + width * width / 4) / (1 + width)
    return max(0.0, middle - reach), min(1.0, middle + reach)
