"""Make paragraphs of the lines that pages are set in, without running heads, wraps and divided words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

_EDGE = 2  # lines at the head and at the foot of a page that may be running heads
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page\s*)?#(?:\s*(?:/|of)\s*#)?[-–—\s]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][\"”’')\]]*\d{0,3}$")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|\([a-z0-9]{1,4}\)|[•▪●◦–—*])\s")
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEEPS = frozenset(  # first parts that keep their hyphen, where nothing else in the text tells
    {
        *("co", "non", "pre", "post", "anti", "pro", "self", "ex", "semi", "multi", "inter", "intra", "pan"),
        *(
            "counter",
            "cross",
            "well",
            "long",
            "short",
            "high",
            "low",
            "half",
            "all",
            "vice",
            "mid",
            "sub",
            "so",
        ),
    }
)
_GAP = 1.35  # of the usual distance of two lines, from which on a paragraph ends
_SHORT = 0.8  # of the usual length of a line, below which a sentence's end is a paragraph's
_INDENT = 0.8  # of the size of the letters
_SIZE = 0.1  # by which the letters of a heading differ
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True, slots=True)
class Line:
    """Carry one line as it is set: where it starts (points from the left and from the foot), how large."""

    text: str
    x: float
    y: float
    size: float
    page: int


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Return the paragraphs and headings of the pages, in the order of the lines."""
    lines = [line for page in _without_heads(pages) for line in page]
    if not lines:
        return []
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    layout = _Layout.of(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if layout.parted(before, line):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_joined([line.text for line in group], words) for group in groups]


def _without_heads(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the pages without page numbers, and without what stands at the edge of most of them."""
    edges = [_edge(page) for page in pages]
    seen = Counter(chain.from_iterable({_mark(line) for line in edge} for edge in edges))
    often = max(2, len(pages) / 2)
    for page, edge in zip(pages, edges, strict=True):
        away = {
            id(line) for line in edge if seen[_mark(line)] >= often or _PAGE_NUMBER.fullmatch(_mark(line))
        }
        yield [line for line in page if id(line) not in away]


def _edge(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _mark(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


@dataclass(frozen=True, slots=True)
class _Layout:
    """Know how a document is usually set: how far apart two lines of a size lie, how long a line is."""

    distance: dict[int, float]
    length: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Layout:
        gaps: dict[int, list[float]] = {}
        for before, line in pairwise(lines):
            if before.page == line.page and 0 < before.y - line.y < 4 * line.size:
                gaps.setdefault(round(line.size), []).append(before.y - line.y)
        lengths = sorted(len(line.text) for line in lines)
        return cls({size: median(found) for size, found in gaps.items()}, lengths[len(lengths) * 9 // 10])

    def parted(self, before: Line, line: Line) -> bool:
        """Tell whether a line begins a paragraph."""
        if abs(line.size - before.size) > _SIZE * max(line.size, before.size):
            return True
        ended = _SENTENCE_END.search(before.text) is not None
        if before.page != line.page or line.y >= before.y:  # a new page or column
            return ended
        usual = self.distance.get(round(line.size), line.size * 1.2)
        if before.y - line.y > _GAP * usual:
            return True
        if _ITEM.match(line.text):
            return ended
        indented = line.x - before.x > _INDENT * line.size
        return ended and (indented or len(before.text) < _SHORT * self.length)


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    text = ""
    for line in lines:
        bare = " ".join(line.translate(_LIGATURES).split())
        if not text:
            text = bare
        elif _HYPHEN.search(text) and bare[:1].isalpha():
            text = _mended(text, bare, words)
        else:
            text = f"{text} {bare}"
    return text


def _mended(text: str, line: str, words: Counter[str]) -> str:
    """Put a divided word together again: as it stands elsewhere in the text, else by its first part."""
    first, rest = re.search(r"[^\W\d_]*$", text[:-1]), re.match(r"[^\W\d_]+", line)
    head, tail = first[0].casefold() if first else "", rest[0].casefold() if rest else ""
    if text.endswith("\u00ad"):
        return text[:-1] + line
    if line[0].isupper() or words[f"{head}-{tail}"] > words[head + tail]:
        return text + line
    if words[head + tail] == 0 and head in _KEEPS:
        return text + line
    return text[:-1] + line
