"""Hold the reviewed file of identities against what documents name: what it ties, splits and misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations, product

from graph.build.identity.clusters import Clusters
from graph.build.identity.model import CERTAIN, Kind, Link, Unit
from graph.review.identities import Group, Identities, Member


@dataclass(frozen=True, slots=True)
class Atoms:
    """Hold the units in the parts in which they are weighed: those of one node, unless the file splits them.

    `fixed` are nodes of the lexicon or the record that a unit may be merged into; `alone` is what the file
    split off: no rule ties it to anything.
    """

    of: Mapping[Unit, str]
    fixed: Mapping[str, Kind]
    alone: frozenset[str]
    kinds: Mapping[str, Kind]


@dataclass(slots=True)
class Reviewed:
    """Apply a file's groups, and keep account of those that met nothing."""

    identities: Identities
    base: str
    documents: Mapping[str, str]  # the IRI of each document by its id
    units: Sequence[Unit]
    unmet: list[str] = field(default_factory=list)
    _by_node: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    _by_document: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Index the units, so that a long file is no long search."""
        for unit in self.units:
            self._by_node[unit.node].append(unit)
            self._by_document[unit.document].append(unit)

    def iris(self) -> set[str]:
        """Return every IRI that the file names."""
        members = (member for group in self.identities.groups for member in group.members)
        return {self._iri(member) for member in members if member.iri}

    def atoms(self, fixed: Mapping[str, Kind]) -> Atoms:
        """Split off what is said to be different from others of its name; the first named keeps the rest."""
        tags: dict[Unit, list[str]] = defaultdict(list)
        for group in self.identities.groups:
            if group.verdict == "different":
                for place, member in enumerate(group.members):
                    for unit in self._named(member) if place and not member.iri else ():
                        tags[unit].append(f"{group.number}.{place}")
        of = {unit: "#".join([unit.node, *tags.get(unit, ())]) for unit in self.units}
        kinds = {**fixed, **{atom: unit.kind for unit, atom in of.items()}}
        return Atoms(of, fixed, frozenset(of[unit] for unit in tags), kinds)

    def part(self, atoms: Atoms, clusters: Clusters) -> None:
        """Keep apart what the file says is different."""
        for group in self._groups("different"):
            met = [self._met(member, group, atoms) for member in group.members]
            for one, other in combinations(met, 2):
                for first, second in product(one, other):
                    clusters.part(first, second)

    def tie(self, atoms: Atoms, clusters: Clusters) -> None:
        """Unite what the file says is the same, where it can be one."""
        for group in self._groups("same"):
            met = sorted({atom for member in group.members for atom in self._met(member, group, atoms)})
            for atom in met[1:]:
                kinds = {_kind(one, atoms) for end in (met[0], atom) for one in clusters.of(end)}
                if not _go_together(kinds):
                    self.unmet.append(f"{group.name}: {' and '.join(sorted(kinds))} are never one")
                elif not clusters.force(Link(CERTAIN, met[0], atom, _said(group))):
                    self.unmet.append(f"{group.name}: something else keeps them apart")

    def split(self, atom: str) -> str:
        """Return why an atom stands alone."""
        number = atom.partition("#")[2].partition(".")[0]
        groups = (group for group in self._groups("different") if str(group.number) == number)
        return next(map(_said, groups), "")

    def _groups(self, verdict: str) -> Iterable[Group]:
        return (group for group in self.identities.groups if group.verdict == verdict)

    def _met(self, member: Member, group: Group, atoms: Atoms) -> set[str]:
        found = {atoms.of[unit] for unit in self._named(member)}
        if member.iri:
            iri = self._iri(member)
            # Of one name, what is split off is meant only where it is named itself.
            found = {atom for atom in found if atom == iri} | ({iri} if iri in atoms.fixed else set())
        if not found:
            self.unmet.append(f"{group.name}: nothing is called {member}")
        return found

    def _named(self, member: Member) -> list[Unit]:
        if member.iri:
            return self._by_node.get(self._iri(member), [])
        document = self.documents.get(member.document or "", "")
        return [unit for unit in self._by_document.get(document, ()) if unit.is_called(member.phrase or "")]

    def _iri(self, member: Member) -> str:
        iri = member.iri or ""
        return iri if "://" in iri else self.base + iri


def _said(group: Group) -> str:
    by = ", ".join(part for part in (group.by, group.on) if part)
    why = f": {group.why}" if group.why else ""
    return f"said to be {group.verdict} (entry {group.number}{f', {by}' if by else ''}){why}"


def _kind(atom: str, atoms: Atoms) -> str:
    kind = atoms.kinds[atom]
    return (
        "an actor of the lexicon"
        if atom in atoms.fixed and kind == "actor"
        else f"a{'n' * (kind == 'actor')} {kind}"
    )


def _go_together(kinds: Set[str]) -> bool:
    """Tell whether things of these kinds can be one: no draft is an actor, no person one of the lexicon."""
    drafts = "a draft" in kinds and len(kinds) > 1
    return not drafts and not {"a person", "an actor of the lexicon"} <= kinds
