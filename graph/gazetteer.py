"""Know who is called what: states, bodies, courts, organisations, instruments and crimes."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from graph.errors import OntologyError
from graph.terms import BASE_IRI, ORG, OST, RDF, SKOS

Kind = Literal[
    "state", "former_state", "body", "court", "organization", "armed_group", "actor_group",
    "person", "statute", "provision", "resolution", "crime",
]  # fmt: skip
FormKind = Literal["name", "metonym", "demonym"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ACTOR_KINDS: frozenset[Kind] = frozenset(
    {"state", "former_state", "body", "court", "organization", "armed_group", "actor_group", "person"}
)
LOWER_KINDS: frozenset[Kind] = frozenset({"body", "court", "statute", "provision"})  # may stand in lower case
FORM_RANK: Mapping[FormKind, int] = {"name": 0, "metonym": 1, "demonym": 2}

_CLASSES: Mapping[str, Kind] = {
    OST.State.value: "state",
    OST.Body.value: "body",
    OST.Court.value: "court",
    OST.Organization.value: "organization",
    OST.ArmedGroup.value: "armed_group",
    OST.ActorGroup.value: "actor_group",
    OST.Person.value: "person",
    OST.Statute.value: "statute",
    OST.Provision.value: "provision",
    OST.Resolution.value: "resolution",
    OST.Crime.value: "crime",
}
_TYPE = RDF.type.value
_PARENTS = (OST.partOf.value, ORG.subOrganizationOf.value, SKOS.broader.value)
_NAME, _OTHER_NAME, _HIDDEN = SKOS.prefLabel.value, SKOS.altLabel.value, SKOS.hiddenLabel.value
_DEMONYM, _METONYM = OST.demonym.value, OST.metonym.value
_FORMS = (_NAME, _OTHER_NAME, _HIDDEN, _DEMONYM, _METONYM)
_ISO3, _ISO2, _M49 = OST.iso3.value, OST.iso2.value, OST.m49.value
_DEFINED_BY, _SUCCESSOR = OST.definedBy.value, OST.successor.value
_START, _END = OST.start.value, OST.end.value


@dataclass(frozen=True, slots=True)
class Entry:
    """Carry one thing of the lexicon and every form under which texts name it.

    `parent` is what a body belongs to, what a provision is part of, or the broader crime; `defined_by` the
    provision that defines a crime; `start` and `end` the years between which a former state existed, and
    `successors` the states on its territory. `hidden` are spellings of official tables (misspelt, inverted,
    cut short): no text is searched for them, `graph.records.names` alone knows them.
    """

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    parent: str | None = None
    defined_by: str | None = None
    iso3: str | None = None
    start: str | None = None
    end: str | None = None
    hidden: tuple[str, ...] = ()
    iso2: str | None = None
    m49: str | None = None
    successors: tuple[str, ...] = ()


class Gazetteer:
    """Look up the entries of a lexicon by IRI or by name."""

    def __init__(self, entries: Iterable[Entry], triples: Iterable[Triple], fingerprint: str) -> None:
        self.entries = tuple(sorted(entries, key=lambda entry: entry.id))
        self.triples = tuple(triples)
        self.fingerprint = fingerprint
        self.permanent_members = _permanent(self.triples)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._by_name = _index(self.entries)

    @classmethod
    def load(cls, folder: Path, base: str = BASE_IRI) -> Gazetteer:
        """Read the Turtle files of a folder; raise OntologyError that names file and line.

        Identifiers under `https://w3id.org/ostrakon/id/` are rewritten to `base`. An entry may be spread over
        several files: a file of one's own can add names to a state.
        """
        sources = [_Source.read(path, base) for path in sorted(folder.glob("*.ttl"))]
        blocks = _blocks(sources)
        entries = {iri: block.entry() for iri, block in blocks.items() if block.is_entry}
        if not entries:
            raise OntologyError("no lexicon here", where=str(folder), hint="it needs .ttl files with entries")
        for iri, entry in entries.items():
            for link in (entry.parent, entry.defined_by):
                if link is not None and link not in entries:
                    raise blocks[iri].fault(f"points to {link}, which no file describes")
        triples = (triple for source in sources for triple in source.triples)
        return cls(entries.values(), triples, _fingerprint(sources))

    def get(self, iri: str) -> Entry | None:
        """Return the entry with this IRI."""
        return self._by_id.get(iri)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of which this is a name or a metonym, letter case and article aside."""
        return self._by_name.get(fold(name), ())

    def crime(self, name: str) -> Entry | None:
        """Return the crime of this name."""
        return next((entry for entry in self.find(name) if entry.kind == "crime"), None)

    def forms(self) -> Iterator[tuple[str, Entry, FormKind]]:
        """Yield every form as texts write it, with its entry and the way in which it names the entry."""
        for entry in self.entries:
            yield entry.name, entry, "name"
            yield from ((form, entry, "name") for form in entry.names)
            yield from ((form, entry, "metonym") for form in entry.metonyms)
            yield from ((form, entry, "demonym") for form in entry.demonyms)


def fold(name: str) -> str:
    """Return a name as it is compared: NFKC, case folded, one space between words, one kind of apostrophe."""
    plain = unicodedata.normalize("NFKC", name).replace("\u2019", "'").casefold()
    return " ".join(plain.split()).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class _Source:
    """Carry one Turtle file and its triples, rewritten to the base in use."""

    path: Path
    data: bytes
    base: str
    triples: tuple[Triple, ...]

    @classmethod
    def read(cls, path: Path, base: str) -> _Source:
        try:
            data = path.read_bytes()
            triples = tuple(_rebased(quad.triple, base) for quad in parse(data, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise OntologyError(f"not Turtle: {error.msg}", where=f"{path}:{error.lineno or 1}") from error
        except OSError as error:
            raise OntologyError(f"cannot be read: {error.strerror}", where=str(path)) from error
        return cls(path, data, base, triples)

    def place(self, iri: str) -> str:
        """Return file and line of the block of an entry: where a line begins with its identifier."""
        local = iri.removeprefix(self.base)
        spellings = (f"<{local}>", f"<{BASE_IRI}{local}>", f"<{iri}>")
        lines = self.data.decode("utf-8", "replace").splitlines()
        found = (number for number, line in enumerate(lines, 1) if line.startswith(spellings))
        return f"{self.path}:{next(found, 1)}"


@dataclass(slots=True)
class _Block:
    """Gather what the files say about one subject."""

    iri: str
    source: _Source
    values: dict[str, list[str]]

    @property
    def is_entry(self) -> bool:
        """Tell whether somebody or something is named here."""
        return any(name in self.values for name in _FORMS)

    def entry(self) -> Entry:
        kind = self._kind()
        labels = self._all(_NAME)
        if len(labels) != 1:
            raise self.fault(f"has {len(labels)} skos:prefLabel, and needs exactly one")
        return Entry(
            id=self.iri,
            name=labels[0],
            kind=kind,
            names=self._all(_OTHER_NAME),
            demonyms=self._all(_DEMONYM),
            metonyms=self._all(_METONYM),
            parent=self._first(*_PARENTS),
            defined_by=self._first(_DEFINED_BY),
            iso3=self._first(_ISO3),
            start=self._first(_START),
            end=self._first(_END),
            hidden=self._all(_HIDDEN),
            iso2=self._first(_ISO2),
            m49=self._first(_M49),
            successors=self._all(_SUCCESSOR),
        )

    def _kind(self) -> Kind:
        kinds = {_CLASSES[name] for name in self._all(_TYPE) if name in _CLASSES}
        if len(kinds) != 1:
            raise self.fault(f"has {len(kinds)} classes that can carry a name, and needs exactly one")
        kind = kinds.pop()
        return "former_state" if kind == "state" and _END in self.values else kind

    def _all(self, predicate: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.values.get(predicate, ())))

    def _first(self, *predicates: str) -> str | None:
        return next((value for name in predicates for value in self._all(name)), None)

    def fault(self, what: str) -> OntologyError:
        return OntologyError(f"{self.iri} {what}", where=self.source.place(self.iri))


def _blocks(sources: list[_Source]) -> dict[str, _Block]:
    blocks: dict[str, _Block] = {}
    for source in sources:
        for triple in source.triples:
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | RdfLiteral):
                block = blocks.setdefault(subject.value, _Block(subject.value, source, {}))
                if triple.predicate.value == _TYPE:  # other files may add names, and may be read first
                    block.source = source
                block.values.setdefault(triple.predicate.value, []).append(value.value)
    return blocks


def _rebased(triple: Triple, base: str) -> Triple:
    if base == BASE_IRI:
        return triple
    subject, thing = triple.subject, triple.object
    return Triple(
        _moved(subject, base) if isinstance(subject, NamedNode) else subject,
        triple.predicate,
        _moved(thing, base) if isinstance(thing, NamedNode) else thing,
    )


def _moved(node: NamedNode, base: str) -> NamedNode:
    inside = node.value.startswith(BASE_IRI)
    return NamedNode(base + node.value.removeprefix(BASE_IRI)) if inside else node


def _fingerprint(sources: list[_Source]) -> str:
    hashed = hashlib.sha256(b"".join(source.base.encode() for source in sources[:1]))
    for source in sources:
        hashed.update(f"{source.path.name}\0{len(source.data)}\0".encode())
        hashed.update(source.data)
    return hashed.hexdigest()


def _permanent(triples: tuple[Triple, ...]) -> tuple[str, ...]:
    """Return the IRIs of the states that are permanent members today: whose membership has no end."""
    permanent, member_is, ended = OST.PermanentMember, OST.member, OST.to
    seats = {triple.subject for triple in triples if triple.object == permanent}
    seats -= {triple.subject for triple in triples if triple.predicate == ended}
    members = (
        triple.object for triple in triples if triple.predicate == member_is and triple.subject in seats
    )
    return tuple(sorted(member.value for member in members if isinstance(member, NamedNode)))


def _index(entries: tuple[Entry, ...]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        for form in (entry.name, *entry.names, *entry.metonyms):
            found[fold(form)][entry.id] = entry
    return {name: tuple(group.values()) for name, group in found.items()}
