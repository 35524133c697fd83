"""Apply corrections to readings: accept, correct, reject and add facts, and say what each entry met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graph.errors import ReviewError
from graph.gazetteer import Gazetteer
from graph.idents import digest
from graph.model import Fact, Reading, Review
from graph.review.change import added, changed, content_id, differences
from graph.review.entry import Entry
from graph.review.files import described, lists
from graph.review.place import find, span

KEY = "corrections"
_HINT = "a file of corrections holds the key 'corrections' and under it a list; docs/review.md shows one"


class Corrections:
    """Hold the decisions of reviewers, by document."""

    def __init__(self, entries: Iterable[Entry] = (), where: str | None = None) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.order))
        self.where = where
        self._of: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            self._of[entry.fact.document].append(entry)

    @classmethod
    def load(cls, path: Path) -> Corrections:
        """Read a file of corrections; raise ReviewError that names file, entry and key."""
        given = lists(path, (KEY,), _HINT)[KEY]
        entries: dict[str, Entry] = {}
        for number, one in enumerate(given, 1):
            where = f"{path}: entry {number}{_named(one)}"
            entry = described(Entry, one, where)
            if entry.key in entries:
                raise ReviewError("this fact is decided on twice", where=where, hint="keep one of the two")
            entries[entry.key] = entry
        return cls(entries.values(), str(path))

    def mark(self, document: str) -> str:
        """Return what changes when a decision about a document does; nothing for a document without any."""
        found = self._of.get(document, ())
        return digest([entry.model_dump(mode="json", exclude_unset=True) for entry in found]) if found else ""

    def apply(self, reading: Reading, names: Gazetteer) -> Reading:
        """Return the reading as reviewers have it, with a review for each entry about its document."""
        entries = self._of.get(reading.document.id, ())
        return _Work(reading, entries, names).done() if entries else reading


class _Work:
    """Carry the facts of one reading while entries are applied to them."""

    def __init__(self, reading: Reading, entries: Sequence[Entry], names: Gazetteer) -> None:
        self._reading = reading
        self._entries = entries
        self._names = names
        self._met = self._meetings({fact.id: fact for fact in reading.facts})

    def done(self) -> Reading:
        kept: dict[str, Fact] = {}
        reviews: list[Review] = []
        read = [(entry, found) for entry, found in self._met if entry.decision != "add"]
        met = {found.id for _, found in read if isinstance(found, Fact)}
        for fact in self._reading.facts:
            if fact.id not in met:
                kept[fact.id] = fact
        # What stands unchanged comes first: a correction that makes a fact say the same joins it.
        for entry, found in sorted(self._met, key=lambda pair: (_rank(pair[0]), pair[0].order)):
            reviews.append(self._decide(entry, found, kept))
        facts = sorted(kept.values(), key=lambda f: (f.start, f.end, f.type, f.actor, f.target or "", f.id))
        ordered = sorted(reviews, key=lambda review: review.entry)
        return replace(self._reading, facts=tuple(facts), reviews=tuple(ordered))

    def _meetings(self, facts: Mapping[str, Fact]) -> list[tuple[Entry, Fact | str]]:
        """Return each entry with its fact: by id, then by place among those that no entry names by id."""
        named = [(entry, facts[entry.id]) for entry in self._entries if entry.id and entry.id in facts]
        taken = {fact.id for _, fact in named}
        found: list[tuple[Entry, Fact | str]] = [*named]
        for entry in self._entries:
            if entry.id in facts:
                continue
            free = [fact for key, fact in facts.items() if key not in taken]
            one = self._new(entry) if entry.decision == "add" else find(entry, free, self._text)
            if isinstance(one, Fact) and entry.decision != "add":
                taken.add(one.id)
            found.append((entry, one))
        return found

    @property
    def _text(self) -> str:
        return self._reading.document.text

    def _new(self, entry: Entry) -> Fact | str:
        place = span(self._text, entry.fact.quote, entry.fact.start)
        return added(entry, place[0], self._names) if place else "the quote is not in the text"

    def _decide(self, entry: Entry, found: Fact | str, kept: dict[str, Fact]) -> Review:
        about = Review(entry=entry.key, decision=entry.decision, by=entry.by, on=entry.on, why=entry.why)
        if isinstance(found, str):
            return replace(about, unmet=found)
        if entry.decision == "reject":
            return replace(about, fact=found.id)
        new = changed(found, entry.to, self._names) if entry.to and entry.decision == "correct" else found
        standing = kept.setdefault(content_id(new), new)
        return replace(about, fact=standing.id, changes=differences(found, new))


def _rank(entry: Entry) -> int:
    return ("reject", "accept", "correct", "add").index(entry.decision)


def _named(given: object) -> str:
    key = given.get("id") if isinstance(given, Mapping) else None
    return f" (id {key})" if isinstance(key, str) and len(key) <= 64 and key.isalnum() else ""
