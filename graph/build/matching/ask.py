"""Ask the store in small pieces: a few nodes at a time, by their identifiers.

The engine keeps no statistics, so each query starts from nodes that are named in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graph.errors import QueryFailedError
from graph.store import Results
from graph.terms import OST

Query = Callable[[str], Results]
Described = Mapping[str, Mapping[str, Sequence[str]]]
_AT_ONCE = 500  # nodes: more of them make a query long, fewer make many queries


def rows(query: Query, sparql: str) -> Iterator[QuerySolution]:
    """Yield the rows of a SELECT query."""
    found = query(sparql)
    if not isinstance(found, QuerySolutions):
        raise QueryFailedError("is not a SELECT query")
    yield from found


def given(query: Query, sparql: str, nodes: Iterable[str]) -> Iterator[QuerySolution]:
    """Yield the rows of a query for some nodes, which stand in for `%s` in its VALUES."""
    ordered = sorted(set(nodes))
    for start in range(0, len(ordered), _AT_ONCE):
        values = " ".join(str(NamedNode(node)) for node in ordered[start : start + _AT_ONCE])
        yield from rows(query, sparql.replace("%s", values))


def describe(query: Query, nodes: Iterable[str], *properties: NamedNode) -> Described:
    """Return what the store says of some nodes: node, property, values in order."""
    wanted = ", ".join(str(term) for term in properties)
    # A FILTER, not a second VALUES: the engine would join the two tables by reading every triple.
    pattern = f"VALUES ?node {{ %s }} ?node ?property ?value FILTER (?property IN ({wanted}))"
    sparql = f"SELECT ?node ?property ?value {{ {pattern} }}"
    return collected(given(query, sparql, nodes))


def collected(found: Iterable[QuerySolution]) -> Described:
    """Return rows of node, property and value as a table, whatever their order."""
    table: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in found:
        table[text(row["node"])][text(row["property"])].add(text(row["value"]))
    return {node: {key: sorted(values) for key, values in of.items()} for node, of in table.items()}


def first(described: Described, node: str, term: NamedNode) -> str | None:
    """Return the first value of a property of a node."""
    return next(iter(described.get(node, {}).get(term.value, ())), None)


def every(described: Described, node: str, *terms: NamedNode) -> list[str]:
    """Return all values of some properties of a node."""
    return [value for term in terms for value in described.get(node, {}).get(term.value, ())]


def count(described: Described, node: str, term: NamedNode) -> int | None:
    """Return the whole number that a property of a node gives."""
    value = first(described, node, term)
    return int(value) if value is not None and value.lstrip("+-").isdecimal() else None


def local(iri: str | None) -> str | None:
    """Return a term of the ontology by its short name."""
    return iri.removeprefix(OST.iri) if iri else None


def text(term: object) -> str:
    """Return the characters of an IRI or literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
