"""Who acts is found in company, by number, by seat and through "one of those that"."""

from __future__ import annotations

import hashlib

import pytest

from graph.model import Document
from graph.reading.reader import Reader

CASES = [
    ("Officials in Moscow have threatened a veto of the Security Council draft.", "veto", {"Russia"}),
    ("Russia was among several Security Council members that blocked a resolution on Yemen.", "veto", {"Russia"}),
    ("China vetoed the Security Council resolution on Myanmar together with Russia.", "veto", {"China", "Russia"}),
    ("Russia and China sit in the Security Council. The two permanent members have vetoed the resolution.", "veto", {"Russia", "China"}),
    ("The United States condemned the vetoes in the Security Council.", "veto", set()),
    ("All 193 members of the United Nations co-sponsored the draft resolution.", "sponsor", {"193 members of the United Nations"}),
    ("Only two of the council's 15 members voted against the resolution.", "vote", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actors"), CASES, ids=[case[0][:40] for case in CASES])
def test_who_acts_is_found(text: str, kind: str, actors: set[str], reader: Reader) -> None:
    document = Document(
        id="x", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), published="2020-01-02"
    )
    assert {fact.actor for fact in reader.read(document).facts if fact.type == kind} == actors
