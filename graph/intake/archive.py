"""Look into a zip archive of documents without unpacking it, and let nothing in it reach beyond it."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from graph.errors import DocumentError
from graph.intake.limits import MAX_DIRECTORY, MAX_MEMBERS, unpacked
from graph.intake.source import Refused, Source
from graph.zips import METHODS, directory_size, is_encrypted

_OFFICE = {
    "[Content_Types].xml": "this is an Office document",
    "META-INF/container.xml": "this is an e-book (EPUB)",
    "META-INF/manifest.xml": "this is an OpenDocument file",
    "META-INF/MANIFEST.MF": "this is a Java archive",
}
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
)


def members(source: Source) -> Iterator[Source | Refused]:
    """Yield the files in an archive by name; each must be read before the next is asked for.

    Raise DocumentError for an archive that could harm or cannot be read.
    """
    with source.open() as raw, _unharmed(source.where):
        size = raw.seek(0, 2)
        if directory_size(raw, size) > MAX_DIRECTORY:
            raise DocumentError("the archive lists too many files", where=source.where)
        with zipfile.ZipFile(raw) as archive:
            parts = archive.infolist()
            _check(parts, size, source.where)
            yield from _each(archive, sorted(filter(_shown, parts), key=lambda part: part.filename), source)


def _each(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], source: Source
) -> Iterator[Source | Refused]:
    alike = Counter(PurePosixPath(part.filename).stem for part in parts)
    for part in parts:
        where = f"{source.where}!{part.filename}"
        try:
            _check_part(part, where)
        except DocumentError as error:
            yield Refused.of(error, where)
            continue
        sole = alike[PurePosixPath(part.filename).stem] == 1
        yield Source(where, part.filename, partial(_opened, archive, part, where), sole=sole, packed=True)


def _shown(part: zipfile.ZipInfo) -> bool:
    """Tell whether it is a file, and neither hidden nor what macOS adds."""
    path = part.filename.split("/")
    return not part.is_dir() and path[0] != "__MACOSX" and not any(_is_hidden(step) for step in path)


def _is_hidden(step: str) -> bool:
    return step.startswith(".") and not step.startswith("..")


def _check(parts: list[zipfile.ZipInfo], size: int, where: str) -> None:
    names = {part.filename for part in parts}
    for name, what in _OFFICE.items():
        if name in names:
            raise DocumentError(what, where=where, hint="save it as plain text, HTML or PDF")
    if not parts:
        raise DocumentError("this is an empty zip archive", where=where)
    if len(parts) > MAX_MEMBERS:
        raise DocumentError(f"the archive holds more than {MAX_MEMBERS:,} files", where=where)
    if len(names) < len(parts):
        raise DocumentError("the archive holds two files of one name", where=where)
    if sum(part.file_size for part in parts) > unpacked(size) or (
        sum(part.compress_size for part in parts) > size  # parts that overlap
    ):
        hint = "if it is what it should be, unpack it and name the folder"
        raise DocumentError(
            "the archive unpacks to far more than articles of its size", where=where, hint=hint
        )


def _check_part(part: zipfile.ZipInfo, where: str) -> None:
    if _leads_out(part.filename):
        raise DocumentError("its name leads out of the archive", where=where)
    if is_encrypted(part):
        raise DocumentError("it is encrypted", where=where, hint="unpack it with its password")
    if part.compress_type not in METHODS:
        raise DocumentError("it is packed in an unusual way", where=where, hint="unpack it yourself")
    mode = part.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise DocumentError("this is a link or device, no file", where=where)


def _leads_out(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return steps[0] == "" or ".." in steps or (len(steps) > 1 and steps[0].endswith(":"))


@contextmanager
def _opened(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> Iterator[IO[bytes]]:
    with _unharmed(where), archive.open(part) as stream:
        yield stream


@contextmanager
def _unharmed(where: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise DocumentError(f"the archive is damaged: {error}", where=where, hint="fetch it again") from error
