"""Know the formats of export, and write them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from pyoxigraph import NamedNode, Quad

from graph.errors import ExportError
from graph.export.evidence import supported_facts
from graph.export.jsonld import jsonld
from graph.export.lines import nquads, ntriples
from graph.export.names import Names
from graph.export.tables import facts_csv, facts_jsonl
from graph.export.turtle import trig, turtle
from graph.model import Fact
from graph.store import View, base_of


@dataclass(frozen=True, slots=True)
class Format:
    """Describe a format: its media type, its file ending, and what writes it; `quads` or `facts` is set."""

    media_type: str
    suffix: str
    quads: Callable[[Iterable[Quad], Names], Iterator[str]] | None = None
    facts: Callable[[Iterable[Fact]], str] | None = None


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "ttl": Format("text/turtle", ".ttl", quads=turtle),
        "trig": Format("application/trig", ".trig", quads=trig),
        "nt": Format("application/n-triples", ".nt", quads=ntriples),
        "nq": Format("application/n-quads", ".nq", quads=nquads),
        "jsonld": Format("application/ld+json", ".jsonld", quads=jsonld),
        "facts": Format("application/jsonl", ".jsonl", facts=facts_jsonl),
        "csv": Format("text/csv", ".csv", facts=facts_csv),
    }
)


def export(
    view: View,
    format: str,  # noqa: A002 - the name of the option
    out: BinaryIO,
    *,
    scope: NamedNode | None = None,
) -> None:
    """Write everything, or one named graph, after comparing every quote with its text.

    The same store gives the same bytes. Raise ExportError for an unknown format, and EvidenceError for a
    claim that its text does not bear out; then nothing is written.
    """
    _write(_pieces(view, format, scope), out)


def write_export(
    view: View,
    format: str,  # noqa: A002 - the name of the option
    path: Path,
    *,
    scope: NamedNode | None = None,
) -> None:
    """Write to a file that appears whole or not at all; raise ExportError where it cannot be written."""
    pieces = _pieces(view, format, scope)
    try:
        if path.exists() and not path.is_file():  # a pipe or a device: there is nothing to put in its place
            with path.open("wb") as stream:
                _write(pieces, stream)
        else:
            _write_whole(pieces, path.resolve())
    except OSError as error:
        raise ExportError(f"cannot be written: {error.strerror or error}", where=str(path)) from error


def _write_whole(pieces: Iterable[str], path: Path) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            _write(pieces, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(pieces: Iterable[str], out: BinaryIO) -> None:
    for piece in pieces:
        out.write(piece.encode("utf-8"))


def _pieces(view: View, name: str, scope: NamedNode | None) -> Iterator[str]:
    form = FORMATS.get(name)
    if form is None:
        raise ExportError(f"{name!r} is not a format", hint=f"one of {', '.join(FORMATS)}")
    facts = supported_facts(view)
    if form.facts is not None:
        return iter([form.facts(_within(view, facts, scope))])
    if form.quads is not None:
        return form.quads(view.quads(scope), Names(base_of(view)))
    raise ExportError("nothing writes this format", where=name)


def _within(view: View, facts: list[Fact], scope: NamedNode | None) -> list[Fact]:
    if scope is None:
        return facts
    found = view.select(
        "SELECT ?id ?g { GRAPH ?g { ?claim ost:statedIn ?d ; dcterms:identifier ?id } }", g=scope
    )
    wanted = {row["id"].value for row in found}
    return [fact for fact in facts if fact.id in wanted]
