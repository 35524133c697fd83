"""Find the fact that a correction is about, also where the reader has changed and the fact's id with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.gazetteer import fold
from graph.model import Fact
from graph.review.entry import Entry


def span(text: str, quote: str, start: int | None) -> tuple[int, int] | None:
    """Return where a quote stands in a text, of several places the nearest to `start`; None for nowhere."""
    near = start or 0
    if text.startswith(quote, near):
        return near, near + len(quote)
    after = text.find(quote, near)
    before = text.rfind(quote, 0, near + len(quote))
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    at = min(found, key=lambda one: (abs(one - near), one))
    return at, at + len(quote)


def find(entry: Entry, facts: Sequence[Fact], text: str) -> Fact | str:
    """Return the one fact that stands where the entry's stood and says the same, else why there is none.

    What the entry does not correct must be as it was: actor and target, where the entry tells them. What it
    corrects may be as it was, as it should be, or anything else where only one fact stands there.
    """
    place = span(text, entry.fact.quote, entry.fact.start)
    if place is None:
        return "the quote is not in the text"
    types = {entry.fact.type, entry.to.type if entry.to else None}
    there = [fact for fact in facts if fact.type in types and fact.start < place[1] and place[0] < fact.end]
    if not there:
        return f"no fact of type {entry.fact.type} stands there"
    alike = [fact for fact in there if _same(entry, fact)]
    if not alike:
        return f"another fact of type {there[0].type} stands there, of {there[0].actor}"
    return _one(entry, alike)


def _one(entry: Entry, alike: Sequence[Fact]) -> Fact | str:
    ranked = sorted(alike, key=lambda fact: (_distance(entry, fact), fact.id))
    if len(ranked) > 1 and _distance(entry, ranked[0]) == _distance(entry, ranked[1]):
        return f"{len(ranked)} facts stand there that it could mean"
    return ranked[0]


def _distance(entry: Entry, fact: Fact) -> tuple[int, int]:
    """Return how far a fact is from what the entry tells: slots that differ, then another quote."""
    differ = sum(1 for agrees, _ in _slots(entry, fact) if not agrees)
    return differ, int(fact.quote != entry.fact.quote)


def _same(entry: Entry, fact: Fact) -> bool:
    return all(agrees or free for agrees, free in _slots(entry, fact))


def _slots(entry: Entry, fact: Fact) -> Iterator[tuple[bool, bool]]:
    """Yield for actor and target whether the fact has what it had or should have, and if it is corrected."""
    for name in ("actor", "target"):
        now, was = getattr(fact, name), getattr(entry.fact, name)
        free = entry.to is not None and name in entry.to.model_fields_set
        agrees = name not in entry.fact.model_fields_set or _alike(was, now)
        yield agrees or (free and _alike(getattr(entry.to, name), now)), free


def _alike(one: str | None, other: str | None) -> bool:
    return fold(one or "") == fold(other or "")
