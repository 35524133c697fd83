"""Read how a body voted: "13-1", "by 143 votes to 5", "with 12 in favour", "unanimously"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Span, Token

from graph.model import Value
from graph.reading.candidates import Candidate, date_of
from graph.reading.modality import judge
from graph.reading.people import Actor
from graph.reading.scene import Scene

_ORDER = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_WORDS: dict[str, int] = {w: n for n, w in enumerate(_ORDER.split())}
_N = r"(\d{1,3}|" + "|".join(_WORDS) + ")"
_WHO = (
    r"(?:\s+of\s+(?:the|its)\s+\S+)?(?:\s+members of the (?:\w+\s+){0,2}\w+)?"
    r"(?:\s+(?:of\s+)?(?:\w+\s+){0,3}?"
    r"(?:countries|nations|states|members|delegations|votes?|council members|member states))?"
)
_VOTING = re.compile(
    r"\b(vot\w+|adopt\w*|approv\w+|pass(?:ed|es)?|reject\w*|resolution|draft|tally|ballot|abstain\w*|abstention\w*)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    rf"\b{_N}{_WHO}\s+(?:that\s+|had\s+|have\s+)?(?:(?:voted|voting)\s+)?(?:in\s+favou?r|for\s+(?:the|it)\b)",
    re.IGNORECASE,
)
_NO = re.compile(
    rf"\b{_N}(?:\s+of\s+{_N})?{_WHO}\s+(?:had\s+|have\s+|to\s+)?(?:(?:vote|voted|voting|votes)\s+)?against\b",
    re.IGNORECASE,
)
_ABSTAIN = re.compile(
    rf"\b{_N}{_WHO}\s+(?:had\s+|have\s+)?(?:abstentions?|abstained|abstaining)\b", re.IGNORECASE
)
_SCORE = re.compile(
    rf"\b{_N}(?:\s?[-–]\s?|\s+(?:votes\s+)?to\s+){_N}(?:\s?[-–]\s?{_N})?(?=[\s,.;)]|$)", re.IGNORECASE
)
_DECIDING = re.compile(r"\bvot|\badopt|\bapprov|\bpass|\bback|\bendors|\breject|\bdefeat|\bfail")
_ALL = re.compile(r"\bunanimous(?:ly)?\b|\bby consensus\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b{_N}(?:\s+of\s+(?:the|its)(?:\s+\S+)?)?\s+(?:[\w-]+\s+){{0,3}}(?:countries|nations|states|members)\s+"
    r"(?:that\s+|which\s+|had\s+|have\s+)?(?:voted\b(?!\s+against|\s+no)|(?:supported|backed|endorsed|approved)\b)",
    re.IGNORECASE,
)
_BACKED = re.compile(
    rf"\b(?:supported|backed|endorsed|approved)\s+by\s+{_N}(?:\s+of\s+(?:the|its)(?:\s+\S+)?)?\s+(?:[\w-]+\s+){{0,3}}"
    r"(?:countries|nations|states|members|votes)\b",
    re.IGNORECASE,
)
_GAINED = re.compile(
    rf"\b(?:receiv\w+|got|garner\w+|secur\w+|obtain\w+|won|with)\s+(?:only\s+)?{_N}\s+(?:[\w-]+\s+)?(?:yes\s+|affirmative\s+)?votes\b"
    r"(?!\s+against)",
    re.IGNORECASE,
)
_BY_VOTES = re.compile(rf"\bin\s+favou?r\b[^.;]{{0,60}}\bby\s+{_N}\s+votes\b", re.IGNORECASE)
_BODIES = ("UN Security Council", "UN General Assembly", "UN Human Rights Council")


def tallies(scene: Scene) -> Iterator[Candidate]:
    """Yield the votes of bodies told in a story."""
    for _, sentence in scene.story.sentences():
        if _VOTING.search(sentence.text) is None:
            continue
        value = tally(sentence.text)
        trigger = next(
            (t for t in sentence if _VOTING.fullmatch(t.text) and t.pos_ in ("VERB", "NOUN")), sentence.root
        )
        body = _body(scene, sentence)
        if value and body and judge(trigger)[0] == "actual":
            yield Candidate(
                "vote",
                body,
                "tally",
                trigger,
                (trigger, *_place(sentence)),
                object=_object(scene, sentence),
                value=value,
                date=date_of(trigger, scene.published),
            )


def tally(text: str) -> Value:
    """Return the counts that a sentence gives, or None."""
    found: dict[str, int | str] = {}
    score = _SCORE.search(text)
    if score and _DECIDING.search(text):
        found |= {"yes": _number(score[1]), "no": _number(score[2])}
        if score[3]:
            found["abstain"] = _number(score[3])
    for key, pattern in (("yes", _YES), ("no", _NO), ("abstain", _ABSTAIN)):
        match = pattern.search(text)
        if match and key not in found:
            found[key] = _number(match[1])
    for pattern in (_COUNTED, _BACKED, _BY_VOTES, _GAINED):
        match = pattern.search(text)
        if match and "yes" not in found:
            found["yes"] = _number(match[1])
    if not found and _ALL.search(text) and _DECIDING.search(text):
        found["yes"] = "unanimous"
    return _sane(found)


def _sane(found: Mapping[str, int | str]) -> Value:
    return dict(found) if found and all(isinstance(v, str) or v <= 200 for v in found.values()) else None


def _number(text: str) -> int:
    return _WORDS[text.lower()] if text.lower() in _WORDS else int(text)


def _place(sentence: Span) -> list[Token]:
    matches = [
        m
        for p in (_YES, _NO, _ABSTAIN, _SCORE, _ALL, _COUNTED, _BACKED, _GAINED)
        if (m := p.search(sentence.text))
    ]
    spans = [sentence.char_span(m.start(), m.end(), alignment_mode="expand") for m in matches]
    return [t for s in spans for t in (s[0], s[-1])]


def _body(scene: Scene, sentence: Span) -> Actor | None:
    named = [m.entry for m in scene.story.mentions(sentence) if m.entry.kind == "body"]
    chief = [e for e in named if e.name in _BODIES] or named
    if chief:
        return Actor.of(chief[0])
    for token in sentence:
        if token.lemma_.lower() in ("council", "assembly", "body", "committee"):
            found = scene.resolver.focus.definite(token)
            if found:
                return found
    counts = scene.story.counts()
    bodies = sorted((e for e in counts if e.name in _BODIES), key=lambda e: (-counts[e], e.id))
    return Actor.of(bodies[0], "focus") if bodies else None


def _object(scene: Scene, sentence: Span) -> str:
    heads = [t for t in sentence if t.lemma_.lower() in ("resolution", "draft", "text", "measure")]
    return scene.drafts.name(heads)
