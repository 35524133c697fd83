"""Carry the words that make a number a figure of victims or deeds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from graph.errors import OntologyError
from graph.reading.words import load_yaml, strings


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Carry the lists of `figures.yml`; its comments say what each is for."""

    harm: frozenset[str]
    weak: frozenset[str]
    suffer: frozenset[str]
    bear: frozenset[str]
    state: frozenset[str]
    plight: frozenset[str]
    lost: frozenset[str]
    inflict: frozenset[str]
    deeds: frozenset[str]
    lives: frozenset[str]
    taking: frozenset[str]
    wholes: frozenset[str]
    tolls: frozenset[str]
    sums: frozenset[str]
    counted: frozenset[str]
    things: frozenset[str]
    counting: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> FigureWords:
        """Read the lists; raise OntologyError naming file and key."""
        data = load_yaml(path)
        lists = {f.name: frozenset(strings(path, f.name, data.pop(f.name, None))) for f in fields(cls)}
        if data:
            raise OntologyError(f"unknown key {sorted(data)[0]!r}", where=str(path))
        return cls(**lists)
