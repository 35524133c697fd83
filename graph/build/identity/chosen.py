"""Choose for each cluster the node that stands for it, and what it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import NamedNode

from graph.build.identity.clusters import Clusters, Members
from graph.build.identity.mentions import Mentions
from graph.build.identity.model import Kind
from graph.build.identity.reviewed import Atoms
from graph.idents import Idents
from graph.mapper.drafts import SYMBOL
from graph.mapper.nodes import class_of
from graph.mapper.people import PersonName
from graph.mapper.sheet import One
from graph.terms import OST


class Chosen:
    """Know the one node of each atom's cluster."""

    def __init__(self, mentions: Mentions, atoms: Atoms, clusters: Clusters, idents: Idents) -> None:
        self._mentions = mentions
        self._atoms = atoms
        self._kinds = atoms.kinds
        self._idents = idents
        self._documents = _documents(atoms)
        self._ones = {atom: one for members in clusters.all() for atom, one in self._of(members)}

    def one(self, atom: str) -> One:
        """Return the node that stands for an atom."""
        return self._ones[atom]

    def _of(self, members: Members) -> list[tuple[str, One]]:
        best = min(members, key=self._rank)
        if best in self._atoms.fixed:
            one = One(best)
        else:
            kind = self._kinds[best]
            one = One(self._iri(best, kind), self._class(members), self._label(best))
        if self._kinds[best] == "draft":
            one = One(one.iri)  # each document describes a draft in its own words
        return [(atom, one) for atom in members]

    def _rank(self, atom: str) -> tuple[object, ...]:
        """Return what decides: a node of lexicon or record, a person, one not split off, the fullest name."""
        node = atom.partition("#")[0]
        symbol = not any(SYMBOL.search(name) for name in self._mentions.names.get(node, ()))
        kind = ("person", "actor", "draft").index(self._kinds[atom])
        return atom not in self._atoms.fixed, symbol, kind, "#" in atom, *self._fullness(atom), atom

    def _fullness(self, atom: str) -> tuple[object, ...]:
        names = self._mentions.names.get(atom.partition("#")[0], ())
        if self._kinds[atom] != "person":
            return (-max(map(len, names), default=0),)
        parts = [PersonName.of(name) for name in names]
        return (
            -max((sum(1 for word in name.given if len(word) > 1) for name in parts), default=0),
            -max((len(name.given) for name in parts), default=0),
            any(name.titled for name in parts),
            -max(map(len, names), default=0),
        )

    def _iri(self, atom: str, kind: Kind) -> str:
        node, split, _ = atom.partition("#")
        return self._idents.hashed(kind, node, "apart", self._documents[atom]).value if split else node

    def _label(self, atom: str) -> str | None:
        node = atom.partition("#")[0]
        words = self._words(atom) if "#" in atom else self._mentions.names.get(node, ())
        return min(words, key=lambda name: (-len(name), name), default=None)

    def _words(self, atom: str) -> list[str]:
        return [phrase for unit, own in self._atoms.of.items() if own == atom for phrase in unit.phrases]

    def _class(self, members: Members) -> NamedNode:
        """Return the narrowest class that a cluster's names and kinds give it."""
        if any(self._kinds[atom] == "person" for atom in members):
            return OST.Person
        nodes = [atom.partition("#")[0] for atom in members]
        if any(node in self._mentions.publishers for node in nodes):
            return OST.Organization
        classes = {class_of(name) for node in nodes for name in self._mentions.names.get(node, ())}
        return OST.ActorGroup if OST.ActorGroup in classes else OST.Actor


def _documents(atoms: Atoms) -> Mapping[str, str]:
    """Return the first document of each atom."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit, atom in atoms.of.items():
        found[atom].add(unit.document)
    return {atom: min(documents) for atom, documents in found.items()}
