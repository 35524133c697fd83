"""Tell which names mean one person: one surname, given names that agree, one side to speak for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from graph.build.identity.clusters import Clusters, Members
from graph.build.identity.model import Link
from graph.mapper.people import PersonName

SAME_NAME, MIDDLE, INITIAL, SURNAME, ALONE, UNKNOWN = 95, 90, 85, 80, 75, 75
# Where the family name comes first, and a text that shortens a name keeps it.
_FAMILY_FIRST = ("state/CHN", "state/PRK", "state/KOR", "state/VNM", "state/TWN")


@dataclass(frozen=True, slots=True)
class Person:
    """Hold the names of a person and whom it speaks for; `aside` says that it acts under its name alone."""

    names: frozenset[PersonName]
    speaks_for: frozenset[str]
    aside: bool = False

    @property
    def name(self) -> PersonName:
        """Return the fullest name."""
        return max(self.names, key=lambda name: (len(name.given), len(name.plain), name.plain))

    def shares(self, other: Person) -> bool:
        """Tell whether both speak for the same."""
        return bool(self.speaks_for & other.speaks_for)


def excludes(one: Person, other: Person) -> bool:
    """Tell whether two cannot be one person: names that do not go together, or nobody whom both speak for."""
    if one.speaks_for and other.speaks_for and not one.shares(other):
        return True
    return not all(_fits(first, second, one, other) for first in one.names for second in other.names)


def _fits(first: PersonName, second: PersonName, one: Person, other: Person) -> bool:
    if first.fits(second):
        return True
    return _family_first(first, second, one, other) or _family_first(second, first, other, one)


def _family_first(short: PersonName, full: PersonName, one: Person, other: Person) -> bool:
    """Tell whether a lone name is the family name that stands first in the other."""
    sides = one.speaks_for | other.speaks_for
    there = any(side.endswith(_FAMILY_FIRST) for side in sides)
    return there and short.is_short and len(full.given) == 1 and short.surname == full.given[0]


class Persons:
    """Hold persons by atom."""

    def __init__(self, persons: Mapping[str, Person]) -> None:
        self._persons = persons

    def join(self, clusters: Clusters) -> None:
        """Unite persons, the surest first: what fits two that differ is left alone."""
        clusters.join(self._same_name(), self._signature, _never)
        for level in (self._middle, self._initials, self._surnames, self._alone, self._unknown):
            clusters.join(level(clusters), self._signature, excludes)

    def _signature(self, members: Members) -> Person:
        known = [self._persons[atom] for atom in members if atom in self._persons]
        return Person(
            frozenset[PersonName]().union(*(person.names for person in known)),
            frozenset[str]().union(*(person.speaks_for for person in known)),
            all(person.aside for person in known),
        )

    def _same_name(self) -> Iterator[Link]:
        """Yield links between equal full names that speak for the same, be it through a third document."""
        first: dict[tuple[str, str], str] = {}
        for atom, person in sorted(self._persons.items()):
            if person.name.given and not person.aside:
                for side in sorted(person.speaks_for):
                    other = first.setdefault((person.name.plain, side), atom)
                    if other != atom:
                        yield Link(SAME_NAME, other, atom, "same name and affiliation")

    def _middle(self, clusters: Clusters) -> Iterator[Link]:
        for one, other in self._pairs(clusters):
            if one.person.name.is_full and other.person.name.is_full:
                yield Link(MIDDLE, one.atom, other.atom, "same name but for a middle name, same affiliation")

    def _initials(self, clusters: Clusters) -> Iterator[Link]:
        for one, other in self._pairs(clusters):
            initial = bool(one.person.name.given) and not one.person.name.is_full
            if initial and other.person.name.is_full:
                yield Link(INITIAL, one.atom, other.atom, "same surname, initial and affiliation")

    def _surnames(self, clusters: Clusters) -> Iterator[Link]:
        for one, other in self._pairs(clusters):
            full = other.person.name.given and not other.person.aside
            if one.person.name.is_short and full:
                yield Link(SURNAME, one.atom, other.atom, "same surname and affiliation, nobody else of them")

    def _alone(self, clusters: Clusters) -> Iterator[Link]:
        pairs = list(self._pairs(clusters))
        # A surname that full names were found for, and that was not united with one, fits several.
        several = {one.atom for one, other in pairs if other.person.name.given}
        for one, other in pairs:
            short = one.person.name.is_short and other.person.name.is_short
            if short and not several & {one.atom, other.atom}:
                yield Link(ALONE, one.atom, other.atom, "same surname and affiliation, no given name told")

    def _unknown(self, clusters: Clusters) -> Iterator[Link]:
        named: dict[str, list[_Named]] = defaultdict(list)
        for one in self._all(clusters):
            if one.person.name.given:
                named[one.person.name.plain].append(one)
        for of in named.values():
            for one, other in permutations(of, 2):
                if not one.person.speaks_for and not other.person.aside:
                    yield Link(
                        UNKNOWN, one.atom, other.atom, "same full name, one of them without affiliation"
                    )

    def _all(self, clusters: Clusters) -> Iterator[_Named]:
        for members in clusters.all():
            atom = next((atom for atom in members if atom in self._persons), None)
            if atom is not None:
                yield _Named(atom, self._signature(members))

    def _pairs(self, clusters: Clusters) -> Iterator[tuple[_Named, _Named]]:
        """Yield pairs of clusters that can be one person who speaks for a side, both ways."""
        blocks: dict[tuple[str, str], dict[Person, list[str]]] = defaultdict(lambda: defaultdict(list))
        for one in self._all(clusters):
            for key in product(sorted(_words(one.person)), sorted(one.person.speaks_for)):
                blocks[key][one.person].append(one.atom)
        for block in blocks.values():
            yield from _within(block)


@dataclass(frozen=True, slots=True)
class _Named:
    atom: str
    person: Person


def _words(person: Person) -> set[str]:
    """Return the words under which a person is looked for."""
    surnames = {name.surname for name in person.names if name.surname}
    if any(side.endswith(_FAMILY_FIRST) for side in person.speaks_for):
        surnames |= {name.given[0] for name in person.names if len(name.given) == 1}
    return surnames


def _within(block: Mapping[Person, Sequence[str]]) -> Iterator[tuple[_Named, _Named]]:
    for one, atoms in block.items():
        for other, others in block.items():
            if not excludes(one, other):
                # Of one kind each with the first, which ties them all; of two kinds each with each.
                ends = others[:1] if one == other else others
                for atom, end in product(atoms, ends):
                    if atom != end:
                        yield _Named(atom, one), _Named(end, other)


def _never(one: object, other: object) -> bool:
    return False
