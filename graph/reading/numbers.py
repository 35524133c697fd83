"""Find the numbers of a sentence, in figures and in words, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.reading.words import bag

_ORDER = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {w: 10 * n for n, w in enumerate(_ROUND.split(), 2)}
_SMALL = {w: n for n, w in enumerate(_ORDER.split())} | _TENS
_UNITS = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000,
          "billion": 1_000_000_000}  # fmt: skip
_SHORT = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "mln": 1_000_000}
_VAGUE = bag("hundreds thousands millions dozens scores tens")
_SOME = bag("several few many")
_PARTS = {"half": 0.5, "quarter": 0.25}
_HYPHENS = ("-", "–", "—")
_DIGITS = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?(k|m|mn|bn|mln)?$")
_THREE, _UP_TO_THREE = re.compile(r"\d{3}$"), re.compile(r"\d{1,3}$")
_MONTHS = (
    r"january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.?|"
    r"apr\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?"
)
_MONTH = re.compile(rf"(?:{_MONTHS})$", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:resolutions?|articles?|chapter|paragraphs?|section|page|phase|flight|no\.?|number|rule|act|room|aged?|"
    r"at age|group|version|route|[$€£/#&+])$",
    re.IGNORECASE,
)  # what stands before a number that counts nothing
_AFTER = re.compile(r"(?:%|percent|per|/|-|[ap]\.?m\.?|°|years?-old|st|nd|rd|th)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """Carry a number: its tokens [start, end) in a passage and what it says, vague ones as words."""

    doc: Doc
    start: int
    end: int
    value: int | float | str

    @property
    def root(self) -> Token:
        """Return the token on which the rest of the number hangs."""
        return self.doc[self.start : self.end].root


def numbers(sentence: Span) -> Iterator[Number]:
    """Yield the numbers of a sentence that may count something."""
    at = sentence.start
    while at < sentence.end:
        found = _range(sentence.doc, at, sentence.end)
        if found is None:
            at += 1
            continue
        if _counts(found, sentence):
            yield found
        at = found.end


def _counts(number: Number, sentence: Span) -> bool:
    """Tell whether a number is none of money, dates, ages, articles and scores of votes."""
    doc = number.doc
    if number.value == "":
        return False  # "13-1"
    first = doc[number.start]
    if first.lower_ == "one" and any(c.dep_ in ("det", "amod") for c in first.children):
        return False  # "a loved one"
    before = doc[number.start - 1].text if number.start > sentence.start else ""
    after = doc[number.end].text if number.end < sentence.end else ""
    if before == "(" and after == ")":
        return False  # "Saeed Tamjidi (27)"
    if before in (",", "and") and after == "," and number.root.dep_ in ("appos", "npadvmod", "amod"):
        return False  # "Aung San Suu Kyi, 75, is"
    if _LABELS.match(before) or _AFTER.match(after):
        return False
    return not _is_day(number, before, after)


def _is_day(number: Number, before: str, after: str) -> bool:
    """Tell whether a number is the day of a date: 7 in "October 7", but not 29 in "on 7 October 29 men"."""
    doc, start = number.doc, number.start
    if _MONTH.match(before) and doc[start - 1].pos_ == "PROPN":
        return not (start > 1 and doc[start - 2].like_num)
    return bool(_MONTH.match(after)) and doc[number.end].pos_ == "PROPN" and number.end - start == 1


def _range(doc: Doc, at: int, stop: int) -> Number | None:
    """Return a single number that begins here, or the lower end of "300-400", "between 30 and 40"."""
    first = _single(doc, at, stop)
    if first is None or first.end + 1 >= stop or isinstance(first.value, str):
        return first
    link, between = doc[first.end], at > 0 and doc[at - 1].lower_ == "between"
    spoken = link.lower_ == "to" and not _changes(doc, at)
    if not (link.text in _HYPHENS or (between and link.lower_ == "and") or spoken):
        return first
    second = _single(doc, first.end + 1, stop)
    if second is None or isinstance(second.value, str):
        return first
    low = first.value * (second.value // max(_bare(second), 1) if first.value < _bare(second) else 1)
    if low >= second.value:
        return Number(doc, at, second.end, "") if link.text in _HYPHENS else first
    return Number(doc, at, second.end, _whole(low))


def _changes(doc: Doc, at: int) -> bool:
    """Tell whether a number is where something rose or fell from: "from 20 to 30"."""
    return at > 0 and doc[at - 1].lower_ in ("from", "by")


def _bare(number: Number) -> float:
    """Return what a number says without its unit: 2 for "2 million"."""
    found = _digits(number.doc[number.start].text) or _SMALL.get(number.doc[number.start].lower_)
    return float(found) if found is not None else float(number.value)


def _single(doc: Doc, at: int, stop: int) -> Number | None:
    return _vague(doc, at, stop) or _part(doc, at, stop) or _spelled(doc, at, stop)


def _vague(doc: Doc, at: int, stop: int) -> Number | None:
    """Read "hundreds of thousands" and "several dozen", which stay words."""
    word = doc[at].lower_
    if word in _SOME and at + 1 < stop and doc[at + 1].lower_ in _UNITS:
        return Number(doc, at, at + 2, f"{word} {doc[at + 1].lower_}")
    if word not in _VAGUE:
        return None
    if at + 2 < stop and doc[at + 1].lower_ == "of" and doc[at + 2].lower_ in _VAGUE:
        return Number(doc, at, at + 3, f"{word} of {doc[at + 2].lower_}")
    return Number(doc, at, at + 1, word)


def _part(doc: Doc, at: int, stop: int) -> Number | None:
    """Read "half a million", "a quarter of a million", "a dozen", "a couple"."""
    end, share = at, 1.0
    if doc[at].lower_ == "a" and at + 1 < stop and doc[at + 1].lower_ in _PARTS:
        end += 1
    if doc[end].lower_ in _PARTS:
        share, end = _PARTS[doc[end].lower_], end + 1
        end += int(end < stop and doc[end].lower_ == "of")
    if end + 1 >= stop or doc[end].lower_ not in ("a", "an") or doc[end + 1].lower_ not in _UNITS:
        return None
    rest = _spelled(doc, end + 1, stop) if share == 1 else None
    if rest:
        return Number(doc, at, rest.end, rest.value)
    return Number(doc, at, end + 2, _whole(share * _UNITS[doc[end + 1].lower_]))


def _spelled(doc: Doc, at: int, stop: int) -> Number | None:
    """Read digits and words up to the end of the number: "1.2 million", "one hundred and twenty-five"."""
    total, current, end, fresh = 0.0, 0.0, at, True
    while end < stop:
        word = doc[end].lower_
        plain = _digits(doc[end].text) if fresh and current == 0 else None
        if plain is not None:
            current, fresh = plain, False
        elif end == at + 1 and _THREE.match(word) and _UP_TO_THREE.match(doc[at].text):
            current = current * 1000 + int(word)  # "20 000"
        elif word in _SMALL and (fresh or (_tens(current) and _SMALL[word] < 10)):
            current, fresh = current + _SMALL[word], False
        elif (factor := _factor(doc, end, at)) is not None:
            current = (current or 1) * factor
            total, current = (total + current, 0.0) if factor >= 1000 else (total, current)
            fresh = True
        else:
            break
        end = _linked(doc, end + 1, stop, _tens(current), fresh and factor_at(doc, end))
    while end > at and (doc[end - 1].text in _HYPHENS or doc[end - 1].lower_ == "and"):
        end -= 1
    return Number(doc, at, end, _whole(total + current)) if end > at else None


def factor_at(doc: Doc, at: int) -> bool:
    """Tell whether a token is "hundred" or above, after which "and" may go on with the number."""
    return doc[at].lower_ in ("hundred", "thousand", "million")


def _factor(doc: Doc, at: int, start: int) -> int | None:
    """Return what a unit multiplies by; alone it is a number only after others."""
    word = doc[at].lower_
    if at > start and not doc[at - 1].whitespace_ and word in _SHORT and doc[at - 1].text[-1].isdigit():
        return _SHORT[word]
    if word not in _UNITS or (at == start and word == "score"):
        return None
    return _UNITS[word]


def _linked(doc: Doc, at: int, stop: int, tens: bool, unit: bool) -> int:
    """Step over the hyphen of "forty-nine" and the "and" of "a hundred and two"."""
    if at + 1 < stop and doc[at + 1].lower_ in _SMALL:
        if tens and doc[at].text in _HYPHENS and _SMALL[doc[at + 1].lower_] < 10:
            return at + 1
        if unit and doc[at].lower_ == "and" and doc[at - 1].lower_ in ("hundred", "thousand"):
            return at + 1
    return at


def _tens(value: float) -> bool:
    return value >= 20 and value % 10 == 0 and value % 100 != 0


def _digits(text: str) -> float | None:
    match = _DIGITS.match(text)
    if not match:
        return None
    plain = float(re.sub(r"[, ]", "", match[1]) + (match[2] or ""))
    return plain * _SHORT[match[3].lower()] if match[3] else plain


def _whole(value: float) -> int | float:
    return int(value) if value == int(value) else value
