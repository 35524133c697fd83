"""Describe one correction: which fact it is about, what was decided, and what stands there instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator

from graph.idents import digest
from graph.model import (
    CHOICES,
    CRIMES,
    MODALITIES,
    SPONSOR_ROLES,
    TREATY_ACTIONS,
    Decision,
    FactType,
    Modality,
    Status,
    Value,
)
from graph.review.words import Count, Day, Emptiable, Line, Passage, Strict, fault, is_date

_NUMBER = re.compile(r"\d{1,15}(\.\d{1,6})?")
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "vote": CHOICES,
    "sponsor": SPONSOR_ROLES,
    "treaty_status": TREATY_ACTIONS,
}
_COUNTED = ("figure", "veto")
_DONE: Final = ("asserted", "hedged")  # how a text tells what it tells as so


def _crime(text: str | None) -> str | None:
    if text is not None and text not in CRIMES:
        raise fault(f"{text!r} is no crime of the list; allowed: {', '.join(CRIMES)}")
    return text


def _date(text: str | None) -> str | None:
    if text is not None and not is_date(text):
        raise fault(f"{text!r} is not a date such as 2014-05-22, 2014-05 or 2014")
    return text


def _value(given: object) -> object:
    """Return a value with its numbers as numbers; which values a type can have is checked with the entry."""
    if isinstance(given, Mapping):
        return {str(key): _number(count) for key, count in given.items()}
    return _number(given)


def _number(given: object) -> object:
    if given is None or isinstance(given, int | float):
        return given
    if not isinstance(given, str):
        raise fault("neither a word nor a number nor a tally")
    if _NUMBER.fullmatch(given):
        return float(given) if "." in given else int(given)
    return given.strip() or None


class Place(Strict):
    """Say where the fact stands and what it said, so that it is found again when the reader has changed."""

    document: Line
    type: FactType
    quote: Passage
    start: Count | None = None
    actor: Line | None = None
    target: Emptiable = None


class Change(Strict):
    """Say what is to stand in a fact; a key that is given without a value empties it."""

    type: FactType | None = None
    actor: Line | None = None
    speaker: Emptiable = None
    target: Emptiable = None
    object: Emptiable = None
    crime: Annotated[Emptiable, AfterValidator(_crime)] = None
    statute: Emptiable = None
    value: Annotated[Any, BeforeValidator(_value)] = None
    date: Annotated[Emptiable, AfterValidator(_date)] = None
    status: Status | None = None
    modality: Modality | None = None

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if not self.model_fields_set:
            raise fault("nothing is changed")
        if self.status == "not_actual" and self.modality in (None, *_DONE):
            raise fault(f"status not_actual needs a modality: {', '.join(MODALITIES[2:])}")
        if self.status == "actual" and self.modality not in (None, *_DONE):
            raise fault(f"status actual has the modality {' or '.join(_DONE)}")
        if self.modality is not None and self.status is None:
            raise fault("a modality needs the status")
        return self


class Entry(Strict):
    """Carry one decision; `by` and `on` say who decided and when, where the user says so."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")] | None = None
    decision: Decision
    fact: Place
    to: Change | None = None
    by: Line | None = None
    on: Day | None = None
    why: Line | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        changes = self.decision in ("correct", "add")
        if changes and self.to is None:
            raise fault(f"to: what is it to say? A decision to {self.decision} needs the key")
        if not changes and self.to is not None:
            raise fault(f"to: a decision to {self.decision} changes nothing")
        if self.decision != "add" and self.id is None:
            raise fault("id: which fact? Only a fact that is added has none")
        if self.decision == "add":
            self._added()
        if self.to is not None and self.to.value is not None:
            _fits(self.to.type or self.fact.type, self.to.value)
        return self

    def _added(self) -> None:
        if self.id is not None or (self.to is not None and self.to.type is not None):
            raise fault("the id of a fact that is added follows from it, and its type stands in 'fact'")
        if self.to is None or self.to.actor is None:
            raise fault("to.actor: who says or does it?")

    @property
    def key(self) -> str:
        """Return what names the decision: the fact's id, or a hash of what is added."""
        place, to = self.fact, self.to
        said = to.model_dump(exclude_unset=True) if to else {}
        return self.id or digest("added", place.document, place.type, place.quote, place.start, said)

    @property
    def order(self) -> tuple[str, int, str]:
        """Return what entries are sorted by."""
        return self.fact.document, self.fact.start or 0, self.key


def fitting(type: FactType, value: Value) -> bool:  # noqa: A002 - the published name of the key
    """Tell whether a fact of this type can have this value."""
    if value is None:
        return True
    if isinstance(value, Mapping):
        return type == "vote" and _is_tally(value)
    if type in _WORDS:
        return value in _WORDS[type]
    return type in _COUNTED


def _fits(type: FactType, value: Any) -> None:  # noqa: A002 - the published name of the key
    if fitting(type, value):
        return
    words = ", ".join(_WORDS.get(type, ()))
    tally = " or a tally such as {yes: 13, no: 2, abstain: 0}" if type == "vote" else ""
    raise fault(f"to.value: {value!r} fits no {type}; allowed: {words}{tally}" if words else
                f"to.value: a fact of type {type} has no value")  # fmt: skip


def _is_tally(value: Mapping[str, object]) -> bool:
    counts = all(isinstance(n, int) or (key == "yes" and n == "unanimous") for key, n in value.items())
    return bool(value) and set(value) <= set(CHOICES) and counts
