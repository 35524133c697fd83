"""Read noun phrases off a parse: as the text has them, what they count, and which names stand in one list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from graph.reading.mentions import Mention
from graph.reading.story import Story
from graph.reading.words import bag

MODIFIERS = bag("amod compound poss nmod nummod advmod quantmod det punct")
QUANTITIES = bag("score dozen hundred thousand number handful majority group scores")
_LEADING = bag("various several certain the a an these those this that also its their his")
_MAX_PHRASE = 8  # words; longer literal names are cut to what stands before the head
_JOINING = bag(", and or the & as well both")
_LINKING = frozenset({"and", "or", "&"})
_ROLE_LINKS = bag("of for at from to with")
_KINDS = bag(
    "agency group newspaper organization organisation broadcaster channel network charity ngo party paper "
    "website magazine station movement militia company firm outlet watchdog monitor coalition"
)
_DESCRIBING = bag(
    "based run owned backed led funded controlled affiliated linked aligned sponsored headquartered"
)
_DASHES = ("–", "—", "-")
_MEMBERS = frozenset({"member", "signatory", "permanent"})
_NEAR = 5  # tokens from "members" to the name of what they are members of
_NAMING = frozenset({"for", "without", "against"})  # "Movement for Change"
_MAX_GAP = 4  # tokens between two names of one list


def phrase(story: Story, token: Token) -> str:
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
    start, end = _proper(doc, start, token), _phrase_end(story, token)
    if _is_quantity(token):
        start = token.left_edge.i - 2
    first, last = story.original(doc[start : end + 1])
    return " ".join(story.document.text[first:last].split()).strip(" ,;:\"“”'")


def numbered(story: Story, token: Token) -> str | None:
    """Return "58 countries" for a later "the countries"."""
    if token.tag_ != "NNS" or not is_the(token) or token.i - token.left_edge.i > 1:
        return None
    for sentence, _ in zip(story.before(token), range(8), strict=False):
        for other in sentence:
            if other.lemma_ == token.lemma_ and any(c.dep_ == "nummod" for c in other.children):
                return phrase(story, other)
    return None


def run(story: Story, token: Token) -> list[Token]:
    """Return the heads of the names listed beside a name: lists are read off the text, not the parse."""
    mention = story.mention(token)
    if mention is None or not mention.is_actor or mention.form == "demonym":
        return []
    names = story.names[story.place(token)]
    right = list(_listed(token, mention, names.all, 1))
    left = list(_listed(token, mention, names.all, -1))
    whole = _one_list(token.doc, sorted([*left, mention, *right], key=lambda m: m.start), mention)
    linked = {t.lower_ for t in token.doc[whole[0].start : whole[-1].end]} & _LINKING
    gap = {t.lower_ for t in token.doc[whole[-2].end : whole[-1].start]} if len(whole) > 1 else set()
    if "," in gap and not linked:
        return []  # "…in Syria, Amnesty International said" is no list
    return [story.head(token, m) for m in whole if m != mention]


def _one_list(doc: Doc, names: list[Mention], mention: Mention) -> list[Mention]:
    """Return the list that a name is in: after "Israel and Egypt, Jordan" a new one begins."""
    found: list[list[Mention]] = [names[:1]]
    linked = False
    for before, name in pairwise(names):
        gap = {t.lower_ for t in doc[before.end : name.start]}
        if linked and not gap & _LINKING:
            found.append([])
            linked = False
        linked = linked or bool(gap & _LINKING)
        found[-1].append(name)
    return next(part for part in found if mention in part)


def _proper(doc: Doc, start: int, token: Token) -> int:
    """Return where a name begins, past what only describes it: "Geneva-based", "state news agency Saba"."""
    told = (t.i for t in doc[start + 2 : token.i] if t.lower_ in _DESCRIBING and t.nbor(-1).text == "-")
    at = max(told, default=start - 1) + 1
    at = at if at > start and doc[at].pos_ == "PROPN" else start
    if token.pos_ != "PROPN":
        return at
    common = [
        t.i
        for t in doc[at : token.i]
        if t.lower_ == "ngo" or (t.pos_ == "NOUN" and t.lemma_.lower() in _KINDS)
    ]
    return common[-1] + 1 if common else at


def _is_quantity(token: Token) -> bool:
    """Tell whether a noun stands in "scores of …"."""
    first = token.left_edge.i
    return (
        first > 1
        and token.doc[first - 1].lower_ == "of"
        and token.doc[first - 2].lemma_.lower() in QUANTITIES
    )


def _phrase_end(story: Story, token: Token) -> int:
    """Return the end of "a party to the conflict", "members of the UN", else the noun's own place."""
    after = token.doc[token.i + 1 : token.i + 4]
    body = of_what(token) if token.lemma_ in _MEMBERS else None
    if token.tag_ == "NNS" and len(after) > 1 and after[0].lower_ == "of" and after[1].pos_ == "PROPN":
        return int(max(t.i for t in after[1:] if t.pos_ == "PROPN"))  # "residents of Ishaqi"
    if body is not None and story.mention(body) is not None and body.i - token.i <= _NEAR:
        return int(body.i)
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end and e.label_ == "ORG"), None)
    if token.pos_ == "PROPN" and entity is not None and all(t.text not in (",", "(") for t in entity):
        return int(entity.end - 2 if entity[-1].tag_ == "POS" else entity.end - 1)
    if token.pos_ == "PROPN" and len(after) > 1 and after[0].lower_ in _NAMING and after[1].pos_ == "PROPN":
        return _named_to(after[1])
    if (
        token.lemma_ in ("party", "side")
        and len(after) > 1
        and after[0].lower_ == "to"
        and after[1].pos_ != "VERB"
    ):
        return next((int(t.i) for t in after[1:] if t.pos_ == "NOUN"), int(token.i))
    return int(token.i)


def _named_to(token: Token) -> int:
    """Return the end of a name that goes on: "Movement for Democratic Change"."""
    doc, end = token.doc, int(token.i)
    while end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN":
        end += 1
    return end


def is_the(token: Token) -> bool:
    """Tell whether a noun has the definite article."""
    return any(c.lower_ == "the" for c in token.children)


def of_what(token: Token) -> Token | None:
    """Return the noun after "of"."""
    return next((c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"), None)


def _belongs(token: Token, head: Token) -> bool:
    """Tell whether a token before the head is part of its own phrase and of nothing longer."""
    while token.head != head and token.head != token:
        token = token.head
    return token.dep_ in MODIFIERS


def nominal(token: Token) -> list[Token]:
    """Return a role noun with what stands before it and the "of", "for" or "at" behind it."""
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _ROLE_LINKS]
    right = [t for c in preps for t in c.subtree]
    end = max([token.i, *(t.i for t in right)])
    found = list(token.doc[token.left_edge.i : end + 1])
    stop = next(
        (n for n, t in enumerate(found) if t.i > token.i and (t.text == "," or t.tag_ in ("WDT", "WP"))), None
    )
    return found[:stop]


def _listed(token: Token, mention: Mention, all_: tuple[Mention, ...], step: int) -> Iterator[Mention]:
    """Yield the states beside a name with nothing but commas, "and", "or" and "the" between them."""
    doc, here, at = token.doc, mention, all_.index(mention) + step
    while 0 <= at < len(all_):
        there = all_[at]
        first, second = (here, there) if step > 0 else (there, here)
        between = [t.lower_ for t in doc[first.end : second.start]]
        joined = len(between) <= _MAX_GAP and all(b in _JOINING for b in between)
        alike = there.is_actor and there.is_state == mention.is_state and there.form != "demonym"
        if not joined or not alike:
            return
        if _starts_clause(doc[second.start : second.end].root, token) or _is_owner(doc, there):
            return
        yield there
        here, at = there, at + step


def explained(story: Story, token: Token) -> list[Mention]:
    """Return the names that a phrase between dashes explains: "China – a permanent member –"."""
    doc, at = token.doc, int(token.left_edge.i) - 1
    closed = token.i + 1 < len(doc) and doc[token.i + 1].text in _DASHES
    mention = story.mention(doc[at - 1]) if at > 0 and doc[at].text in _DASHES and closed else None
    if mention is None or not mention.is_actor:
        return []
    heads = [*run(story, story.head(token, mention)), story.head(token, mention)]
    names = sorted({m for h in heads if (m := story.mention(h))}, key=lambda m: m.start)
    return names[-2:] if doc[at + 1].lower_ == "both" else names


def _starts_clause(root: Token, token: Token) -> bool:
    return root.dep_ in ("nsubj", "nsubjpass") and root.head != token.head and root.i > token.i


def _is_owner(doc: Doc, mention: Mention) -> bool:
    return mention.end < len(doc) and doc[mention.end].tag_ == "POS"
