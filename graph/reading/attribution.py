"""Tell who says what: quotations, indirect speech, "according to", and who speaks when nobody is named."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.gazetteer import Gazetteer
from graph.reading.actors import Resolver
from graph.reading.clauses import is_passive, prepositional, subjects
from graph.reading.issuers import headed, own, printed, publisher, signed, speaks_for_itself
from graph.reading.people import UNSPECIFIED, Actor
from graph.reading.phrases import phrase
from graph.reading.quotes import Quotation, continued
from graph.reading.releases import released
from graph.reading.repairs import inverted_speaker
from graph.reading.story import Story
from graph.reading.words import Words, bag

NARRATOR = Actor("narrator", kind="narrator", via="narrator")
_FIRST_PERSON = frozenset({"we", "i", "our", "us", "my", "me", "ourselves"})
_TOLD = bag(
    "announcement claim statement allegation accusation report finding assertion conclusion "
    "suggestion belief view"
)
_ADDRESSING = frozenset(
    {"tell", "urge", "ask", "call", "inform", "assure", "remind", "warn", "regard", "find", "press"}
)
_FEELING = bag(
    "outraged appalled horrified shocked alarmed dismayed concerned convinced certain confident sure "
    "adamant angry worried saddened disgusted troubled disturbed adamant positive"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Carry who says something and the verb or preposition that tells so."""

    actors: tuple[Actor, ...]
    cue: Token | None = None

    @property
    def is_narrator(self) -> bool:
        """Tell whether nobody but the text's author says it."""
        return all(a.kind == "narrator" for a in self.actors)


class Attribution:
    """Find the source of any token of a story."""

    def __init__(self, story: Story, resolver: Resolver, words: Words, gazetteer: Gazetteer) -> None:
        self._story = story
        self._resolver = resolver
        self._words = words
        self._quotes = continued([p.doc for p in story.passages])
        self._speakers: dict[tuple[int, int], Source | None] = {}
        self.default = Source((NARRATOR,))
        self.own_voice = speaks_for_itself(story, self._quotes)
        issuer = (
            publisher(story, words, gazetteer)
            or headed(story, words, resolver.people)
            or printed(story, words, self.actors)
            or signed(story, resolver.people)
            or released(story, words, self._speaks, self._who_says)
        )
        if issuer is None and self.own_voice:
            issuer = own(story, words, self._quotes)
        if issuer:
            self.default = Source((issuer,))

    def source(self, token: Token) -> Source:
        """Return who says what the token is part of: the innermost speaker."""
        quote = self.quotation(token)
        inside = self._indirect(token, quote)
        if inside:
            return inside
        if quote:
            said = self._quoted(token, quote)
            if said:
                return said
        return self._according(token) or self._trailing(token) or self.default

    def quotation(self, token: Token) -> Quotation | None:
        """Return the quotation a token is in."""
        place = self._story.place(token)
        return next((q for q in self._quotes[place] if q.covers(token.i)), None)

    def actors(self, token: Token) -> list[Actor]:
        """Resolve a phrase; "we" and "I" are whoever speaks."""
        if token.lower_ in _FIRST_PERSON and token.text != "US":
            quote = self.quotation(token)
            said = self._quoted(token, quote) if quote else None
            source = said or self.default
            return [a if a.kind == "narrator" else replace(a, via="coreference") for a in source.actors]
        return self._resolver.actors(token)

    def _indirect(self, token: Token, quote: Quotation | None) -> Source | None:
        """Climb from a clause to the verb of saying that governs it."""
        child, head = token, token.head
        aside = False  # inside a relative clause, which is nobody's words but the author's
        while True:
            if child == head:
                return None
            if quote and not quote.covers(head.i):
                return None
            aside = aside or child.dep_ == "relcl"
            found = self._told_at(head, child, aside)
            if found:
                return found
            child, head = head, head.head

    def _told_at(self, head: Token, child: Token, aside: bool) -> Source | None:
        """Return whose words a clause is by the word that it hangs on."""
        near = self._accorded([c for c in child.children if c.lower_ == "according"])
        told = [] if near else self._told_by(head, child)
        if near or told:
            return near or Source(tuple(told), None)
        if self._governs(head, child) and not (aside and child.dep_ in ("dobj", "prep")):
            actors = self._who_says(head)
            if actors:
                return Source(tuple(actors), head)
            if is_passive(head) and head.tag_ == "VBN":
                return Source((UNSPECIFIED,), head)
        felt = subjects(head if head.pos_ == "AUX" else head.head) if _feels(head, child) else []
        actors = [a for s in felt for a in self.actors(s)]
        return Source(tuple(actors), head) if actors else None

    def _told_by(self, head: Token, child: Token) -> list[Actor]:
        """Return whose claim it is: "the government's announcement that …"."""
        if head.pos_ != "NOUN" or child.dep_ not in ("acl", "ccomp", "relcl") or head.lemma_ not in _TOLD:
            return []
        if not any(
            c.lower_ == "that" and (c.dep_ == "mark" or child.dep_ != "relcl") for c in child.children
        ):
            return []
        return [a for s in subjects(head) for a in self.actors(s)] or self.actors(head)

    def _governs(self, head: Token, child: Token) -> bool:
        if head.pos_ not in ("VERB", "AUX"):
            return False
        if head.lemma_.lower() not in self._words.speech:  # "fired back that"
            return child.dep_ == "ccomp" and any(c.lower_ == "back" for c in head.children)
        if child.dep_ == "xcomp" and head.lemma_.lower() == "continue":
            return False  # "continues to attack" says nothing
        if child.dep_ in ("ccomp", "parataxis", "xcomp", "csubj", "oprd"):
            return True
        if child.dep_ in ("dobj", "prep") and child.i > head.i:
            return head.lemma_.lower() not in _ADDRESSING and (
                child.dep_ == "dobj" or child.lower_ in ("of", "about", "over")
            )
        free = not any(c.dep_ in ("mark", "advmod") and c.i == child.left_edge.i for c in child.children)
        return child.dep_ == "advcl" and free and (child.i < head.i or child.tag_ == "VBG")

    def _who_says(self, verb: Token) -> list[Actor]:
        main = self._main_speech(verb)
        heads = subjects(main) or inverted_speaker(main)
        actors = [a for s in heads for a in self.actors(s)]
        named = [a for a in actors if a.kind != "actor" or a.speaker or a.iri]
        return named or actors or [a for s in heads for a in self._unnamed(s)]

    def _unnamed(self, head: Token) -> list[Actor]:
        """Keep the text's own words for who speaks without a name: "a former guard told"."""
        speaking = {*self._words.human, *self._words.role, *self._words.outlets}
        human = head.pos_ == "NOUN" and head.lemma_.lower() in speaking
        return [Actor(phrase(self._story, head), kind="person")] if human else []

    def _main_speech(self, verb: Token) -> Token:
        """Return the "said" of "X said that Y left, adding that …": who adds is who said."""
        above = verb
        while above.tag_ == "VBG" and above.dep_ in ("advcl", "conj") and above.head != above:
            above = above.head
            while not self._speaks(above) and above.dep_ in ("ccomp", "conj") and above.head != above:
                above = above.head
        return above if self._speaks(above) else verb

    def _quoted(self, token: Token, quote: Quotation) -> Source | None:
        key = (self._story.place(token), quote.start)
        if key not in self._speakers:
            self._speakers[key] = None  # a quotation inside its own attribution ends here
            self._speakers[key] = self._speaker(token, quote)
        return self._speakers[key]

    def _speaker(self, token: Token, quote: Quotation) -> Source | None:
        doc = token.doc
        first, last = doc[quote.start], doc[quote.end - 1]
        beside = [t for s in dict.fromkeys((last.sent, first.sent)) for t in s]
        if quote.end < len(doc):
            beside += [t for t in doc[quote.end].sent if t not in beside]
        if quote.start > 0 and doc[quote.start - 1].text in (":", ","):
            beside += [t for t in doc[quote.start - 1].sent if t not in beside]
        verbs = [t for t in beside if not self.quotation(t) and self._speaks(t)]
        for verb in sorted(verbs, key=lambda t: (min(abs(t.i - quote.start), abs(t.i - quote.end)), t.i)):
            actors = self._who_says(verb)
            if actors:
                return Source(tuple(actors), verb)
        return self._labelled(quote, first) or self._according(first) or self._continued(token, quote)

    def _labelled(self, quote: Quotation, first: Token) -> Source | None:
        """Return the speaker of a line that begins with a name and a colon: "President Lee: “…”"."""
        doc = first.doc
        if quote.start < 2 or doc[quote.start - 1].text != ":":
            return None
        label = doc[doc[quote.start - 2].sent.start : quote.start - 1]
        plain = not any(t.pos_ in ("VERB", "AUX") for t in label)
        person = self._resolver.people.find(label[-1]) if plain and len(label) else None
        actors = (
            self.actors(label[-1])
            if person or (plain and len(label) and self._story.mention(label[-1]))
            else []
        )
        return Source(tuple(actors), label[-1]) if actors else None

    def _speaks(self, token: Token) -> bool:
        return token.lemma_.lower() in self._words.speech and token.pos_ in ("VERB", "AUX")

    def _continued(self, token: Token, quote: Quotation) -> Source | None:
        """Return the speaker of the quotation before, where one runs on."""
        place = self._story.place(token)
        earlier = [q for q in self._quotes[place] if q.end <= quote.start]
        if earlier:
            return self._quoted(token.doc[earlier[-1].start], earlier[-1])
        if not quote.opens_passage:
            return self._subject_of(token.doc[quote.start])
        for back in range(place - 1, max(-1, place - 4), -1):
            doc = self._story.passages[back].doc
            if self._quotes[back]:
                there = self._quotes[back][-1]
                return self._quoted(doc[there.start], there)
            for verb in reversed(doc):
                if (
                    self._speaks(verb)
                    and verb.tag_ in ("VBD", "VBZ", "VBP")
                    and verb.dep_ not in ("relcl", "acl")
                ):
                    actors = self._who_says(verb)
                    if actors:
                        return Source(tuple(actors), None)
        return None

    def _subject_of(self, token: Token) -> Source | None:
        """Return the actor of the sentence that a quotation is woven into."""
        root = token.sent.root
        actors = [a for s in subjects(root) for a in self.actors(s)] if root.pos_ == "VERB" else []
        return Source(tuple(actors), root) if actors else None

    def _according(self, token: Token) -> Source | None:
        return self._accorded([t for t in token.sent if t.lower_ == "according" and not self.quotation(t)])

    def _accorded(self, cues: list[Token]) -> Source | None:
        """Return the source that the first of these "according" names."""
        for cue in cues:
            found = prepositional(cue, ("to",)) or [
                t for c in cue.children for t in prepositional(c, ("to",))
            ]
            if not found and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "to":
                found = [t for t in cue.nbor().subtree if t.dep_ == "pobj"][:1]
            actors = [a for t in found for a in self.actors(t)]
            if actors:
                return Source(tuple(actors), cue)
        return None

    def _trailing(self, token: Token) -> Source | None:
        """Return the speaker of "…, X said." where the parser did not see the connection."""
        sentence = token.sent
        for verb in sentence:
            inserted = (verb.dep_ == "parataxis" and verb.head.is_ancestor(token)) or (
                verb.dep_ == "parataxis" and verb.head == token
            )
            if self._speaks(verb) and (verb.i > token.i or inserted) and not self.quotation(verb):
                plain = not [
                    c for c in verb.children if c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > verb.i
                ]
                before = {t.i for s in verb.children if s.dep_ == "nsubj" for t in s.subtree}
                plain = (
                    plain
                    and token.i not in before
                    and verb.lemma_ in ("say", "report", "tell", "add", "state", "note")
                )
                actors = self._who_says(verb) if plain and verb.tag_ in ("VBD", "VBZ", "VBP") else []
                if actors and verb.dep_ not in ("relcl", "acl", "amod"):
                    return Source(tuple(actors), verb)
        return None


def _feels(head: Token, child: Token) -> bool:
    """Tell whether a clause is what somebody is sure of or outraged at: "is outraged that"."""
    if child.dep_ != "ccomp":
        return False
    beside = [c for c in head.children if c.dep_ == "acomp"] if head.pos_ == "AUX" else [head]
    return any(c.pos_ in ("ADJ", "VERB") and c.lower_ in _FEELING for c in beside)
