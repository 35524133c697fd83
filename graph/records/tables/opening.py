"""Open a table: tell its kind by what it holds, then by what it is called."""

from __future__ import annotations

import re
from pathlib import Path

from graph.errors import RecordError
from graph.records.tables.encodings import tell
from graph.records.tables.files import File, find, sha256
from graph.records.tables.objects import is_json, object_rows
from graph.records.tables.table import Rows, Table
from graph.records.tables.text import opened, text_rows
from graph.records.tables.workbook import workbook_rows

_ENDINGS = {".csv", ".tsv", ".tab", ".psv", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".xlsm"}
_JSON = {".json", ".jsonl", ".ndjson"}
_ZIP = b"PK\3\4"
_GZIP = b"\x1f\x8b"
_CONVERT = "save it as CSV, .xlsx or JSON"
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old .xls or an encrypted workbook",
        "save it as .xlsx without a password",
    ),
    (b"PK\5\6", "this is an empty zip archive", _CONVERT),
    (b"%PDF", "this is a PDF, not a table", _CONVERT),
    (b"{\\rtf", "this is an RTF document, not a table", _CONVERT),
    (b"PAR1", "this is a Parquet file", _CONVERT),
    (b"SQLite f", "this is an SQLite database", _CONVERT),
    (b"BZh", "this is packed with bzip2", "unpack it first"),
    (b"\xfd7zXZ", "this is packed with xz", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "this is packed with zstd", "unpack it first"),
    (b"7z\xbc\xaf", "this is packed with 7-Zip", "unpack it first"),
    (b"Rar!", "this is packed with RAR", "unpack it first"),
    (b"\x89PNG", "this is a picture, not a table", _CONVERT),
)
_MARKUP = re.compile(r"\s*<(!doctype|\?xml|html|head|body|table|!--)", re.IGNORECASE)


def open_table(
    path: Path, comment: str | None = None, sheet: str | None = None, records: str | None = None
) -> Table:
    """Return the table in a file; raise RecordError for one that cannot be used.

    CSV, TSV and their kin and JSON may be gzip-ed and in any encoding that can be told; workbooks are .xlsx.
    Lines that begin with `comment` are passed over; `sheet` names a sheet of a workbook (by default the first
    that is not empty), `records` the key under which the objects of a JSON array lie.
    """
    path = Path(path)
    file = find(path)
    digest = sha256(file)
    rows, encoding = _rows(file, comment or None, sheet, records)
    table = Table(path, _name(path), rows.columns, digest, encoding, rows)
    if next(table.rows(), None) is None and not table.bad:
        raise RecordError("there is a header, but no row", where=str(path))
    table.bad.clear()
    return table


def _rows(file: File, comment: str | None, sheet: str | None, records: str | None) -> tuple[Rows, str | None]:
    _refuse_others(file.head, file)
    if file.head.startswith(_ZIP):
        return workbook_rows(file, comment, sheet), None
    if file.packed:
        _look_inside(file)
    encoding = tell(file)
    with opened(file, encoding) as stream:
        head = stream.read(4096).lstrip("\ufeff")
    if _MARKUP.match(head):
        raise RecordError("this is HTML or XML, not a table", where=str(file.path), hint=_CONVERT)
    if is_json(head):
        return object_rows(file, encoding, records), encoding.codec
    if _JSON.intersection(_endings(file.path)) and head.strip():
        hint = "a table in JSON is an array of objects, or an object a line"
        raise RecordError("this is not JSON that holds a table", where=str(file.path), hint=hint)
    return text_rows(file, encoding, comment), encoding.codec


def _look_inside(file: File) -> None:
    with file.unpacked() as stream:
        head = stream.read(8)
    _refuse_others(head, file)
    if head.startswith((_ZIP, _GZIP)):
        raise RecordError("packed twice", where=str(file.path), hint="unpack it first")


def _refuse_others(head: bytes, file: File) -> None:
    for mark, what, hint in _OTHERS:
        if head.startswith(mark):
            raise RecordError(what, where=str(file.path), hint=hint)


def _endings(path: Path) -> list[str]:
    """Return the known endings of a file's name, the last first, without that of gzip."""
    endings = [suffix.lower() for suffix in reversed(path.suffixes)]
    if endings[:1] == [".gz"]:
        endings.pop(0)
    return [ending for ending in endings[:1] if ending in _ENDINGS]


def _name(path: Path) -> str:
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    for ending in _endings(path):
        name = name[: -len(ending)]
    return name or path.name
