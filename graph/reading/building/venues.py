"""Tell before which court, or in which state, somebody is charged where no accuser is named."""

from __future__ import annotations

from spacy.tokens import Token

from graph.reading.candidates import Match
from graph.reading.clauses import prepositional
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.scene import Scene

_PLACES = ("in", "at", "before", "by")
_WORLD_COURTS = frozenset({"hague", "tribunal"})
_WORLDLY = frozenset({"war crimes", "crimes against humanity", "genocide", "aggression"})


def venue(match: Match) -> Actor | None:
    """Return the court or state of a charge: named in the clause, else the one that the text is about."""
    scene, trigger = match.scene, match.trigger
    courts = [m for m in scene.story.mentions(subtree_span(trigger)) if m.entry.kind == "court"]
    placed = Actor.named(courts[0]) if courts else _placed(scene, trigger)
    if placed is not None:
        return placed
    said = [t for t in trigger.sent if t.lower_ in ("court", "tribunal") and t.i != trigger.i]
    named = next((a for a in scene.actors(said) if a.kind == "court"), None)
    if named is not None:
        return named
    abroad = any(t.lower_ in _WORLD_COURTS for t in trigger.sent)
    if abroad or trigger.lemma_ == "issue" or _WORLDLY.intersection(match.crimes):
        court = _court(scene, trigger)
        if court is not None or abroad:
            return court
    state = scene.resolver.focus.state(trigger)
    return Actor.of(state, "focus") if state else None


def _placed(scene: Scene, trigger: Token) -> Actor | None:
    heads = prepositional(trigger, _PLACES)
    heads += [t for h in prepositional(trigger, ("on", "with", "for")) for t in prepositional(h, _PLACES)]
    inner = [t for h in heads for t in (h, *prepositional(h, ("in", "of")))]
    for actor in scene.actors(inner):
        if actor.iri and actor.kind in ("state", "court"):
            return Actor(actor.name, actor.iri, actor.kind, actor.via)
    return None


def _court(scene: Scene, trigger: Token) -> Actor | None:
    """Return the international court that the text names last before this."""
    place = scene.story.place(trigger)
    for index in range(place, -1, -1):
        for mention in reversed(scene.story.names[index].all):
            if mention.entry.kind == "court" and (index < place or mention.start < trigger.i):
                return Actor.of(mention.entry, "focus")
    return None
