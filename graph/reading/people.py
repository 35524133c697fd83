"""Find persons and what each of them speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.gazetteer import Entry, Gazetteer
from graph.model import Via
from graph.reading.mentions import Mention
from graph.reading.story import Story
from graph.reading.words import Words, bag

_REACH = 14  # tokens looked at on either side of a name for a role
_TITLES = bag(
    "mr mr. mrs mrs. ms ms. dr dr. sir lady lord gen gen. col col. president prime minister foreign "
    "ambassador secretary general chancellor king prince sheikh ayatollah senator sen. rep. spokesman "
    "spokeswoman"
)
_HONORIFICS = bag(
    "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady sheikh ayatollah gen. col. maj. capt. lt. sen. rep."
)
_LONGEST_NAME = 5  # words
_LINKS = frozenset({"of", "for", "at", "from", "with"})
_ENVOYS = frozenset(
    {"ambassador", "envoy", "representative", "delegate", "mission", "delegation", "permanent"}
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


@dataclass(frozen=True, slots=True)
class Person:
    """Carry a person named in a text."""

    name: str
    actor: Actor | None


class People:
    """Know the persons of one story by full and by last name."""

    def __init__(self, story: Story, words: Words, gazetteer: Gazetteer) -> None:
        self._story = story
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
        for place, parsed in enumerate(story.passages):
            spans = list(_person_spans(parsed.doc, story))
            for span in (*spans, *_unseen(parsed.doc, story, spans, words)):
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
            return self._last.get(token.text) if token.pos_ == "PROPN" else None
        name = _bare(span)
        return self._full.get(name) or self._last.get(name.split()[-1]) or Person(name, None)

    def affiliation(self, tokens: list[Token]) -> Actor | None:
        """Return what somebody described by these tokens speaks for, where a role is among them."""
        roles = [t for t in tokens if t.lemma_.lower() in self._words.role]
        if not roles:
            return None
        covering = [m for t in roles if (m := self._story.mention(t)) and m.is_actor]
        found = covering[0] if covering else self._best(tokens, roles)
        if found:
            return Actor.named(found)
        served = (self._last.get(t.text) for t in tokens if t.pos_ == "PROPN" and t not in roles)
        served_actor = next((person.actor for person in served if person and person.actor), None)
        if served_actor:  # "Duterte spokesman Harry Roque"
            return Actor(served_actor.name, served_actor.iri, served_actor.kind, "metonym")
        literal = _named_after(tokens, roles)
        return Actor(literal) if literal else None

    def _best(self, tokens: list[Token], roles: list[Token]) -> Mention | None:
        names = list(dict.fromkeys(m for t in tokens if (m := self._story.mention(t)) and m.is_actor))
        if any(t.lemma_.lower() in _ENVOYS for t in roles):
            names = [m for m in names if not _after_to(tokens, m)] or names
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
        name = _bare(span)
        if not name:
            return
        actor = self._around(span) or self._famous(name)
        last = name.split()[-1]
        known = self._full.get(name) or (self._last.get(name) if " " not in name else None)
        if known and (known.actor or not actor):
            return
        longer = self._last.get(last)
        if " " not in name and longer:
            name = longer.name
        if longer and actor is None:
            actor = longer.actor if longer.name.endswith(last) and (" " not in name) else None
        self._full[name] = Person(name, actor)
        if longer is None or actor is not None or (" " in name and " " not in longer.name):
            self._last[last] = self._full[name]

    def _owner(self, span: Span) -> Actor | None:
        """Return the organisation of "Amnesty's Agnès Callamard"."""
        if span.start < 2 or span.doc[span.start - 1].tag_ != "POS":
            return None
        mention = self._story.mention(span.doc[span.start - 2])
        named = mention is not None and mention.is_actor and mention.entry.kind != "armed_group"
        return Actor.of(mention.entry, "name", _bare(span)) if mention and named else None

    def _famous(self, name: str) -> Actor | None:
        """Return what a well-known person speaks for, where the text itself does not say."""
        entry = self._known.get(name) or self._known.get(name.split()[-1])
        return Actor.of(entry, "metonym", name) if entry else None

    def _around(self, span: Span) -> Actor | None:
        for tokens in (_left(span), _right(span)):
            actor = self.affiliation(tokens) if tokens else None
            if actor:
                return Actor(actor.name, actor.iri, actor.kind, actor.via, _bare(span))
        owner = self._owner(span)
        if owner:
            return owner
        direct = _direct(span, self._story)
        names = [m for t in direct if (m := self._story.mention(t)) and m.is_actor]
        if names:
            return Actor.of(names[0].entry, "name", _bare(span))
        literal = " ".join(t.text for t in direct)
        return Actor(literal, speaker=_bare(span)) if literal else None


def _person_spans(doc: Doc, story: Story) -> Iterator[Span]:
    for span in doc.ents:
        if span.label_ == "PERSON" and _plausible(span, story):
            yield _whole(span, story)


def _whole(span: Span, story: Story) -> Span:
    """Return a name with the capitals behind it that the model left out."""
    doc, end = span.doc, span.end
    while (
        end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].ent_type_ and not story.mention(doc[end])
    ):
        end += 1
    return doc[span.start : end]


def _unseen(doc: Doc, story: Story, seen: list[Span], words: Words) -> Iterator[Span]:
    """Yield the names that the model took for no person: after "Mr", or before ", ambassador of"."""
    taken = {t.i for span in seen for t in span}
    at = 0
    while at < len(doc):
        end = at
        while (
            end < len(doc) and doc[end].pos_ == "PROPN" and end not in taken and not story.mention(doc[end])
        ):
            end += 1
        run = doc[at:end]
        titled = at > 0 and doc[at - 1].lower_ in _HONORIFICS
        if 0 < len(run) <= _LONGEST_NAME and run.text[:1].isupper():
            if run[0].lower_ in _HONORIFICS and len(run) > 1:
                yield doc[at + 1 : end]
            elif titled or (len(run) > 1 and _has_role_after(run, words)):
                yield run
        at = max(end, at + 1)


def _has_role_after(run: Span, words: Words) -> bool:
    doc, at = run.doc, run.end
    if at + 1 >= len(doc) or doc[at].text != "," or run.root.ent_type_ in ("GPE", "LOC", "DATE", "EVENT"):
        return False
    for token in doc[at + 1 : at + 7]:
        if token.lemma_.lower() in words.role and token.pos_ in ("NOUN", "PROPN"):
            return True
        if token.pos_ not in ("DET", "ADJ", "PROPN", "NOUN", "PART", "PUNCT") or token.text == ",":
            return False
    return False


def _plausible(span: Span, story: Story) -> bool:
    if not re.match(r"^[^\W\d_]", span.text) or span.text.isupper():
        return False
    taken = [m for t in span if (m := story.mention(t))]
    return not taken


def _bare(span: Span) -> str:
    """Return a name without titles and possessive ending."""
    tokens = [t for t in span if t.tag_ != "POS"]
    while tokens and tokens[0].lower_ in _TITLES:
        tokens = tokens[1:]
    if not tokens:
        return span.text
    doc = span.doc
    text = doc[tokens[0].i : tokens[-1].i + 1].text
    return re.sub(r"['’]s$", "", text)


def _left(span: Span) -> list[Token]:
    """Return the words before a name that may describe its bearer: "France's foreign minister"."""
    doc, start = span.doc, span.start
    at = start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    first = at
    floor = max(span.sent.start, start - _REACH)
    while at >= floor and (_descriptive(doc[at]) or doc[at].lower_ in _LINKS | {"the"}):
        at -= 1
    return list(doc[at + 1 : first + 1])


def _descriptive(token: Token) -> bool:
    return (
        token.pos_ in ("PROPN", "NOUN", "ADJ", "PART", "ADP", "CCONJ", "NUM")
        and (token.pos_ != "ADP" or token.lower_ in _LINKS | {"to", "on"})
        and token.ent_type_ not in ("DATE", "TIME")
    ) or token.text in ("-", "'s", "’s")


def _right(span: Span) -> list[Token]:
    """Return the apposition after a name: ", the US ambassador to the UN,"."""
    doc, at = span.doc, span.end
    if at < len(doc) and doc[at].text == ")":
        at += 1
    if at >= len(doc) or doc[at].text not in (",", "(", "–", "—", "-"):
        relative = at < len(doc) and doc[at].pos_ in ("DET", "NOUN") and doc[at].dep_ in ("det", "appos")
        if not relative:
            return []
        at -= 1
    close = {"(": ")", "–": "–", "—": "—"}.get(doc[at].text, ",")
    found: list[Token] = []
    for token in doc[at + 1 : min(span.sent.end, at + 1 + _REACH)]:
        ends = token.text in (close, ";", ".") or (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
        if ends or token.tag_ in ("WDT", "WP", "WP$"):
            break
        found.append(token)
    return found


def _direct(span: Span, story: Story) -> list[Token]:
    """Return the organisation in "Ibrahim al-Assil of the Syrian Nonviolence Movement"."""
    doc, at = span.doc, span.end
    if at + 1 >= len(doc) or doc[at].lower_ not in ("of", "from", "at", "with"):
        return []
    at += 1
    while at < len(doc) and doc[at].lower_ in ("the", "a"):
        at += 1
    mention = story.mention(doc[at]) if at < len(doc) else None
    if mention and mention.is_actor and not mention.is_state:
        return list(doc[mention.start : mention.end])
    end = at
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    found = list(doc[at:end])
    return found if found and any(t.ent_type_ in ("ORG", "GPE", "NORP") for t in found) else []


def _after_to(tokens: list[Token], mention: Mention) -> bool:
    doc = tokens[0].doc
    before = doc[max(0, mention.start - 2) : mention.start]
    return any(t.lower_ in ("to", "at") for t in before)


def _named_after(tokens: list[Token], roles: list[Token]) -> str | None:
    """Return an organisation that the lexicon lacks: capitals after "of", "at" or "for"."""
    doc = tokens[0].doc
    last = tokens[-1].i
    for token in tokens:
        if token.lower_ in _LINKS and token.i > roles[0].i:
            at = token.i + 1
            while at <= last and doc[at].lower_ in ("the", "a"):
                at += 1
            end = at
            while end <= last and (
                doc[end].pos_ == "PROPN" or doc[end].lower_ in ("of", "and", "for", "the", "-")
            ):
                end += 1
            while end > at and doc[end - 1].pos_ != "PROPN":
                end -= 1
            if end > at and doc[at].pos_ == "PROPN" and doc[at].ent_type_ not in ("PERSON", "DATE"):
                return doc[at:end].text
    return None
