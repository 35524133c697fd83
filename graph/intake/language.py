"""Tell the language of a text, and refuse what is not English."""

from __future__ import annotations

import re

import py3langid
from babel import Locale, UnknownLocaleError

from graph.errors import DocumentError
from graph.intake.limits import MAX_HEAD

_LETTER = re.compile(r"[^\W\d_]")
_MIN_LETTERS = 40  # below this a language cannot be told
_NONE = "zxx"  # ISO 639 for what is in no language
_WORD = re.compile(r"[^\W\d_]+")
# What English has in every sentence and no other language has: names alone, of which many languages have
# many, must not make a text foreign.
_ENGLISH = frozenset(
    {
        *(
            "the",
            "and",
            "of",
            "to",
            "that",
            "for",
            "with",
            "by",
            "from",
            "it",
            "were",
            "which",
            "said",
            "this",
        ),
        *("have", "had", "not", "but", "has", "who", "they"),
    }
)
_SHARE = 0.08  # of all words; news has about 0.2, other languages less than 0.02


def check_language(text: str, where: str) -> None:
    """Raise DocumentError that names the language where a text is not English."""
    sample = text[:MAX_HEAD]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        raise DocumentError("there are no words in it", where=where)
    if letters < _MIN_LETTERS:
        return
    code = str(py3langid.classify(sample)[0])
    if code == "en" or _is_english(sample):
        return
    if code == _NONE:
        raise DocumentError("it is in no language that can be told", where=where)
    raise DocumentError(f"the language looks like {language(code)}, not English", where=where)


def language(code: str) -> str:
    """Return a language's English name and its code, such as "French (fr)"; a code that has no name alone."""
    try:
        name = Locale("en").languages.get(code)
    except UnknownLocaleError:  # pragma: no cover - English is always there
        name = None
    return f"{name} ({code})" if name else code


def _is_english(sample: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(sample)]
    return sum(word in _ENGLISH for word in words) >= _SHARE * len(words)
