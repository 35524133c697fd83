"""Tie a number to the noun that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graph.reading.numbers import Number
from graph.reading.words import bag

_INSIDE = bag("nummod quantmod compound amod nmod det predet npadvmod advmod poss")
_GROUPS = bag("group total number crowd batch")
_NAMED_BEFORE = bag("them whom these others")
_QUOTES = ('"', "”", "''", "’", "'")


@dataclass(frozen=True, slots=True)
class Count:
    """Carry a number with the noun it counts, if any, and the token on which both hang."""

    number: Number
    noun: Token | None
    top: Token

    @property
    def value(self) -> int | float | str:
        """Return what the number says."""
        return self.number.value

    @property
    def anaphoric(self) -> bool:
        """Tell whether the number counts what was named before: "some 417", "two of them", "another 12"."""
        before = self.number.doc[self.number.start - 1].lower_ if self.number.start else ""
        return self.noun is None or before == "another" or self.noun.lower_ in _NAMED_BEFORE


def counted(number: Number) -> Count:
    """Return what a number counts: "40 people", "dozens of people", "43 of them", or nothing named."""
    root, doc = number.root, number.doc
    end = number.end + int(number.end < len(doc) and doc[number.end].text in _QUOTES)
    after = doc[end] if end < len(doc) else None
    if after is not None and after.lower_ == "of" and after.sent == root.sent:
        return Count(number, _members(after), root)
    if root.dep_ in _INSIDE and root.head.i >= number.end:
        return Count(number, root.head, root.head)
    return Count(number, None, root)


def _members(of: Token) -> Token | None:
    """Return who stands after "of", past "a group of"."""
    noun = next((c for c in of.children if c.dep_ == "pobj"), None)
    if noun is None or noun.lemma_ not in _GROUPS:
        return noun
    inner = next((c for c in noun.children if c.lower_ == "of"), None)
    return _members(inner) if inner is not None else noun
