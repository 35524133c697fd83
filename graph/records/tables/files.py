"""Open a stranger's file: a regular one, never waiting, unpacked within limits, the same each time."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from graph.errors import RecordError
from graph.records.tables.limits import CHUNK, MAX_BYTES, MIB, unpacked

_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class File:
    """Name a file and the state in which it was first seen; `packed` says that it is gzip."""

    path: Path
    size: int
    state: tuple[int, ...]
    head: bytes
    packed: bool

    @contextmanager
    def raw(self) -> Iterator[IO[bytes]]:
        """Give the file's own bytes; raise RecordError where it cannot be read or is no longer the same."""
        with _told(self.path), _opened(self.path) as raw:
            if _state(raw) != self.state:
                raise RecordError("the file changed while it was read", where=str(self.path))
            yield raw

    @contextmanager
    def unpacked(self) -> Iterator[IO[bytes]]:
        """Give the bytes, unpacked where they are packed; raise RecordError beyond what they may become."""
        with self.raw() as raw:
            if not self.packed:
                yield raw
                return
            with gzip.GzipFile(fileobj=raw) as stream:
                yield io.BufferedReader(_Bounded(stream, unpacked(self.size)), CHUNK)


def find(path: Path) -> File:
    """Look at a file; raise RecordError for anything but a readable regular file of fair size."""
    with _told(path), _opened(path) as raw:
        state = _state(raw)
        head = raw.read(8) or b""
    size = state[0]
    if size > MAX_BYTES:
        raise RecordError(f"larger than {MAX_BYTES // MIB:,} MiB", where=str(path), hint="split it")
    if not head:
        raise RecordError("the file is empty", where=str(path))
    return File(path, size, state, head, head.startswith(_GZIP))


def sha256(file: File) -> str:
    """Return the SHA-256 of the file's own bytes."""
    with file.raw() as raw:
        return hashlib.file_digest(cast("io.BufferedReader", raw), "sha256").hexdigest()


class _Bounded(io.RawIOBase):
    """Pass on what a stream unpacks, until it is more than allowed."""

    def __init__(self, stream: gzip.GzipFile, limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._stream.readinto(buffer)
        self._left -= count
        if self._left < 0:
            hint = "if it is what it should be, unpack it first"
            raise RecordError("unpacks to far more than a table of its size", hint=hint)
        return count


def _opened(path: Path) -> IO[bytes]:
    # A pipe would make us wait for its writer, so whatever it is must be no pipe, before and after opening.
    if "\0" in str(path):
        raise RecordError("no file can have this name")
    _check_kind(path, path.stat().st_mode)
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    file = open(number, "rb", buffering=CHUNK)  # noqa: SIM115, PTH123 - the caller closes it
    try:
        _check_kind(path, os.fstat(number).st_mode)
    except RecordError:
        file.close()
        raise
    return file


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise RecordError("this is a folder", where=str(path), hint="name the table in it")
    if not stat.S_ISREG(mode):
        raise RecordError("this is a pipe, socket or device, no file", where=str(path), hint="save it first")


def _state(raw: IO[bytes]) -> tuple[int, ...]:
    found = os.fstat(raw.fileno())
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what a read met, with the file's name."""
    try:
        yield
    except RecordError as error:
        if error.where is not None:
            raise
        raise RecordError(error.message, where=str(path), hint=error.hint) from error
    except EOFError as error:
        raise RecordError("the packed file is cut off", where=str(path), hint="fetch it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise RecordError(f"cannot be unpacked: {error}", where=str(path)) from error
    except OSError as error:
        raise RecordError(f"cannot be read: {error.strerror or error}", where=str(path)) from error
