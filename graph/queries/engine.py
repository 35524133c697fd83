"""Answer one admitted query with the embedded engine: query and serialise in one call, in one thread."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from graph.errors import (
    ExportError,
    QueryError,
    QueryFailedError,
    QueryRefusedError,
    QueryTooLargeError,
)
from graph.store import syntax_error
from graph.terms import PREFIXES

RESULT_FORMATS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold what a client asks: an admitted query, a format's name, and the graphs that answer.

    `dataset` says that the query names its own graphs (FROM). Graphs that the protocol names win over those;
    where neither names any, the default graph is the union of all.
    """

    query: str
    format: str
    dataset: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def answer(store: Store, asked: Asked, most: int) -> bytes:
    """Return the serialised result.

    Raise QuerySyntaxError, QueryFailedError, QueryTooLargeError above `most` bytes, and ExportError for a
    format that cannot hold this kind of result.
    """
    out = _Bounded(most)
    try:
        _write(_ask(store, asked), asked.format, out)
    except SyntaxError as error:
        raise syntax_error(error) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise _failure(error) from error
    return out.getvalue()


def _failure(error: Exception) -> QueryError:
    if "custom function" in str(error):
        return QueryRefusedError(str(error).strip())
    return QueryFailedError(f"the engine gave up: {error}")


def asked_from_json(data: Mapping[str, Any]) -> Asked:
    """Build what a client asks from a JSON object; raise KeyError where something is missing."""
    return Asked(
        query=data["query"],
        format=data["format"],
        dataset=data["dataset"],
        default_graphs=tuple(data["default_graphs"]),
        named_graphs=tuple(data["named_graphs"]),
    )


def _ask(store: Store, asked: Asked) -> QuerySolutions | QueryBoolean | QueryTriples:
    if asked.default_graphs or asked.named_graphs:
        return store.query(
            asked.query,
            prefixes=PREFIXES,
            default_graph=[NamedNode(iri) for iri in asked.default_graphs],
            named_graphs=[NamedNode(iri) for iri in asked.named_graphs],
        )
    return store.query(asked.query, prefixes=PREFIXES)


def _write(results: QuerySolutions | QueryBoolean | QueryTriples, name: str, out: _Bounded) -> None:
    known = GRAPH_FORMATS if isinstance(results, QueryTriples) else RESULT_FORMATS
    if name not in known:
        raise ExportError(f"{name!r} cannot hold this result", hint=f"one of {', '.join(known)}")
    if not isinstance(results, QueryTriples):
        results.serialize(out, format=RESULT_FORMATS[name])
    elif name == "ttl":
        serialize(results, out, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    else:
        results.serialize(out, format=GRAPH_FORMATS[name])


class _Bounded(io.BytesIO):
    """Keep what is written, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # the engine gives bytes only
        if self.tell() + len(data) > self._most:
            size = self._most / 1_000_000
            raise QueryTooLargeError(f"the result is larger than {size:,.0f} MB", hint="add a LIMIT")
        return super().write(data)
