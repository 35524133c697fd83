"""Put into a fact what a reviewer says, names linked as the lexicon has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from graph.gazetteer import Entry as Named
from graph.gazetteer import Gazetteer
from graph.idents import fact_id
from graph.model import Fact
from graph.review.entry import Change, Entry, fitting

BY_HAND: Final = "ostrakon-review/1"  # the extractor of a fact that a reviewer added
_ACTORS = frozenset(
    {"state", "former_state", "body", "court", "organization", "armed_group", "actor_group", "person"}
)
_TOLD = ("type", "actor", "speaker", "target", "object", "crime", "statute", "value", "date", "status",
         "modality")  # fmt: skip


def changed(fact: Fact, change: Change, names: Gazetteer) -> Fact:
    """Return the fact as it should be; it keeps its id, its quote and the reader's confidence."""
    new = replace(fact, **{name: getattr(change, name) for name in _plain(change)})
    if not fitting(new.type, new.value):
        new = replace(new, value=None)
    if change.status == "actual" and change.modality is None:
        new = replace(new, modality="hedged" if fact.modality == "hedged" else "asserted")
    if change.actor is not None:
        new = _with_actor(new, change.actor, names)
    if "target" in change.model_fields_set:
        new = _with_target(new, change.target, names)
    return new


def added(entry: Entry, start: int, names: Gazetteer) -> Fact:
    """Return the fact that a reviewer adds, with its quote at `start` and a confidence of 1."""
    place, change = entry.fact, entry.to or Change(actor="narrator")
    bare = Fact(
        id="", document=place.document, type=place.type, actor="narrator", quote=place.quote, start=start,
        end=start + len(place.quote), confidence=1.0, extractor=BY_HAND,
    )  # fmt: skip
    fact = changed(bare, change, names)
    return replace(fact, id=content_id(fact))


def content_id(fact: Fact) -> str:
    """Return the id that a reader would give a fact that says this here."""
    return fact_id(
        fact.document, fact.type, fact.actor, fact.target, fact.object, fact.start, fact.end, fact.crime,
        fact.value,
    )  # fmt: skip


def differences(before: Fact, after: Fact) -> tuple[str, ...]:
    """Return in words what changed: `actor: China became Russia`."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _TOLD)
    return tuple(f"{name}: {_word(old)} became {_word(new)}" for name, old, new in pairs if old != new)


def actor_named(name: str, names: Gazetteer) -> Named | None:
    """Return the one actor of this name; of a state and its predecessor the state."""
    found = [entry for entry in names.find(name) if entry.kind in _ACTORS]
    living = [entry for entry in found if entry.kind != "former_state"] or found
    return living[0] if len(living) == 1 else None


def _plain(change: Change) -> list[str]:
    emptied = ("speaker", "object", "crime", "statute", "value", "date")
    given = [name for name in emptied if name in change.model_fields_set]
    return given + [name for name in ("type", "status", "modality") if getattr(change, name) is not None]


def _with_actor(fact: Fact, name: str, names: Gazetteer) -> Fact:
    if name == "narrator":
        return replace(fact, actor=name, actor_id=None, via="narrator")
    entry = actor_named(name, names)
    linked, iri = (entry.name, entry.id) if entry else (name, None)
    via = fact.via if (linked, iri) == (fact.actor, fact.actor_id) else "name"
    return replace(fact, actor=linked, actor_id=iri, via="name" if via == "narrator" else via)


def _with_target(fact: Fact, name: str | None, names: Gazetteer) -> Fact:
    entry = actor_named(name, names) if name else None
    return replace(fact, target=entry.name if entry else name, target_id=entry.id if entry else None)


def _word(value: Any) -> str:
    if value is None:
        return "nothing"
    return json.dumps(dict(value), ensure_ascii=False) if isinstance(value, Mapping) else str(value)
