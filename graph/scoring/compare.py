"""Decide how far two statements about one document agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from graph.scoring.names import key
from graph.scoring.statement import Statement
from graph.scoring.texts import Span, Text

# What happened once and may be told several times in one document.
_EVENTS: Final = frozenset({"vote", "veto", "sponsor", "treaty_status", "refer", "case_filed"})
_VALUED: Final = frozenset({"vote", "sponsor", "treaty_status", "figure"})
_OF_CRIMES: Final = frozenset({"accuse", "find", "deny"})


class Level(IntEnum):
    """Name how far a read statement meets an annotated one, in rising order of preference."""

    NONE = 0
    AGAIN = 1  # the same event, told at another place
    LENIENT = 2
    STRICT = 3


@dataclass(frozen=True, slots=True)
class Side:
    """Carry a statement with its words as they are compared, and the sentences in which it stands."""

    of: Statement
    actor: str
    target: str
    crime: str
    value: object
    zone: Span | None

    @classmethod
    def make(cls, statement: Statement, text: Text) -> Side:
        """Fold what is compared, once."""
        place = text.place(statement)
        names = (key(statement.actor), key(statement.target), key(statement.crime))
        return cls(statement, *names, _value(statement.value), text.sentences(place) if place else None)


def level(read: Side, gold: Side) -> Level:
    """Return how far a read statement meets an annotated one."""
    if read.zone is None or gold.zone is None or not _types_agree(read.of, gold.of):
        return Level.NONE
    if not (read.zone[0] < gold.zone[1] and gold.zone[0] < read.zone[1]):
        return Level.AGAIN if tells_again(read, gold) else Level.NONE
    same_target = bool(gold.of.target) and read.target == gold.target
    if read.actor != gold.actor and not same_target:
        return Level.NONE
    return Level.STRICT if _agrees_wholly(read, gold) else Level.LENIENT


def tells_again(read: Side, gold: Side) -> bool:
    """Tell whether both tell one event, wherever they stand: a veto told twice is one veto."""
    return (
        read.of.type == gold.of.type
        and read.of.type in _EVENTS
        and read.actor == gold.actor
        and read.of.status == gold.of.status
        and _same_where_given(gold.of.value, read.value, gold.value)
    )


def _types_agree(read: Statement, gold: Statement) -> bool:
    types = {read.type, gold.type}
    if len(types) == 1 or types == {"accuse", "find"}:
        return True
    return types == {"veto", "vote"} and "no" in (read.value, gold.value)


def _agrees_wholly(read: Side, gold: Side) -> bool:
    return (
        read.of.type == gold.of.type
        and read.actor == gold.actor
        and read.of.status == gold.of.status
        and (not gold.of.target or read.target == gold.target)
        and (not gold.of.crime or read.of.type not in _OF_CRIMES or read.crime == gold.crime)
        and (gold.of.type not in _VALUED or _same_where_given(gold.of.value, read.value, gold.value))
    )


def _same_where_given(given: object, read: object, gold: object) -> bool:
    return given is None or read == gold


def _value(value: object) -> object:
    """Return a value as it is compared: 2,600 and "2600" are one number, and a tally has no empty counts."""
    if isinstance(value, Mapping):
        return tuple(sorted((str(name), str(count)) for name, count in value.items() if count is not None))
    word = str(value).casefold().strip().replace(",", "")
    try:
        return float(word)
    except ValueError:
        return word
