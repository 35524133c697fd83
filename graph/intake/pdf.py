"""Take a PDF apart into paragraphs; run in a process of its own, for a PDF can be made to last for ever."""

from __future__ import annotations

import io
import re
from itertools import groupby

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from graph.errors import DocumentError
from graph.intake.limits import MAX_CHARACTERS, MAX_PAGES
from graph.intake.paragraphs import Line, paragraphs

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_STUMBLES = (  # over whatever a damaged file holds
    PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError,
    NotImplementedError, AssertionError,
)  # fmt: skip
_FEW = 20  # letters a page, below which it is a picture of a text


def text_of(data: bytes) -> dict[str, str | None]:
    """Return the text of a PDF, paragraphs apart by blank lines; raise DocumentError where there is none."""
    try:
        pages = _pages(_opened(data))
    except RecursionError as error:
        raise DocumentError("the PDF is nested too deeply") from error
    except _STUMBLES as error:
        raise DocumentError(f"the PDF is damaged: {error}"[:200], hint="save it anew") from error
    letters = sum(character.isalpha() for page in pages for line in page for character in line.text)
    if letters < _FEW * max(1, len(pages)):
        hint = "run a text recognition (OCR) over it first"
        raise DocumentError("the PDF holds pictures of a text, no text", hint=hint)
    return {"text": "\n\n".join(paragraphs(pages)) + "\n"}


def _opened(data: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError("the PDF is encrypted", hint="save it without a password")
    if len(reader.pages) > MAX_PAGES:
        what = f"the PDF has {len(reader.pages):,} pages, more than {MAX_PAGES:,}"
        raise DocumentError(what, hint="split it")
    return reader


def _pages(reader: PdfReader) -> list[list[Line]]:
    pages: list[list[Line]] = []
    total = 0
    for number, page in enumerate(reader.pages):
        pages.append(_lines(page, number))
        total += sum(len(line.text) for line in pages[-1])
        if total > MAX_CHARACTERS:
            raise DocumentError(f"longer than {MAX_CHARACTERS:,} characters", hint="split it")
    return pages


def _lines(page: PageObject, number: int) -> list[Line]:
    """Return the lines of a page in the order of the file, each with place and size of its first letter."""
    parts: list[tuple[str, float, float, float]] = []

    def note(text: str, user: list[float], matrix: list[float], _font: object, size: float) -> None:
        x = matrix[4] * user[0] + matrix[5] * user[2] + user[4]
        y = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
        scale = abs(matrix[3] or matrix[1]) * abs(user[3] or user[1])
        for at, piece in enumerate(text.split("\n")):
            if at:
                parts.append(("\n", 0, 0, 0))
            if piece:
                parts.append((_CONTROLS.sub(" ", piece), x, y, size * scale))

    page.extract_text(orientations=(0,), visitor_text=note)
    lines: list[Line] = []
    for ends, group in groupby(parts, key=lambda part: part[0] == "\n"):
        pieces = [] if ends else list(group)
        text = "".join(piece[0] for piece in pieces)
        if text.strip():
            _, x, y, size = next(piece for piece in pieces if piece[0].strip())
            lines.append(Line(text.strip(), x, y, size, number))
    return lines
