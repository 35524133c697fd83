"""A quote is found as it stands, or with blanks, quotation marks and dashes made alike, and given back as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.llm.quotes import Haystack, nearest, normal

TEXT = (
    "He said:\n“It’s the  Kremlin—again … and\u00a0again,” and left. The \u200bKremlin is silent. USED, US."
)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("“It’s the  Kremlin—again", "“It’s the  Kremlin—again"),
        ("\"It's the Kremlin-again", "“It’s the  Kremlin—again"),
        ("It`s the Kremlin – again", None),  # blanks that are not there are not made up
        ("again ... and again", "again … and\u00a0again"),
        ("said: \"It's", "said:\n“It’s"),
        ("The Kremlin is silent", "The \u200bKremlin is silent"),
        ("  the\tKremlin ", "the  Kremlin"),
        ("US", "US"),
        ("sai", None),
        ("Kremli", None),
        ("the kremlin", None),
        ("", None),
        (" \n ", None),
        ("the Kremlin -- again", None),
        ("Kremlin--again", "Kremlin—again"),
    ],
)
def test_a_quote_is_found_as_it_stands(quote: str, stands: str | None) -> None:
    found = [TEXT[start:end] for start, end in Haystack(TEXT).find(quote)]
    assert found[:1] == ([] if stands is None else [stands])


def test_a_word_within_a_word_is_no_quote() -> None:
    assert [TEXT[s:e] for s, e in Haystack(TEXT).find("US")] == ["US"]
    assert Haystack(TEXT).find("US")[0][0] == TEXT.rindex("US")


def test_what_stands_exactly_is_preferred_to_what_is_alike() -> None:
    text = "“no” and 'no' and \"no\""
    assert Haystack(text).find("'no'") == [(9, 13)]
    assert Haystack(text).find("`no`") == [(0, 4), (9, 13), (18, 22)]


def test_a_search_can_be_kept_within_bounds() -> None:
    text = "a b, a  b, a\nb, a b"
    assert Haystack(text).find("a  b", 3, 9) == [(5, 9)]
    assert Haystack(text).find("a\tb", 3, 14) == [(5, 9), (11, 14)]
    assert Haystack(text).find("a b", 1, 15) == [(5, 9), (11, 14)]


def test_of_several_places_the_nearest_counts() -> None:
    assert nearest([(0, 1), (50, 51), (90, 91)], (60, 70)) == (50, 51)
    assert nearest([(0, 1), (62, 63)], (60, 70)) == (62, 63)
    assert nearest([(10, 20), (40, 50)], (25, 35)) == (10, 20)


LETTERS = st.text(st.sampled_from("aB1 \n\t\u00a0'\"“”’‘–—-…\u200b.,é\U0001f600"), max_size=60)


@given(LETTERS, LETTERS)
def test_what_is_found_reads_like_the_quote(text: str, quote: str) -> None:
    for start, end in Haystack(text).find(quote):
        assert 0 <= start < end <= len(text)
        assert normal(text[start:end]).strip("-.") == normal(quote).strip("-.")


@given(LETTERS, st.data())
def test_every_passage_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    cut_off = (start and text[start - 1 : start + 1].isalnum()) or text[end - 1 : end + 1].isalnum()
    if quote.strip() and not cut_off:
        inner = len(quote) - len(quote.lstrip())
        assert (start + inner, start + inner + len(quote.strip())) in Haystack(text).find(quote)
