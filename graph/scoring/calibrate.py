"""Learn from judged facts how likely a fact is right: a weight for each of its features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, isfinite
from typing import Final

import numpy as np
import yaml

from graph.errors import ScoreError
from graph.scoring.calibration import Calibration, calibration
from graph.scoring.regression import Design, log_loss
from graph.scoring.scorer import Verdict
from graph.scoring.statement import Statement

CONSTANT: Final = "constant"
_DIGITS: Final = 3
_FAR: Final = 700.0  # log odds beyond which a float knows no exponential


@dataclass(frozen=True, slots=True)
class Example:
    """Carry one judged fact: its document, its features (0 or 1, or about as large), whether it is right."""

    document: str
    features: Mapping[str, float]
    correct: bool


@dataclass(frozen=True, slots=True)
class Model:
    """Carry the weight of each feature, in log odds; the weight called `constant` counts for every fact."""

    weights: Mapping[str, float]

    @classmethod
    def from_mapping(cls, weights: Mapping[str, object]) -> Model:
        """Take weights as a YAML file gives them; raise ScoreError for one that is no number."""
        found = {str(name): _number(name, weight) for name, weight in weights.items()}
        return cls(dict(sorted(found.items())))

    def to_yaml(self) -> str:
        """Return the weights as YAML, one a line, sorted by name."""
        return yaml.safe_dump(dict(self.weights), sort_keys=True, allow_unicode=True, width=1_000)

    def probability(self, features: Mapping[str, float]) -> float:
        """Return how likely a fact with these features is right; a feature never seen weighs nothing."""
        # Sorted, because a sum of floats depends on its order.
        terms = (self.weights.get(name, 0.0) * features[name] for name in sorted(features))
        odds = self.weights.get(CONSTANT, 0.0) + sum(terms)
        return 1 / (1 + exp(-max(-_FAR, min(_FAR, odds))))


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Carry the probability of each example by a model that never saw its document, and how good they are."""

    probabilities: tuple[float, ...]
    calibration: Calibration
    log_loss: float


def examples(
    facts: Sequence[Statement], verdicts: Sequence[Verdict], features: Sequence[Mapping[str, float]]
) -> list[Example]:
    """Return an example for each fact whose verdict counts; the three sequences are parallel."""
    return [
        Example(fact.document, of, verdict.right)
        for fact, verdict, of in zip(facts, verdicts, features, strict=True)
        if verdict.right is not None
    ]


def fit(examples: Sequence[Example], penalty: float | None = None) -> Model:
    """Return the model of these examples, weights rounded to 3 digits; raise ScoreError where there are none.

    `penalty`, above 0, weighs the squares of all weights but the constant's. By default it is the one that
    predicts best in cross-validation by document.
    """
    names = _names(examples)
    design = _design(examples, names)
    weights = (round(float(weight), _DIGITS) + 0.0 for weight in design.solve(design.rows, penalty))
    rounded = dict(sorted(zip((CONSTANT, *names), weights, strict=True)))
    return Model({name: weight for name, weight in rounded.items() if weight or name == CONSTANT})


def cross_validate(examples: Sequence[Example], penalty: float | None = None) -> HeldOut:
    """Return what models fitted without each document say of it; raise ScoreError below two documents.

    A penalty not given is chosen anew without each document, so that the figures are honest.
    """
    design = _design(examples, _names(examples))
    folds = design.folds(design.rows)
    if len(folds) < 2:
        raise ScoreError("cross-validation needs examples of two documents or more")
    held = np.zeros(len(examples))
    for fold in folds:
        held[fold] = design.predict(design.solve(design.rows & ~fold, penalty), fold)
    judged = [(float(p), example.correct) for p, example in zip(held, examples, strict=True)]
    found = calibration(judged)
    assert found is not None  # there are examples
    return HeldOut(tuple(p for p, _ in judged), found, log_loss(held, design.right))


def _names(examples: Sequence[Example]) -> list[str]:
    if not examples:
        raise ScoreError("no examples to learn from", hint="score facts of annotated documents first")
    names = sorted({name for example in examples for name in example.features})
    if CONSTANT in names:
        raise ScoreError(f"no feature may be called {CONSTANT!r}", hint="that is what every fact has")
    return names


def _design(examples: Sequence[Example], names: Sequence[str]) -> Design:
    columns = {name: at for at, name in enumerate(names, 1)}
    matrix = np.zeros((len(examples), len(names) + 1))
    matrix[:, 0] = 1
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            matrix[row, columns[name]] = _number(name, value)
    right = np.array([float(example.correct) for example in examples])
    return Design(matrix, right, tuple(example.document for example in examples))


def _number(name: object, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ScoreError(f"the value of {name!r} is {value!r}, which is no number")
    return float(value)
