"""Follow a frame's paths through a parse, and check its conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from graph.reading import clauses
from graph.reading.frames import Conditions
from graph.reading.parse import subtree_span
from graph.reading.words import bag

Test = Callable[[Token], bool]
Step = Callable[[Token], list[Token]]
_SHALLOW = frozenset({"governor", "whole"})
_ACTS = bag(
    # "the use of", "a campaign of": whoever these belong to did what follows
    "use campaign commission act wave series policy practice pattern perpetration spate exercise "
    "record history reign program programme conduct system deployment continuation launch threat "
    "course"
)
_TELLING = bag(
    "document investigate describe report record denounce condemn fear allege mention cite count mourn "
    "note observe deplore criticize criticise see witness suffer face remember deny claim expose uncover "
    "reveal verify confirm collect list catalogue monitor track examine study probe discover find "
    "identify commemorate recognize recognise punish prosecute try avenge survive experience endure "
    "endured quote raise highlight address tolerate"
)
_TOLD = bag(
    "finding conclusion report claim statement draft resolution text evidence allegation accusation charge"
)
_UNDERGONE = bag(
    "occupation invasion annexation blockade siege bombing shelling bombardment killing murder massacre "
    "torture treatment mistreatment persecution detention imprisonment arrest execution expulsion "
    "deportation abduction kidnapping destruction demolition confiscation deprivation suppression "
    "silencing exploitation targeting rape starvation assassination poisoning displacement oppression "
    "repression harassment intimidation coercion subjugation isolation encirclement slaughter genocide "
    "loss suffering death plight"
)
_AFFAIRS = bag(
    "situation crisis condition toll violence war famine conflict fighting unrest attack strike raid "
    "tragedy horror catastrophe disaster humanity emergency hunger poverty bloodshed carnage humiliation"
)
_LOSSES = bag(
    "destruction isolation loss suffering plight fate downfall collapse defeat ruin partition annihilation"
)
_MODIFYING = frozenset({"amod", "compound", "nmod", "npadvmod", "poss"})


def follow(token: Token, path: str) -> list[Token]:
    """Return the tokens at the end of the first alternative of a path that leads anywhere."""
    for alternative in path.split("|") if path else ():
        here = [token]
        steps = alternative.split(">")
        for step in steps:
            here = [t for h in here for t in _step(h, step)]
            if step == "object" and len(steps) > 1:
                here = [t for h in here for t in clauses.conjuncts(h)]  # "condemned X's raid and Y's siege"
        if here:
            return list(dict.fromkeys(here))
    return []


def holds(token: Token, conditions: Conditions, tests: Mapping[str, Test], *, deep: bool = False) -> bool:
    """Tell whether each role has a head (deep: any word below it) among its words or passing its test."""
    return all(_meets(token, path, words, tests, deep=deep) for path, words in conditions)


def fails(token: Token, conditions: Conditions, tests: Mapping[str, Test]) -> bool:
    """Tell whether any role has, anywhere below it, one of the words that rule a frame out."""
    return any(_meets(token, path, words, tests, deep=path not in _SHALLOW) for path, words in conditions)


def bars(token: Token, conditions: Conditions, tests: Mapping[str, Test]) -> bool:
    """Tell whether any role has one of these words, which rule a frame out, as its head."""
    return any(_meets(token, path, words, tests, deep=False) for path, words in conditions)


def is_mutual(token: Token) -> bool:
    """Tell whether a token is the "other" of "each other" or "one another"."""
    pair = {token.lower_, *(c.lower_ for c in token.children)}
    before = token.nbor(-1).lower_ if token.i else ""
    return (
        (token.lower_ == "other" and before == "each")
        or pair >= {"one", "another"}
        or (token.lower_ == "another" and before == "one")
    )


def _meets(token: Token, path: str, words: tuple[str, ...], tests: Mapping[str, Test], *, deep: bool) -> bool:
    if path == "sentence":
        scope = list(token.sent)
    else:
        heads = follow(token, path)
        if "-" in words and not heads:
            return True
        heads = [c for h in heads for c in clauses.conjuncts(h)] if heads else []
        scope = [t for h in heads for t in subtree_span(h)] if deep else heads
    return any(_is(t, word, tests) for t in scope for word in words)


def _is(token: Token, word: str, tests: Mapping[str, Test]) -> bool:
    if word.startswith("$"):
        return tests[word](token)
    return word in (token.lemma_.lower(), token.lower_)


def _step(token: Token, step: str) -> list[Token]:
    known = _STEPS.get(step)
    if step == "of" and token.lemma_.lower() in _UNDERGONE:
        return []  # "the siege of Chad" is not Chad's
    if step == "in" and token.lemma_.lower() in _UNDERGONE | _AFFAIRS:
        return []  # nor is "the situation in Chad"
    return known(token) if known else clauses.prepositional(token, step.split("/"))


def _possessors(token: Token) -> list[Token]:
    """Return whose deed a noun tells; what befell somebody is his too, but he has not done it."""
    links = {c.lower_ for c in token.children if c.dep_ in ("prep", "agent")}
    if "by" in links or (token.lemma_.lower() in _LOSSES and "of" not in links):
        return []  # "Kuwait's invasion by Iraq", "Chad's losses"
    return clauses.possessors(token)


def _modifiers(token: Token) -> list[Token]:
    owners = _possessors(token)
    found = [c for c in token.children if c.dep_ in _MODIFYING and c.i < token.i]
    found = [c for c in found if c.dep_ != "poss" or c in owners]
    return [t for c in found for t in (c, *(d for d in c.children if d.dep_ in _MODIFYING | {"npadvmod"}))]


def _participles(token: Token) -> list[Token]:
    """Return what is done about a noun; who tells of a deed or mourns it has not done it."""
    found = [c for c in token.children if c.dep_ in ("acl", "amod") and c.tag_ in ("VBN", "VBG", "VBD")]
    told = token.lemma_.lower() in _TOLD
    return [c for c in found if told or c.tag_ == "VBG" or c.lemma_.lower() not in _TELLING]


def _relatives(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ == "relcl"]


def _of_dep(*names: str) -> Step:
    return lambda token: [c for c in token.children if c.dep_ in names]


def _whole(token: Token) -> list[Token]:
    """Return the noun of which this is a part: "use" in "use of the veto"."""
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in _ACTS:
        return [token.head.head]
    if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        return _whole(token.head)
    return [token.head] if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "NOUN" else []


def _outer(token: Token) -> list[Token]:
    """Return the subjects of the nearest verb above the one that governs the token."""
    verb = clauses.governor(token)
    for _ in range(4):
        if verb.head == verb:
            return []
        verb = clauses.governor(verb.head) if verb.head.pos_ not in ("VERB", "AUX") else verb.head
        found = [t for t in clauses.subjects(verb) if t.pos_ in ("NOUN", "PROPN")]
        if found:
            return found
    return []


def _inverted(token: Token) -> list[Token]:
    verb = clauses.governor(token)
    own = [c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return [token] if own and token.i < min(own) and token.tag_ == "MD" else []


def _nearby(token: Token) -> list[Token]:
    sentence = token.sent
    before = [token.doc[sentence.start - 1].sent.root] if sentence.start > 0 else []
    return [sentence.root, *before]


def _saying(token: Token) -> list[Token]:
    verb = token
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return [verb.head] if verb.dep_ in ("ccomp", "xcomp") else []


def _listed(token: Token) -> list[Token]:
    """Return what a list names: "abuses by the rebels were reported, including torture and rape"."""
    cues = (t for t in token.doc[token.i + 1 : token.sent.end] if t.lower_ == "including")
    return [c for t in cues for c in t.children if c.dep_ == "pobj"]


def _bench(token: Token) -> list[Token]:
    """Return the court that a sentence, or one before it in the passage, speaks of."""
    for end in range(token.sent.end - 1, -1, -1):
        other = token.doc[end]
        if other.lemma_.lower() in _COURTS and other.dep_ not in ("compound", "amod", "nmod"):
            return [other]
    return []


_COURTS = frozenset({"court", "tribunal", "jury", "court-martial"})
_STEPS: dict[str, Step] = {
    "bench": _bench,
    "listed": _listed,
    # "war crimes and genocide by X", "X's annexation of Y and occupation of Z"
    "joined": lambda token: [c for c in token.conjuncts if c.i > token.i and c.pos_ == "NOUN"],
    "shared": lambda token: [c for c in token.conjuncts if c.i < token.i and c.pos_ == "NOUN"],
    "outer": _outer,
    "whole": _whole,
    "inverted": _inverted,
    "nearby": _nearby,
    "saying": _saying,
    "sentence": lambda token: [token.sent.root],
    "appositive": lambda token: [token.head] if token.dep_ == "appos" else [],
    "self": lambda token: [token],
    "subject": clauses.subjects,
    "object": clauses.objects,
    "agent": lambda token: clauses.subjects(token) if clauses.is_passive(token) else [],
    "possessive": _possessors,
    "modifier": _modifiers,
    "infinitive": clauses.infinitives,
    "that": clauses.complements,
    "gerund": lambda token: (
        clauses.gerunds(token, ("of", "for", "in", "by", "from", "with", "to", "against"))
        or [c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    ),
    "participle": _participles,
    "relative": _relatives,
    "governor": lambda token: [clauses.governor(token)],
    "particle": _of_dep("prt"),
    "attribute": _of_dep("attr", "acomp", "oprd"),
    "apposition": _of_dep("appos"),
    "adverbial": _of_dep("advcl"),
    "clause": _of_dep("ccomp"),
}
