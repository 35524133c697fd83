"""Say what a node of the graph is and what it is called, the same way everywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from graph.terms import OST, RDFS, SKOS

# The first class that a node has names its kind, so the narrower ones come first.
KINDS: Final = {
    OST.State: "state",
    OST.Court: "court",
    OST.Body: "body",
    OST.ArmedGroup: "armed_group",
    OST.ActorGroup: "actor_group",
    OST.Organization: "organization",
    OST.Person: "person",
    OST.Actor: "actor",
    OST.Statute: "statute",
    OST.Provision: "provision",
    OST.Resolution: "resolution",
    OST.Draft: "draft",
    OST.Instrument: "statute",
    OST.Crime: "crime",
    OST.Case: "case",
    OST.Matter: "matter",
}
LABELS: Final = (SKOS.prefLabel, RDFS.label)


@dataclass(frozen=True, slots=True)
class Ref:
    """Name a node: its IRI, what it is called, and what it is."""

    id: str
    label: str
    kind: str


def kind_of(classes: Collection[object]) -> str | None:
    """Return the kind that the narrowest of these classes names, None where none is known."""
    return next((name for term, name in KINDS.items() if term in classes), None)


def called(iri: str, names: Iterable[str]) -> str:
    """Return the fullest of the names that documents give a node, else the end of its IRI."""
    return min(names, key=lambda name: (-len(name), name), default=iri.rsplit("/", 1)[-1])
