"""Know the bodies that vote: how many seats and votes it takes, and who sat on them when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

COUNCIL = "body/un-security-council"


@dataclass(frozen=True, slots=True)
class Term:
    """Carry one membership: who, in which body, from and to (days or years, both included)."""

    member: str
    body: str
    start: str | None
    end: str | None
    permanent: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """Carry the seats of a body and the votes that a decision needs, from a day on."""

    since: str
    seats: int
    majority: int


# Charter of the United Nations, Articles 23 and 27, and their amendment of 31 August 1965, which took effect
# with the elections for 1966.
_COUNCIL = (_Rule("1966-01-01", 15, 9), _Rule("1946-01-01", 11, 7))


class Bodies:
    """Answer for one base address what the rules ask about bodies."""

    def __init__(
        self, base: str, terms: Iterable[Term], names: Mapping[str, str], procedural: Iterable[str] = ()
    ) -> None:
        self._council = base + COUNCIL
        self._names = names
        self._procedural = frozenset(procedural)
        self._terms: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            self._terms[term.body].append(term)
        self._members: dict[tuple[str, str], frozenset[str] | None] = {}
        self._permanent: dict[tuple[str, str], frozenset[str]] = {}

    def name(self, iri: str) -> str:
        """Return what an actor is called."""
        return self._names.get(iri, iri)

    def seats(self, body: str, day: str) -> int | None:
        """Return the number of seats, None for a body or day for which none is fixed."""
        rule = self._rule(body, day)
        return rule.seats if rule else None

    def majority(self, body: str, day: str) -> int | None:
        """Return how many votes in favour a decision needs, None where it depends on who is present."""
        rule = self._rule(body, day)
        return rule.majority if rule else None

    def permanent(self, body: str, day: str) -> frozenset[str]:
        """Return the permanent members on a day."""
        key = (body, day)
        if key not in self._permanent:
            terms = self._terms[body]
            self._permanent[key] = frozenset(t.member for t in terms if t.permanent and _covers(t, day))
        return self._permanent[key]

    def members(self, body: str, day: str) -> frozenset[str] | None:
        """Return who sat on the body on a day; None unless as many terms are known as there are seats."""
        key = (body, day)
        if key not in self._members:
            found = frozenset(term.member for term in self._terms[body] if _covers(term, day))
            self._members[key] = found if day and len(found) == self.seats(body, day) else None
        return self._members[key]

    def procedural(self, resolution: str | None) -> bool:
        """Tell whether a resolution is known as one on procedure, which no veto stops."""
        return resolution in self._procedural

    def _rule(self, body: str, day: str) -> _Rule | None:
        if body != self._council or not day:
            return None
        return next((rule for rule in _COUNCIL if day >= rule.since[: len(day)]), None)


def _covers(term: Term, day: str) -> bool:
    start, end = term.start or "", term.end
    return start[: len(day)] <= day and (end is None or day[: len(end)] <= end)
