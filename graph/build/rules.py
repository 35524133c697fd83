"""Derive what rules say, each rule in a graph of its own that names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples

from graph.errors import OntologyError, QuerySyntaxError
from graph.idents import Idents
from graph.mapper.literals import english
from graph.store import Results
from graph.terms import OST, PROV, RDF, RDFS


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold a CONSTRUCT query, what it says in one sentence, and the name of its file."""

    name: str
    sentence: str
    sparql: str


def load_rules(folder: Path) -> list[Rule]:
    """Return the rules of a folder by name; raise OntologyError for none, or one without a sentence."""
    rules = [_load(path) for path in sorted(folder.glob("*.rq"))]
    if not rules:
        raise OntologyError("no rule found", where=str(folder))
    return rules


def _load(path: Path) -> Rule:
    sparql = path.read_text("utf-8")
    first, _, _ = sparql.partition("\n")
    if not first.startswith("# "):
        raise OntologyError(
            "the first line is not a comment that says what the rule derives", where=str(path)
        )
    return Rule(path.stem, first.removeprefix("# ").strip(), sparql)


def derive(rule: Rule, query: Callable[[str], Results], idents: Idents) -> tuple[NamedNode, list[Quad]]:
    """Return the rule's graph and what it derives; `query` answers over the union of all graphs."""
    graph = idents.graph(f"inferred/{rule.name}")
    try:
        found = query(rule.sparql)
    except QuerySyntaxError as error:
        raise OntologyError(f"cannot be parsed: {error}", where=f"{rule.name}.rq") from error
    if not isinstance(found, QueryTriples):
        raise OntologyError("is not a CONSTRUCT query", where=f"{rule.name}.rq")
    derived = {Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found}
    return graph, [*_description(rule, graph, idents), *sorted(derived, key=str)]


def _description(rule: Rule, graph: NamedNode, idents: Idents) -> list[Quad]:
    node = idents.iri("rule", rule.name)
    return [
        Quad(graph, RDF.type, OST.InferredGraph, graph),
        Quad(graph, PROV.wasGeneratedBy, node, graph),
        Quad(node, RDF.type, OST.Rule, graph),
        Quad(node, RDFS.label, english(rule.sentence), graph),
    ]
