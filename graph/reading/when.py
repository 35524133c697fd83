"""Tell when a thing told happened: by the date in its clause, else by that of the statement or the vote."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from graph.reading.dates import published_date, resolve
from graph.reading.modality import judge
from graph.reading.words import bag

if TYPE_CHECKING:
    from graph.reading.candidates import Candidate
    from graph.reading.scene import Scene

_ACTS = bag("statute convention treaty resolution agreement protocol charter act covenant pact plan war")
_SPANS = bag("since until till from between through throughout")
_ASIDE = ("relcl", "acl")
_SAID = frozenset({"accuse", "deny", "call_for", "support", "oppose"})
_VOTED = frozenset({"vote", "veto"})
_VOTING = bag("vote adopt pass approve reject veto abstain defeat")
_BEFORE = bag("already previously earlier previous before past ago three four five six times repeatedly")
_BESIDE = 1  # passages between a dated vote and who cast it
_DAY = 10  # characters of a date of day precision
_RECENT = datetime.timedelta(days=7)
_FAR = 100  # rank of a date outside the clause
_ROLES = ("nsubj", "nsubjpass", "dobj", "poss")
_VERBAL = ("VERB", "AUX")


def date_of(trigger: Token, published: str | None, *, ahead: bool = False) -> str | None:
    """Return the date said of a verb, else in its clause or those above it; `ahead`: it is to come."""
    named = (e for e in trigger.sent.ents if e.label_ in ("DATE", "TIME"))
    dates = [e for e in named if not _names_an_act(e) and not _is_span(e)]
    ranked = sorted((rank, e.start) for e in dates if (rank := _rank(e, trigger)) is not None)
    starts = {e.start: e for e in dates}
    read = (resolve(starts[at].text, published, ahead=ahead) for _, at in ranked)
    return next((found for found in read if found), None)


def _rank(date: Span, trigger: Token) -> tuple[int, int, int] | None:
    """Return how far a date is from a verb: clauses, nouns and words between; None where it is another's."""
    token, clauses, nouns, link = date.root, 0, 0, ""
    while token != trigger and not token.is_ancestor(trigger):
        coordinate = token.dep_ == "conj" and token.pos_ in _VERBAL and token.head == trigger
        if token.dep_ in _ASIDE or token.head == token or coordinate:
            return None  # "wrote the draft and wants a vote on Thursday": the draft has no day
        token, link = token.head, token.dep_
        clauses += int(token.pos_ in _VERBAL and token != trigger)
        nouns += int(token.pos_ in ("NOUN", "PROPN") and token.ent_type_ != "DATE" and token != trigger)
    outside = token != trigger
    if outside and token.pos_ in _VERBAL and link in _ROLES:
        return None  # "the August 9 strike sparked protest and an inquiry was announced"
    return clauses + (_FAR if outside else 0), nouns, abs(date.start - trigger.i)


def _names_an_act(date: Span) -> bool:
    """Tell whether a date belongs to a name: "the Rome Statute of 1998", "the 2002 Rome Statute"."""
    doc, head = date.doc, date.root.head
    around = (doc[date.start - 1].text, doc[date.end].text) if 0 < date.start < date.end < len(doc) else ()
    if around == ("(", ")"):
        return head.lemma_.lower() in _ACTS or any(c.isdigit() for c in head.text)  # "Resolution 2254 (2015)"
    if head.lower_ == "of":
        return head.head.lemma_.lower() in _ACTS
    return date.root.dep_ in ("nummod", "compound", "amod", "nmod") and head.lemma_.lower() in _ACTS


def _is_span(date: Span) -> bool:
    """Tell whether a date only opens or closes a time: "since the coup of 1 February"."""
    if date[0].lower_ in _SPANS or (date.start > 0 and date.doc[date.start - 1].lower_ in _SPANS):
        return True
    token = date.root
    while token.head != token and token.head.pos_ not in ("VERB", "AUX"):
        token = token.head
        if token.lower_ in _SPANS:
            return True
    verb = token.head
    return verb.dep_ == "advcl" and any(c.lower_ in _SPANS for c in verb.children if c.dep_ == "mark")


def carried(scene: Scene, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Date undated statements by their release or their speaker, and undated ballots by the vote."""
    found = list(candidates)
    issued, own = _issued(scene), {a.name for a in scene.attribution.default.actors}
    votes = _votes(scene) if any(c.type in _VOTED and c.date is None for c in found) else []
    spoken: dict[tuple[str, str | None], str] = {}
    for n, candidate in enumerate(found):
        who, date = (candidate.actor.name, candidate.actor.speaker), candidate.date
        if date is None and candidate.type in _SAID:
            date = spoken.get(who) or (issued if candidate.actor.name in own else None)
        elif date is None and candidate.type in _VOTED and candidate.verdict[0] == "actual":
            beside = [v for v in votes if abs(v[0][0] - scene.story.place(candidate.trigger)) <= _BESIDE]
            if not _is_earlier(candidate):
                date = _vote_before(beside, (scene.story.place(candidate.trigger), candidate.trigger.i))
        if candidate.type in _SAID and date and _is_recent(date, scene.published):
            spoken[who] = date
        if date != candidate.date:
            found[n] = replace(candidate, date=date)
    return found


def _is_earlier(candidate: Candidate) -> bool:
    """Tell whether a ballot is told as one before: "has already vetoed three resolutions"."""
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in candidate.trigger.children)
    counted = candidate.type == "veto" and candidate.value is not None
    return perfect or counted or any(t.lower_ in _BEFORE for t in candidate.trigger.sent)


def _votes(scene: Scene) -> list[tuple[tuple[int, int], str]]:
    """Return where the text dates a vote or an adoption, and to when."""
    found = []
    for place, parsed in enumerate(scene.story.passages):
        for token in parsed.doc:
            told = token.lemma_ in _VOTING and token.pos_ == "VERB" and judge(token)[0] == "actual"
            if told and not _is_other_vote(scene, token):
                date = date_of(token, scene.published)
                if date:
                    found.append(((place, token.i), date))
    return found


def _is_other_vote(scene: Scene, verb: Token) -> bool:
    """Tell whether a verb of passing has no draft, or passed it on: "passed away", "approved the budget"."""
    drafts = scene.words.draft
    near = [t for c in verb.children for t in (c, *c.children)]
    about = any(t.lemma_.lower() in drafts or scene.tests["$council"](t) for t in near)
    return verb.lemma_ not in ("vote", "veto", "abstain") and not about


def _vote_before(votes: list[tuple[tuple[int, int], str]], at: tuple[int, int]) -> str | None:
    """Return the date of the vote told last before a place, or of the only one told."""
    before = [date for place, date in votes if place <= at]
    dates = {date for _, date in votes}
    return before[-1] if before else next(iter(dates)) if len(dates) == 1 else None


def _issued(scene: Scene) -> str | None:
    """Return the day of a text that speaks for its issuer."""
    day = scene.published
    return day if day and len(day) >= _DAY and not scene.attribution.default.is_narrator else None


def _is_recent(date: str, published: str | None) -> bool:
    """Tell whether a day is of the week before the publication: a statement's, not that of what it tells."""
    day, told = published_date(published), published_date(date)
    return len(date) >= _DAY and day is not None and told is not None and abs(day - told) <= _RECENT
