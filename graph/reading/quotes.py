"""Find what stands in quotation marks, also where a quotation runs over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

_OPENING = "“"
_CLOSING = "”"
_SINGLE = ("‘", "’", "'")
_CLOSERS = ("”", '"', "''")
_SPAN = 10  # passages
_SPEECH = 4  # words; anything shorter in quotation marks is a borrowed word, not somebody speaking


@dataclass(frozen=True, slots=True)
class Quotation:
    """Carry the tokens [start, end) of a quotation, its marks included."""

    start: int
    end: int
    opens_passage: bool

    def covers(self, i: int) -> bool:
        """Tell whether a token is inside."""
        return self.start <= i < self.end


def continued(docs: Sequence[Doc]) -> list[list[Quotation]]:
    """Return the quotations of every passage; one left open goes on where a later passage closes it."""
    found = [quotations(doc) for doc in docs]
    for n, doc in enumerate(docs[:-1]):
        if not _left_open(doc):
            continue
        end = next(
            (m for m in range(n + 1, min(n + _SPAN, len(docs))) if _opens(docs[m]) or _closes(docs[m])), None
        )
        if end is None or _opens(docs[end]):
            continue
        for middle in range(n + 1, end):
            found[middle] = [Quotation(0, len(docs[middle]), True)]
        closing = next(t.i for t in docs[end] if t.text in _CLOSERS)
        found[end] = [Quotation(0, closing + 1, True), *(q for q in found[end] if q.start > closing)]
    return found


def _left_open(doc: Doc) -> bool:
    curly = [t.text for t in doc if t.text in (_OPENING, _CLOSING)]
    straight = [t for t in doc if t.text in ('"', "``", "''")]
    return (bool(curly) and curly[-1] == _OPENING) or len(straight) % 2 == 1


def _opens(doc: Doc) -> bool:
    return len(doc) > 0 and doc[0].text in (_OPENING, '"', "``")


def _closes(doc: Doc) -> bool:
    curly = [t.text for t in doc if t.text in (_OPENING, _CLOSING)]
    return (bool(curly) and curly[0] == _CLOSING) or sum(t.text in ('"', "''") for t in doc) % 2 == 1


def quotations(doc: Doc) -> list[Quotation]:
    """Return the quotations of a passage in order; one that never closes runs to the end."""
    if not any(t.text in (_OPENING, '"', "``") for t in doc):
        return list(_single(doc))
    found: list[Quotation] = []
    opened: int | None = None
    for token in doc:
        text = token.text
        if text == _OPENING or (text in ('"', "``", "''") and opened is None):
            opened = token.i if opened is None else opened
        elif opened is not None and text in (_CLOSING, '"', "''"):
            found.append(Quotation(opened, token.i + 1, opened == 0))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, len(doc), opened == 0))
    return [q for q in found if q.end - q.start >= _SPEECH + 2]


def _single(doc: Doc) -> Iterator[Quotation]:
    """Yield what stands in single quotation marks, as British papers print; an apostrophe is none."""
    opened: int | None = None
    for token in doc:
        if token.text not in _SINGLE:
            continue
        spaced = token.i == 0 or bool(doc[token.i - 1].whitespace_) or doc[token.i - 1].text in "(–—"
        if opened is None and spaced and not token.whitespace_ and token.text != "’":
            opened = token.i
        elif opened is not None and token.tag_ != "POS" and not spaced and token.i - opened > _SPEECH:
            yield Quotation(opened, token.i + 1, opened == 0)
            opened = None
