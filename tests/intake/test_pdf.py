"""Of a PDF whole paragraphs are taken; pictures of texts, locked and hostile files are refused with a clear word."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from graph.errors import DocumentError
from graph.intake.apart import Apart
from tests.intake.make import column, pdf, put

Take = Callable[..., Any]
FIRST = (
    "Russia and China on Thursday vetoed a draft resolution of the Security Council that would have",
    "asked the International Criminal Court to look into war crimes in Syria. Thirteen mem-",
    "bers voted for it, among them France, the United States and Britain, which had been co-",
    "sponsors from the start. The draft had many co-sponsors.",
)
SECOND = (
    "France accused the Syrian government of torture on Monday. The ambassador said that Al-",
    "Assad had to answer for it, and the members agreed with him.",
)
WHOLE = [
    "Russia and China on Thursday vetoed a draft resolution of the Security Council that would have asked the"
    " International Criminal Court to look into war crimes in Syria. Thirteen members voted for it, among them France,"
    " the United States and Britain, which had been co-sponsors from the start. The draft had many co-sponsors.",
    "France accused the Syrian government of torture on Monday. The ambassador said that Al-Assad had to answer for it,"
    " and the members agreed with him.",
]


def paragraphs(folder: Path, take_all: Take, data: bytes) -> list[str]:
    documents, refused = take_all(put(folder, {"a.pdf": data}))
    assert not refused
    return documents[0].text.rstrip("\n").split("\n\n")


def test_a_gap_parts_paragraphs_and_divided_words_are_mended(tmp_path: Path, take_all: Take) -> None:
    assert paragraphs(tmp_path, take_all, pdf(column(*FIRST, "", *SECOND))) == WHOLE


def test_an_indent_parts_paragraphs(tmp_path: Path, take_all: Take) -> None:
    lines = column(*FIRST, *SECOND)
    indented = [
        (x + (14 if at in (0, 4) else 0), y, size, text) for at, (x, y, size, text) in enumerate(lines)
    ]
    assert paragraphs(tmp_path, take_all, pdf(indented)) == WHOLE


def test_a_short_last_line_parts_paragraphs(tmp_path: Path, take_all: Take) -> None:
    assert paragraphs(tmp_path, take_all, pdf(column(*FIRST, *SECOND))) == WHOLE


def test_a_heading_stands_alone_by_its_size(tmp_path: Path, take_all: Take) -> None:
    page = [(72.0, 790.0, 18.0, "Council divided over Syria"), *column(*FIRST)]
    assert paragraphs(tmp_path, take_all, pdf(page)) == ["Council divided over Syria", WHOLE[0]]


def test_a_paragraph_runs_over_pages_and_running_heads_go(tmp_path: Path, take_all: Take) -> None:
    pages = [
        [(72.0, 810.0, 9.0, f"S/PV.71{number}0"), *column(*part), (300.0, 30.0, 9.0, f"{number}/3")]
        for number, part in enumerate([FIRST[:2], FIRST[2:], SECOND], 1)
    ]
    assert paragraphs(tmp_path, take_all, pdf(*pages)) == WHOLE


def test_two_columns_are_read_one_after_the_other(tmp_path: Path, take_all: Take) -> None:
    page = [*column(*FIRST, size=5), *column(*SECOND, x=320, size=5)]
    assert paragraphs(tmp_path, take_all, pdf(page)) == WHOLE


def test_a_scanned_paper_is_refused(tmp_path: Path, take_all: Take) -> None:
    _, (refused,) = take_all(put(tmp_path, {"a.pdf": pdf([], [])}))
    assert "no text" in refused.reason
    assert "OCR" in (refused.hint or "")


@pytest.mark.parametrize(("password", "taken"), [("", 1), ("secret", 0)])
def test_a_locked_paper_is_read_only_where_nobody_is_asked(
    password: str, taken: int, tmp_path: Path, take_all: Take
) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column(*FIRST)))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    documents, refused = take_all(put(tmp_path, {"a.pdf": out.getvalue()}))
    assert len(documents) == taken
    assert taken or "encrypted" in refused[0].reason


def test_too_many_pages_are_refused(tmp_path: Path, take_all: Take) -> None:
    _, (refused,) = take_all(put(tmp_path, {"a.pdf": pdf(*[[]] * 1_001)}))
    assert "1,001 pages" in refused.reason


@pytest.mark.parametrize("cut", [20, 200, 700])
def test_a_damaged_paper_is_refused(cut: int, tmp_path: Path, take_all: Take) -> None:
    documents, refused = take_all(put(tmp_path, {"a.pdf": pdf(column(*FIRST))[:cut]}))
    assert len(documents) + len(refused) == 1


def test_a_paper_that_lasts_is_ended_and_the_next_is_read() -> None:
    with Apart(seconds=0.0) as apart, pytest.raises(DocumentError, match="lasted longer"):
        apart.text_of("pdf", pdf(column(*FIRST)), "a.pdf")
    with Apart() as apart:
        apart._seconds = 0.0
        with pytest.raises(DocumentError, match="lasted longer"):
            apart.text_of("pdf", pdf(column(*FIRST)), "a.pdf")
        apart._seconds = 60.0
        assert apart.text_of("pdf", pdf(column(*FIRST)), "b.pdf")["text"]


def test_a_paper_that_wants_all_memory_is_refused() -> None:
    with Apart(memory=400 * 1024 * 1024) as apart:
        with pytest.raises(DocumentError, match=r"memory|brought down"):
            apart.text_of("html", b"<p>it is the one</p>" * 5_000_000, "a.html")
        assert apart.text_of("pdf", pdf(column(*FIRST)), "b.pdf")["text"]
