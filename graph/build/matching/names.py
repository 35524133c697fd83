"""Know which states some words name."""

from __future__ import annotations

import re
from collections import defaultdict

from graph.build.matching.ask import Described, Query, collected, every, first, rows
from graph.terms import OST, SKOS

_STATES = """
SELECT ?node ?property ?value {
  ?node a ost:State .
  VALUES ?property { skos:prefLabel skos:altLabel ost:demonym ost:metonym }
  ?node ?property ?value
}"""
_WORD = re.compile(r"\w+")


class States:
    """Look up the states of the lexicon by the names under which words speak of them."""

    def __init__(self, described: Described) -> None:
        self._described = described
        self._by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._known: dict[str, frozenset[str]] = {}
        for state in described:
            for name in every(described, state, SKOS.prefLabel, SKOS.altLabel, OST.demonym, OST.metonym):
                start = _WORD.search(name)
                if start and start.start() == 0:
                    self._by_word[start[0]].append((name, state))
        for names in self._by_word.values():
            names.sort(key=lambda pair: (-len(pair[0]), pair))

    @classmethod
    def load(cls, query: Query) -> States:
        """Read the states of the store."""
        return cls(collected(rows(query, _STATES)))

    def __contains__(self, iri: object) -> bool:
        return iri in self._described

    def called(self, iri: str | None) -> str:
        """Return the name of a state, else the end of its identifier."""
        return first(self._described, iri or "", SKOS.prefLabel) or (iri or "").rsplit("/", 1)[-1]

    def within(self, words: str) -> frozenset[str]:
        """Return the states that some words name, the longest name first: South Sudan is not Sudan."""
        if words not in self._known:
            self._known[words] = frozenset(self._find(words))
        return self._known[words]

    def _find(self, words: str) -> set[str]:
        found: set[str] = set()
        end = 0
        for word in _WORD.finditer(words):
            if word.start() < end:
                continue
            here = [pair for pair in self._by_word.get(word[0], ()) if _stands(pair[0], words, word.start())]
            if here:
                end = word.start() + len(here[0][0])
                found |= {state for name, state in here if name == here[0][0]}
        return found


def _stands(name: str, words: str, start: int) -> bool:
    after = words[start + len(name) : start + len(name) + 1]
    return words.startswith(name, start) and not (after.isalnum() or after == "_")
