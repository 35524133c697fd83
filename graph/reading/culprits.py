"""Tell who did the harm that is counted; those who are counted or who count never are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from graph.reading.clauses import governor, is_passive, possessors, prepositional, subjects
from graph.reading.counts import Count
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.tolls import FigureWords
from graph.reading.words import bag

_EVENTS = bag(
    "attack strike airstrike raid bombing bombardment shelling offensive crackdown operation assault "
    "massacre invasion campaign onslaught incursion fire gunfire shooting slaughter ambush missile rocket "
    "drone barrage blockade siege repression occupation genocide purge killing war aggression clampdown"
)
_STAGING = bag("carry commit perpetrate launch conduct execute stage mount unleash order wage lead make")
_ASSAULTING = bag(
    "attack bomb shell strike hit raid fire open target storm bombard pound ambush use invade shoot assault "
    "drop"
)
_SHARED = bag("war genocide massacre slaughter killing")  # "the Armenian genocide" was not Armenia's
_SUFFERED = bag(
    "death casualty injury victim fatality refugee detainee hostage dead wounded displaced disappearance "
    "prisoner toll idp evacuee corpse body captive martyr internee returnee seeker life"
)  # what belongs to those who suffer it
_LEAVING = bag("leave cost claim create push plunge hold take keep capture")
_AMID = bag("in during after from following since by amid under with")
_TAKEN = bag("detain arrest imprison jail incarcerate intern")  # what a state does where no other is named
_WITHIN = 6  # verbs and nouns that are climbed


def culprit(scene: Scene, words: FigureWords, count: Count, cue: Token) -> Actor | None:
    """Return who is said to have done the harm, where the sentence says so."""
    for found in _doers(scene, words, count, cue):
        if found.iri:
            return found
    return None


def _doers(scene: Scene, words: FigureWords, count: Count, cue: Token) -> Iterator[Actor]:
    verb = cue if cue.pos_ == "VERB" else governor(count.top)
    if cue.pos_ == "NOUN":
        yield from _of_deed(scene, cue)
    if verb.pos_ == "VERB" and verb.lemma_.lower() in words.harm | words.weak | _LEAVING:
        yield from _of_verb(scene, count, verb)
    for place in dict.fromkeys((verb, count.top, *((count.noun,) if count.noun else ()))):
        yield from _amid(scene, place)
    if verb.pos_ == "VERB":
        yield from _while(scene, verb)
        yield from _where(scene, verb)
        yield from _jailer(scene, verb)


def _jailer(scene: Scene, verb: Token) -> Iterator[Actor]:
    """Yield the state in focus for "20 people were arrested": arresting is what states do."""
    state = scene.resolver.focus.state(verb) if verb.lemma_.lower() in _TAKEN and is_passive(verb) else None
    if state and not subjects(verb):
        yield Actor.of(state, "focus")


def _of_verb(scene: Scene, count: Count, verb: Token) -> Iterator[Actor]:
    """Yield who kills, be it by an event of theirs: "Israeli strikes killed 20"."""
    for doer in subjects(verb):
        if doer == count.top or doer == count.noun or doer.is_ancestor(count.number.root):
            continue
        if doer.lemma_.lower() not in _EVENTS:
            yield from _named(scene, doer)
            continue
        found = list(_of_event(scene, doer))
        yield from found or _told_before(scene, doer)


def _named(scene: Scene, doer: Token) -> Iterator[Actor]:
    """Yield who somebody is, or the armed group that he belongs to: "Boko Haram militants"."""
    found = scene.actors([doer])
    yield from found
    if not any(a.iri for a in found):
        mentions = (scene.story.mention(c) for c in doer.children if c.dep_ in ("compound", "amod", "nmod"))
        yield from (Actor.named(m) for m in mentions if m and m.entry.kind == "armed_group")


def _of_event(scene: Scene, event: Token) -> Iterator[Actor]:
    """Yield whose attack it is; a mere place before the noun is where it happened: "Aleppo airstrikes"."""
    lemma = event.lemma_.lower()
    if lemma not in _EVENTS:
        return
    yield from _by(scene, event)
    for child in (c for c in event.children if c.i < event.i and lemma not in _SHARED):
        mention = scene.story.mention(child)
        if child.dep_ == "poss":
            yield from scene.actors([child])
        elif child.dep_ in ("amod", "compound", "nmod"):
            if mention and mention.is_actor and (scene.tests["$demonym"](child) or not mention.is_state):
                yield Actor.named(mention)
            elif child.lemma_.lower() in scene.words.focus_state:
                state = scene.resolver.focus.state(child)
                if state:
                    yield Actor.of(state, "focus")


def _by(scene: Scene, event: Token) -> Iterator[Actor]:
    """Yield who stands behind "by", also in "committed by"."""
    yield from scene.actors(prepositional(event, ("by",)))
    for part in (c for c in event.children if c.dep_ == "acl" and c.tag_ == "VBN"):
        yield from scene.actors(subjects(part))


def _told_before(scene: Scene, event: Token) -> Iterator[Actor]:
    """Yield whose "the attack" was, where the sentence before tells of it or of who attacked."""
    definite = any(c.lower_ in ("the", "that", "this") for c in event.children)
    if event.lemma_.lower() in _SHARED or not definite:
        return
    before = [event.doc[event.sent.start : event.i], *islice(scene.story.before(event), 1)]
    for token in (t for span in before for t in reversed(list(span))):
        if token.pos_ == "NOUN" and token.lemma_ == event.lemma_:
            yield from _of_event(scene, token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in _ASSAULTING and not is_passive(token):
            yield from (a for s in subjects(token) for a in _named(scene, s))


def _of_deed(scene: Scene, deed: Token) -> Iterator[Actor]:
    """Yield who did it: "executions by Iran", "Iran carried out 120", "used chlorine 14 times"."""
    verb, lemma = governor(deed), deed.lemma_.lower()
    yield from _by(scene, deed)
    if lemma not in _SUFFERED | _SHARED:
        yield from scene.actors(possessors(deed))
    if verb.lemma_.lower() in _STAGING and (deed.dep_ in ("dobj", "nsubjpass") or is_passive(verb)):
        yield from scene.actors(subjects(verb))
    if lemma == "time" or (deed.dep_ == "pobj" and deed.head.head.lemma_ in ("responsible", "guilty")):
        yield from scene.actors(subjects(verb))


def _amid(scene: Scene, place: Token) -> Iterator[Actor]:
    """Yield whose attack it was "in" or "after" which people died."""
    for prep in place.children:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in _AMID:
            for event in (t for t in prep.children if t.dep_ in ("pobj", "pcomp")):
                yield from _of_event(scene, event)
    hands = prepositional(place, ("at",))
    for hand in (h for h in hands if h.lemma_ == "hand"):
        yield from scene.actors([*possessors(hand), *prepositional(hand, ("of",))])


def _while(scene: Scene, verb: Token) -> Iterator[Actor]:
    """Yield who attacked "when" or "as" people died: "40 were killed when Russian jets fired"."""
    for clause in (c for v in (verb, *verb.conjuncts) for c in v.children if c.dep_ == "advcl"):
        marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
        if marks & {"when", "as", "after"} and clause.lemma_.lower() in _ASSAULTING:
            yield from (a for a in scene.actors(subjects(clause)) if not is_passive(clause) or a.iri)


def _where(scene: Scene, verb: Token) -> Iterator[Actor]:
    """Yield whose attack it was "in which" people died, or who carried it out."""
    clause = verb
    for _ in range(_WITHIN):
        if clause.dep_ == "relcl" or clause.head == clause:
            break
        clause = clause.head
    event = clause.head
    while event.lemma_.lower() not in _EVENTS and event.dep_ == "pobj" and event.head.head.pos_ == "NOUN":
        event = event.head.head  # "an air strike on a village in which 40 died"
    if clause.dep_ != "relcl" or event.lemma_.lower() not in _EVENTS:
        return
    yield from _of_event(scene, event)
    above = governor(event)
    if above.lemma_.lower() in _STAGING and event.dep_ == "dobj":
        yield from scene.actors(subjects(above))
