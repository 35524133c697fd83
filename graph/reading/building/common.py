"""Do what the builders of several families need."""

from __future__ import annotations

import re

from graph.reading.candidates import Match
from graph.reading.parse import subtree_span
from graph.reading.people import Actor

_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
_COUNTED = re.compile(rf"(?:the |only |all |other )*(?:\d+|{_NUMBER})\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\b\d+ (?:council )?members\b", re.IGNORECASE)


def is_tally(actor: Actor) -> bool:
    """Tell whether an actor is a count of voters, which `tallies` reads."""
    return actor.iri is None and bool(_COUNTED.match(actor.name) or _MEMBERS.search(actor.name))


def statute(match: Match) -> str | None:
    """Return the instrument named in the clause, in the lexicon's words."""
    for span in (subtree_span(match.trigger), match.trigger.sent):
        named = [m.entry.name for m in match.scene.story.mentions(span) if m.is_law]
        if named:
            return named[0]
    return None
