"""Tell how sure a fact is: weights of what is known about its reading, measured on annotated documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

from graph.errors import OntologyError
from graph.reading.candidates import Candidate
from graph.reading.words import load_yaml

CONSTANT = "constant"
LEAST = "least"
DIFFER = "parsers differ"
_DIGITS = 2
_SHORT, _LONG = 15, 40  # tokens
_WITH_OBJECT = ("call_for", "deny", "support", "oppose", "case_filed")
_FAR = 8  # tokens between the parts of a fact that make it a long reach


@dataclass(frozen=True, slots=True)
class Confidence:
    """Carry the weight of each feature, in log odds, and the least confidence with which a fact is told.

    A feature that was never measured weighs nothing.
    """

    weights: Mapping[str, float]
    least: float = 0.0

    @classmethod
    def load(cls, path: Path) -> Confidence:
        """Read `confidence.yml`; raise OntologyError for a weight that is no number."""
        data = load_yaml(path)
        for key, value in data.items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise OntologyError(f"{key!r} must be a number", where=str(path))
        weights = {str(key): float(value) for key, value in data.items()}
        return cls(weights, weights.pop(LEAST, 0.0))

    def of(self, features: Mapping[str, float]) -> float:
        """Return the probability, from 0 to 1, that a fact with these features is right."""
        odds = self.weights.get(CONSTANT, 0.0)
        odds += sum(self.weights.get(name, 0.0) * features[name] for name in sorted(features))
        return round(1 / (1 + exp(-odds)), _DIGITS)


def features(candidate: Candidate, agreed: bool | None) -> dict[str, float]:
    """Return what bears on whether a fact is right; `agreed`: whether a second parser finds it, if asked."""
    c = candidate
    first, last = min(t.i for t in c.evidence), max(t.i for t in c.evidence)
    said = {
        f"type {c.type}", f"frame {c.type} {c.frame}", f"via {c.actor.via}",
        f"actor {'linked' if c.actor.iri else c.actor.kind or 'literal'}",
        f"status {c.verdict[0]}", f"modality {c.verdict[1]}",
        f"target {_standing(c)}",
    }  # fmt: skip
    said.add(f"{_length(c)} sentence")
    if c.actor.speaker:
        said.add("speaker named")
    if c.object is None and c.type in _WITH_OBJECT:
        said.add("object none")
    if last - first > _FAR:
        said.add("parts far apart")
    if c.crime == "other":
        said.add("crime other")
    if agreed is False:
        said.add(DIFFER)
    return dict.fromkeys(sorted(said), 1.0)


def _length(candidate: Candidate) -> str:
    """Return how long the sentence is; long ones are parsed worse."""
    words = len(candidate.trigger.sent)
    return "short" if words < _SHORT else "long" if words > _LONG else "middling"


def _standing(candidate: Candidate) -> str:
    if candidate.target is None:
        return "none"
    return f"linked {candidate.target.via}" if candidate.target.iri else "literal"
