"""Build what happens in a council: vetoes, votes, sponsors and referrals."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.building.common import is_tally
from graph.reading.candidates import Candidate, Match
from graph.reading.drafts import count_of
from graph.reading.modality import ACTUAL, NEGATED
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.scene import Scene

_MANY = ("state", "countr", "member", "powers", "nation", "both", "government")


def veto(match: Match) -> Iterator[Candidate]:
    scene = match.scene
    compound = match.trigger.dep_ == "compound"  # "veto power"
    if compound and match.trigger.head.head.lemma_ not in ("use", "exercise", "wield"):
        return
    for actor in match.actors:
        vague = not actor.iri and ("permanent" in actor.name or match.verdict() != ACTUAL)
        if vague or not _in_council(match, actor):
            continue
        permanent = actor.iri in scene.gazetteer.permanent_members
        if not permanent and (actor.iri or not any(m in actor.name.lower() for m in _MANY)):
            continue
        if actor.kind == "state" and actor.speaker and not match.object_heads:
            continue
        yield match.candidate(
            actor,
            object=scene.drafts.name(list(match.object_heads)),
            value=count_of(list(match.object_heads)),
        )


def _in_council(match: Match, actor: Actor) -> bool:
    """Tell a veto in the Council from one at home: a person's needs a text about the Council."""
    heads = {t.lemma_.lower() for t in match.object_heads}
    return match.scene.about_council or bool(
        actor.iri and not actor.speaker and heads & {"resolution", "draft", "text"}
    )


def vote(match: Match) -> Iterator[Candidate]:
    if match.verdict() == NEGATED:
        return
    for actor in match.actors:
        if actor.kind in ("state", "former_state", "actor_group", "actor") and not is_tally(actor):
            yield match.candidate(actor, object=match.scene.drafts.name(list(match.object_heads)))


def sponsor(match: Match) -> Iterator[Candidate]:
    for actor in match.actors:
        verdict = match.verdict()
        yield match.candidate(
            actor, object=match.scene.drafts.name(list(match.object_heads)), verdict=verdict
        )


def refer(match: Match) -> Iterator[Candidate]:
    scene = match.scene
    court = next(
        (m.entry.name for m in scene.story.mentions(subtree_span(match.trigger)) if m.entry.kind == "court"),
        "International Criminal Court",
    )
    places = situations(scene, match.object_heads)
    states = (
        [a for a in match.actors if a.kind in ("state", "actor_group")] if match.verdict() == ACTUAL else []
    )
    bodies = (
        states[:1]
        or [a for a in match.actors if a.kind == "body"]
        or [Actor("UN Security Council", _iri(scene, "UN Security Council"), "body", "focus")]
    )
    for place in places or (None,):
        yield match.candidate(bodies[0], target=place, object=court, crime=next(iter(match.crimes), None))


def _iri(scene: Scene, name: str) -> str | None:
    found = scene.gazetteer.find(name)
    return found[0].id if found else None


def situations(scene: Scene, heads: tuple[Token, ...]) -> list[Actor]:
    """Return the states or places whose situation is meant: "conflicts in Darfur and Libya"."""
    found: dict[str, Actor] = {}
    for head in heads:
        span = subtree_span(head)
        for token in span:
            mention = scene.story.mention(token)
            if mention and mention.is_state:
                found.setdefault(mention.entry.name, Actor.of(mention.entry))
            elif mention is None and token.ent_type_ in ("GPE", "LOC") and token.ent_iob_ == "B":
                name = next(e.text for e in token.doc.ents if e.start == token.i)
                found.setdefault(name, Actor(name, kind="actor"))
        person = scene.people.find(head)
        if person and person.actor:
            found.setdefault(person.actor.name, person.actor)
    if not found:
        state = scene.resolver.focus.state(heads[0]) if heads else None
        if state:
            found[state.name] = Actor.of(state, "focus")
    return list(found.values())
