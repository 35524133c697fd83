"""Tell the encoding of a text by looking at the whole of it, in bounded memory; never by guessing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from graph.errors import RecordError
from graph.records.tables.files import File
from graph.records.tables.limits import CHUNK

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 128 * 1024  # bytes of lines beyond ASCII: enough to tell a language, quick to weigh
_AROUND = 1_000  # bytes kept of a line before and after the first that is beyond ASCII
_HIGH = re.compile(rb"[\x80-\xff]")
_CHAOS, _COHERENCE = 0.01, 0.02  # within these, two readings are equally likely
_MAX_CHAOS = 0.1
_WORD = re.compile(r"[^\W\d_]+")
_WESTERN = {"cp1252", "latin_1", "iso8859_15", "iso8859_1"}
# Written inside words by the languages of Western Europe and by names in their tables; the rest of cp1252's
# letters are rare there, and are what Central European and Turkish letters look like when read as cp1252.
_COMMON = frozenset("àáâãäåæçèéêëíîñóôõöøœßúûüÀÁÂÃÄÅÆÇÉÊËÍÎÑÓÔÕÖØŒÚÛÜ")
_JOINS = frozenset("'’-‐‑·/.")  # what may stand between two letters


@dataclass(frozen=True, slots=True)
class Encoding:
    """Say how to decode a file; `nul` and `broken` tell that some of its rows hold what no text does."""

    codec: str
    nul: bool = False
    broken: bool = False

    @property
    def errors(self) -> str:
        """Return how a decoder is to treat what is no text."""
        return "surrogateescape" if self.broken else "strict"


def tell(file: File) -> Encoding:
    """Return the encoding of a file; raise RecordError where it cannot be told."""
    with file.unpacked() as stream:
        head = stream.read(64 * 1024)
    codec = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _unmarked(head)
    if codec is not None:
        return _strict(file, codec)
    sample = _Sample()
    fault, nul = _survey(file, "utf-8", sample)
    if fault is None:
        return Encoding("utf-8", nul)
    if _is_broken_utf8(bytes(sample.data)):
        return Encoding("utf-8", nul, broken=True)
    return _strict(file, _weigh(bytes(sample.data), file))


def _unmarked(head: bytes) -> str | None:
    """Return UTF-16 where one byte of each pair of ASCII characters is NUL and the line ends agree."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 50 or min(even, odd) * 10 > max(even, odd):
        return None
    codec = "utf-16-be" if even > odd else "utf-16-le"
    text = head.decode(codec, "replace")
    ends = text.count("\n") + text.count("\r")
    return codec if 0 < head.count(b"\n") + head.count(b"\r") <= 2 * ends else None


def _strict(file: File, codec: str) -> Encoding:
    fault, nul = _survey(file, codec, None)
    if fault is None:
        return Encoding(codec, nul)
    if codec == "utf-8-sig":
        return Encoding(codec, nul, broken=True)
    what = f"the text looks like {codec}, but is not: {fault}"
    raise RecordError(what, where=str(file.path), hint="save it as UTF-8")


def _survey(file: File, codec: str, sample: _Sample | None) -> tuple[str | None, bool]:
    """Decode the whole file; return the first fault, and whether there is a NUL."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    fault, nul, at = None, False, 0
    for chunk in _chunks(file):
        if sample is not None:
            sample.take(chunk)
        if fault is None:
            try:
                nul = "\0" in decoder.decode(chunk, final=not chunk) or nul
            except UnicodeError as error:
                fault = f"{getattr(error, 'reason', error)} near byte {at + getattr(error, 'start', 0)}"
        if fault is not None and sample is None:
            break
        nul = nul or (fault is not None and b"\0" in chunk)
        at += len(chunk)
    return fault, nul


def _chunks(file: File) -> Iterator[bytes]:
    """Yield the bytes of a file, and an empty chunk at their end."""
    with file.unpacked() as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
    yield b""


class _Sample:
    """Collect lines that go beyond ASCII, up to a size."""

    def __init__(self) -> None:
        self.data = bytearray()

    def take(self, chunk: bytes) -> None:
        if chunk.isascii():
            return
        at = 0
        while len(self.data) < _SAMPLE and (found := _HIGH.search(chunk, at)):
            begin = max(chunk.rfind(b"\n", at, found.start()) + 1, found.start() - _AROUND, at)
            end = chunk.find(b"\n", found.end(), found.end() + _AROUND)
            at = end + 1 if end >= 0 else min(found.end() + _AROUND, len(chunk))
            self.data += chunk[begin:at]


def _is_broken_utf8(sample: bytes) -> bool:
    """Tell whether far more of a text is UTF-8 than not; no other encoding looks like it."""
    text = sample.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in text)
    good = sum(not character.isascii() for character in text) - broken
    return good > 4 * broken


def _weigh(sample: bytes, file: File) -> str:
    """Return the one encoding in which the sample reads well."""
    if _is_western(sample):
        return "cp1252"
    found: list[tuple[float, float, str, str]] = []
    for match in from_bytes(sample):
        text = _read(sample, match.encoding)
        if match.encoding in _WESTERN or match.chaos > _MAX_CHAOS or text is None or not _is_sound(text):
            continue
        if text not in (known[3] for known in found):
            found.append((match.chaos, -match.coherence, match.encoding, text))
    found.sort()
    if not found or _is_open(found):
        named = " or ".join(match[2] for match in found[:2])
        what = f"its encoding cannot be told: {named}?" if named else "its encoding cannot be told"
        raise RecordError(what, where=str(file.path), hint="save it as UTF-8, e.g. iconv -f cp1252 -t utf-8")
    return found[0][2]


def _is_open(found: list[tuple[float, float, str, str]]) -> bool:
    if len(found) < 2:
        return False
    (chaos, coherence, *_), (other, incoherence, *_) = found[:2]
    return other - chaos <= _CHAOS and incoherence - coherence <= _COHERENCE


def _read(sample: bytes, codec: str) -> str | None:
    try:
        return sample.decode(codec)
    except UnicodeError:
        return None


def _is_western(sample: bytes) -> bool:
    text = _read(sample, "cp1252")
    if text is None or not _is_sound(text):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    beyond = [letter for word in words for letter in word if not letter.isascii()]
    rare = sum(letter not in _COMMON for letter in beyond)
    return 2 * len(beyond) <= sum(map(len, words)) and 4 * rare <= len(beyond)


def _is_sound(text: str) -> bool:
    """Tell whether no word holds signs, capitals or scripts in places where no language has them."""
    if any(
        unicodedata.category(character) in ("Cc", "Co", "Cn") for character in set(text) - set("\t\n\r\0\f")
    ):
        return False
    for before, here, after in zip(text, text[1:], text[2:], strict=False):
        if before.isascii() and here.isascii() and after.isascii():
            continue
        if _is_odd(before, here, after):
            return False
    return True


def _is_odd(before: str, here: str, after: str) -> bool:
    if not (before.isalpha() and after.isalpha()):
        return False
    if not here.isalpha():
        return (
            not here.isspace()
            and not here.isascii()
            and here not in _JOINS
            and not unicodedata.combining(here)
        )
    if before.islower() and here.isupper():
        return True
    if before.isupper() and here.isupper() and after.islower() and not here.isascii():
        return True
    return here.isascii() != before.isascii() and len({_script(before), _script(here)}) > 1


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0]
