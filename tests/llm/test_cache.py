"""An answer is kept once and whole; a damaged file counts as none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.llm.cache import Cache

KEY = "ab" * 32


def entry(folder: Path) -> Path:
    (path,) = folder.rglob("*.json")
    return path


@pytest.mark.parametrize("answer", ["", '{"facts": []}', "“é”\x00\ud800"])
def test_an_answer_comes_back_as_it_was(answer: str, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "a" / "b")
    assert cache.get(KEY) is None
    assert cache.put(KEY, answer)
    assert Cache(tmp_path / "a" / "b").get(KEY) == answer
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(KEY, "x")
    path = entry(tmp_path)
    assert [oct(each.stat().st_mode & 0o077) for each in (path, path.parent, tmp_path / "cache")] == [
        "0o0"
    ] * 3


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"key": 1}', b"[" * 100_000,
     b'{"key": "%s", "sha256": "0", "answer": "x"}' % KEY.encode(), b'{"key": "%s", "sha256": "0", "answer": 1}' % KEY.encode()],
)  # fmt: skip
def test_a_damaged_file_counts_as_none_and_is_written_anew(damage: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, "x")
    entry(tmp_path).write_bytes(damage)
    assert cache.get(KEY) is None
    assert cache.put(KEY, "y")
    assert cache.get(KEY) == "y"


def test_an_answer_under_another_name_counts_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, "x")
    other = KEY[:-1] + "0"
    entry(tmp_path).rename(entry(tmp_path).with_name(f"{other}.json"))
    assert cache.get(other) is None


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SettingsError, match="cannot be made") as caught:
        Cache(tmp_path / "file" / "cache")
    assert "OSTRAKON_LLM_CACHE" in str(caught.value)


def test_a_folder_that_has_gone_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    (tmp_path / "cache").rmdir()
    assert not cache.put(KEY, "x")
    assert cache.get(KEY) is None
