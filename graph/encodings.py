"""Tell the encoding of a text by how it reads; never by guessing."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Set

from charset_normalizer import from_bytes

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHAOS, _COHERENCE = 0.01, 0.02  # within these, two readings are equally likely
_MAX_CHAOS = 0.1
_WORD = re.compile(r"[^\W\d_]+")
_WESTERN = {"cp1252", "latin_1", "iso8859_15", "iso8859_1"}
# Written inside words by the languages of Western Europe and by names in their tables; the rest of cp1252's
# letters are rare there, and are what Central European and Turkish letters look like when read as cp1252.
_COMMON = frozenset("àáâãäåæçèéêëíîñóôõöøœßúûüÀÁÂÃÄÅÆÇÉÊËÍÎÑÓÔÕÖØŒÚÛÜ")
_JOINS = frozenset("'’-‐‑·/.")  # what may stand between two letters


class UnknownEncodingError(ValueError):
    """The encoding of a text cannot be told; the message says which are possible."""


def marked(head: bytes) -> str | None:
    """Return the codec that the first bytes of a text name: by a mark, or by the NULs of plain UTF-16."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), None) or _unmarked(head)


def is_broken_utf8(sample: bytes) -> bool:
    """Tell whether far more of a text is UTF-8 than not; no other encoding looks like it."""
    text = sample.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in text)
    good = sum(not character.isascii() for character in text) - broken
    return good > 4 * broken


def weighed(sample: bytes, joins: str = "") -> str:
    """Return the one codec in which a sample, which is not UTF-8, reads well; raise UnknownEncodingError.

    `joins` are signs that may stand between two letters beside those of names: prose has dashes there.
    """
    between = _JOINS | set(joins)
    if _is_western(sample, between):
        return "cp1252"
    found: list[tuple[float, float, str, str]] = []
    for match in from_bytes(sample):
        text = _read(sample, match.encoding)
        if (
            match.encoding in _WESTERN
            or match.chaos > _MAX_CHAOS
            or text is None
            or not _is_sound(text, between)
        ):
            continue
        if text not in (known[3] for known in found):
            found.append((match.chaos, -match.coherence, match.encoding, text))
    found.sort()
    if not found or _is_open(found):
        named = " or ".join(match[2] for match in found[:2])
        raise UnknownEncodingError(
            f"its encoding cannot be told: {named}?" if named else "its encoding cannot be told"
        )
    return found[0][2]


def _unmarked(head: bytes) -> str | None:
    """Return UTF-16 where one byte of each pair of ASCII characters is NUL and the line ends agree."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) / 50 or min(even, odd) * 10 > max(even, odd):
        return None
    codec = "utf-16-be" if even > odd else "utf-16-le"
    text = head.decode(codec, "replace")
    ends = text.count("\n") + text.count("\r")
    return codec if 0 < head.count(b"\n") + head.count(b"\r") <= 2 * ends else None


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


def _is_western(sample: bytes, joins: Set[str]) -> bool:
    text = _read(sample, "cp1252")
    if text is None or not _is_sound(text, joins):
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    beyond = [letter for word in words for letter in word if not letter.isascii()]
    rare = sum(letter not in _COMMON for letter in beyond)
    return 2 * len(beyond) <= sum(map(len, words)) and 4 * rare <= len(beyond)


def _is_sound(text: str, joins: Set[str]) -> bool:
    """Tell whether no word holds signs, capitals or scripts in places where no language has them."""
    if any(
        unicodedata.category(character) in ("Cc", "Co", "Cn") for character in set(text) - set("\t\n\r\0\f")
    ):
        return False
    for before, here, after in zip(text, text[1:], text[2:], strict=False):
        if before.isascii() and here.isascii() and after.isascii():
            continue
        if _is_odd(before, here, after, joins):
            return False
    return True


def _is_odd(before: str, here: str, after: str, joins: Set[str]) -> bool:
    if not (before.isalpha() and after.isalpha()):
        return False
    if not here.isalpha():
        return (
            not here.isspace()
            and not here.isascii()
            and here not in joins
            and not unicodedata.combining(here)
        )
    if before.islower() and here.isupper():
        return True
    if before.isupper() and here.isupper() and after.islower() and not here.isascii():
        return True
    return here.isascii() != before.isascii() and len({_script(before), _script(here)}) > 1


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0]
