"""Read one generation of an embedded store."""

from __future__ import annotations

import hashlib
import json
import os
import re
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, QuerySolution, QuerySolutions, RdfFormat
from pyoxigraph import Store as Engine

from graph.errors import NotFoundError, QueryFailedError, StoreError
from graph.store.generations import (
    MANIFEST,
    QUADS,
    QUARANTINE,
    REBUILD,
    REFUSED,
    TEXTS,
    guarded,
    hold,
    identity_of,
)
from graph.store.protocol import Quarantined, Refused, Results, Term
from graph.store.query import answer

FORMAT = 1  # of the folder; a later program may read another one

Item = TypeVar("Item")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class EmbeddedView:
    """Read one generation from disk; holding the view keeps the generation from being pruned."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generation = path.name
        handle = hold(path)
        self._close = weakref.finalize(self, os.close, handle)
        self.identity = identity_of(path.name, os.fstat(handle))
        try:
            self.manifest: Mapping[str, str] = MappingProxyType(_read_manifest(path / MANIFEST))
            with guarded(path / QUADS):
                self.engine = Engine.read_only(str(path / QUADS))
        except BaseException:
            self._close()
            raise

    def query(self, sparql: str, **bindings: Term) -> Results:
        """Answer a trusted query over the union of all graphs, with the prefixes of `graph.terms`."""
        with guarded(self.path / QUADS):
            return answer(self.engine, sparql, bindings)

    def select(self, sparql: str, **bindings: Term) -> Iterator[QuerySolution]:
        """Answer a trusted SELECT query; raise QueryFailedError for another form."""
        results = self.query(sparql, **bindings)
        if not isinstance(results, QuerySolutions):
            raise QueryFailedError("is not a SELECT query")
        return self._watched(results)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield the quads of one graph, or of all."""
        for name in self.graphs() if graph is None else [graph]:
            with guarded(self.path / QUADS):
                found = self.engine.quads_for_pattern(None, None, None, name)
            yield from self._watched(found)

    def dump(self, graph: NamedNode, file: Path) -> None:
        """Write one graph to a file as N-Triples, the lines of a node together."""
        with guarded(self.path / QUADS):
            self.engine.dump(output=str(file), format=RdfFormat.N_TRIPLES, from_graph=graph)

    def graphs(self) -> list[NamedNode]:
        """Return the named graphs that hold anything, sorted."""
        with guarded(self.path / QUADS):
            found = [graph for graph in self.engine.named_graphs() if isinstance(graph, NamedNode)]
        return sorted(found, key=lambda graph: graph.value)

    def text(self, sha256: str) -> str:
        """Return a stored text whose hash was checked anew; raise NotFoundError, StoreError."""
        file = self.path / TEXTS / f"{sha256}.txt"
        if not _SHA256.fullmatch(sha256) or not file.is_file():
            raise NotFoundError("no text with this SHA-256 is stored", where=sha256)
        with guarded(file):
            data = file.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError("was changed: it no longer has the SHA-256 of its name", where=str(file))
        return data.decode("utf-8")

    def quarantine(self) -> list[Quarantined]:
        """Return what the gate refused, sorted by document and place."""
        file = self.path / QUARANTINE
        with guarded(file):
            lines = file.read_bytes().splitlines() if file.exists() else []
        try:
            return [Quarantined.from_json(json.loads(line)) for line in lines]
        except (ValueError, TypeError) as error:
            raise StoreError(f"cannot be understood: {error}", where=str(file)) from error

    def refused(self) -> list[Refused]:
        """Return what waits of official records, by graph, in the order of the source."""
        file = self.path / REFUSED
        with guarded(file):
            lines = file.read_bytes().splitlines() if file.exists() else []
        try:
            return [Refused.from_json(json.loads(line)) for line in lines]
        except (ValueError, TypeError, KeyError) as error:
            raise StoreError(f"cannot be understood: {error}", where=str(file)) from error

    def _watched(self, found: Iterator[Item]) -> Iterator[Item]:
        """Yield what the engine finds: it reads on meanwhile, and may meet files that are gone."""
        with guarded(self.path / QUADS):
            yield from found


def _read_manifest(file: Path) -> dict[str, str]:
    with guarded(file):
        data = file.read_bytes()
    try:
        manifest = json.loads(data)
        if manifest["format"] != FORMAT:
            what = f"has format {manifest['format']}, this program reads {FORMAT}"
            raise StoreError(what, where=str(file), hint=REBUILD)
        return {str(graph): str(fingerprint) for graph, fingerprint in manifest["graphs"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError("cannot be understood", where=str(file), hint=REBUILD) from error
