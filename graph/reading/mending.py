"""Mend what the parser habitually gets wrong, in the parse itself, so that nothing else need think of it.

Verbs that were read as nouns or participles are in `misread`; here are phrases that hang on the wrong word.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Token

from graph.reading.links import is_not
from graph.reading.misread import CHARGES, NOMINAL, as_verb, graft, homograph, participle, perfect, plural
from graph.reading.words import bag

COMPONENT = "ostrakon_mending"
_CHARGED = bag("accused blamed charged condemned denounced suspected criticized criticised")
_TELLING = bag("tell inform warn assure remind notify persuade convince")
_DEEDS = bag(
    "use killing shelling bombing starvation torture massacre murder abduction attack destruction "
    "persecution detention arrest execution rape assassination siege bombardment violation invasion "
    "occupation abuse kidnapping expulsion deportation poisoning targeting slaughter shooting genocide "
    "mistreatment annexation displacement harassment"
)
_FOR_DEED = frozenset({"of", "for", "over", "from", "against"})
_BODIES = bag(
    "parliament state government congress senate opposition council army police family staff society faith"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def mend(doc: Doc, language: Language) -> Doc:
    """Give misread verbs their place back, and phrases their head."""
    for token in doc:
        repair = _REPAIRS.get(token.dep_)
        if repair is not None:
            repair(token, language)
        elif token.lower_ == "said" and token.pos_ in NOMINAL:  # "Said the minister: …"
            as_verb(token, "VBD", language)
    return doc


def _modifier(token: Token, language: Language) -> None:
    if token.i > 0 and not perfect(token, language):
        participle(token, language)


def _compound(token: Token, language: Language) -> None:
    if token.i > 0 and token.tag_ == "NN":
        homograph(token, language)


def _main(token: Token, language: Language) -> None:
    if token.tag_ in (*_FINITE, "VBN"):
        _subjectless(token)
    elif token.lower_ == "stands" and token.tag_ == "NNS":
        _standing(token, language)
    elif token.lower_ == "said" and token.pos_ in NOMINAL:
        as_verb(token, "VBD", language)


def _complement(token: Token, language: Language) -> None:
    if token.head.pos_ == "PROPN":
        _told(token)
    elif token.head.lemma_ == "be" and token.head.i < token.i:
        _cleft(token)
    else:
        _main(token, language)


def _subject(token: Token, language: Language) -> None:
    if token.head.i < token.i and token.head.tag_ in _FINITE:
        _second(token)


def _preposition(token: Token, language: Language) -> None:
    if token.dep_ == "agent" or (token.lower_ == "by" and token.head.pos_ == "VERB"):
        _agent(token)
    elif token.lower_ == "by" and token.head.pos_ == "NOUN":
        _doer(token)
    elif token.lower_ in _FOR_DEED and token.head.pos_ in ("PROPN", "VERB"):
        _deed(token, language)
    elif token.lower_ == "of" and token.head.head.dep_ == "agent":
        _charge(token)


def _clause(token: Token, language: Language) -> None:
    beside = (token.head.pos_, token.nbor(-1).pos_ if token.i else "")
    if token.tag_ == "NNS":
        plural(token, language)
    elif token.dep_ == "acl" and token.lower_ in _CHARGED and "PROPN" in beside:
        _relative(token, language)
    elif token.head.pos_ == "PROPN" and token.pos_ == "VERB":
        _told(token)


@Language.factory(COMPONENT)
def _component(nlp: Language, name: str) -> object:
    return lambda doc: mend(doc, nlp)


def _agent(prep: Token) -> None:
    """Hang "by" on the deed: "condemned the attack on Israel by Hamas"."""
    verb = prep.head
    named = all(c.ent_type_ not in ("DATE", "TIME", "") for c in prep.children if c.dep_ == "pobj")
    if prep.dep_ != "agent" and not named:
        return
    active = verb.tag_ in ("VBD", "VBZ", "VBP", "VBG") and not any(c.dep_ == "auxpass" for c in verb.children)
    deeds = [c for c in verb.children if c.dep_ == "dobj" and c.i < prep.i and c.right_edge.i + 1 == prep.i]
    if active and deeds:
        graft(prep, deeds[0], "prep")


def _deed(prep: Token, language: Language) -> None:
    """Hang "of doing" on the verb: "suspects Chad of shelling", "accused by Chad of starving children"."""
    name = prep.head
    above = name.head.head if name.dep_ == "pobj" and name.head.dep_ == "agent" else name.head
    above = name if name.pos_ == "VERB" else above
    if above.pos_ != "VERB" or (name != above and name.dep_ not in ("dobj", "pobj")):
        return
    for noun in [c for c in prep.children if c.dep_ == "pobj"]:
        for doing in [c for c in noun.children if c.dep_ == "amod" and c.tag_ == "VBG" and c.i == prep.i + 1]:
            as_verb(doing, "VBG", language)
            graft(doing, prep, "pcomp")
            graft(noun, doing, "dobj")
    if any(c.dep_ == "pcomp" for c in prep.children) or (name != above and is_not(name)):
        graft(prep, above)


def _charge(prep: Token) -> None:
    """Hang the charge on the verb: "accused by rights groups of rape"."""
    verb = prep.head.head.head
    charge = next((c for c in prep.children if c.dep_ == "pobj"), None)
    named = charge is None or charge.ent_type_ or charge.lemma_.lower() in _BODIES
    own = any(c.lower_ == "of" for c in verb.children)
    if verb.lower_ == "accused" and prep.head.pos_ == "NOUN" and not named and not own:
        graft(prep, verb)


def _relative(verb: Token, language: Language) -> None:
    """Mend "Mali, which Chad accused of", read as a Chad that is accused."""
    name = verb.head
    if name.tag_ == "WDT":
        name = next((c for c in name.children if c.dep_ == "appos" and c.i < verb.i), name)
    first = name.left_edge
    pronoun = first if first.tag_ in ("WDT", "WP") or first.i == 0 else first.nbor(-1)
    if pronoun.tag_ not in ("WDT", "WP") or verb.i < name.i:
        return
    noun = name.head if pronoun.head == name else pronoun.head
    if noun.i > pronoun.i or noun.pos_ not in NOMINAL:
        return
    as_verb(verb, "VBD", language)
    graft(verb, noun, "relcl")
    graft(pronoun, verb, "dobj")
    graft(name, verb, "nsubj")


def _subjectless(verb: Token) -> None:
    """Give back a subject that was read into the phrase before it: "In Geneva, Mali, an ally, accused"."""
    left = [c for c in verb.children if c.i < verb.i]
    fronted = [c for c in left if c.dep_ == "prep"]
    if not fronted or any("subj" in c.dep_ or c.dep_ in ("expl", "attr", "ccomp") for c in left):
        return
    last = left[-1]
    if last.dep_ == "npadvmod" and last.pos_ == "PROPN" and last.ent_type_ not in ("DATE", "TIME"):
        last.dep_ = "nsubj"
        return
    if verb.tag_ == "VBN" and not any(c.dep_ == "aux" for c in left):
        return
    listed = [t for t in fronted[-1].subtree if t.dep_ in ("appos", "conj") and t.pos_ in NOMINAL]
    names = [t for t in listed if t.head.i < t.i and t.left_edge.i > 0 and t.left_edge.nbor(-1).text == ","]
    if names:
        beside = names[-1].right_edge.i + 1 in (verb.i, verb.left_edge.i)
        subject = names[-1] if beside else names[0]
        for clause in [t for t in fronted[-1].subtree if t.dep_ in ("relcl", "acl") and t.i > subject.i]:
            graft(clause, subject if clause.head.i < subject.i else clause.head)
        graft(subject, verb, "nsubj")


def _standing(token: Token, language: Language) -> None:
    """Mend "stands accused" where the stands were read as a noun."""
    for verb in [c for c in token.children if c.dep_ == "acl" and c.lower_ in _CHARGED]:
        as_verb(token, "VBZ", language)
        verb.dep_ = "acomp"


def _cleft(verb: Token) -> None:
    """Hang "that accused" on its name: "it was Chad that accused Mali"."""
    names = [c for c in verb.head.children if c.dep_ == "attr" and c.pos_ == "PROPN" and c.i < verb.i]
    if names and any(c.tag_ in ("WDT", "WP") and c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        graft(verb, names[0], "relcl")


def _second(name: Token) -> None:
    """Make a second subject behind its verb the object: "Chad suspects Mali of"."""
    verb = name.head
    before = any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    charging = verb.lower_ in CHARGES | _CHARGED
    if before and charging and not any(c.dep_ == "dobj" for c in verb.children):
        name.dep_ = "dobj"


def _told(verb: Token) -> None:
    """Hang what somebody was told on the telling: "told Chad that Mali has fired"."""
    name = verb.head
    teller = name.head if name.dep_ == "dobj" else name
    if teller.lemma_ in _TELLING and any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children):
        graft(verb, teller, "ccomp")


def _doer(prep: Token) -> None:
    """Hang "by" on the deed, not on whom it was done to: "the shelling of villages by Chad"."""
    of = prep.head.head
    if prep.head.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _DEEDS:
        graft(prep, of.head)


_REPAIRS: dict[str, Callable[[Token, Language], None]] = {
    "amod": _modifier,
    "compound": _compound,
    "prep": _preposition,
    "agent": _preposition,
    "relcl": _clause,
    "acl": _clause,
    "ccomp": _complement,
    "ROOT": _main,
    "nsubj": _subject,
}
