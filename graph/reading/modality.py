"""Tell whether a text says that something happened, or only that it might, should, or did not."""

from __future__ import annotations

from spacy.tokens import Token

from graph.model import Modality, Status
from graph.reading.moods import (
    DONE,
    DOUBTFUL,
    EQUAL,
    EXPECT,
    FAIL,
    KEEPING,
    LITOTES,
    MEANS,
    MISSED,
    OCCURRING,
    REPORTED,
    SEEMING,
    TELLING,
    THREAT,
    THREAT_NOUNS,
    TOWARD,
    UNREAL,
    WISH,
    WISH_NOUNS,
    WITHDRAWN,
)
from graph.reading.negation import is_negated, is_passed_over, is_supposed, shares_auxiliaries

Verdict = tuple[Status, Modality]
ACTUAL: Verdict = ("actual", "asserted")
NEGATED: Verdict = ("not_actual", "negated")
HYPOTHETICAL: Verdict = ("not_actual", "hypothetical")
EXPECTED: Verdict = ("not_actual", "expected")
REQUESTED: Verdict = ("not_actual", "requested")
THREATENED: Verdict = ("not_actual", "threatened")
HEDGED: Verdict = ("actual", "hedged")
_SPEECH_DEPS = frozenset({"ccomp", "parataxis"})


def judge(token: Token) -> Verdict:
    """Return status and modality of what a verb or a noun tells."""
    if token.pos_ == "ADJ" and token.dep_ in ("acomp", "attr", "oprd") and token.head.pos_ in ("VERB", "AUX"):
        return _verb(token.head, 0)
    return _noun(token) if token.pos_ in ("NOUN", "PROPN") else _verb(token, 0)


def _verb(verb: Token, depth: int) -> Verdict:
    if depth > 6:
        return ACTUAL
    if is_negated(verb) or is_passed_over(verb):
        return NEGATED
    own = _auxiliary(verb)
    if own:
        return HYPOTHETICAL if own == HEDGED and is_supposed(verb) else own
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and shares_auxiliaries(verb):
        return _verb(verb.head, depth + 1)
    if is_supposed(verb):
        return HYPOTHETICAL
    found = _from_above(verb, depth)
    doubtful = any(c.lower_ in DOUBTFUL and c.dep_ == "advmod" for c in verb.children)
    return HEDGED if found == ACTUAL and doubtful else found


def _auxiliary(verb: Token) -> Verdict | None:
    for aux in (c for c in verb.children if c.dep_ in ("aux", "auxpass")):
        word = aux.lower_
        if word in ("could", "might", "may"):
            return HEDGED if _is_careful(verb, word) else HYPOTHETICAL
        if word in ("would", "'d"):
            return HYPOTHETICAL
        if word in ("will", "shall", "'ll", "wo"):
            return EXPECTED
        if word in ("must", "should", "ought"):
            return HYPOTHETICAL if word == "should" and _is_first(aux, verb) else REQUESTED
    return None


def _is_careful(verb: Token, word: str) -> bool:
    """Tell whether "may" hedges what is said to be so: "may have killed", "could amount to"."""
    lemma = verb.lemma_.lower()
    return (_perfect(verb) and (word != "could" or lemma not in MISSED)) or lemma in EQUAL


def _is_first(aux: Token, verb: Token) -> bool:
    return aux.i < min((c.i for c in verb.children if "subj" in c.dep_), default=0)


def _perfect(verb: Token) -> bool:
    return any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


def _from_above(verb: Token, depth: int) -> Verdict:
    head = verb.head
    if head == verb:
        return ACTUAL
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    if verb.dep_ == "advcl" and not infinitive:
        bare = verb.tag_ == "VBG" and not any(c.dep_ in ("mark", "advmod") for c in verb.children)
        return _verb(head, depth + 1) if bare else ACTUAL
    if verb.dep_ in ("acl", "relcl", "ccomp") and head.pos_ == "NOUN" and not infinitive:
        return _claimed(verb, head)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _complement(verb, head, infinitive, depth)
    if verb.dep_ == "pcomp":
        return _gerund(verb, depth)
    if verb.dep_ in ("acl", "relcl") and infinitive:
        return _infinitive_of_noun(verb, head, depth)
    return EXPECTED if infinitive else ACTUAL


def _complement(verb: Token, head: Token, infinitive: bool, depth: int) -> Verdict:
    lemma = head.lemma_.lower()
    if lemma in LITOTES and is_negated(head):
        return ACTUAL
    if _failed(verb, head, infinitive):
        return NEGATED
    if not infinitive and verb.dep_ != "xcomp":
        wished = (verb.tag_ in ("VB", "VBP") or _is_to_be(verb)) and lemma in WISH and lemma != "suggest"
        return REQUESTED if wished else HYPOTHETICAL if lemma in ("fear", "doubt") else ACTUAL
    if _is_to(verb, head, infinitive):  # "is to be blamed", "is to speak"
        judged = verb.lemma_.lower() in TELLING and any(c.dep_ == "auxpass" for c in verb.children)
        return HYPOTHETICAL if is_supposed(head) else REQUESTED if judged else EXPECTED
    if lemma in SEEMING:
        found = _verb(head, depth + 1)
        return HEDGED if found == ACTUAL else found
    if _did(verb, head) or (not infinitive and verb.tag_ == "VBG"):
        return _verb(head, depth + 1)
    return _intended(verb, lemma) if infinitive else ACTUAL


def _failed(verb: Token, head: Token, infinitive: bool) -> bool:
    """Tell whether the verb above says that nothing came of it: "refused to", "ruled out", "has yet to"."""
    lemma = head.lemma_.lower()
    if lemma in FAIL and (verb.i > head.i or infinitive):
        return True
    return _is_yet_to(verb, head) or (lemma == "rule" and any(c.lower_ == "out" for c in head.children))


def _did(verb: Token, head: Token) -> bool:
    """Tell whether the verb above carries it out: "managed to", "used its speech to condemn"."""
    lemma = head.lemma_.lower()
    if lemma in DONE and (verb.dep_ != "advcl" or _goes_on(head)):
        return True
    return lemma in MEANS and verb.lemma_.lower() in TELLING and verb.i > head.i


def _is_to(verb: Token, head: Token, infinitive: bool) -> bool:
    """Tell whether somebody "is to" do it; "was the first to" did."""
    named = any(c.dep_ in ("attr", "acomp") and c.i < verb.i for c in head.children)
    return head.lemma_ == "be" and infinitive and verb.dep_ in ("xcomp", "ccomp") and not named


def _intended(verb: Token, lemma: str) -> Verdict:
    if lemma in REPORTED | {"likely"} and _perfect(verb):
        return HEDGED  # "are believed to have been killed", "claim to have killed"
    for words, verdict in ((THREAT, THREATENED), (WISH, REQUESTED), (EXPECT, EXPECTED)):
        if lemma in words:
            return verdict
    return EXPECTED


def _is_yet_to(verb: Token, head: Token) -> bool:
    """Tell whether it is still to be done: "has yet to", "remains to"."""
    near = [t.lower_ for t in verb.doc[max(0, head.i - 1) : verb.i]]
    return head.lemma_ in ("have", "be", "remain") and "yet" in near


def _goes_on(head: Token) -> bool:
    return head.lemma_ == "go" and any(c.lower_ in ("on", "ahead") for c in head.children)


def _claimed(verb: Token, noun: Token) -> Verdict:
    """Judge what hangs on a noun: "no evidence that", "retracted its claim that", "the risk that"."""
    if not any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.children):
        return REQUESTED if verb.tag_ == "VB" and noun.lemma_ in WISH_NOUNS else ACTUAL
    governor = noun.head if noun.dep_ in ("dobj", "attr", "nsubj", "nsubjpass") else None
    unfounded = any(c.lower_ in ("no", "little", "any") for c in noun.children)
    withdrawn = governor is not None and (is_negated(governor) or governor.lemma_.lower() in WITHDRAWN)
    if unfounded or withdrawn:
        return NEGATED
    lemma = noun.lemma_.lower()
    return THREATENED if lemma == "threat" else HYPOTHETICAL if lemma in THREAT_NOUNS | {"doubt"} else ACTUAL


def _is_to_be(verb: Token) -> bool:
    """Tell whether a passive stands in the subjunctive: "asked that the case be referred"."""
    return any(c.lower_ == "be" and c.dep_ == "auxpass" for c in verb.children) and not _auxiliary(verb)


def _gerund(verb: Token, depth: int) -> Verdict:
    prep, head = verb.head, verb.head.head
    beside = {head.lower_, *(c.lower_ for c in prep.children)}
    if prep.lower_ in ("without", "instead", "than") or beside & {"short", "instead", "rather", "far"}:
        return NEGATED
    if prep.lower_ == "from" and head.lemma_ in KEEPING:
        return NEGATED
    if head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in WISH and prep.lower_ in TOWARD:
            return REQUESTED
        if prep.lower_ == "against" and head.lemma_ in ("warn", "caution", "advise"):
            return REQUESTED
        return ACTUAL if prep.lower_ in ("after", "since") else _verb(head, depth + 1)
    lemma = head.lemma_.lower()
    if lemma in THREAT_NOUNS:
        return THREATENED
    return REQUESTED if lemma in WISH_NOUNS and lemma not in ("move", "effort") else ACTUAL


def _infinitive_of_noun(verb: Token, head: Token, depth: int) -> Verdict:
    lemma = head.lemma_.lower()
    if lemma in ("decision", "choice") and any(c.dep_ == "poss" or c.lower_ == "the" for c in head.children):
        return ACTUAL
    if lemma in ("failure", "refusal", "inability", "reluctance"):
        return NEGATED
    if lemma in THREAT_NOUNS:
        return THREATENED
    top = head
    while top.dep_ in ("pobj", "prep"):
        top = top.head
    if top.dep_ == "attr" or lemma in (
        "country",
        "state",
        "member",
        "nation",
        "power",
        "one",
        "first",
        "only",
    ):
        return _verb(top.head, depth + 1) if top.dep_ == "attr" else ACTUAL
    return REQUESTED if verb.dep_ in ("acl", "relcl") else ACTUAL


def _noun(noun: Token) -> Verdict:
    marks = {c.lower_ for c in noun.children if c.dep_ in ("amod", "det", "compound", "advmod")}
    if marks & {"no", "any"} - {"any"}:
        return NEGATED
    if marks & (UNREAL - {"another"}):
        return EXPECTED
    if any(
        c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in ("cast", "use", "wield", "exercise")
        for c in noun.children
    ):
        return ACTUAL
    above = noun
    while above.dep_ in ("pobj", "prep", "conj", "compound") and above.head != above:
        above = above.head
        lemma = above.lemma_.lower()
        if lemma in THREAT_NOUNS:
            return THREATENED
        if above.pos_ == "NOUN" and lemma in WISH_NOUNS:
            return REQUESTED
        if above.lower_ == "without":
            return NEGATED
        if above.lower_ in ("due", "because", "after", "following", "owing", "despite", "over"):
            return ACTUAL
    return _noun_under_verb(noun, above)


_SEEMING = frozenset({"be", "seem", "look", "appear", "remain", "become"})
_PREDICATE = 6  # tokens in which "is all but certain" says what it says


def _noun_under_verb(noun: Token, above: Token) -> Verdict:
    verb = above if above.pos_ in ("VERB", "AUX") else above.head
    if verb.pos_ not in ("VERB", "AUX"):
        return ACTUAL
    if above.dep_ == "nsubj" and verb.lemma_ in _SEEMING:
        said = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + _PREDICATE)]}
        if said & (UNREAL - {"another"}):
            return EXPECTED  # "a Russian veto is all but certain"
    if above.dep_ == "nsubj" and is_negated(verb) and verb.lemma_ not in OCCURRING:
        return ACTUAL  # "the veto did not surprise anybody"
    if above.dep_ == "nsubj" and any(c.dep_ == "acomp" and c.lower_ in UNREAL for c in verb.children):
        return EXPECTED
    lemma = verb.lemma_.lower()
    if lemma in ("threaten", "vow"):
        return THREATENED
    if lemma in ("face", "risk", "expect", "fear", "anticipate", "avoid", "avert", "prevent"):
        return EXPECTED
    return _verb(verb, 0)
