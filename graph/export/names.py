"""Shorten IRIs to prefixed names, the same way every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.store import Term
from graph.terms import PREFIXES, RDF, XSD

# The kinds of identifiers that get a prefix of their own; `org` is taken by the W3C's vocabulary.
_KINDS = {
    "actor", "body", "case", "claim", "court", "crime", "document", "draft", "event", "evidence", "graph",
    "group", "instrument", "matter", "membership", "original", "person", "provision", "reading", "resolution",
    "rule", "state", "statute",
}  # fmt: skip
# What the syntaxes have a shorter way to write.
_IMPLIED = frozenset({RDF.type, RDF.langString, XSD.string})
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Names:
    """Know the prefixes of the vocabularies and of one base address."""

    def __init__(self, base: str) -> None:
        kinds = {kind: f"{base}{kind}/" for kind in _KINDS} | {"organization": f"{base}org/"}
        self._prefixes = {iri: name for name, iri in (kinds | PREFIXES).items()}

    def short(self, iri: str) -> str | None:
        """Return `prefix:local` where a plain local name is left, else None."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri[cut:]) else None

    def used(self, quads: Iterable[Quad]) -> dict[str, str]:
        """Return the prefixes that these quads need, sorted by name."""
        seen = {short.partition(":")[0] for iri in _iris(quads) if (short := self.short(iri))}
        return dict(sorted((name, iri) for iri, name in self._prefixes.items() if name in seen))


def _iris(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        for term in (*quad.triple, quad.graph_name):
            if term not in _IMPLIED:
                yield from _iris_of(term)


def _iris_of(term: object) -> Iterator[str]:
    if isinstance(term, NamedNode):
        yield term.value
    elif isinstance(term, Literal) and term.datatype not in _IMPLIED:
        yield term.datatype.value
    elif isinstance(term, Triple):
        for part in term:
            yield from _iris_of(part)


def order(term: Term) -> tuple[int, str]:
    """Return what terms are sorted by: IRIs, then blank nodes, then literals."""
    kind = 0 if isinstance(term, NamedNode) else 2 if isinstance(term, Literal) else 1
    return kind, str(term)
