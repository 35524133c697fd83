"""Accept of a model's claims only what the document bears out; what it does not is refused with a reason.

Nothing is mended by guess, and none of the model's own words gets through: what a fact holds is an entry of
the lexicon, a word of the fact model, a number or date that the quote says, or a passage of the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from graph.gazetteer import ACTOR_KINDS
from graph.idents import fact_id
from graph.llm.actors import Who, actor, phrase, same, speaker
from graph.llm.answer import Claim, Refusal, RefusedError, claim_of, shown
from graph.llm.cues import ACTS
from graph.llm.ground import Ground, Place
from graph.llm.layout import Part, Span
from graph.llm.names import Mention
from graph.llm.values import crime_of, date_of, value_of
from graph.llm.voices import Named, Role, turned_round
from graph.model import STATUSES, Fact

# Lower than any figure of the rules: it is a convention, nobody has measured it for the model in use.
CONFIDENCE: Final = 0.25

_MOST_QUOTE = 600  # characters of the main quote
_MOST_TRIED = 20  # places of a quote that stands in several
_ACTUAL: Final = frozenset({"asserted", "hedged"})
# One of each group has to be there: without it there is no such fact.
_NEEDED: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "vote": (("value",),),
    "sponsor": (("value",),),
    "treaty_status": (("value",), ("statute", "object")),
    "figure": (("value",), ("object",)),
    "call_for": (("object",),),
    "accuse": (("target", "crime", "object"),),
    "find": (("target", "crime", "object"),),
    "deny": (("target", "crime", "object"),),
    "support": (("object", "target"),),
    "oppose": (("object", "target"),),
    "refer": (("target",),),
    "case_filed": (("object", "target"),),
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """Hold what was accepted of an answer, and what was not."""

    facts: tuple[Fact, ...]
    refusals: tuple[Refusal, ...]


def accept(claims: Iterable[Any], ground: Ground, part: Part, extractor: str) -> Accepted:
    """Check the claims that a model made of one part of a document."""
    facts: dict[str, Fact] = {}
    refusals: list[Refusal] = []
    for raw in claims:
        try:
            fact = _settled(claim_of(raw), ground, part, extractor)
            facts.setdefault(fact.id, fact)
        except RefusedError as refused:
            refusals.append(Refusal(ground.document.id, refused.slot, refused.reason, shown(raw)))
    turned = {fact.id for fact in facts.values() if any(_turns(fact, other) for other in facts.values())}
    refusals += [
        Refusal(
            ground.document.id, "actor", "accuses and is accused in one quote", shown(facts[name].to_json())
        )
        for name in facts
        if name in turned
    ]
    return Accepted(tuple(fact for name, fact in facts.items() if name not in turned), tuple(refusals))


def _turns(one: Fact, other: Fact) -> bool:
    """Tell whether two facts accuse each way round in the same words."""
    overlap = one.start < other.end and other.start < one.end
    both = one.type == other.type == "accuse" and one.target is not None
    return both and overlap and one.actor == other.target and one.target == other.actor


def _settled(claim: Claim, ground: Ground, part: Part, extractor: str) -> Fact:
    """Return the fact at the first place of its quote at which it holds."""
    if len(claim.quote) > _MOST_QUOTE:
        raise RefusedError("quote", f"is longer than {_MOST_QUOTE} characters")
    bounds = (part.start, part.start + len(part.text))
    spans = ground.haystack.find(claim.quote, *bounds)
    first = RefusedError("quote", "does not stand in the document")
    for number, span in enumerate(spans[:_MOST_TRIED]):
        try:
            return _fact(claim, Place(ground, bounds, span), extractor)
        except RefusedError as refused:
            first = first if number else refused
    raise first


def _fact(claim: Claim, place: Place, extractor: str) -> Fact:
    if place.ground.gives_orders(place.main):
        raise RefusedError("quote", "stands in a paragraph that gives orders to its reader")
    who, target = _actors(claim, place)
    _check_who(claim, place, who, target)
    _check_status(claim, place)
    slots = claim.slots
    words = {name: phrase(place, name, slots[name]) for name in ("object", "statute") if name in slots}
    spoken = speaker(place, slots["speaker"]) if "speaker" in slots else None
    crime, value = crime_of(claim, place), value_of(claim, place)
    _check_whole(claim)
    document, (start, end) = place.ground.document, place.main
    named = target.name if target else None
    about = words.get("object")
    return Fact(
        id=fact_id(document.id, claim.type, who.name, named, about, start, end, crime, value),
        document=document.id, type=claim.type, actor=who.name, actor_id=who.iri, speaker=spoken,
        target=named, target_id=target.iri if target else None, object=about, crime=crime,
        statute=words.get("statute"), value=value, date=date_of(claim, place), status=slots["status"].value,
        modality=claim.modality, quote=place.quote, start=start, end=end, via=who.via,
        confidence=CONFIDENCE, extractor=extractor,
    )  # fmt: skip


def _actors(claim: Claim, place: Place) -> tuple[Who, Who | None]:
    slot = claim.slots["actor"]
    if slot.value == "narrator":
        if claim.type != "figure":
            raise RefusedError("actor", "is the narrator, who gives figures and nothing else")
        place.of("actor", slot)
        who = Who("narrator", None, "narrator", place.main)
    else:
        who = actor(place, "actor", slot)
    target = claim.slots.get("target")
    return who, actor(place, "target", target) if target else None


def _check_who(claim: Claim, place: Place, who: Who, target: Who | None) -> None:
    """Refuse an actor whom the quote does not let act so."""
    if place.ground.published_by(who.name) and not place.ground.issued_by(who.name):
        raise RefusedError("actor", "is the outlet that only tells of it")
    if claim.type in ACTS and not place.holds(who.span):
        raise RefusedError("actor", "does not stand in the quote that tells the act")
    if claim.type == "veto" and not _may_veto(place, who):
        raise RefusedError("actor", "has no veto: it is no permanent member")
    if not _speaks(claim, place, who):
        raise RefusedError("type", "is not what its quote speaks of")
    if target is None:
        return
    if claim.type in ("accuse", "deny") and same(place, who, target):
        raise RefusedError("target", "is the actor: who accuses is never the culprit")
    if claim.type in ("accuse", "find") and _is_turned(place, who, target):
        raise RefusedError("actor", "is accused in that sentence, and the target accuses")


def _is_turned(place: Place, who: Who, target: Who) -> bool:
    """Tell whether the sentences of the quote name actor and target, and have the target accuse."""
    ground = place.ground
    sentence = ground.sentences(place.main)
    roles: dict[str | None, Role] = {target.iri: "target", who.iri: "actor"}
    named = [Named(*target.span, "target"), Named(*who.span, "actor")]
    named += [
        Named(mention.start, mention.end, roles.get(mention.entry.id, "other"))
        for mention in ground.named(sentence)
        if mention.entry.kind in ACTOR_KINDS and not _within(mention, who.span, target.span)
    ]
    held = any(sentence[0] <= one.start < sentence[1] for one in named if one.role == "actor")
    return held and turned_round(ground.text, sentence, named)


def _within(mention: Mention, *spans: Span) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def _may_veto(place: Place, who: Who) -> bool:
    gazetteer = place.ground.names.gazetteer
    entry = gazetteer.get(who.iri) if who.iri else None
    return entry is not None and (entry.id in gazetteer.permanent_members or entry.kind == "former_state")


def _speaks(claim: Claim, place: Place, who: Who) -> bool:
    """Tell whether a word of the type stands in the quote, or for speech in the sentence of the actor."""
    ground = place.ground
    pattern = ground.cues.types[claim.type]
    if pattern.search(place.quote):
        return True
    if claim.type not in ground.cues.told:
        return False
    sentence = ground.sentences(who.span)
    return bool(pattern.search(ground.text[slice(*sentence)])) or ground.issued_by(who.name)


def _check_status(claim: Claim, place: Place) -> None:
    slot = claim.slots["status"]
    if slot.value not in STATUSES:
        raise RefusedError("status", f"{str(slot.value)[:40]!r} is not known")
    place.beside("status", slot)
    if (slot.value == "actual") != (claim.modality in _ACTUAL):
        raise RefusedError("modality", f"{claim.modality} does not go with {slot.value}")
    value = claim.slots.get("value")
    announced = value is not None and value.value in ("withdrawal_announced", "not_party")
    told_as_done = claim.type in ACTS and slot.value == "actual" and not announced
    if told_as_done and not place.ground.cues.happened(claim.type, place.quote):
        raise RefusedError("status", "is actual, and the quote does not say that it happened")


def _check_whole(claim: Claim) -> None:
    for group in _NEEDED.get(claim.type, ()):
        if not any(name in claim.slots for name in group):
            raise RefusedError(group[0], f"is missing, and {claim.type} needs it")
