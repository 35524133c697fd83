"""Decide which nodes of all documents are one, by rules and by the reviewed file, and say why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from graph.build.identity.actors import Actors
from graph.build.identity.anchors import anchors, stories_by_draft
from graph.build.identity.chosen import Chosen
from graph.build.identity.clusters import Clusters
from graph.build.identity.drafts import Anchors, Drafts
from graph.build.identity.mentions import Mentions
from graph.build.identity.merges import Merge, graph_of
from graph.build.identity.model import CERTAIN, Kind
from graph.build.identity.persons import Person, Persons
from graph.build.identity.reviewed import Atoms, Reviewed
from graph.build.matching.ask import Query, describe, every
from graph.build.matching.astold import AsTold
from graph.idents import Idents
from graph.mapper.people import PersonName
from graph.mapper.sheet import One
from graph.naming import kind_of
from graph.review import Identities
from graph.terms import OST, RDF

NAME = "identity"
FORM = 1  # raise it when the same documents, record and file give other merges
_FIXED: Mapping[str | None, Kind] = {
    "state": "actor", "court": "actor", "body": "actor", "armed_group": "actor", "actor_group": "actor",
    "organization": "actor", "actor": "actor", "draft": "draft",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identified:
    """Hold the graph that says what was merged and why, and for each document what its nodes become."""

    graph: NamedNode
    quads: list[Quad]
    same: Mapping[str, Mapping[str, One]]


def identify(query: Query, idents: Idents, identities: Identities, told: AsTold) -> Identified:
    """Return what is one; `query` answers over documents, record and their matches.

    `told` knows what documents say by themselves where something is merged already.
    """
    mentions = Mentions.gather(query, idents, told)
    reviewed = Reviewed(identities, idents.base, mentions.documents, mentions.units)
    local = {unit.node for unit in mentions.units}
    anchored = anchors(query, told)
    record = {draft for of in anchored.values() for draft in of.certain}
    fixed = _fixed(query, (reviewed.iris() | record) - local)
    atoms = reviewed.atoms(fixed)
    clusters = Clusters(sorted(atoms.kinds), pinned={*fixed, *(record & set(atoms.kinds))})
    _apart(mentions, atoms, clusters)
    reviewed.part(atoms, clusters)
    reviewed.tie(atoms, clusters)
    _Rules(query, told, mentions, atoms, clusters).join(anchored)
    chosen = Chosen(mentions, atoms, clusters, idents)
    merges = list(_merges(chosen, atoms, clusters, reviewed))
    same: dict[str, dict[str, One]] = defaultdict(dict)
    for merge in merges:
        same[merge.unit.document][merge.unit.node] = merge.into
    graph = idents.graph(f"inferred/{NAME}")
    return Identified(graph, graph_of(graph, merges, reviewed.unmet, identities, idents), dict(same))


def _fixed(query: Query, iris: Iterable[str]) -> dict[str, Kind]:
    """Return the nodes of lexicon or record among some IRIs, with what they are."""
    described = describe(query, _valid(iris), RDF.type)
    found: dict[str, Kind] = {}
    for iri in sorted(described):
        kind = kind_of({NamedNode(name) for name in every(described, iri, RDF.type)})
        if kind in _FIXED:
            found[iri] = _FIXED[kind]
    return found


def _valid(iris: Iterable[str]) -> Iterator[str]:
    for iri in iris:
        try:
            NamedNode(iri)
        except ValueError:
            continue
        yield iri


def _apart(mentions: Mentions, atoms: Atoms, clusters: Clusters) -> None:
    """Keep apart whoever stands in one claim in two roles."""
    by_place = {(unit.document, unit.node): atom for unit, atom in atoms.of.items()}
    for claim in mentions.claims.values():
        nodes = [claim.who, claim.points_at.get(OST.target.value), claim.points_at.get(OST.speaker.value)]
        there = [by_place.get((claim.document, node), node) for node in nodes if node]
        for first, second in combinations([atom for atom in there if atom in clusters], 2):
            clusters.part(first, second)


class _Rules:
    """Unite by rule: actors first, so that it is known whom persons speak for; then persons; then drafts."""

    def __init__(
        self, query: Query, told: AsTold, mentions: Mentions, atoms: Atoms, clusters: Clusters
    ) -> None:
        self._query = query
        self._told = told
        self._mentions = mentions
        self._atoms = atoms
        self._clusters = clusters
        self._free = sorted({*atoms.of.values()} - atoms.alone)

    def join(self, anchored: Mapping[str, Anchors]) -> None:
        self._actors()
        self._persons()
        drafts = self._of("draft")
        described = self._told.drafts(self._query, drafts)
        subjects = {atom: every(described, atom, OST.subject) for atom in drafts}
        stories = stories_by_draft(self._query, self._told, drafts)
        Drafts(stories, subjects, anchored).join(self._clusters)

    def _of(self, kind: Kind) -> list[str]:
        return [atom for atom in self._free if self._atoms.kinds[atom] == kind]

    def _actors(self) -> None:
        names = {atom: self._names(atom) for atom in self._of("actor")}
        given = self._mentions.shorts
        short = {atom: [s for name in names[atom] for s in given.get(name, ())] for atom in names}
        Actors(names, short).join(self._clusters)

    def _names(self, atom: str) -> tuple[str, ...]:
        return self._mentions.names.get(atom, ())

    def _persons(self) -> None:
        sides: dict[str, set[str]] = defaultdict(set)
        for claim in self._mentions.claims.values():
            speaker = claim.points_at.get(OST.speaker.value)
            if speaker and claim.who and not claim.narrated:
                sides[speaker].add(self._side(claim.who))
        found = {
            atom: Person(frozenset(map(PersonName.of, self._names(atom))), frozenset(sides[atom]))
            for atom in self._of("person")
        }
        full = {person.name.plain for person in found.values() if person.name.given}
        Persons(found | dict(self._aside(full))).join(self._clusters)

    def _side(self, actor: str) -> str:
        return self._clusters.of(actor)[0] if actor in self._clusters else actor

    def _aside(self, full: set[str]) -> Iterator[tuple[str, Person]]:
        """Yield the actors that bear the full name of a person: here it speaks for nobody."""
        for atom in self._of("actor"):
            names = frozenset(map(PersonName.of, self._names(atom)))
            if any(one in self._atoms.fixed for one in self._clusters.of(atom)):
                continue
            if names and all(name.plain in full for name in names):
                yield atom, Person(names, frozenset(), aside=True)


def _merges(chosen: Chosen, atoms: Atoms, clusters: Clusters, reviewed: Reviewed) -> Iterator[Merge]:
    for unit, atom in sorted(atoms.of.items()):
        one = chosen.one(atom)
        if one.iri == unit.node:
            continue
        link = clusters.link(atom)
        if link is not None:
            yield Merge(unit, one, link.points, link.reason)
        else:
            yield Merge(unit, one, CERTAIN, reviewed.split(atom))
