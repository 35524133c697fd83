"""Read the word lists that every stage of reading shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from graph.errors import OntologyError
from graph.yamls import read_yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Carry the lists of `words.yml`; its comments say what each is for."""

    speech: frozenset[str]
    role: frozenset[str]
    human: frozenset[str]
    state_role: frozenset[str]
    organ: frozenset[str]
    focus_state: frozenset[str]
    generic: Mapping[str, tuple[str, ...]]
    group: frozenset[str]
    text: frozenset[str]
    victim: frozenset[str]
    draft: frozenset[str]
    people: Mapping[str, tuple[str, ...]]
    inquiry_names: tuple[str, ...]
    outlets: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Words:
        """Read the lists from a YAML file; raise OntologyError naming the file and the key at fault."""
        data = load_yaml(path)
        values: dict[str, Any] = {}
        for field in fields(cls):
            value = data.pop(field.name, None)
            values[field.name] = _list_of(path, field.name, value)
        if data:
            raise OntologyError(f"unknown key {sorted(data)[0]!r}", where=str(path))
        return cls(**values)


def load_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping that a YAML file holds; raise OntologyError where it holds none."""
    data = read_yaml(path, OntologyError, "words")
    if not isinstance(data, dict) or not data:
        raise OntologyError("a mapping of keys is expected here", where=str(path))
    return data


def strings(path: Path, key: str, value: Any) -> tuple[str, ...]:
    """Return a YAML list of words; raise OntologyError where it is something else."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise OntologyError(f"{key!r} must be a list of words", where=str(path))
    return tuple(value)


def _list_of(path: Path, key: str, value: Any) -> Any:
    if key in ("generic", "people"):
        if not isinstance(value, dict):
            raise OntologyError(f"{key!r} must map names to lists of words", where=str(path))
        return {noun: strings(path, noun, kinds) for noun, kinds in value.items()}
    words = strings(path, key, value)
    return words if key in ("inquiry_names", "outlets") else frozenset(words)


def bag(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())
