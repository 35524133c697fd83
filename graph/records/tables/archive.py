"""Look into a workbook's zip archive before anything unpacks it."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import IO

from graph.errors import RecordError
from graph.records.tables.files import File
from graph.records.tables.limits import MAX_DIRECTORY, MAX_PART, MAX_PARTS, MIB, unpacked

_END = b"PK\5\6"
_END_64 = b"PK\6\6"
_TAIL = 65_557 + 76  # the longest end of an archive: a comment, and the two records of the 64-bit form
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def open_archive(file: File, raw: IO[bytes]) -> zipfile.ZipFile:
    """Open a workbook's archive; raise RecordError for one that could harm, or that holds no workbook."""
    where = str(file.path)
    if _directory_size(raw, file.size) > MAX_DIRECTORY:
        raise RecordError("the workbook lists too many files", where=where)
    try:
        archive = zipfile.ZipFile(raw)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise RecordError(f"the workbook is damaged: {error}", where=where, hint="fetch it again") from error
    try:
        _check(archive.infolist(), file)
    except RecordError:
        archive.close()
        raise
    return archive


def _directory_size(raw: IO[bytes], size: int) -> int:
    """Return the length of the list of files, which zipfile would read whole."""
    raw.seek(max(0, size - _TAIL), io.SEEK_SET)
    tail = raw.read()
    raw.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0  # zipfile will say that it is no archive
    sizes: list[int] = [struct.unpack_from("<L", tail, at + 12)[0]]
    at_64 = tail.rfind(_END_64, 0, at)
    if at_64 >= 0 and len(tail) >= at_64 + 48:
        sizes = [max(struct.unpack_from("<Q", tail, at_64 + 40)[0], sizes[0] % 0xFFFFFFFF)]
    return max(sizes)


def _check(parts: list[zipfile.ZipInfo], file: File) -> None:
    where = str(file.path)
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise RecordError("this is an OpenDocument file", where=where, hint="save it as .xlsx or CSV")
    if "xl/workbook.bin" in names:
        raise RecordError("this is a binary workbook (.xlsb)", where=where, hint="save it as .xlsx or CSV")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        hint = "unpack it and give the table in it"
        raise RecordError("this is a zip archive, but not a workbook", where=where, hint=hint)
    if len(parts) > MAX_PARTS or len(names) < len(parts):
        raise RecordError("the workbook lists too many files, or one twice", where=where)
    if sum(part.file_size for part in parts) > unpacked(file.size) or (
        sum(part.compress_size for part in parts) > file.size  # parts that overlap
    ):
        raise RecordError("the workbook unpacks to far more than one of its size", where=where)
    for part in parts:
        _check_part(part, where)


def _check_part(part: zipfile.ZipInfo, where: str) -> None:
    name = part.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise RecordError(f"the workbook holds a file with a path: {name[:80]!a}", where=where)
    if part.flag_bits & _ENCRYPTED:
        raise RecordError("the workbook is encrypted", where=where, hint="save it without a password")
    if part.compress_type not in _METHODS:
        raise RecordError("the workbook is packed in a way that workbooks are not", where=where)


def check_held(archive: zipfile.ZipFile, name: str, limit: int = MAX_PART) -> str:
    """Return the name of a part that will be held in memory; raise RecordError where it is too large."""
    if name in archive.NameToInfo and archive.getinfo(name).file_size > limit:
        raise RecordError(f"{name[:80]!a} in the workbook is larger than {limit // MIB} MiB")
    return name
