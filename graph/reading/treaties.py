"""Read who is party to a treaty or a court, signed, ratified, or left it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from graph.model import Value
from graph.reading.candidates import Candidate, Match, short
from graph.reading.clauses import governor, prepositional
from graph.reading.modality import ACTUAL, NEGATED, REQUESTED, Verdict
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.roles import follow
from graph.reading.words import bag

_ANNOUNCING = bag(
    "announce order decide sign notify plan begin start have declare intend move vow pledge confirm reveal "
    "propose"
)
_PLANS = bag("decision plan intention intent move notification choice order notice")
_SUBJECTS = bag("nuclear climate")  # "the nuclear deal"
_LOOK_BACK = 2  # sentences
_SAYING = bag("announce say declare confirm state tell add reveal warn")
_LITERAL = bag("treaty convention protocol covenant pact statute accord deal")
_JOINING = ("party", "signed", "not_party")
_INCLUDING = ("including", "like")
_COUNTED = bag("country state nation member party signatory government")
_DOUBTED = ("threatened", "negated", "hypothetical")


def treaty(match: Match) -> Iterator[Candidate]:
    """Yield the states' standing towards an instrument."""
    statute = _statute(match)
    verdict = _verdict(match)
    if statute is None or verdict[1] == "requested":
        return  # what a state is urged to ratify is a call
    read = _standing(match, verdict)
    if read is None:
        return
    value, verdict = read
    for actor in _states(match):
        yield match.candidate(actor, statute=statute, value=value, verdict=verdict)


def _verdict(match: Match) -> Verdict:
    """Return how it is told: "as a party, Hungary must" tells it as so, "its decision to leave" too."""
    trigger = match.trigger
    is_one = governor(trigger).tag_ in ("VBZ", "VBP", "VBD") and governor(trigger).lemma_ == "be"
    verdict = match.verdict()
    as_one = trigger.pos_ == "NOUN" and (trigger.head.lower_ == "as" or (is_one and verdict == REQUESTED))
    planned = trigger.dep_ in ("acl", "relcl") and trigger.head.lemma_ in _PLANS
    done = match.frame.name == "withdrawal" and trigger.dep_ == "pobj" and verdict[1] != "threatened"
    return ACTUAL if as_one or planned or done else verdict


def _states(match: Match) -> Iterator[Actor]:
    """Yield the states; "our withdrawal" is that of the state which the text is about."""
    named = {a.name: a for a in (*match.actors, *_listed(match))}
    for actor in named.values():
        if actor.kind in ("state", "former_state", "actor_group"):
            yield actor
        elif actor.kind == "narrator":
            state = match.scene.resolver.focus.state(match.trigger)
            if state:
                yield Actor.of(state, "focus")


def _listed(match: Match) -> Iterator[Actor]:
    """Yield both the group and its members of "123 countries, including the UK", "in addition to Ukraine"."""
    heads = follow(match.trigger, match.frame.actor)
    for head in heads:
        number = next((c for c in head.children if c.dep_ == "nummod"), None)
        if number is not None and head.lemma_ in _COUNTED:
            yield Actor(head.doc[number.i : head.i + 1].text, kind="actor_group")
        yield from match.scene.actors(prepositional(head, _INCLUDING))
    verb = heads[0].head if heads else match.trigger
    beside = [t for p in verb.children if p.lower_ == "in" and p.dep_ == "prep" for t in p.children
              if t.lower_ == "addition" and t.dep_ == "pobj"]  # fmt: skip
    yield from match.scene.actors([t for addition in beside for t in prepositional(addition, ("to",))])


def _standing(match: Match, verdict: Verdict) -> tuple[Value, Verdict] | None:
    """Return what is said of a state's standing, and whether as done."""
    trigger, value = match.trigger, match.frame.value
    if match.frame.name == "not-recognise":
        return (value, ACTUAL) if verdict == NEGATED else None
    if value == "party" and verdict == NEGATED:
        return "not_party", ACTUAL
    if match.frame.name == "join-it" and verdict != NEGATED:
        return None
    if value in _JOINING and trigger.pos_ == "NOUN":
        left = verdict == NEGATED or _is_no_longer(trigger) or _is_non(trigger)
        signed = trigger.lemma_ == "signatory" and value == "party"
        return ("not_party", ACTUAL) if left else ("signed" if signed else value, verdict)
    if value == "withdrew" and _only_announced(trigger, verdict):
        would = verdict[1] == "hypothetical" and _is_said(trigger)
        return "withdrawal_announced", ACTUAL if would or verdict[1] not in _DOUBTED else verdict
    return value, verdict


def _is_non(noun: Token) -> bool:
    """Tell whether a noun is "non-member"."""
    return noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ == "non"


def _is_no_longer(noun: Token) -> bool:
    """Tell whether a state "is no longer a party"."""
    return any(c.lower_ == "longer" for t in (noun, governor(noun)) for c in t.children)


def _is_said(verb: Token) -> bool:
    """Tell whether "would" only reports what was announced: "said it would leave the court"."""
    would = any(c.lower_ == "would" for c in verb.children)
    return would and verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING


def _only_announced(verb: Token, verdict: Verdict) -> bool:
    """Tell whether leaving is announced, decided or under way, not done."""
    if verb.pos_ == "NOUN":
        planned = any(c.lower_ in ("planned", "intended", "announced", "impending") for c in verb.children)
        announced = verb.dep_ == "dobj" and governor(verb).lemma_ in _ANNOUNCING
        return planned or announced or verb.head.head.lemma_ == "decision"
    progressive = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in verb.children)
    present = verb.tag_ == "VBZ" and verb == verb.sent.root  # "Russia withdraws from the court", in headlines
    to_come = verb.dep_ == "xcomp" and verb.head.lemma_ == "be"  # "Russia is to leave the court"
    above = verb.head.lemma_ if verb.head.lemma_ in _PLANS else governor(verb.head).lemma_
    ordered = verb.dep_ in ("ccomp", "xcomp", "acl", "pcomp", "relcl") and above in _ANNOUNCING | _PLANS
    ordered = ordered and not any(c.lower_ in ("has", "had", "have") for c in verb.children)
    undone = verdict[0] == "not_actual" and verdict[1] != "negated"
    return progressive or present or to_come or ordered or undone


def _statute(match: Match) -> str | None:
    """Return the instrument: the lexicon's name, the text's own, or the only one that the text speaks of."""
    scene = match.scene
    for span in (*(subtree_span(h) for h in match.object_heads), match.trigger.sent):
        named = [m.entry for m in scene.story.mentions(span) if m.is_law or m.entry.kind == "court"]
        if named:
            return named[0].name
        literal = _literal(match.object_heads) if span != match.trigger.sent else None
        if literal:
            return literal
    return _last_named(match)


def _literal(heads: tuple[Token, ...]) -> str | None:
    """Return an instrument's name that the lexicon lacks: "the INF Treaty", "the treaty on landmines"."""
    for head in heads:
        before = [c for c in head.children if c.i < head.i and (c.pos_ == "PROPN" or c.lower_ in _SUBJECTS)]
        after = (c for c in head.children if c.i > head.i)
        behind = [c for c in after if c.dep_ == "acl" or c.lower_ in ("on", "against")]
        if head.lemma_.lower() in _LITERAL and (before or behind):
            end = head.i if before and not behind else behind[-1].right_edge.i
            return short(head.doc[head.left_edge.i : end + 1])
    return None


def _last_named(match: Match) -> str | None:
    """Return the instrument or court named last in the sentences before, else the instrument named most."""
    story = match.scene.story
    for sentence in islice(story.before(match.trigger), _LOOK_BACK):
        named = [m.entry for m in story.mentions(sentence) if m.is_law or m.entry.kind == "court"]
        if named:
            return named[-1].name
    return next((e.name for e, _ in story.counts().most_common() if e.kind == "statute"), None)
