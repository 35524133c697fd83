"""Give verbs back that the parser read as part of a noun phrase: "the army tortured prisoners"."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Token

from graph.reading.words import bag

# Verbs of harm. Others may well be participles between two nouns: "UN backed troops".
_HARM = bag(
    "torture massacre kill murder execute bomb shell attack abduct kidnap rape starve detain arrest "
    "imprison jail deport displace expel persecute oppress besiege target poison shoot beat assault "
    "slaughter destroy burn loot harass abuse mistreat bombard evict flog behead hang gas exterminate "
    "ambush"
)
_IRREGULAR = frozenset({"shot", "beaten", "flogged", "kidnapped"})
_HARMED = _IRREGULAR | {w + ("d" if w.endswith("e") else "ed") for w in _HARM}
_ADJECTIVAL = bag(
    "armed limited mixed increased renewed continued united organised organized developed established "
    "disputed occupied improved reduced divided detailed unlimited elected combined required related"
)
CHARGES = bag("accuses blames charges condemns denounces suspects criticizes criticises")
_INFINITIVE = bag(
    "plan continue try threaten begin start want use intend prepare order vow promise attempt force proceed"
)
_MORPH = {
    "VBD": "Tense=Past|VerbForm=Fin",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBZ": "VerbForm=Fin",
    "VB": "VerbForm=Inf",
}
_ADVERBIAL = frozenset({"RB", "RBR"})
_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "xcomp", "pcomp"})
_LEFT = frozenset({"mark", "aux", "advmod", "neg", "punct", "det", "npadvmod", "prep"})
_RIGHT = frozenset({"parataxis", "advcl", "ccomp", "punct", "cc"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def graft(token: Token, head: Token, dep: str | None = None) -> bool:
    """Hang a token on another head; refuse where the tree would become a ring."""
    if token != head and token in head.ancestors:
        return False
    token.head = head
    token.dep_ = dep or token.dep_
    return True


def perfect(token: Token, language: Language) -> bool:
    """Mend "had massacred civilians" where the parser read civilians that were massacred."""
    before, noun = token.nbor(-1), token.head
    if token.tag_ != "VBN" or before.lemma_ != "have" or noun.head != before or token.lower_ in _ADJECTIVAL:
        return False
    as_verb(token, "VBN", language)
    _replace(token, before)
    for child in [*before.children, before]:
        if child != token:
            graft(child, token)
    before.dep_, before.pos_ = "aux", "AUX"
    return True


def participle(token: Token, language: Language) -> None:
    """Mend "the army tortured prisoners" where the prisoners were read as tortured ones."""
    noun = token.head
    if token.lower_ not in _HARMED or noun.i < token.i:
        return
    subject = _subject(token)
    if subject is None or any(c.dep_ in ("det", "poss") and subject.i < c.i < token.i for c in noun.children):
        return
    _promote(token, noun, "VBN" if _auxiliaries(token, noun) else "VBD", language)
    _take_subject(token, subject)


def homograph(token: Token, language: Language) -> None:
    """Mend "did torture prisoners" and "planning to massacre civilians"."""
    noun, before = token.head, token.nbor(-1)
    if noun.tag_ != "NNS" or token.lemma_.lower() not in _HARM:
        return
    if before.lower_ == "to" and before.head.lemma_.lower() in _INFINITIVE and before.head.i < before.i:
        above = before.head
        _promote(token, noun, "VB", language)
        graft(token, above, "xcomp")
        graft(before, token, "aux")
        before.tag_, before.pos_ = "TO", "PART"
    elif before.dep_ == "aux" and before.head == token:
        _promote(token, noun, "VB", language)
        for subject in (c for c in before.children if c.dep_ in ("nsubj", "mark")):
            graft(subject, token)


def plural(token: Token, language: Language) -> None:
    """Mend "whom Ukraine accuses of" where the verb was read as a plural."""
    names = [c for c in token.children if c.dep_ == "compound" and c.i == token.i - 1]
    if token.lower_ in CHARGES and names:
        as_verb(token, "VBZ", language)
        names[0].dep_ = "nsubj"


def as_verb(token: Token, tag: str, language: Language) -> str:
    """Make a token a verb and return its infinitive."""
    token.tag_, token.pos_ = tag, "VERB"
    token.set_morph(_MORPH[tag])  # type: ignore[attr-defined]
    lemmatizer = language.get_pipe("lemmatizer")
    token.lemma_ = lemmatizer.rule_lemmatize(token)[0].lower()  # type: ignore[attr-defined]
    return token.lemma_


def _promote(verb: Token, noun: Token, tag: str, language: Language) -> None:
    """Put a verb where the noun stood that was read as its head, and the noun below it as its object."""
    above, dep = noun.head, noun.dep_
    while above.pos_ == "PUNCT" and above.head != above:
        above = above.head
    as_verb(verb, tag, language)
    _hang(verb, above, dep, noun)
    for child in list(noun.children):
        moved = child.dep_ in _LEFT if child.i < verb.i else child.dep_ in _RIGHT
        if child != verb and moved:
            graft(child, verb)
            child.dep_ = "mark" if child.lower_ == "that" else child.dep_
    graft(noun, verb, "dobj")


def _replace(verb: Token, other: Token) -> None:
    """Let a verb take another token's place in the tree."""
    _hang(verb, other.head, other.dep_, other)


def _hang(verb: Token, above: Token, dep: str, noun: Token) -> None:
    if dep != "ROOT":
        graft(verb, above, _place(dep, above, noun))
        return
    comma = verb.doc[min(noun.right_edge.i + 1, len(verb.doc) - 1)]
    said = comma.head if comma.text == "," and comma.head.i > comma.i and comma.head.pos_ == "VERB" else None
    if said is None or not graft(verb, said, "ccomp"):
        graft(verb, verb, "ROOT")


def _place(dep: str, above: Token, noun: Token) -> str:
    if dep in _CLAUSAL and (dep != "conj" or above.pos_ in ("VERB", "AUX")):
        return dep
    marked = any(c.lower_ == "that" for c in noun.children)
    return "acl" if above.pos_ == "NOUN" and marked else "ccomp"


def _take_subject(verb: Token, subject: Token) -> None:
    """Make a noun the subject; where the clause hung on that noun, it takes the noun's place."""
    prep = verb.head
    if prep.pos_ == "ADP" and prep.i < subject.i and prep.head.pos_ in NOMINAL:  # "the army of Chad tortured"
        graft(subject, prep, "pobj")
        subject = prep.head
        _replace(verb, subject)
    elif verb.head == subject:
        _replace(verb, subject)
    graft(subject, verb, "nsubj")


def _subject(verb: Token) -> Token | None:
    """Return the head of the noun phrase that ends right before a verb and its auxiliaries."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        return own[0]
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].pos_ in ("AUX", "PUNCT") or verb.doc[at].tag_ in _ADVERBIAL):
        at -= 1
    before = verb.doc[at]
    if before.pos_ == "VERB" and before.dep_ == "relcl":  # "Hamas, which Israel says massacred civilians"
        above = [c for c in before.children if c.dep_ == "nsubj"]
        return above[0] if len(above) > 1 and above[0].tag_ in ("WDT", "WP") else None
    if before.pos_ == "ADJ" and before.ent_type_ in ("GPE", "ORG"):
        before.tag_, before.pos_ = "NNP", "PROPN"
    if before.dep_ == "nsubj" and before.head.dep_ == "parataxis":  # "Mali, said Chad, has massacred"
        return next(c for c in before.head.children if c.dep_ == "nsubj")
    closed = verb.doc[at + 1].pos_ == "PUNCT"
    aside = closed and before.dep_ not in ("conj", "appos", "nsubj")
    other = before.ent_type_ in ("DATE", "TIME") or before.tag_ in ("PRP$", "WP$")
    return None if aside or other or before.pos_ not in NOMINAL else _top(before, closed)


def _top(noun: Token, closed: bool) -> Token | None:
    """Return the head of the phrase that a noun closes: "head" in "the head of the army"."""
    while noun.dep_ == "pobj" and noun.head.head.i < noun.i and noun.head.head.pos_ in NOMINAL:
        noun = noun.head.head
    while noun.dep_ in ("conj", "appos") and noun.head.pos_ in NOMINAL and noun.head.i < noun.i:
        if noun.dep_ == "appos" and not closed and noun.pos_ == "PROPN":  # "according to Mali, Chad tortured"
            break
        noun = noun.head
    return None if noun.dep_ == "pobj" else noun


def _auxiliaries(verb: Token, noun: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for t in (verb, noun) for c in t.children if c.i < verb.i)
