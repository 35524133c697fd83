"""Build referrals of situations to courts."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.candidates import Candidate, Match
from graph.reading.clauses import prepositional
from graph.reading.modality import ACTUAL, REQUESTED, Verdict
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.words import bag

_HOME = bag(
    "supreme constitutional high appeals appeal district federal county state crown magistrates military "
    "civil"
)
_ASKING = bag(
    "call urge demand request seek propose ask advocate recommend want push press favor favour oppose "
    "support back endorse block veto reject consider discuss debate threaten campaign plead appeal lobby "
    "insist"
)


def refer(match: Match) -> Iterator[Candidate]:
    """Yield who referred which situation to which court."""
    scene = match.scene
    if _at_home(match.trigger) or _is_surrender(match):
        return
    named = scene.story.mentions(subtree_span(match.trigger))
    court = next((m.entry.name for m in named if m.entry.kind == "court"), "International Criminal Court")
    verdict = _verdict(match)
    crime = next(iter(match.crimes), None)
    for body in _referring(match, verdict):
        for place in situations(scene, match.object_heads) or (None,):
            yield match.candidate(body, target=place, object=court, crime=crime, verdict=verdict)


def _at_home(trigger: Token) -> bool:
    """Tell whether a national court is meant: "referred the case to the Supreme Court"."""
    return any(c.lower_ in _HOME for t in prepositional(trigger, ("to",)) for c in t.children)


def _is_surrender(match: Match) -> bool:
    """Tell whether a person is handed over, or a suit brought: "agreed to send the general to the ICC"."""
    if match.frame.name != "send-to-court":
        return False
    states = [
        m
        for m in match.scene.story.mentions(match.trigger.sent)
        if m.entry.name == "International Court of Justice"
    ]
    return bool(states) or any(h.ent_type_ == "PERSON" for h in match.object_heads)


def _verdict(match: Match) -> Verdict:
    """Return whether it was done; a referral that somebody asks for or blocks was not."""
    found = match.verdict()
    noun = match.trigger
    if found != ACTUAL or noun.pos_ not in ("NOUN", "PROPN"):
        return found
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head
    asked = noun.dep_ in ("dobj", "pobj", "nsubjpass") and verb.lemma_.lower() in _ASKING
    return REQUESTED if asked else found


def _referring(match: Match, verdict: Verdict) -> list[Actor]:
    """Return the states that did refer, else the body, else the Security Council."""
    states = [a for a in match.actors if a.kind in ("state", "actor_group")] if verdict == ACTUAL else []
    bodies = [a for a in match.actors if a.kind == "body"]
    found = match.scene.gazetteer.find("UN Security Council")
    council = Actor("UN Security Council", found[0].id if found else None, "body", "focus")
    return states or bodies[:1] or [council]


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
