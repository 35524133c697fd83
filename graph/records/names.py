"""Say which actor an official table names, at the date of its row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from graph.gazetteer import Entry, Gazetteer
from graph.idents import digest
from graph.paths import lexicon_dir
from graph.records.lookup import Lookup, Sense
from graph.records.periods import ALWAYS, Rules, Span, span_of
from graph.records.spelling import LONGEST, alternatives

NO_ACTOR: Final = "no actor of this name"
NOTHING: Final = "no name given"
NO_CODE: Final = "no state of this code"
SEVERAL: Final = "several actors, not named one by one"

_CACHED = 300_000  # answers; a table of 870,000 votes asks for about 100,000 pairs of name and date
_WORDS = {2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Carry a name that stands for no one actor: why, and the nearest names, best first."""

    text: str
    reason: str
    candidates: tuple[str, ...] = ()


class Names:
    """Look up the actors that official tables name, letter case, word order and footnotes aside.

    `on` is the date of the row (day, month or year): it decides what "Yugoslavia" is, and that the vote of
    Russia in 1980 was the Soviet Union's. Without a date a name is taken at its word: "Yugoslavia" is then
    the state that ended in 1992, though tables went on to write the name. Give the date where there is one.
    """

    def __init__(self, gazetteer: Gazetteer, rules: Rules | None = None) -> None:
        self._rules = rules or Rules.load(lexicon_dir() / "names.yml")
        self._gazetteer = gazetteer
        self._lookup = Lookup(gazetteer, self._rules)
        self.fingerprint = digest(gazetteer.fingerprint, self._rules.fingerprint)
        self._actor = lru_cache(_CACHED)(self._find_actor)
        self._known = lru_cache(_CACHED)(self._find_known)
        self._code = lru_cache(_CACHED)(self._find_code)
        self._any = lru_cache(_CACHED)(self._find_any)
        self._sense = lru_cache(_CACHED)(self._lookup.name)
        self._turns = self._turning_points()
        self._period = lru_cache(_CACHED)(self._find_period)
        self._lasting: dict[tuple[tuple[str | None, ...], int], Entry] = {}

    def actor(self, text: str, on: str | None = None) -> Entry | Unresolved:
        """Return the actor of this name at this date."""
        return self._actor(text, on)

    def known(self, text: str, on: str | None = None) -> Entry | None:
        """Return the actor of this name at this date, or None, without a search for near names."""
        found = self._known(text, on)
        return found if isinstance(found, Entry) else None

    def code(self, code: str, on: str | None = None) -> Entry | Unresolved:
        """Return the state of this ISO 3166 or M49 code at this date; "NA" is Namibia."""
        return self._code(code, on)

    def any(self, texts: Sequence[str | None], on: str | None = None) -> Entry | Unresolved:
        """Return the actor on which a name and the codes behind it agree.

        A code decides where nobody has the name, or where several have it and the code is of one of them. A
        code that nobody has contradicts nothing.
        """
        given = tuple(texts)
        # Between two turning points of the rules a name means the same every day: one answer does for all.
        period = self._period(on) if on else None
        if period is None:
            return self._any(given, on)
        lasting = self._lasting.get((given, period))
        if lasting is not None:
            return lasting
        found = self._any(given, on)
        if isinstance(found, Entry) and len(self._lasting) < _CACHED:
            self._lasting[given, period] = found
        return found

    def _turning_points(self) -> list[tuple[str, int]]:
        """Return the days on which some span begins (0) or after which it is over (1), sorted."""
        tables = (self._rules.meanings, self._rules.seats, self._rules.codes)
        spans = {meaning.span for table in tables for rows in table.values() for meaning in rows}
        spans |= {life for state in self._lookup.states.values() for life in self._lives(state)}
        return sorted({turn for span in spans for turn in ((span.first, 0), (span.last, 1))})

    def _find_period(self, on: str) -> int | None:
        """Return the number of the period in which a day lies; None for a month, a year or no date."""
        try:
            day = date.fromisoformat(on).isoformat()
        except ValueError:
            return None
        return bisect_right(self._turns, (day, 0)) if day == on else None

    def _find_any(self, texts: tuple[str | None, ...], on: str | None) -> Entry | Unresolved:
        given = [text for text in texts if text and text.strip()]
        if not given:
            return Unresolved("", NOTHING)
        named = given[0] == texts[0]
        first, *rest = (self._either(text, on, named=named and n == 0) for n, text in enumerate(given))
        coded = {found.id: found for found in rest if isinstance(found, Entry)}
        told = ({first.id: first} if isinstance(first, Entry) else {}) | coded
        if len(told) > 1:
            said = tuple(entry.name for entry in told.values())
            return Unresolved(given[0], f"name and code disagree: {', '.join(said)}", said[:3])
        return next((entry for entry in told.values() if _admits(first, entry)), first)

    def _either(self, text: str, on: str | None, *, named: bool) -> Entry | Unresolved:
        """Look a text up as the name or the code that it should be, and as the other where nobody has it."""
        asked, other = (self.actor, self.code) if named else (self.code, self.actor)
        found = asked(text, on)
        if isinstance(found, Entry) or found.reason not in (NO_ACTOR, NO_CODE):
            return found
        second = other(text, on)
        return second if isinstance(second, Entry) else found

    def _find_actor(self, text: str, on: str | None) -> Entry | Unresolved:
        found = self._known(text, on)
        if isinstance(found, Unresolved) and found.reason in (NO_ACTOR, SEVERAL):
            return replace(found, candidates=self._lookup.nearest(text))
        return found

    def _find_known(self, text: str, on: str | None) -> Entry | Unresolved:
        if len(text) > LONGEST:
            return Unresolved(text, "too long for a name")
        if not self._lookup.key(text):
            return Unresolved(text, NOTHING)
        sense = self._sense(text)
        if sense is not None:
            return self._at(text, sense, on)
        if self._lookup.is_group(text):
            return Unresolved(text, SEVERAL)
        return self._agreed(text, on) or Unresolved(text, NO_ACTOR)

    def _find_code(self, code: str, on: str | None) -> Entry | Unresolved:
        sense = self._lookup.code(code)
        return Unresolved(code, NO_CODE) if sense is None else self._at(code, sense, on)

    def _agreed(self, text: str, on: str | None) -> Entry | Unresolved | None:
        """Return the actor of two names given side by side; None where one of them is not known."""
        senses = [self._sense(part) for part in alternatives(text)]
        found = [self._at(text, sense, on) for sense in senses if sense is not None]
        entries = {entry.id: entry for entry in found if isinstance(entry, Entry)}
        if not found or len(found) < len(senses) or not entries:
            return None
        return next(iter(entries.values())) if len(entries) == 1 else _several(text, entries.values(), on)

    def _at(self, text: str, sense: Sense, on: str | None) -> Entry | Unresolved:
        if on is None:
            return self._undated(text, sense)
        try:
            span = span_of(on)
        except ValueError as error:
            return Unresolved(text, str(error))
        meant = [self._lookup.states[m.state] for m in sense.meanings if m.span.meets(span)]
        named = meant if sense.meanings else list(sense.own)
        there = {entry.id: entry for named_one in named for entry in self._seated(named_one, span)}
        if len(there) == 1:
            return next(iter(there.values()))
        return _several(text, there.values(), on) if there else self._absent(text, named, span, on)

    def _undated(self, text: str, sense: Sense) -> Entry | Unresolved:
        lasting = [self._lookup.states[m.state] for m in sense.meanings if m.span.last == ALWAYS.last]
        choice = sense.own if len(sense.own) == 1 else lasting or sense.own
        return choice[0] if len(choice) == 1 else _several(text, choice, None)

    def _seated(self, entry: Entry, span: Span) -> tuple[Entry, ...]:
        """Return who had the seat of a state for a time: itself, another, both in turn, or nobody."""
        seats = [seat for seat in self._rules.seats.get(entry.iso3 or "", ()) if seat.span.meets(span)]
        others = tuple(self._lookup.states[seat.state] for seat in seats if seat.state in self._lookup.states)
        if others and any(seat.span.holds(span) for seat in seats):
            return others
        if not any(life.meets(span) for life in self._lives(entry)):
            return others
        # A year in which it ended is a year of the state that is named; one in which it began is not.
        return (entry,) if entry.kind == "former_state" else (*others, entry)

    def _lives(self, entry: Entry) -> tuple[Span, ...]:
        lives = self._rules.lives.get(entry.iso3 or "")
        try:
            return lives or (Span.between(entry.start, entry.end),)
        except ValueError:  # a lexicon of one's own may give an uncertain year
            return (ALWAYS,)

    def _absent(self, text: str, named: Sequence[Entry], span: Span, on: str) -> Unresolved:
        lives = [life for entry in named for life in self._lives(entry)]
        if all(life.last < span.first for life in lives):
            when = "no longer existed"
        else:
            when = "did not exist yet" if all(life.first > span.last for life in lives) else "did not exist"
        after = [self._gazetteer.get(iri) for entry in named for iri in entry.successors]
        near = tuple(entry.name for entry in (after or named) if entry is not None)
        return Unresolved(text, f"{when} {_at_date(on)}", near[:3])


def _several(text: str, entries: Iterable[Entry], on: str | None) -> Unresolved:
    names = tuple(entry.name for entry in entries)
    when = f" {_at_date(on)}" if on else ""
    return Unresolved(
        text, f"means {_WORDS.get(len(names), 'several')} states{when}: {', '.join(names)}", names[:3]
    )


def _at_date(on: str) -> str:
    return f"{'on' if len(on) >= len('1991-12-26') else 'in'} {on}"


def _admits(first: Entry | Unresolved, entry: Entry) -> bool:
    """Tell whether what the name came to leaves room for the actor of the code."""
    if isinstance(first, Entry) or first.reason in (NO_ACTOR, NO_CODE):
        return True
    return first.reason.startswith("means ") and entry.name in first.candidates
