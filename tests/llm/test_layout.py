"""A text is cut at the borders of paragraphs, and every part knows where it starts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.llm.layout import Layout

LONG = "A line that is far longer than what an editor would wrap, so that it is a paragraph of its own and no part of another one at all."


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.\n \t\nThree.", ["One.", "Two.", "Three."]),
        ("One\nwrapped\n\nTwo", ["One\nwrapped", "Two"]),
        (f"{LONG}\n{LONG}\nShort.", [LONG, LONG, "Short."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("\n\nOne.\n\n", ["One."]),
        ("", [""]),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in Layout(text).paragraphs] == paragraphs


def test_sentences_do_not_end_after_an_abbreviation() -> None:
    text = "Mr. Assad of the U.S. Senate spoke. “So it is.” He left."
    layout = Layout(text)
    assert [text[slice(*layout.sentence(text.index(w)))].strip() for w in ("Senate", "So", "left")] == [
        "Mr. Assad of the U.S. Senate spoke.",
        "“So it is.”",
        "He left.",
    ]


def test_passages_are_apart_where_a_sentence_ends_between_them() -> None:
    text = "Russia vetoed it and China too. France wept."
    layout = Layout(text)
    russia, china, france = (text.index(word) for word in ("Russia", "China", "France"))
    assert not layout.apart((russia, russia + 6), (china, china + 5))
    assert layout.apart((russia, russia + 6), (france, france + 6))
    assert layout.apart((france, france + 6), (russia, russia + 6))


def test_parts_keep_paragraphs_whole_where_they_can() -> None:
    text = "First paragraph.\n\nSecond paragraph.\n\nThird."
    assert [(part.start, part.text) for part in Layout(text).parts(40)] == [
        (0, "First paragraph.\n\nSecond paragraph.\n\n"),
        (37, "Third."),
    ]
    assert len(list(Layout(text).parts(500))) == 1


@given(st.text(st.sampled_from("aB. \n\r\u2028?é"), max_size=400), st.integers(5, 60))
def test_parts_are_the_text_again(text: str, limit: int) -> None:
    parts = list(Layout(text).parts(limit))
    assert all(text[part.start : part.start + len(part.text)] == part.text for part in parts)
    assert all(len(part.text) <= limit for part in parts)
    assert "".join(part.text for part in parts).rstrip() == text.rstrip()
