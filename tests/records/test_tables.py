"""Tables of strangers come in whole or not at all: each row as it was, or named with the reason, or one clear error."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import RecordError
from graph.export.cells import safe
from graph.records.tables import BadRow, Table, open_table

ROWS = [
    ["Côte d'Ivoire", "yes"],
    ["Türkiye", "no, for now"],
    ["Åland", 'a "quoted" one'],
    ["São Tomé", "two\nlines"],
]


def made(rows: Sequence[Sequence[str]], header: Sequence[str] = ("country", "vote"), **more: Any) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, **more).writerows([header, *rows])
    return out.getvalue()


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def cells(table: Table) -> list[list[str]]:
    return [row for _, row in table.rows()]


def workbook(
    folder: Path, rows: Sequence[Sequence[Any]], name: str = "table.xlsx", **sheets: list[list[Any]]
) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    for title, more in sheets.items():
        sheet = book.create_sheet(title)
        for row in more:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


def rezipped(path: Path, change: Callable[[str, bytes], bytes | None], **added: bytes) -> Path:
    """Pack a workbook anew, its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in [*parts.items(), *added.items()]:
            if data is not None:
                archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def sheet(body: str) -> Callable[[str, bytes], bytes]:
    """Give a workbook a sheet of this XML."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return lambda name, data: f"{head}{body}</worksheet>".encode() if name == SHEET else data


# What is read


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str, tmp_path: Path) -> None:
    path = put(
        tmp_path, "votes.csv", made(ROWS, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    )
    table = open_table(path)
    assert (table.name, table.columns, table.encoding) == ("votes", ("country", "vote"), "utf-8")
    assert cells(table) == cells(table) == ROWS
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not table.bad


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(encoding: str, packed: bool, tmp_path: Path) -> None:
    data = made(ROWS).encode(encoding)
    path = put(tmp_path, "votes.csv.gz" if packed else "votes.csv", gzip.compress(data) if packed else data)
    table = open_table(path)
    assert (table.name, table.columns, cells(table)) == ("votes", ("country", "vote"), ROWS)


WORDS = {
    "cp1250": [["Česká republika", "pro"], ["Řecko", "zdržel se"], ["Švédsko", "proti"], ["Maďarsko", "pro"]],
    "cp1251": [["Россия", "против"], ["Франция", "за"], ["Китай", "воздержался"], ["Великобритания", "за"]],
    "koi8-r": [["Россия", "против"], ["Франция", "за"], ["Китай", "воздержался"], ["Великобритания", "за"]],
    "cp1253": [["Ελλάδα", "ναι"], ["Κύπρος", "όχι"], ["Γαλλία", "αποχή"]],
    "cp1254": [["Türkiye", "evet"], ["İngiltere", "hayır"], ["Şili", "bağımsız"]],
    "cp1256": [["فرنسا", "نعم"], ["روسيا", "لا"], ["الصين", "امتناع"]],
    "gb18030": [["中国", "赞成"], ["法国", "反对"], ["俄罗斯", "弃权"]],
    "shift_jis": [["日本", "賛成"], ["フランス", "反対"], ["ロシア", "棄権"]],
    "euc-kr": [["대한민국", "찬성"], ["프랑스", "반대"]],
}  # fmt: skip


@pytest.mark.parametrize("encoding", WORDS)
def test_other_encodings_are_told_by_their_language(encoding: str, tmp_path: Path) -> None:
    path = put(tmp_path, "votes.csv", made(WORDS[encoding] * 20).encode(encoding))
    assert cells(open_table(path)) == WORDS[encoding] * 20


@pytest.mark.parametrize("encoding", ["cp850", "mac-roman", "cp437"])
def test_an_encoding_that_cannot_be_told_is_not_guessed(encoding: str, tmp_path: Path) -> None:
    rows = [["Côte d'Ivoire", "no"], ["Curaçao", "yes"], ["Réunion", "no"]]
    path = put(tmp_path, "votes.csv", made(rows).encode(encoding))
    with pytest.raises(RecordError, match="encoding cannot be told") as caught:
        open_table(path)
    assert "UTF-8" in str(caught.value.hint)


def test_a_byte_that_is_no_text_spoils_its_row_only(tmp_path: Path) -> None:
    data = made(ROWS * 5).encode().replace("Türkiye".encode(), b"T\xfcrkiye", 1)
    table = open_table(put(tmp_path, "votes.csv", data))
    assert len(cells(table)) == 19
    assert [(bad.line, "no text" in bad.reason) for bad in table.bad] == [(3, True)]


def test_lines_are_where_rows_begin(tmp_path: Path) -> None:
    text = '# about\n\na,b\n# more "a, \n1,"x\ny"\n\n2,"# no\n# comment"\n   \n3,z\n'
    table = open_table(put(tmp_path, "votes.csv", text), comment="#")
    assert list(table.rows()) == [(5, ["1", "x\ny"]), (8, ["2", "# no\n# comment"]), (11, ["3", "z"])]
    assert not table.bad


HEADERS = [
    (b"\xef\xbb\xbf\xc2\xa0 a ,b\xc2\xa0b\n1,2\n", ("a", "b b")),
    (b'\xef\xbb\xbf"a,x",b\n1,2\n', ("a,x", "b")),
    (b",caseno,name\n1,2,3\n", ("", "caseno", "name")),
    (b"a,b,,\n1,2,,\n", ("a", "b")),
    (b"a,b\n1,2,,\n", ("a", "b")),
    (b"\n\n a;b\n1,5;2\n", ("a", "b")),
    (b"name, in full;code\nx;1\ny;2\n", ("name, in full", "code")),
    (b"a,b\n=1+1,-2\n", ("a", "b")),
]


@pytest.mark.parametrize(("data", "columns"), HEADERS)
def test_headers(data: bytes, columns: tuple[str, ...], tmp_path: Path) -> None:
    table = open_table(put(tmp_path, "t.csv", data))
    assert table.columns == columns
    assert {len(row) for row in cells(table)} == {len(columns)}
    assert not table.bad


def test_formulas_are_kept_as_text(tmp_path: Path) -> None:
    rows = [["=1+1", "-2"], ["@x", "+3"], ["\tx", "\ry"]]
    assert cells(open_table(put(tmp_path, "t.csv", made(rows)))) == rows


BAD = [
    ("1,2\nx,y,z\n3,4\n", 3, "has 3 cells, not 2"),
    ("1,2\nx\n3,4\n", 3, "has 1 cell, not 2"),
    ("1,2\nx,\0\n3,4\n", 3, "NUL in cell 2"),
    ('1,2\n"x"y,"z"\n3,4\n', 3, "quote closes before the end"),
    (f"1,2\nx,{'y' * 1_500_000}\n3,4\n", 3, "1,500,000 characters"),
    (f"1,2\nx,{'y' * 9_000_000}\n3,4\n", 3, "more than 4,000,000 characters"),
    (f'1,2\nx,"{"y" * 9_000_000}"\n3,4\n', 3, "more than 4,000,000 characters"),
]


@pytest.mark.parametrize(("text", "line", "reason"), BAD, ids=range(len(BAD)))
def test_a_row_that_cannot_stand_is_named(text: str, line: int, reason: str, tmp_path: Path) -> None:
    table = open_table(put(tmp_path, "t.csv", f"a,b\n{text}"))
    for _ in range(2):
        assert cells(table) == [["1", "2"], ["3", "4"]]
        assert [bad.line for bad in table.bad] == [line]
        assert reason in table.bad[0].reason
        assert table.bad[0].raw
        assert len(table.bad[0].raw) <= 200


UNCLOSED = [
    ('a,b\n1,2\n3,"x\n' + "5,6\n" * 100, 3),
    ('a,b\n1,2\n"x\ny","z\n' + "5,6\n" * 100, 4),
    ('a,b\n1,2\n3,"x\n' + "5,6\n" * 2_000_000, 3),
    ('a,b\n1,2\n3,"' + "x" * 9_000_000, 3),
]


@pytest.mark.parametrize(("text", "line"), UNCLOSED, ids=range(len(UNCLOSED)))
def test_a_quote_that_is_never_closed_is_named(text: str, line: int, tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", text)
    with pytest.raises(RecordError, match="quote that opens here is not closed") as caught:
        cells(open_table(path))
    assert caught.value.where == f"{path}:{line}"


# JSON


ARTICLES = '[{"metadata": {"x": 1}}, {"article": {"number": "1", "name": "The Court"}}, {"article": {"number": "2", "text": "“x”"}}]'
JSON: list[tuple[str, str | None, tuple[str, ...], list[tuple[int, list[str]]]]] = [
    (ARTICLES, "article", ("number", "name", "text"), [(1, ["1", "The Court", ""]), (2, ["2", "", "“x”"])]),
    (ARTICLES, None, ("metadata.x", "article.number", "article.name", "article.text"), [(1, ["1", "", "", ""]), (2, ["", "1", "The Court", ""]), (3, ["", "2", "", "“x”"])]),
    ('{"a": 1, "b": {"c": true}}\n\n{"a": null, "d": [1.0, "x"]}', None, ("a", "b.c", "d"), [(1, ["1", "true", ""]), (3, ["", "", '[1.0, "x"]'])]),
    ('\ufeff [ {"a": 007e1}'.replace("007e1", "1e400") + ', {"a": 1.50}]\n', None, ("a",), [(1, ["1e400"]), (2, ["1.50"])]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "records", "columns", "rows"), JSON)
@pytest.mark.parametrize("packed", [False, True])
def test_json(
    text: str,
    records: str | None,
    columns: tuple[str, ...],
    rows: list[tuple[int, list[str]]],
    packed: bool,
    tmp_path: Path,
) -> None:
    data = gzip.compress(text.encode()) if packed else text.encode()
    table = open_table(put(tmp_path, "t.json", data), records=records)
    assert table.columns == columns
    assert list(table.rows()) == list(table.rows()) == rows


def test_json_in_large_pieces(tmp_path: Path) -> None:
    objects = [{"number": str(at), "text": 'é\\"' * (at * 37 % 5_000)} for at in range(1_000)]
    table = open_table(put(tmp_path, "t.json", json.dumps(objects, indent=1)))
    assert cells(table) == [list(item.values()) for item in objects]


def test_json_that_cannot_stand_is_named(tmp_path: Path) -> None:
    items = [
        '{"a": 1}',
        "3",
        '{"a": 1, "a": 2}',
        '{"a": "\\ud800"}',
        '{"a": "\\u0000"}',
        '{"a": {"b": 1}, "a.b": 2}',
        '{"": 1}',
        '{"a":' * 40 + "1" + "}" * 40,
    ]
    for text in (f"[{', '.join(items)}]", "\n".join([*items, "{nonsense", "[" * 100_000])):
        table = open_table(put(tmp_path, "t.json", text))
        assert [row[0] for row in cells(table)] == ["1"]
        assert [bad.line for bad in table.bad][:7] == [2, 3, 4, 5, 6, 7, 8]


# Workbooks


def test_a_workbook(tmp_path: Path) -> None:
    rows = [
        ["year", "day", "at", "met", "share", "note", "sum"],
        [2014.0, date(2014, 5, 22), datetime(2014, 5, 22, 10, 30), True, 0.1, "=x", 10**15],
        [],
        [-3, None, None, False, 1e300, "é\nf", 0],
    ]
    path = workbook(tmp_path, [], votes=rows, other=[["a"], ["b"]])
    table = open_table(path)
    assert (table.columns, table.encoding, table.name) == (tuple(rows[0]), None, "table")
    expected = ["2014", "2014-05-22", "2014-05-22T10:30:00", "true", "0.1", "", "1000000000000000"]
    assert list(table.rows()) == [(2, expected), (4, ["-3", "", "", "false", "1e+300", "é\nf", "0"])]
    assert [(bad.line, "formula without" in bad.reason) for bad in table.bad] == [(2, True)]
    assert cells(open_table(path, sheet="other")) == [["b"]]
    with pytest.raises(RecordError, match="no sheet is called") as caught:
        open_table(path, sheet="none")
    assert "'votes'" in str(caught.value.hint)


def test_a_workbook_with_links_and_macros_is_read_without_them(tmp_path: Path) -> None:
    path = rezipped(
        workbook(tmp_path, [["a"], ["b"]]),
        lambda name, data: data,
        **{"xl/vbaProject.bin": b"\xd0\xcf", "xl/externalLinks/externalLink1.xml": b"<x/>"},
    )
    assert cells(open_table(path)) == [["b"]]


def test_a_cell_beyond_the_header_is_not_dropped(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path, [["a", "b"], [1, 2, 3], [4]]))
    assert cells(table) == [["4", ""]]
    assert [bad.reason for bad in table.bad] == ["has 3 cells, not 2"]


_ROW1 = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
SHEETS = [
    (f'<sheetData>{_ROW1}<row r="99999999999"><c r="A2"><v>1</v></c></row></sheetData>', "cannot be"),
    (f'<sheetData>{_ROW1}<row r="2"><c r="ZZZ2"><v>1</v></c></row></sheetData>', "columns"),
    (f'<sheetData>{_ROW1}<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>1</v></c></row></sheetData>', "follow"),
    (f'<sheetData>{_ROW1}<row r="2"><c r="A2"><v>{"9" * 5_000_000}</v></c></row></sheetData>', "larger than 4 MiB"),
    (f'<cols>{"<col/>" * 800_000}</cols><sheetData>{_ROW1}</sheetData>', "larger than 4 MiB"),
    (f'<sheetData>{_ROW1}<row r="2"><c r="!"><v>1</v></c></row></sheetData>', "no cell"),
    (f"<sheetData>{_ROW1}<row r='2'><c", "damaged"),
    ("<sheetData/>", "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "words"), SHEETS, ids=range(len(SHEETS)))
def test_a_sheet_that_could_harm(body: str, words: str, tmp_path: Path) -> None:
    path = rezipped(workbook(tmp_path, [["a"], ["b"]]), sheet(body))
    with pytest.raises(RecordError, match=words):
        cells(open_table(path))


@pytest.mark.parametrize(
    "cell",
    ['t="s"><v>77777', 't="s"><v>-1', "><v>abc", "><v>nan", f"><v>{'9' * 5_000}", 's="x"><v>1', 't="b"><v>x'],
)
def test_a_damaged_cell_spoils_its_row_only(cell: str, tmp_path: Path) -> None:
    body = f'<sheetData>{_ROW1}<row r="2"><c r="A2" {cell}</v></c></row><row r="3"><c r="A3"><v>1</v></c></row></sheetData>'
    table = open_table(rezipped(workbook(tmp_path, [["a"], ["b"]]), sheet(body)))
    assert list(table.rows()) == [(3, ["1"])]
    assert "damaged cell 1" in table.bad[0].reason


STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r></si></sst>'


def with_strings(path: Path, strings: bytes, cells: Sequence[int]) -> Path:
    """Give a workbook shared strings, and cells that point to them."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    rows = "".join(f'<row><c t="s"><v>{at}</v></c></row>' for at in cells)

    def change(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"</Types>", override)
            if name == "[Content_Types].xml"
            else sheet(f"<sheetData>{rows}</sheetData>")(name, data)
        )

    return rezipped(path, change, **{"xl/sharedStrings.xml": strings})


def test_shared_strings(tmp_path: Path) -> None:
    table = open_table(with_strings(workbook(tmp_path, [["x"]]), STRINGS, [0, 1, 2, 0]))
    assert table.columns == ("a",)
    assert list(table.rows()) == [(2, ["bc"]), (4, ["a"])]
    assert [bad.line for bad in table.bad] == [3]
    with pytest.raises(RecordError, match="entities"):
        open_table(with_strings(workbook(tmp_path, [["x"]]), BOMB + STRINGS, [0, 1]))
    with pytest.raises(RecordError, match="larger than 64 MiB"):
        open_table(
            with_strings(
                workbook(tmp_path, [["x"]]),
                STRINGS + random.Random(1).randbytes(500_000) + b" " * 68_000_000,
                [0, 1],
            )
        )


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1_000 + b'">]>'


@pytest.mark.parametrize(
    "part",
    [
        SHEET,
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
def test_entities_in_a_workbook(part: str, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        return (
            BOMB + data[data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0 :] if name == part else data
        )

    path = rezipped(workbook(tmp_path, [["a"], ["b"]]), change)
    with pytest.raises(RecordError, match="entities"):
        open_table(path)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl\\x", "C:x"])
def test_paths_in_a_workbook(name: str, tmp_path: Path) -> None:
    path = rezipped(workbook(tmp_path, [["a"], ["b"]]), lambda name, data: data, **{name: b"x"})
    with pytest.raises(RecordError, match="path"):
        open_table(path)


def test_zip_bombs(tmp_path: Path) -> None:
    same: Callable[[str, bytes], bytes] = lambda name, data: data  # noqa: E731
    path = rezipped(
        workbook(tmp_path, [["a"], ["b"]]), same, **{"xl/worksheets/sheet9.xml": b"\0" * 90_000_000}
    )
    with pytest.raises(RecordError, match="unpacks to far more"):
        open_table(path)
    path = rezipped(
        workbook(tmp_path, [["a"], ["b"]]),
        lambda name, data: data + b" " * 17_000_000 if name == "xl/styles.xml" else data,
    )
    with pytest.raises(RecordError, match="larger than 16 MiB"):
        open_table(path)
    path = rezipped(workbook(tmp_path, [["a"], ["b"]]), same, **{f"xl/{at}": b"" for at in range(10_001)})
    with pytest.raises(RecordError, match="too many"):
        open_table(path)
    path = workbook(tmp_path, [["a"], *[[f"text {at}"] for at in range(5_000)]])
    data = bytearray(path.read_bytes())
    for at in range(len(data)):  # each part claims to be of one byte
        if data[at : at + 4] == b"PK\1\2":
            data[at + 24 : at + 28] = b"\1\0\0\0"
    with pytest.raises(RecordError, match="damaged"):
        open_table(put(tmp_path, "lies.xlsx", bytes(data)))


# What is refused


REFUSED: list[tuple[str, bytes, str]] = [
    ("empty.csv", b"", "empty"),
    ("blank.csv", b"\n \n\r\n", "empty"),
    ("mark.csv", b"\xef\xbb\xbf", "empty"),
    ("header.csv", b"a,b\n\n", "no row"),
    ("twice.csv", b"a,b, a\n1,2,3\n", "two columns are called 'a'"),
    ("nameless.csv", b"a,,,b\n1,2,3,4\n", "two columns have no name"),
    ("none.csv", b",,\n1,2,3\n", "no column has a name"),
    ("nul.csv", b"a,b\0\n1,2\n", "NUL"),
    ("broken.csv", b'"a"x,b\n1,2\n', "header cannot be read"),
    ("unclosed.csv", b'a,"b\n1,2\n', "not closed"),
    ("wide.csv", b",".join(b"c%d" % at for at in range(20_000)) + b"\n1,2\n", "16,384"),
    ("long.csv", b"a" * 9_000_000 + b"\n1\n", "too long"),
    ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls or an encrypted"),
    ("page.xls", b" <html><table><tr><td>1</td></tr></table>", "HTML"),
    ("x.xml", b'<?xml version="1.0"?><x/>', "HTML or XML"),
    ("x.pdf", b"%PDF-1.7\n1 0 obj", "PDF"),
    ("x.parquet", b"PAR1" + bytes(40), "Parquet"),
    ("x.bz2", b"BZh91AY", "bzip2"),
    ("cut.csv.gz", gzip.compress(made(ROWS * 100).encode())[:-20], "cut off"),
    ("spoilt.csv.gz", gzip.compress(made(ROWS * 100).encode())[:-8] + bytes(8), "unpacked"),
    ("twice.csv.gz", gzip.compress(gzip.compress(b"a,b\n1,2\n")), "packed twice"),
    ("bomb.csv.gz", gzip.compress(b"a,b\n" + b"1,2\n" * 20_000_000, 1), "far more"),
    ("cut.json", b'[{"a": 1}, {"a": ', "record 2 is no JSON"),
    ("cut2.json", b'[{"a": 1}', "cut off"),
    ("comma.json", b'[{"a": 1} {"a": 2}]', "comma"),
    ("more.json", b'[{"a": 1}] x', "follows"),
    ("nan.json", b'[{"a": NaN}]', "NaN"),
    ("deep.json", b'[{"a": ' + b"[" * 100_000, "deeply"),
    ("digits.json", b'[{"a": "x"}, 1', "cut off"),
    ("none.json", b"[]", "no record"),
    ("scalar.json", b"3", "not JSON"),
    ("odd.csv", "a,b\n1,é\n".encode("utf-16")[:-1], "utf-16"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_a_file_that_is_no_table(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, data)
    with pytest.raises(RecordError) as caught:
        cells(open_table(path))
    assert words in caught.value.message
    assert str(caught.value.where).startswith(str(path))


def test_things_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    cases = {
        "pipe.csv": "pipe",
        "folder.csv": "folder",
        "none.csv": "No such file",
        "loop.csv": "symbolic",
        "x\0y.csv": "name",
        "x" * 300: "long",
    }
    for name, word in cases.items():
        with pytest.raises(RecordError, match=word):
            open_table(tmp_path / name)
    with pytest.raises(RecordError, match="device"):
        open_table(Path("/dev/zero"))


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", "a,b\n1,2\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("permissions do not stop this user")
    with pytest.raises(RecordError, match="Permission denied"):
        open_table(path)


def test_a_file_that_changes_is_noticed(tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", "a,b\n1,2\n")
    table = open_table(path)
    put(tmp_path, "t.csv", "a,b\n1,2\n3,4\n")
    with pytest.raises(RecordError, match="changed"):
        cells(table)


def test_a_file_of_bad_rows_ends(tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", "a,b\n1,2\n" + "x\n" * 100_001)
    with pytest.raises(RecordError, match=r"more than 100,000 rows cannot stand, the first in line 3"):
        cells(open_table(path))


# Any rows, any damage


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    ['"', '""', "\r", "\n", "\r\n", ",", ";", '"\n', "#", "\ufeff", " ", "\x85", "\u2028"]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=8)
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    packed=st.booleans(),
)
def test_any_rows_come_back(rows: list[list[str]], encoding: str, packed: bool, tmp_path: Path) -> None:
    header = ["one", "two", "three", "four"][: len(rows[0])]
    data = made(rows, header).encode(encoding)
    table = open_table(put(tmp_path, "any.csv", gzip.compress(data, 1) if packed else data))
    assert table.columns == tuple(header)
    assert cells(table) == rows
    assert not table.bad


def mutated(seed: int, kinds: dict[str, bytes]) -> tuple[str, bytes]:
    """Spoil a file in one or more ways, always the same for a number."""
    chance = random.Random(seed)
    name = chance.choice(sorted(kinds))
    data = bytearray(kinds[name])
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(data) + 1), chance.choice([1, 2, 7, 60])
        way = chance.randrange(8)
        if way == 0:
            del data[at:]
        elif way == 1:
            del data[at : at + length]
        elif way == 2:
            data[at:at] = chance.randbytes(length)
        elif way == 3:
            data[at:at] = b"\0" * length
        elif way == 4:
            data[at:at] = (
                chance.choice([b",", b'"', b"\n", b"\r", b";;;;", b"\t", b'","', b"[", b"}", b"<"]) * length
            )
        elif way == 5:
            data[at : at + length] = data[at : at + length][::-1]
        elif way == 6:
            data[at:at] = "é€ß–".encode(chance.choice(["cp1252", "utf-16", "utf-8", "gb18030"]))
        else:
            data[at:at] = chance.choice([b"x", b'"', b"\xe9"]) * 3_000
        if not data:
            break
    return name, bytes(data)


def test_a_thousand_spoilt_files(tmp_path: Path) -> None:
    text = made(ROWS * 10, ["country", "vote"])
    objects = json.dumps([{"country": a, "vote": {"cast": b}} for a, b in ROWS * 5], ensure_ascii=False)
    kinds = {
        "a.csv": text.encode(), "b.tsv": made(ROWS * 10, delimiter="\t").encode("utf-16"), "c.csv.gz": gzip.compress(text.encode()),
        "d.csv": made(ROWS * 10, delimiter=";").encode("cp1252"), "e.json": objects.encode(), "f.json.gz": gzip.compress(objects.encode()),
        "g.xlsx": workbook(tmp_path, [["country", "vote", "day"], *[[*row, date(2014, 5, 22)] for row in ROWS * 5]]).read_bytes(),
        "h.jsonl": b"\n".join(json.dumps({"a": a, "b": b}).encode() for a, b in ROWS * 5),
    }  # fmt: skip
    results = {"rows": 0, "bad": 0, "refused": 0}
    places: set[str | None] = set()
    for seed in range(1_000):
        name, data = mutated(seed, kinds)
        try:
            table = open_table(put(tmp_path, name, data))
            width = len(table.columns)
            for line, row in table.rows():
                assert line > 0
                assert len(row) == width
                assert all(isinstance(cell, str) and "\0" not in cell for cell in row)
        except RecordError as error:
            results["refused"] += 1
            places.add(error.where)
        else:
            assert all(isinstance(bad, BadRow) and bad.reason and len(bad.raw) <= 200 for bad in table.bad)
            results["bad" if table.bad else "rows"] += 1
    assert min(results.values()) > 20, results
    assert None not in places


LARGE = {
    "line": lambda: b"a,b\n1,2\n" + b"x" * 60_000_000 + b"\n",
    "fields": lambda: b"a,b\n" + (b'1,"' + b"x\n" * 400_000 + b'"\n') * 2,
    "commas": lambda: b"a,b\n" + b"," * 60_000_000 + b"\n1,2\n",
    "quote": lambda: b'a,b\n1,2\n"' + b"x,y\n" * 3_000_000,
    "latin": lambda: b"a,b\n" + b"1,C\xf4te d'Ivoire\n" * 400_000,
    "json": lambda: b"[" + b",".join([b'{"a": "x", "b": [1, 2]}'] * 20_000) + b',{"a": "' + b"x" * 50_000_000,
    "brackets": lambda: b'[{"a": [' + b"[]," * 5_000_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_memory_is_bounded(name: str, tmp_path: Path) -> None:
    path = tmp_path / "large.csv.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(LARGE[name]())
    size = 0
    tracemalloc.start()
    try:
        for _, row in open_table(path).rows():
            size += len(row)
    except RecordError:
        size = -1
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert size
    assert peak < 180_000_000


@pytest.mark.shared
def test_the_votes_of_the_assembly_are_read_fast(shared: Path) -> None:
    table = open_table(shared.parent / "un" / "ga_votes.csv.gz")
    start = time.perf_counter()
    count = sum(1 for _ in table.rows())
    assert (count, table.bad) == (870_109, [])
    assert time.perf_counter() - start < 2


@pytest.mark.shared
def test_every_table_at_hand_is_read_whole(shared: Path) -> None:
    found = {}
    for path in sorted((shared.parent / "un").glob("*.csv*")):
        table = open_table(path, comment="#" if "membership" in path.name else None)
        found[table.name] = len(cells(table))
        assert not table.bad, path
    assert found["sc_votes_raw"] == 29_929
    assert found["sc_membership_1992_2023"] == 171
    assert found["country_codes"] == 249
    articles = cells(open_table(shared.parent / "un" / "rome_statute.json", records="article"))
    assert len(articles) == 131


# What is written


@pytest.mark.parametrize(
    "text", ["=1", "+1", "@x", "-1+1", "-", "--1", "\tx", "\rx", "\n=1", "-1\n", "＝1", "-x"]
)
def test_a_cell_that_a_spreadsheet_would_run(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "x", "-1", "-1.5", "-2e10", "1-1", "a=b", "'=1", " =1", "é"])
def test_a_cell_that_a_spreadsheet_leaves_alone(text: str) -> None:
    assert safe(text) == text
