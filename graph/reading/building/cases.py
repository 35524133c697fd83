"""Build legal actions: who brings them, and against whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from graph.reading.building.common import statute
from graph.reading.building.venues import venue
from graph.reading.candidates import Candidate, Match, text_of
from graph.reading.clauses import is_passive, possessors, subjects
from graph.reading.modality import EXPECTED, REQUESTED, Verdict
from graph.reading.people import Actor
from graph.reading.roles import follow
from graph.reading.words import bag

_PREPARING = bag(
    "prepare plan vow pledge promise start begin continue announce decide choice threaten intend"
)
_REPORTED = bag("say announce add tell declare state vow pledge promise")
_OFFICES = bag(
    "committee office department agency service court ministry bureau prosecutor parliament judge "
    "prosecution police"
)
_OWNING = bag("poss amod compound nmod")
_CRIMES = 3  # a longer list describes the case
_NOBODY = ("person", "actor", "actor_group")


def case(match: Match) -> Iterator[Candidate]:
    """Yield what is filed, opened or issued; calls for it are facts of another kind."""
    trigger, verdict = match.trigger, _verdict(match)
    if verdict is None or _is_purpose(trigger) or _is_supposed(match):
        return
    for actor in _actors(match):
        if actor.kind in _NOBODY and match.frame.name == "investigate":
            continue
        for target in [t for t in _targets(match) if t.name != actor.name] or (None,):
            for crime in _crimes(match):
                yield match.candidate(
                    actor, target=target, object=text_of(match.object_heads) or trigger.text, crime=crime,
                    statute=statute(match), verdict=verdict,
                )  # fmt: skip


def _is_purpose(verb: Token) -> bool:
    """Tell whether it is only what something is for: "experts to open an inquiry"."""
    if any(c.tag_ == "TO" for c in verb.children):
        to_be = verb.head.lemma_ == "be" and is_passive(verb)  # "is to be tried"
        return verb.head.lemma_ not in _PREPARING and not to_be
    alone = not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children)
    shares = verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB"
    return alone and shares and _is_purpose(verb.head)


def _is_supposed(match: Match) -> bool:
    """Tell whether the text speaks of "any probe", or of a body only described by who appointed it."""
    any_ = any(c.lower_ in ("any", "no") for h in match.object_heads for c in h.children if c.dep_ == "det")
    return any_ or (match.frame.name == "set-up-inquiry" and match.trigger.dep_ == "acl")


def _verdict(match: Match) -> Verdict | None:
    """Return how it is told; None where it is only asked for, denied or supposed."""
    verdict, trigger = match.verdict(), match.trigger
    if verdict == REQUESTED and trigger.dep_ == "xcomp" and trigger.head.lemma_ == "be":
        return EXPECTED  # "he is to be tried"
    if verdict[1] in ("negated", "requested"):
        return None
    if verdict[1] != "hypothetical":
        return verdict
    would = any(c.lower_ == "would" for c in trigger.children)
    said = trigger.dep_ == "ccomp" and trigger.head.lemma_ in _REPORTED
    return EXPECTED if would and said else None  # "Iraq said it would open an inquiry"


def _actors(match: Match) -> list[Actor]:
    """Return who acts; where no agent is named it is the court or the state in which it happens."""
    path = match.frame.actor.removesuffix("speaker").rstrip("|")
    heads = follow(match.trigger, path) if path else []
    if match.frame.name == "case-judge" and match.scene.actors(subjects(match.trigger)):
        return []  # a judge of somebody's is read by the other frames
    named = [a for a in match.actors if a.kind != "narrator"] if heads else []
    if heads and all(a.iri is None for a in named):
        named = _office(match, heads) or named
    if named:
        return named
    found = venue(match)
    return [found] if found else []


def _office(match: Match, heads: list[Token]) -> list[Actor]:
    """Return the state of an office that the lexicon does not name: "Russia's Investigative Committee"."""
    owners = [c for h in heads if h.lemma_.lower() in _OFFICES for c in h.children if c.dep_ in _OWNING]
    found = match.scene.actors(owners)
    return [replace(a, via="metonym", speaker=None) for a in found if a.kind == "state"][:1]


def _targets(match: Match) -> list[Actor]:
    """Return whom it is against: a person himself, not what he speaks for."""
    wanted = _wanted(match) if "warrant" in match.frame.name else []
    if wanted:
        return wanted
    owners = match.target_heads and all(t.dep_ == "poss" for t in match.target_heads)
    persons = not owners or match.frame.name == "case-trial-opens"
    found = [_himself(a) if persons else a for a in match.targets]
    return found or match.scene.actors([p for t in match.target_heads for p in (*possessors(t), *_named(t))])


def _himself(actor: Actor) -> Actor:
    return Actor(actor.speaker, kind="person", via=actor.via) if actor.speaker else actor


def _wanted(match: Match) -> list[Actor]:
    """Return every person whom a warrant names: "warrants for three leaders of Hamas, A, B and C"."""
    people = match.scene.people
    found: dict[str, Actor] = {}
    for token in (t for h in match.target_heads for t in h.subtree):
        aside = any(a.dep_ in ("relcl", "acl") for a in (token, *token.ancestors) if a.i > match.trigger.i)
        person = people.find(token) if people.span(token) is not None and not aside else None
        if person is not None:
            found.setdefault(person.name, Actor(person.name, kind="person"))
    return list(found.values())


def _named(noun: Token) -> list[Token]:
    """Return the names of "the three protesters named A, B and C"."""
    naming = (c for c in noun.children if c.dep_ == "acl" and c.lemma_ in ("name", "identify", "call"))
    return [t for c in naming for t in c.subtree if t.ent_type_ == "PERSON" and t.pos_ == "PROPN"]


def _crimes(match: Match) -> tuple[str | None, ...]:
    """Return the crimes concerned; "warrant of arrest" names none."""
    found = tuple(c for c in match.crimes if c != "arbitrary detention" or "warrant" not in match.frame.name)
    return (found if len(found) <= _CRIMES else found[:1]) or (None,)
