"""Check the bulk of official records with the fast engine, with the results of pyshacl."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import rdflib
import shacl

from graph.shapes.agree import compared, same_literal, split
from graph.shapes.report import Violation, path_text
from graph.shapes.shapes import MEMBER, Shapes, relevant

_SH = rdflib.SH
# Where none of these occurs, each line is one triple as pyoxigraph writes it, and can be cut at its spaces.
_UNUSUAL = (b"\\u", b"\\U", b"\t", b"\r", b"  ", b"\n\n", b"\n ", b"\n#", b"<<", b"--l", b"--r")
_END = b" .\n"
_WHOLE_NUMBER = re.compile(
    rb'"-?[0-9]{1,18}"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|nonNegativeInteger)> \.\n'
)


class BulkShapes:
    """Check many quads at once with the fast engine."""

    def __init__(self, shapes: Shapes) -> None:
        fast, slow = split(shapes.graph)
        self._shapes = shapes
        self._graph = shapes.graph
        self._engine = shacl.Shapes.from_text(fast.serialize(format="nt"), "ntriples")
        self._rest = Shapes(slow, shapes.terms, shapes.fingerprint) if len(slow) else None
        self._terms = _lines(shapes.terms)
        self._compared = compared(fast)

    @property
    def fast_only(self) -> bool:
        """Tell whether the fast engine takes every shape."""
        return self._rest is None

    def validate(
        self, ntriples: bytes, context: Iterable[ox.Quad] = (), canonical: bool = False
    ) -> list[Violation]:
        """Return what is wrong with the nodes that the triples (N-Triples) describe, sorted.

        `context` describes nodes pointed at and is not checked itself. `canonical` promises lines as
        pyoxigraph writes them. Cut the triples between nodes, into
        batches of up to some 500,000 lines. Raise SyntaxError or ValueError where they are no N-Triples, and
        RuntimeError in a process forked from one that has already checked some.
        """
        _stay_in_process()
        around = list(context)
        data = ntriples if canonical else _as_written(ntriples)
        batch = _Batch.read(data, self._compared)
        changes = {token: same_literal(token) for token in batch.typed}
        if None in changes.values() or batch.uneven:
            # Only for literals that the engines may read differently does the whole batch go to pyshacl.
            return self._shapes.validate(ox.parse(data, format=ox.RdfFormat.N_TRIPLES), around)
        found = self._fast(data, batch, changes, around)
        if self._rest is not None:
            found.update(self._rest.validate(ox.parse(data, format=ox.RdfFormat.N_TRIPLES), around))
        return sorted(found, key=lambda violation: violation.order)

    def _fast(
        self, data: bytes, batch: _Batch, changes: Mapping[bytes, bytes | None], context: list[ox.Quad]
    ) -> set[Violation]:
        changed = {old: new for old, new in changes.items() if new is not None and new != old}
        beside = self._terms + _lines(relevant(context, batch.named(context)))
        whole = b"".join((*_changed(data, changed), beside)).decode()
        report = self._engine.validate_text(whole, "ntriples")
        return {
            self._violation(result)
            for result in report.results
            if result.focus_node.encode() in batch.described
        }

    def _violation(self, result: shacl.Result) -> Violation:
        shape = _plain(result.source_shape or "")
        return Violation(
            focus=_plain(result.focus_node),
            shape=shape,
            path=self._path(result.path, rdflib.URIRef(shape)),
            message=min(result.messages, default=""),
            severity=result.severity_iri.rpartition("#")[2],
            value=result.value_plain,
        )

    def _path(self, engine: str | None, shape: rdflib.URIRef) -> str | None:
        """Return the path of one property as the engine gives it, a longer one from its shape."""
        if engine is None or re.fullmatch("<[^<>]*>", engine):
            return engine and _plain(engine)
        path = self._graph.value(shape, _SH.path)
        return None if path is None else path_text(self._graph, path)


def validate_batch(folder: Path, ntriples: bytes, context: bytes = b"") -> list[Violation]:
    """Check a batch, written as pyoxigraph writes, against a folder's shapes, which the process keeps."""
    beside = ox.parse(context, format=ox.RdfFormat.N_TRIPLES)
    return _loaded(folder).validate(ntriples, beside, canonical=True)


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> BulkShapes:
    return BulkShapes(Shapes.load(folder))


def _stay_in_process() -> None:
    """Raise RuntimeError where the engine would wait for ever for threads that were lost in a fork."""
    if _first_process() != os.getpid():
        raise RuntimeError("the process was forked after the first check; start workers by spawn, or before")


@lru_cache(maxsize=1)
def _first_process() -> int:
    return os.getpid()


@dataclass(frozen=True, slots=True)
class _Batch:
    """Hold the nodes that a batch describes, those it points at (with the line's end) and typed literals.

    It is uneven where values that are compared with each other are not all whole numbers.
    """

    described: set[bytes]
    pointed: set[bytes]
    typed: set[bytes]
    uneven: bool

    @classmethod
    def read(cls, data: bytes, compared: Container[bytes]) -> _Batch:
        described: set[bytes] = set()
        pointed: set[bytes] = set()
        typed: set[bytes] = set()
        uneven = False
        for line in BytesIO(data):
            subject, predicate, rest = line.split(b" ", 2)
            described.add(subject)
            if predicate in compared and not _WHOLE_NUMBER.fullmatch(rest):
                uneven = True
            if not rest.startswith(b'"'):
                pointed.add(rest)
            elif rest.endswith(b"> .\n"):
                typed.add(rest.removesuffix(_END))
        return cls(described, pointed, typed, uneven)

    def named(self, context: Iterable[ox.Quad]) -> set[object]:
        """Return the nodes of a context that the batch names."""
        nodes = {node for quad in context for node in _asked(quad)}
        return {node for node in nodes if self._names(str(node).encode())}

    def _names(self, node: bytes) -> bool:
        return node in self.described or node + _END in self.pointed


def _asked(quad: ox.Quad) -> Iterator[object]:
    yield quad.subject
    if quad.predicate == MEMBER:
        yield quad.object


def _as_written(ntriples: bytes) -> bytes:
    """Return the triples as pyoxigraph writes them, a line a triple; only unusual lines are written anew."""
    if not (ntriples.endswith(_END) and ntriples.startswith((b"<", b"_"))):
        return _rewritten(ntriples)
    signs = [re.escape(sign) for sign in _UNUSUAL if sign in ntriples]
    if not signs:
        return ntriples
    unusual, parts, done = re.compile(b"|".join(signs)), [], 0
    for found in unusual.finditer(ntriples):
        if found.start() < done:
            continue
        start = ntriples.rfind(b"\n", 0, found.start()) + 1
        end = ntriples.find(b"\n", found.end() - 1) + 1 or len(ntriples)
        while unusual.match(ntriples, end - 1):  # the end of the line may itself be unusual
            end = ntriples.find(b"\n", end) + 1 or len(ntriples)
        parts += [ntriples[done:start], _rewritten(ntriples[start:end])]
        done = end
    return b"".join((*parts, ntriples[done:]))


def _rewritten(ntriples: bytes) -> bytes:
    return _lines(quad.triple for quad in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))


def _changed(data: bytes, changed: Mapping[bytes, bytes]) -> Iterator[bytes]:
    if not changed:
        yield data
        return
    for line in BytesIO(data):
        subject, predicate, rest = line.split(b" ", 2)
        new = changed.get(rest.removesuffix(_END)) if rest.startswith(b'"') else None
        yield line if new is None else b" ".join((subject, predicate, new)) + _END


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def _plain(term: str) -> str:
    """Return the IRI or the name of a blank node that a term of N-Triples writes."""
    return term[1:-1] if term.startswith("<") else term.removeprefix("_:")
