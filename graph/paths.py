"""Find what is shipped with the program, in a checkout and in a wheel alike."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    packed = _HERE / "_shipped" / name
    return packed if packed.is_dir() else _HERE.parent / name


def ontology_dir() -> Path:
    """Return the folder of the ontology, its shapes and its lexicon."""
    return _shipped("ontology")


def lexicon_dir(ontology: Path | None = None) -> Path:
    """Return the folder of the names (Turtle), with the frames (YAML) in `frames`."""
    return (ontology or ontology_dir()) / "lexicon"


def rules_dir(ontology: Path | None = None) -> Path:
    """Return the folder of the inference rules (SPARQL CONSTRUCT)."""
    return (ontology or ontology_dir()) / "rules"


def seeds_dir() -> Path:
    """Return the folder of the seed documents."""
    return _shipped("seeds")


def questions_dir() -> Path:
    """Return the folder of the competency questions (SPARQL)."""
    return _HERE / "queries" / "questions"
