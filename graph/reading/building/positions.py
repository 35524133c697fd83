"""Build stated positions for and against drafts, courts and rulings."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.building.common import is_tally
from graph.reading.candidates import Candidate, Match, short, text_of
from graph.reading.modality import ACTUAL


def position(match: Match) -> Iterator[Candidate]:
    verdict = match.verdict()
    scene = match.scene
    if verdict[0] == "not_actual" and not _announced(match):
        return
    verdict = ACTUAL if verdict[0] == "not_actual" else verdict
    for actor in match.actors:
        if (match.frame.name == "reject-draft" and actor.kind == "body") or is_tally(actor):
            continue  # a body that rejects a draft has voted
        topical = actor.iri or scene.about_council or scene.about_law
        if actor.kind not in ("person", "narrator") and topical:
            yield match.candidate(actor, object=_toward(match) or _rest(match.trigger), verdict=verdict)


def _announced(match: Match) -> bool:
    """Tell whether somebody says himself what he would do: "Iran said it would oppose"."""
    would = any(c.lower_ in ("would", "will") for c in match.trigger.children)
    return would and match.source.cue is not None and match.verdict()[1] in ("expected", "hypothetical")


def _toward(match: Match) -> str | None:
    heads = list(match.object_heads)
    if heads and heads[0].lemma_.lower() in ("resolution", "draft", "measure", "text"):
        return match.scene.drafts.name(heads)
    return text_of(heads)


def _rest(trigger: Token) -> str | None:
    """Return what follows a verb in its clause, where its object is no noun: "welcomed what it called …"."""
    end = trigger.right_edge.i + 1
    return short(trigger.doc[trigger.i + 1 : end]) if end > trigger.i + 1 else None
