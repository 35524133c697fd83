"""Read counts of votes off a sentence: "13-1", "by 143 votes to 5", "with 12 in favour", "unanimously"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.model import Value

UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen",
)  # fmt: skip
_TEENS = ("sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: dict[str, int] = {"zero": 0, "none": 0, "nil": 0, "no": 0, "nobody": 0}
_WORDS |= {w: n for n, w in enumerate([*UNITS, *_TEENS], 1)}
_WORDS |= {w: 10 * n for n, w in enumerate(_TENS, 2)}
_LONGEST = 4000  # characters
_MOST = 193  # votes that any body of states has
_TENS_ANDUNITS = "(?:" + "|".join(_TENS) + ")(?:-(?:" + "|".join(UNITS[:9]) + "))?"
_NUMBER = rf"\d{{1,3}}|{_TENS_ANDUNITS}|" + "|".join([*_TEENS, *reversed(UNITS), "zero"])
_FREE, _END = r"(?<![\d.,/-])\b", r"\b(?![\d/%]|[.,]\d)"
_N = rf"{_FREE}({_NUMBER}){_END}"
_NONE = rf"{_FREE}({_NUMBER}|none|no|nil|nobody){_END}"
_NEXT = rf"({_NUMBER}|none|no|nil|nobody){_END}"
_VOTERS = (
    r"(?:council members|member states|members|countries|nations|states|delegations|governments|votes?|"
    r"voices|powers|others?|country|member|state|delegation|ballots|ambassadors|representatives)"
)
_WHO = (
    rf"(?:\s+(?:out\s+)?of\s+(?:the|its)\s+[\w-]+(?:['’]s(?:\s+(?:{_NUMBER}))?)?)?(?:\s+(?:out\s+)?of\s+\d+)?"
    rf"(?:\s+(?:of\s+)?(?:[\w-]+\s+){{0,4}}?{_VOTERS})?"
    r"(?:\s+(?:of|on|in|at)\s+(?:the\s+)?(?:\w+\s+){0,2}"
    r"(?:council|assembly|body|chamber|UN|U\.N\.|United Nations))?"
    r"(?:,?\s+(?:including|among them|notably|such as)\s+"
    r"(?:(?!\bvot|\babst|\bwhile\b|\bwith\b)[^.;:()]){2,120}?,?)?"
)
_SELF = r"(?:all\s+|also\s+|then\s+)?"
_ACTIVE = r",?\s+(?:that\s+|which\s+|who\s+)?(?:had\s+|have\s+|has\s+)?" + _SELF
_LINK = r",?\s+(?:that\s+|which\s+|who\s+)?(?:had\s+|have\s+|has\s+|were\s+|was\s+|being\s+|to\s+)?" + _SELF
_VOTE = r"(?:(?:cast|casting)\s+(?:votes?\s+)?|(?:vot(?:ed|ing|es?))\s+)"
_IN_FAVOUR = (
    r"(?:in\s+(?:its\s+)?favou?r|in\s+support|yes\b|aye\b|"
    r"for\b(?!\s+(?:a\s+)?(?:the\s+)?(?:first|second|third|last|years?|months?|days?)))"
)
_TO_DO = (
    r"to\s+(?!reject|oppose|abstain|be\b|block|defeat|\d|one\b|two\b|three\b|four\b|five\b|six\b|none\b|"
    r"zero\b|nil\b)\w+"
)
_NO_VOTES = (
    r"weeks?|days?|months?|years?|hours?|minutes?|people|percent|km|miles|million|billion|points?|pages?|member|"
    r"nation|seats?|paragraphs?"
)
_SCORE = re.compile(
    rf"(?<![\d.,/-])\b(?!(?:{'|'.join(_TENS)})-\w)({_NUMBER})(?:\s?[-–—]\s?|\s+(?:votes?\s+)?to\s+|\s+votes?\s+for\s+(?:and|to)\s+){_NEXT}"
    rf"(?:\s?[-–—]\s?{_NEXT})?(?!\s*(?:{_NO_VOTES}))",
    re.IGNORECASE,
)
_GAINING = (
    r"receiv\w+|got|gets?|getting|garner\w*|secur\w+|obtain\w*|w[io]n(?:ning)?|with|attract\w+|muster\w*|"
    r"gain\w*|pick\w*\s+up"
)
_YES = (
    rf"{_N}{_WHO}{_LINK}(?:{_VOTE})?{_IN_FAVOUR}",
    rf"{_N}{_WHO}{_LINK}vot(?:ed|ing)\s+(?:\w+\s+)?{_TO_DO}",
    rf"{_N}{_WHO}{_ACTIVE}(?:supported|supporting|backed|backing|endorsed|approved|approving|favou?red|voted)\b"
    r"(?!\s+(?:against|no\b|by|down))",
    rf"{_N}\s+(?:yes|affirmative|positive|favou?rable|supporting)\s+(?:votes?|ballots)",
    r"\b(?:supported|backed|endorsed|approved|passed|carried|adopted)\s+"
    rf"(?:of|from|by|with)\s+{_N}{_WHO}(?<=s)\b(?!\s+(?:against|to\b))",
    rf"\b(?:{_GAINING})\s+(?:only\s+|just\s+|a\s+mere\s+|merely\s+)?{_N}\s+(?:of\s+\w+\s+)?(?:[\w-]+\s+)?"
    r"votes?\b(?!\s+(?:against|to\b|each))",
    rf"\bin\s+favou?r\b[^.;]{{0,60}}\bby\s+{_N}\s+votes\b",
    rf"\b(?:in\s+favou?r|for|yes)\s*:\s*{_N}",
)
_NO = (
    rf"{_NONE}(?:\s+(?:out\s+)?of\s+{_NUMBER})?{_WHO}{_LINK}(?:{_VOTE})?(?:against|no\b(?!\s+\w))",
    rf"{_NONE}{_WHO}{_ACTIVE}(?:opposed|opposing|rejected|dissented|objected)\b",
    rf"{_NONE}\s+(?:no|negative|dissenting|opposing)\s+votes?",
    rf"\b(?:opposed|votes\s+against|no\s+votes)\s+(?:by|from)\s+{_N}{_WHO}(?<=s)\b",
    rf"\bagainst\s*:\s*{_NONE}",
)
_ABSTAIN = (
    rf"{_NONE}{_WHO}{_LINK}(?:also\s+|chose\s+to\s+|opted\s+to\s+)?abstain\w*",
    rf"{_NONE}\s+(?:\w+\s+)?abstentions?",
    rf"\babstentions?\s+(?:by|from|of)\s+{_N}\b",
    rf"\b(?:abstain\w*|abstentions?)\s*:\s*{_NONE}",
)
_LONE = (
    rf"\b(?:only|sole|lone|single|solitary)\s+(?!(?:{_NUMBER})\b)(?:[\w-]+\s+){{0,5}}?"
    r"(?:to\s+|that\s+|which\s+)?(?:vot\w+\s+|cast\s+a\s+)?"
)
_AGAINST = r"(?:against\b|oppose\b|dissenting\s+(?:vote|voice)\b|(?:no|negative)\s+vote\b)"
_ONE = {
    "abstain": re.compile(_LONE + r"(?:abstain\w*|abstention\b)", re.IGNORECASE),
    "no": re.compile(_LONE + _AGAINST, re.IGNORECASE),
}
_PATTERNS = {
    key: tuple(re.compile(p, re.IGNORECASE) for p in patterns)
    for key, patterns in (("yes", _YES), ("no", _NO), ("abstain", _ABSTAIN))
}
_DECIDING = re.compile(
    r"\bvot|\badopt|\bapprov|\bpass(?:ed|es|ing)?\b|\bback|\bendors|\breject|\bdefeat|\bfail|\bballot|\btally\b|"
    r"\babst",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\bunanimously\b|\bunanimous (?:vote|adoption|decision|approval|resolution)\b|\bwas unanimous\b"
    r"|\bby (?:consensus|acclamation)\b|\bwithout (?:a|any) vote\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:not|n't|n’t|non|nearly|near|almost|virtually|far from|fail\w* to|lack of|need\w*|requir\w+)[\s-]+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_NEEDED_BEFORE = re.compile(
    r"\b(?:at least|a minimum of|minimum|need(?:s|ed|ing)?|requir(?:es?|ed|ing)|necessary|short of|"
    r"must (?:get|win|have)|threshold of|fewer than|if)\s+(?:[\w’']+\s+){0,2}$",
    re.IGNORECASE,
)
_NEEDED_AFTER = re.compile(
    r"^\s*(?:[\w’']+\s+){0,4}?(?:needed|required|necessary|are enough|is enough|to be adopted|to pass\b|"
    r"for adoption|to adopt)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VoteCount:
    """Carry one count: how many, of which choice, and where the text says so."""

    choice: str
    number: int | str
    start: int
    end: int
    alone: bool = False  # told as "the only one", which counts only beside other counts


def vote_counts(text: str) -> list[VoteCount]:
    """Return what a sentence counts, each choice once."""
    text = text[:_LONGEST]
    found = {c.choice: c for c in reversed([*_scored(text), *_worded(text)])}
    if not found:
        found = {c.choice: c for c in _unanimous(text)}
    return sorted(found.values(), key=lambda c: ("yes", "no", "abstain").index(c.choice))


def tally(text: str) -> Value:
    """Return the counts that a sentence gives, or None."""
    return {c.choice: c.number for c in vote_counts(text)} or None


def merged(parts: list[Mapping[str, int | str]]) -> dict[str, int | str]:
    """Return several counts of one vote as one, in the order of the choices."""
    together = {k: v for part in parts for k, v in part.items()}
    return {k: together[k] for k in ("yes", "no", "abstain") if k in together}


def _scored(text: str) -> Iterator[VoteCount]:
    if _DECIDING.search(text) is None:
        return
    for match in _SCORE.finditer(text):
        numbers = [_number(n) for n in match.groups() if n]
        if sum(numbers) <= _MOST and not _is_needed(text, match):
            for choice, number in zip(("yes", "no", "abstain"), numbers, strict=False):
                yield VoteCount(choice, number, match.start(), match.end())
            return


def _worded(text: str) -> Iterator[VoteCount]:
    for choice, patterns in _PATTERNS.items():
        matches = [m for p in patterns for m in p.finditer(text) if not _is_needed(text, m)]
        counted = [m for m in matches if _number(m[1]) <= _MOST]
        if counted:
            first = min(counted, key=lambda m: (m.end(), -m.start(1)))
            yield VoteCount(choice, _number(first[1]), first.start(), first.end())
    for choice, pattern in _ONE.items():
        lone = pattern.search(text)
        if lone:
            yield VoteCount(choice, 1, lone.start(), lone.end(), alone=True)


def _unanimous(text: str) -> Iterator[VoteCount]:
    match = _ALL.search(text)
    if match and not _NOT_ALL.search(text[: match.start()]):
        yield VoteCount("yes", "unanimous", match.start(), match.end())


def _is_needed(text: str, match: re.Match[str]) -> bool:
    """Tell whether these are the votes that it takes, not those that were cast."""
    before, after = text[: match.start(1)], text[match.end() :]
    return bool(_NEEDED_BEFORE.search(before) or _NEEDED_AFTER.search(after))


def _number(text: str) -> int:
    low = text.lower()
    return int(low) if low.isdigit() else sum(_WORDS[part] for part in low.split("-"))
