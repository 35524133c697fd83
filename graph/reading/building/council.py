"""Build what happens in a council: vetoes, votes and sponsors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.building.common import is_tally
from graph.reading.candidates import Candidate, Match
from graph.reading.chambers import SEATS, elsewhere, stopped
from graph.reading.drafts import DRAFT_NOUNS, count_of
from graph.reading.modality import ACTUAL, NEGATED
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.roles import follow
from graph.reading.votes import tally
from graph.reading.words import bag

_MANY = ("state", "countr", "member", "powers", "nation", "both", "government")
_VOTERS = frozenset({"state", "former_state", "actor_group"})
_NOBODY = bag(
    "member un world majority of the countries states nations members governments those others "
    "delegations diplomats some many most several"
)
_RULERS = bag(
    "president governor premier king mayor emir house president-elect emperor monarch cabinet minister"
)
_ENVOYS = bag("ambassador envoy representative diplomat delegate mission")
_BACKED = frozenset(
    {"backed", "supported", "endorsed", "approved", "favoured", "favored", "opposed", "vetoed"}
)
_COUNCIL = frozenset({"UN Security Council", "United Nations"})
# What a veto in the Council can stop, beside drafts; else the sentence must name the Council.
_STOPPABLE = bag(
    "it them this that one council mandate sanction extension renewal admission membership request "
    "condemnation inquiry investigation probe ceasefire truce effort attempt adoption passage candidate "
    "appointment plan vote call demand mission resolution which"
)


def veto(match: Match) -> Iterator[Candidate]:
    """Yield who vetoed, threatened to or did not."""
    scene = match.scene
    compound = match.trigger.dep_ == "compound"  # "veto power"
    if compound and match.trigger.head.head.lemma_ not in ("use", "exercise", "wield", "invoke", "deploy"):
        return
    if _unreal(match.trigger) or not _stoppable(match):
        return
    for actor in match.actors:
        if not _can_veto(match, actor) or not _in_council(match, actor):
            continue
        yield match.candidate(
            actor,
            object=scene.drafts.name(list(match.object_heads)),
            value=count_of(list(match.object_heads)),
            verdict=ACTUAL if _but_for(match.trigger) else match.verdict(),
        )


def _can_veto(match: Match, actor: Actor) -> bool:
    """Tell whether an actor has a veto: a permanent member, or several states that are not named."""
    if actor.iri in match.scene.gazetteer.permanent_members:
        return True
    vague = "permanent" in actor.name or match.verdict() != ACTUAL
    return not (actor.iri or vague) and any(m in actor.name.lower() for m in _MANY)


def _unreal(trigger: Token) -> bool:
    """Tell whether a veto is denied under a condition: "in that case it would not have vetoed"."""
    words = {c.lower_ for c in trigger.children if c.dep_ in ("aux", "neg")}
    return bool(words & {"would", "'d"}) and bool(words & {"not", "n't", "n’t", "never"})


def _but_for(noun: Token) -> bool:
    """Tell whether a veto is told by what it prevented: "had it not been for", "but for Russia's veto"."""
    prep = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else None
    return prep is not None and (prep.head.lemma_ == "be" or prep.nbor(-1).lower_ == "but")


def _stoppable(match: Match) -> bool:
    heads = {t.lemma_.lower() for t in match.object_heads}
    named = any(m.entry.name == "UN Security Council" for m in match.scene.story.mentions(match.trigger.sent))
    return not heads or named or bool(heads & (DRAFT_NOUNS | _STOPPABLE))


def _in_council(match: Match, actor: Actor) -> bool:
    """Tell a veto in the Council from one at home: a ruler's needs the Council in its own clause."""
    heads = follow(match.trigger, match.frame.actor)
    said = {word for h in heads for word in _titles(h)}
    if (said & _RULERS and not said & _ENVOYS) or (actor.speaker and not said & _ENVOYS):
        return _of_council(match)
    objects = {t.lemma_.lower() for t in match.object_heads}
    return match.scene.about_council or bool(
        actor.iri and not actor.speaker and objects & {"resolution", "draft", "text"}
    )


def _titles(head: Token) -> Iterator[str]:
    """Yield the words that say who somebody is: before his name and in apposition to it."""
    for part in (head, *(c for c in head.children if c.dep_ == "appos")):
        yield from (t.lemma_.lower() for t in part.doc[part.left_edge.i : part.i + 1])


def _of_council(match: Match) -> bool:
    """Tell whether the clause names the Council, or its object the United Nations."""
    mentions = match.scene.story.mentions
    aside = {
        t.i for c in match.trigger.children if c.dep_ in ("advcl", "conj", "parataxis") for t in c.subtree
    }
    clause = [m.entry.name for m in mentions(subtree_span(match.trigger)) if m.start not in aside]
    below = [m.entry.name for h in match.object_heads for m in mentions(subtree_span(h))]
    return "UN Security Council" in clause or bool(_COUNCIL & set(below))


def vote(match: Match) -> Iterator[Candidate]:
    """Yield who voted how, and that a body voted where no numbers are told."""
    if match.verdict() == NEGATED or _refrains(match.trigger) or elsewhere(match.scene, match.trigger.sent):
        return
    if match.frame.name == "vote-for" and match.object_heads and match.object_heads[0].i < match.trigger.i:
        return  # "for that reason they voted"
    name = match.scene.drafts.name(list(match.object_heads))
    for actor in match.actors:
        if actor.kind == "body" and match.frame.name == "body-votes":
            yield match.candidate(actor, object=name, value=None)
        elif actor.kind in _VOTERS and match.frame.value and not _is_nobody(match, actor):
            vetoed = _stops(match, actor)
            yield match.candidate(
                actor, object=name, **({"type": "veto", "value": None} if vetoed else {"type": "vote"})
            )


def _stops(match: Match, actor: Actor) -> bool:
    """Tell whether a "no" stopped a draft: a veto in all but the word."""
    permanent = actor.iri in match.scene.gazetteer.permanent_members
    sentence = match.trigger.sent
    return match.frame.value == "no" and permanent and stopped(match.scene, sentence, tally(sentence.text))


def _refrains(trigger: Token) -> bool:
    """Tell whether somebody abstains from doing something: no vote."""
    gerunds = [c for p in trigger.children if p.lower_ == "from" for c in p.children if c.dep_ == "pcomp"]
    return any(c.lemma_.lower() not in ("vote", "cast", "support", "back") for c in gerunds)


def _is_nobody(match: Match, actor: Actor) -> bool:
    """Tell whether an actor is a count of voters, which `tallies` reads, or just "countries"."""
    words = actor.name.lower().split()
    if actor.iri is None and not match.scene.about_council:
        return True
    return is_tally(actor) or (
        (actor.iri is None or actor.kind == "actor_group") and all(w in _NOBODY for w in words)
    )


def sponsor(match: Match) -> Iterator[Candidate]:
    """Yield who drafted, tabled or co-sponsored."""
    if elsewhere(match.scene, match.trigger.sent) or _only_backed(match):
        return
    for actor in (*match.actors, *_partners(match)):
        counted = match.frame.name != "cosponsors" or re.search(r"\w .*sponsors", actor.name)
        unnamed = (actor.iri is None and actor.name.lower() in _NOBODY) or not counted
        if actor.kind in ("narrator", "person") or actor.name in (*SEATS, "United Nations") or unnamed:
            continue
        yield match.candidate(actor, object=match.scene.drafts.name(list(match.object_heads)))


def _partners(match: Match) -> list[Actor]:
    """Return with whom somebody is an author: "co-authored it with Jordan"."""
    if not match.trigger.lemma_.lower().startswith("co") or not match.actors:
        return []
    heads = [*follow(match.trigger, "with"), *follow(match.trigger, "object>with")]
    return [a for a in match.scene.actors(heads) if a.kind == "state" and a not in match.actors]


def _only_backed(match: Match) -> bool:
    """Tell whether a state before the draft is told to stand behind it only: "a British-backed text"."""
    heads = follow(match.trigger, "modifier") if match.frame.actor == "modifier" else []
    after = [h.doc[h.i + 1 : h.i + 3] for h in heads]
    return any(len(a) == 2 and a[0].text == "-" and a[1].lower_ in _BACKED for a in after)
