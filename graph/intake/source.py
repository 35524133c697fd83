"""Name what may be a document, wherever it lies, and what was not taken in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from graph.errors import DocumentError
from graph.intake.limits import MAX_HEAD

Open = Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True, slots=True)
class Refused:
    """Say what was not taken in, why, and what to do about it.

    `harmless` says that nothing is lost by it: the text is there already, or it is no document.
    """

    where: str
    reason: str
    hint: str | None = None
    harmless: bool = False

    def __str__(self) -> str:
        return str(self.error())

    def error(self) -> DocumentError:
        """Return the same as an error."""
        return DocumentError(self.reason, where=self.where, hint=self.hint)

    @classmethod
    def of(cls, error: DocumentError, where: str) -> Refused:
        """Return what an error says, of the place that it names or else of this one."""
        return cls(error.where or where, error.message, error.hint, isinstance(error, NoProseError))


class NoProseError(DocumentError):
    """A file is of a kind that holds no article: a picture, a script, a table."""


@dataclass(frozen=True, slots=True)
class Source:
    """Name one file: where it lies, its path within what the user named, and how to open it.

    `named` says that the user named it and not only its folder, `sole` that no other file of the same
    folder or archive is called alike, `packed` that it lies in an archive.
    """

    where: str
    name: str
    open: Open
    named: bool = False
    sole: bool = True
    packed: bool = False

    @property
    def ending(self) -> str:
        """Return the ending of the name in small letters, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def head(self) -> bytes:
        """Return the first bytes; raise DocumentError where it cannot be read."""
        with self.open() as stream:
            return stream.read(MAX_HEAD)

    def bytes(self, limit: int) -> bytes:
        """Return the whole; raise DocumentError where it is longer than `limit` or cannot be read."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise DocumentError(f"longer than {limit:,} bytes", where=self.where, hint="split it")
        return data
