"""Find the abbreviation that a text gives for a name: "Syrian Network for Human Rights (SNHR)"."""

from __future__ import annotations

import re
from functools import lru_cache

_MOST = 200  # characters of a name that is looked for
_IN_BRACKETS = r"[\"”’']?\s{0,3}\(\s?(?:the\s|or\s)?[\"“‘']?([A-Z][A-Za-z&.-]{1,11})[\"”’']?[),;]"
_WITHIN = re.compile(r"\(([A-Z][A-Za-z&.-]{1,11})\)\s*$")
# The rest of a name of which the reader keeps the beginning: "Northern Centre" of "… for Civil Rights".
_REST = r"((?:\s{1,3}(?:for|of|on|in|to|against|the|de|[A-Z][\w'’-]{1,30})){0,8})"


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?i:" + r"\s{1,3}".join(map(re.escape, name.split())) + ")" + _REST + _IN_BRACKETS)


def abbreviation(text: str, name: str) -> str | None:
    """Return the abbreviation that a text puts in brackets behind a name, made of its first letters."""
    if len(name.split()) < 2 or len(name) > _MOST or "(" not in text:
        return None
    within = _WITHIN.search(name)
    if within:
        return within[1] if stands_for(within[1], name) else None
    for rest, short in _pattern(name).findall(text):
        if stands_for(short, name + rest) and (not rest or _each(short, name + rest)):
            return str(short)
    return None


def stands_for(short: str, name: str) -> bool:
    """Tell whether the capitals of an abbreviation begin words of a name, in their order."""
    letters = [letter for letter in short.removesuffix("s") if letter.isupper()]
    words = re.findall(r"\w+", name.partition("(")[0])
    initials = iter([word[0].upper() for word in words])
    return len(letters) >= 2 and letters[0] == words[0][0].upper() and all(one in initials for one in letters)


def _each(short: str, name: str) -> bool:
    """Tell whether each word with a capital has its letter: of two names in a row one only would do."""
    capitals = sum(1 for word in re.findall(r"\w+", name) if word[0].isupper())
    return sum(1 for letter in short if letter.isupper()) == capitals
