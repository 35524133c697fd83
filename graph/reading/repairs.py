"""Mend what the parser habitually gets wrong, one function a habit."""

from __future__ import annotations

from spacy.tokens import Token

_QUOTE_ENDS = frozenset({"”", '"', "''", ","})


def mistaken(verb: Token) -> bool:
    """Tell whether a main verb was taken for a participle: "The head of X, which …, called for"."""
    root = verb.sent.root
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or root.pos_ not in ("NOUN", "PROPN"):
        return False
    if verb.tag_ == "VBN" and by_phrases(verb):
        return False
    later = [t for t in verb.sent if t.dep_ == "acl" and t.tag_ in ("VBN", "VBD") and t.i > verb.i]
    linked = any(c.dep_ in ("prep", "advcl", "ccomp", "xcomp", "dobj") for c in verb.children)
    return not later and linked and verb.i > root.i


def small_clause(verb: Token) -> list[Token]:
    """Return the object that the parser made the subject of an adjective: "holds Russia responsible"."""
    inner = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "oprd", "acomp") and c.pos_ == "ADJ"]
    return [t for c in inner for t in c.children if t.dep_ in ("nsubj", "nsubjpass")]


def by_phrases(verb: Token) -> list[Token]:
    """Return the "by" of a passive, also where it was hung on a phrase in between, and "as well as by"."""
    own = [c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"]
    inner = [d for c in verb.children if c.dep_ == "prep" and c.lower_ != "by" for d in c.subtree
             if d.lower_ == "by" and d.dep_ in ("prep", "agent")
             and d.head.pos_ != "VERB"] if verb.tag_ == "VBN" else []  # fmt: skip
    found = own or inner
    return [
        *found,
        *(d for c in found for d in c.subtree if d.lower_ == "by" and d != c and d.dep_ == "agent"),
    ]


def stray_subject(verb: Token) -> list[Token]:
    """Return the name before a verb, read into the clause before: "X opposed it and Y abstained"."""
    at = verb.i - 1
    while at > verb.head.i and verb.doc[at].pos_ in ("AUX", "ADV"):
        at -= 1
    before = verb.doc[at]
    finite = verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")
    stray = before.pos_ == "PROPN" and before.dep_ in ("conj", "appos") and at > verb.head.i
    return [before] if finite and stray else []


def parted(one: Token, other: Token) -> bool:
    """Tell whether a finite verb stands between two nouns that were read as coordinated."""
    first, last = sorted((one.i, other.i))
    between = one.doc[first + 1 : last]
    return any(t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ != "relcl" for t in between)


def swallowed(verb: Token) -> list[Token]:
    """Return the object read into a quoted phrase before it: "condemned “in strong terms” the raid"."""
    inner = [t for c in verb.children if c.dep_ == "prep" for t in c.children if t.dep_ == "pobj"]
    found = [a for t in inner for a in t.children if a.dep_ == "appos" and a.left_edge.i > t.i + 1]
    return [a for a in found if a.doc[a.left_edge.i - 1].text in ('"', "”", "''")]


def inverted_speaker(verb: Token) -> list[Token]:
    """Return the speaker after a quotation that was read as the object of "said": "…,” said Ms Ito."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "ccomp") and c.i > verb.i for c in verb.children):
        return []
    before = verb.nbor(-1).text if verb.i else ""
    named = [
        c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "npadvmod", "dep") and c.i > verb.i
    ]
    return named[:1] if before in _QUOTE_ENDS and not any(c.dep_ == "nsubj" for c in verb.children) else []


def described_subject(verb: Token) -> list[Token]:
    """Return the subject that the parser gave to its adjective: "says troops loyal to the king killed"."""
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBD", "VBP", "VBZ"):
        return []
    beside = [c for c in verb.head.children if c.pos_ == "ADJ" and c.dep_ == "ccomp" and c.i < verb.i]
    return [t for c in beside for t in c.children if t.dep_ == "nsubj" and t.i < c.i][:1]
