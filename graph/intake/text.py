"""Take a plain text in: decode it, refuse what cannot be read, and say why."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from graph.encodings import UnknownEncodingError, is_broken_utf8, marked, weighed
from graph.errors import DocumentError
from graph.intake.files import named
from graph.intake.kinds import is_markup
from graph.intake.language import check_language
from graph.intake.limits import MAX_CHARACTERS, MAX_HEAD, MAX_PROSE_LINE, MAX_TEXT
from graph.model import Document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MAX_CONTROLS = 0.01
_PROSE = "–—…“”‘"  # stand between letters in English, without a blank
_BINARY = "this is binary data, not a text"
_UTF8 = "save it as UTF-8"


def document_from_file(path: Path, *, published: str | None = None, publisher: str | None = None) -> Document:
    """Read a UTF-8 text file into a document named after it; raise DocumentError where it cannot be read."""
    source = named(path)
    text = check_text(source.bytes(MAX_TEXT), str(path))
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
        raise DocumentError(_BINARY, where=where, hint="give a plain text file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = "convert it, e.g. iconv -f latin1 -t utf-8"
        raise DocumentError(f"not UTF-8 (byte {error.start})", where=where, hint=hint) from error
    if is_markup(text):
        hint = "save the article as plain text"
        raise DocumentError("this is HTML, not a text", where=where, hint=hint)
    fit(text, where)
    return text


def decoded(data: bytes, where: str) -> str:
    """Return a text in whatever encoding; raise DocumentError where it cannot be told, or for binary data."""
    codec = marked(data[:MAX_HEAD])
    if codec == "utf-8-sig":
        codec = "utf-8"  # the mark stays: it is a character of the original
    if codec is None:
        codec = "utf-8" if _is(data, "utf-8") else _weighed(data, where)
    try:
        text = data.decode(codec)
    except UnicodeError as error:
        what = f"looks like {codec}, but is not near byte {getattr(error, 'start', 0)}"
        raise DocumentError(what, where=where, hint=_UTF8) from error
    if "\0" in text:
        raise DocumentError(_BINARY, where=where, hint="give a plain text file")
    return text


def decoded_page(data: bytes, where: str) -> str:
    """Return a page in the encoding that it says it is in, if it is; else as `decoded` does."""
    codec = _charset(data[:4096])
    if marked(data[:MAX_HEAD]) or codec is None or _is(data, "utf-8") or not _is(data, codec):
        return decoded(data, where)
    return data.decode(codec)


def fit(text: str, where: str) -> None:
    """Raise DocumentError for a text that the reader cannot take: empty, too long, binary, not English."""
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the text is empty", where=where)
    if len(text) > MAX_CHARACTERS:
        raise _too_long(where)
    longest = max(map(len, text.splitlines()), default=0)
    if longest > MAX_PROSE_LINE:
        hint = "break it into paragraphs, each on a line of its own"
        raise DocumentError(f"a line of {longest:,} characters is no prose", where=where, hint=hint)
    controls = sum(1 for c in text[:MAX_HEAD] if ord(c) < 32 and c not in "\t\n\r\f\v")
    if controls > _MAX_CONTROLS * min(len(text), MAX_HEAD):
        raise DocumentError(_BINARY, where=where, hint="give a plain text file")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise DocumentError(f"holds half a character (at {error.start})", where=where, hint=_UTF8) from error
    check_language(text, where)


def _charset(head: bytes) -> str | None:
    """Return the encoding that a page names, where Python knows it as one of texts."""
    match = _CHARSET.search(head)
    try:
        codec = codecs.lookup(match[1].decode("ascii")).name if match else None
        return codec if codec and isinstance(b"".decode(codec), str) else None
    except (LookupError, ValueError):
        return None


def _is(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeError:
        return False
    return True


def _weighed(data: bytes, where: str) -> str:
    sample = data[:MAX_TEXT]
    if b"\0" in sample:
        raise DocumentError(_BINARY, where=where, hint="give a plain text file")
    lines = b"\n".join(line for line in sample.splitlines() if not line.isascii())[: 8 * MAX_HEAD]
    if is_broken_utf8(lines):
        start = _fault(data)
        raise DocumentError(f"UTF-8, but broken at byte {start}", where=where, hint=_UTF8)
    try:
        return weighed(lines, _PROSE)
    except UnknownEncodingError as error:
        hint = f"{_UTF8}, e.g. iconv -f cp1252 -t utf-8"
        raise DocumentError(f"not UTF-8, and {error}", where=where, hint=hint) from error


def _fault(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0  # pragma: no cover - it was found to be broken


def _too_long(where: str) -> DocumentError:
    return DocumentError(f"longer than {MAX_CHARACTERS:,} characters", where=where, hint="split it")
