"""Every kind of file is told by what it holds, and what is not taken in is refused with a word that helps."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.intake.limits import MAX_CHARACTERS
from tests.intake.make import ENGLISH, FRENCH, OTHER, column, lines, pdf, put, zipped

Take = Callable[..., Any]
PAGE = f"<!DOCTYPE html><html><body><article><p>{ENGLISH}</p></article></body></html>"
PAPER = pdf(column(ENGLISH.strip(), OTHER.strip()))
PROSE = {
    "text": (ENGLISH.encode(), "text/plain"),
    "page": (PAGE.encode(), "text/html"),
    "paper": (PAPER, "application/pdf"),
    "lines": (lines({"text": ENGLISH}).encode(), "application/jsonl"),
    "matter": (f"---\ntitle: A veto\n---\n{ENGLISH}".encode(), "text/markdown"),
}


@pytest.mark.parametrize("kind", PROSE)
@pytest.mark.parametrize("ending", ["", ".txt", ".bin", ".pdf"])
def test_the_kind_is_told_by_what_a_file_holds(
    kind: str, ending: str, tmp_path: Path, take_all: Take
) -> None:
    data, media = PROSE[kind]
    documents, refused = take_all(put(tmp_path, {f"a{ending}": data}))
    assert not refused
    (document,) = documents
    assert document.media_type == media
    assert "vetoed a draft resolution" in document.text
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    if kind != "lines":
        assert document.source_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "says", "harmless"),
    [
        ("a.txt", b"", "empty", False),
        ("a.txt", b" \n\n", "empty", False),
        ("a.txt", FRENCH.encode(), "French (fr), not English", False),
        ("a.md", FRENCH.encode(), "French (fr), not English", False),
        ("a.html", f"<html><body><p>{FRENCH * 3}</p></body></html>".encode(), "French", False),
        ("a.pdf", pdf(column(*[FRENCH.strip()] * 3)), "French", False),
        ("a.jsonl", lines({"text": FRENCH}).encode(), "French", False),
        ("a.txt", ENGLISH.encode() * (MAX_CHARACTERS // len(ENGLISH) + 2), "longer than", False),
        ("a.txt", b"a\0" + bytes(range(256)) * 4, "binary", False),
        ("a.txt", (ENGLISH + "“naïve” “café”").encode() + b"\x93 broken", "broken at byte", False),
        ("a.txt", (ENGLISH + "Erdoğan, Şimşek, İnönü, Dağ").encode("cp1254"), "cannot be told", False),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200), "binary", True),
        ("a.css", b"p { color: red } /* and the rest of it is for that which is not said */", "*.css", True),
        ("a.xml", b'<?xml version="1.0"?><feed><p>it is the text</p></feed>', "XML", True),
        ("a.docx", zipped({"[Content_Types].xml": "", "word/document.xml": ""}), "Office document", False),
        ("a.odt", zipped({"META-INF/manifest.xml": "", "content.xml": ""}), "OpenDocument", False),
        ("a.epub", zipped({"META-INF/container.xml": ""}), "e-book", False),
        ("a.rtf", b"{\\rtf1\\ansi hello}", "RTF", False),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Office", False),
        ("a.gz", b"\x1f\x8b\x08" + bytes(30), "gzip", False),
        ("a.json", b'[{"text": "it"}]', "*.json", True),
    ],
)  # fmt: skip
def test_what_is_not_taken_in_says_why(
    name: str, data: bytes, says: str, harmless: bool, tmp_path: Path, take_all: Take
) -> None:
    documents, (refused,) = take_all(put(tmp_path, {name: data}))
    assert not documents
    assert says in refused.reason
    assert refused.harmless == harmless
    assert name in refused.where


@pytest.mark.parametrize("name", ["a.xml", "a.css", "a.jpg"])
def test_what_the_user_names_is_never_a_harmless_loss(name: str, tmp_path: Path, take_all: Take) -> None:
    data = {"a.xml": b"<?xml version='1.0'?><a/>", "a.css": FRENCH.encode(), "a.jpg": bytes(300)}[name]
    put(tmp_path, {name: data})
    assert [one.harmless for one in take_all(tmp_path / name)[1]] == [False]


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path, take_all: Take) -> None:
    put(tmp_path, {"transcript.log": ENGLISH})
    assert take_all(tmp_path / "transcript.log")[0][0].id == "transcript"
    assert take_all(tmp_path)[0] == []


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_may_be_in_any_encoding_that_can_be_told(codec: str, tmp_path: Path, take_all: Take) -> None:
    text = f"“It is shameful,” said Mr. José Núñez—the envoy of Côte d’Ivoire.\n{ENGLISH}"
    (document,), _ = take_all(put(tmp_path, {"a.txt": text.encode(codec)}))
    assert document.text.lstrip("\ufeff") == text


@pytest.mark.parametrize("codec", ["mac_roman", "cp1250"])
def test_other_encodings_are_told_by_how_they_read(codec: str, tmp_path: Path, take_all: Take) -> None:
    text = {
        "mac_roman": "The council’s members – all of them – said it was “shameful”, and the café closed. ",
        "cp1250": "Mladić, Karadžić a Krstić: Příliš žluťoučký kůň úpěl ďábelské ódy, said the judges of the court. ",
    }[codec]
    (document,), _ = take_all(put(tmp_path, {"a.txt": (text + ENGLISH).encode(codec)}))
    assert document.text == text + ENGLISH


def test_names_from_many_languages_do_not_make_a_text_foreign(tmp_path: Path, take_all: Take) -> None:
    text = (
        "Slobodan Milošević, Ratko Mladić and Radovan Karadžić were accused of genocide in Srebrenica, prosecutors said. "
        "Recep Tayyip Erdoğan and Ahmet Davutoğlu of Türkiye met Şahin, Gül and Yılmaz. "
    )
    assert len(take_all(put(tmp_path, {"a.txt": text}))[0]) == 1


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, take_all: Take) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in take_all(tmp_path)[1][0].reason
