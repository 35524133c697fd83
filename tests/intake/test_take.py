"""Folders are taken in order, lazily, each text once, each document under a name of its own."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DocumentError
from graph.intake import take
from graph.intake.names import safe
from graph.model import Document
from tests.intake.make import ENGLISH, FRENCH, OTHER, lines, put, zipped

Take = Callable[..., Any]


def texts(count: int) -> dict[str, str]:
    return {f"{at:05}.txt": f"{ENGLISH}Paragraph {at} of the report.\n" for at in range(count)}


def test_a_folder_is_walked_in_order_and_hidden_files_are_passed_over(tmp_path: Path, take_all: Take) -> None:
    files = {
        name: f"{ENGLISH}{name}\n"
        for name in ("b.txt", "a/z.txt", "a/b/c.txt", "C.txt", ".hidden.txt", ".git/x.txt")
    }
    documents, refused = take_all(put(tmp_path, files))
    assert [document.id for document in documents] == ["C", "c", "z", "b"]
    assert not refused


def test_two_of_one_name_are_told_apart_by_their_path(tmp_path: Path, take_all: Take) -> None:
    files = {name: f"{ENGLISH}{name}\n" for name in ("one/x.txt", "two/x.txt", "x.md", "x.txt", "y.txt")}
    documents, _ = take_all(put(tmp_path, files))
    assert [document.id for document in documents] == ["one--x", "two--x", "x", "x.txt", "y"]


def test_names_are_kept_apart_over_several_paths_and_from_those_taken(tmp_path: Path) -> None:
    for folder in ("p", "q"):
        put(tmp_path / folder, {"x.txt": f"{ENGLISH}{folder}\n"})
    found = take([tmp_path / "p", tmp_path / "q"], taken=["x"])
    assert [one.id for one in found if isinstance(one, Document)] == ["x.txt", "x.txt-2"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("report", "report"),
        ("S/2014/348", "S--2014--348"),
        ("../../etc/passwd", "etc--passwd"),
        ("..", "document"),
        ("a\\b", "a--b"),
        ("x\x1b[2Jy\u202e", "x_[2Jy_"),
        ("caf\u0065\u0301", "café"),
        ("\udcff", "_"),
        (" . ", "document"),
    ],
)
def test_a_name_is_made_safe(name: str, id: str) -> None:
    assert safe(name) == id


def test_a_long_name_is_cut_and_stays_its_own() -> None:
    one, two = safe("a" * 500), safe("a" * 501)
    assert one != two
    assert len(one) == len(two) == 150


def test_a_name_that_is_no_utf_8_is_taken_in(tmp_path: Path, take_all: Take) -> None:
    (tmp_path / "\udcff.txt").write_text(ENGLISH)
    documents, _ = take_all(tmp_path)
    assert [document.id for document in documents] == ["_"]


def test_the_same_text_is_taken_once_and_named(tmp_path: Path, take_all: Take) -> None:
    files = {
        "a.txt": ENGLISH,
        "b.html": f"<html><body><article><p>{ENGLISH}</p></article></body></html>",
        "c.txt": ENGLISH,
    }
    documents, refused = take_all(put(tmp_path, files))
    assert [document.id for document in documents] == ["a"]
    assert [(one.reason, one.harmless) for one in refused] == [
        (f"the same text as {tmp_path / 'a.txt'}", True)
    ] * 2


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, take_all: Take) -> None:
    files = {
        "a.txt": FRENCH,
        "b.txt": ENGLISH,
        "c.zip": b"PK\3\4broken",
        "d.pdf": b"%PDF-1.4 broken",
        "e.txt": OTHER,
    }
    documents, refused = take_all(put(tmp_path, files))
    assert [document.id for document in documents] == ["b", "e"]
    assert [Path(one.where).name for one in refused] == ["a.txt", "c.zip", "d.pdf"]


def test_a_path_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": ENGLISH})
    with pytest.raises(DocumentError, match="No such file"):
        take([tmp_path / "a.txt", tmp_path / "none"])


def test_what_the_user_says_goes_before_what_a_file_says(tmp_path: Path, take_all: Take) -> None:
    put(tmp_path, {"a.jsonl": lines({"text": ENGLISH, "published": "2014-05-22", "publisher": "CNN"})})
    (document,), _ = take_all(tmp_path, published="2015-01-01")
    assert (document.published, document.publisher) == ("2015-01-01", "CNN")


def test_a_link_to_a_folder_is_named_and_not_followed(tmp_path: Path, take_all: Take) -> None:
    put(tmp_path, {"a.txt": ENGLISH})
    (tmp_path / "loop").symlink_to(tmp_path)
    documents, (refused,) = take_all(tmp_path)
    assert len(documents) == 1
    assert "link" in refused.reason


def test_what_is_to_be_skipped_is_not_looked_at(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": ENGLISH, "out.txt": FRENCH, "store/texts/b.txt": FRENCH})
    found = list(take([tmp_path], skip=[tmp_path / "out.txt", tmp_path / "store"]))
    assert [one.id for one in found if isinstance(one, Document)] == ["a"]
    assert len(found) == 1


def test_documents_come_one_after_the_other_in_little_memory(tmp_path: Path) -> None:
    put(tmp_path, {name: text * 40 for name, text in texts(2_000).items()})  # 10 MB in all
    assert isinstance(next(take([tmp_path])), Document)
    peaks = []
    for count in (200, 2_000):
        gc.collect()
        tracemalloc.start()
        assert sum(1 for _ in islice(take([tmp_path]), count)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 4_000_000  # hashes and names, and not the texts


def test_two_runs_give_the_same(tmp_path: Path, take_all: Take) -> None:
    put(tmp_path, {**texts(5), "x/00001.txt": OTHER, "c.zip": zipped({"00001.txt": OTHER + ENGLISH})})
    assert take_all(tmp_path) == take_all(tmp_path)
