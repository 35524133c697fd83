"""Read how a body voted: its counts, told in one sentence or in a few, and votes told without any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from graph.reading.ballots import listed
from graph.reading.candidates import Candidate, date_of
from graph.reading.chambers import elsewhere, seated, voting_body
from graph.reading.modality import judge
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.votes import UNITS, VoteCount, merged, vote_counts

_VOTING = re.compile(
    r"\b(vot\w+|adopt\w*|approv\w+|pass(?:ed|es|ing)?|reject\w*|defeat\w*|resolution|draft|tally|ballot|abstain\w*"
    r"|abstention\w*|endorse\w*|text|measure|motion|fail\w*|unanimous(?:ly)?)\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:adopt\w*|approv\w+|pass(?:ed|es)?|reject\w*|endorse\w*|carried)\b.{0,60}"
    r"\bby\s+an?\s+(?:[\w-]+\s+){0,3}"
    r"(?:vote|majority|margin|ballot)\b",
    re.IGNORECASE,
)
_UNVOTED = re.compile(r"\b(?:press )?statement\b", re.IGNORECASE)
_TELLING = re.compile(
    r"\b(?:vot\w+|adopt\w*|approv\w+|pass(?:ed|es)?|reject\w*|abst\w+|ballot)\b", re.IGNORECASE
)
_APART = re.compile(
    r"\b(?:previous|earlier|another|rival|second|similar|last (?:year|month|week)|separate(?:ly)?|"
    r"also (?:adopted|passed))\b",
    re.IGNORECASE,
)
_NEAR = 3  # sentences over which one vote is told


@dataclass
class _Vote:
    """Carry one vote of a body with the sentences that tell it."""

    body: Actor
    sentence: Span
    passage: int
    last: int
    parts: list[VoteCount]
    value: dict[str, int | str]
    evidence: list[Token] = field(default_factory=list)


def tallies(scene: Scene) -> Iterator[Candidate]:
    """Yield the votes of bodies told in a story."""
    votes: list[_Vote] = []
    for number, (_, sentence) in enumerate(scene.story.sentences()):
        found = _read(scene, sentence, number)
        if found is None:
            continue
        if votes and _continues(votes[-1], found):
            _join(votes[-1], found)
        else:
            votes.append(found)
    for vote in votes:
        if vote.value and all(c.alone for c in vote.parts) and len(vote.value) == 1:
            continue
        body = seated(scene, vote.body, vote.value)
        if body is not None:
            yield _candidate(scene, vote, body)


def _read(scene: Scene, sentence: Span, number: int) -> _Vote | None:
    text = sentence.text
    if _VOTING.search(text) is None:
        return None
    parts = vote_counts(text)
    if parts and parts[0].number == "unanimous" and _UNVOTED.search(text):
        return None
    value = {c.choice: c.number for c in parts}
    value = merged([_named(scene, sentence, value), value])
    told = value or _BARE.search(text)
    body = voting_body(scene, sentence) if told and not elsewhere(scene, sentence) else None
    if body is None or judge(_trigger(sentence, parts))[0] != "actual":
        return None
    evidence = [t for c in parts if (s := sentence.char_span(c.start, c.end, alignment_mode="expand"))
                for t in (s[0], s[-1])]  # fmt: skip
    return _Vote(body, sentence, scene.story.place(sentence[0]), number, parts, value, evidence)


def _named(scene: Scene, sentence: Span, value: dict[str, int | str]) -> dict[str, int | str]:
    """Return how many are named where they are not counted: "13-1 with Britain abstaining"."""
    if not value:
        counted = {t.lower_ for t in sentence if t.like_num}
        return {k: n for k, n in listed(scene, sentence).items() if n > 1 and counted & _numerals(n)}
    if "yes" not in value or value["yes"] == "unanimous":
        return {}
    return {k: n for k, n in listed(scene, sentence).items() if k not in value and k != "yes"}


def _numerals(number: int) -> set[str]:
    """Return how a small number is written: "3", "three"."""
    return {str(number), *UNITS[number - 1 : number]}


def _continues(vote: _Vote, more: _Vote) -> bool:
    """Tell whether a sentence goes on about the vote that the last one told."""
    near = more.last - vote.last <= _NEAR
    agree = all(vote.value.get(k, n) == n for k, n in more.value.items())
    alike = vote.body.name == more.body.name or more.body.via == "focus" or vote.body.via == "focus"
    return near and agree and alike and not _APART.search(more.sentence.text)


def _join(vote: _Vote, more: _Vote) -> None:
    if len(more.value) > len(vote.value):
        vote.sentence, vote.parts, vote.evidence = more.sentence, more.parts, more.evidence
    vote.value = merged([vote.value, more.value])
    vote.last = more.last
    if vote.body.via == "focus":
        vote.body = more.body


def _candidate(scene: Scene, vote: _Vote, body: Actor) -> Candidate:
    trigger = _trigger(vote.sentence, vote.parts)
    return Candidate(
        "vote", body, "tally", trigger, (trigger, *vote.evidence), object=_object(scene, vote.sentence),
        value=vote.value or None, date=date_of(trigger, scene.published),
    )  # fmt: skip


def _trigger(sentence: Span, parts: list[VoteCount]) -> Token:
    """Return the word of voting that the counts stand by."""
    words = [t for t in sentence if _TELLING.fullmatch(t.text) and t.pos_ in ("VERB", "NOUN")]
    start = parts[0].start + sentence.start_char if parts else sentence.start_char
    end = parts[0].end + sentence.start_char if parts else start
    return min(
        words,
        key=lambda t: (max(start - t.idx, t.idx - end, 0), t.pos_ != "VERB", t.i),
        default=sentence.root,
    )


def _object(scene: Scene, sentence: Span) -> str:
    heads = [t for t in sentence if t.lemma_.lower() in ("resolution", "draft", "text", "measure")]
    return scene.drafts.name(heads)
