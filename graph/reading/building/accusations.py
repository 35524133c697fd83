"""Build accusations, findings and denials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.reading.building.common import statute
from graph.reading.candidates import Candidate, Match, text_of
from graph.reading.clauses import subjects
from graph.reading.modality import ACTUAL, NEGATED, is_negated
from graph.reading.people import Actor
from graph.reading.roles import is_mutual
from graph.reading.words import bag

_DENYING = frozenset({"deny", "refute", "reject", "dismiss", "rebut", "accuse", "charge", "blame"})
_FINDING = bag(
    "find conclude determine establish confirm document verify report say note rule implicate show reveal "
    "describe detail accuse blame state record observe"
)
_REPORTS = bag(
    "report inquiry enquiry investigation probe study finding panel mission commission expert observer monitor"
)


def accuse(match: Match) -> Iterator[Candidate]:
    verdict = match.verdict()
    cue = match.source.cue
    denied = cue is not None and cue.lemma_.lower() in _DENYING and match.frame.actor == "speaker"
    if verdict == NEGATED:
        yield from _disowned(match)
        return
    if denied:
        return
    if match.frame.type == "find":  # inquiries, courts and organisations find; a person accuses
        match = replace(match, actors=tuple(a for a in match.actors if a.kind != "person"))
    crimes: tuple[str | None, ...] = match.crimes or ((match.frame.crime_is or "other"),)
    mutual = any(is_mutual(t) for t in match.target_heads)
    targets = match.actors if mutual else match.targets
    for actor in match.actors:
        for target in targets or ((None,) if match.frame.alone else ()):
            if target and target.name == actor.name and actor.kind != "narrator":
                continue
            kind = "find" if _finds(match, actor) else match.frame.type
            for crime in crimes:
                yield match.candidate(
                    actor, type=kind, target=target, crime=crime, verdict=verdict, statute=statute(match)
                )


def _disowned(match: Match) -> Iterator[Candidate]:
    """Yield the denial of who says that he himself did not do it: "Iran said it had not killed anybody"."""
    if match.frame.actor != "speaker" or match.frame.type != "accuse" or not is_negated(match.trigger):
        return
    own = [a for a in match.actors if a.kind != "narrator" and any(t.name == a.name for t in match.targets)]
    for actor in own:
        yield match.candidate(
            actor,
            type="deny",
            object=text_of([match.trigger]),
            crime=next(iter(match.crimes), None),
            verdict=ACTUAL,
        )


def _finds(match: Match, actor: Actor) -> bool:
    """Tell whether an accusation is what an inquiry or a report of the United Nations or a court concludes."""
    cue = match.source.cue if match.frame.actor == "speaker" else match.trigger
    if cue is None or cue.lemma_.lower() not in _FINDING or actor.kind == "narrator":
        return False
    official = match.scene.is_inquiry(actor) or actor.name.startswith(("UN ", "United Nations"))
    texts = [t for t in subjects(cue) if t.lemma_.lower() in _REPORTS]
    return official and (bool(texts) or cue.lemma_.lower() not in ("say", "accuse", "implicate", "blame"))


def deny(match: Match) -> Iterator[Candidate]:
    if match.verdict() == NEGATED:
        return
    for actor in match.actors:
        target = match.targets[0] if match.targets and match.targets[0].name != actor.name else None
        yield match.candidate(
            actor, target=target, object=text_of(match.object_heads), crime=next(iter(match.crimes), None)
        )
