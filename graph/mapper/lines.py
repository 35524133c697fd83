"""Write what is said of a node as lines of N-Triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.mapper.literals import integer
from graph.terms import RDF

Lines = Iterator[str]
A: Final = str(RDF.type)


def describe(
    subject: NamedNode, kind: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal | None]
) -> Lines:
    """Yield the class of a node, then what is said of it."""
    yield f"{subject} {A} {kind} ."
    yield from more(str(subject), *pairs)


def more(subject: str, *pairs: tuple[NamedNode, NamedNode | Literal | None]) -> Lines:
    """Yield what is said of a node, where there is something to say."""
    for predicate, value in pairs:
        if value is not None:
            yield f"{subject} {predicate} {value} ."


def text(value: str | None) -> Literal | None:
    """Return a text as a literal, None where there is none."""
    return Literal(value) if value else None


def whole(value: int | None) -> Literal | None:
    """Return a whole number as a literal, None where there is none."""
    return None if value is None else integer(value)


def tail(iri: str) -> str:
    """Return the last segment of an IRI."""
    return iri.rsplit("/", 1)[1]


def plain(name: str) -> str:
    """Return a name as a segment of an IRI: its letters, digits and points, joined by hyphens."""
    return "-".join("".join(c if c.isalnum() or c == "." else " " for c in name).split())
