"""Say what a store must do; every backend passes the same tests."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from graph.record import Finding

Term = NamedNode | BlankNode | Literal | Triple
Results = QuerySolutions | QueryBoolean | QueryTriples
# The name of a generation, then device, number and time of change of its manifest's file.
Identity = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Carry a fact that broke a shape: which shape, why, and where in the document it was read.

    `fact` is the fact as JSON; `start` and `end` are characters of the document's text, `line` counts from 1.
    """

    fact: Mapping[str, Any]
    document: str
    shape: str
    path: str | None
    message: str
    start: int
    end: int
    line: int

    def to_json(self) -> dict[str, Any]:
        """Return the entry as a JSON object, every key present."""
        plain = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return plain | {"fact": dict(self.fact)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Quarantined:
        """Build an entry from a JSON object; raise TypeError for a key that is missing or unknown."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class Refused:
    """Carry what waits of an official record: the graph of its source, and the finding that keeps it out."""

    graph: str
    finding: Finding

    def to_json(self) -> dict[str, Any]:
        """Return the entry as a JSON object."""
        return {"graph": self.graph, **self.finding.to_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Refused:
        """Build an entry from a JSON object; raise TypeError for a key that is missing or unknown."""
        rest = dict(data)
        return cls(str(rest.pop("graph")), Finding(**rest))


@dataclass(frozen=True, slots=True)
class Change:
    """Tell what loading a graph changed: how many triples came and went, the first of each as N-Triples."""

    added: int = 0
    removed: int = 0
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


class View(Protocol):
    """Read one generation; it stays whole and unchanged for as long as the view is held."""

    @property
    def generation(self) -> str:
        """Return the name of the generation."""

    @property
    def identity(self) -> Identity:
        """Return what tells the generation from one of the same name in a store that was built anew."""

    @property
    def path(self) -> Path:
        """Return the folder of the generation; its `quads` folder is what the engine opens."""

    @property
    def manifest(self) -> Mapping[str, str]:
        """Return the fingerprint of what each named graph was made from, by the graph's IRI."""

    def query(self, sparql: str, **bindings: Term) -> Results:
        """Answer a trusted query over the union of all graphs, with the prefixes of `graph.terms`.

        A binding's variable must be projected. Consume the results in the thread that asked.
        Raise QuerySyntaxError, QueryFailedError, and StoreError where the files are gone or damaged.
        """

    def select(self, sparql: str, **bindings: Term) -> Iterator[QuerySolution]:
        """Answer a trusted SELECT query as `query` does; raise QueryFailedError for another form.

        The rows, too, raise StoreError.
        """

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all; raise StoreError."""

    def dump(self, graph: NamedNode, file: Path) -> None:
        """Write one graph to a file as N-Triples, the lines of a node together; raise StoreError."""

    def graphs(self) -> list[NamedNode]:
        """Return the named graphs that hold anything, sorted; raise StoreError."""

    def text(self, sha256: str) -> str:
        """Return a stored text whose hash was checked anew; raise NotFoundError, StoreError."""

    def quarantine(self) -> list[Quarantined]:
        """Return what the gate refused, sorted by document and place."""

    def refused(self) -> list[Refused]:
        """Return what waits of official records, by graph, in the order of the source."""


class Writer(Protocol):
    """Change the store: a clean exit commits everything as one generation, an error nothing."""

    @property
    def base(self) -> View | None:
        """Return the generation that the changes start from; None where the store is new."""

    @property
    def manifest(self) -> Mapping[str, str]:
        """Return the fingerprint of each named graph after the changes so far, by the graph's IRI."""

    def __enter__(self) -> Self:
        """Begin; raise StoreError where another writer is at work or the folder cannot be written."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit where no error came and something changed; else leave the store as it was."""

    def replace(self, graph: NamedNode, quads: Iterable[Quad], fingerprint: str) -> None:
        """Put these quads in the place of a whole graph; raise StoreError for a quad of another graph."""

    def load(self, graph: NamedNode, files: Iterable[Path], fingerprint: str) -> Change:
        """Put the triples of N-Triples files in the place of a whole graph, however many; tell what changed.

        Files may be made as they are asked for: those before are loaded meanwhile. Blank nodes are not
        allowed. Raise StoreError for a file that cannot be parsed.
        """

    def scratch(self, name: str) -> Path:
        """Return a folder for work that outlives a killed process; a commit removes it."""

    def remove(self, graph: NamedNode) -> None:
        """Take a whole graph out; a graph that is not there stays away."""

    def query(self, sparql: str, **bindings: Term) -> Results:
        """Answer a trusted query as `View.query` does, over what the store holds after the changes so far."""

    def keep_text(self, text: str) -> str:
        """Keep a text for as long as a graph names its hash by `ost:sha256`; return the hash."""

    def text(self, sha256: str) -> str:
        """Return a text that was kept, now or before; raise NotFoundError, StoreError."""

    def quarantine(self, entries: Iterable[Quarantined]) -> None:
        """Put these entries in the place of the whole quarantine."""

    def refuse(self, graph: NamedNode, findings: Iterable[Finding]) -> None:
        """Put these findings in the place of all that waits of one graph's record."""


class Store(Protocol):
    """Hold generations of the graph, of which one is in service."""

    def view(self) -> View:
        """Open the generation in service; raise StoreError where there is none or it is damaged."""

    def writer(self) -> Writer:
        """Return a writer; nothing happens before it is entered."""

    def current(self) -> str | None:
        """Return the name of the generation in service, None for a store that does not exist yet."""

    def identity(self) -> Identity | None:
        """Return the `View.identity` of the generation in service, None where there is none to open."""
