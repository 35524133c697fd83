"""Gather what is known before a record is read: who sat where, what is procedural, what was voted on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graph.gazetteer import Gazetteer
from graph.records.terms import Term
from graph.store import View
from graph.terms import OST


def lexicon_terms(lexicon: Gazetteer) -> Iterator[Term]:
    """Yield the memberships that a lexicon tells of."""
    held: dict[str, dict[str, str]] = {}
    for triple in lexicon.triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            held.setdefault(triple.subject.value, {})[triple.predicate.value] = triple.object.value
    for said in held.values():
        if OST.member.value in said and OST.of.value in said:
            yield Term(
                said[OST.member.value],
                said[OST.of.value],
                said.get(OST["from"].value),
                said.get(OST.to.value),
                said.get(OST.role.value) == OST.PermanentMember.value,
            )


def procedural(lexicon: Gazetteer) -> list[str]:
    """Return the symbols of resolutions that a lexicon calls procedural."""
    said = [
        (t.subject, t.predicate, t.object.value) for t in lexicon.triples if isinstance(t.object, Literal)
    ]
    marked = {
        subject for subject, predicate, value in said if predicate == OST.procedural and value == "true"
    }
    return [value for subject, predicate, value in said if predicate == OST.symbol and subject in marked]


def stored_terms(view: View | None, but: NamedNode) -> Iterator[Term]:
    """Yield the memberships that other records in the store tell of."""
    if view is None:
        return
    asked = """SELECT ?member ?body ?role ?from ?to {
      GRAPH ?graph { ?term a ost:Membership ; ost:member ?member ; ost:of ?body ; ost:role ?role
        OPTIONAL { ?term ost:from ?from } OPTIONAL { ?term ost:to ?to } } FILTER (?graph != %s) }"""
    for row in view.select(asked % but):
        start, end = row["from"], row["to"]
        yield Term(
            row["member"].value,
            row["body"].value,
            start.value if start else None,
            end.value if end else None,
            row["role"] == OST.PermanentMember,
        )


def known_keys(view: View | None, but: NamedNode, base: str) -> dict[str, str]:
    """Return the keys of votings that other records tell of, by the symbols of resolution and draft."""
    if view is None:
        return {}
    asked = """SELECT ?event ?draft ?resolution {
      GRAPH ?graph { ?event a ost:VotingEvent ; ost:on ?on . OPTIONAL { ?on ost:symbol ?draft }
        OPTIONAL { ?event ost:adopts ?adopted . ?adopted ost:symbol ?resolution } } FILTER (?graph != %s) }"""
    start, found = f"{base}voting/", defaultdict[str, set[str]](set)
    for row in view.select(asked % but):
        key = row["event"].value.removeprefix(start)
        for name in ("draft", "resolution"):
            if row[name] is not None:
                found[row[name].value].add(key)
    # A symbol under which several votings stand says of none that it is the same.
    return {symbol: keys.pop() for symbol, keys in found.items() if len(keys) == 1}
