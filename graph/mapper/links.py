"""Find which lexicon entries a phrase names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.gazetteer import Entry, Gazetteer, fold

_WORD = re.compile(r"[^\s,;:!?\"“”]+")
INSTRUMENTS = frozenset({"statute", "provision", "resolution"})
ACTORS = frozenset({"state", "former_state", "body", "court", "organization", "armed_group", "actor_group"})


class Links:
    """Look up phrases, and the names within phrases, in the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._forms: dict[str, Entry] = {}
        self._longest = 1
        for form, entry, _how in gazetteer.forms():
            key = fold(form)
            self._forms.setdefault(key, entry)
            self._longest = max(self._longest, len(key.split()))

    def get(self, iri: str) -> Entry | None:
        """Return the entry with this IRI."""
        return self._gazetteer.get(iri)

    def crime(self, name: str) -> Entry | None:
        """Return the crime of this name."""
        return self._gazetteer.crime(name)

    def exact(self, phrase: str, kinds: Iterable[str]) -> Entry | None:
        """Return the one entry of these kinds that the whole phrase names."""
        wanted = frozenset(kinds)
        found = [entry for entry in self._gazetteer.find(phrase) if entry.kind in wanted]
        return found[0] if len(found) == 1 else None

    def within(self, phrase: str, kinds: Iterable[str]) -> list[Entry]:
        """Return the entries of these kinds that the phrase names, in its order, longest names first."""
        wanted = frozenset(kinds)
        words = [_bare(word) for word in _WORD.findall(phrase)]
        found: list[Entry] = []
        at = 0
        while at < len(words):
            entry, length = self._longest_at(words, at)
            if entry is not None and entry.kind in wanted and entry not in found:
                found.append(entry)
            at += length
        return found

    def _longest_at(self, words: list[str], at: int) -> tuple[Entry | None, int]:
        for length in range(min(self._longest, len(words) - at), 0, -1):
            window = " ".join(words[at : at + length])
            for text in (window, window.removesuffix("'s").removesuffix("’s")):
                entry = self._forms.get(fold(text))
                if entry is not None:
                    return entry, length
        return None, 1


def _bare(word: str) -> str:
    """Return a word without the brackets around it, but with those inside: `27(3)` stays as it is."""
    inner = word.strip(".'’")
    opened, closed = inner.startswith("("), inner.endswith(")")
    if (opened and closed) or (opened and ")" not in inner) or (closed and "(" not in inner):
        inner = inner.strip("()")
    return inner or word
