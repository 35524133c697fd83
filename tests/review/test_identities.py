"""The file of identities says what it means or is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import ReviewError
from graph.review import Identities

GOOD = """
same:
- [person/0a1b, {document: doc, phrase: Ambassador Power}]
- of: ["https://w3id.org/ostrakon/id/draft/S-2014-348", {document: doc, phrase: 2014}]
  by: A. Reviewer
  on: 2026-03-01
  why: no
different:
- [{document: a, phrase: John Smith}, {document: b, phrase: John Smith}]
"""


def load(tmp_path: Path, text: str) -> Identities:
    file = tmp_path / "identities.yml"
    file.write_text(text, "utf-8")
    return Identities.load(file)


def test_groups_are_read_in_their_order(tmp_path: Path) -> None:
    first, second, third = load(tmp_path, GOOD).groups
    assert [str(member) for member in first.members] == ["person/0a1b", "“Ambassador Power” in doc"]
    assert (second.by, second.on, second.why, second.members[1].phrase) == (
        "A. Reviewer",
        "2026-03-01",
        "no",
        "2014",
    )
    assert (third.verdict, third.name) == ("different", "different, entry 1")


def test_a_file_that_was_kept_is_the_same(tmp_path: Path) -> None:
    given = load(tmp_path, GOOD)
    assert Identities.from_json(given.to_json()) == given
    assert (
        given.mark
        == load(tmp_path, "# by hand\n" + GOOD).mark
        != load(tmp_path, GOOD.replace("0a1b", "0a1c")).mark
    )
    assert Identities().mark == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("same: [", ("not YAML",)),
        ("equal: []", ("unknown key 'equal'", "allowed: same, different")),
        ("same: {}", ("same: not a list",)),
        ("same:\n- one", ("same, entry 1", "not a list of keys and values")),
        ("same:\n- [person/0]", ("same, entry 1", "of")),
        ("same:\n- [person/0, Power]", ("same, entry 1, member 2", "'Power' names nothing")),
        ("same:\n- [person/0, 'x/<y>']", ("member 2", "names nothing")),
        ("same:\n- [person/0, {document: a}]", ("member 2", "the key 'phrase' is missing")),
        ("same:\n- [person/0, {document: a, phrase: b, page: 3}]", ("unknown key 'page'",)),
        ("same:\n- [person/0, person/0]", ("same, entry 1: a member is named twice",)),
        ("same:\n- {of: [person/0, person/1], when: now}", ("unknown key 'when'", "allowed: of, by, on, why")),
        ("different:\n- {of: [person/0, person/1], on: now}", ("different, entry 1", "'now' is not a day")),
        ("same:\n- [" + ", ".join(f"person/{n}" for n in range(201)) + "]", ("same, entry 1", "at most 200")),
        (
            "same:\n- [person/0, person/1]\n- [person/1, {document: a, phrase: The Power}]\ndifferent:\n- [person/0, {document: a, phrase: power}]",
            ("different, entry 1: person/0 and “power” in a are said to be different, and elsewhere to be the same",),
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_with_its_place(
    text: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(ReviewError) as caught:
        load(tmp_path, text)
    for word in ("identities.yml", *words):
        assert word in str(caught.value)


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "").groups == load(tmp_path, "same:\ndifferent:\n").groups == ()
