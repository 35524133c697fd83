"""Index the actors of a lexicon by every spelling that an official table may use, and by code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.gazetteer import Entry, Gazetteer
from graph.records.periods import Meaning, Rules
from graph.records.spelling import key, without_notes

_ACTORS = frozenset({"state", "former_state", "body", "court", "organization", "armed_group", "person"})
_STATES = frozenset({"state", "former_state"})
_NEAR = ((fuzz.ratio, 70), (fuzz.token_set_ratio, 90))  # misspelt, and with words left out; of 100


@dataclass(frozen=True, slots=True)
class Sense:
    """Carry the actors that have a name or a code, and what rules say that it means when."""

    own: tuple[Entry, ...]
    meanings: tuple[Meaning, ...]


class Lookup:
    """Find the senses of names and codes; rules about states that the lexicon lacks do not count."""

    def __init__(self, gazetteer: Gazetteer, rules: Rules) -> None:
        self._rules = rules
        self.states = {e.iso3: e for e in gazetteer.entries if e.iso3 and e.kind in _STATES}
        actors = [entry for entry in gazetteer.entries if entry.kind in _ACTORS]
        self._named = _grouped((self.key(form), entry) for entry in actors for form in _forms(entry))
        self._coded = _grouped((code, entry) for entry in self.states.values() for code in _codes(entry))
        groups = (entry for entry in gazetteer.entries if entry.kind == "actor_group")
        self._groups = rules.groups.union(self.key(form) for entry in groups for form in _forms(entry))
        self._spellings = sorted(
            self._named, key=lambda name: (self._named[name][0].kind not in _STATES, name)
        )

    def key(self, text: str) -> str:
        """Return the words of a name, in an order and a form in which names compare."""
        return key(text, self._rules.abbreviations)

    def name(self, text: str) -> Sense | None:
        """Return what a name means, footnote marks aside; None where nobody has it."""
        for spelling in dict.fromkeys((self.key(text), self.key(without_notes(text)))):
            sense = self._sense(self._named.get(spelling, ()), self._rules.meanings.get(spelling, ()))
            if sense is not None:
                return sense
        return None

    def code(self, text: str) -> Sense | None:
        """Return what a code of two or three letters or three digits means; None where nobody has it."""
        plain = text.strip().upper()
        plain = plain.zfill(3) if plain.isdecimal() else plain
        return self._sense(self._coded.get(plain, ()), self._rules.codes.get(plain, ()))

    def is_group(self, text: str) -> bool:
        """Tell whether this names several actors at once: "E10"."""
        return self.key(text) in self._groups

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return the names of at most three actors that are spelt nearly so, nearest first."""
        asked, choices = self.key(text), self._spellings
        near = [
            hit
            for by, least in _NEAR
            for hit in process.extract(asked, choices, scorer=by, score_cutoff=least)
        ]
        near.sort(key=lambda hit: (-hit[1], hit[2]))
        names = (entry.name for spelling, _, _ in near for entry in self._named[spelling])
        return tuple(dict.fromkeys(names))[:3]

    def _sense(self, own: tuple[Entry, ...], meanings: tuple[Meaning, ...]) -> Sense | None:
        known = tuple(meaning for meaning in meanings if meaning.state in self.states)
        return Sense(own, known) if own or known else None


def _forms(entry: Entry) -> tuple[str, ...]:
    return entry.name, *entry.names, *entry.hidden


def _codes(entry: Entry) -> Iterator[str]:
    return (code for code in (entry.iso2, entry.iso3, entry.m49) if code)


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for name, entry in pairs:
        found[name][entry.id] = entry
    return {name: tuple(group.values()) for name, group in found.items()}
