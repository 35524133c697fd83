"""Read who voted how off lists of names beside words of voting: "… abstaining: Brazil, China".

Lists come from the lexicon's names, not from the parse, which seldom sees a long list whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span

from graph.reading.candidates import Candidate, date_of
from graph.reading.chambers import elsewhere, stopped
from graph.reading.choices import Cue, cues
from graph.reading.mentions import Mention
from graph.reading.modality import NEGATED, judge
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.votes import tally
from graph.reading.words import bag

_JOINING = bag(", and or the & as well both along together with like jointly plus ;")
_MAX_JOINT = 4  # tokens between two names of one list
_MAX_GAP = 14  # tokens between a list and the word that tells how it voted
# What may stand between voters and their vote: "India and Brazil, both members, have also chosen to abstain".
_BEFORE = bag(
    "vote votes voted voting cast casting have has had be was were been being both also all then "
    "meanwhile only one on monday tuesday wednesday thursday friday saturday sunday , – — - ( ) the a an "
    "its join joined joining by in to choose chose chosen choosing opt opted opting decide decided who "
    "which that ballot ballots lone sole each either instead while and member members permanent non- "
    "permanent single few handful among amongst of those council country countries nation nations state "
    "states elected however negative against alone stood standing ones nays stand their his her "
    "respectively i.e. delegation delegations government governments rest other others along alongside "
    "together with neighbouring security assembly"
)
_AFTER = bag(
    ": – — - ( ) , ; from by were was came come being including include included includes namely the a an "
    "it this text resolution draft measure motion votes vote countries country nations nation states "
    "state those only and both are also of permanent member members council security 's ’s cast who which "
    "that proposal among them on in as did so do joined along together with alongside followed alone than "
    "other others like such i.e. viz assembly is decision amendment statement abstentions abstaining "
    "yesterday today monday tuesday wednesday thursday friday saturday sunday besides"
)
_LINKS = bag(": – — - ( , from by were was are came of did joined alongside with including among than")
_OPENING = bag(": – — (")
_OPEN_LISTS = bag("including include included includes among amongst such like")


@dataclass(frozen=True, slots=True)
class _Roll:
    """Carry a list of names: its tokens [start, end) and who is on it."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def ballots(scene: Scene) -> Iterator[Candidate]:
    """Yield the votes of states listed beside how they voted."""
    if not scene.about_council:
        return
    for _, sentence in scene.story.sentences():
        for roll, cue in _pairs(scene, sentence):
            yield from _votes(scene, sentence, roll, cue)


def listed(scene: Scene, sentence: Span) -> dict[str, int]:
    """Return how many a sentence names whole, by their choice: "… with Brazil and India abstaining"."""
    found: dict[str, int] = {}
    for roll, cue in _pairs(scene, sentence):
        first, last = sorted((roll.start, cue.start))
        if not any(t.lower_ in _OPEN_LISTS for t in sentence.doc[first:last]):
            found[cue.choice] = found.get(cue.choice, 0) + len({m.entry.id for m in roll.mentions})
    return found


def _pairs(scene: Scene, sentence: Span) -> Iterator[tuple[_Roll, Cue]]:
    found = cues(scene, sentence)
    rolls = _rolls(scene, sentence) if found and not elsewhere(scene, sentence) else []
    for roll in rolls:
        cue = _cue_of(scene, roll, found, rolls, sentence)
        if cue is not None:
            yield roll, cue


def _rolls(scene: Scene, sentence: Span) -> list[_Roll]:
    names = [m for m in scene.story.mentions(sentence) if m.is_state and m.form != "demonym"]
    doc, groups = sentence.doc, [names[:1]] if names else []
    for left, right in pairwise(names):
        between = [t.lower_ for t in doc[left.end : right.start]]
        if len(between) <= _MAX_JOINT and all(word in _JOINING for word in between):
            groups[-1].append(right)
        else:
            groups.append([right])
    return [_Roll(g[0].start, g[-1].end, tuple(g)) for g in groups if not _is_owner(sentence, g)]


def _is_owner(sentence: Span, group: list[Mention]) -> bool:
    """Tell whether the list only owns or describes what follows: "Russia's draft", "the Ukraine text"."""
    doc, end = sentence.doc, group[-1].end
    if end < sentence.end and doc[end].lower_.startswith(("abstain", "voting", "oppos")):
        return False
    return len(group) == 1 and end < sentence.end and doc[end].tag_ in ("POS", "NN", "NNS", "HYPH")


def _cue_of(scene: Scene, roll: _Roll, cues: list[Cue], rolls: list[_Roll], sentence: Span) -> Cue | None:
    """Return the word of voting that the list belongs to: the one after it, else the one before it."""
    ahead = next((c for c in cues if c.start >= roll.end), None)
    behind = next((c for c in reversed(cues) if c.end <= roll.start), None)
    follows = behind is not None and _follows(scene, roll, behind, rolls, sentence)
    if follows and _is_opened(roll, sentence):
        return behind
    if ahead is not None and not _is_topic(roll, sentence) and _leads(roll.end, ahead.start, rolls, sentence):
        return ahead
    return behind if follows else None


def _follows(scene: Scene, roll: _Roll, cue: Cue, rolls: list[_Roll], sentence: Span) -> bool:
    """Tell whether a list says who cast the votes before it: "one abstention (China)", "…, as did India"."""
    doc = sentence.doc
    if any(cue.end <= r.start < roll.start and not _is_sided(r, cue, doc) for r in rolls):
        return False
    between = [t for t in doc[cue.end : roll.start] if not t.is_space]
    if len(roll.mentions) > 1 and between and between[-1].text in _OPENING:
        return True  # "those who voted against are no surprise: …"
    words = [t.lower_ for t in between if not (t.like_num or scene.story.mention(t))]
    return len(words) <= _MAX_GAP and any(w in _LINKS for w in words) and all(w in _AFTER for w in words)


def _is_opened(roll: _Roll, sentence: Span) -> bool:
    """Tell whether a list is introduced by a bracket, a colon, "including" or "among them"."""
    before = sentence.doc[max(sentence.start, roll.start - 3) : roll.start]
    words = [t.lower_ for t in before if t.lower_ not in ("the", "both")]
    return bool(words) and (
        words[-1] in ("(", ":", "including", "namely", "notably") or words[-2:] == ["among", "them"]
    )


def _is_topic(roll: _Roll, sentence: Span) -> bool:
    """Tell whether the list is what the vote is about or where it is held: "a vote on Syria"."""
    at = roll.start - 1
    while at >= sentence.start and sentence.doc[at].lower_ in ("the", "both"):
        at -= 1
    return at >= sentence.start and sentence.doc[at].lower_ in (
        "on",
        "in",
        "over",
        "about",
        "against",
        "for",
        "to",
        "around",
    )


def _is_sided(roll: _Roll, cue: Cue, doc: Doc) -> bool:
    """Tell whether a list is the side that others took: "only four sided with Russia: …"."""
    return doc[cue.start].lemma_.lower() == "side" and roll.start <= cue.end + 1


def _leads(start: int, end: int, rolls: list[_Roll], sentence: Span) -> bool:
    """Tell whether voters and vote have nothing between them but what may stand there: "joined Iran in"."""
    doc = sentence.doc
    others = [r for r in rolls if start <= r.start < end]
    company = ("join", "with", "alongside", "together", "and", "by")
    joined = len(others) == 1 and any(t.lemma_.lower() in company for t in doc[start : others[0].start])
    if others and not joined:
        return False
    inside = {i for r in others for i in range(r.start, r.end)}
    between = [t for t in (doc[i] for i in range(start, end) if i not in inside) if not t.is_space]
    words = {t.lower_ for t in between}
    if any(t.like_num for t in between) and not words & {"among", "amongst", "of"}:
        return False  # "… and Israel, and 43 abstained"
    return len(between) <= _MAX_GAP and all(t.lower_ in _BEFORE or t.like_num for t in between)


def _votes(scene: Scene, sentence: Span, roll: _Roll, cue: Cue) -> Iterator[Candidate]:
    trigger = sentence.doc[cue.start]
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ in ("VERB", "AUX")), trigger)
    verdict = judge(verb)
    if verdict == NEGATED and cue.choice != "no":
        return
    name = scene.drafts.name([t for t in sentence if t.lemma_.lower() in ("resolution", "draft", "text")])
    first, last = sentence.doc[min(roll.start, cue.start)], sentence.doc[max(roll.end, cue.end) - 1]
    against = cue.negative and "permanent" in sentence.text
    against = against or (cue.choice == "no" and stopped(scene, sentence, tally(sentence.text)))
    for mention in roll.mentions:
        actor = Actor.named(mention)
        vetoed = against and actor.iri in scene.gazetteer.permanent_members
        yield Candidate(
            "veto" if vetoed else "vote", actor, "ballot", trigger, (first, last),
            object=name, value=None if vetoed else cue.choice,
            date=date_of(verb, scene.published), verdict=verdict,
        )  # fmt: skip
