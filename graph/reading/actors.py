"""Resolve a noun phrase to those who act: names, organs of a state, persons, groups, pronouns."""

from __future__ import annotations

import re
from itertools import islice

from spacy.tokens import Span, Token

from graph.gazetteer import Gazetteer
from graph.reading.authors import author, owner
from graph.reading.clauses import conjuncts, subjects
from graph.reading.focus import Focus
from graph.reading.mentions import Mention
from graph.reading.organisations import independent
from graph.reading.people import Actor, People
from graph.reading.phrases import QUANTITIES, explained, is_the, numbered, of_what, phrase, run
from graph.reading.posts import Posts
from graph.reading.story import Story
from graph.reading.words import Words, bag

_COLLECTIVE = bag("group coalition team panel majority number union alliance")
_COUNTABLE = bag("country state member nation government power ally side permanent neighbour neighbor")
_POLITIES = bag("nation country state republic kingdom island emirate sultanate union")
_LOOK_BACK = 12  # sentences
_RIVALS = bag("neighbour neighbor rival foe enemy arch-enemy archrival arch-rival")
_BESIDE = 2  # tokens from a description to the name it introduces
_PARTS = bag(
    "house council committee board assembly section center centre office department secretariat bureau "
    "division service directorate unit branch chapter commission presidency delegation"
)
_STATE_PARTS = bag(
    "treasury department ministry embassy army navy congress senate parliament court force forces guard "
    "guards police knesset duma cabinet mission consulate command bureau agency"
)
# "The deaths of Ukrainians" are not Ukrainians.
_SUFFERED = bag(
    "death loss killing murder torture abduction rape destruction invasion occupation siege blockade "
    "bombing bombardment shelling annexation treatment suffering plight persecution detention arrest "
    "execution massacre genocide expulsion deportation victim survivor memory fate defence defense defeat "
    "fall end"
)
_SOME = frozenset(
    {"some", "several", "many", "most", "few", "other", "certain", "various", "non-permanent", "permanent"}
)
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "its", "their", "his"})


def _is_qualified(noun: Token) -> bool:
    """Tell whether a noun has a name or a compound adjective before it: "Saudi-led coalition"."""
    before = [
        t for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.i < noun.i for t in c.subtree
    ]
    return any(t.pos_ == "PROPN" or t.ent_type_ == "NORP" for t in before)


class Resolver:
    """Resolve the heads of noun phrases within one story."""

    def __init__(self, story: Story, people: People, words: Words, gazetteer: Gazetteer) -> None:
        self._story = story
        self.people = people
        self._words = words
        self.focus = Focus(story, words, gazetteer)
        self.posts = Posts(story, people, self.focus, words)

    def actors(self, token: Token) -> list[Actor]:
        """Return everybody a phrase names, coordination included, each once."""
        found: dict[str, Actor] = {}
        for head in self._heads(token):
            for actor in self._one(head, 0):
                found.setdefault(actor.name, actor)
        return list(found.values())

    def named(self, tokens: Span) -> list[Actor]:
        """Return the actors of the lexicon named in a span, in order."""
        found = {m.entry.name: Actor.named(m) for m in self._story.mentions(tokens) if m.is_actor}
        return list(found.values())

    def _heads(self, token: Token) -> list[Token]:
        listed = [
            t
            for c in token.children
            if c.lower_ in ("including", "like") and c.i > token.i
            for t in c.children
        ]
        if listed and token.lemma_.lower() in self._words.group:  # "the community, including Chad and Mali"
            return [h for t in listed if t.dep_ == "pobj" for h in self._heads(t)]
        heads = conjuncts(token)
        extra = [h for t in heads for h in run(self._story, t) if h not in heads]
        return sorted({*heads, *extra}, key=lambda t: t.i)

    def _one(self, token: Token, depth: int) -> list[Actor]:
        if depth > 4:
            return []
        mention = self._story.mention(token)
        if token.lower_ in _PRONOUNS:
            return self._pronoun(token, depth)
        if token.tag_ == "WP$":
            return self._whose(token, depth)
        person = self.people.find(token)
        if person and not (mention and mention.is_actor):
            actor = person.actor
            if actor is None:
                return [self._untied(token, person.name)]
            return [Actor(actor.name, actor.iri, actor.kind, actor.via, person.name)]
        numbered_group = (
            mention is not None
            and mention.entry.kind == "actor_group"
            and any(c.dep_ == "nummod" for c in token.children)
        )
        if numbered_group:
            return self._counted_off(token) or [Actor(phrase(self._story, token), kind="actor_group")]
        if mention and mention.is_actor and mention.form != "demonym":
            fuller = self.focus.fuller_entry(mention.entry)
            if fuller is not None:
                return [Actor.of(fuller, "coreference")]
            speaker = self._bearer(token, mention)
            return [Actor.of(mention.entry, Actor.named(mention).via, speaker)]
        if mention and mention.form == "demonym" and (token.tag_[-1:] != "S" or self._is_side(token)):
            return [Actor.of(mention.entry, "metonym" if token.tag_[-1:] == "S" else "name")]
        return self._described(token, depth)

    def _is_side(self, token: Token) -> bool:
        """Tell whether a people stands for its state: "the Russians bombed it"."""
        return (
            is_the(token)
            and token.i - token.left_edge.i == 1
            and not any(c.i > token.i for c in token.children)
        )

    def _described(self, token: Token, depth: int) -> list[Actor]:
        """Resolve what is no name: a role, a text, an organ of a state, "the council", a group."""
        official = self._official(token)
        if official:
            return [official]
        named = self._introduced(token) or self._rival(token)
        if named:
            return named
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "X"):
            return []
        lemma = token.lemma_.lower()
        if lemma in self._words.role and (lemma != "member" or self.posts.bearer(token) is not None):
            actor = self.posts.holder(token)
            if actor:
                return [actor]

        def resolve(other: Token) -> list[Actor]:
            return self._one(other, depth + 1)

        if lemma in self._words.text:
            found = author(token, self._story, resolve)
            passed = self.focus.passed(token) if not found and lemma == "resolution" else None
            return [Actor.of(passed, "focus")] if passed else found
        possessor = owner(token, self._story, self.people, resolve) if lemma in self._words.organ else None
        return [possessor] if possessor else self._referred(token, lemma, depth)

    def _introduced(self, token: Token) -> list[Actor]:
        """Return who is named right after a description: "its ally Russia", "the small nation of Nauru"."""
        names = [c for c in token.children if c.dep_ == "appos" and c.left_edge.i - token.i <= _BESIDE]
        whole = of_what(token) if token.lemma_.lower() in _POLITIES else None
        found = [m for t in (*names, whole) if t is not None and (m := self._story.mention(t)) and m.is_actor]
        if names and found and token.tag_ in ("NNS", "NNPS"):  # "its two neighbours, Chad and Mali"
            return [a for h in self._heads(names[0]) for a in self._one(h, 1)]
        return [Actor.named(m) for m in found[:1]]

    def _rival(self, token: Token) -> list[Actor]:
        """Return the other state that "its neighbour" can mean: the last one named that is not its own."""
        owners = [c for c in token.children if c.dep_ == "poss" and c.lower_ in _PRONOUNS]
        if token.lemma_.lower() not in _RIVALS or token.tag_ != "NN" or not owners:
            return []
        own = {a.name for a in self._one(owners[0], 1)}
        before = self._story.names[self._story.place(token)].all
        others = [m for m in before if m.is_state and m.end <= token.i and m.entry.name not in own]
        return [Actor.of(others[-1].entry, "focus")] if others else []

    def _referred(self, token: Token, lemma: str, depth: int) -> list[Actor]:
        """Resolve by apposition, by what is counted, by what was named before, or keep the phrase."""
        named = [c for c in token.children if c.dep_ == "appos" and self._story.mention(c)]
        counted = of_what(token) if lemma in QUANTITIES else None
        inner = named[0] if named else counted
        if inner is not None:
            return [a for head in self._heads(inner) for a in self._one(head, depth + 1)]
        referent = self.focus.definite(token)
        if referent:
            return [referent]
        counted_off = self._counted_off(token)
        if counted_off:
            return counted_off
        plain = is_the(token) and token.i - token.left_edge.i <= 1 and not self._is_name(token)
        if lemma in self._words.generic and plain:
            return self._fuller(token)
        return self._literal(token, depth)

    def _is_name(self, token: Token) -> bool:
        """Tell whether a capitalised noun begins a name: "the Movement for Change"."""
        return token.pos_ == "PROPN" and phrase(self._story, token) != token.text

    def _fuller(self, token: Token) -> list[Actor]:
        """Return the last actor called so in more words: "the Arab-led coalition" for "the coalition"."""
        lemma = token.lemma_.lower()
        here = token.doc[token.sent.start : token.left_edge.i]
        for span in (here, *islice(self._story.before(token), _LOOK_BACK)):
            for other in reversed(list(span)):
                if other.lemma_.lower() == lemma and other.pos_ in ("NOUN", "PROPN") and _is_qualified(other):
                    return [Actor(phrase(self._story, other), kind="actor_group", via="coreference")]
        return []

    def _counted_off(self, token: Token) -> list[Actor]:
        """Return the states of the last list that "the two countries" or "both" can mean."""
        words = {c.lower_ for c in token.children if c.dep_ in ("nummod", "det", "predet")} | {token.lower_}
        number = next((n for word, n in _COUNTS.items() if word in words), None)
        plural = token.tag_ == "NNS" and is_the(token) and token.lemma_.lower() in _COUNTABLE
        if number is None or not (plural or token.lower_ == "both"):
            return []
        earlier = [token.doc[token.sent.start : token.left_edge.i], *islice(self._story.before(token), 4)]
        for span in earlier:
            for head in span:
                listed = [m for t in conjuncts(head) if (m := self._story.mention(t)) and m.is_state]
                if len(listed) == number:
                    return [Actor.of(m.entry, "coreference") for m in listed]
        return []

    def _untied(self, token: Token, name: str) -> Actor:
        """Return the state in focus for "President Lee", "army spokesman Ali", else the person himself."""
        span = self.people.span(token)
        before = list(token.doc[max(0, span.start - 3) : span.start]) if span is not None else []
        said = [t.lemma_.lower() for t in [*before, *(span or [])]]
        spoken_for = any(w in self._words.role for w in said) and any(
            w in self._words.focus_state for w in said
        )
        if spoken_for or any(word in self._words.state_role for word in said):
            state = self.focus.state(token)
            if state:
                return Actor(state.name, state.id, state.kind, "focus", name)
        dominant = self.focus.dominant() if self.people.in_office(name) else None
        return Actor.of(dominant, "focus", name) if dominant else Actor(name, kind="person")

    def _bearer(self, token: Token, mention: Mention) -> str | None:
        """Return the person in "said Human Rights Watch deputy director Ida Sawyer", read as if HRW spoke."""
        doc, at, role = token.doc, mention.end, False
        while at < len(doc) and at < mention.end + 7 and doc[at].pos_ in ("PROPN", "NOUN", "ADJ"):
            span = self.people.span(doc[at])
            if span is not None and role:
                return span.text
            role = role or doc[at].lemma_.lower() in self._words.role
            at += 1
        return None

    def _official(self, token: Token) -> Actor | None:
        """Return what "Deputy Foreign Minister Faisal al Mekdad" speaks for where no name was recognised."""
        before = [
            t
            for t in token.doc[token.left_edge.i : token.i]
            if t.dep_ in ("compound", "amod", "poss", "case")
        ]
        roles = [t for t in before if t.lemma_.lower() in self._words.role and t.pos_ in ("PROPN", "NOUN")]
        if token.pos_ != "PROPN" or not roles:
            return None
        actor = self.people.affiliation(list(token.doc[token.left_edge.i : roles[-1].i + 1]))
        name = token.doc[roles[-1].i + 1 : token.i + 1].text
        return Actor(actor.name, actor.iri, actor.kind, actor.via, name) if actor else None

    def _pronoun(self, token: Token, depth: int) -> list[Actor]:
        human = token.lower_ in ("he", "she", "him", "her", "his")
        doers = (
            subjects(token.head) if token.dep_ in ("dobj", "dative") else []
        )  # "it accused it": two of them
        barred = {a.name for d in doers for a in self._one(d, depth + 1)}
        heads = list(self.focus.candidates(token))
        if token.head.lemma_.lower() in self._words.speech and not human:
            heads.sort(key=lambda h: self._voice_rank(token, h))
        for head in heads:
            if not self._agrees(token, head, human) or head in doers:
                continue
            found = [a for h in conjuncts(head) for a in self._one(h, depth + 1) if a.name not in barred]
            if found and (human or any(a.kind != "person" for a in found)):
                return [Actor(a.name, a.iri, a.kind, "coreference", a.speaker) for a in found]
        return []

    def _voice_rank(self, token: Token, head: Token) -> int:
        """Rank who "it" is that speaks: a body that just acted, else who spoke before, else anybody."""
        subject = head.dep_ in ("nsubj", "nsubjpass")
        mention = self._story.mention(head)
        chamber = mention is not None and mention.entry.kind in ("body", "organization", "court")
        last = next(self._story.before(token), None)
        near = head.sent == token.sent or (last is not None and head in last)
        if subject and near and (chamber or head.sent == token.sent):
            return 0
        return 1 if head.dep_ == "nsubj" and head.head.lemma_.lower() in self._words.speech else 2

    def _whose(self, token: Token, depth: int) -> list[Actor]:
        """Return who "whose" stands for: what its relative clause hangs on."""
        clause = token
        while clause.dep_ != "relcl" and clause.head != clause:
            clause = clause.head
        return self._one(clause.head, depth + 1) if clause.dep_ == "relcl" else []

    def _agrees(self, token: Token, head: Token, human: bool) -> bool:
        """Tell whether a pronoun can stand for a phrase: by number, and by being a person or not."""
        subject = token.dep_ in ("nsubj", "nsubjpass")
        if subject and head.dep_ == "pobj" and head.head.lower_ not in ("by", "of"):
            return False
        if human:
            return self._is_human(head) and head.tag_ not in ("NNS", "NNPS")
        if token.lower_ in ("they", "them", "their"):
            return head.tag_ in ("NNS", "NNPS") or len(conjuncts(head)) > 1 or head.lemma_ in _COLLECTIVE
        return not self._is_human(head) and head.tag_ not in ("NNS", "PRP")

    def _is_human(self, head: Token) -> bool:
        lemma = head.lemma_.lower()
        return self.people.find(head) is not None or lemma in self._words.role or lemma in self._words.human

    def _whole(self, token: Token) -> Actor | None:
        """Return the body of which this is a part or all: "the EU's External Service", "Council members"."""
        first = self._story.mention(
            token.doc[min(token.i, token.left_edge.i + (token.left_edge.lower_ in ("the", "all")))]
        )
        if token.lemma_.lower() == "member" and not any(
            c.dep_ == "nummod" or c.lower_ in _SOME for c in token.children
        ):
            of = of_what(token)
            named = [m for t in (of, *token.children) if t is not None and (m := self._story.mention(t))]
            body = next((m for m in named if m.entry.kind == "body"), None)
            if body is not None:
                return Actor.of(body.entry, "metonym")
            organ = (
                [a for a in self._one(of, 1) if a.iri and of.lemma_.lower() in self._words.organ]
                if of
                else []
            )
            return organ[0] if organ else None
        owned = any(c.dep_ == "poss" for c in token.children)  # "the African Union's peace council"
        part = (token.pos_ == "PROPN" or owned) and token.lemma_.lower() in _PARTS
        if (
            first is not None
            and first.is_state
            and token.pos_ == "PROPN"
            and token.lemma_.lower() in _STATE_PARTS
        ):
            return Actor.of(first.entry, "metonym")
        organised = (
            first is not None
            and first.entry.kind in ("organization", "body", "court")
            and first.end <= token.i
        )
        return Actor.of(first.entry, "metonym") if first and part and organised else None

    def _own_name(self, token: Token) -> Actor | None:
        """Return an organisation whose name only begins with a state's: "the Chadian Doctors Network"."""
        before = self._story.mentions(token.doc[token.left_edge.i : token.i]) if token.pos_ == "PROPN" else []
        name = independent(token.doc, before[0]) if before else None
        return Actor(name, kind="organization") if name else None

    def _literal(self, token: Token, depth: int) -> list[Actor]:
        """Return the phrase itself where it names somebody at all."""
        names = explained(self._story, token)
        if names:
            return [Actor.named(m) for m in names]
        lemma = token.lemma_.lower()
        mention = self._story.mention(token)
        whole = self._own_name(token) or self._whole(token)
        if whole:
            return [whole]
        grouped = lemma in self._words.group or mention is not None
        if not grouped and not (
            token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME", "EVENT", "LAW")
        ):
            counted = token.pos_ in ("NUM", "DET", "PRON", "ADJ", "NOUN") and lemma not in _SUFFERED
            partitive = of_what(token) if counted else None
            return self._one(partitive, depth + 1) if partitive else []
        first = self._story.mentions(token.doc[token.left_edge.i : token.i])
        joined = [m for m in first if m.is_actor and token.doc[m.end].lower_ in ("and", "or")]
        if joined:
            rest = token.doc[joined[-1].end + 1 : token.i + 1].text
            return [*(Actor.named(m) for m in joined), Actor(rest, kind="actor_group")]
        text = self.focus.initials.get(token.text) or numbered(self._story, token)
        text = text or self.focus.fuller(phrase(self._story, token))
        return [Actor(text, kind="actor_group" if grouped else "actor")] if re.search(r"\w", text) else []
