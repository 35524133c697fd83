"""Find where in a text a statement stands, and which sentences it touches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import Final

from graph.scoring.statement import Statement

Span = tuple[int, int]

_CUT: Final = re.compile(
    r"""
      (?<= [.!?]["”’)\s] ) \s* (?= ["“(A-Z] )   # a stop and what closes it, before what may open a sentence
    | \n \s* \n                                 # an empty line
    """,
    re.VERBOSE,
)


class Text:
    """Know the sentences of one document's text; spans are offsets in characters."""

    def __init__(self, text: str) -> None:
        cuts = [0, *(found.end() for found in _CUT.finditer(text)), len(text)]
        spans = [(start, end) for start, end in pairwise(cuts) if start < end]
        self.text = text
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def place(self, statement: Statement) -> Span | None:
        """Return where a statement stands: its offsets, else where its quote first occurs, else None."""
        if statement.span:
            return statement.span
        start = self.text.find(statement.quote)
        return None if start < 0 else (start, start + len(statement.quote))

    def sentences(self, span: Span) -> Span:
        """Return a span widened to the whole of the sentences that it touches."""
        start, end = span
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
        return (self._starts[first], self._ends[last]) if first <= last else span

    def is_verbatim(self, statement: Statement) -> bool:
        """Tell whether the quote is what stands at its offsets, or without offsets anywhere in the text."""
        if statement.span:
            start, end = statement.span
            return self.text[start:end] == statement.quote
        return statement.quote in self.text
