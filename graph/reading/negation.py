"""Tell whether a verb is denied, passed over for another one, or only supposed."""

from __future__ import annotations

from spacy.tokens import Token

from graph.reading.words import bag

_NOT = {"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"}
_NOBODY = frozenset({"no", "none", "neither", "nobody"})
_MERELY = frozenset({"only", "just", "merely", "simply", "solely", "least"})  # "not only accused": did
_CONDITION = bag("if unless whether lest should provided assuming")
_SUPPOSING = frozenset({"if", "unless"})
_CONCEDING = frozenset({"even", "as"})  # "even if", "as if": what follows depends on nothing
_INVERTING = frozenset({"were", "had", "should"})


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied: "did not veto", "never ratified"."""
    words = (c for c in verb.children if c.dep_ in ("neg", "advmod", "preconj", "cc"))
    if any(c.lower_ in _NOT and not _apart(c, verb) and not _merely(c) for c in words):
        return True
    subject = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(d.lower_ in _NOBODY for s in subject for d in [s, *s.children]):
        return True
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and shares_auxiliaries(verb)
        and is_negated(verb.head)
        and not any(c.lower_ == "but" for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i)
    )


def shares_auxiliaries(verb: Token) -> bool:
    """Tell whether a coordinated verb hangs on the auxiliaries of the first."""
    return not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)


def is_passed_over(verb: Token) -> bool:
    """Tell whether something else was done: "talked rather than accuse", "instead of accusing"."""
    first = verb.i - 1
    while first > 0 and verb.doc[first].lower_ in ("to", "have"):
        first -= 1
    before = verb.doc[first] if first >= 0 else verb
    return before.lower_ == "than" and first > 0 and before.nbor(-1).lower_ in ("rather", "sooner")


def is_supposed(verb: Token) -> bool:
    """Tell whether a verb stands in a condition, or is what would follow from one."""
    if any(c.lower_ in _CONDITION and c.dep_ in ("mark", "aux", "advmod") for c in verb.children):
        return True
    return is_inverted(verb) or any(_conditions(c) for c in verb.children if c.dep_ == "advcl")


def is_asked(verb: Token) -> bool:
    """Tell whether it is an open question: "asked whether it had vetoed the draft"."""
    return any(c.lower_ == "whether" and c.dep_ in ("mark", "advmod") for c in verb.children)


def is_inverted(verb: Token) -> bool:
    """Tell whether a condition has its verb first: "should it veto", "had it seen", "were it to leave"."""
    if verb.dep_ not in ("advcl", "ccomp") or verb.i > verb.head.i:
        return False
    subjects = [c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    first = [t for t in (verb, *verb.children) if t.lower_ in _INVERTING and t.pos_ in ("AUX", "VERB")]
    return bool(subjects) and any(t.i == verb.left_edge.i and t.i < min(subjects) for t in first)


def _conditions(clause: Token) -> bool:
    """Tell whether an adverbial clause is the condition of what its head tells."""
    for mark in (c for c in clause.children if c.dep_ in ("mark", "advmod")):
        if mark.lower_ in _SUPPOSING:
            return mark.i == 0 or mark.nbor(-1).lower_ not in _CONCEDING
    return is_inverted(clause)


def _apart(word: Token, verb: Token) -> bool:
    """Tell whether "not" belongs to what follows: "Russia vetoed it, not China"."""
    return word.i > verb.i and any(t.text == "," for t in word.doc[verb.i : word.i])


def _merely(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in _MERELY
