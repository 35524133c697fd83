"""Do what the builders of several families need."""

from __future__ import annotations

import re

from spacy.tokens import Token

from graph.reading.candidates import Match
from graph.reading.clauses import governor
from graph.reading.negation import is_negated
from graph.reading.parse import subtree_span
from graph.reading.people import Actor

_NUMBER = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_COUNTED = re.compile(
    rf"(?:the |only |all |other |just |nearly |remaining )*(?:\d+|{_NUMBER})\b", re.IGNORECASE
)
_WISHING = frozenset({"wish", "like", "want", "love", "have", "need"})
_MEMBERS = re.compile(rf"\b(?:\d+|{_NUMBER}) (?:council )?members\b", re.IGNORECASE)


def is_tally(actor: Actor) -> bool:
    """Tell whether an actor is a count of voters, which `tallies` reads."""
    return actor.iri is None and bool(_COUNTED.match(actor.name) or _MEMBERS.search(actor.name))


def performs(trigger: Token) -> bool:
    """Tell whether saying that one wishes to say it is saying it: "I would like to stress", "let us urge"."""
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else governor(trigger)
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    head = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl") or head == verb or is_negated(head):
        return False
    if head.lemma_ in ("let", "allow", "permit"):
        return True
    wishes = head.lemma_ in _WISHING and any(c.tag_ == "TO" for c in verb.children)
    return (wishes and any(c.lower_ in ("i", "we") for c in head.children if c.dep_ == "nsubj")) or (
        head.lemma_ in ("opportunity", "occasion") and head.head.lemma_ in ("take", "seize", "use")
    )


def statute(match: Match) -> str | None:
    """Return the instrument named in the clause, in the lexicon's words."""
    for span in (subtree_span(match.trigger), match.trigger.sent):
        named = [m.entry.name for m in match.scene.story.mentions(span) if m.is_law]
        if named:
            return named[0]
    return None
