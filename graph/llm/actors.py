"""Say who an actor is whom a model names: an entry of the lexicon, or the document's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.gazetteer import Entry, fold
from graph.llm.answer import RefusedError, Slot
from graph.llm.ground import Place
from graph.llm.layout import Span
from graph.model import Via

_MOST_NAME = 120  # characters
_PARTICLES = frozenset(
    {"al", "bin", "bint", "da", "de", "del", "der", "di", "el", "ibn", "la", "of", "van", "von", "the"}
)
_WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Who:
    """Carry an actor: name, IRI where the lexicon has it, how it was found and where."""

    name: str
    iri: str | None
    via: Via
    span: Span


def actor(place: Place, name: str, slot: Slot) -> Who:
    """Return the actor that a slot names; raise RefusedError where its quote does not name it."""
    value = slot.text(name, _MOST_NAME)
    span = place.of(name, slot)
    entry = place.ground.names.actor(value)
    who = _listed(place, entry, span) if entry else _literal(place, name, value, span)
    if who is None:
        raise RefusedError(name, "is not who its quote names")
    if not _within_reach(place, who):
        raise RefusedError(name, "is named too far from the quote")
    return who


def speaker(place: Place, slot: Slot) -> str:
    """Return the name of a person as the document has it; raise RefusedError where its quote is of others."""
    value = slot.text("speaker", _MOST_NAME)
    span = place.of("speaker", slot)
    ground = place.ground
    found = ground.haystack.find(value)
    words = _WORD.findall(value)
    if not found or not words:
        raise RefusedError("speaker", "does not stand in the document")
    if len(words) > 8 or not all(word[0].isupper() or word.casefold() in _PARTICLES for word in words):
        raise RefusedError("speaker", "is no name of a person")
    if (entry := ground.names.actor(value)) is not None and entry.kind != "person":
        raise RefusedError("speaker", "is no person")
    quote = ground.text[slice(*span)]
    if words[-1] not in _WORD.findall(quote) and not ground.cues.stands_for(quote):
        raise RefusedError("speaker", "is not who its quote names")
    if not ground.near(span, place.main, before=1):
        raise RefusedError("speaker", "is named too far from the quote")
    return ground.words(found[0])


def phrase(place: Place, name: str, slot: Slot) -> str:
    """Return an object or statute in the document's own words, or by the name that the lexicon has for it."""
    value = slot.text(name)
    ground = place.ground
    span = place.of(name, slot)
    whole = any((mention.start, mention.end) == span for mention in ground.named(span))
    if not whole and not ground.near(span, place.main):
        raise RefusedError(name, "has its quote in another paragraph")
    found = ground.haystack.find(value, *span)
    if found:
        return ground.words(found[0])
    entry = ground.names.thing(value)
    if entry is None or all(mention.entry.id != entry.id for mention in ground.named(span)):
        raise RefusedError(name, "does not stand in its quote")
    return entry.name


def same(place: Place, one: Who, other: Who) -> bool:
    """Tell whether two actors are or may be the same: equal, or one named within the other's name."""
    if one.iri is not None and other.iri is not None:
        return one.iri == other.iri
    names = place.ground.names
    for linked, plain in ((one, other), (other, one)):
        if linked.iri is not None:
            named = any(mention.entry.id == linked.iri for mention in names.within(plain.name))
            words = fold(place.ground.text[slice(*linked.span)]).split()
            return named or set(fold(plain.name).split()) <= set(words)
    first, second = (set(fold(who.name).split()) for who in (one, other))
    return first <= second or second <= first


def _listed(place: Place, entry: Entry, span: Span) -> Who | None:
    """Return an entry of the lexicon if its quote names it, or stands for it after it was named."""
    ground = place.ground
    for mention in ground.named(span):
        if mention.entry.id == entry.id:
            via: Via = "metonym" if mention.form == "metonym" else "name"
            return Who(entry.name, entry.id, via, (mention.start, mention.end))
    known = ground.named_before(entry.id, span[0]) or ground.issued_by(entry.name)
    return Who(entry.name, entry.id, "coreference", span) if known and _refers(place, span) else None


def _literal(place: Place, name: str, value: str, span: Span) -> Who | None:
    """Return an actor that the lexicon lacks in the words of the document."""
    ground = place.ground
    if ground.names.thing(value) is not None or not any(letter.isalpha() for letter in value):
        raise RefusedError(name, "is no actor")
    if fold(value) in ground.cues.pronouns:
        raise RefusedError(name, "is a pronoun")
    if any(m.form == "demonym" and m.end - m.start == len(value) for m in ground.names.within(value)):
        raise RefusedError(name, "is an adjective and no name")
    found = ground.haystack.find(value, *span)
    if found:
        return Who(ground.words(found[0]), None, "name", found[0])
    earlier = ground.haystack.find(value, 0, span[0])
    if not earlier or not _refers(place, span):
        return None
    return Who(ground.words(earlier[-1]), None, "coreference", span)


def _refers(place: Place, span: Span) -> bool:
    """Tell whether words can stand for an actor named elsewhere.

    They name nobody themselves, and in the main quote nobody is named before them: in "Russia vetoed the
    draft of the council" the council has vetoed nothing.
    """
    ground = place.ground
    if ground.names_actor(span) or not ground.cues.stands_for(ground.text[slice(*span)]):
        return False
    return not place.holds(span) or not ground.names_actor((place.main[0], span[0]))


def _within_reach(place: Place, who: Who) -> bool:
    """Tell whether an actor is named in the quote's paragraph or the one before, or is the publisher."""
    ground = place.ground
    return ground.near(who.span, place.main, before=1) or ground.issued_by(who.name)
