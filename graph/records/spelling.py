"""Compare names as official tables spell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 200  # letters; no actor has a longer name, and longer cells are not looked up

_ALIKE = str.maketrans(dict.fromkeys("`´‘’ʼ′", "'"))
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+[^\W\d_]\b")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_UNSAID = frozenset({"the", "of", "and"})
_NOTE_MARKS = "0123456789 \t\r\n,;.*†‡§()[]"
_NOTE_LETTER = re.compile(r"[\s\[(][a-z][/)\]]+$")


def key(name: str, abbreviations: Mapping[str, str]) -> str:
    """Return what two spellings of one name share: its words in order of the alphabet.

    Case, accents, punctuation and "the", "of", "and" go, and with the order of the words goes the difference
    between "Iran, Islamic Republic of", "Iran (Islamic Republic of)" and "Islamic Republic of Iran".
    """
    plain = unicodedata.normalize("NFKD", name.translate(_ALIKE).replace("&", " and ")).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _INITIALS.sub(lambda found: found.group().replace(".", ""), plain)
    words = (word.replace("'", "") for word in _WORD.findall(plain))
    return " ".join(sorted(abbreviations.get(word, word) for word in words if word not in _UNSAID))


def without_notes(name: str) -> str:
    """Return a name without its footnote marks: "Germany3", "Niue **", "Serbia 5, 6", "Belarus a/"."""
    plain = unicodedata.normalize("NFKC", name).strip()
    return _NOTE_LETTER.sub("", plain).rstrip(_NOTE_MARKS)


def alternatives(name: str) -> tuple[str, ...]:
    """Return the names that one cell gives together: "Burkina Faso (Upper Volta)", "Tanzania/Tanganyika"."""
    outside, bracket, inside = name.strip().removesuffix(")").partition("(")
    if bracket:
        return outside, inside.removeprefix("formerly ")
    return tuple(name.split("/")) if "/" in name else ()
