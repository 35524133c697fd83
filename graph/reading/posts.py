"""Find what a role without a name stands for: "the Foreign Secretary", "a junta spokesman"."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span, Token

from graph.reading.clauses import prepositional
from graph.reading.focus import Focus
from graph.reading.people import Actor, People
from graph.reading.phrases import is_the, nominal
from graph.reading.story import Story
from graph.reading.words import Words, bag

_OFFICIALS = bag("official authority leader leadership diplomat government regime policymaker minister")
_PORTFOLIOS = frozenset({"foreign", "home", "defence", "defense", "interior", "cabinet", "state"})
_ORGANS = bag(
    "government junta army military police regime ministry navy cabinet defence defense state armed security"
)
_VAGUE = bag("member general expert author chair veteran permanent deputy analyst observer king head")
_OTHERS = frozenset({"rebel", "opposition", "former", "shadow", "ex"})
_LOOK_BACK = 12  # sentences


class Posts:
    """Answer what the holder of a post speaks for."""

    def __init__(self, story: Story, people: People, focus: Focus, words: Words) -> None:
        self._story = story
        self._people = people
        self._focus = focus
        self._words = words

    def holder(self, token: Token) -> Actor | None:
        """Return what "the French president", "the president" or "a junta spokesman" speaks for."""
        lemma = token.lemma_.lower()
        actor = self._people.affiliation(nominal(token)) or self._seated(token, lemma)
        bearer = self.bearer(token)
        if actor and bearer is not None:
            return Actor(actor.name, actor.iri, actor.kind, actor.via, bearer.text)
        if actor:
            return actor
        actor = self._same(token, lemma) if is_the(token) else None
        if actor is None and self._is_official(token, lemma, bearer):
            state = self._focus.state(token)
            actor = Actor.of(state, "focus", bearer.text if bearer is not None else None) if state else None
        if actor is None and bearer is not None:
            person = self._people.find(bearer.root)
            return person.actor or Actor(person.name, kind="person") if person else None
        return actor

    def bearer(self, token: Token) -> Span | None:
        """Return who stands beside the role: "the Minister for Health, Ann Miles,"."""
        named = next((s for c in token.children if c.dep_ == "appos" and (s := self._people.span(c))), None)
        after = nominal(token)[-1].i + 1
        if named is not None or after + 1 >= len(token.doc) or token.doc[after].text != ",":
            return named
        person = self._people.span(token.doc[after + 1])
        closed = person is not None and person.end < len(token.doc) and token.doc[person.end]
        return person if closed and (closed.text == "," or closed.pos_ in ("VERB", "AUX")) else None

    def _is_official(self, token: Token, lemma: str, bearer: Span | None) -> bool:
        """Tell whether only a state has such a post: "the president", "an army spokesman"."""
        marks = {c.lemma_.lower() for c in token.children if c.dep_ in ("amod", "compound", "poss", "nmod")}
        if marks & _ORGANS and token.tag_ in ("NN", "NNP") and lemma in self._words.organ:
            return True
        served = {t.lemma_.lower() for t in nominal(token)}
        if (
            bearer is not None and served & _ORGANS and not served & _OTHERS
        ):  # "the head of the army, Ali Musa,"
            return True
        portfolio = lemma == "secretary" and bool(marks & _PORTFOLIOS)
        return (lemma in self._words.state_role or portfolio) and (is_the(token) or bearer is not None)

    def _same(self, token: Token, lemma: str) -> Actor | None:
        """Return for "the minister" what the one spoken of last stands for, where only one can be meant."""
        marks = {c.lower_ for c in token.children if c.dep_ in ("amod", "compound", "poss", "prep")}
        if lemma in _VAGUE or token.tag_ in ("NNS", "NNPS"):
            return None
        for sentence in islice(self._story.before(token), _LOOK_BACK):
            others = [t for t in sentence if t.lemma_.lower() == lemma and t.pos_ in ("NOUN", "PROPN")]
            fit = [t for t in others if marks <= {c.lower_ for c in t.children}]
            found = {a.name: a for t in fit if (a := self._people.affiliation(nominal(t)))}
            if found:
                only = next(iter(found.values()))
                return Actor(only.name, only.iri, only.kind, "coreference") if len(found) == 1 else None
        return None

    def _seated(self, token: Token, lemma: str) -> Actor | None:
        """Return the state of "officials in Moscow", "an army spokesman in Chad"."""
        seats = [m for t in prepositional(token, ("in",)) if (m := self._story.mention(t)) and m.is_state]
        capital = [m for m in seats if m.form == "metonym"] if lemma in _OFFICIALS else []
        marks = {c.lemma_.lower() for c in token.children if c.dep_ in ("amod", "compound")}
        country = seats if marks & _ORGANS and lemma in self._words.organ else []
        return next((Actor.named(m) for m in [*capital, *country]), None)
