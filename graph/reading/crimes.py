"""Know which words name which crime."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from graph.errors import OntologyError
from graph.gazetteer import Gazetteer
from graph.model import CRIMES
from graph.reading.words import bag, load_yaml, strings

# "An attack on" any of those whom `words.yml` calls victims is an attack on civilians, however described.
_ASSAULTS = bag(
    "attack strike assault raid bombing shelling bombardment airstrike targeting onslaught ambush firing "
    "shooting target bomb shell bombard pound"
)
_NOMINAL = bag("DET ADJ NOUN PROPN NUM PRON PART ADV PUNCT")
_MAX_PLACE = 8  # words between "attack on" and who was attacked
_MILITARY = bag("position building station aircraft group community facility infrastructure convoy")


@dataclass(frozen=True, slots=True)
class CrimeMention:
    """Carry a crime named in a text: its tokens [start, end) and its name in `facts.md`."""

    start: int
    end: int
    crime: str


class CrimeWords:
    """Find the names of crimes by their words' dictionary forms."""

    def __init__(self, phrases: dict[tuple[str, ...], str], victims: frozenset[str] = frozenset()) -> None:
        self._victims = victims - _MILITARY
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words, crime in sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0])):
            self._by_first[words[0]].append((words, crime))

    @classmethod
    def load(
        cls, path: Path, gazetteer: Gazetteer, language: Language, victims: frozenset[str] = frozenset()
    ) -> CrimeWords:
        """Read `crimes.yml` and the lexicon's names; raise OntologyError for a crime that is not known."""
        phrases: dict[tuple[str, ...], str] = {}
        for entry in gazetteer.entries:
            if entry.kind == "crime" and entry.name in CRIMES and entry.name != "other":
                for form in (entry.name, *entry.names):
                    phrases[tuple(t.lower_ for t in language.tokenizer(form))] = entry.name
        for crime, words in load_yaml(path).items():
            if crime not in CRIMES:
                raise OntologyError(f"{crime!r} is not a crime of the list", where=str(path))
            for phrase in strings(path, crime, words):
                phrases[tuple(t.lower_ for t in language.tokenizer(phrase))] = crime
        return cls(phrases, victims)

    def find(self, span: Span) -> list[CrimeMention]:
        """Return the crimes named in a span, in order, the longest name first where they overlap."""
        found: list[CrimeMention] = []
        at = span.start
        while at < span.end:
            hit = self._at(span, at)
            if hit:
                found.append(hit)
            at = hit.end if hit else at + 1
        return found

    def _at(self, span: Span, at: int) -> CrimeMention | None:
        doc = span.doc
        forms = {doc[at].lower_, doc[at].lemma_.lower()}
        for first in sorted(forms):
            for words, crime in self._by_first.get(first, ()):
                end = at + len(words)
                if (
                    end <= span.end
                    and all(_is(doc[at + n], w) for n, w in enumerate(words))
                    and not _harmless(doc, at, end)
                ):
                    return CrimeMention(at, end, crime)
        return self._assault(doc[at], span.end)

    def _assault(self, token: Token, end: int) -> CrimeMention | None:
        """Return the attack of "a deadly attack on a crowded market"."""
        if token.lemma_.lower() not in _ASSAULTS or token.pos_ not in ("NOUN", "VERB"):
            return None
        doc, at = token.doc, token.i + 1
        linked = at < end and doc[at].lower_ in ("on", "against", "at", "targeting")
        if not linked and token.pos_ != "VERB":
            return None
        for other in doc[at + linked : min(end, at + linked + _MAX_PLACE)]:
            if other.lemma_.lower() in self._victims or (other.ent_type_ in ("GPE", "FAC") and linked):
                return CrimeMention(token.i, other.i + 1, "attack on civilians")
            if other.pos_ not in _NOMINAL:
                return None
        return None


def _harmless(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words only name what is done about a crime: "arrest warrant", "counter-terrorism"."""
    after = doc[end].lemma_.lower() if end < len(doc) else ""
    before = [t.lower_ for t in doc[max(0, start - 2) : start]]
    return (
        after == "warrant"
        or before[-1:] in (["anti"], ["counter"])
        or before in (["anti", "-"], ["counter", "-"])
    )


def _is(token: Token, word: str) -> bool:
    return token.lower_ == word or token.lemma_.lower() == word
