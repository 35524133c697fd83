"""Know what a text is talking about: the state in focus, what "the council" and "it" stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Token

from graph.gazetteer import Entry, Gazetteer
from graph.reading.mentions import Mention
from graph.reading.people import Actor
from graph.reading.story import Story
from graph.reading.words import Words

_STANDARD = {"council": "UN Security Council", "assembly": "UN General Assembly"}
_ARMED = frozenset(
    {"force", "troop", "authority", "official", "army", "soldier", "jet", "warplane", "airstrike"}
)
_BARE = frozenset(
    {"authority", "police", "troop", "soldier", "policeman", "prosecutor"}
)  # organs that need no article
_OFFICIAL = frozenset(
    {
        "security",
        "armed",
        "government",
        "regime",
        "military",
        "state",
        "police",
        "army",
        "junta",
        "federal",
        "special",
    }
)
_PASSING = frozenset(
    {"UN Security Council", "UN General Assembly", "UN Human Rights Council", "European Parliament"}
)
_LOOK_BACK = 6  # sentences
_DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_HUMAN = frozenset({"he", "she", "him", "her", "his"})
_LONGEST_INITIALS = 8
_SMALL = frozenset({"of", "the", "for", "on", "and", "in", "to"})


class Focus:
    """Answer what a definite noun or a pronoun may refer to."""

    def __init__(self, story: Story, words: Words, gazetteer: Gazetteer) -> None:
        self._story = story
        self._words = words
        self._aliases = dict(_aliases(story))
        self.initials = dict(_initials(story))
        self._standard = {e.name: e for e in gazetteer.entries if e.name in _STANDARD.values()}
        self._united = next((e for e in gazetteer.entries if e.name == "United Nations"), None)
        self._inquiries = {
            e.name.split(" on ")[-1]: e
            for e in gazetteer.entries
            if e.kind == "body" and "Commission of Inquiry on" in e.name
        }

    def state(self, token: Token) -> Entry | None:
        """Return the state that "the government" means here: the one most spoken of around it."""
        near: Counter[Entry] = Counter()
        place = self._story.place(token)
        for index, names in enumerate(self._story.names[: place + 1]):
            for mention in names.all:
                if mention.is_state and (index < place or mention.start < token.i):
                    near[mention.entry] += 6 if place - index <= 2 else 2
        near.update({e: n for e, n in self._story.counts().items() if e in near})
        if not near:
            near = Counter({e: n for e, n in self._story.counts().items() if e.kind == "state"})
        best = sorted(near.items(), key=lambda item: (-item[1], item[0].id))
        return best[0][0] if best else None

    def dominant(self) -> Entry | None:
        """Return the state that a text names at least twice as often as any other."""
        counts = [(n, e) for e, n in self._story.counts().items() if e.kind == "state"]
        ranked = sorted(counts, key=lambda pair: (-pair[0], pair[1].id))
        rivals = ranked[1][0] if len(ranked) > 1 else 0
        return ranked[0][1] if ranked and ranked[0][0] >= 2 * rivals else None

    def fuller(self, name: str) -> str:
        """Return "New York Times" for "the Times" where the text has both."""
        plain = name.removeprefix("The ").removeprefix("the ")
        longer = [n for n in self._organisations if n.endswith(f" {plain}")] if plain[:1].isupper() else []
        return longer[0] if longer and " " not in plain else name

    def fuller_entry(self, entry: Entry) -> Entry | None:
        """Return The New York Times for "The Times" where a text names both."""
        if not entry.name.startswith("The "):
            return None
        name = self.fuller(entry.name)
        return next((e for e in self._story.counts() if e.name == name != entry.name), None)

    @cached_property
    def _organisations(self) -> list[str]:
        listed = [e.name for e in self._story.counts() if e.kind in ("organization", "body", "court")]
        seen = [e.text for p in self._story.passages for e in p.doc.ents if e.label_ == "ORG"]
        return list(dict.fromkeys([*listed, *(re.sub(r"^[Tt]he ", "", n) for n in seen)]))

    def passed(self, token: Token) -> Entry | None:
        """Return the body whose resolution this must be: the last named one that passes any."""
        if not _is_definite(token) and not any(c.dep_ == "det" for c in token.children):
            return None
        return next((m.entry for m in self._earlier(token) if m.entry.name in _PASSING), None)

    def definite(self, token: Token) -> Actor | None:
        """Return what "the council", "the SOC" or "the regime" refers to, or None."""
        lemma = "force" if token.lower_ == "forces" else token.lemma_.lower()
        alias = self._aliases.get(token.text)
        if alias:
            return Actor.of(alias)
        inquiry = self._inquiry(token, lemma)
        if inquiry:
            return Actor.of(inquiry, "coreference")
        described = any(c.dep_ in ("amod", "compound", "nummod", "poss") for c in token.children)
        if lemma in ("body", "organization", "organisation") and _marks(token) & {"world", "global"}:
            return Actor.of(self._united, "metonym") if self._united else None
        bare = lemma in _BARE and not described and not any(c.dep_ == "det" for c in token.children)
        marks = _marks(token)
        if lemma in _ARMED and marks and marks <= _OFFICIAL:
            state = self.state(token)
            return Actor.of(state, "focus") if state else None
        if bare and (lemma == "police" or token.tag_ == "NNS"):
            state = self.state(token)
            return Actor.of(state, "focus") if state else None
        part = (
            token.dep_ in ("compound", "nmod") and lemma in self._words.focus_state
        )  # "a government campaign"
        if not _is_definite(token) and not part:
            return None
        many = token.tag_ == "NNS" and lemma not in ("authority", "military")
        if lemma in self._words.focus_state and not many and not _is_specified(token):
            state = self.state(token)
            return Actor.of(state, "focus") if state else None
        kinds = self._words.generic.get(lemma)
        if kinds is None or _is_specified(token):
            return None
        mention = next((m for m in self._earlier(token) if _fits(m, lemma, kinds)), None)
        if mention is None and lemma in _STANDARD:
            standard = self._standard.get(_STANDARD[lemma])
            return Actor.of(standard, "focus") if standard and self._of_the_un() else None
        return Actor.of(mention.entry, "coreference") if mention else None

    def _of_the_un(self) -> bool:
        words = {t.lower_ for p in self._story.passages for t in p.doc}
        return bool(words & {"un", "u.n.", "veto", "vetoed", "nations", "peacekeeping"})

    def _inquiry(self, token: Token, lemma: str) -> Entry | None:
        """Return the commission of inquiry on the state in focus, however a text names it."""
        if lemma not in ("commission", "inquiry", "panel", "mission") or not self._speaks_of_inquiry(
            token, lemma
        ):
            return None
        state = self.state(token)
        return self._inquiries.get(state.name) if state else None

    def _speaks_of_inquiry(self, token: Token, lemma: str) -> bool:
        low = " ".join(t.lower_ for t in token.doc[max(0, token.left_edge.i) : token.right_edge.i + 1])
        united = "un " in low or "u.n." in low or "united nations" in low or "independent" in low
        return (united and lemma in ("commission", "inquiry")) or (
            lemma == "commission" and _is_definite(token) and not _is_specified(token)
        )

    def candidates(self, token: Token) -> Iterator[Token]:
        """Yield the heads of phrases that a pronoun may stand for, the likeliest first."""
        sentence = token.sent
        here = [t for t in sentence if t.i < token.i - 1 and t.dep_ in ("nsubj", "nsubjpass") and _is_noun(t)]
        if token.dep_ == "poss":
            yield from reversed(here)
        else:
            here = [t for t in here if t.head != token.head]
            above = [
                t for verb in token.ancestors for t in here if t.head == verb
            ]  # "said that it": who said
            rest = [t for t in here if t not in above]
            yield from [*above, *(reversed(rest) if token.dep_ == "dobj" else rest)]
        if token.dep_ in ("dobj", "dative") or (
            token.lower_ in _HUMAN and token.dep_ not in ("nsubj", "nsubjpass")
        ):
            nouns = [t for t in sentence.doc[sentence.start : token.i] if _is_noun(t) and t not in here]
            yield from sorted(
                nouns, key=lambda t: (t.dep_ != "dobj", -t.i)
            )  # "took Chad to court, accusing it"
        for count, earlier in enumerate(self._story.before(token)):
            if count >= _LOOK_BACK:
                return
            heads = [t for t in earlier if _is_noun(t)]
            yield from (t for t in heads if t.dep_ in ("nsubj", "nsubjpass"))
            owned = ("poss",) if token.lower_ in _HUMAN else ()
            yield from (t for t in reversed(heads) if t.dep_ in ("pobj", "dobj", "appos", "conj", *owned))

    def _earlier(self, token: Token) -> Iterator[Mention]:
        place = self._story.place(token)
        here = [m for m in self._story.names[place].all if m.end <= token.i]
        yield from reversed(here)
        for names in reversed(self._story.names[:place]):
            yield from reversed(names.all)


def _marks(token: Token) -> set[str]:
    """Return the plain words before a noun that say of what kind it is."""
    return {c.lower_ for c in token.children if c.dep_ in ("amod", "compound") and c.i < token.i}


def _is_noun(token: Token) -> bool:
    if token.pos_ == "ADJ":
        return token.dep_ in ("nsubj", "nsubjpass")
    return token.pos_ in ("NOUN", "PROPN") and token.ent_type_ not in ("DATE", "TIME", "CARDINAL", "MONEY")


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in _DEFINITE and c.dep_ in ("det", "poss") for c in token.children)


def _is_specified(token: Token) -> bool:
    """Tell whether a name or number beside the noun makes it more than "the council"."""
    marks = [c for c in token.children if c.dep_ in ("compound", "nmod", "nummod", "poss", "amod")]
    return any(c.pos_ in ("PROPN", "NUM") or c.ent_type_ == "NORP" for c in marks)


def _fits(mention: Mention, lemma: str, kinds: tuple[str, ...]) -> bool:
    if mention.entry.kind not in kinds:
        return False
    names = " ".join((mention.entry.name, *mention.entry.names)).lower()
    special = lemma not in (
        "group",
        "organization",
        "organisation",
        "body",
        "agency",
        "monitor",
        "watchdog",
        "ngo",
    )
    return not special or lemma in names.replace("-", " ").split() or mention.entry.kind == "court"


def _initials(story: Story) -> Iterator[tuple[str, str]]:
    """Yield the short names of what the lexicon lacks: "Chinese Human Rights Defenders (CHRD)"."""
    for parsed in story.passages:
        doc = parsed.doc
        for token in doc[1:-1]:
            short = token.text
            if not (short.isupper() and 2 < len(short) <= _LONGEST_INITIALS and token.nbor(-1).text == "("):
                continue
            words = [t for t in doc[max(0, token.i - 3 * len(short)) : token.i - 1] if t.text[:1].isupper()]
            first = words[-len(short) :]
            if "".join(t.text[0] for t in first) == short:
                yield short, doc[first[0].i : token.i - 1].text


def _aliases(story: Story) -> Iterator[tuple[str, Entry]]:
    """Yield the short names that a text gives in brackets: "Syrian Opposition Coalition (SOC)"."""
    for parsed, names in zip(story.passages, story.names, strict=True):
        doc = parsed.doc
        for mention in names.all:
            at = mention.end
            if mention.is_actor and at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
                short = doc[at + 1].text.strip("“”\"'")
                if short.isupper() and len(short) > 1 and names.at(at + 1) is None:
                    yield short, mention.entry
