"""Know which words tell harm: verbs, states, plights, and nouns for deeds."""

from __future__ import annotations

from spacy.tokens import Token

from graph.reading.scene import Scene
from graph.reading.tolls import FigureWords
from graph.reading.words import bag

COMPLEMENTS = bag("acomp attr oprd xcomp ccomp prep dobj advmod advcl")
PAST = ("VBN", "VBD")
_PLACING = bag("in at behind under of into")
_AMONG = bag("among amongst")
_LOSING = bag("lose lack need require")
_PRONOUNS = bag("them whom these those")
_NEAR = 9  # tokens after "among"


class Harm:
    """Judge words by the lists of `figures.yml`."""

    def __init__(self, words: FigureWords, scene: Scene) -> None:
        self.words = words
        self.scene = scene

    def is_person(self, noun: Token | None) -> bool:
        """Tell whether a noun is one for people; a number alone may count them."""
        if noun is None or noun.ent_type_ == "NORP" or noun.tag_ in PAST or noun.lower_ in _PRONOUNS:
            return True
        lemma, counted = noun.lemma_.lower(), self.words.counted
        return lemma in counted or noun.lower_ in counted or lemma in self.scene.words.human

    def is_mortal(self, noun: Token | None) -> bool:
        """Tell whether a noun may be one for people: it is not known for a thing."""
        return noun is None or self.is_person(noun) or noun.lemma_.lower() not in self.words.things

    def is_deed(self, token: Token) -> bool:
        """Tell whether a noun names a deed or those it was done to."""
        return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in self.words.deeds

    def harms(self, verb: Token, *, weak: bool = False) -> bool:
        """Tell whether a verb tells harm; `weak`: also one that does so with people only."""
        lemma = verb.lemma_.lower()
        harmful = lemma in self.words.harm or (weak and lemma in self.words.weak)
        return harmful and verb.pos_ in ("VERB", "ADJ")

    def tells(self, token: Token) -> bool:
        """Tell whether a word names harm in any way."""
        named = token.lower_ in self.words.state or self.is_deed(token) or self.harms(token)
        return named or token.lemma_ in self.words.suffer

    def within(self, noun: Token) -> Token | None:
        """Return the deed in "five waves of attacks", "251 cases involving the death penalty"."""
        below = [t for t in noun.subtree if t.i > noun.i]
        named = (t for t in below if self.is_deed(t) or (t.pos_ == "NOUN" and self.scene.crime_at(t)))
        return next(named, None) or next((t for t in below if t.tag_ == "VBN" and self.harms(t)), None)

    def complement(self, token: Token) -> Token | None:
        """Return the word of harm in what is said of somebody: "dead", "in detention", "to have died"."""
        if token.lower_ in self.words.state or (token.tag_ in PAST and self.harms(token)):
            return token
        if token.dep_ == "prep":
            return self._among(token) if token.lower_ in _AMONG else self._after(token)
        if token.dep_ == "attr":
            return token if self.is_deed(token) else None
        if token.dep_ == "dobj":
            return token if self._is_lost(token) or token.lemma_.lower() in self.words.plight else None
        if token.dep_ in ("xcomp", "ccomp", "advcl") and token.pos_ in ("VERB", "AUX"):
            return self._below(token)
        return None

    def placed(self, prep: Token, noun: Token) -> Token | None:
        """Return the noun of "in need", "without shelter"."""
        lemma = noun.lemma_.lower()
        placed = prep.lower_ in _PLACING and lemma in self.words.plight
        return noun if placed or (prep.lower_ == "without" and lemma in self.words.lost) else None

    def _after(self, prep: Token) -> Token | None:
        nouns = (t for t in prep.children if t.dep_ == "pobj")
        return next((found for t in nouns if (found := self.placed(prep, t))), None)

    def _among(self, prep: Token) -> Token | None:
        """Return the harm of "among those who died", "among the dead"."""
        after = prep.doc[prep.i + 1 : min(prep.sent.end, prep.i + _NEAR)]
        return next((t for t in after if self.tells(t)), None)

    def _is_lost(self, noun: Token) -> bool:
        """Tell whether it is what one loses: "lost their homes"."""
        return noun.head.lemma_.lower() in _LOSING and noun.lemma_.lower() in self.words.lost

    def _below(self, verb: Token) -> Token | None:
        """Return the harm of "to have died", "to be dead"."""
        lemma = verb.lemma_.lower()
        if lemma in self.words.suffer:
            return verb
        below = (c for c in verb.children if c.dep_ in COMPLEMENTS) if lemma in self.words.bear else ()
        return next((found for c in below if (found := self.complement(c))), None)
