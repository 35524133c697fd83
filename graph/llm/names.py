"""Find the lexicon's names of actors in a text, and say which of them a phrase of it can stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.gazetteer import ACTOR_KINDS, FORM_RANK, LOWER_KINDS, Entry, FormKind, Gazetteer, fold
from graph.llm.layout import Span

_TOKEN = re.compile(r"\w+(?:[.'’&/]\w+)*\.?")
_OWNER = re.compile(r"['’]s?$")
_SHORT = 4  # a form in capitals of at most this length ("US", "WHO") is matched letter for letter


@dataclass(frozen=True, slots=True)
class Mention:
    """Carry a name found: its place and what it names."""

    start: int
    end: int
    entry: Entry
    form: FormKind


class Names:
    """Hold every form of a gazetteer but those of crimes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._forms: dict[str, list[tuple[str, Entry, FormKind]]] = defaultdict(list)
        for form, entry, kind in gazetteer.forms():
            if entry.kind != "crime":
                for text in _spellings(form):
                    self._forms[fold(text)].append((text, entry, kind))
        self._widths: dict[str, int] = {}  # by first word: the most words of a form that begins with it
        for form in self._forms:
            words = _TOKEN.findall(form)
            if words:
                self._widths[_head(words[0])] = max(len(words), self._widths.get(_head(words[0]), 0))

    def actor(self, name: str) -> Entry | None:
        """Return the one actor of this name; of a state and its predecessor the state."""
        found = [entry for entry in self.gazetteer.find(name) if entry.kind in ACTOR_KINDS]
        living = [entry for entry in found if entry.kind != "former_state"] or found
        return living[0] if len(living) == 1 else None

    def thing(self, name: str) -> Entry | None:
        """Return the one body, court, instrument or other entry of this name that is no crime."""
        found = [entry for entry in self.gazetteer.find(name) if entry.kind != "crime"]
        return found[0] if len(found) == 1 else None

    def within(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """Yield the names in [start, end), the longest first where several begin at one place."""
        tokens = [match.span() for match in _TOKEN.finditer(text, start, len(text) if end is None else end)]
        at = 0
        while at < len(tokens):
            mention, width = self._longest_at(text, tokens, at)
            if mention is not None:
                yield mention
            at += width

    def _longest_at(self, text: str, tokens: list[Span], at: int) -> tuple[Mention | None, int]:
        longest = self._widths.get(_head(text[slice(*tokens[at])]), 0)
        for width in range(min(longest, len(tokens) - at), 0, -1):
            first, last = tokens[at][0], tokens[at + width - 1][1]
            for end in dict.fromkeys(_ends(text, first, last)):
                found = self._choose(text[first:end])
                if found is not None:
                    return Mention(first, end, *found), width
        return None, 1

    def _choose(self, text: str) -> tuple[Entry, FormKind] | None:
        options = [
            (FORM_RANK[kind], entry.kind == "former_state", entry.id, entry, kind)
            for form, entry, kind in self._forms.get(fold(text), ())
            if _same_case(text, form, entry)
        ]
        return min(options, key=lambda option: option[:3])[3:] if options else None


def _head(word: str) -> str:
    """Return a first word as forms are found by it; the article is none, being no part of a name."""
    return _OWNER.sub("", fold(word).rstrip("."))


def _ends(text: str, first: int, last: int) -> Iterator[int]:
    """Yield where a name can end: with and without a full stop and the sign of a possessive."""
    yield last
    bare = last - 1 if text[last - 1] == "." else last
    yield bare
    yield first + len(_OWNER.sub("", text[first:bare]))


def _spellings(form: str) -> Iterator[str]:
    """Yield the ways of writing a form: "UN", "U.N." and "United Nations"."""
    yield form
    if form.isalpha() and form.isupper() and 2 <= len(form) <= _SHORT:
        yield "".join(f"{letter}." for letter in form)
    if form.startswith("UN "):
        yield f"U.N. {form[3:]}"
        yield f"United Nations {form[3:]}"


def _same_case(text: str, form: str, entry: Entry) -> bool:
    """Tell whether a text in this letter case can be the form: "us" is not the US, nor "turkey" Türkiye."""
    if text == form:
        return True
    if " " in form or "-" in form:
        return any(letter.isupper() for letter in text) or entry.kind in LOWER_KINDS
    if form.isupper() and len(form.replace(".", "")) <= _SHORT:
        return False
    return text[:1].isupper() or not form[:1].isupper()
