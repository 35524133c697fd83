from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import DocumentError
from graph.intake.limits import MAX_CHARACTERS, MAX_PROSE_LINE
from graph.intake.text import check_text, document_from_file

ENGLISH = "Russia and China vetoed a draft resolution of the Security Council on Thursday, diplomats said.\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        ("Côte d’Ivoire a été entendue".encode("latin-1", "replace"), "not UTF-8"),
        (f"<p>{ENGLISH}".encode(), "HTML"),
        (f"\ufeff\n <div class='x'>{ENGLISH}</div>".encode(), "HTML"),
        (f"<h1>{ENGLISH}</h1>".encode(), "HTML"),
        (f"<!-- saved --> {ENGLISH}".encode(), "HTML"),
        (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "HTML"),
        (("<p>" + ENGLISH + "</p>\n").encode() * 12, "HTML"),
        ((ENGLISH * (MAX_CHARACTERS // len(ENGLISH) + 2)).encode(), "longer than"),
        ((ENGLISH.strip() * (MAX_PROSE_LINE // len(ENGLISH) + 20)).encode(), "is no prose"),
        (
            "La Russie a opposé son veto au projet de résolution du Conseil de sécurité.".encode(),
            "not English",
        ),
        ("Россия наложила вето на проект резолюции Совета Безопасности по Сирии.".encode(), "not English"),
        (b"12345 67890", "no words"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        check_text(data, "a.txt")
    assert caught.value.where == "a.txt"


def test_english_passes_unchanged_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(ENGLISH.replace("\n", "\r\n").encode())
    document = document_from_file(path, published="2014-05-22")
    assert document.id == "one"
    assert document.text == ENGLISH.replace("\n", "\r\n")
    assert document.published == "2014-05-22"
    assert len(document.sha256) == 64


@pytest.mark.parametrize("start", ["<Begin> ", "< ", "<Press release> ", "a < b: "])
def test_an_angle_bracket_alone_is_no_html(start: str) -> None:
    assert check_text((start + ENGLISH).encode(), "a.txt") == start + ENGLISH


def test_a_missing_file_is_a_document_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="No such file"):
        document_from_file(tmp_path / "none.txt")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(DocumentError, match="longer than"):
        document_from_file(path)
