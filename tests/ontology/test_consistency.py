"""Ontology, alignments and examples are consistent in OWL 2 RL, and a contradiction would be seen."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import owlrl
import pytest
import rdflib

from graph.paths import lexicon_dir, ontology_dir

CONTRADICTIONS = sorted((Path(__file__).parent / "inconsistent").glob("*.ttl"))
assert CONTRADICTIONS, "no contradiction found"


def contradictions(files: Iterable[Path]) -> list[str]:
    """Return what the reasoner finds contradictory in the closure of these files."""
    graph = rdflib.Graph()
    for file in files:
        graph.parse(file, format="turtle")
    closure = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    closure.closure()
    return sorted(closure.error_messages)


def modules() -> list[Path]:
    files = [file for file in sorted(ontology_dir().glob("*.ttl")) if not file.name.endswith(".shapes.ttl")]
    assert len(files) > 1
    return files


def test_ontology_alignments_and_examples_are_consistent() -> None:
    folders = [ontology_dir() / "alignments", ontology_dir() / "examples"]
    files = [file for folder in folders for file in sorted(folder.rglob("*.ttl"))]
    assert {file.parent.name for file in files} == {
        "alignments",
        "actors",
        "law",
        "council",
        "claims",
        "records",
    }
    assert contradictions(modules() + files) == []


def test_crimes_and_memberships_are_consistent() -> None:
    files = [lexicon_dir() / f"{name}.ttl" for name in ("crimes", "memberships")]
    assert contradictions(modules() + files) == []


@pytest.mark.parametrize("file", CONTRADICTIONS, ids=lambda file: file.stem)
def test_contradiction_is_seen(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="rdflib.term"):
        assert contradictions([*modules(), file])
