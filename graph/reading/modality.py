"""Tell whether a text says that something happened, or only that it might, should, or did not."""

from __future__ import annotations

from spacy.tokens import Token

from graph.model import Modality, Status
from graph.reading.words import bag

_THREAT = bag("threaten vow swear warn intend prepare plan")
_WISH = bag(
    "urge ask call want demand request press encourage implore recommend advise propose beg appeal "
    "push invite need require oblige should seek hope wish pressure instruct mandate task suggest "
    "advocate"
)
_EXPECT = bag(
    "expect predict anticipate likely poise set schedule aim consider mull weigh promise pledge ready willing"
)
_FAIL = bag("fail refuse decline neglect unable deny avoid stop prevent forget abandon reluctant unwilling")
_DONE = bag(
    "continue begin start manage proceed go keep use choose decide join help serve come have be get "
    "end rush persist accuse suspect blame see admit acknowledge"
)
_CONDITION = bag("if unless whether lest should provided assuming")
_UNREAL = bag(
    "possible likely threatened potential expected certain looming probable inevitable feared "
    "anticipated promised planned future would-be hypothetical another"
)
_THREAT_NOUNS = frozenset(
    {"threat", "prospect", "risk", "possibility", "fear", "warning", "danger", "spectre", "specter"}
)
_WISH_NOUNS = bag(
    "call demand request appeal proposal bid push attempt effort move pressure calls plan campaign"
)
_NOT = {"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"}

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


def is_negated(verb: Token) -> bool:
    """Tell whether a verb is denied: "did not veto", "never ratified"."""
    words = (c for c in verb.children if c.dep_ in ("neg", "advmod", "preconj", "cc"))
    if any(c.lower_ in _NOT and not _apart(c, verb) for c in words):
        return True
    subject = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(d.lower_ in ("no", "none", "neither", "nobody") for s in subject for d in [s, *s.children]):
        return True
    return (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and _shares_aux(verb)
        and is_negated(verb.head)
    )


def _apart(word: Token, verb: Token) -> bool:
    """Tell whether "not" belongs to what follows: "Russia vetoed it, not China"."""
    return word.i > verb.i and any(t.text == "," for t in word.doc[verb.i : word.i])


def _verb(verb: Token, depth: int) -> Verdict:
    if depth > 6:
        return ACTUAL
    if is_negated(verb):
        return NEGATED
    own = _auxiliary(verb)
    if own:
        return own
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and _shares_aux(verb):
        return _verb(verb.head, depth + 1)
    if any(c.lower_ in _CONDITION and c.dep_ in ("mark", "aux", "advmod") for c in verb.children):
        return HYPOTHETICAL
    return _from_above(verb, depth)


def _auxiliary(verb: Token) -> Verdict | None:
    for aux in (c for c in verb.children if c.dep_ in ("aux", "auxpass")):
        word = aux.lower_
        if word in ("could", "might", "may"):
            return HEDGED if _perfect(verb) and word != "could" else HYPOTHETICAL
        if word in ("would", "'d"):
            return HYPOTHETICAL
        if word in ("will", "shall", "'ll", "wo"):
            return EXPECTED
        if word in ("must", "should", "ought"):
            inverted = word == "should" and aux.i < min(
                (c.i for c in verb.children if "subj" in c.dep_), default=0
            )
            return HYPOTHETICAL if inverted else REQUESTED
    return None


def _perfect(verb: Token) -> bool:
    return any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


def _shares_aux(verb: Token) -> bool:
    """Tell whether a coordinated verb hangs on the auxiliaries of the first."""
    return not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)


def _from_above(verb: Token, depth: int) -> Verdict:
    head = verb.head
    if head == verb:
        return ACTUAL
    infinitive = any(c.tag_ == "TO" for c in verb.children)
    if verb.dep_ == "advcl" and not infinitive:
        bare = verb.tag_ == "VBG" and not any(c.dep_ in ("mark", "advmod") for c in verb.children)
        return _verb(head, depth + 1) if bare else ACTUAL
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _complement(verb, head, infinitive, depth)
    if verb.dep_ == "pcomp":
        return _gerund(verb, depth)
    if verb.dep_ == "acl" and verb.tag_ == "VB" and not infinitive and head.lemma_ in _WISH_NOUNS:
        return REQUESTED
    if verb.dep_ in ("acl", "relcl") and infinitive:
        return _infinitive_of_noun(verb, head, depth)
    return ACTUAL


def _complement(verb: Token, head: Token, infinitive: bool, depth: int) -> Verdict:
    lemma = head.lemma_.lower()
    if lemma in _FAIL and (verb.i > head.i or infinitive):
        return NEGATED
    if not infinitive and verb.dep_ != "xcomp":
        wished = verb.tag_ in ("VB", "VBP") and lemma in _WISH and lemma != "suggest"
        return REQUESTED if wished else HYPOTHETICAL if lemma in ("fear", "doubt") else ACTUAL
    if lemma in _DONE and verb.dep_ != "advcl":
        return _verb(head, depth + 1)
    if not infinitive:
        return _verb(head, depth + 1) if verb.tag_ == "VBG" else ACTUAL
    for words, verdict in ((_THREAT, THREATENED), (_WISH, REQUESTED), (_EXPECT, EXPECTED)):
        if lemma in words:
            return verdict
    return EXPECTED


def _gerund(verb: Token, depth: int) -> Verdict:
    prep, head = verb.head, verb.head.head
    if prep.lower_ in ("without", "instead"):
        return NEGATED
    if prep.lower_ == "from" and head.lemma_ in (
        "prevent",
        "stop",
        "bar",
        "keep",
        "deter",
        "refrain",
        "abstain",
    ):
        return NEGATED
    if prep.lower_ == "than" or (prep.lower_ == "of" and head.lower_ in ("instead", "rather")):
        return NEGATED
    if head.pos_ in ("VERB", "AUX"):
        if head.lemma_ in _WISH:
            return REQUESTED
        return _verb(head, depth + 1)
    lemma = head.lemma_.lower()
    if lemma in _THREAT_NOUNS:
        return THREATENED
    return REQUESTED if lemma in _WISH_NOUNS and lemma not in ("move", "effort") else ACTUAL


def _infinitive_of_noun(verb: Token, head: Token, depth: int) -> Verdict:
    lemma = head.lemma_.lower()
    if lemma in ("failure", "refusal", "inability", "reluctance"):
        return NEGATED
    if lemma in _THREAT_NOUNS:
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
    if marks & (_UNREAL - {"another"}):
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
        if lemma in _THREAT_NOUNS:
            return THREATENED
        if above.pos_ == "NOUN" and lemma in _WISH_NOUNS:
            return REQUESTED
        if above.lower_ == "without":
            return NEGATED
        if above.lower_ in ("due", "because", "after", "following", "owing", "despite", "over"):
            return ACTUAL
    return _noun_under_verb(noun, above)


def _noun_under_verb(noun: Token, above: Token) -> Verdict:
    verb = above if above.pos_ in ("VERB", "AUX") else above.head
    if verb.pos_ not in ("VERB", "AUX"):
        return ACTUAL
    lemma = verb.lemma_.lower()
    if lemma in ("threaten", "vow"):
        return THREATENED
    if lemma in ("face", "risk", "expect", "fear", "anticipate", "avoid", "avert", "prevent"):
        return EXPECTED
    return _verb(verb, 0)
