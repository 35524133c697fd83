from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records.convert import CellError, Value, converter
from graph.records.fields import FIELDS, WORDS
from graph.records.layout import Column

MISSING = ("",)


def read(cell: str, form: str, **column: Any) -> Value:
    return converter(Column(to="field", **column), form, MISSING)(cell)


@pytest.mark.parametrize(
    ("cell", "form", "column", "value"),
    [
        ("  France ", "text", {}, "France"),
        ("a_x000D_\nb", "text", {}, "a b"),
        ("", "text", {}, None),
        ("-none-", "text", {"missing": ("-none-",)}, None),
        ("15", "count", {}, 15),
        ("15.0", "count", {}, 15),
        ("1,234,567", "count", {}, 1234567),
        ("٣", "count", {}, 3),
        ("3.0", "id", {}, "3"),
        ("3.5", "id", {}, "3.5"),
        ("A3", "id", {}, "A3"),
        ("2014-05-22", "date", {}, "2014-05-22"),
        ("2014", "date", {}, "2014"),
        ("2014-02-30", "date", {}, "2014-02-30"),
        ("2014-22-05", "date", {}, "2014-22-05"),
        ("22 May 2014", "date", {"dates": ("%d %B %Y",)}, "2014-05-22"),
        ("14-15 December 2001", "date", {"dates": ("%d %B %Y",)}, "2001-12-14/2001-12-15"),
        ("YES", "choice", {}, "yes"),
        ("Y", "choice", {"values": {"Y": "yes"}}, "yes"),
        ("?", "choice", {"values": {"?": ""}}, None),
        ("Adopted by consensus", "flag", {"pattern": "(consensus|acclamation)", "write": "false"}, "false"),
        ("Adopted", "flag", {"pattern": "(consensus)", "write": "false", "partial": True}, None),
        ("22 Mar 1956 a", "date", {"dates": ("%d %b %Y",), "pattern": r"(\d{1,2} \w+ \d{4})"}, "1956-03-22"),
        ("France|China||", "actors", {}, ("France", "China")),
        ("|", "actors", {}, None),
        ("France/China", "actors", {"split": "/"}, ("France", "China")),
        ("https://www.wikidata.org/wiki/Q142", "address", {}, "https://www.wikidata.org/wiki/Q142"),
    ],
)  # fmt: skip
def test_a_cell(cell: str, form: str, column: dict[str, Any], value: Value) -> None:
    assert read(cell, form, **column) == value


@pytest.mark.parametrize(
    ("cell", "form", "column", "reason"),
    [
        ("Perhaps", "choice", {}, "'Perhaps' is none of yes, no, abstain, not_voting, and the mapping does not translate it"),
        ("Z", "choice", {"values": {"Y": "yes"}}, "'Z' is none of 'Y'"),
        ("-1", "count", {}, "'-1' is not a whole number"),
        ("1.5", "count", {}, "not a whole number"),
        ("9" * 13, "count", {}, "not a whole number"),
        ("1e9", "count", {}, "not a whole number"),
        ("last May", "date", {}, "'last May' is not a date of the form %Y-%m-%d or %Y"),
        ("30 February 2014", "date", {"dates": ("%d %B %Y",)}, "is not a date of the form %d %B %Y"),
        ("x", "date", {"pattern": r"(\d+)"}, "does not have the form that the mapping expects"),
        ("javascript:alert(1)", "address", {}, "is not an http(s) address"),
        ("x" * 100, "count", {}, "…"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_what_it_should_be(
    cell: str, form: str, column: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CellError, match=r".*") as caught:
        read(cell, form, **column)
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 200


FORMS = sorted({form for fields in FIELDS.values() for form in fields.values()})


@given(st.text(max_size=40), st.sampled_from(FORMS))
def test_any_cell_becomes_a_value_or_says_why_not(cell: str, form: str) -> None:
    try:
        value = read(cell, form)
    except CellError:
        return
    if value is None:
        return
    assert isinstance(value, int if form == "count" else tuple if form == "actors" else str)
    if form in WORDS:
        assert value in WORDS[form]
    assert value != ""
    assert value != ()


@given(st.dates())
def test_every_day_is_read_as_it_is(day: Any) -> None:
    assert read(day.isoformat(), "date") == day.isoformat()


@given(st.integers(0, 10**12 - 1))
def test_every_count_is_read_as_it_is(number: int) -> None:
    assert (
        read(str(number), "count") == read(f"{number:,}", "count") == read(f"{number}.0", "count") == number
    )
