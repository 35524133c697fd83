"""Every rule of hygiene holds, and each can tell when it is broken."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

RULES = sorted((Path(__file__).parent / "hygiene").glob("*.rq"))
FAULTS = sorted((Path(__file__).parent / "hygiene").glob("*.ttl"))
assert RULES, "no rule of hygiene found"


def offenders(store: ox.Store, rule: Path) -> list[str]:
    found = store.query(rule.read_text("utf-8"), use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(row["term"]) for row in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_rule_holds(rule: Path, everything: ox.Store) -> None:
    assert offenders(everything, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_rule_sees_its_fault(rule: Path, everything: ox.Store) -> None:
    broken = ox.Store()
    broken.extend(everything)
    fault = rule.with_suffix(".ttl")
    broken.load(path=str(fault), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:ontology:fault.ttl"))
    assert offenders(broken, rule)


def test_every_rule_has_a_fault_and_a_sentence() -> None:
    assert [file.stem for file in RULES] == [file.stem for file in FAULTS]
    for file in RULES + FAULTS:
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# "), file.name
        assert first.endswith("."), file.name
