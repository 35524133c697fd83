"""Tell whose a resolution or draft is, and whether it ever came to anything."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from graph.reading.chambers import SEATS, main_body
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.words import bag

_TEXTS = bag("resolution draft text measure amendment motion")
_FALLING = bag(
    "veto block reject defeat kill scuttle quash torpedo sink fail thwart withdraw shelve derail scupper"
)
_PASSING = bag("adopt pass approve endorse")
_LOOK_BACK = 12  # sentences
_DRAFT = bag("draft proposed planned rival circulated vetoed failed blocked defeated rejected")


def is_text(token: Token) -> bool:
    """Tell whether a noun names a resolution or a draft."""
    return token.lemma_.lower() in _TEXTS


def adopters(scene: Scene, text: Token, authors: tuple[Actor, ...]) -> list[Actor]:
    """Return the body whose resolution it is: named beside it, its author, or the one the story is about."""
    if not scene.about_council:
        return []
    named = [m.entry for m in scene.story.mentions(subtree_span(text)) if m.entry.name in SEATS]
    if named:
        return [Actor.of(named[0])]
    bodies = [
        a for a in authors if a.kind in ("body", "organization", "actor") and a.name != "United Nations"
    ]
    body = main_body(scene)
    if body is None and scene.drafts.fallen:  # only one body knows vetoes
        found = scene.gazetteer.find("UN Security Council")
        body = Actor.of(found[0], "focus") if found else None
    return bodies or ([body] if body else [])


def spoken_of(scene: Scene, token: Token) -> list[Token]:
    """Return the text that "it" means: the subject of the sentence before."""
    for sentence in islice(scene.story.before(token), 1):
        kinds = ("nsubj", "nsubjpass", "compound")  # in "the text calls for …" the parser may see a noun only
        heads = [t for t in sentence.root.children if t.dep_ in kinds and t.i < sentence.root.i]
        return [t for t in heads if is_text(t)]
    return []


def listed_under(scene: Scene, token: Token) -> list[Token]:
    """Return the resolution whose paragraphs are listed: the last one named before them."""
    for sentence in islice(scene.story.before(token), _LOOK_BACK):
        found = [t for t in sentence if t.lemma_.lower() == "resolution"]
        if found:
            return found[-1:]
    return []


def undone(scene: Scene, text: Token) -> bool:
    """Tell whether a text was never adopted: vetoed, blocked, or a draft still."""
    verb = text
    while verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    clause = [verb, *(c for c in text.children if c.dep_ in ("relcl", "acl"))]
    lemmas = {t.lemma_.lower() for t in clause}
    if lemmas & _PASSING and not any(c.dep_ == "neg" for t in clause for c in t.children):
        return False
    if lemmas & _FALLING or any(c.lower_ in ("would", "'d") for t in clause for c in t.children):
        return True
    marks = {c.lower_ for c in text.children if c.i < text.i}
    draft = text.lemma_.lower() == "draft" or bool(marks & _DRAFT)
    return scene.drafts.fallen or (draft and not scene.drafts.passed)
