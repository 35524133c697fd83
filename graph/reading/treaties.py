"""Read who is party to a treaty or a court, signed, ratified, or left it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.candidates import Candidate, Match
from graph.reading.clauses import governor
from graph.reading.modality import ACTUAL, NEGATED, Verdict
from graph.reading.parse import subtree_span
from graph.reading.scene import Scene
from graph.reading.words import bag

_ANNOUNCING = bag("announce order decide sign notify plan begin start have declare intend move")


def treaty(match: Match) -> Iterator[Candidate]:
    """Yield the states' standing towards an instrument."""
    scene = match.scene
    named = [m.entry for h in match.object_heads for m in scene.story.mentions(subtree_span(h))
             if m.is_law or m.entry.kind == "court"]  # fmt: skip
    if not named:
        named = [
            m.entry for m in scene.story.mentions(match.trigger.sent) if m.is_law or m.entry.kind == "court"
        ]
    statute = named[0].name if named else _only_treaty(scene)
    if statute is None:
        return
    verdict, value = match.verdict(), match.frame.value
    if value == "withdrew" and _only_announced(match.trigger, verdict):
        verdict, value = (
            (verdict if verdict[1] in ("threatened", "negated", "hypothetical") else ACTUAL),
            "withdrawal_announced",
        )
    if value in ("party", "not_party") and (verdict == NEGATED or value == "not_party"):
        verdict, value = ACTUAL, "not_party"
    for actor in match.actors:
        if actor.kind in ("state", "former_state", "actor_group"):
            yield match.candidate(actor, statute=statute, value=value, verdict=verdict)


def _only_announced(verb: Token, verdict: Verdict) -> bool:
    """Tell whether leaving is announced, decided or under way, not done."""
    progressive = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in verb.children)
    present = (
        verb.tag_ == "VBZ" and verb == verb.sent.root
    )  # "Russia withdraws from the court", as headlines say
    to_come = verb.dep_ == "xcomp" and verb.head.lemma_ == "be"  # "Russia is to leave the court"
    ordered = verb.dep_ in ("ccomp", "xcomp", "acl", "pcomp") and governor(verb.head).lemma_ in _ANNOUNCING
    return (
        progressive
        or present
        or to_come
        or ordered
        or (verdict[0] == "not_actual" and verdict[1] != "negated")
    )


def _only_treaty(scene: Scene) -> str | None:
    names = [e.name for e, _ in scene.story.counts().most_common() if e.kind == "statute"]
    return names[0] if names else None
