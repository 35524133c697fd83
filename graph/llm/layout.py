"""Know the paragraphs and sentences of a text by their places, and cut it into parts at their borders."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

_BLANK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_LINE = re.compile(r"(?:\r\n|\r|\n)")
_WRAPPED = 120  # characters; where no line is longer, an editor wrapped the paragraph
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Col|Lt|Gov|No|vs|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """Carry a part of a text and the place at which it starts."""

    text: str
    start: int


class Layout:
    """Hold where the paragraphs of a text begin and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: tuple[Span, ...] = tuple(_paragraphs(text)) or ((0, len(text)),)
        self._starts = [start for start, _ in self.paragraphs]
        self._sentences: dict[int, list[int]] = {}  # where those of a paragraph begin, once somebody asks

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph in which a place lies."""
        return max(0, bisect_right(self._starts, at) - 1)

    def sentence(self, at: int) -> Span:
        """Return the sentence in which a place lies, within its paragraph."""
        number = self.paragraph(at)
        start, end = self.paragraphs[number]
        if number not in self._sentences:
            self._sentences[number] = [start, *_borders(self.text, start, end)]
        starts = self._sentences[number]
        after = max(1, bisect_right(starts, at))
        return starts[after - 1], starts[after] if after < len(starts) else end

    def apart(self, one: Span, other: Span) -> bool:
        """Tell whether two passages neither overlap nor share a sentence."""
        first, second = sorted((one, other))
        return second[0] >= first[1] and self.sentence(first[1] - 1) != self.sentence(second[0])

    def parts(self, limit: int) -> Iterator[Part]:
        """Yield the text in parts of at most `limit` characters, cut between paragraphs where possible.

        A paragraph that is longer is cut between sentences, a sentence that is longer between words.
        """
        start, end = 0, 0
        for piece in self._pieces(limit):
            if piece[1] - start > limit and end > start:
                yield Part(self.text[start:end], start)
                start = piece[0]
            end = piece[1]
        if self.text[start:].strip():
            yield Part(self.text[start:], start)

    def _pieces(self, limit: int) -> Iterator[Span]:
        """Yield what may not be cut, each with the blanks after it, none longer than the limit."""
        starts = [0, *self._starts[1:]]
        for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True):
            if end - start <= limit:
                yield start, end
                continue
            at = start
            for border in [*_borders(self.text, start, end), end]:
                while border - at > limit:
                    cut = self.text.rfind(" ", at + 1, at + limit) + 1 or at + limit
                    yield at, cut
                    at = cut
                if border > at:
                    yield at, border
                at = border


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for blank in [*_BLANK.finditer(text), None]:
        end = blank.start() if blank else len(text)
        if text[at:end].strip():
            yield from _lines(text, at, end)
        at = blank.end() if blank else end


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a block whole where its lines were wrapped, else line by line."""
    ends = [match.span() for match in _LINE.finditer(text, start, end)]
    lines = list(zip([start, *(e for _, e in ends)], [*(s for s, _ in ends), end], strict=True))
    if all(e - s <= _WRAPPED for s, e in lines):
        yield start, end
    else:
        yield from ((s, e) for s, e in lines if text[s:e].strip())


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    for match in _SENTENCE.finditer(text, start, end):
        if not _SHORT.search(text, max(start, match.start() - 8), match.start()):
            yield match.end()
