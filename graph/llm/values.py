"""Take the value, crime and date of a claim only where their quotes say so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from graph.llm.answer import Claim, RefusedError, Slot
from graph.llm.dates import supported
from graph.llm.ground import Place
from graph.llm.numbers import numbers_in
from graph.model import CHOICES, CRIMES, SPONSOR_ROLES, TREATY_ACTIONS, Value

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "vote": CHOICES,
    "sponsor": SPONSOR_ROLES,
    "treaty_status": TREATY_ACTIONS,
}
_MOST_VOTES = 300  # more than any body of the United Nations has members
_MOST_WORD = 60  # characters of a word that stands for a number


def value_of(claim: Claim, place: Place) -> Value:
    """Return the value that the type of a claim needs, None where none is given; raise RefusedError."""
    slot = claim.slots.get("value")
    if slot is None:
        return None
    span = place.beside("value", slot)
    quote = place.ground.text[slice(*span)]
    if claim.type == "vote" and isinstance(slot.value, Mapping):
        return _tally(slot.value, quote)
    if claim.type in _WORDS:
        return _word(place, slot.value, _WORDS[claim.type], quote)
    if claim.type in ("figure", "veto"):
        return _quantity(place, slot, span)
    raise RefusedError("value", f"is given, and {claim.type} has none")


def crime_of(claim: Claim, place: Place) -> str | None:
    """Return the crime of a claim; raise RefusedError for one that is not known or not in its quote."""
    slot = claim.slots.get("crime")
    if slot is None:
        return None
    if slot.value not in CRIMES:
        raise RefusedError("crime", f"{str(slot.value)[:40]!r} is not known")
    quote = place.ground.text[slice(*place.beside("crime", slot))]
    if not place.ground.cues.crimes[slot.value].search(quote):
        raise RefusedError("crime", "is not what its quote speaks of")
    return str(slot.value)


def date_of(claim: Claim, place: Place) -> str | None:
    """Return the date of a claim; raise RefusedError for one that its quote does not say."""
    slot = claim.slots.get("date")
    if slot is None:
        return None
    value = slot.text("date", 24)
    quote = place.ground.text[slice(*place.beside("date", slot))]
    ahead = claim.slots["status"].value == "not_actual"
    wrong = supported(value, quote, place.ground.document.published, ahead=ahead)
    if wrong:
        raise RefusedError("date", wrong)
    return value


def _word(place: Place, value: Any, known: tuple[str, ...], quote: str) -> str:
    if not isinstance(value, str) or value not in known:
        raise RefusedError("value", f"{str(value)[:40]!r} is not known")
    if not place.ground.cues.values[value].search(quote):
        raise RefusedError("value", "is not what its quote says")
    return value


def _tally(value: Mapping[str, Any], quote: str) -> Value:
    given = {key: count for key, count in value.items() if count is not None}
    if not given or not set(given) <= set(CHOICES):
        raise RefusedError("value", "is no tally")
    known = numbers_in(quote)
    for key, count in given.items():
        if key == "yes" and count == "unanimous":
            said = "unanim" in quote.casefold()
        else:
            whole = isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= _MOST_VOTES
            said = whole and Decimal(count) in known
        if not said:
            raise RefusedError("value", "is not what its quote counts")
    return {choice: given[choice] for choice in CHOICES if choice in given}


def _quantity(place: Place, slot: Slot, span: tuple[int, int]) -> Value:
    number = slot.value
    if isinstance(number, int | float) and not isinstance(number, bool):
        if Decimal(str(number)) not in numbers_in(place.ground.text[slice(*span)]):
            raise RefusedError("value", "is not a number of its quote")
        return int(number) if number == int(number) else number
    word = slot.text("value", _MOST_WORD)
    found = place.ground.haystack.find(word, *span)
    if not found or any(letter.isdigit() for letter in word):
        raise RefusedError("value", "is no number, and no word of its quote")
    return place.ground.words(found[0])
