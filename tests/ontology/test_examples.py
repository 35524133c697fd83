"""Every class has an example, every example conforms, and every property shape has a counter-example."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.paths import lexicon_dir, ontology_dir
from graph.shapes import Shapes

INVALID = sorted((Path(__file__).parent / "invalid").glob("*/*.ttl"))
EXAMPLES = sorted((ontology_dir() / "examples").glob("*/*.ttl"))
MODULES = ("actors", "law", "council", "claims", "records")
OSH = "https://w3id.org/ostrakon/shapes#"
assert INVALID, "no counter-example found"
assert EXAMPLES, "no example found"

# Each rule that a node shape states of itself, and not of a property, is named by this word.
OF_NODES = {"http://www.w3.org/ns/shacl#closed": "closed"}


def quads(file: Path) -> list[ox.Quad]:
    found = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
    assert found, file
    return found


def name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def rules() -> set[str]:
    """Return `<module>/<Shape>-<path>` of each property shape and `<module>/<Shape>-closed` of each closed shape."""
    found: set[str] = set()
    for module in MODULES:
        for quad in quads(ontology_dir() / f"{module}.shapes.ttl"):
            local = str(getattr(quad.subject, "value", "")).removeprefix(OSH)
            if quad.predicate.value.endswith("#path") and isinstance(quad.subject, ox.NamedNode):
                found.add(f"{module}/{local}")
            elif word := OF_NODES.get(quad.predicate.value):
                found.add(f"{module}/{local}-{word}")
    return found


def test_each_shape_has_a_counter_example_and_each_counter_example_a_shape() -> None:
    assert {name(file) for file in INVALID} == rules()


@pytest.mark.parametrize("file", INVALID, ids=name)
def test_counter_example_breaks_its_shape_and_no_other(file: Path, shapes: Shapes) -> None:
    broken = shapes.validate(quads(file))
    assert {violation.shape for violation in broken} == {OSH + re.sub("-closed$", "", file.stem)}
    assert all(violation.severity == "Violation" for violation in broken)
    assert all(violation.message.endswith(".") for violation in broken)


@pytest.mark.parametrize("file", INVALID + EXAMPLES, ids=name)
def test_example_says_in_its_first_line_what_it_shows(file: Path) -> None:
    first = file.read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")


@pytest.mark.parametrize("file", EXAMPLES, ids=name)
def test_example_conforms(file: Path, shapes: Shapes) -> None:
    assert shapes.validate(quads(file)) == []


def test_all_examples_conform_together(shapes: Shapes) -> None:
    assert shapes.validate([quad for file in EXAMPLES for quad in quads(file)]) == []


def test_each_class_and_property_has_an_example(everything: ox.Store) -> None:
    # A class that only others specialise is shown by theirs; the fixed individuals stand in the ontology itself.
    missing = everything.query(
        """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?term WHERE {
          {
            ?term a owl:Class .
            FILTER NOT EXISTS {
              ?below rdfs:subClassOf* ?term .
              FILTER (?below = ?term || EXISTS { ?lower rdfs:subClassOf ?term })
              GRAPH ?graph { ?one a ?below }
              FILTER (CONTAINS(STR(?graph), ":examples/"))
            }
            FILTER NOT EXISTS { ?one a owl:NamedIndividual ; a/rdfs:subClassOf* ?term }
          } UNION {
            VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty }
            ?term a ?kind .
            FILTER NOT EXISTS {
              GRAPH ?graph { ?one ?term ?value }
              FILTER (CONTAINS(STR(?graph), ":examples/"))
            }
          }
          FILTER (STRSTARTS(STR(?term), "https://w3id.org/ostrakon#"))
        }
        """,
        use_default_graph_as_union=True,
    )
    assert isinstance(missing, ox.QuerySolutions)
    assert sorted(str(row["term"]) for row in missing) == []


def test_lexicon_conforms(shapes: Shapes) -> None:
    files = sorted(lexicon_dir().glob("*.ttl"))
    assert files
    assert shapes.validate([quad for file in files for quad in quads(file)]) == []
