"""Read who does what to whom off a parse; the parser's errors are met in `repairs` and `mending`.

Roles are logical: the subject of "was vetoed by Russia" is Russia, that of "which Russia vetoed" too. A
token list is returned because of coordination; relative pronouns are replaced by what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph.reading.links import (
    RELATIVE,
    agents,
    antecedent_of,
    has_to,
    is_not,
    meant,
    own_subjects,
    preposition_objects,
    shared_agents,
    shares,
    through_copula,
)
from graph.reading.repairs import (
    described_subject,
    mistaken,
    parted,
    small_clause,
    stray_subject,
    swallowed,
)
from graph.reading.words import bag

_JOINTLY = frozenset({"together", "along", "jointly", "alongside"})
# "X urged Y to go": Y goes. Everywhere else the subject of the infinitive is the subject of the verb.
OBJECT_CONTROL = bag(
    "urge ask call tell order press push pressure encourage implore request beg direct instruct require "
    "force allow enable permit help lead get invite want expect authorize authorise task mandate appeal "
    "demand warn remind oblige compel challenge advise persuade convince prompt let make see accuse "
    "suspect blame criticize criticise condemn denounce prevent stop bar ban block prohibit dissuade "
    "discourage charge"
)
_SHARED = frozenset({"join", "help", "assist"})  # "X joined Y in doing": both do it
# "X praised Y for doing", "praised Y's doing"
_PRAISING = bag("commend praise thank applaud congratulate salute hail appreciate reward honour honor")
_FOR_DEED = frozenset({"for", "over", "of", "from", "against", "into"})  # "X punished Y for doing": Y did
_PAYING = bag("use pay leave give send raise need want get take make spend")  # "X used it for doing": X does
_OF_ADDRESSEE = ("on", "upon", "to", "for", "with", "of")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: "was vetoed", "a draft vetoed by"."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if mistaken(verb) or any(c.dep_ == "nsubj" for c in verb.children):
        return False  # with a subject of its own a "participle" is a past tense: "which the US accused of"
    if verb.tag_ != "VBN" or any(
        c.dep_ == "aux" and c.lemma_ in ("have", "having", "be") for c in verb.children
    ):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not own_subjects(verb):
        return is_passive(verb.head)
    accused = verb.dep_ == "acomp" and verb.head.lemma_ == "stand"  # "stands accused"
    clausal = verb.dep_ in ("acl", "advcl", "amod", "relcl", "ccomp", "pcomp", "oprd")
    return accused or clausal or bool(agents(verb))


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the heads of the phrases that do what the verb says."""
    if depth > 8:
        return []
    if verb.pos_ not in ("VERB", "AUX"):
        return _owners(verb)
    if is_passive(verb):
        return agents(verb) or shared_agents(verb)
    if mistaken(verb):
        return [verb.sent.root]
    own = [t for s in own_subjects(verb) for t in meant(s, verb)]
    return own or described_subject(verb) or _inherited(verb, depth)


def objects(verb: Token) -> list[Token]:
    """Return the heads of the phrases to which it is done."""
    if is_passive(verb):
        return _passive_objects(verb)
    found = [t for c in verb.children
             if c.dep_ in ("dobj", "dative") or (c.dep_ == "oprd" and c.pos_ != "ADJ")
             for t in meant(c, verb)]  # fmt: skip
    if len(found) > 1:  # "which it calls a terror group": the group is what it is called
        named = [t for c in verb.children if c.dep_ in ("dobj", "dative") for t in meant(c, verb)]
        found = [t for t in named or found if not is_not(t)]
    if not found and verb.dep_ == "amod" and verb.head.i > verb.i and own_subjects(verb):
        found = [verb.head]  # "Iran tortured prisoners", read as prisoners that are tortured
    if not found:
        found = [t for c in verb.conjuncts if c.i > verb.i and c.dep_ == "conj" and c.head == verb
                 for t in (x for x in c.children if x.dep_ == "dobj")]  # fmt: skip
    return found or small_clause(verb) or _told(verb) or swallowed(verb) or _gap(verb)


def prepositional(head: Token, names: Iterable[str]) -> list[Token]:
    """Return the objects of these prepositions where they hang on the token."""
    wanted = frozenset(names)
    preps = [c for c in head.children if c.dep_ in ("prep", "agent", "dative", "prt") and c.lower_ in wanted]
    return [t for p in preps for t in preposition_objects(p)]


def infinitives(verb: Token) -> list[Token]:
    """Return the verbs of "to do" complements, also those the parser hung on the object."""
    kinds = ("acl", "relcl") if verb.pos_ == "NOUN" else ()
    own = [c for c in verb.children if c.dep_ in ("xcomp", "advcl", "ccomp", *kinds) and has_to(c)]
    below = [c for o in [*objects(verb), *prepositional(verb, _OF_ADDRESSEE)] for c in o.children
             if c.dep_ in ("relcl", "acl") and has_to(c)]  # fmt: skip
    found = own or below
    return [*found, *(t for f in found for t in f.conjuncts if t.pos_ == "VERB")]


def complements(verb: Token) -> list[Token]:
    """Return the verbs of "that" clauses."""
    if verb.pos_ == "NOUN":
        return [
            c
            for c in verb.children
            if c.dep_ in ("acl", "ccomp") and any(m.lower_ == "that" for m in c.children)
        ]
    return [c for c in verb.children if c.dep_ == "ccomp" and not has_to(c)]


def gerunds(verb: Token, names: Iterable[str]) -> list[Token]:
    """Return the verbs in -ing after these prepositions, coordination included."""
    wanted = frozenset(names)
    found = [c for p in verb.children if p.dep_ in ("prep", "agent") and p.lower_ in wanted
             for c in p.children if c.dep_ == "pcomp"]  # fmt: skip
    return [*found, *(t for f in found for t in f.conjuncts if t.pos_ == "VERB")]


def conjuncts(token: Token) -> list[Token]:
    """Return a noun and those coordinated with it in its own clause, in order."""
    others = ("VERB", "AUX") if token.pos_ == "PRON" else ("VERB", "AUX", "PRON")
    nouns = (c for c in token.conjuncts if c.pos_ not in others)
    return sorted({token, *(c for c in nouns if not parted(token, c) and not is_not(c))}, key=lambda t: t.i)


def governor(token: Token) -> Token:
    """Return the verb that a noun phrase depends on, or the root of its sentence."""
    while token.head != token and token.head.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token.head


def companions(verb: Token) -> list[Token]:
    """Return with whom the subject acts: "China vetoed it together with Russia"."""
    cues = [t for t in verb.subtree if t.lower_ in _JOINTLY and t.i > verb.i]
    near = [t for c in cues for t in (c, *c.children, *c.doc[c.i + 1 : c.i + 2])]
    preps = [t for t in near if t.lower_ in ("with", "alongside")]
    return list(dict.fromkeys(o for p in preps for o in preposition_objects(p)))


def possessors(noun: Token) -> list[Token]:
    """Return who a noun belongs to: "Russia's veto"."""
    return [c for c in noun.children if c.dep_ == "poss"]


def _told(verb: Token) -> list[Token]:
    """Return whom a verb of asking addresses where he was read as who is to do it: "urged it to act"."""
    if verb.lemma_ not in OBJECT_CONTROL:
        return []
    inner = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and has_to(c)]
    return [t for c in inner for t in own_subjects(c) if verb.i < t.i < c.i]


def _gap(verb: Token) -> list[Token]:
    """Return what a relative clause without its own object is about: "the agreement it signed"."""
    if verb.dep_ != "relcl" or any(c.dep_ == "ccomp" for c in verb.children):
        return []
    own = own_subjects(verb)
    return [antecedent_of(verb)] if own and all(s.lower_ not in RELATIVE for s in own) else []


def _inherited(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return through_copula(head)
    if shares(verb):
        return stray_subject(verb) or subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _controller(head, verb, depth)
    if verb.dep_ == "pcomp":
        return _through_preposition(verb, depth)
    return []


def _controller(head: Token, verb: Token, depth: int) -> list[Token]:
    if (head.lemma_ in OBJECT_CONTROL and verb.dep_ != "advcl") or (
        head.lemma_ in OBJECT_CONTROL and has_to(verb)
    ):
        found = objects(head) or prepositional(head, ("on", "upon", "to", "for"))
        found = [t for t in found if t != verb]
        if found:
            return found
        if is_passive(head):
            return objects(head)
    if is_passive(head) and not agents(head):
        return objects(head)
    return subjects(head, depth + 1) if head.pos_ != "ADJ" else own_subjects(head.head)


def _through_preposition(verb: Token, depth: int) -> list[Token]:
    prep = verb.head
    head = prep.head
    if head.pos_ in ("VERB", "AUX"):
        return _gerund_subjects(head, prep, depth)
    if head.lower_ == "short" and head.head.pos_ == "VERB":
        return subjects(head.head, depth + 1)  # "stopped short of asking"
    if head.pos_ in ("NOUN", "PROPN"):
        return _owners(head) or subjects(governor(head), depth + 1)
    return []


def _gerund_subjects(head: Token, prep: Token, depth: int) -> list[Token]:
    if head.lemma_ in _SHARED and prep.lower_ in ("in", "by"):
        return [*subjects(head, depth + 1), *objects(head)]
    if head.lemma_ in OBJECT_CONTROL and prep.lower_ in ("of", "for", "from", "with", "over", "into"):
        return objects(head) or subjects(head, depth + 1)
    if head.lemma_ in _PRAISING and prep.lower_ in ("in", "for"):
        return [t for o in objects(head) for t in (_owners(o) or [o])] or subjects(head, depth + 1)
    if is_passive(head) and not agents(head):
        return objects(head)
    if prep.lower_ in _FOR_DEED and head.lemma_ not in _PAYING:
        return [c for c in head.children if c.dep_ == "dobj" and c.i < prep.i] or subjects(head, depth + 1)
    return subjects(head, depth + 1)


def _owners(noun: Token) -> list[Token]:
    return prepositional(noun, ("by",)) or possessors(noun) or prepositional(noun, ("of",))


def _passive_objects(verb: Token) -> list[Token]:
    own = [t for c in verb.children if c.dep_ == "nsubjpass" for t in meant(c, verb)]
    if own:
        return own
    if verb.dep_ in ("acl", "amod", "relcl"):
        return through_copula(verb.head)
    if verb.dep_ in ("advcl", "acomp"):  # "Syria, accused of torture, said", "stands accused"
        return subjects(verb.head)
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):  # "reacted to being accused"
        return subjects(verb.head.head)
    if shares(verb):
        return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
    if verb.dep_ == "xcomp":
        return objects(verb.head) or subjects(verb.head)
    return [c for c in verb.children if c.dep_ == "nsubj"]
