"""An archive is read in place; what could harm is refused, the rest of it is taken."""

from __future__ import annotations

import io
import stat
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake.make import ENGLISH, OTHER, put, zipped

Take = Callable[..., Any]


def test_the_files_of_an_archive_are_taken_by_name(tmp_path: Path, take_all: Take) -> None:
    files = {
        "b/x.txt": ENGLISH, "a/x.md": f"---\ntitle: T\n---\n{OTHER}", "y.html": f"<html><body><p>{ENGLISH} {OTHER}</p></body></html>",
        ".hidden.txt": OTHER, "__MACOSX/x.txt": OTHER, "pictures/": "",
    }  # fmt: skip
    documents, refused = take_all(put(tmp_path, {"all.zip": zipped(files)}))
    assert not refused
    assert [document.id for document in documents] == ["a--x", "b--x", "y"]


def refusals(folder: Path, take_all: Take, data: bytes) -> list[str]:
    documents, refused = take_all(put(folder, {"all.zip": data}))
    assert [document.id for document in documents] in ([], ["good"])
    return [f"{Path(one.where).name}: {one.reason}" for one in refused]


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
)
def test_a_name_that_leads_out_is_refused(name: str, tmp_path: Path, take_all: Take) -> None:
    (said,) = refusals(tmp_path, take_all, zipped({name: OTHER, "good.txt": ENGLISH}))
    assert "leads out of the archive" in said
    assert not list(tmp_path.parent.rglob("evil.txt"))


def test_an_archive_in_an_archive_is_refused(tmp_path: Path, take_all: Take) -> None:
    data = zipped({"inner.zip": zipped({"a.txt": OTHER}), "good.txt": ENGLISH})
    assert "archive within an archive" in refusals(tmp_path, take_all, data)[0]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, take_all: Take) -> None:
    data = zipped({f"{at}.txt": bytes(60_000_000) for at in range(3)})
    assert len(data) < 1_000_000
    started = time.monotonic()
    assert "far more than articles of its size" in refusals(tmp_path, take_all, data)[0]
    assert time.monotonic() - started < 1


def test_a_member_that_is_too_large_is_refused(tmp_path: Path, take_all: Take) -> None:
    data = zipped({"large.txt": b"a " * 10_000_000, "good.txt": ENGLISH})
    assert "longer than" in refusals(tmp_path, take_all, data)[0]


def test_an_encrypted_member_is_refused(tmp_path: Path, take_all: Take) -> None:
    data = bytearray(zipped({"locked.txt": OTHER}))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + at] |= 1
    assert "encrypted" in refusals(tmp_path, take_all, bytes(data))[0]


def test_a_link_is_refused(tmp_path: Path, take_all: Take) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", ENGLISH)
    assert "link" in refusals(tmp_path, take_all, out.getvalue())[0]


def test_an_unusual_packing_is_refused(tmp_path: Path, take_all: Take) -> None:
    assert "unusual" in refusals(tmp_path, take_all, zipped({"a.txt": OTHER}, zipfile.ZIP_BZIP2))[0]


def test_two_members_of_one_name_are_refused(tmp_path: Path, take_all: Take) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings(action="ignore"):
        archive.writestr("a.txt", OTHER)
        archive.writestr("a.txt", ENGLISH)
    assert "two files of one name" in refusals(tmp_path, take_all, out.getvalue())[0]


@pytest.mark.parametrize("spoil", ["cut", "sum", "empty", "directory"])
def test_a_damaged_archive_is_refused(spoil: str, tmp_path: Path, take_all: Take) -> None:
    data = bytearray(zipped({"a.txt": OTHER}))
    if spoil == "sum":
        data[40] ^= 1
    elif spoil == "directory":
        at = data.index(b"PK\5\6")
        data[at + 12 : at + 16] = (2**31).to_bytes(4, "little")
    spoiled = {"cut": bytes(data[:-30]), "empty": zipped({})}.get(spoil, bytes(data))
    said = refusals(tmp_path, take_all, spoiled)
    assert any(word in said[0] for word in ("damaged", "empty", "too many files"))
