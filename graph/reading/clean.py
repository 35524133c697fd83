"""Find what is worth reading in a text, and leave the page's furniture out, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph.spans import MappedText

_MAX_PASSAGE = 6_000  # characters; longer ones are cut where a sentence ends, so that parsing stays linear
_MAX_FURNITURE = 300  # characters; a longer line that looks like a form has an article in it
_WRAPPED = range(45, 101)  # a line of this length that ends in mid-sentence was wrapped by an editor

FURNITURE: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^you must enter a valid e-?mail",
        r"^thank you for (signing up|subscribing|registering)",
        r"^(sign up|subscribe|register|log ?in|sign in)\b.{0,120}$",
        r"\bnewsletter\b.{0,80}(inbox|soon|sign|subscri)",
        r"^(follow|like|find|join) us on\b",
        r"^welcome,? guest\b|^you are here\b|^home\s*[»>/|]",
        r"^(share|print|e-?mail|tweet|save) this\b.{0,40}$",
        r"^(share|tweet|print|twitter|facebook|advertisement|loading)\W*$",
        r"^(post|leave|add|view|read)\s+(a\s+)?comments?\b|^comments?\W*$|^note: by posting",
        r"^(read|see also|watch|read more|related|more on this( story)?|also read|photos|video|listen)\s?:",
        r"^related (news|articles?|stories|topics|content)",
        r"^(story highlights|key points|highlights|most (read|popular)|recommended|trending)\W*$",
        r"\bcontributed to this (report|story|article)\W*$",
        r"^(enlarge this image|toggle caption|hide caption|photo(graph)?( by|:)|image( credit)?:|caption:)",
        r"^(UN Photo|Getty Images|AFP PHOTO|AP Photo|Reuters/|©|copyright\b|all rights reserved)",
        r"^\d{1,2}:\d{2}\s+-\s+source:",
        r"^(by|posted by|written by|reporting by|editing by)\s+[A-Z][\w.'’-]+(\s+[A-Z][\w.'’-]+){0,3}\W*$",
        r"^(topic|tags?|filed under|category|categories|keywords)\s?:",
        r"^\[[^\]]{0,300}\]\.?$",
        r"^\W*$",
        r"^(cookies?|privacy policy|terms (of|and)|this (site|website) uses cookies)\b",
        r"^https?://\S+$",
        r"^(last )?(updated|published|modified)( on| at)?:?\s.{0,60}$",
    )
)
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’/\- ]{2,}(?:,\s*[A-Z][\w.]+(?:\s\w+)?)?(?:,\s*[A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"\s*(?:\([\w .]{2,20}\)\s*)?[—–-]+\s+)"
    r"|^(?:[A-Z]{2,6}\s+[—–]\s+)|^(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?,\s(?:CA|NY|DC|D\.C\.)\s?[—–-]\s?)|^NEW:\s+"
)
_MARKUP = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s\"[^\"]*\")?\)(?:\{[^{}]*\})?|!\[|\[(?=[^\[\]]{1,200}\]\()"
    r"|\*{1,3}|^\s*\\?#+\s*|&nbsp;|&amp;(?=nbsp;)|\u200b|\u200c|\u200d|\ufeff|\u00ad",
    re.MULTILINE,
)
_PREFIX_HYPHEN = re.compile(r"(?<=\b[Cc]o)-(?=sponsor|draft|author|penholder)")
_FOREIGN = re.compile(r"[\u0400-\u04ff\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?:;,\"”’')\]]\s*$")
_LINE_ENDS = re.compile(r"[.!?:][\"”’)\]]*$|\d{4}$")
_SENTENCE_END = re.compile(r"(?<=[.!?][\"”])\s+|(?<=[.!?])\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Passage:
    """Carry one paragraph or heading, its characters tied to the original."""

    mapped: MappedText
    heading: bool

    @property
    def text(self) -> str:
        """Return the cleaned text."""
        return self.mapped.text


def passages(text: str, possessives: frozenset[str] = frozenset()) -> Iterator[Passage]:
    """Yield what is worth reading, in order; `possessives` are names whose lost apostrophe is put back."""
    mend = possessives if _lost_apostrophes(text) else frozenset()
    for start, end in _blocks(text):
        mapped = _plain(MappedText.of([(text[start:end], start)]))
        if mend:
            mapped = _with_apostrophes(mapped, mend)
        for piece in _pieces(_without_furniture(mapped)):
            if not is_furniture(piece.text):
                yield Passage(piece, _is_heading(piece.text))


def is_furniture(text: str) -> bool:
    """Tell whether a line is navigation, a form, a caption or a credit and not the article."""
    bare = text.strip()
    letters = sum(1 for c in bare if c.isalpha())
    if letters < 3 or len(_FOREIGN.findall(bare)) * 3 > letters:
        return True
    if re.match(r"^\d{1,2}\.\s", bare) and len(bare) < 120 and not bare.endswith("."):
        return True
    return len(bare) <= _MAX_FURNITURE and any(pattern.search(bare) for pattern in FURNITURE)


def _without_furniture(mapped: MappedText) -> MappedText:
    """Cut forms and credits out of a long passage, where a page was flattened into one line."""
    if len(mapped.text) <= _MAX_FURNITURE:
        return mapped
    ends = [0, *(m.end() for m in _SENTENCE_END.finditer(mapped.text)), len(mapped.text)]
    spans = list(pairwise(ends))
    return mapped.without([(a, b) for a, b in spans if a < b and is_furniture(mapped.text[a:b])])


def _is_heading(text: str) -> bool:
    bare = text.strip()
    return len(bare) < 180 and not _ENDS.search(bare)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines that an editor wrapped are joined, others stand alone."""
    start: int | None = None
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", text):
        line = match.group().strip()
        if not line:
            if start is not None:
                yield start, match.start()
            start = None
            continue
        start = match.start() if start is None else start
        if len(line) not in _WRAPPED or _LINE_ENDS.search(line):
            yield start, match.end()
            start = None
    if start is not None:
        yield start, len(text)


def _plain(mapped: MappedText) -> MappedText:
    """Drop markup, datelines and edge blanks; turn every blank into one space."""
    flat = MappedText(_with_quotes(re.sub(r"[^\S ]", " ", mapped.text)), mapped.places)
    cuts = sorted(m.span() for p in (_MARKUP, _PREFIX_HYPHEN) for m in p.finditer(flat.text))
    flat = flat.without(_merged(cuts))
    edge = len(flat.text) - len(flat.text.lstrip())
    dateline = _DATELINE.match(flat.text[edge:])
    if dateline:
        edge += dateline.end()
    doubles = [(m.start() + 1, m.end()) for m in re.finditer(r" {2,}", flat.text) if m.start() >= edge]
    tail = len(flat.text.rstrip())
    return flat.without(_merged(sorted([(0, edge), *doubles, (max(edge, tail), len(flat.text))])))


def _with_quotes(text: str) -> str:
    """Turn ``so'' into quotation marks, each with a character of no width that is cut as markup."""
    return text.replace("``", "“\u200b").replace("''", "”\u200b") if "``" in text else text


def _merged(cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in cuts:
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(mapped: MappedText) -> Iterator[MappedText]:
    """Cut an over-long passage where sentences end, or anywhere if they never do."""
    at = 0
    while len(mapped.text) - at > _MAX_PASSAGE:
        window = mapped.text[at : at + _MAX_PASSAGE]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)]
        cut = at + (ends[-1] if ends else _MAX_PASSAGE)
        yield MappedText(mapped.text[at:cut], mapped.places[at:cut])
        at = cut
    if at < len(mapped.text):
        yield MappedText(mapped.text[at:], mapped.places[at:])


def _lost_apostrophes(text: str) -> bool:
    return len(text) > 500 and not re.search(r"\w['’]s\b", text)


def _with_apostrophes(mapped: MappedText, names: frozenset[str]) -> MappedText:
    """Put back the apostrophe of "Russias air force" in a text that lost all of them."""
    points = [
        m.end() - 1
        for m in re.finditer(r"\b[A-Z][a-z]+s\b(?= [A-Za-z])", mapped.text)
        if m.group()[:-1] in names and m.group() not in names
    ]
    return mapped.inserted(points, "'")
