"""Read figures of victims and deeds, and who gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.reading.candidates import Candidate, date_of, short
from graph.reading.clauses import governor
from graph.reading.counts import Count, counted
from graph.reading.cues import Cues
from graph.reading.culprits import culprit
from graph.reading.givers import givers
from graph.reading.harm import Harm
from graph.reading.modality import judge
from graph.reading.numbers import Number, numbers
from graph.reading.people import Actor
from graph.reading.scene import Scene
from graph.reading.tolls import FigureWords
from graph.reading.words import bag

_NOT_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "LAW", "PRODUCT"})
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ROUGHLY = bag("than least over some about nearly almost around approximately roughly estimated to most many")
_PARTS = bag("among including included include includes")
_LINKING = bag(", and at least more than over some about nearly")
_WHOLE = bag("them whom these those dead")
_KILLED = bag("kill murder shoot die injure wound execute arrest detain abduct hurt maim drown")
_PEOPLE = "people"
_OF_WHOM = 5  # tokens from "whom" to the number
_BEHIND = 6  # tokens of a deed's description that are kept
_PARTICIPLES = {"shoot": "shot", "slay": "slain", "hang": "hanged", "hold": "held", "hurt": "hurt",
                "beat": "beaten", "take": "taken", "drive": "driven", "kidnap": "kidnapped",
                "trap": "trapped", "gun": "shot", "bury": "buried", "die": "dead", "flee": "fled",
                "rap": "raped"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """Carry a count with the word of harm that makes it a figure, and who gives it."""

    count: Count
    cue: Token
    actors: tuple[Actor, ...]
    date: str | None
    target: Actor | None


def figures(scene: Scene, words: FigureWords) -> Iterator[Candidate]:
    """Yield the figures of a story."""
    cues = Cues(Harm(words, scene))
    last: Figure | None = None
    for parsed, sentence in scene.story.sentences():
        if parsed.passage.heading:
            continue
        found: list[Figure] = []
        for count, known in _with_cues(cues, sentence):
            before = found[-1] if found else last
            cue = known or _part_of(scene, cues, count, before)
            if cue is not None and _is_told(count, cue):
                near = before if before and _near(scene, before, sentence) else None
                found.append(_figure(scene, words, count, cue, near))
        found += [_figure(scene, words, c, cue, None) for c, cue in _singles(cues, sentence, found)]
        last = found[-1] if found else last
        for figure in found:
            yield from _candidates(figure)


def _figure(scene: Scene, words: FigureWords, count: Count, cue: Token, before: Figure | None) -> Figure:
    """Make a figure; one that goes on from another ("among them 12 children") has its giver and its date."""
    date = date_of(cue if cue.pos_ == "VERB" else governor(count.top), scene.published)
    if date is None and before is not None and (count.anaphoric or cue.lower_ in _PARTS):
        date = before.date
    target = culprit(scene, words, count, cue)
    if target is None and before is not None and _shares_culprit(count, cue, before):
        target = before.target
    return Figure(count, cue, givers(scene, words, count, cue, before.actors if before else ()), date, target)


def _shares_culprit(count: Count, cue: Token, before: Figure) -> bool:
    """Tell whether who did it goes on too: "40 were killed by X and hundreds of others wounded"."""
    part = cue.lower_ in _PARTS or cue.pos_ == "PRON"
    return part or (count.anaphoric and (before.cue.sent == cue.sent or cue.pos_ != "VERB"))


def _with_cues(cues: Cues, sentence: Span) -> list[tuple[Count, Token | None]]:
    """Return the counts with their words of harm; "40 children and 11 adults were killed" share one."""
    found = [(c, cues.find(c) if certain else cues.governed(c)) for c, certain in _counts(sentence)]
    for n in range(len(found) - 2, -1, -1):
        (count, cue), (after, shared) = found[n], found[n + 1]
        if cue is None and shared is not None and shared != after.noun and cues.harm.is_person(count.noun):
            between = [t.lower_ for t in count.number.doc[_end(count) : after.number.start]]
            if "and" in between and all(word in _LINKING for word in between):
                found[n] = (count, shared)
    return found


def _end(count: Count) -> int:
    return max(count.number.end, count.noun.i + 1 if count.noun is not None else 0)


def _counts(sentence: Span) -> Iterator[tuple[Count, bool]]:
    """Yield what is counted in a sentence, years left out, and whether it is certainly part of no date."""
    for number in numbers(sentence):
        count = counted(number)
        text = number.doc[number.start].text
        before = number.doc[number.start - 1].lower_ if number.start > sentence.start else ""
        if _YEAR.match(text) and number.end == number.start + 1 and before not in _ROUGHLY:
            continue
        named = number.root.ent_type_ in _NOT_COUNTS
        yield count, not (named and (count.noun is None or count.noun.ent_type_ in _NOT_COUNTS))


def _is_told(count: Count, cue: Token) -> bool:
    """Tell whether the harm is told as done; "no fewer than 20" denies nothing."""
    status, modality = judge(cue if cue.pos_ == "VERB" else governor(count.top))
    before = {t.lower_ for t in count.number.doc[max(0, count.number.start - 3) : count.number.start]}
    return status == "actual" or (modality == "negated" and bool(before & {"fewer", "less"}))


def _near(scene: Scene, figure: Figure, sentence: Span) -> bool:
    """Tell whether a figure stands in this sentence or the one before, in one paragraph."""
    there = figure.cue.sent
    same = scene.story.place(figure.cue) == scene.story.place(sentence[0])
    return same and (there.start == sentence.start or there.end == sentence.start)


def _part_of(scene: Scene, cues: Cues, count: Count, last: Figure | None) -> Token | None:
    """Return the word of "including three children" and "two of them babies" after a figure."""
    sentence = count.top.sent
    if last is None or not cues.harm.is_person(count.noun) or not _follows(scene, last, sentence):
        return None
    if count.noun is not None and count.noun.lower_ in _WHOLE:
        return count.noun
    if count.noun is None and count.top.dep_ == "nsubj" and count.top.head.lemma_ == "be":
        said = next((c for c in count.top.head.children if c.dep_ == "attr" and cues.harm.is_person(c)), None)
        if said is not None:
            return said  # "Of the 957 killed, 119 were women"
    ahead = count.number.doc[max(sentence.start, count.number.start - _OF_WHOM) : count.number.start]
    whole = next((t for t in ahead if t.lower_ in _WHOLE and t.dep_ == "pobj"), None)
    if whole is not None:
        return whole  # "of whom nearly 40 fled"
    here = last.cue.sent == sentence
    between = count.number.doc[last.count.number.end : count.number.start] if here else ()
    if between and last.cue.lower_ in _PARTS and not any(t.tag_ in ("VBD", "VBZ", "VBP") for t in between):
        return last.cue
    start = max(sentence.start, last.count.number.end) if last.cue.sent == sentence else sentence.start
    parts = [t for t in count.number.doc[start : count.number.start] if t.lower_ in _PARTS]
    return parts[-1] if parts else None


def _follows(scene: Scene, last: Figure, sentence: Span) -> bool:
    """Tell whether the figure before is in this sentence, the one before it, or the paragraph before."""
    if _near(scene, last, sentence):
        return True
    place = scene.story.place(sentence[0])
    ends = last.cue.sent.end == len(last.cue.doc)
    return sentence.start == 0 and ends and scene.story.place(last.cue) == place - 1


def _singles(cues: Cues, sentence: Span, found: list[Figure]) -> Iterator[tuple[Count, Token]]:
    """Yield "a child was killed" beside other figures: alone it tells of somebody, not of how many."""
    for noun in sentence if found else ():
        article = next((c for c in noun.children if c.dep_ == "det" and c.lower_ in ("a", "an")), None)
        if article is None or noun.tag_ != "NN" or noun.dep_ not in ("nsubjpass", "dobj", "nsubj", "conj"):
            continue
        count = Count(Number(noun.doc, article.i, article.i + 1, 1), noun, noun)
        cue = cues.governed(count) if cues.harm.is_person(noun) else None
        if cue is not None and cue.lemma_.lower() in _KILLED and _is_told(count, cue):
            yield count, cue


def _candidates(figure: Figure) -> Iterator[Candidate]:
    count, cue = figure.count, figure.cue
    evidence = tuple(dict.fromkeys((count.number.root, cue, *((count.noun,) if count.noun else ()))))
    for actor in figure.actors:
        yield Candidate("figure", actor, "figure", count.number.root, evidence, target=figure.target,
                        object=_object(count, cue), value=count.value, date=figure.date)  # fmt: skip


def _object(count: Count, cue: Token) -> str | None:
    """Return what is counted: "civilians killed", "attacks on schools"."""
    noun, doc = count.noun, count.number.doc
    if noun is None:
        return _harmed(_PEOPLE, cue)
    start = count.number.end if count.number.end <= noun.i else noun.left_edge.i
    if noun == cue or (cue.pos_ != "VERB" and noun.is_ancestor(cue) and cue.i > noun.i):
        behind = doc[noun.i : max(cue.i + 1, min(noun.right_edge.i + 1, noun.i + _BEHIND))]
        stop = next((t.i for t in behind if t.i > cue.i and (t.dep_ == "cc" or t.is_punct)), behind[-1].i + 1)
        return _bare(short(doc[min(start, noun.i) : stop]))
    named = _bare(short(doc[start : noun.i + 1])) or _PEOPLE
    return named if start <= cue.i <= noun.i else _harmed(named, cue)


def _bare(text: str | None) -> str | None:
    return re.sub(r"^[”\"’' ]*of (?:the )?", "", text) if text else None


def _harmed(named: str, cue: Token) -> str:
    """Put the word of harm behind those who are counted: "people killed", "people in need"."""
    lemma, text = cue.lemma_.lower(), cue.lower_
    if text in _PARTS or text in _WHOLE or cue.pos_ in ("PRON", "AUX"):
        return named
    if cue.pos_ in ("NOUN", "PROPN"):
        if cue.dep_ == "pobj" and cue.head.lower_ in ("in", "at", "behind", "under", "without"):
            return f"{named} {cue.head.lower_} {text}"
        return f"{short(cue.doc[cue.left_edge.i : cue.i + 1]) if cue.dep_ != 'pobj' else text}: {named}"
    if cue.pos_ != "VERB" or cue.tag_ == "VBN":
        return f"{named} {text}"
    if lemma in ("need", "require", "lack"):
        return f"{named} in need"
    return f"{named} {_PARTICIPLES.get(lemma) or (lemma + 'd' if lemma.endswith('e') else lemma + 'ed')}"
