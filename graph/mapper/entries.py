"""Write what the records of a source share: their entries, drafts and resolutions."""

from __future__ import annotations

from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.idents import Idents
from graph.mapper.lines import Lines, describe, plain
from graph.mapper.literals import english
from graph.record import Entry, Source
from graph.terms import DCTERMS, OST, RDFS

_BODIES: Final = {"S/": "body/un-security-council", "A/": "body/un-general-assembly"}
_RESOLUTIONS: Final = {"S/RES/": "Security Council resolution", "A/RES/": "General Assembly resolution"}


class Entries:
    """Know the identifiers of one source, and say where its entries stand."""

    def __init__(self, source: Source, base: str) -> None:
        self.source = source
        self.base = base
        self.idents = Idents(base)
        self.node = self.idents.hashed("source", source.id)

    def entry(self, entry: Entry, about: NamedNode) -> Lines:
        """Yield where an entry stands, what it tells of, what was mended and what contradicts itself."""
        place = self.idents.hashed("entry", self.source.id, entry.id)
        yield from describe(
            place,
            OST.RecordEntry,
            (DCTERMS.identifier, Literal(entry.id)),
            (OST.records, about),
            (OST.inSource, self.node),
            (OST.rows, Literal(entry.rows)),
            *((OST.mended, Literal(mend)) for mend in entry.mended),
        )
        for rule, reason in entry.conflicts:
            conflict = self.idents.hashed("conflict", self.source.id, entry.id, about.value, rule, reason)
            yield from describe(
                conflict, OST.Conflict, (OST.conflictOf, about), (OST.says, Literal(f"{rule}: {reason}"))
            )

    def draft(
        self, symbol: str | None, text: str | None, key: str, amendment: bool = False
    ) -> tuple[NamedNode, str]:
        """Return the node of a draft and what it is called."""
        if symbol and not amendment:
            return self.idents.iri("draft", symbol.replace("/", "-")), symbol
        return self.idents.hashed("draft", "voting", key), text or f"text voted on ({key})"

    def resolution(self, symbol: str) -> NamedNode:
        """Return the node of a resolution, which leaves out the year that a Council symbol has."""
        return self.idents.iri("resolution", plain(symbol.partition("(")[0] if symbol[0] == "S" else symbol))

    def resolution_lines(self, resolution: NamedNode, symbol: str) -> Lines:
        """Yield what its symbol says of a resolution."""
        spelt = next((name for start, name in _RESOLUTIONS.items() if symbol.startswith(start)), None)
        label = (
            f"{spelt} {symbol.split('/', 2)[2].replace('(', ' (', 1)}" if spelt else f"resolution {symbol}"
        )
        body = _BODIES.get(symbol[:2])
        yield from describe(
            resolution,
            OST.Resolution,
            (RDFS.label, english(label)),
            (OST.symbol, Literal(symbol)),
            (OST.body, NamedNode(self.base + body) if body else None),
        )
