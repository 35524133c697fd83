from __future__ import annotations

import dataclasses

import pytest

from graph.errors import EvidenceError
from graph.model import Fact
from graph.spans import MappedText, context, verify

TEXT = "Russia vetoed the draft."
FACT = Fact(
    id="1", document="d", type="veto", actor="Russia", quote="Russia vetoed", start=0, end=13, confidence=0.5, extractor="x"
)  # fmt: skip


def test_a_cut_keeps_the_places_of_what_is_left() -> None:
    mapped = MappedText.of([("see [here](x) now", 100)]).without([(4, 5), (9, 13)])
    assert mapped.text == "see here now"
    start = mapped.text.index("here")
    assert mapped.original(start, start + 4) == (105, 109)
    assert mapped.original(0, len(mapped.text)) == (100, 117)


def test_pieces_are_joined_with_their_own_places() -> None:
    mapped = MappedText.of([("ab", 10), ("cd", 50)])
    assert mapped.original(1, 3) == (11, 51)


def test_what_is_put_in_points_at_what_stands_before_it() -> None:
    mapped = MappedText.of([("Russias force", 0)]).inserted([6], "'")
    assert mapped.text == "Russia's force"
    assert mapped.original(0, 8) == (0, 7)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (3, 2), (0, 99)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(IndexError):
        MappedText.of([("abc", 0)]).original(start, end)


def test_context_is_cut_at_the_edges() -> None:
    assert context(TEXT, 7, 13, 4) == ("sia ", " the")
    assert context(TEXT, 0, 6) == ("", " vetoed the draft.")


def test_a_verbatim_quote_passes() -> None:
    verify(TEXT, FACT)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"quote": "Russia Vetoed"}, "not what stands there"),
        ({"start": 1}, "not what stands there"),
        ({"end": 99}, "outside the text"),
        ({"start": -3}, "outside the text"),
        ({"quote": " "}, "empty"),
    ],
)
def test_any_other_quote_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(EvidenceError, match=says):
        verify(TEXT, dataclasses.replace(FACT, **change))
