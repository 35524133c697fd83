"""Give each type of fact the shape that `docs/facts.md` asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from graph.model import FactType
from graph.reading.candidates import Candidate, Match, short, text_of
from graph.reading.drafts import count_of
from graph.reading.modality import ACTUAL, NEGATED, judge
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.treaties import treaty

Builder = Callable[[Match], Iterator[Candidate]]
_DENYING = frozenset({"deny", "refute", "reject", "dismiss", "rebut", "accuse", "charge", "blame"})
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
_COUNTED = re.compile(rf"(?:the |only |all |other )*(?:\d+|{_NUMBER})\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\b\d+ (?:council )?members\b", re.IGNORECASE)
_PREPARING = frozenset(
    {"prepare", "plan", "vow", "pledge", "promise", "start", "begin", "continue", "announce", "decide"}
)
_MANY = ("state", "countr", "member", "powers", "nation", "both", "government")


def build(match: Match) -> Iterator[Candidate]:
    """Yield the facts of a match."""
    yield from _BUILDERS[match.frame.type](match)


def _veto(match: Match) -> Iterator[Candidate]:
    scene = match.scene
    compound = match.trigger.dep_ == "compound"  # "veto power"
    if compound and match.trigger.head.head.lemma_ not in ("use", "exercise", "wield"):
        return
    for actor in match.actors:
        vague = not actor.iri and ("permanent" in actor.name or match.verdict() != ACTUAL)
        if vague or not _in_council(match, actor):
            continue
        permanent = actor.iri in scene.gazetteer.permanent_members
        if not permanent and (actor.iri or not any(m in actor.name.lower() for m in _MANY)):
            continue
        if actor.kind == "state" and actor.speaker and not match.object_heads:
            continue
        yield match.candidate(
            actor,
            object=scene.drafts.name(list(match.object_heads)),
            value=count_of(list(match.object_heads)),
        )


def _in_council(match: Match, actor: Actor) -> bool:
    """Tell a veto in the Council from one at home: a person's needs a text about the Council."""
    heads = {t.lemma_.lower() for t in match.object_heads}
    return match.scene.about_council or bool(
        actor.iri and not actor.speaker and heads & {"resolution", "draft", "text"}
    )


def _vote(match: Match) -> Iterator[Candidate]:
    if match.verdict() == NEGATED:
        return
    for actor in match.actors:
        # Tallies are read elsewhere.
        counted = actor.iri is None and bool(_COUNTED.match(actor.name) or _MEMBERS.search(actor.name))
        if actor.kind in ("state", "former_state", "actor_group", "actor") and not counted:
            yield match.candidate(actor, object=match.scene.drafts.name(list(match.object_heads)))


def _sponsor(match: Match) -> Iterator[Candidate]:
    for actor in match.actors:
        verdict = match.verdict()
        yield match.candidate(
            actor, object=match.scene.drafts.name(list(match.object_heads)), verdict=verdict
        )


def _refer(match: Match) -> Iterator[Candidate]:
    scene = match.scene
    court = next(
        (m.entry.name for m in scene.story.mentions(subtree_span(match.trigger)) if m.entry.kind == "court"),
        "International Criminal Court",
    )
    places = situations(scene, match.object_heads)
    states = (
        [a for a in match.actors if a.kind in ("state", "actor_group")] if match.verdict() == ACTUAL else []
    )
    bodies = (
        states[:1]
        or [a for a in match.actors if a.kind == "body"]
        or [Actor("UN Security Council", _iri(scene, "UN Security Council"), "body", "focus")]
    )
    for place in places or (None,):
        yield match.candidate(bodies[0], target=place, object=court, crime=next(iter(match.crimes), None))


def _iri(scene: Scene, name: str) -> str | None:
    found = scene.gazetteer.find(name)
    return found[0].id if found else None


def situations(scene: Scene, heads: tuple[Token, ...]) -> list[Actor]:
    """Return the states or places whose situation is meant: "conflicts in Darfur and Libya"."""
    found: dict[str, Actor] = {}
    for head in heads:
        span = subtree_span(head)
        for token in span:
            mention = scene.story.mention(token)
            if mention and mention.is_state:
                found.setdefault(mention.entry.name, Actor.of(mention.entry))
            elif mention is None and token.ent_type_ in ("GPE", "LOC") and token.ent_iob_ == "B":
                name = next(e.text for e in token.doc.ents if e.start == token.i)
                found.setdefault(name, Actor(name, kind="actor"))
        person = scene.people.find(head)
        if person and person.actor:
            found.setdefault(person.actor.name, person.actor)
    if not found:
        state = scene.resolver.focus.state(heads[0]) if heads else None
        if state:
            found[state.name] = Actor.of(state, "focus")
    return list(found.values())


def _accuse(match: Match) -> Iterator[Candidate]:
    verdict = match.verdict()
    cue = match.source.cue
    denied = cue is not None and cue.lemma_.lower() in _DENYING and match.frame.actor == "speaker"
    if verdict == NEGATED or denied:
        return
    if match.frame.type == "find":  # inquiries, courts and organisations find; a person accuses
        match = replace(match, actors=tuple(a for a in match.actors if a.kind != "person"))
    crimes: tuple[str | None, ...] = match.crimes or ((match.frame.crime_is or "other"),)
    for actor in match.actors:
        for target in match.targets or ((None,) if match.frame.alone else ()):
            if target and target.name == actor.name and actor.kind != "narrator":
                continue
            for crime in crimes:
                yield match.candidate(
                    actor, target=target, crime=crime, verdict=verdict, statute=_statute(match)
                )


def _deny(match: Match) -> Iterator[Candidate]:
    if match.verdict() == NEGATED:
        return
    for actor in match.actors:
        target = match.targets[0] if match.targets and match.targets[0].name != actor.name else None
        yield match.candidate(
            actor, target=target, object=text_of(match.object_heads), crime=next(iter(match.crimes), None)
        )


def _call_for(match: Match) -> Iterator[Candidate]:
    if judge(match.trigger)[1] in ("negated", "requested", "threatened", "hypothetical"):
        return
    asked = text_of(match.object_heads) or short(subtree_span(match.trigger))
    for actor in match.actors:
        targets = [t for t in match.targets if t.name != actor.name]
        for target in targets or (None,):
            yield match.candidate(actor, target=target, object=asked, statute=_statute(match))


def _position(match: Match) -> Iterator[Candidate]:
    verdict = match.verdict()
    scene = match.scene
    if verdict[0] == "not_actual" and not _announced(match):
        return
    verdict = ACTUAL if verdict[0] == "not_actual" else verdict
    for actor in match.actors:
        if match.frame.name == "reject-draft" and actor.kind == "body":
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


def _case(match: Match) -> Iterator[Candidate]:
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
                statute=_statute(match),
            )


def _plain(match: Match) -> Iterator[Candidate]:
    for actor in match.actors:
        for target in match.targets or (None,):
            yield match.candidate(actor, target=target, object=text_of(match.object_heads))


def _statute(match: Match) -> str | None:
    """Return the instrument named in the clause, in the lexicon's words."""
    for span in (subtree_span(match.trigger), match.trigger.sent):
        named = [m.entry.name for m in match.scene.story.mentions(span) if m.is_law]
        if named:
            return named[0]
    return None


_BUILDERS: Mapping[FactType, Builder] = {
    "veto": _veto, "vote": _vote, "sponsor": _sponsor, "refer": _refer, "treaty_status": treaty,
    "accuse": _accuse, "find": _accuse, "deny": _deny, "call_for": _call_for, "support": _position,
    "oppose": _position, "case_filed": _case, "figure": _plain,
}  # fmt: skip
