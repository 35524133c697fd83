"""Read the numbers that stand in words or digits in a short passage."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

_UNITS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "no": 0, "none": 0,
    "once": 1, "twice": 2, "double": 2,
    "both": 2, "thrice": 3, "triple": 3, "dozen": 12,
}  # fmt: skip
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_TOKEN = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|[a-z]+")
_MOST_DIGITS = 15


def numbers_in(text: str) -> frozenset[Decimal]:
    """Return every number in a passage: "2,600", "1.5 million", "thirteen", "two hundred", "twenty-two"."""
    found: set[Decimal] = set()
    total = Decimal(0)
    running = False
    for token in _TOKEN.findall(text.casefold()):
        number = _number(token)
        if running and token in _SCALES:
            total = total * _SCALES[token]
        elif running and number is not None and _joins(total, token):
            total += number
        else:
            found |= {total} if running else set()
            running, total = number is not None, number or Decimal(0)
        if running:
            found.add(total)
    return frozenset(found)


def _number(token: str) -> Decimal | None:
    if token in _UNITS or token in _TENS:
        return Decimal(_UNITS.get(token, _TENS.get(token, 0)))
    digits = re.sub(r"[,\s]", "", token)
    if len(digits) > _MOST_DIGITS:
        return None
    try:
        return Decimal(digits) if digits[0].isdigit() else None
    except InvalidOperation:
        return None


def _joins(total: Decimal, token: str) -> bool:
    """Tell whether a word goes on with a number: "twenty two" is one number, "two three" are two."""
    tens = total % 100
    small = _UNITS.get(token, 100)
    return 20 <= tens <= 90 and tens % 10 == 0 and 1 <= small <= 9 and not total % 1
