"""Take a document in: decode it, refuse what cannot be read, and say why."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import py3langid

from graph.errors import DocumentError
from graph.model import Document

MAX_CHARACTERS = 1_000_000
_MAX_BYTES = 4 * MAX_CHARACTERS
_HTML = re.compile(r"^\s*(<!doctype\s+html|<\?xml|<html|<head|<body)", re.IGNORECASE)
_TAG = re.compile(r"</?(p|div|span|a|br|ul|li|table|tr|td|script|style|h[1-6])\b[^<>]*>", re.IGNORECASE)
_STARTS_WITH_TAG = re.compile(
    r"\s*<(!--|/?(p|div|span|a|br|hr|ul|ol|li|dl|table|tr|td|th|script|style|meta|link|title|article|section|main|nav"
    r"|header|footer|aside|figure|img|iframe|form|blockquote|pre|code|em|strong|small|b|i|u|font|center|svg|h[1-6])"
    r"(\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_MAX_CONTROLS = 0.01
_MIN_LETTERS = 40  # below this a language cannot be told
_MAX_TAGS = 10


def document_from_file(path: Path, *, published: str | None = None, publisher: str | None = None) -> Document:
    """Read a text file into a document named after it; raise DocumentError where it cannot be read."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise DocumentError(_too_long(), where=str(path), hint="split it")
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(error.strerror or str(error), where=str(path)) from error
    text = check_text(data, str(path))
    return Document(
        id=path.stem,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        published=published,
        publisher=publisher,
    )


def check_text(data: bytes, where: str) -> str:
    """Decode UTF-8 bytes and return the text; raise DocumentError for one the reader cannot take."""
    if b"\0" in data:
        raise DocumentError("this is binary data, not a text", where=where, hint="give a plain text file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"not UTF-8 (byte {error.start})", where=where, hint="convert it, e.g. iconv -f latin1 -t utf-8"
        ) from error
    _check_form(text, where)
    _check_language(text, where)
    return text


def _too_long() -> str:
    return f"longer than {MAX_CHARACTERS:,} characters"


def _check_form(text: str, where: str) -> None:
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the text is empty", where=where)
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(_too_long(), where=where, hint="split it")
    controls = sum(1 for c in text[:20_000] if ord(c) < 32 and c not in "\t\n\r\f\v")
    if controls > _MAX_CONTROLS * min(len(text), 20_000):
        raise DocumentError("this is binary data, not a text", where=where, hint="give a plain text file")
    start = text.lstrip("\ufeff \t\r\n")[:2_000]
    tagged = _HTML.match(start) or _STARTS_WITH_TAG.match(start)
    if tagged or len(_TAG.findall(text[:20_000])) > _MAX_TAGS:
        raise DocumentError("this is HTML, not a text", where=where, hint="save the article as plain text")


def _check_language(text: str, where: str) -> None:
    sample = text[:20_000]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        raise DocumentError("there are no words in it", where=where)
    if letters < _MIN_LETTERS:
        return
    language = str(py3langid.classify(sample)[0])
    if language != "en":
        raise DocumentError(f"the language looks like {language!r}, not English", where=where)
