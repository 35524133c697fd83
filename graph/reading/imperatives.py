"""Read what a quotation orders: “Stop the killing,” she told the generals."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from graph.reading.candidates import Candidate, date_of, short
from graph.reading.clauses import objects, prepositional
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.words import bag

_BEFORE = bag(
    "please now so and but do n't not never immediately first just then today simply ' \" “ ‘ ” — – - …"
)
# What is said to a listener and asks for no deed: "Look, …", "Take the case of …", "Thank you".
_NO_DEED = bag(
    "shot look listen imagine remember note take consider see suppose say thank think mind let make recall "
    "picture ask tell guess bear forget wait believe trust compare add bless excuse forgive welcome hear "
    "read watch be have get go come know check click subscribe sign visit follow try enjoy learn judge"
)
_LETTING = frozenset({"let", "make"})
_FIRST = frozenset({"us", "'s", "’s", "me", "no", "sure"})
_TELLING = bag("tell urge ask warn implore")


def imperatives(scene: Scene) -> Iterator[Candidate]:
    """Yield what speakers order in their quotations."""
    for parsed, sentence in scene.story.sentences():
        if parsed.passage.heading:
            continue
        verb = _order(scene, sentence)
        if verb is None:
            continue
        source = scene.attribution.source(verb)
        for actor in source.actors:
            if actor.kind == "narrator":
                continue
            for target in _addressed(scene, source.cue) or (None,):
                yield Candidate(
                    "call_for", actor, "order", verb, (verb, *list(subtree_span(verb))[-1:]), target=target,
                    object=short(subtree_span(verb)), date=date_of(verb, scene.published),
                )  # fmt: skip


def _order(scene: Scene, sentence: Span) -> Token | None:
    """Return the verb of a quoted sentence that opens with an imperative."""
    first = next((t for t in sentence if not t.is_space and t.lower_ not in _BEFORE), None)
    if (
        first is None
        or first.tag_ not in ("VB", "VBP")
        or first.pos_ != "VERB"
        or not scene.attribution.quotation(first)
    ):
        return None
    if first.lower_ != first.lemma_.lower():
        return None  # "Shot in the head."
    subject = any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "mark") and c.lower_ != "do" for c in first.children
    )
    if subject or first.dep_ in ("amod", "compound", "nsubj"):
        return None
    after = first.nbor().lower_ if first.i + 1 < len(first.doc) else ""
    if first.lemma_.lower() in _LETTING:
        return None if after in _FIRST or first.lemma_.lower() == "make" else first
    asks = any(c.dep_ in ("dobj", "prep", "prt", "ccomp", "xcomp", "advmod", "punct") for c in first.children)
    return first if asks and first.lemma_.lower() not in _NO_DEED else None


def _addressed(scene: Scene, cue: Token | None) -> tuple[Actor, ...]:
    """Return whom the speaker told it: "…, she told the generals"."""
    if cue is None or cue.lemma_.lower() not in _TELLING:
        return ()
    found = [t for t in objects(cue) if t.pos_ in ("NOUN", "PROPN")] or prepositional(cue, ("to",))
    return tuple(a for a in scene.actors(found) if a.iri or a.kind == "actor_group")
