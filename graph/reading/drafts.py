"""Name the draft or resolution that a phrase means, the same way throughout a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.reading.mentions import Mention
from graph.reading.parse import subtree_span
from graph.reading.story import Story
from graph.reading.words import bag

DRAFT_NOUNS = bag(
    "resolution draft text measure document proposal amendment motion bid action initiative referral "
    "statement"
)
ABBREVIATED = frozenset({"US", "U.S.", "UK", "U.K.", "UAE", "EU"})  # stand before a noun as adjectives do
_CORE = frozenset({"resolution", "draft"})
_FATED = bag("resolution draft text measure it which statement")
_PASSING = bag("adopt pass approve endorse")
_FALLING = bag("veto block reject defeat kill scuttle fail")
_HAVING = bag("has have had having was were been be")
_EARLIER = bag(
    "previous earlier past prior three two four several five six similar other many multiple dozen numerous"
)
_SYMBOL = re.compile(
    r"\bS/(?:RES/)?\d{4}/\d+|\bA/(?:RES/)?\d+/\w+|\b[Rr]esolution\s+(\d{3,4})\b(?:\s*\(\d{4}\))?"
)
_REFERRING = frozenset({"refer", "referral", "send"})
_REFER = frozenset(
    {"refer", "referral", "investigate", "prosecute", "ask", "request", "authorize", "mandate", "send"}
)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Know the draft that a story is about."""

    story: Story
    focus: str
    passed: bool = False  # the text tells that one was adopted
    fallen: bool = False  # it tells that one was vetoed, and of none that was adopted

    @classmethod
    def of(cls, story: Story) -> Drafts:
        """Find the fullest description of the draft that a story speaks of."""
        best = ""
        for _, sentence in story.sentences():
            for token in sentence:
                if token.lemma_.lower() in _CORE and not _is_other(token):
                    described = _describe(story, token)
                    if (len(described.split()) > len(best.split()) and "referring" in described) or (
                        not best and described
                    ):
                        best = described
        passed, fallen = _tells(story, _PASSING), _tells(story, _FALLING)
        return cls(story, best or _asked_for(story) or "draft resolution", passed, fallen and not passed)

    def name(self, tokens: list[Token]) -> str:
        """Return the name of what these heads mean; the draft in focus where they say no more."""
        heads = [t for t in tokens if t.lemma_.lower() in DRAFT_NOUNS]
        if not heads:
            return self.focus
        head = heads[0]
        symbol = _SYMBOL.search(subtree_span(head).text)
        if symbol:
            return symbol.group()
        if _is_other(head):
            return _phrase(head)
        described = _describe(self.story, head)
        if described and self.focus.startswith("draft resolution referring"):
            return self.focus if _same_subject(described, self.focus) else described
        return described if described and self.focus == "draft resolution" else self.focus


def _tells(story: Story, verbs: frozenset[str]) -> bool:
    """Tell whether a text says that a draft met such a fate."""
    return any(
        t.lemma_.lower() in verbs
        and t.pos_ == "VERB"
        and not any(c.dep_ in ("neg", "aux") and c.lower_ not in _HAVING for c in t.children)
        and any(o.lemma_.lower() in _FATED for o in (*t.children, t.head))
        for _, sentence in story.sentences()
        for t in sentence
    )


def _asked_for(story: Story) -> str | None:
    """Return the draft that a text never describes but for which it tells what the Council is asked to do."""
    for _, sentence in story.sentences():
        named = story.mentions(sentence)
        court = next((m.entry.name for m in named if m.entry.kind == "court"), None)
        refers = next((t for t in sentence if t.lemma_.lower() in _REFERRING), None)
        if court is None or refers is None:
            continue
        states = [m.entry.name for m in named if m.is_state and m.start > refers.i]
        if states:
            return f"draft resolution referring {states[0]} to the {court}"
    return None


def count_of(tokens: list[Token]) -> int | None:
    """Return how many drafts a phrase counts: "three previous resolutions"."""
    words = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
             "nine": 9, "ten": 10,
             "eleven": 11, "twelve": 12, "dozen": 12}  # fmt: skip
    for token in tokens:
        for before in token.doc[token.left_edge.i : token.i]:  # "three earlier resolutions": of either word
            if before.tag_ == "CD" and before.head in (token, *token.children) and token.tag_ == "NNS":
                text = before.lower_.replace(",", "")
                return words.get(text) or (int(text) if text.isdigit() else None)
    return None


def _is_other(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 3]
    repeated = len(after) == 2 and after[0].lower_ == "after" and after[1].lemma_ == token.lemma_
    return repeated or any(c.lower_ in _EARLIER for c in token.children) or token.tag_ == "NNS"


def _phrase(head: Token) -> str:
    span = subtree_span(head)
    text = re.split(r"\s*(?:,| that | which | on \d| together with | along with | alongside )", span.text)[0]
    return re.sub(r"^(the|a|an|its|their)\s+", "", text, flags=re.IGNORECASE).strip(' "“”')[:90]


def _describe(story: Story, head: Token) -> str:
    """Return "draft resolution referring Syria to the …", "… on Syria", or nothing where nothing is said."""
    span = subtree_span(head)
    subject = _subject(story, head, span)
    lemmas = {t.lemma_.lower() for t in span}
    court = next((m.entry.name for m in story.mentions(span) if m.entry.kind == "court"), None)
    if court is None and any(t.lower_ == "it" and t.dep_ == "pobj" for t in span):
        court = _most_named_court(story)
    if subject and court and lemmas & _REFER:
        return f"draft resolution referring {subject} to the {court}"
    topic = next((t.lower_ for t in head.children if t.dep_ == "compound" and t.pos_ == "NOUN"
                  and t.lower_ not in DRAFT_NOUNS | {"security", "council"}), "")  # fmt: skip
    if subject:
        return f"{topic} draft resolution on {subject}".strip()
    return f"{topic} draft resolution".strip() if topic else ""


def _most_named_court(story: Story) -> str | None:
    """Return the court that "referred it to it" can only mean."""
    courts = [(-count, entry.name) for entry, count in story.counts().items() if entry.kind == "court"]
    return min(courts)[1] if courts else None


def _subject(story: Story, head: Token, span: Span) -> str:
    places = [m for m in story.mentions(span) if m.is_state and not _is_author(span, m)]
    on = (
        [m for m in places if span.doc[m.start - 1].lower_ in ("on", "in", "over", "about", "for")]
        if places
        else []
    )
    chosen = (on or places)[:1]
    return chosen[0].entry.name if chosen else ""


def _is_author(span: Span, mention: Mention) -> bool:
    """Tell whether a state has made the draft and is not what it is about: "put forward by Mali and Chad"."""
    after = span.doc[mention.end].lower_ if mention.end < len(span.doc) else ""
    head = span.doc[mention.start : mention.end].root
    if head.dep_ == "nsubj" and head.head.dep_ == "relcl":
        return True  # "the text, which Russia vetoed"
    while head.dep_ in ("conj", "appos") and head.head != head:
        head = head.head
    behind = head.head.lower_ in ("by", "behalf") or head.head.head.lower_ == "behalf"
    return after in ("-", "'s", "’s") or behind or (mention.form == "demonym" and after in DRAFT_NOUNS)


def _same_subject(described: str, focus: str) -> bool:
    names = re.findall(r"[A-Z]\w+", described)
    return all(n in focus for n in names)
