"""A Markdown text stays as it is; its front matter says what it is and is blanked, so that places still fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake.make import ENGLISH, put

Take = Callable[..., Any]
BODY = f"# A veto\n\n**Russia** and [China](https://example.org) did it.\n\n- {ENGLISH}\n---\n\nMore of it.\n"


def test_the_text_stays_as_it_is(tmp_path: Path, take_all: Take) -> None:
    (document,), _ = take_all(put(tmp_path, {"a.md": BODY}))
    assert (document.text, document.title) == (BODY, None)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_front_matter_says_what_it_is(ends: str, tmp_path: Path, take_all: Take) -> None:
    matter = "---\ntitle: 'A veto: why'\ndate: 2014-05-22\npublisher: CNN\nurl: https://example.org/a\ntags: [a, {b: c}]\n---\n"
    whole = (matter + BODY).replace("\n", ends)
    (document,), _ = take_all(put(tmp_path, {"a.md": whole.encode()}))
    assert (document.title, document.published, document.publisher) == ("A veto: why", "2014-05-22", "CNN")
    assert document.address == "https://example.org/a"
    assert len(document.text) == len(whole)
    start = document.text.index("# A veto")
    assert document.text[start:] == whole[start:]
    assert not document.text[:start].strip()


@pytest.mark.parametrize(
    ("matter", "says"),
    [
        ("title: [\n", "not YAML"),
        ("date: last May\n", "'last May' is not a date"),
        ("date: 2014-02-31\n", "is not a date"),
        ("url: javascript:alert(1)\n", "http(s)"),
        ("language: fr\n", "French (fr)"),
        ('title: "a\\x1b[2J"\n', "plain text"),
    ],
)
def test_front_matter_that_cannot_be_is_refused(
    matter: str, says: str, tmp_path: Path, take_all: Take
) -> None:
    _, (refused,) = take_all(put(tmp_path, {"a.md": f"---\n{matter}---\n{BODY}"}))
    assert says in refused.reason


@pytest.mark.parametrize(
    "matter",
    [
        "- a\n- b\n",
        "just words\n",
        "",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n",
        "? [a, b]\n: c\ntitle: T\n",
    ],
)
def test_odd_front_matter_does_no_harm(matter: str, tmp_path: Path, take_all: Take) -> None:
    (document,), _ = take_all(put(tmp_path, {"a.md": f"---\n{matter}---\n{BODY}"}))
    assert document.text.endswith(BODY)
