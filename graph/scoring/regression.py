"""Fit a logistic regression with a penalty on squared weights, by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_PENALTIES: Final = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
_USUAL_PENALTY: Final = 3.0  # where there are too few groups to choose one
_MAX_STEPS, _SMALL_STEP, _MAX_HALVINGS = 100, 1e-9, 40


def logistic(odds: Floats) -> Floats:
    """Return the probabilities of these log odds."""
    likely: Floats = np.exp(-np.logaddexp(0, -odds))
    return likely


def log_loss(likely: Floats, right: Floats) -> float:
    """Return the mean surprise, in nats, at outcomes of 0 or 1."""
    of_outcome = np.where(right > 0, likely, 1 - likely)
    return float(-np.log(np.maximum(of_outcome, 1e-12)).mean())


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Carry one example a row: its features, of which the first is a constant 1, its outcome, its group."""

    matrix: Floats
    right: Floats
    groups: tuple[str, ...]

    @property
    def rows(self) -> Flags:
        """Return the mask of all rows."""
        return np.ones(len(self.groups), dtype=np.bool_)

    def folds(self, rows: Flags) -> list[Flags]:
        """Return a mask for each group of these rows, by name."""
        names = np.array(self.groups)
        return [rows & (names == name) for name in sorted(set(names[rows]))]

    def choose(self, rows: Flags) -> float:
        """Return the penalty by which groups are best predicted from the others; of equals the larger."""
        folds = self.folds(rows)
        if len(folds) < 2:
            return _USUAL_PENALTY
        losses: dict[float, float] = {}
        for penalty in _PENALTIES:
            held = np.zeros(len(rows))
            for fold in folds:
                held[fold] = self.predict(self.solve(rows & ~fold, penalty), fold)
            losses[penalty] = log_loss(held[rows], self.right[rows])
        return min(_PENALTIES, key=lambda penalty: (round(losses[penalty], 6), -penalty))

    def solve(self, rows: Flags, penalty: float | None = None) -> Floats:
        """Return the weights that fit these rows best, by this penalty or the one to choose."""
        weight = self.choose(rows) if penalty is None else penalty
        problem = _Problem.make(self.matrix[rows], self.right[rows], weight)
        weights = np.zeros(self.matrix.shape[1])
        for _ in range(_MAX_STEPS):
            step = problem.step(weights)
            weights = weights + step
            if float(np.abs(step).max()) < _SMALL_STEP:
                break
        return weights

    def predict(self, weights: Floats, rows: Flags) -> Floats:
        """Return the probability of each of these rows."""
        return logistic(self.matrix[rows] @ weights)


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """Carry a penalised likelihood to maximise."""

    matrix: Floats
    right: Floats
    penalties: Floats

    @classmethod
    def make(cls, matrix: Floats, right: Floats, penalty: float) -> _Problem:
        """Add one right and one wrong example without features (Laplace), so that no constant is infinite."""
        plain = np.zeros((2, matrix.shape[1]))
        plain[:, 0] = 1
        penalties = np.full(matrix.shape[1], penalty)
        penalties[0] = 0
        return cls(np.vstack([matrix, plain]), np.append(right, [1.0, 0.0]), penalties)

    def step(self, weights: Floats) -> Floats:
        """Return Newton's step from here, halved until it leads no further away."""
        likely = logistic(self.matrix @ weights)
        slope = self.matrix.T @ (likely - self.right) + self.penalties * weights
        curve = (self.matrix.T * (likely * (1 - likely))) @ self.matrix + np.diag(self.penalties)
        step: Floats = np.asarray(-np.linalg.solve(curve, slope), dtype=np.float64)
        here = self.loss(weights)
        for _ in range(_MAX_HALVINGS):
            if self.loss(weights + step) <= here:
                return step
            step = step / 2
        return np.zeros_like(step)

    def loss(self, weights: Floats) -> float:
        """Return the negative log likelihood with the penalty."""
        odds = self.matrix @ weights
        unlikely = np.logaddexp(0, odds) - self.right * odds
        return float(unlikely.sum() + (self.penalties * weights**2).sum() / 2)
