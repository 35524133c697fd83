"""Read figures of victims and deeds, and who gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from spacy.tokens import Span, Token

from graph.errors import OntologyError
from graph.reading.candidates import Candidate, date_of, short
from graph.reading.clauses import governor, is_passive, subjects
from graph.reading.modality import judge
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.words import bag, load_yaml, strings

_NOT_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "LAW", "PRODUCT"})
_UNITS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDER = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {w: 10 * n for n, w in enumerate(_ROUND.split(), 2)}
_SMALL = {w: n for n, w in enumerate(_ORDER.split())} | {"dozen": 12} | _TENS
_TRIED = frozenset({"charge", "accuse", "convict", "indict", "try", "prosecute", "suspect", "sentence"})
_VAGUE = frozenset({"hundreds", "thousands", "millions", "dozens", "scores", "tens"})
_PARTS = frozenset({"among", "including", "included", "include"})
_WRONGS = bag(
    "kill injure wound use detain arrest massacre execute murder displace rape torture abduct deport shoot "
    "maim behead imprison jail"
)
_AFTER, _BEFORE = 14, 6  # tokens in which the word of harm is looked for
_STOPS = frozenset({";", ".", "–", "—", "!", "?"})


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Carry the lists of `figures.yml`."""

    harm: frozenset[str]
    inflict: frozenset[str]
    deeds: frozenset[str]
    counted: frozenset[str]
    counting: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> FigureWords:
        """Read the lists; raise OntologyError naming file and key."""
        data = load_yaml(path)
        lists = {f.name: frozenset(strings(path, f.name, data.pop(f.name, None))) for f in fields(cls)}
        if data:
            raise OntologyError(f"unknown key {sorted(data)[0]!r}", where=str(path))
        return cls(**lists)


def figures(scene: Scene, words: FigureWords) -> Iterator[Candidate]:
    """Yield the figures of a story."""
    last: Span | None = None
    for parsed, sentence in scene.story.sentences():
        if parsed.passage.heading:
            continue
        for token in sentence:
            if not _is_number(token):
                continue
            cue = _cue(token, sentence, words) or _part_of(token, sentence, words, last)
            if cue:
                last = sentence
                yield from _candidates(scene, token, cue, words)


def number(token: Token) -> int | float | str | None:
    """Return what a number's words say: 2600, 1500000, "hundreds of thousands"; None for no number."""
    if token.lower_ in _VAGUE:
        after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
        longer = len(after) == 2 and after[0] == "of" and after[1] in _VAGUE
        return f"{token.lower_} of {after[1]}" if longer else token.lower_
    base = _base(token.lower_.replace(",", ""))
    if base is None:
        return None
    if token.i > 1 and token.nbor(-1).text == "-":
        base += _TENS.get(token.nbor(-2).lower_, 0)  # "thirty-five"
    unit = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    value = base * _UNITS.get(unit, 1)
    return int(value) if value == int(value) else value


def _base(text: str) -> float | None:
    if text in _SMALL:
        return float(_SMALL[text])
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def _is_number(token: Token) -> bool:
    if token.lower_ in _VAGUE:
        return token.i == 0 or token.nbor(-1).lower_ != "of" or token.nbor(-2).lower_ not in _VAGUE
    if token.pos_ != "NUM" or token.ent_type_ in _NOT_COUNTS or token.lower_ in _UNITS:
        return False
    before = token.nbor(-1).text if token.i else ""
    after = token.nbor().text if token.i + 1 < len(token.doc) else ""
    return before not in ("$", "€", "£", "aged", "/", "No.") and after not in (
        "%",
        "percent",
        "/",
        "-",
        "p.m.",
        "a.m.",
    )


def _noun(token: Token) -> Token:
    """Return the noun that a number counts, or the number itself."""
    if token.lower_ in _VAGUE:
        inner = [c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
        return _noun(inner[0]) if inner and inner[0].lower_ in _VAGUE else (inner or [token])[0]
    head = token.head if token.dep_ in ("nummod", "quantmod", "compound", "amod") else token
    return head.head if head.lower_ in _UNITS and head.dep_ == "nummod" else head


def _cue(token: Token, sentence: Span, words: FigureWords) -> Token | None:
    """Return the word that makes the number one of victims or deeds."""
    noun = _noun(token)
    if governor(noun).lemma_.lower() in _TRIED:
        return None  # whoever is tried is no victim
    lemma = noun.lemma_.lower()
    if lemma == "time":
        return noun if token.lower_ not in _SMALL or _SMALL[token.lower_] > 1 else None
    if lemma in words.deeds and noun != token:
        return noun
    countable = (
        lemma in words.counted
        or noun == token
        or lemma in _UNITS
        or noun.ent_type_ == "NORP"
        or noun.tag_ in ("VBN", "VBD")
    )
    inner = [t for t in noun.subtree if t.i > noun.i and t.lemma_.lower() in words.deeds and t.pos_ == "NOUN"]
    if inner and lemma in ("wave", "series", "case", "count", "instance", "report", "act", "number"):
        return inner[0]
    if not countable:
        return None
    return _ahead(token, sentence, words) or _behind(token, sentence, words)


def _ahead(token: Token, sentence: Span, words: FigureWords) -> Token | None:
    own = _noun(token)
    for other in token.doc[token.i + 1 : min(sentence.end, token.i + _AFTER)]:
        inserted = other.pos_ == "NUM" and {t.lower_ for t in token.doc[other.i - 3 : other.i]} & _PARTS
        if other.text in _STOPS or (
            other.pos_ == "NUM" and other.lower_ not in _UNITS and other.i > own.i and not inserted
        ):
            break
        if other.lemma_.lower() in words.harm or (other.pos_ == "NOUN" and other.lower_ in words.deeds):
            return other
    return None


def _behind(token: Token, sentence: Span, words: FigureWords) -> Token | None:
    for other in reversed(token.doc[max(sentence.start, token.i - _BEFORE) : token.i]):
        if other.text in _STOPS or other.pos_ == "NUM":
            return None
        if other.lemma_.lower() in words.inflict and other.pos_ == "VERB" and not is_passive(other):
            return other
        if other.lower_ in ("dead", "toll", "deaths", "victims", "casualties"):
            return other
    return None


def _part_of(token: Token, sentence: Span, words: FigureWords, last: Span | None) -> Token | None:
    """Return the word of "including three children" and "They included 72 …" after a figure."""
    if last is None or (last.doc is not sentence.doc and last.doc != sentence.doc):
        near = last is not None and sentence.start == 0
    else:
        near = last.start == sentence.start or last.end == sentence.start
    parts = [t for t in sentence if t.lower_ in _PARTS and t.i < token.i]
    noun = _noun(token)
    fits = noun == token or noun.lemma_.lower() in words.counted
    return parts[-1] if near and parts and fits and token.ent_type_ not in _NOT_COUNTS else None


def _candidates(scene: Scene, token: Token, cue: Token, words: FigureWords) -> Iterator[Candidate]:
    value = number(token)
    if value is None or (cue.lemma_ == "time" and not scene.crimes_in(token.sent)):
        return
    verdict = judge(governor(token))
    if verdict[0] == "not_actual":
        return
    target = _perpetrator(scene, token, cue)
    start, end = sorted((token.i, cue.i))
    noun = _noun(token)
    counted = short(token.doc[min(start, noun.i) : max(end, noun.i) + 1])
    for actor in _givers(scene, token, words):
        yield Candidate(
            "figure",
            actor,
            "figure",
            token,
            (token, cue),
            target=target,
            object=counted,
            value=value,
            date=date_of(governor(token), scene.published),
        )


def _givers(scene: Scene, token: Token, words: FigureWords) -> tuple[Actor, ...]:
    """Return who gives the number: the subject of "recorded", else whoever speaks."""
    source = scene.attribution.source(token)
    verb = token
    known = any(a.iri for a in source.actors)
    for _ in range(8):
        if verb.head == verb or (source.cue is not None and verb == source.cue):
            break
        verb = verb.head
        if verb.lemma_.lower() in words.counting and verb.pos_ == "VERB":
            found = [
                a
                for a in scene.actors(subjects(verb))
                if a.iri or (not known and (a.kind != "person" or a.speaker))
            ]
            if found:
                return tuple(found[:1])
    return source.actors


def _perpetrator(scene: Scene, token: Token, cue: Token) -> Actor | None:
    verb = cue if cue.pos_ == "VERB" else governor(token)
    found = [a for a in scene.actors(subjects(verb)) if a.iri] if verb.pos_ == "VERB" else []
    return found[0] if found and verb.lemma_.lower() in _WRONGS else None
