"""Find what stands in quotation marks, also where a quotation runs over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

_OPENING = "“"
_CLOSING = "”"
_SPEECH = 5  # words; anything shorter in quotation marks is a borrowed word, not somebody speaking


@dataclass(frozen=True, slots=True)
class Quotation:
    """Carry the tokens [start, end) of a quotation, its marks included."""

    start: int
    end: int
    opens_passage: bool

    def covers(self, i: int) -> bool:
        """Tell whether a token is inside."""
        return self.start <= i < self.end


def quotations(doc: Doc) -> list[Quotation]:
    """Return the quotations of a passage in order; one that never closes runs to the end."""
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
