"""Build accusations, findings and denials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from graph.reading.building.common import statute
from graph.reading.candidates import Candidate, Match, text_of
from graph.reading.clauses import subjects
from graph.reading.modality import ACTUAL, NEGATED, REQUESTED
from graph.reading.negation import is_asked, is_negated
from graph.reading.people import Actor
from graph.reading.roles import is_mutual
from graph.reading.words import bag

_DENYING = frozenset({"deny", "refute", "reject", "dismiss", "rebut", "accuse", "charge", "blame"})
_FINDING = bag(
    "find conclude determine establish confirm document verify report say note rule implicate show reveal "
    "describe detail accuse blame state record observe"
)
_JUDGING = bag(
    "suspect accuse blame charge condemn denounce criticize criticise slam blast lambast lambaste rebuke "
    "censure fault castigate assail excoriate chastise berate reprimand decry punish sanction fine warn "
    "try convict sentence thank praise acquit clear"
)
_ACCUSING = bag("accuse blame suspect condemn denounce criticize criticise")
_CONVICTING = frozenset({"sentence", "found-guilty", "convict"})  # a state's court tries its own officers
_NOBODY = ("any ", "no ", "whoever", "accountable", "those ")
_REPORTS = bag(
    "report inquiry enquiry investigation probe study finding panel mission commission expert observer "
    "monitor"
)


def accuse(match: Match) -> Iterator[Candidate]:
    """Yield what is charged or found: each accuser, each accused and each crime a fact of its own."""
    match = _aside(match)
    verdict = match.verdict()
    cue = match.source.cue
    spoken = match.frame.actor == "speaker"
    denied = cue is not None and (cue.lemma_.lower() in _DENYING or is_negated(cue))
    if verdict == NEGATED:
        yield from _disowned(match)
        return
    if (spoken and (denied or _charged(match.trigger))) or is_asked(match.trigger):
        return  # the frames of accusing say who charges whom; a question charges nobody
    if verdict == REQUESTED and not spoken:
        return  # who is asked to condemn has not condemned
    if verdict[0] == "not_actual" and all(a.kind == "narrator" for a in match.actors):
        return
    if match.frame.type == "find":  # inquiries, courts and organisations find; a person accuses
        match = replace(match, actors=tuple(a for a in match.actors if a.kind != "person"))
    crimes: tuple[str | None, ...] = match.crimes or ((match.frame.crime_is or "other"),)
    charging = _accusers(match)
    named = (t for t in match.targets if not t.name.lower().startswith(_NOBODY) and t.name not in charging)
    match = replace(match, targets=tuple(named))
    # "Iran and Syria say they target rebels" accuses neither.
    speaking = {a.name for a in match.actors} if match.frame.actor == "speaker" else set()
    mutual = any(is_mutual(t) for t in match.target_heads)
    targets = match.actors if mutual else match.targets
    for actor in match.actors:
        for target in targets or ((None,) if match.frame.alone else ()):
            own = target and target.name in speaking | {actor.name} and actor.kind != "narrator"
            if own and match.frame.name not in _CONVICTING:
                continue
            kind = "find" if _finds(match, actor) else match.frame.type
            for crime in crimes:
                yield match.candidate(
                    actor, type=kind, target=target, crime=crime, verdict=verdict, statute=statute(match)
                )


def _aside(match: Match) -> Match:
    """Give X the words and Y the deed of "X said that Y had struck the school, calling it a crime"."""
    verb, told = match.trigger, match.trigger.head
    cue = match.source.cue
    if match.frame.actor == "speaker" or cue is None or cue == verb or match.source.is_narrator:
        return match
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or told.dep_ != "ccomp" or not cue.is_ancestor(told):
        return match
    unnamed = any(t.pos_ == "PRON" for t in match.target_heads)
    targets = tuple(match.scene.actors(subjects(told))) if unnamed else match.targets
    return replace(match, actors=match.source.actors, targets=targets)


def _accusers(match: Match) -> set[str]:
    """Return who accuses somebody in a clause around the deed: they have not done it, whatever the parse."""
    inner = match.trigger
    relative = [t for t in match.target_heads if _in_relative(t, inner)]
    found = {a.name for a in match.scene.actors(relative)}
    while inner.head != inner and inner.dep_ not in ("nsubj", "nsubjpass"):
        verb = inner.head
        if inner.dep_ != "conj" and verb.pos_ == "VERB" and verb.lemma_.lower() in _ACCUSING:
            found.update(a.name for a in match.scene.actors(subjects(verb)))
        inner = verb
    return found


def _in_relative(name: Token, verb: Token) -> bool:
    """Tell whether a name is the subject of a relative clause: "which Chad accused"."""
    first = name.left_edge.i
    before = name.doc[max(0, first - 1) : first + 1]
    pronoun = any(t.tag_ in ("WDT", "WP") or t.lower_ == "that" for t in before)
    return pronoun and name.i == verb.i - 1 and verb.lemma_.lower() in _ACCUSING


def _charged(trigger: Token) -> bool:
    """Tell whether somebody is charged with or judged for the deed: "blamed Iran for killing protesters"."""
    verb = trigger
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "pcomp":
        return False
    above = verb.head.head
    if verb.head.lower_ == "of" and above.tag_ == "VBN" and above.dep_ in ("acl", "advcl", "amod"):
        above = next((t for t in above.ancestors if t.pos_ == "VERB"), above)  # "accused X, backed by Y, of"
    return above.lemma_.lower() in _JUDGING


def _can_be_meant(target: Actor) -> bool:
    """Tell whether somebody in particular is accused, and not who a pronoun has merely just spoken of."""
    spoke = target.via == "coreference" and target.kind in ("organization", "body", "court")
    return not spoke and not target.name.lower().startswith(_NOBODY)


def _disowned(match: Match) -> Iterator[Candidate]:
    """Yield the denial of who says that he himself did not do it: "Iran said it had not killed anybody"."""
    if match.frame.actor != "speaker" or match.frame.type != "accuse" or not is_negated(match.trigger):
        return
    own = [a for a in match.actors if a.kind != "narrator" and any(t.name == a.name for t in match.targets)]
    for actor in own:
        yield match.candidate(
            actor,
            type="deny",
            object=text_of([match.trigger]),
            crime=next(iter(match.crimes), None),
            verdict=ACTUAL,
        )


def _finds(match: Match, actor: Actor) -> bool:
    """Tell whether an accusation is what an inquiry, a court or a report of the United Nations concludes."""
    cue = match.source.cue if match.frame.actor == "speaker" else match.trigger
    if cue is None or cue.lemma_.lower() not in _FINDING or actor.kind == "narrator":
        return False
    if actor.kind == "court":
        return True
    official = match.scene.is_inquiry(actor) or actor.name.startswith(("UN ", "United Nations"))
    texts = [t for t in subjects(cue) if t.lemma_.lower() in _REPORTS]
    return official and (bool(texts) or cue.lemma_.lower() not in ("say", "accuse", "implicate", "blame"))


def deny(match: Match) -> Iterator[Candidate]:
    """Yield who rejects an accusation."""
    if match.verdict() == NEGATED and match.frame.status != "actual":
        return
    for actor in match.actors:
        target = match.targets[0] if match.targets and match.targets[0].name != actor.name else None
        yield match.candidate(
            actor,
            target=target,
            object=text_of(match.object_heads),
            crime=next(iter(match.crimes), None),
            **({"verdict": ACTUAL} if match.frame.status == "actual" else {}),
        )
