"""Tell by rough rules who in a sentence accuses or speaks, so that accuser and accused are not turned round.

These rules do not find accusations; they only see that a claim has the wrong one of two for the accuser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.llm.layout import Span

Role = Literal["actor", "target", "other"]

_VERB = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|condemn(?:s|ed|ing)?|denounc(?:e|es|ed|ing)"
    r"|critici[sz](?:e|es|ed|ing)|alleg(?:e|es|ed|ing)|charg(?:e|es|ed|ing)|slam(?:s|med|ming)?|fil(?:e|es|ed|ing)"
    r"|su(?:e|es|ed|ing)|hold(?:s|ing)?|held|claim(?:s|ed|ing)?|sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)"
    r"|believ(?:e|es|ed|ing)|find(?:s|ing)?|found|conclud(?:e|es|ed|ing)|report(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|argu(?:e|es|ed|ing)|stat(?:ed|ing)|insist(?:s|ed|ing)?|describ(?:e|es|ed|ing)|call(?:s|ed|ing)?"
    r"|document(?:s|ed|ing)|record(?:s|ed|ing)|lodg(?:e|es|ed|ing)|brought|bring(?:s|ing)?|add(?:s|ed)"
    r"|wrote|writes?|protest(?:s|ed|ing)?|tweet(?:s|ed)|testif(?:y|ies|ied)|deplor(?:e|es|ed|ing)|decr(?:y|ies|ied))\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:accusation|allegation|claim|condemnation|criticism|denunciation|complaint|charge|report)s?\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|stands?|stood)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY = re.compile(r"[^.;:“”\"]{0,80}?\bby\b", re.IGNORECASE)
_AT_ONCE = re.compile(r"\s+by\b", re.IGNORECASE)
_FROM = re.compile(r"\s+(?:\w+\s+){0,6}?(?:by|from)\b", re.IGNORECASE)
_TO = re.compile(r"\baccording to\b", re.IGNORECASE)
_A_NOUN = re.compile(r"(?:\b(?:an?|the|its|their|his|her|this|no|any)|['’]s)\s+$", re.IGNORECASE)
_AGAINST = re.compile(r"\bagainst\s+(?:the\s+)?$", re.IGNORECASE)
_NEAR = 60  # characters before a word that can say what it is
_QUOTED = re.compile(r"[”\",’']\s*$")
_OWN = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}$")
_SPEAKS = re.compile(r"sa(?:y|ys|id)$|wrote$|writes?$|add|warn|claim|insist|report|conclud", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Carry a place at which somebody is named, and who it is in the claim that is checked."""

    start: int
    end: int
    role: Role


def turned_round(text: str, sentence: Span, named: Sequence[Named]) -> bool:
    """Tell whether the target accuses or speaks in a sentence, and the actor nowhere in it."""
    roles = {one.role for one in _agents(text, sentence, named)}
    return "target" in roles and "actor" not in roles


def _agents(text: str, sentence: Span, named: Sequence[Named]) -> Iterator[Named]:
    start, end = sentence
    inside = sorted(
        (one for one in named if start <= one.start and one.end <= end), key=lambda one: (one.start, one.end)
    )
    for verb in _VERB.finditer(text, start, end):
        found = _agent(text, sentence, verb, inside)
        if found is not None:
            yield found
    for noun in _NOUN.finditer(text, start, end):
        owner = _last(inside, noun.start())
        if owner is not None and _OWN.match(text[owner.end : noun.start()]):
            yield owner
        by = _FROM.match(text, noun.end(), end)
        if by and (author := _next(inside, by.end())) is not None:
            yield author
    for to in _TO.finditer(text, start, end):
        if (source := _next(inside, to.end())) is not None:
            yield source


def _agent(text: str, sentence: Span, verb: re.Match[str], inside: Sequence[Named]) -> Named | None:
    """Return who does what a verb tells: after "by", after an inverted "said", else the last named before."""
    start, end = sentence
    before = text[max(start, verb.start() - _NEAR) : verb.start()]
    if _A_NOUN.search(before):
        return None
    by = _AT_ONCE.match(text, verb.end(), end)
    if by is None and verb[0].casefold().endswith(("ed", "held", "found", "brought", "told")):
        passive = _BE.search(before) or (before.rstrip().endswith(",") and not _speaks(verb))
        by = _BY.match(text, verb.end(), end) if passive else None
        if passive and by is None:
            return None
    if by is not None:
        return _next(inside, by.end())
    if _speaks(verb) and _QUOTED.search(before):
        follows = _next(inside, verb.end())
        if follows is not None and not text[verb.end() : follows.start].strip(" the"):
            return follows
    able = (one for one in reversed(inside) if one.end <= verb.start())
    subject = next(
        (one for one in able if not _AGAINST.search(text, max(0, one.start - _NEAR), one.start)), None
    )
    return subject or _next(inside, verb.end(), skip=1)


def _speaks(verb: re.Match[str]) -> bool:
    return bool(_SPEAKS.match(verb[0]))


def _last(inside: Sequence[Named], at: int) -> Named | None:
    return next((one for one in reversed(inside) if one.end <= at), None)


def _next(inside: Sequence[Named], at: int, skip: int = 0) -> Named | None:
    """Return who is named next; to `skip` one is to find the subject after "Accusing Russia of it, …"."""
    after = [one for one in inside if one.start >= at]
    return after[skip] if len(after) > skip else None
