"""Of a page the article is taken, its paragraphs apart, and what its head says; nothing is fetched and no clock asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake.make import ENGLISH, OTHER, put

Take = Callable[..., Any]
HEAD = """<title>Veto | The Paper</title>
<meta property="og:title" content="Russia and China veto the draft"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2014-05-22T18:30:00Z">
<link rel="canonical" href="https://paper.example.org/2014/veto">"""
BODY = f"""<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Russia and China veto the draft</h1>
<p>{ENGLISH.strip()} The vote was <b>13</b> to <i>two</i>.</p>
<p>“We regret it,” she said.<br>She left the room.<br><br>The council will meet again on Friday, said the envoy.</p>
<ul><li>that the parties stop the attacks</li><li>that the court be given the case</li></ul>
<blockquote><p>{OTHER.strip()}</p></blockquote></article>
<div id="comments"><p>Great article!!!</p></div><footer>Copyright The Paper. All rights reserved.</footer>"""


def page(head: str = HEAD, body: str = BODY) -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def one(folder: Path, take_all: Take, data: bytes | str) -> Any:
    documents, refused = take_all(put(folder, {"a.html": data}))
    assert not refused
    return documents[0]


def test_the_article_is_taken_paragraph_by_paragraph(tmp_path: Path, take_all: Take) -> None:
    text = one(tmp_path, take_all, page()).text
    assert text.split("\n\n") == [
        "Russia and China veto the draft",
        f"{ENGLISH.strip()} The vote was 13 to two.",
        "“We regret it,” she said.\nShe left the room.",
        "The council will meet again on Friday, said the envoy.",
        "that the parties stop the attacks",
        "that the court be given the case",
        f"{OTHER.strip()}\n",
    ]


def test_the_head_says_what_it_is(tmp_path: Path, take_all: Take) -> None:
    document = one(tmp_path, take_all, page())
    assert document.title == "Russia and China veto the draft"
    assert (document.published, document.publisher) == ("2014-05-22", "The Paper")
    assert document.address == "https://paper.example.org/2014/veto"


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<link rel="canonical" href="javascript:alert(1)">',
        '<meta property="article:published_time" content="2 hours ago">',
        '<meta property="og:site_name" content="paper.example.org">',
    ],
)
def test_a_head_that_says_nothing_sound_says_nothing(head: str, tmp_path: Path, take_all: Take) -> None:
    body = f"<article><p>Posted 2 hours ago, updated yesterday.</p><p>{ENGLISH}</p><p>{OTHER}</p></article>"
    document = one(tmp_path, take_all, page(head, body))
    assert (document.published, document.publisher, document.address) == (None, None, None)


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1"])
def test_the_encoding_is_the_one_that_the_page_names(declared: str, tmp_path: Path, take_all: Take) -> None:
    data = page(f'<meta charset="{declared}">', f"<article><p>Ð é à Þ {ENGLISH}</p></article>").encode(
        "cp1252"
    )
    assert "Ð é à Þ Russia" in one(tmp_path, take_all, data).text


@pytest.mark.parametrize(
    "piece", [f"<p>{ENGLISH}</p>", f"<div class='x'>{ENGLISH}</div>", f"<p>{ENGLISH}</p>" * 3]
)
def test_a_piece_of_a_page_is_read_too(piece: str, tmp_path: Path, take_all: Take) -> None:
    assert ENGLISH.strip() in one(tmp_path, take_all, piece).text


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body></body></html>",
        b"<html>" + b"<div>" * 100_000,
        b"<html><body><script>var it = 'the one that is';</script></body></html>",
        b"<html><head><title>only</title></head></html>",
    ],
)
def test_a_page_without_an_article_is_refused(data: bytes, tmp_path: Path, take_all: Take) -> None:
    documents, (refused,) = take_all(put(tmp_path, {"a.html": data}))
    assert not documents
    assert "no article" in refused.reason


def test_nothing_is_fetched(tmp_path: Path, take_all: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever a page points at, an address that answers nothing would make the child wait.
    head = '<link rel="canonical" href="http://192.0.2.1/"><script src="http://192.0.2.1/x.js"></script>'
    assert one(tmp_path, take_all, page(head)).address == "http://192.0.2.1/"
