"""Find the words of voting in a sentence, and which way they say that somebody voted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Span, Token

from graph.reading.scene import Scene
from graph.reading.votes import tally
from graph.reading.words import bag

_CONTEXT = re.compile(
    r"\b(?:vot\w+|abst\w+|ballot\w*|negative|dissent\w*|resolution|draft|text|sid(?:e|ed|ing) with)\b"
    r"|\b(?:against|favou?r)\s*:",
    re.IGNORECASE,
)
_ABSTAIN = frozenset({"abstain", "abstention"})
_VOTING = frozenset({"vote", "abstain", "abstention"})
_LOOK_BACK = 2  # sentences in which a vote is told of before the sides that were taken
_VOTE_WORDS = bag("vote votes voted voting ballot ballots opposed came cast")
_CHOICES = {"no": "no", "nay": "no", "yes": "yes", "aye": "yes"}


@dataclass(frozen=True, slots=True)
class Cue:
    """Carry a word of voting: its tokens [start, end) and the choice."""

    start: int
    end: int
    choice: str
    negative: bool = False


def cues(scene: Scene, sentence: Span) -> list[Cue]:
    """Return the words that tell how those beside them voted."""
    if _CONTEXT.search(sentence.text) is None:
        return []
    return list(_found(sentence, voting=_of_a_vote(scene, sentence)))


def _of_a_vote(scene: Scene, sentence: Span) -> bool:
    """Tell whether a sentence, or one of the two before it, speaks of voting."""
    near = [sentence, *islice(scene.story.before(sentence[0]), _LOOK_BACK)]
    return any(t.lemma_.lower() in _VOTING for s in near for t in s)


def _found(sentence: Span, *, voting: bool) -> Iterator[Cue]:
    for token in sentence:
        cue = _abstaining(token) or _opposing(token, sentence, voting=voting) or _favouring(token, sentence)
        if cue is not None:
            yield cue


def _abstaining(token: Token) -> Cue | None:
    found = token.lemma_.lower() in _ABSTAIN or token.lower_ == "abstaining"
    return Cue(token.i, token.i + 1, "abstain") if found else None


def _opposing(token: Token, sentence: Span, *, voting: bool) -> Cue | None:
    word, lemma, after = token.lower_, token.lemma_.lower(), _after(token, sentence)
    if word == "against" and (after == ":" or _counted_before(token, sentence)):
        return Cue(token.i, token.i + 1, "no")
    if word in ("negative", "dissenting") and after.startswith(("vote", "ballot")):
        return Cue(token.i, token.i + 2, "no", word == "negative")
    if lemma == "side" and after == "with" and voting:
        return Cue(token.i, token.i + 1, "no")
    opposes = lemma == "oppose" and token.pos_ == "VERB" and _votes_here(sentence)
    return Cue(token.i, token.i + 1, "no") if opposes else None


def _favouring(token: Token, sentence: Span) -> Cue | None:
    """Return "in favour" and "for", and the "yes" or "no" of a vote."""
    word, lemma, after = token.lower_, token.lemma_.lower(), _after(token, sentence)
    if lemma in ("vote", "ballot") and after in _CHOICES:
        return Cue(token.i, token.i + 2, _CHOICES[after])
    if word in ("no", "yes") and after in ("vote", "votes"):
        return Cue(token.i, token.i + 2, word)
    if word == "affirmative" and after.startswith(("vote", "ballot")):
        return Cue(token.i, token.i + 2, "yes")
    if word == "in" and after in ("favor", "favour") and _favours(token, sentence):
        return Cue(token.i, token.i + 2, "yes")
    voted = word == "for" and token.i > sentence.start and token.nbor(-1).lemma_.lower() == "vote"
    return Cue(token.i, token.i + 1, "yes") if voted else None


def _after(token: Token, sentence: Span) -> str:
    return token.nbor().lower_ if token.i + 1 < sentence.end else ""


def _votes_here(sentence: Span) -> bool:
    """Tell whether a sentence tells of a vote, so that who opposes in it votes against."""
    return any(t.lemma_.lower() in _VOTING for t in sentence) or tally(sentence.text) is not None


def _counted_before(token: Token, sentence: Span) -> bool:
    near = token.doc[max(sentence.start, token.i - 4) : token.i]
    return any(t.lower_ in _VOTE_WORDS or t.like_num for t in near)


def _favours(token: Token, sentence: Span) -> bool:
    label = token.i + 2 < sentence.end and token.doc[token.i + 2].text == ":"
    return label or _counted_before(token, sentence)
