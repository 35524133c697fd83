"""Look into a workbook's zip archive before anything unpacks it."""

from __future__ import annotations

import struct
import zipfile
from typing import IO

from graph.errors import RecordError
from graph.records.tables.files import File
from graph.records.tables.limits import MAX_DIRECTORY, MAX_PART, MAX_PARTS, MIB, unpacked
from graph.zips import METHODS, directory_size, is_encrypted


def open_archive(file: File, raw: IO[bytes]) -> zipfile.ZipFile:
    """Open a workbook's archive; raise RecordError for one that could harm, or that holds no workbook."""
    where = str(file.path)
    if directory_size(raw, file.size) > MAX_DIRECTORY:
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
    if is_encrypted(part):
        raise RecordError("the workbook is encrypted", where=where, hint="save it without a password")
    if part.compress_type not in METHODS:
        raise RecordError("the workbook is packed in a way that workbooks are not", where=where)


def check_held(archive: zipfile.ZipFile, name: str, limit: int = MAX_PART) -> str:
    """Return the name of a part that will be held in memory; raise RecordError where it is too large."""
    if name in archive.NameToInfo and archive.getinfo(name).file_size > limit:
        raise RecordError(f"{name[:80]!a} in the workbook is larger than {limit // MIB} MiB")
    return name
