"""Turn a frame that fits into candidate facts: who, whom, what, when, and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from graph.model import FactType, Value
from graph.reading.attribution import Source
from graph.reading.clauses import companions, is_passive
from graph.reading.frames import Frame
from graph.reading.modality import ACTUAL, EXPECTED, HEDGED, HYPOTHETICAL, NEGATED, Verdict, judge
from graph.reading.parse import subtree_span
from graph.reading.people import UNSPECIFIED, Actor
from graph.reading.roles import bars, fails, follow, holds
from graph.reading.scene import Scene
from graph.reading.when import date_of as date_of

_MAX_OBJECT = 120  # characters
_JOINT = frozenset({"veto", "vote", "sponsor"})  # what "together with X" makes X's act as well


@dataclass(frozen=True, slots=True)
class Candidate:
    """Carry a fact in the making: its parts still point into the parse."""

    type: FactType
    actor: Actor
    frame: str
    trigger: Token
    evidence: tuple[Token, ...]
    target: Actor | None = None
    object: str | None = None
    crime: str | None = None
    statute: str | None = None
    value: Value = None
    date: str | None = None
    verdict: Verdict = ACTUAL


@dataclass(frozen=True, slots=True)
class Match:
    """Carry a frame on its trigger with the heads of its roles."""

    frame: Frame
    trigger: Token
    scene: Scene
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    object_heads: tuple[Token, ...]
    target_heads: tuple[Token, ...]
    crimes: tuple[str, ...]
    source: Source
    evidence: tuple[Token, ...]

    def candidate(self, actor: Actor, **parts: object) -> Candidate:
        """Make a candidate of this match."""
        base = Candidate(self.frame.type, actor, self.frame.name, self.trigger, self.evidence,
                         value=self.frame.value, verdict=self.verdict(), date=self.date())  # fmt: skip
        return replace(base, **parts)  # type: ignore[arg-type]

    def verdict(self) -> Verdict:
        """Return whether it is told as done."""
        found = judge(self.trigger)
        if self.frame.omission:
            return ACTUAL if found == NEGATED and not _is_ahead(self.trigger) else NEGATED
        supposed = found == HYPOTHETICAL and self.frame.type in ("accuse", "find")
        if self.frame.status == "presupposed":
            return ACTUAL
        if self.frame.status == "actual" and found != HEDGED and not supposed:
            return ACTUAL if found[1] != "negated" else found
        return found

    def date(self) -> str | None:
        """Return when it happened, where the clause or else its sentence says so."""
        return date_of(self.trigger, self.scene.published, ahead=self.verdict() == EXPECTED)


def matches(frame: Frame, trigger: Token, scene: Scene) -> Iterator[Match]:
    """Yield the frame with its roles filled where its conditions hold on the trigger."""
    tests = scene.tests
    if frame.passive is not None and frame.passive != is_passive(trigger):
        return
    if not holds(trigger, frame.when, tests) or not holds(trigger, frame.within, tests, deep=True):
        return
    if fails(trigger, frame.unless, tests) or bars(trigger, frame.unless_head, tests):
        return
    source = scene.attribution.source(trigger)
    actor_heads = [] if frame.actor == "speaker" else follow(trigger, frame.actor)
    if actor_heads and frame.type in _JOINT and trigger.pos_ == "VERB":
        actor_heads += companions(trigger)
    actors = list(source.actors) if frame.actor == "speaker" else scene.actors(actor_heads)
    if not actors and frame.actor.endswith("|speaker") and is_passive(trigger):
        actors = [UNSPECIFIED] if frame.type == "accuse" else list(source.actors)
    if not actors and frame.actor.endswith("|bench"):
        actors = scene.bench or [UNSPECIFIED]
    if (not actors and frame.type not in ("refer", "call_for")) or (
        frame.actor == "speaker"
        and source.is_narrator
        and not (frame.narrator or scene.attribution.own_voice)
    ):
        return
    target_heads = follow(trigger, frame.target)
    object_heads = follow(trigger, frame.object)
    crimes = _crimes(frame, trigger, scene)
    if frame.crime and not (frame.crime_is or frame.crime_optional or crimes) and frame.type != "refer":
        return
    evidence = [trigger, *(t for t in (*actor_heads, *target_heads, *object_heads) if t.sent == trigger.sent)]
    yield Match(frame, trigger, scene, tuple(actors), tuple(scene.actors(target_heads)), tuple(object_heads),
                tuple(target_heads), tuple(crimes), source, tuple(evidence))  # fmt: skip


def _is_ahead(verb: Token) -> bool:
    """Tell whether it is still to come or only asked for: "will not comply", "should not allow"."""
    modal = (c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD")
    return any(c.lower_ not in ("can", "could", "ca") for c in modal)


def _crimes(frame: Frame, trigger: Token, scene: Scene) -> list[str]:
    found: list[str] = []
    for path in frame.crime.split("|") if frame.crime else ():
        for token in follow(trigger, path):
            span = subtree_span(token) if path != "self" else token.doc[token.i : token.i + 1]
            found += [c for c in scene.crimes_in(span) if c not in found]
    specific = [c for c in found if c != "other"]
    if frame.crime_is and not specific:
        return [frame.crime_is]
    return specific or found


def text_of(tokens: tuple[Token, ...] | list[Token]) -> str | None:
    """Return the phrases of these heads as one short text."""
    if not tokens:
        return None
    start = min(t.left_edge.i for t in tokens)
    end = max(t.right_edge.i for t in tokens) + 1
    return short(tokens[0].doc[start:end])


def short(span: Span) -> str | None:
    """Return a span's text without its article, cut at a word where it is long."""
    text = re.sub(r"\s+", " ", span.text).strip(" ,.;:–—-\"“”'")
    text = re.sub(r"^(?:that |to |the |a |an )+", "", text, flags=re.IGNORECASE)
    if len(text) > _MAX_OBJECT:
        text = text[:_MAX_OBJECT].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return text or None
