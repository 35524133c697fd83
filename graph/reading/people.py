"""Find persons and what each of them speaks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from graph.gazetteer import Entry, Gazetteer
from graph.model import Via
from graph.reading.bearers import bare, person_spans, unseen
from graph.reading.describing import LEADING, after_for, after_to, direct, left, named_after, right, serves
from graph.reading.mentions import Mention
from graph.reading.organisations import independent
from graph.reading.story import Story
from graph.reading.words import Words, bag

# For whom "for Mali" is the task.
_MANDATED = frozenset({"coordinator", "rapporteur", "envoy", "representative"})
_UNITED_POSTS = frozenset({"special", "resident", "humanitarian", "relief", "emergency"})
_ENVOYS = frozenset(
    {"ambassador", "envoy", "representative", "delegate", "mission", "delegation", "permanent"}
)
# Who belongs to a state and does not speak for it.
_AGAINST = bag(
    "opposition rebel dissident separatist guerrilla insurgent militant exiled jailed imprisoned rights"
)
_PRIVATE = bag(
    "lawyer researcher analyst professor author editor manager campaigner advocate founder executive "
    "bishop archbishop imam patriarch cardinal organiser organizer veteran scholar"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Carry who says or does something, and how that was found."""

    name: str
    iri: str | None = None
    kind: str | None = None
    via: Via = "name"
    speaker: str | None = None

    @classmethod
    def of(cls, entry: Entry, via: Via = "name", speaker: str | None = None) -> Actor:
        """Make the actor of a lexicon entry."""
        return cls(entry.name, entry.id, entry.kind, via, speaker)

    @classmethod
    def named(cls, mention: Mention) -> Actor:
        """Make the actor that a name in the text names."""
        return cls.of(mention.entry, "metonym" if mention.form == "metonym" else "name")


# Who accuses in "Iran has been accused of torture", who says in "Chad is said to arm them".
UNSPECIFIED = Actor("unspecified", kind="actor_group", via="narrator")


@dataclass(frozen=True, slots=True)
class Person:
    """Carry a person named in a text."""

    name: str
    actor: Actor | None


class People:
    """Know the persons of one story by full and by last name."""

    def __init__(self, story: Story, words: Words, gazetteer: Gazetteer) -> None:
        self._story = story
        self._gazetteer = gazetteer
        self._known = {
            name: e
            for what, names in words.people.items()
            for e in gazetteer.find(what)[:1]
            for name in names
        }
        self._words = words
        self._spans: dict[tuple[int, int], Span] = {}
        self._full: dict[str, Person] = {}
        self._last: dict[str, Person] = {}
        self._first: dict[str, Person] = {}  # "Wang Guangya" is called "Wang" later
        for place, parsed in enumerate(story.passages):
            spans = list(person_spans(parsed.doc, story))
            for span in (*spans, *unseen(parsed.doc, story, spans, words)):
                self._spans.update({(place, t.i): span for t in span})
        for span in self._unique():
            self._learn(span)

    def span(self, token: Token) -> Span | None:
        """Return the name of a person that covers a token."""
        return self._spans.get((self._story.place(token), token.i))

    def find(self, token: Token) -> Person | None:
        """Return the person whom a token names."""
        span = self.span(token)
        if span is None:
            known = self._last.get(token.text) if _can_be_name(token) else None
            alone = token.pos_ == "PROPN" and token.dep_ == "nsubj" and token.left_edge == token
            return known or (self._first.get(token.text) if alone else None)
        name = bare(span)
        return self._full.get(name) or self._last.get(name.split()[-1]) or Person(name, None)

    def in_office(self, name: str) -> bool:
        """Tell whether a text gives somebody a post that only states have, wherever it does."""
        return name in self._in_office

    @cached_property
    def _in_office(self) -> set[str]:
        held = ((s, left(s) + right(s)) for s in self._unique())
        roles = self._words.state_role
        return {bare(s) for s, tokens in held if any(t.lemma_.lower() in roles for t in tokens)}

    def affiliation(self, tokens: list[Token]) -> Actor | None:
        """Return what somebody described by these tokens speaks for, where a role is among them."""
        roles = [t for t in tokens if t.lemma_.lower() in self._words.role]
        if not roles:
            return None
        covering = [m for t in roles if (m := self._story.mention(t)) and m.is_actor]
        found = covering[0] if covering else self._best(tokens, roles)
        if found and found.is_state and _speaks_against(tokens, roles):
            return None
        if found:
            own = independent(tokens[0].doc, found)
            return Actor(own, kind="organization") if own else Actor.named(found)
        tasked = any(t.lemma_.lower() in _MANDATED for t in roles)
        mandated = tasked and any(t.lower_ in _UNITED_POSTS for t in tokens)
        if mandated or "secretary-general" in "".join(t.lower_ for t in tokens).replace("‑", "-"):
            united = next((e for e in self._gazetteer.find("United Nations")), None)
            if united is not None:
                return Actor.of(united, "metonym")
        served = (self._last.get(t.text) for t in tokens if t.pos_ == "PROPN" and t not in roles)
        served_actor = next((person.actor for person in served if person and person.actor), None)
        if served_actor:  # "Duterte spokesman Harry Roque"
            return Actor(served_actor.name, served_actor.iri, served_actor.kind, "metonym")
        literal = named_after(tokens, roles)
        return Actor(literal) if literal else None

    def _best(self, tokens: list[Token], roles: list[Token]) -> Mention | None:
        names = list(dict.fromkeys(m for t in tokens if (m := self._story.mention(t)) and m.is_actor))
        if any(t.lemma_.lower() in _ENVOYS for t in roles):
            names = [m for m in names if not after_to(tokens, m)] or names
        if any(t.lemma_.lower() in _MANDATED for t in roles):
            free = [m for m in names if not after_for(tokens, m)]
            if free or any(t.lower_ in _UNITED_POSTS for t in tokens):
                names = free  # "the Special Envoy for Mali" is not Mali's
        owning = [m for m in names if m.end < len(tokens[0].doc) and tokens[0].doc[m.end].tag_ == "POS"]
        states = [m for m in names if m.is_state and m.start < roles[-1].i]
        return next(iter([*owning, *states, *names]), None)

    def _unique(self) -> Iterator[Span]:
        seen: set[tuple[int, int]] = set()
        for (place, _), span in self._spans.items():
            if (place, span.start) not in seen:
                seen.add((place, span.start))
                yield span

    def _learn(self, span: Span) -> None:
        name = bare(span)
        if not name:
            return
        if " " in name and "-" in name.split()[-1]:  # "al-Bashir" is called "Bashir" too
            self._last.setdefault(name.split()[-1].rpartition("-")[2], Person(name, self._famous(name)))
        near, famous = self._around(span), self._famous(name)
        actor = famous if famous and near and near.kind == famous.kind == "state" else near or famous
        last = name.split()[-1]
        known = self._full.get(name) or (self._last.get(name) if " " not in name else None)
        if known and (known.actor or not actor):
            return
        longer = self._last.get(last) or (self._first.get(name) if " " not in name else None)
        if " " not in name and longer:
            name = longer.name
            actor = actor or longer.actor
        self._full[name] = Person(name, actor)
        if " " in name:
            self._first.setdefault(name.split()[0], self._full[name])
        if longer is None or actor is not None or (" " in name and " " not in longer.name):
            self._last[last] = self._full[name]

    def _served_by(self, tokens: list[Token]) -> Actor | None:
        named = [m for t in tokens if (m := self._story.mention(t)) and m.is_actor]
        if named:
            own = independent(tokens[0].doc, named[0])
            return Actor(own, kind="organization") if own else Actor.named(named[0])
        text = tokens[0].doc[tokens[0].i + (tokens[0].lower_ == "the") : tokens[-1].i + 1].text
        return Actor(text) if any(t.pos_ == "PROPN" for t in tokens) else None

    def _owner(self, span: Span) -> Actor | None:
        """Return the organisation of "Amnesty's Agnès Callamard"."""
        if span.start < 2 or span.doc[span.start - 1].tag_ != "POS":
            return None
        mention = self._story.mention(span.doc[span.start - 2])
        named = mention is not None and mention.is_actor and mention.entry.kind != "armed_group"
        return Actor.of(mention.entry, "name", bare(span)) if mention and named else None

    def _led(self, span: Span) -> Actor | None:
        """Return what "the Forward Party, led by Ana Ruiz" tells that somebody leads."""
        if span.start < 2 or span.doc[span.start - 1].lower_ != "by":
            return None
        verb = span.doc[span.start - 2]
        led = verb.head if verb.lemma_ in LEADING and verb.dep_ == "acl" else None
        mention = self._story.mention(led) if led is not None else None
        return Actor.of(mention.entry, "name", bare(span)) if mention and mention.is_actor else None

    def _famous(self, name: str) -> Actor | None:
        """Return what a well-known person speaks for, where the text itself does not say."""
        plain = " ".join(w for w in name.split() if len(w.rstrip(".")) > 1)  # "Donald J. Trump"
        first = " ".join(plain.split()[:2])  # what a headline in capitals runs on after
        tries = (name, plain, first, name.split()[-1])
        entry = next((self._known[n] for n in tries if n in self._known), None)
        return Actor.of(entry, "metonym", name) if entry else None

    def _around(self, span: Span) -> Actor | None:
        for tokens in (left(span), right(span)):
            actor = self.affiliation(tokens) if tokens else None
            if actor is None and tokens and tokens[0].i and serves(tokens[0].nbor(-1)):
                actor = self._served_by(tokens)
            if actor:
                return Actor(actor.name, actor.iri, actor.kind, actor.via, bare(span))
        owner = self._owner(span) or self._led(span)
        if owner:
            return owner
        beside = direct(span, self._story)
        names = [m for t in beside if (m := self._story.mention(t)) and m.is_actor]
        if names:
            return Actor.of(names[0].entry, "name", bare(span))
        literal = " ".join(t.text for t in beside)
        return Actor(literal, speaker=bare(span)) if literal else None


def _can_be_name(token: Token) -> bool:
    """Tell whether a lone word can be a surname, also one that is a common noun: "Power said"."""
    capital = token.text[:1].isupper() and token.dep_ in (
        "nsubj",
        "nsubjpass",
        "poss",
        "pobj",
        "dobj",
        "conj",
    )
    return token.pos_ == "PROPN" or (token.pos_ in ("NOUN", "ADJ") and capital)


def _speaks_against(tokens: list[Token], roles: list[Token]) -> bool:
    """Tell whether a role is none of the state's: "the Russian opposition leader", "a Chinese lawyer"."""
    return any(t.lower_ in _AGAINST for t in tokens) or all(t.lemma_.lower() in _PRIVATE for t in roles)
