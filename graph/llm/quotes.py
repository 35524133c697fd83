"""Find in a text what a model says stands there, and give it back as it stands."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from graph.llm.layout import Span
from graph.spans import MappedText

_MOST = 50  # places of one quote; a quote that stands in more tells nothing
_QUOTATION = dict.fromkeys(map(ord, "\"'`´‘’‚‛“”„‟«»‹›′″＂＇"), "'")
_DASH = dict.fromkeys(map(ord, "-‐‑‒–—―−﹘﹣－"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_TABLE = str.maketrans({"…": "..."}) | _QUOTATION | _DASH | _UNSEEN


class Haystack:
    """Hold a text for searching: as it is, else with blanks, quotation marks and dashes made alike."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._alike = _normal(text)

    def find(self, quote: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Return the places in [start, end) at which a quote stands, in order, none where it stands nowhere.

        A quote neither begins nor ends within a word.
        """
        last = len(self.text) if end is None else end
        wanted = quote.strip()
        exact = list(_places(self.text, wanted, start, last))
        if exact:
            return exact
        alike = self._alike
        bounds = bisect_left(alike.places, start), bisect_left(alike.places, last)
        return [alike.original(*span) for span in _places(alike.text, normal(wanted), *bounds)]


def normal(text: str) -> str:
    """Return a text with one kind of blank, quotation mark and dash, without what cannot be seen."""
    return _normal(text).text


def nearest(spans: list[Span], anchor: Span) -> Span:
    """Return the span that lies nearest to the anchor, the first of two as near."""
    return min(spans, key=lambda span: (max(span[0] - anchor[1], anchor[0] - span[1], 0), span[0]))


def _places(text: str, wanted: str, start: int, end: int) -> Iterator[Span]:
    if not wanted:
        return
    before = r"(?<!\w)" if _is_word(wanted[0]) else ""
    after = r"(?!\w)" if _is_word(wanted[-1]) else ""
    found = re.compile(before + re.escape(wanted) + after).finditer(text, start, end)
    for match in islice(found, _MOST):
        yield match.span()


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _normal(text: str) -> MappedText:
    letters: list[str] = []
    places = array("q")
    for place, character in enumerate(text):
        for letter in " " if character.isspace() else character.translate(_TABLE):
            if letter in " -" and letters and letters[-1] == letter:
                continue  # of several blanks or dashes one is kept
            letters.append(letter)
            places.append(place)
    joined = "".join(letters)
    edge = len(joined) - len(joined.lstrip(" "))
    end = len(joined.rstrip(" "))
    return MappedText(joined[edge:end], places[edge:end])
