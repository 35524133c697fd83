"""Build stated positions for and against drafts, courts and rulings."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.building.common import is_tally, performs
from graph.reading.candidates import Candidate, Match, short, text_of
from graph.reading.chambers import SEATS
from graph.reading.modality import ACTUAL, NEGATED, Verdict
from graph.reading.words import bag

_OF_BODIES = frozenset({"reject-draft", "turn-down", "reject-move", "back"})
_DENIALS = frozenset({"uncooperative", "disappoints"})  # tell a stance by what is not done
_VAGUE = bag(
    "case decision order vote plan project deployment action step authorisation authorization one request "
    "move bid motion amendment outcome process"
)


def position(match: Match) -> Iterator[Candidate]:
    """Yield who stands for or against a draft, a mandate, a court, a ruling or a plan."""
    verdict = _stance(match)
    if verdict is None or not _grounded(match):
        return
    for actor in match.actors:
        if (match.frame.name in _OF_BODIES and actor.kind == "body") or is_tally(actor):
            continue  # a body that rejects a draft has voted
        if "sponsor" in actor.name:
            continue  # they are sponsors
        if match.frame.actor == "speaker" and actor.name in SEATS:
            continue  # what a text says, not what is said of it
        if actor.kind not in ("person", "narrator"):
            yield match.candidate(actor, object=_toward(match) or _rest(match.trigger), verdict=verdict)


def _stance(match: Match) -> Verdict | None:
    """Return the verdict; a refusal is a stance of its own, other denials and prospects are none."""
    verdict = match.verdict()
    if match.frame.name in _DENIALS:
        return ACTUAL if verdict == NEGATED else None
    if verdict[0] == "not_actual":
        return ACTUAL if _announced(match) or (verdict != NEGATED and performs(match.trigger)) else None
    return verdict


def _grounded(match: Match) -> bool:
    """Tell whether it is about a council, a court or a law, where the words alone leave it open."""
    scene = match.scene
    if not any(a.iri for a in match.actors) and not (scene.about_council or scene.about_law):
        return False
    heads = {t.lemma_.lower() for t in match.object_heads}
    return not heads & _VAGUE or scene.about_council or scene.about_court


def _announced(match: Match) -> bool:
    """Tell whether somebody says what he will do: "Iran said it would oppose", "Serbia will oppose"."""
    words = {c.lower_ for c in match.trigger.children if c.dep_ == "aux"}
    said = match.source.cue is not None and match.verdict()[1] in ("expected", "hypothetical")
    return bool(words & {"would", "will", "'ll"}) and (said or "would" not in words)


def _toward(match: Match) -> str | None:
    heads = list(match.object_heads)
    if heads and heads[0].lemma_.lower() in ("resolution", "draft", "measure", "text"):
        return match.scene.drafts.name(heads)
    return text_of(heads)


def _rest(trigger: Token) -> str | None:
    """Return what follows a verb in its clause, where its object is no noun: "welcomed what it called …"."""
    end = trigger.right_edge.i + 1
    return short(trigger.doc[trigger.i + 1 : end]) if end > trigger.i + 1 else None
