"""Build legal actions."""

from __future__ import annotations

from collections.abc import Iterator

from graph.reading.building.common import statute
from graph.reading.candidates import Candidate, Match, text_of

_PREPARING = frozenset(
    {"prepare", "plan", "vow", "pledge", "promise", "start", "begin", "continue", "announce", "decide"}
)


def case(match: Match) -> Iterator[Candidate]:
    trigger = match.trigger
    purpose = any(c.tag_ == "TO" for c in trigger.children) and trigger.head.lemma_ not in _PREPARING
    if match.verdict()[1] in ("negated", "requested", "hypothetical") or purpose:
        return
    for actor in match.actors:
        if actor.kind in ("person", "actor", "actor_group") and match.frame.name == "investigate":
            continue
        targets = [t for t in match.targets if t.name != actor.name]
        for target in targets or (None,):
            yield match.candidate(
                actor,
                target=target,
                object=text_of(match.object_heads) or match.trigger.text,
                crime=next(iter(match.crimes), None),
                statute=statute(match),
            )
