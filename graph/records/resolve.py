"""Find out whom the names in an event mean, on its day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.gazetteer import Entry
from graph.records.items import Item
from graph.records.names import Names, Unresolved
from graph.records.sponsors import split

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_LISTS = ("vetoing", "applicants", "respondents")
_SINGLE = {"member": "member_code", "actor": "actor_code", "state": "state_code"}


def resolve(item: Item, pairs: Sequence[tuple[str | None, str | None]], names: Names) -> None:
    """Put IRIs in the place of names; a name that means nobody, or two, is found fault with."""
    day = _day(item)
    _voters(item, pairs, names, day)
    _sponsors(item, names, day)
    for field, code in _SINGLE.items():
        if item.get(field) or item.get(code):
            _one(item, field, names.any((item.get(field), item.get(code)), day))
    for field in _LISTS:
        for text in item.get(field) or ():
            _listed(item, field, text, names, day)


def subjects(topic: str | None, names: Names, day: str | None) -> tuple[str, ...]:
    """Return the states that a topic names, whole or in brackets: "Middle East (Syria)" is about Syria."""
    if not topic:
        return ()
    found = (names.known(text, day) for text in (topic, *_IN_BRACKETS.findall(topic)))
    return tuple(
        dict.fromkeys(entry.id for entry in found if isinstance(entry, Entry) and "state" in entry.kind)
    )


def _day(item: Item) -> str | None:
    dates = (item.get(name) for name in ("date", "ratified", "signed", "start"))
    return next((str(date).partition("/")[0] for date in dates if date), None)


def _voters(
    item: Item, pairs: Sequence[tuple[str | None, str | None]], names: Names, day: str | None
) -> None:
    for number in item.pairs:
        found = names.any(pairs[number], day)
        if isinstance(found, Unresolved):
            item.fault("unknown-actor", _why("voter", found))
            item.voters.append("")
        else:
            item.voters.append(found.id)


def _sponsors(item: Item, names: Names, day: str | None) -> None:
    for text in item.get("sponsors") or ():
        found = split(text, names, day)
        item.sponsors.extend(entry.id for entry in found.actors if entry.id not in item.sponsors)
        item.losses.extend(("unknown-actor", _why("sponsor", lost)) for lost in found.unresolved)


def _one(item: Item, field: str, found: Entry | Unresolved) -> None:
    if isinstance(found, Unresolved):
        item.fault("unknown-actor", _why(field, found))
    else:
        item.actors[field] = [found.id]


def _listed(item: Item, field: str, text: str, names: Names, day: str | None) -> None:
    """Resolve one entry of a list, which may itself name several: "Canada and the Netherlands"."""
    named = item.actors.setdefault(field, [])
    found = names.actor(text, day)
    if isinstance(found, Entry):
        named.append(found.id)
        return
    several = split(text, names, day)
    if several.unresolved or not several.actors:
        item.fault("unknown-actor", _why(field, found))
    named.extend(entry.id for entry in several.actors)


def _why(role: str, found: Unresolved) -> str:
    nearest = f"; nearest: {', '.join(found.candidates)}" if found.candidates else ""
    return f"{role} {found.text!r}: {found.reason}{nearest}"
