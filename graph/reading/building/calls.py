"""Build calls for action."""

from __future__ import annotations

from collections.abc import Iterator

from graph.reading.building.common import statute
from graph.reading.candidates import Candidate, Match, short, text_of
from graph.reading.modality import judge
from graph.reading.parse import subtree_span


def call_for(match: Match) -> Iterator[Candidate]:
    if judge(match.trigger)[1] in ("negated", "requested", "threatened", "hypothetical"):
        return
    asked = text_of(match.object_heads) or short(subtree_span(match.trigger))
    for actor in match.actors:
        targets = [t for t in match.targets if t.name != actor.name]
        for target in targets or (None,):
            yield match.candidate(actor, target=target, object=asked, statute=statute(match))
