"""Tell who gives a figure: who counted, who says so, or whose count goes on."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graph.reading.attribution import Source
from graph.reading.clauses import is_passive, possessors, prepositional, subjects
from graph.reading.counts import Count
from graph.reading.people import UNSPECIFIED, Actor
from graph.reading.scene import Scene
from graph.reading.tolls import FigureWords

_CLIMB = 8  # words above a number among which a verb of counting is looked for
_COUNTERS = frozenset({"body", "court", "organization"})
_CAUSING = frozenset({"lead", "cause", "result", "report"})
_COMPILED = frozenset({"estimate", "figure", "data", "number", "tally", "count", "statistic", "record"})
_FROM = ("from", "by", "of")
_MARKS = frozenset({"after", "as", "when", "while", "since", "before"})
_ADJUNCTS = frozenset({"amid", "after", "following", "since", "during", "before"})


def givers(
    scene: Scene, words: FigureWords, count: Count, cue: Token, before: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Return who gives the number; `before` is who gave the figure that this one may go on from."""
    default = scene.attribution.default.actors
    source = scene.attribution.source(count.number.root)
    if all(a.name == UNSPECIFIED.name for a in source.actors):  # "it is believed that"
        source = scene.attribution.default
    source = _outer(scene, source)
    unsaid = source.actors == default
    owner = _owner(scene, cue)
    counters = [owner] if owner else _counters(scene, words, count, source.cue, unsaid=unsaid)
    if counters:
        return tuple(counters)
    if unsaid and before and count.anaphoric and not _is_said(scene, count.number.root):
        return tuple(replace(a, via="coreference") for a in before)
    return default if not unsaid and _is_background(scene, words, count, source.cue) else source.actors


def _is_said(scene: Scene, token: Token) -> bool:
    """Tell whether somebody says it whom nothing tells: his count goes on from nobody's."""
    above = [t for t in token.ancestors if t.pos_ == "VERB"]
    according = any(t.lower_ == "according" for t in token.sent)
    return according or any(t.lemma_.lower() in scene.words.speech for t in above)


def _outer(scene: Scene, source: Source) -> Source:
    """Return who passes on what somebody unknown counted: "Ali of the ministry said rescuers counted 40"."""
    if source.cue is None or any(a.iri or a.speaker for a in source.actors):
        return source
    outer = scene.attribution.source(source.cue)
    known = any(a.iri or a.speaker for a in outer.actors) and outer.actors != scene.attribution.default.actors
    return outer if known else source


def _owner(scene: Scene, cue: Token) -> Actor | None:
    """Return whose count it is: "the ministry's tally of 40"; a place has a toll, but gives none."""
    if cue.pos_ != "NOUN":
        return None
    sums = [cue, cue.head.head] if cue.dep_ == "pobj" and cue.head.lower_ == "of" else [cue]
    return next((a for noun in sums for a in scene.actors(possessors(noun)) if a.kind in _COUNTERS), None)


def _counters(
    scene: Scene, words: FigureWords, count: Count, said: Token | None, *, unsaid: bool
) -> list[Actor]:
    """Return the subjects of "recorded" and the like between the number and whoever speaks."""
    verb, aside = count.number.root, False
    for _ in range(_CLIMB):
        if verb.head == verb or (said is not None and verb == said):
            return []
        inner, verb = verb, verb.head
        if inner.dep_ == "prep" and inner.lower_ in _ADJUNCTS:
            return []
        counting = verb.lemma_.lower() in words.counting and verb.pos_ == "VERB"
        if counting and not (aside and inner.dep_ != "dobj"):
            found, beside = _subjects(scene, verb), _beside(scene, verb)
            if beside:  # "Since Russia's invasion, the UN office, OHCHR, has counted"
                return [a for a in found if a.kind in _COUNTERS] or beside
            known = [a for a in found if a.iri]
            other = [a for a in found if unsaid and (a.kind != "person" or a.speaker)]
            if known or other:
                return known or other[:1]
        aside = aside or inner.dep_ == "relcl"
    return []


def _subjects(scene: Scene, verb: Token) -> list[Actor]:
    """Return who counts, or whose estimates they are: "estimates from survivors put the toll at"."""
    heads = subjects(verb)
    compiled = [h for h in heads if h.lemma_.lower() in _COMPILED]
    parts = [c for h in compiled for c in h.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    sources = [t for h in compiled for t in prepositional(h, _FROM)]
    sources += [t for part in parts for t in prepositional(part, (*_FROM, "in"))]  # "given in a UN report"
    return scene.actors(heads) or scene.actors(sources)


def _beside(scene: Scene, verb: Token) -> list[Actor]:
    """Return the body right before a verb where the parse hangs it elsewhere: "…, OHCHR, has counted"."""
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].pos_ in ("AUX", "ADV") or verb.doc[at].text == ","):
        at -= 1
    mention = scene.story.mention(verb.doc[at])
    own = mention is not None and mention.entry.kind in _COUNTERS and not is_passive(verb)
    return [Actor.named(mention)] if mention is not None and own else []


def _is_background(scene: Scene, words: FigureWords, count: Count, said: Token | None) -> bool:
    """Tell whether a figure is what everybody knows: "X said the attack, which killed 40, was a crime"."""
    token = count.number.root
    if scene.attribution.quotation(token):
        return False
    for _ in range(2 * _CLIMB):
        harms = token.lemma_.lower() in words.harm | words.inflict | words.suffer | _CAUSING
        if token.dep_ == "relcl" and token.head.pos_ != "PRON" and harms:
            return True
        if token.head == said:
            marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
            adjunct = token.dep_ == "prep" and token.lower_ in _ADJUNCTS
            return adjunct or (token.dep_ == "advcl" and bool(marks & _MARKS))
        if token.head == token:
            return False
        token = token.head
    return False
