"""Write a new generation of an embedded store."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Engine

from graph.errors import NotFoundError, StoreError
from graph.record import Finding
from graph.store import bulk
from graph.store.generations import (
    MANIFEST,
    QUADS,
    QUARANTINE,
    REBUILD,
    REFUSED,
    TEXTS,
    Layout,
    guarded,
    link,
    write_file,
)
from graph.store.protocol import Change, Quarantined, Refused, Results, Term
from graph.store.query import answer
from graph.store.tidy import stored, tidy
from graph.store.union import apply
from graph.store.view import FORMAT, EmbeddedView
from graph.terms import OST


class EmbeddedWriter:
    """Collect changes, then commit them as one generation."""

    def __init__(self, layout: Layout) -> None:
        self.base: EmbeddedView | None = None
        self._layout = layout
        self._held = ExitStack()
        self._engine: Engine | None = None  # of the staged generation, from the moment it is needed
        self._waiting: dict[NamedNode, frozenset[Quad]] = {}  # graphs that are not in the engine yet
        self._different: set[NamedNode] = set()  # from what the base holds
        self._manifest: dict[str, str] = {}
        self._texts: dict[str, bytes] = {}
        self._quarantine: list[Quarantined] = []
        self._refused: list[Refused] = []
        self._loaded = False  # whether a bulk load changed anything
        self._scratch: Path | None = None
        self._asked: set[str] = set()  # for scratch

    def __enter__(self) -> Self:
        """Begin; raise StoreError where another writer is at work or the folder cannot be written."""
        self._layout.prepare()
        with ExitStack() as held:
            held.enter_context(self._layout.locked())
            self._layout.sweep()
            name = self._layout.current()
            if name is not None:
                self.base = open_view(self._layout, name)
                self._manifest = dict(self.base.manifest)
                self._quarantine = self.base.quarantine()
                self._refused = self.base.refused()
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit where no error came and something changed; else leave the store as it was."""
        with self._held:
            try:
                if error is None and self._changed():
                    self._commit()
                if error is None and self._scratch is not None:
                    shutil.rmtree(self._scratch.parent, ignore_errors=True)
            finally:
                self._engine = None
                shutil.rmtree(self._layout.staging, ignore_errors=True)
                self.base = None

    def replace(self, graph: NamedNode, quads: Iterable[Quad], fingerprint: str) -> None:
        """Put these quads in the place of a whole graph; raise StoreError for a quad of another graph."""
        self._put(graph, tidy(graph, quads))
        self._manifest[graph.value] = fingerprint

    @property
    def manifest(self) -> Mapping[str, str]:
        """Return the fingerprint of each named graph after the changes so far."""
        return dict(self._manifest)

    def load(self, graph: NamedNode, files: Iterable[Path], fingerprint: str) -> Change:
        """Put the triples of N-Triples files in the place of a whole graph; tell what changed."""
        with guarded(self._layout.staging):
            engine = self._staged()
            change = bulk.load(engine, graph, files, self._layout.staging)
        if change.added or change.removed:
            self._loaded = True
        self._manifest[graph.value] = fingerprint
        return change

    def scratch(self, name: str) -> Path:
        """Return a folder for work that a process killed in the middle is to find again."""
        self._asked.add(name)
        self._scratch = self._layout.unfinished(name, self._asked)
        return self._scratch

    def remove(self, graph: NamedNode) -> None:
        """Take a whole graph out; a graph that is not there stays away."""
        self._refused = [entry for entry in self._refused if entry.graph != graph.value]
        self._put(graph, frozenset())
        self._manifest.pop(graph.value, None)

    def query(self, sparql: str, **bindings: Term) -> Results:
        """Answer a trusted query as `View.query` does, over what the store holds after the changes so far."""
        with guarded(self._layout.staging):
            return answer(self._staged(), sparql, bindings)

    def keep_text(self, text: str) -> str:
        """Keep a text for as long as a graph names its hash by `ost:sha256`; return the hash."""
        data = text.encode("utf-8")
        sha256 = hashlib.sha256(data).hexdigest()
        self._texts[sha256] = data
        return sha256

    def text(self, sha256: str) -> str:
        """Return a text that was kept, now or before; raise NotFoundError, StoreError."""
        if sha256 in self._texts:
            return self._texts[sha256].decode("utf-8")
        if self.base is None:
            raise NotFoundError("no text with this SHA-256 is stored", where=sha256)
        return self.base.text(sha256)

    def quarantine(self, entries: Iterable[Quarantined]) -> None:
        """Put these entries in the place of the whole quarantine."""
        self._quarantine = sorted(entries, key=_place)

    def refuse(self, graph: NamedNode, findings: Iterable[Finding]) -> None:
        """Put these findings in the place of all that waits of one graph's record."""
        others = [entry for entry in self._refused if entry.graph != graph.value]
        fresh = [Refused(graph.value, finding) for finding in findings]
        self._refused = sorted([*others, *fresh], key=lambda entry: entry.graph)

    def _put(self, graph: NamedNode, fresh: frozenset[Quad]) -> None:
        present = frozenset(self.base.quads(graph)) if self.base else frozenset()
        if fresh == present or (len(fresh) == len(present) and stored(fresh) == present):
            self._different.discard(graph)
        else:
            self._different.add(graph)
        if graph in self._different or self._engine is not None:
            self._waiting[graph] = fresh
        else:
            self._waiting.pop(graph, None)

    def _changed(self) -> bool:
        if self.base is None or self._loaded or self._different:
            return True
        if self._quarantine != self.base.quarantine() or self._refused != self.base.refused():
            return True
        if self._manifest != self.base.manifest:
            return True
        named = _named_texts(self.base.engine)
        return any(sha256 in named and not self._kept_before(sha256) for sha256 in self._texts)

    def _kept_before(self, sha256: str) -> bool:
        return self.base is not None and (self.base.path / TEXTS / f"{sha256}.txt").exists()

    def _commit(self) -> None:
        staging = self._layout.staging
        with guarded(staging):
            named = self._write_quads()
            (staging / TEXTS).mkdir()
            for sha256 in sorted(named):
                self._write_text(sha256, staging / TEXTS / f"{sha256}.txt")
            write_file(staging / MANIFEST, _manifest_bytes(self._manifest))
            write_file(staging / QUARANTINE, _lines(entry.to_json() for entry in self._quarantine))
            write_file(staging / REFUSED, _lines(entry.to_json() for entry in self._refused))
        self._layout.publish()
        self.base = None  # so that its generation may be pruned
        self._layout.prune()

    def _write_quads(self) -> set[str]:
        """Write the graphs, close the engine, and return the SHA-256 of every text that they name."""
        engine = self._staged()
        engine.flush()
        self._engine = None
        return _named_texts(engine)

    def _staged(self) -> Engine:
        """Return the engine of the staged generation, with every change so far."""
        if self._engine is None:
            folder = self._layout.staging / QUADS
            self._layout.staging.mkdir()
            if self.base is not None:
                self.base.engine.backup(folder)  # hard links: the cost is that of the change
            self._engine = Engine(folder)
        apply(self._engine, self._waiting)
        self._waiting.clear()
        return self._engine

    def _write_text(self, sha256: str, target: Path) -> None:
        if self._kept_before(sha256) and self.base is not None:
            link(self.base.path / TEXTS / target.name, target)
        elif sha256 in self._texts:
            write_file(target, self._texts[sha256])


def open_view(layout: Layout, name: str) -> EmbeddedView:
    """Open a generation by name; raise StoreError where it is not there or damaged."""
    path = layout.generation(name)
    try:
        return EmbeddedView(path)
    except FileNotFoundError as error:
        what = "is in service but not there"
        raise StoreError(what, where=str(path), hint=REBUILD) from error


def _named_texts(engine: Engine) -> set[str]:
    found = engine.quads_for_pattern(None, OST.sha256, None)
    return {quad.object.value for quad in found if isinstance(quad.object, Literal)}


def _manifest_bytes(manifest: dict[str, str]) -> bytes:
    whole = {"format": FORMAT, "graphs": dict(sorted(manifest.items()))}
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def _lines(entries: Iterable[dict[str, Any]]) -> bytes:
    return b"".join((json.dumps(entry, ensure_ascii=False) + "\n").encode() for entry in entries)


def _place(entry: Quarantined) -> tuple[str, int, int, str]:
    rest = json.dumps(entry.to_json(), ensure_ascii=False, sort_keys=True)
    return entry.document, entry.start, entry.end, rest
