"""Read single links off a parse: a verb's own subjects and agents, what a pronoun or a noun stands for."""

from __future__ import annotations

from spacy.tokens import Token

from graph.reading.repairs import by_phrases
from graph.reading.words import bag

_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
RELATIVE = frozenset({"which", "who", "that", "whom"})
_GENERIC = bag("state country nation government power party side member")


def own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that hang on a verb itself, before relative pronouns are replaced."""
    found = [c for c in verb.children if c.dep_ in _SUBJECTS and c.dep_ != "expl" and not is_not(c)]
    if len(found) > 1 and found[-1].i < verb.i:
        found = found[-1:]  # the parser took an apposition before the subject for another one
    inverted = [c for c in verb.children if c.dep_ == "attr" and c.i < verb.i]
    return found or (inverted if verb.lemma_ == "be" and not found else [])


def agents(verb: Token) -> list[Token]:
    """Return who stands behind the "by" of a passive."""
    found = [t for c in by_phrases(verb) for t in preposition_objects(c)]
    return [t for t in found if t.pos_ != "VERB"]


def shared_agents(verb: Token) -> list[Token]:
    """Return the agent that follows two coordinated verbs: "drafted and tabled by X"."""
    return [a for v in verb.conjuncts for a in agents(v) if a.i > verb.i and verb.tag_ == v.tag_]


def preposition_objects(prep: Token) -> list[Token]:
    """Return what a preposition governs, also through a second one: "from within"."""
    found = [
        c for c in prep.children if c.dep_ == "pobj" or (prep.lower_ == "as" and c.dep_ in ("amod", "acomp"))
    ]
    nested = [t for c in prep.children if c.dep_ == "prep" for t in preposition_objects(c)]
    return found or nested


def meant(token: Token, verb: Token) -> list[Token]:
    """Return what a relative pronoun stands for, or the token itself."""
    if token.lower_ not in RELATIVE or token.tag_ not in ("WDT", "WP", "IN", "DT"):
        return [token]
    clause = verb
    while clause.dep_ in ("conj", "ccomp", "xcomp") and clause.head != clause:
        clause = clause.head
    if clause.dep_ == "relcl":
        antecedent = antecedent_of(clause)
        subject = token.dep_ in _SUBJECTS and (antecedent.tag_ == "NNS" or antecedent.lower_ == "one")
        return through_copula(antecedent) if subject else [antecedent]
    return [] if token.lower_ == "who" else [token]


def antecedent_of(clause: Token) -> Token:
    """Return the noun of a relative clause, past "the president of X, who": the nearest one that fits."""
    head = clause.head
    return head.head if head.dep_ == "appos" and head.head.pos_ == "PROPN" and head.i > head.head.i else head


def through_copula(noun: Token) -> list[Token]:
    """Return who the noun is said to be: "Russia was one of several members to block"."""
    top = noun
    while top.dep_ in ("pobj", "prep") and top.head.dep_ in ("prep", "attr"):
        top = top.head
    identified = noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and noun.lemma_ in _GENERIC
    if identified:  # "the state accused was Mali"
        return [c for c in noun.head.children if c.dep_ == "attr" and c.pos_ == "PROPN"] or [noun]
    among = top.dep_ == "prep" and top.lower_ in ("among", "amongst", "of")
    if (top.dep_ == "attr" or among) and top.head.lemma_ in ("be", "become"):
        return [s for s in own_subjects(top.head) if s.lower_ not in ("it", "there", "this", "that")] or [
            noun
        ]
    return [noun]


def shares(verb: Token) -> bool:
    """Tell whether a verb is coordinated with another one."""
    return verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX")


def has_to(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(c.tag_ == "TO" for c in verb.children)


def is_not(noun: Token) -> bool:
    """Tell whether a noun is named only to be excluded: "Iran, not Iraq", "Iran rather than Iraq"."""
    at = noun.i - 1
    while at >= 0 and noun.doc[at].dep_ in ("compound", "det", "amod"):
        at -= 1
    return at >= 0 and noun.doc[at].lower_ in ("not", "than")
