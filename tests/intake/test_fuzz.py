"""Whatever the bytes, a document or a refusal comes of them, quickly, and never a crash."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from graph.intake import Refused, take
from graph.intake.apart import Apart
from graph.intake.markdown import split
from graph.intake.names import safe
from graph.intake.text import decoded, decoded_page, fit
from graph.model import Document
from graph.spans import STEERING
from tests.intake.make import ENGLISH, OTHER, column, lines, pdf, zipped

PAGE = f"<!DOCTYPE html><html><head><title>T</title><meta charset=utf-8></head><body><p>{ENGLISH}</p><p>{OTHER}</p></body></html>"
GOOD = {
    "a.txt": ENGLISH.encode(),
    "a.md": f"---\ntitle: T\ndate: 2014-05-22\n---\n# Head\n\n{ENGLISH}".encode(),
    "a.html": PAGE.encode(),
    "a.pdf": pdf(column(*ENGLISH.split(" on "), *OTHER.split(" on "))),
    "a.jsonl": lines({"id": "x", "text": ENGLISH}, {"text": OTHER, "published": "2014"}).encode(),
    "a.zip": zipped({"x.txt": ENGLISH, "y/z.html": PAGE}),
}
MANY = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part) | st.dictionaries(st.text(), part),
    max_leaves=5,
)


@st.composite
def spoiled(draw: st.DrawFn, data: bytes) -> bytes:
    """Return bytes of which some were changed, cut out, or put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        data = data[:at] + draw(st.binary(max_size=40)) + data[end:]
    return data


@contextmanager
def refusing(where: str) -> Iterator[None]:
    """Let a refusal pass that says where, unless the process that takes apart died of it."""
    try:
        yield
    except DocumentError as error:
        if error.where != where or "brought down" in error.message:
            raise


def check(found: Iterator[Document | Refused]) -> None:
    for one in found:
        if isinstance(one, Refused):
            assert one.where
            assert one.reason
            continue
        fit(one.text, one.id)
        assert one.sha256 == hashlib.sha256(one.text.encode()).hexdigest()
        assert one.id == safe(one.id)
        assert not STEERING.search(f"{one.id}{one.title or ''}{one.publisher or ''}")
        assert one.published is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", one.published)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.zip"])
def test_spoiled_files(name: str, tmp_path: Path) -> None:
    @MANY
    @given(data=st.one_of(spoiled(GOOD[name]), st.binary(max_size=300)))
    def run(data: bytes) -> None:
        (tmp_path / name).write_bytes(data)
        check(take([tmp_path]))

    run()


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_spoiled_pages_and_papers(kind: str) -> None:
    with Apart() as apart:

        @MANY
        @given(data=spoiled(GOOD[f"a.{kind}"]))
        def run(data: bytes) -> None:
            with refusing("a"):
                if kind == "html":
                    data = decoded_page(data, "a").encode("utf-8", "replace")
                text = apart.text_of("html" if kind == "html" else "pdf", data, "a")["text"] or ""
                fit(text, "a")

        run()


@MANY
@given(data=st.binary(max_size=500))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with refusing("a"):
        assert isinstance(decoded(data, "a"), str)


@MANY
@given(line=st.dictionaries(st.sampled_from(["id", "text", "title", "published", "address", "x"]), JSON))
def test_any_json_is_a_document_or_refused(
    line: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    (folder / "a.jsonl").write_text(json.dumps(line) + "\n" + json.dumps({**line, "text": ENGLISH}) + "\n")
    check(take([folder]))


@MANY
@given(matter=st.text(st.sampled_from("ab:-[]{}&*!|>?'\" \n#%@`,\t"), max_size=60))
def test_any_front_matter_is_read_or_refused(matter: str) -> None:
    text = f"---\n{matter}\n---\n{ENGLISH}"
    with refusing("a"):
        assert len(split(text, "a")[0]) == len(text)


@given(name=st.text(max_size=300))
def test_any_name_becomes_one_safe_segment(name: str) -> None:
    plain = safe(name)
    assert plain == safe(plain)
    assert plain
    assert len(plain) <= 150
    assert not set(plain) & set("/\\\0\n\r")
    assert plain not in (".", "..")


def test_noise_of_every_kind_is_taken_or_refused(tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(60):
        name, data = chance.choice(sorted(GOOD.items()))
        cut = chance.randrange(len(data))
        other = chance.choice(sorted(GOOD.values()))
        (tmp_path / f"{number}-{name}").write_bytes(data[:cut] + other[chance.randrange(len(other)) :])
    check(take([tmp_path]))
