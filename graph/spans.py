"""Keep quotes tied to the original text: map offsets back, show what stands around, verify."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from graph.errors import EvidenceError
from graph.model import Fact

# C0 and C1 controls, line and paragraph separators, and what turns the direction of writing.
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class MappedText:
    """Carry a cleaned text in which every character knows its place in the original."""

    text: str
    places: array[int]

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, int]]) -> MappedText:
        """Join pieces of (text, place in the original); each piece runs on character by character."""
        texts: list[str] = []
        places = array("q")
        for text, place in pieces:
            texts.append(text)
            places.extend(range(place, place + len(text)))
        return cls("".join(texts), places)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that [start, end) of this text came from."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is not inside a text of {len(self.text)} characters")
        return self.places[start], self.places[end - 1] + 1

    def without(self, cuts: Iterable[tuple[int, int]]) -> MappedText:
        """Return the text without these spans (ascending, not overlapping), places kept."""
        texts: list[str] = []
        places = array("q")
        at = 0
        for start, end in [*cuts, (len(self.text), len(self.text))]:
            texts.append(self.text[at:start])
            places.extend(self.places[at:start])
            at = end
        return MappedText("".join(texts), places)

    def inserted(self, points: Iterable[int], text: str) -> MappedText:
        """Return the text with `text` put in before each of these places (ascending)."""
        texts: list[str] = []
        places = array("q")
        at = 0
        for point in points:
            texts += [self.text[at:point], text]
            places.extend(self.places[at:point])
            places.extend([self.places[point - 1]] * len(text))
            at = point
        texts.append(self.text[at:])
        places.extend(self.places[at:])
        return MappedText("".join(texts), places)


def context(text: str, start: int, end: int, width: int = 32) -> tuple[str, str]:
    """Return what stands before and after a span, at most `width` characters each."""
    return text[max(0, start - width) : start], text[end : end + width]


def verify(text: str, fact: Fact) -> None:
    """Check that a fact's quote stands verbatim at its offsets; raise EvidenceError where it does not."""
    where = f"{fact.document} [{fact.start}:{fact.end}]"
    if not fact.quote.strip():
        raise EvidenceError("the quote is empty", where=where, hint="a claim needs evidence")
    if not 0 <= fact.start < fact.end <= len(text):
        raise EvidenceError("the offsets are outside the text", where=where)
    if text[fact.start : fact.end] != fact.quote:
        raise EvidenceError(
            "the quote is not what stands there",
            where=where,
            hint=f"the text has {text[fact.start : fact.end][:60]!r}",
        )
