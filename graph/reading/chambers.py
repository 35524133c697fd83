"""Tell which body votes: a council of states, by its name, by what "the council" means, or by its seats."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Span, Token

from graph.gazetteer import Entry
from graph.model import Value
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.words import bag

SEATS = {"UN Security Council": 15, "UN Human Rights Council": 47, "UN General Assembly": 193}
MAJORITY = 9  # of the Security Council: with fewer votes a draft falls without a veto
# Whose votes are no council's of states. "Council" and "assembly" may be a city's: hence the lexicon.
_CHAMBERS = bag(
    "parliament parliamentary senate senator house congress congressman congressional knesset duma bundestag "
    "lawmaker legislature legislator mp mps cabinet jury judge shareholder referendum voter "
    "sejm bundesrat riksdag storting folketing seimas rada majlis oireachtas cortes uefa fifa ioc synod "
    "electorate commons lords assemblyman parliamentarian caucus republicans democrats governor"
)
_RULING = frozenset({"rule", "hold", "uphold", "overturn", "acquit", "convict"})
_BODY_NOUNS = bag("council assembly body chamber")
_VOTERS = (
    "Council",
    "Assembly",
    "Committee",
    "OPCW",
    "Agency",
    "UNESCO",
    "Organization",
    "Commission on Human",
)
_FAILING = bag("fail veto reject defeat block fall collapse unable sink doom")
_ADOPTING = bag("adopt pass approve carry endorse back")


def elsewhere(scene: Scene, sentence: Span) -> bool:
    """Tell whether a parliament, a court or a jury votes here, not a council of states."""
    mentions = scene.story.mentions(sentence)
    names = {m.entry.name for m in mentions}
    if names & set(SEATS):
        return False
    if any(m.entry.kind == "court" for m in mentions) and any(t.lemma_ in _RULING for t in sentence):
        return True
    said = {t.lemma_.lower() for t in sentence} | {t.lower_ for t in sentence}
    return bool(said & _CHAMBERS) or any("Parliament" in n for n in names)


def voting_body(scene: Scene, sentence: Span) -> Actor | None:
    """Return the body that a sentence about a vote speaks of."""
    named = [m.entry for m in scene.story.mentions(sentence) if m.entry.kind == "body" and _votes(m.entry)]
    chief = [e for e in named if e.name in SEATS] or named
    if chief:
        return Actor.of(chief[0])
    for token in sentence:
        if token.lemma_.lower() in _BODY_NOUNS:
            found = scene.resolver.focus.definite(token)
            if found:
                return found
    return main_body(scene)


def main_body(scene: Scene) -> Actor | None:
    """Return the council or assembly that a text speaks of most."""
    counted = scene.story.counts()
    bodies = sorted((e for e in counted if e.name in SEATS), key=lambda e: (-counted[e], e.id))
    return Actor.of(bodies[0], "focus") if bodies else None


def seated(scene: Scene, body: Actor, value: Mapping[str, int | str]) -> Actor | None:
    """Return the body that has seats for so many votes: 93 to 24 is no vote of the Security Council."""
    total = sum(n for n in value.values() if isinstance(n, int))
    seats = SEATS.get(body.name)
    if seats is None or total <= seats:
        return body
    larger = [e for e in scene.story.counts() if SEATS.get(e.name, 0) >= total]
    if not larger and total <= SEATS["UN General Assembly"]:
        larger = [e for e in scene.gazetteer.find("UN General Assembly") if e.name in SEATS]
    return Actor.of(min(larger, key=lambda e: (SEATS[e.name], e.id)), "focus") if larger else None


def stopped(scene: Scene, sentence: Span, value: Value) -> bool:
    """Tell whether a draft fell in the Security Council with enough votes for it: a "no" was a veto."""
    body = voting_body(scene, sentence)
    if body is None or body.name != "UN Security Council":
        return False
    yes = value.get("yes") if isinstance(value, Mapping) else None
    if isinstance(yes, int) and yes < MAJORITY:
        return False
    return any(t.lemma_.lower() in _FAILING or _is_undone(t) for t in sentence)


def _is_undone(token: Token) -> bool:
    return token.lemma_.lower() in _ADOPTING and any(c.dep_ == "neg" for c in token.children)


def _votes(entry: Entry) -> bool:
    """Tell whether a body is one of members, not an office nor the whole United Nations."""
    return any(word in entry.name for word in _VOTERS)
