"""Name what can go wrong, one class a stage.

OstrakonError
├── SettingsError        an environment variable or option that cannot be used
├── OntologyError        an ontology, lexicon, frame, rule or shape file that cannot be used
├── SeedError            a seed folder that is incomplete, or an original that is not the one described
├── DocumentError        a text that cannot be read: empty, binary, too long, not UTF-8, not English
├── RecordError          an official table or a mapping that cannot be used
├── EvidenceError        a quote that is not verbatim at its offsets
├── ReviewError          a file of corrections or identities that cannot be used
├── ScoreError           read or annotated facts that cannot be compared
├── StoreError           a store that cannot be opened, written or found
├── ExportError          a format that is not known, or a graph that a format cannot hold
├── NotFoundError        an identifier that nothing in the store carries
├── LlmError             a second reader that cannot be asked, or an answer of it that cannot be used
│   └── LlmRefusedError      its endpoint will never answer so: key, model or address is wrong
├── FilterError          a filter or a page token that cannot be understood
└── QueryError           a query that was not answered
    ├── QuerySyntaxError     it cannot be parsed (line and column where known)
    ├── QueryRefusedError    the gate does not let it through
    ├── QueryTimeoutError    it took longer than allowed and was ended
    ├── QueryTooLargeError   its result is larger than allowed
    ├── QueryFailedError     its worker died or the engine gave up
    └── QueryBusyError       every worker is taken and the queue is full
"""

from __future__ import annotations


class OstrakonError(Exception):
    """Say what is wrong, where, and what to do about it."""

    def __init__(self, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        mend = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{mend}"


class SettingsError(OstrakonError):
    """An environment variable or option cannot be used."""


class OntologyError(OstrakonError):
    """An ontology, lexicon, frame, rule or shape file cannot be used."""


class SeedError(OstrakonError):
    """A seed folder is incomplete, or an original is not the one described."""


class DocumentError(OstrakonError):
    """A text cannot be read."""


class RecordError(OstrakonError):
    """An official table or a mapping cannot be used."""


class EvidenceError(OstrakonError):
    """A quote is not verbatim at its offsets."""


class ScoreError(OstrakonError):
    """Read or annotated facts cannot be compared."""


class ReviewError(OstrakonError):
    """A file of corrections or identities cannot be used."""


class StoreError(OstrakonError):
    """A store cannot be opened, written or found."""


class ExportError(OstrakonError):
    """A format is not known, or cannot hold the graph."""


class NotFoundError(OstrakonError):
    """Nothing in the store carries this identifier."""


class LlmError(OstrakonError):
    """A second reader cannot be asked, or its answer cannot be used."""


class LlmRefusedError(LlmError):
    """The endpoint of a second reader will never answer like this."""


class FilterError(OstrakonError):
    """A filter or a page token cannot be understood."""


class QueryError(OstrakonError):
    """A query was not answered."""


class QuerySyntaxError(QueryError):
    """A query cannot be parsed."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        where = f"line {line}, column {column}" if line is not None and column is not None else None
        super().__init__(message, where=where)
        self.line = line
        self.column = column


class QueryRefusedError(QueryError):
    """The gate does not let a query through."""

    def __init__(
        self, message: str, *, line: int | None = None, column: int | None = None, hint: str | None = None
    ) -> None:
        where = f"line {line}, column {column}" if line is not None and column is not None else None
        super().__init__(message, where=where, hint=hint)
        self.line = line
        self.column = column


class QueryTimeoutError(QueryError):
    """A query took longer than allowed and was ended."""


class QueryTooLargeError(QueryError):
    """The result of a query is larger than allowed."""


class QueryFailedError(QueryError):
    """The worker of a query died, or the engine gave up."""


class QueryBusyError(QueryError):
    """Every worker is taken and the queue is full."""
