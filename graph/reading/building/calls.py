"""Build calls for action."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.reading.building.common import performs, statute
from graph.reading.building.texts import adopters, is_text, listed_under, spoken_of, undone
from graph.reading.candidates import Candidate, Match, short, text_of
from graph.reading.clauses import governor, infinitives
from graph.reading.modality import ACTUAL, HYPOTHETICAL, NEGATED, Verdict, judge
from graph.reading.parse import subtree_span
from graph.reading.people import Actor
from graph.reading.roles import follow
from graph.reading.words import bag

_MODALS = bag("must should shall ought")
_THEIR_OWN = bag(
    "withdrawal compliance cooperation surrender pullout ratification adherence retreat resignation "
    "disarmament"
)
_OWED = bag(
    "apology compensation explanation guarantee assurance reparation answer response clarification help "
    "support assistance commitment concession action cooperation restitution"
)
_THINGS = bag("it this that what which there")
_OPENING = frozenset({"if", "unless", "whether", "why"})
_PROSPECTS = bag("able possible clear obvious easy aware sufficient enough proud evident no true")
_BACKGROUND = frozenset({"demand", "at-request", "need-to", "need-to-stop", "want-done"})
_ENDING = frozenset({"stop", "end", "cease"})
_OWN_DUTY = frozenset({"have-duty", "need-to"})


def call_for(match: Match) -> Iterator[Candidate]:
    """Yield who asks whom for what, also where it is told that nobody did."""
    verdict = None if _is_none(match) else _verdict(match)
    if verdict is None:
        return
    actors = match.actors
    texts = _texts(match)
    if texts:
        if verdict == NEGATED or any(t.kind == "court" for t in match.targets):
            return
        actors = tuple(adopters(match.scene, texts[0], match.actors)) or actors
        verdict = HYPOTHETICAL if undone(match.scene, texts[0]) else verdict
    asked = text_of(match.object_heads) or short(subtree_span(match.trigger))
    for actor in actors:
        for target in _asked(match, actor):
            yield match.candidate(actor, target=target, object=asked, statute=statute(match), verdict=verdict)


def _texts(match: Match) -> list[Token]:
    """Return the resolution that asks: named, meant by "it", or whose paragraph this is: "Demands that …"."""
    heads = follow(match.trigger, match.frame.actor)
    found = [h for h in heads if is_text(h)]
    if not found and [h.lower_ for h in heads] == ["it"]:
        return spoken_of(match.scene, match.trigger)
    if not heads and match.trigger.tag_ == "VBZ" and _opens(match.trigger):
        return listed_under(match.scene, match.trigger)
    return found


def _opens(trigger: Token) -> bool:
    """Tell whether a verb opens its sentence, past a bullet, a number or "also"."""
    before = trigger.doc[trigger.sent.start : trigger.i]
    return all(t.is_punct or t.is_space or t.like_num or t.pos_ in ("ADV", "SYM", "X") for t in before)


def _asked(match: Match, actor: Actor) -> tuple[Actor | None, ...]:
    """Return whom an actor asks, None for nobody in particular; nothing where he only speaks of himself."""
    own_voice = match.frame.narrator or match.scene.attribution.own_voice
    if actor.kind == "narrator" and not own_voice:
        return ()
    targets = tuple(t for t in _targets(match) if t.name != actor.name)
    own = match.frame.name in _OWN_DUTY or match.frame.target == "object"
    if not targets and match.targets and own:
        return ()  # what somebody says he has to do himself, or tells his own people to do
    return targets or (None,)


def _is_none(match: Match) -> bool:
    """Tell whether a match is no call after all: a guess, a regret, a thing of the past."""
    if match.trigger.lemma_.lower() in _MODALS:
        return not _is_demand(match)
    if match.frame.name in _BACKGROUND:
        return _is_background(match.trigger)
    return match.frame.name == "imperative" and not _is_impersonal(match)


def _is_background(trigger: Token) -> bool:
    """Tell whether it is only mentioned: "the truce ordered by the Council", "visit requests"."""
    lemma = trigger.lemma_
    if lemma in ("need", "have"):  # "they said they needed to speak"
        own = any(c.pos_ == "PRON" for c in trigger.children if c.dep_ == "nsubj")
        return own and trigger.tag_ == "VBD"
    if lemma == "order":  # "ordered the army to stop"
        return trigger.dep_ in ("acl", "amod") or bool(infinitives(trigger))
    return trigger.tag_ == "NNS" or (lemma == "seek" and trigger.dep_ == "relcl")


def _is_impersonal(match: Match) -> bool:
    """Tell "it is vital to act" and "acting is vital" from "the aid is vital to survive"."""
    verb = governor(match.trigger)
    own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")]
    if any(c.dep_ == "mark" and c.lower_ in _OPENING for c in verb.children):
        return False
    return not own or any(c.lower_ in ("it", "what") or c.pos_ == "VERB" for c in own)


def _verdict(match: Match) -> Verdict | None:
    """Return whether it was asked; None where a condition or another's wish is all that is told."""
    trigger = match.trigger
    if trigger.lemma_.lower() in _MODALS:
        return ACTUAL
    modality = judge(trigger)[1]
    goes_on = trigger.dep_ in ("xcomp", "advcl") and trigger.head.lemma_ in ("go", "continue", "keep")
    if modality != "negated" and (performs(trigger) or goes_on):
        return ACTUAL
    if modality in ("requested", "threatened"):
        return None
    if modality == "negated":
        return None if trigger.head.lemma_ == "fail" else NEGATED
    if modality == "hypothetical":
        return _would(trigger)
    return match.verdict()


def _would(trigger: Token) -> Verdict | None:
    """Return what "would" makes of a call: "we would urge" urges, a draft that would have urged did not."""
    words = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    if not words & {"would", "'d"}:
        return None
    first = any(c.lower_ in ("i", "we") for c in trigger.children if c.dep_ == "nsubj")
    return ACTUAL if first and "have" not in words else HYPOTHETICAL


def _is_demand(match: Match) -> bool:
    """Tell a demand from a guess or a regret: "must have known", "should have acted"."""
    verb = match.trigger.head
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    asking = any(c.lower_ in _OPENING and c.dep_ in ("mark", "advmod") for c in verb.children)
    if "have" in words or verb.dep_ == "relcl" or asking:
        return False
    bound = verb.lemma_ == "have" and any(c.dep_ == "xcomp" for c in verb.children)
    if bound and words & {"not", "n't", "n’t"}:
        return False  # "they should not have to flee"
    subject = {t.lower_ for t in verb.children if t.dep_ in ("nsubj", "expl")}
    if "i" in subject or ("we" in subject and match.trigger.lower_ == "shall"):
        return False
    return verb.lemma_ != "be" or not _is_guess(verb, subject)


def _is_guess(verb: Token, subject: set[str]) -> bool:
    """Tell whether "must be" or "should be" says what is likely: "it must be a mistake"."""
    if any(c.lower_ in _PROSPECTS for c in verb.children):
        return True
    told = any(c.dep_ == "attr" for c in verb.children)
    return told and bool(subject & _THINGS) and "there" not in subject


def _targets(match: Match) -> list[Actor]:
    """Return who is asked: the addressee, or whose act is asked for: "demanded Israel's withdrawal"."""
    verb = match.trigger.head
    if (
        match.frame.name == "must"
        and verb.lemma_ in _ENDING
        and any(h.pos_ == "PRON" for h in match.target_heads)
    ):
        return []  # "these attacks are crimes; they must end"
    if match.frame.name == "imperative":
        own = [h for h in match.target_heads if h.dep_ == "nsubj" and h.head in match.object_heads]
        return match.scene.actors(own or follow(match.trigger, "on/upon"))
    if match.targets:
        return list(match.targets)
    owners = [p for h in match.object_heads if h.lemma_.lower() in _THEIR_OWN for p in _owners(h)]
    if any(h.lemma_.lower() in _OWED for h in match.object_heads):
        owners += follow(match.trigger, "object>from|from")
    return [a for a in match.scene.actors(owners) if a.iri]


def _owners(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss" or (c.dep_ == "amod" and c.ent_type_ == "NORP")]
