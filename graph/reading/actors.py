"""Resolve a noun phrase to those who act: names, organs of a state, persons, groups, pronouns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from graph.gazetteer import Gazetteer
from graph.reading.clauses import conjuncts, subjects
from graph.reading.focus import Focus
from graph.reading.mentions import Mention
from graph.reading.people import Actor, People
from graph.reading.story import Story
from graph.reading.words import Words

_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod", "advmod", "quantmod", "det", "punct"})
_ISSUING = frozenset({"pass", "adopt", "issue", "release", "publish", "approve", "make", "send", "write", "sign"})
_COLLECTIVE = frozenset({"group", "coalition", "team", "panel", "majority", "number", "union", "alliance"})
_QUANTITIES = frozenset({"score", "dozen", "hundred", "thousand", "number", "handful", "majority", "group", "scores"})
_LEADING = frozenset({"various", "several", "certain", "the", "a", "an", "these", "those", "this", "that", "both", "also", "its", "their", "his"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "its", "their", "his"})
_MAX_PHRASE = 8  # words; longer literal names are cut to what stands before the head


class Resolver:
    """Resolve the heads of noun phrases within one story."""

    def __init__(self, story: Story, people: People, words: Words, gazetteer: Gazetteer) -> None:
        self._story = story
        self._people = people
        self._words = words
        self.focus = Focus(story, words, gazetteer)

    def actors(self, token: Token) -> list[Actor]:
        """Return everybody a phrase names, coordination included, each once."""
        found: dict[str, Actor] = {}
        for head in self._heads(token):
            for actor in self._one(head, 0):
                found.setdefault(actor.name, actor)
        return list(found.values())

    def named(self, tokens: Span) -> list[Actor]:
        """Return the actors of the lexicon named in a span, in order."""
        found = {m.entry.name: _of(m) for m in self._story.mentions(tokens) if m.is_actor}
        return list(found.values())

    def phrase(self, token: Token) -> str:
        """Return a noun phrase as the text has it, without its article and what follows the head."""
        doc = token.doc
        tokens = [t for t in doc[token.left_edge.i : token.i + 1] if t.i == token.i or _belongs(t, token)]
        start = tokens[0].i if tokens else token.i
        while start < token.i and (doc[start].lower_ in _LEADING or doc[start].is_punct):
            start += 1
        if doc[start].lower_ == "all" and doc[start + 1].pos_ == "NUM":
            start += 1
        if token.i - start >= _MAX_PHRASE:
            start = token.i - _MAX_PHRASE + 1
        if _is_quantity(token):
            start = token.head.head.i
        first, last = self._story.original(doc[start : _phrase_end(token) + 1])
        return " ".join(self._story.document.text[first:last].split()).strip(" ,;:\"“”'")

    def _numbered(self, token: Token) -> str | None:
        """Return "58 countries" for a later "the countries"."""
        if token.tag_ != "NNS" or not _is_the(token) or token.i - token.left_edge.i > 1:
            return None
        for sentence, _ in zip(self._story.before(token), range(8), strict=False):
            for other in sentence:
                if other.lemma_ == token.lemma_ and any(c.dep_ == "nummod" for c in other.children):
                    return self.phrase(other)
        return None

    def _heads(self, token: Token) -> list[Token]:
        heads = conjuncts(token)
        extra = [h for t in heads for h in self._run(t) if h not in heads]
        return sorted({*heads, *extra}, key=lambda t: t.i)

    def _run(self, token: Token) -> list[Token]:
        """Return the heads of the names listed beside a name: lists are read off the text, not the parse."""
        mention = self._story.mention(token)
        if mention is None or not mention.is_actor or mention.form == "demonym":
            return []
        names = self._story.names[self._story.place(token)]
        right = list(_listed(token, mention, names.all, 1))
        left = list(_listed(token, mention, names.all, -1))
        run = sorted([*left, mention, *right], key=lambda m: m.start)
        words = {t.lower_ for t in token.doc[run[0].start : run[-1].end]} & {"and", "or", "&"}
        if token.doc[run[-1].start - 1].lower_ == "," and len(run) > 1 and token.doc.text.count(",") > 0 and not words:
            return []  # "…in Syria, Amnesty International said" is no list
        return [self._story.head(token, m) for m in [*left, *right]]

    def _one(self, token: Token, depth: int) -> list[Actor]:
        if depth > 4:
            return []
        mention = self._story.mention(token)
        if token.lower_ in _PRONOUNS:
            return self._pronoun(token, depth)
        person = self._people.find(token)
        if person and not (mention and mention.is_actor):
            actor = person.actor
            if actor is None:
                return [self._untied(token, person.name)]
            return [Actor(actor.name, actor.iri, actor.kind, actor.via, person.name)]
        if mention and mention.is_actor and mention.form != "demonym":
            speaker = self._bearer(token, mention)
            return [Actor.of(mention.entry, _of(mention).via, speaker)]
        if mention and mention.form == "demonym" and token.tag_[-1:] != "S":
            return [_of(mention)]
        return self._described(token, depth)

    def _described(self, token: Token, depth: int) -> list[Actor]:
        lemma = token.lemma_.lower()
        official = self._official(token)
        if official:
            return [official]
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "X"):
            return []
        if lemma in self._words.role and lemma != "member":
            actor = self._people.affiliation(_nominal(token))
            if actor:
                return [actor]
            state = self.focus.state(token) if lemma in self._words.state_role and _is_the(token) else None
            if state:
                return [Actor.of(state, "focus")]
        if lemma in self._words.text:
            return self._author(token, depth)
        owner = self._owner(token, depth) if lemma in self._words.organ else None
        if owner:
            return [owner]
        named = [c for c in token.children if c.dep_ == "appos" and self._story.mention(c)]
        if named:
            return [a for head in self._heads(named[0]) for a in self._one(head, depth + 1)]
        referent = self.focus.definite(token)
        if referent:
            return [referent]
        if lemma in self._words.generic and _is_the(token) and token.i - token.left_edge.i <= 1:
            return []
        return self._literal(token, depth)

    def _untied(self, token: Token, name: str) -> Actor:
        """Return the state in focus for "President Duterte", else the person himself."""
        span = self._people.span(token)
        before = token.doc[max(0, span.start - 2) : span.start] if span is not None else []
        if any(t.lemma_.lower() in self._words.state_role for t in [*before, *(span or [])]):
            state = self.focus.state(token)
            if state:
                return Actor(state.name, state.id, state.kind, "focus", name)
        return Actor(name, kind="person")

    def _bearer(self, token: Token, mention: Mention) -> str | None:
        """Return the person in "said Human Rights Watch deputy director Ida Sawyer", read as if HRW spoke."""
        doc, at, role = token.doc, mention.end, False
        while at < len(doc) and at < mention.end + 7 and doc[at].pos_ in ("PROPN", "NOUN", "ADJ"):
            span = self._people.span(doc[at])
            if span is not None and role:
                return span.text
            role = role or doc[at].lemma_.lower() in self._words.role
            at += 1
        return None

    def _official(self, token: Token) -> Actor | None:
        """Return what "Deputy Foreign Minister Faisal al Mekdad" speaks for where no name was recognised."""
        before = [t for t in token.doc[token.left_edge.i : token.i] if t.dep_ in ("compound", "amod", "poss", "case")]
        roles = [t for t in before if t.lemma_.lower() in self._words.role and t.pos_ in ("PROPN", "NOUN")]
        if token.pos_ != "PROPN" or not roles:
            return None
        actor = self._people.affiliation(list(token.doc[token.left_edge.i : roles[-1].i + 1]))
        name = token.doc[roles[-1].i + 1 : token.i + 1].text
        return Actor(actor.name, actor.iri, actor.kind, actor.via, name) if actor else None

    def _owner(self, token: Token, depth: int) -> Actor | None:
        """Return the state whose organ this is: "Syrian security forces", "Assad's jets"."""
        for child in token.children:
            if child.dep_ in _MODIFIERS and child.i < token.i:
                for part in [child, *child.subtree]:
                    mention = self._story.mention(part)
                    if mention and mention.is_actor:
                        return _of(mention)
                    person = self._people.find(part)
                    if person and person.actor:
                        return Actor(person.actor.name, person.actor.iri, person.actor.kind, "metonym")
        if any(c.dep_ == "poss" for c in token.children):
            for owner in (c for c in token.children if c.dep_ == "poss"):
                found = self._one(owner, depth + 1)
                if found and found[0].iri:
                    return found[0]
        for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from")):
            for thing in (c for c in prep.children if c.dep_ == "pobj"):
                mention = self._story.mention(thing)
                if mention and mention.is_actor:
                    return _of(mention)
        return None

    def _author(self, token: Token, depth: int) -> list[Actor]:
        """Return whose text it is: "an Amnesty report", "a statement by the ministry"."""
        for child in token.children:
            mention = self._story.mention(child) if child.i < token.i else None
            if mention and mention.is_actor and child.dep_ in _MODIFIERS:
                return [_of(mention)]
            if child.dep_ == "poss":
                return self._one(child, depth + 1)
        if token.dep_ == "dobj" and token.head.pos_ == "VERB" and token.head.lemma_ in _ISSUING:
            return [a for s in subjects(token.head) for a in self._one(s, depth + 1)]
        for link in token.children:
            by = [link] if link.lower_ in ("by", "from", "of") and link.dep_ in ("prep", "agent") else []
            by += [c for c in link.children if c.dep_ == "agent"] if link.dep_ == "acl" else []
            for prep in by:
                for thing in prep.children:
                    if thing.dep_ == "pobj":
                        return [a for head in conjuncts(thing) for a in self._one(head, depth + 1)]
        return self._earlier_author(token, depth)

    def _earlier_author(self, token: Token, depth: int) -> list[Actor]:
        """Return whose text "the resolution" is, where a sentence before says who passed or issued one."""
        if not _is_the(token) or depth > 2:
            return []
        for sentence, _ in zip(self._story.before(token), range(6), strict=False):
            for other in sentence:
                if other.lemma_ == token.lemma_ and not _is_the(other):
                    found = self._author(other, depth + 1)
                    if found:
                        return [Actor(a.name, a.iri, a.kind, "coreference") for a in found]
        return []

    def _pronoun(self, token: Token, depth: int) -> list[Actor]:
        plural = token.lower_ in ("they", "them", "their")
        human = token.lower_ in ("he", "she", "him", "her", "his")
        for head in self.focus.candidates(token):
            if human and not self._is_human(head):
                continue
            if head.dep_ == "pobj" and token.dep_ in ("nsubj", "nsubjpass") and head.head.lower_ not in ("by", "of"):
                continue
            if not human and not plural and (self._is_human(head) or head.tag_ in ("NNS", "PRP")):
                continue
            many = head.tag_ in ("NNS", "NNPS") or len(conjuncts(head)) > 1 or head.lemma_ in _COLLECTIVE
            if plural and not many:
                continue
            found = [a for h in conjuncts(head) for a in self._one(h, depth + 1)]
            if found and not (not human and all(a.kind == "person" for a in found)):
                return [Actor(a.name, a.iri, a.kind, "coreference", a.speaker) for a in found]
        return []

    def _is_human(self, head: Token) -> bool:
        return self._people.find(head) is not None or head.lemma_.lower() in self._words.role

    def _literal(self, token: Token, depth: int) -> list[Actor]:
        """Return the phrase itself where it names somebody at all."""
        lemma = token.lemma_.lower()
        mention = self._story.mention(token)
        grouped = lemma in self._words.group or mention is not None
        if not grouped and not (token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "TIME", "EVENT", "LAW")):
            partitive = token.pos_ in ("NUM", "DET", "PRON", "ADJ", "NOUN") and _of_what(token)
            return self._one(partitive, depth + 1) if partitive else []
        first = self._story.mentions(token.doc[token.left_edge.i : token.i])
        joined = [m for m in first if m.is_actor and token.doc[m.end].lower_ in ("and", "or")]
        if joined:
            rest = token.doc[joined[-1].end + 1 : token.i + 1].text
            return [*(_of(m) for m in joined), Actor(rest, kind="actor_group")]
        text = self._numbered(token) or self.phrase(token)
        return [Actor(text, kind="actor_group" if grouped else "actor")] if re.search(r"\w", text) else []


def _is_quantity(token: Token) -> bool:
    """Tell whether a noun stands in "scores of …"."""
    return token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _QUANTITIES


def _phrase_end(token: Token) -> int:
    """Return the end of "a party to the conflict", else the noun's own place."""
    after = token.doc[token.i + 1 : token.i + 4]
    if token.lemma_ in ("party", "side") and len(after) > 1 and after[0].lower_ == "to":
        return next((int(t.i) for t in after[1:] if t.pos_ == "NOUN"), int(token.i))
    return int(token.i)


def _is_the(token: Token) -> bool:
    return any(c.lower_ == "the" for c in token.children)


def _of(mention: Mention) -> Actor:
    return Actor.of(mention.entry, "metonym" if mention.form == "metonym" else "name")


def _of_what(token: Token) -> Token | None:
    return next((c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)


def _belongs(token: Token, head: Token) -> bool:
    """Tell whether a token before the head is part of its own phrase and of nothing longer."""
    while token.head != head and token.head != token:
        token = token.head
    return token.dep_ in _MODIFIERS


def _nominal(token: Token) -> list[Token]:
    """Return a role noun with what stands before it and the "of", "for" or "at" behind it."""
    right = [t for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "at", "from", "to", "with")
             for t in c.subtree]  # fmt: skip
    end = max([token.i, *(t.i for t in right)])
    found = list(token.doc[token.left_edge.i : end + 1])
    stop = next((n for n, t in enumerate(found) if t.i > token.i and (t.text == "," or t.tag_ in ("WDT", "WP"))), None)
    return found[:stop]


def _listed(token: Token, mention: Mention, all_: tuple[Mention, ...], step: int) -> Iterator[Mention]:
    """Yield the states beside a name with nothing but commas, "and", "or" and "the" between them."""
    doc, here, at = token.doc, mention, all_.index(mention) + step
    while 0 <= at < len(all_):
        there = all_[at]
        first, second = (here, there) if step > 0 else (there, here)
        between = [t.lower_ for t in doc[first.end : second.start]]
        joined = all(b in (",", "and", "or", "the", "&", "as", "well", "both") for b in between)
        if not joined or there.is_state != mention.is_state or not there.is_actor or there.form == "demonym" or second.start - first.end > 4:
            return
        if _starts_clause(doc[second.start : second.end].root, token) or _is_owner(doc, there):
            return
        yield there
        here, at = there, at + step


def _starts_clause(root: Token, token: Token) -> bool:
    return root.dep_ in ("nsubj", "nsubjpass") and root.head != token.head and root.i > token.i


def _is_owner(doc: Doc, mention: Mention) -> bool:
    return mention.end < len(doc) and doc[mention.end].tag_ == "POS"
