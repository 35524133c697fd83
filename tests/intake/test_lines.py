"""Of JSON Lines each line is a document or is refused by its number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.intake.limits import GIVE_UP, MAX_LINE
from tests.intake.make import ENGLISH, OTHER, lines, put, zipped

Take = Callable[..., Any]
FULL = {
    "id": "S/2014/348", "text": ENGLISH, "title": "A veto", "publisher": "CNN", "published": "2014-05-22",
    "address": "https://example.org/a", "language": "en",
}  # fmt: skip


def test_every_key_is_taken(tmp_path: Path, take_all: Take) -> None:
    text = lines(FULL)
    (document,), refused = take_all(put(tmp_path, {"a.jsonl": text}))
    assert not refused
    assert (document.id, document.text, document.title) == ("S--2014--348", ENGLISH, "A veto")
    assert (document.publisher, document.published, document.address) == (
        "CNN",
        "2014-05-22",
        FULL["address"],
    )
    assert document.source_sha256 == hashlib.sha256(text.rstrip().encode()).hexdigest()


def test_without_an_id_the_line_is_the_name(tmp_path: Path, take_all: Take) -> None:
    documents, _ = take_all(put(tmp_path, {"a.jsonl": lines({"text": ENGLISH}, {"text": OTHER, "id": 7})}))
    assert [document.id for document in documents] == ["a-1", "7"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"text": 1}', "'text' does not hold a string"),
        ('{"title": "a"}', "'text' is missing"),
        ('{"text": ""}', "'text' is missing"),
        ('{"text": "   "}', "empty"),
        (json.dumps({**FULL, "published": "last May"}), "is not a date"),
        (json.dumps({**FULL, "address": "ftp://a"}), "http(s)"),
        (json.dumps({**FULL, "language": "fr"}), "French (fr)"),
        (json.dumps({**FULL, "title": "a\nb"}), "one line"),
        ('{"text": "' + ENGLISH.strip() * 3 + '\\ud800"}', "half a character"),
        ("[" * 100_000, "not JSON"),
        ('{"text": ' + "9" * 5_000 + "}", "not JSON"),
        ('{"text": "' + "a" * MAX_LINE + '"}', "longer than"),
    ],
)
def test_a_bad_line_is_named_by_its_number(line: str, says: str, tmp_path: Path, take_all: Take) -> None:
    whole = lines({"text": ENGLISH}) + "\n" + line + "\n" + lines({"text": OTHER})
    documents, (refused,) = take_all(put(tmp_path, {"a.jsonl": whole}))
    assert [document.id for document in documents] == ["a-1", "a-4"]
    assert refused.where.endswith("a.jsonl:3")
    assert says in refused.reason
    assert not refused.harmless


def test_a_line_that_is_no_utf_8_is_named(tmp_path: Path, take_all: Take) -> None:
    whole = lines({"text": ENGLISH}).encode() + b'{"text": "\xff"}\n'
    assert "not UTF-8" in take_all(put(tmp_path, {"a.jsonl": whole}))[1][0].reason


def test_a_key_that_is_not_known_is_told_once(tmp_path: Path, take_all: Take) -> None:
    whole = lines({"text": ENGLISH, "author": "x"}, {"text": OTHER, "author": "y", "tags": []})
    documents, refused = take_all(put(tmp_path, {"a.jsonl": whole}))
    assert len(documents) == 2
    assert ["author" in refused[0].reason, "tags" in refused[1].reason] == [True, True]
    assert all(one.harmless for one in refused)


def test_an_id_that_comes_twice_is_refused(tmp_path: Path, take_all: Take) -> None:
    documents, refused = take_all(put(tmp_path, {"a.jsonl": lines(FULL, {**FULL, "text": OTHER})}))
    assert len(documents) == 1
    assert "a second document" in refused[0].reason


def test_the_same_id_in_another_file_gets_its_file_before_it(tmp_path: Path, take_all: Take) -> None:
    files = {"a.jsonl": lines(FULL), "b.jsonl": lines({**FULL, "text": OTHER})}
    assert [one.id for one in take_all(put(tmp_path, files))[0]] == ["S--2014--348", "b--S--2014--348"]


def test_a_file_of_other_things_is_given_up(tmp_path: Path, take_all: Take) -> None:
    _, refused = take_all(put(tmp_path, {"facts.jsonl": lines(*({"actor": n} for n in range(1_000)))}))
    assert len(refused) == GIVE_UP + 1
    assert "the rest is left out" in refused[-1].reason


def test_lines_in_an_archive(tmp_path: Path, take_all: Take) -> None:
    documents, _ = take_all(put(tmp_path, {"a.zip": zipped({"b.jsonl": lines(FULL, {"text": OTHER})})}))
    assert [document.id for document in documents] == ["S--2014--348", "b-2"]
