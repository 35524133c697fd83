"""Read who voted how off lists of names beside words of voting: "… abstaining: Brazil, China", "China voted no".

Lists come from the lexicon's names, not from the parse, which seldom sees a long list whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from graph.reading.candidates import Candidate, date_of
from graph.reading.mentions import Mention
from graph.reading.modality import NEGATED, judge
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.words import bag

_CONTEXT = re.compile(r"\b(vot\w+|abst\w+|ballot\w*|negative|resolution|draft|text)\b", re.IGNORECASE)
_JOINING = bag(", and or & the as well both along together with like jointly")
_MAX_JOINT = 4  # tokens between two names of one list
_MAX_GAP = 9  # tokens between a list and the word that tells how it voted
# What may stand between voters and their vote: "India and Brazil, both members, have also chosen to abstain".
_BEFORE = bag(
    "vote votes voted voting cast casting have has had be was were been being both also all then meanwhile "
    "on monday tuesday wednesday thursday friday saturday sunday , – — - ( ) the a an its join joined joining "
    "in to choose chose chosen choosing opt opted opting decide decided who which that only ballot ballots "
    "each either instead while and two three four five six seven members member permanent non-permanent "
    "council countries country nations nation states state elected however , negative against"
)
_AFTER = bag(
    ": – — - ( ) , from by were was came come being including include included namely the a it this text "
    "resolution draft measure motion votes vote countries country nations nation states those only and both "
    "also of permanent member members were council security 's one two three four five six seven eight nine "
    "ten cast who which that proposal among them two-thirds"
)
_AGAINST_CUES = bag("vote votes voted voting ballot opposed one two three four five six seven eight nine ten")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    choice: str
    veto: bool = False


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
        if _CONTEXT.search(sentence.text) is None:
            continue
        cues = list(_cues(sentence))
        rolls = _rolls(scene, sentence) if cues else []
        for roll in rolls:
            cue = _cue_of(roll, cues, rolls, sentence)
            if cue is not None:
                yield from _votes(scene, sentence, roll, cue)


def _cues(sentence: Span) -> Iterator[_Cue]:
    for token in sentence:
        word, lemma = token.lower_, token.lemma_.lower()
        after = token.nbor().lower_ if token.i + 1 < sentence.end else ""
        if lemma in ("abstain", "abstention") or word == "abstaining":
            yield _Cue(token.i, token.i + 1, "abstain")
        elif word == "against" and _counted_before(token, sentence):
            yield _Cue(token.i, token.i + 1, "no")
        elif word in ("negative", "dissenting") and after.startswith(("vote", "ballot")):
            yield _Cue(token.i, token.i + 2, "no", veto="permanent" in sentence.text)
        elif lemma in ("vote", "ballot") and after in ("no", "nay", "yes"):
            yield _Cue(token.i, token.i + 2, "yes" if after == "yes" else "no")
        elif word == "in" and after in ("favor", "favour") and _counted_before(token, sentence):
            yield _Cue(token.i, token.i + 2, "yes")


def _counted_before(token: Token, sentence: Span) -> bool:
    near = token.doc[max(sentence.start, token.i - 4) : token.i]
    return any(t.lower_ in _AGAINST_CUES or t.like_num for t in near)


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
    return len(group) == 1 and end < sentence.end and doc[end].tag_ in ("POS", "NN", "NNS", "HYPH")


def _cue_of(roll: _Roll, cues: list[_Cue], rolls: list[_Roll], sentence: Span) -> _Cue | None:
    """Return the word of voting that the list belongs to: the one after it, else the one before it."""
    doc = sentence.doc
    ahead = next((c for c in cues if c.start >= roll.end), None)
    if ahead is not None and _leads(roll.end, ahead.start, rolls, sentence):
        return ahead
    behind = next((c for c in reversed(cues) if c.end <= roll.start), None)
    if behind is None or _crossed(behind.end, roll.start, rolls) or roll.start - behind.end > _MAX_GAP:
        return None
    between = [t.lower_ for t in doc[behind.end : roll.start]]
    linked = any(t in (":", "–", "—", "-", "(", ",", "from", "by", "were", "came", "of") for t in between)
    return behind if linked and all(t in _AFTER for t in between) else None


def _leads(start: int, end: int, rolls: list[_Roll], sentence: Span) -> bool:
    """Tell whether voters and vote have nothing between them but what may stand there: "joined Iran in"."""
    doc = sentence.doc
    others = [r for r in rolls if start <= r.start < end]
    joined = len(others) == 1 and any(t.lemma_ == "join" for t in doc[start : others[0].start])
    if others and not joined:
        return False
    inside = {i for r in others for i in range(r.start, r.end)}
    between = [doc[i].lower_ for i in range(start, end) if i not in inside]
    return len(between) <= _MAX_GAP and all(word in _BEFORE for word in between)


def _crossed(start: int, end: int, rolls: list[_Roll]) -> bool:
    return any(start <= roll.start < end for roll in rolls)


def _votes(scene: Scene, sentence: Span, roll: _Roll, cue: _Cue) -> Iterator[Candidate]:
    trigger = sentence.doc[cue.start]
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ in ("VERB", "AUX")), trigger)
    verdict = judge(verb)
    if verdict == NEGATED:
        return
    name = scene.drafts.name([t for t in sentence if t.lemma_.lower() in ("resolution", "draft", "text")])
    first, last = sentence.doc[min(roll.start, cue.start)], sentence.doc[max(roll.end, cue.end) - 1]
    for mention in roll.mentions:
        actor = Actor.named(mention)
        vetoed = cue.veto and actor.iri in scene.gazetteer.permanent_members
        yield Candidate(
            "veto" if vetoed else "vote", actor, "ballot", trigger, (first, last),
            object=name, value=None if vetoed else cue.choice,
            date=date_of(verb, scene.published), verdict=verdict,
        )  # fmt: skip
