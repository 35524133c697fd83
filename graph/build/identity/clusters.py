"""Unite what links tie together, the surest first, and nothing of which two parts may not be one.

The result does not depend on the order of atoms or links: links of one score are weighed together, and a web
of them in which two parts exclude each other ties nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from graph.build.identity.model import Link

Members = tuple[str, ...]
Signature = TypeVar("Signature", bound=Hashable)


class Clusters:
    """Hold atoms in clusters; two that were kept apart never come into one, nor do two that are pinned."""

    def __init__(self, atoms: Iterable[str], pinned: Iterable[str] = ()) -> None:
        self._pinned = set(pinned)
        self._members: dict[str, Members] = {atom: (atom,) for atom in atoms}
        self._root = {atom: atom for atom in self._members}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._links: dict[str, Link] = {}

    def __contains__(self, atom: object) -> bool:
        return atom in self._root

    def part(self, one: str, other: str) -> None:
        """Keep two atoms apart for good, unless they are in one cluster already."""
        first, second = self._root[one], self._root[other]
        if first != second:
            self._apart[first].add(second)
            self._apart[second].add(first)

    def are_apart(self, one: str, other: str) -> bool:
        """Tell whether two atoms must not come into one cluster."""
        first, second = self._root[one], self._root[other]
        return second in self._apart[first] or (first != second and {first, second} <= self._pinned)

    def of(self, atom: str) -> Members:
        """Return the atoms of an atom's cluster, sorted."""
        return self._members[self._root[atom]]

    def all(self) -> Iterator[Members]:
        """Yield the clusters, sorted."""
        yield from sorted(self._members.values())

    def link(self, atom: str) -> Link | None:
        """Return the surest link by which an atom came into its cluster."""
        return self._links.get(atom)

    def join(
        self,
        links: Iterable[Link],
        signature: Callable[[Members], Signature],
        excludes: Callable[[Signature, Signature], bool],
    ) -> None:
        """Unite by links; clusters whose signatures exclude each other are not united."""
        levels: dict[int, list[Link]] = defaultdict(list)
        for link in set(links):
            levels[link.points].append(link)
        for points in sorted(levels, reverse=True):
            for web in self._webs(levels[points]):
                if self._holds(web, signature, excludes):
                    self._unite(web)
            self._remember(levels[points])

    def force(self, link: Link) -> bool:
        """Unite two clusters whatever their signatures; return False where they are kept apart."""
        if self.are_apart(link.one, link.other):
            return False
        self._unite(sorted({self._root[link.one], self._root[link.other]}))
        self._remember([link])
        return True

    def _webs(self, links: Sequence[Link]) -> list[list[str]]:
        """Return the clusters that links tie together, by their roots."""
        near: dict[str, set[str]] = defaultdict(set)
        for link in links:
            one, other = self._root[link.one], self._root[link.other]
            if one != other:
                near[one].add(other)
                near[other].add(one)
        webs, seen = [], set[str]()
        for start in sorted(near):
            if start not in seen:
                web = _reached(start, near)
                seen |= web
                webs.append(sorted(web))
        return webs

    def _holds(
        self,
        web: Sequence[str],
        signature: Callable[[Members], Signature],
        excludes: Callable[[Signature, Signature], bool],
    ) -> bool:
        inside = set(web)
        if len(self._pinned & inside) > 1 or any(self._apart[root] & inside for root in web):
            return False
        kinds = list({signature(self._members[root]): None for root in web})
        return not any(excludes(one, other) for one, other in combinations(kinds, 2))

    def _unite(self, roots: Sequence[str]) -> None:
        first, *rest = roots
        if not self._pinned.isdisjoint(rest):
            self._pinned.add(first)
        for root in rest:
            for member in self._members[root]:
                self._root[member] = first
            self._members[first] = tuple(sorted(self._members[first] + self._members.pop(root)))
            for other in self._apart.pop(root, ()):
                self._apart[other].discard(root)
                self._apart[other].add(first)
                self._apart[first].add(other)

    def _remember(self, links: Iterable[Link]) -> None:
        for link in sorted(links):
            if self._root[link.one] == self._root[link.other]:
                for atom in (link.one, link.other):
                    self._links.setdefault(atom, link)


def _reached(start: str, near: Mapping[str, set[str]]) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        fresh = near[ahead.pop()] - found
        found |= fresh
        ahead.extend(fresh)
    return found
