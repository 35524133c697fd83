"""A date or number is taken only where the quote beside it says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph.llm.cues import Cues
from graph.llm.dates import supported
from graph.llm.numbers import numbers_in

NO_DATE, NOT_SAID = "is no date", "is not what"


@pytest.mark.parametrize(
    ("value", "quote", "published", "wrong"),
    [
        ("2014-05-22", "May 22, 2014", None, None),
        ("2014-05-22", "22nd of May 2014", None, None),
        ("2014-05-22", "on 2014-05-22", None, None),
        ("2014-05", "May 22, 2014", None, None),
        ("2014", "since 2014", None, None),
        ("2014-05-22", "on Thursday", "2014-05-22", None),
        ("2014-05-15", "on Thursday", "2014-05-22", NOT_SAID),
        ("2014-05-22", "on Thursday", None, NOT_SAID),
        ("2014-05-22", "on Thursday", "May 2014", NOT_SAID),
        ("2014-05-21", "yesterday", "2014-05-22", None),
        ("2011-10-04", "on October 4", "2012-02-02", None),
        ("2012-10-04", "on October 4", "2012-02-02", NOT_SAID),
        ("2011-10-04", "on October 4", None, NOT_SAID),
        ("2014-04", "last month", "2014-05-22", None),
        ("2013", "last year", "2014-05-22", None),
        ("2014-05-01", "in May 2014", None, NOT_SAID),
        ("2014-05-23", "May 22, 2014", None, NOT_SAID),
        ("2013-05-22", "May 22, 2014", "2013-05-30", NOT_SAID),
        ("2014-05", "Russia may veto it", "2014-05-22", NOT_SAID),
        ("2011/2014", "between 2011 and 2014", None, None),
        ("2011/2015", "between 2011 and 2014", None, NOT_SAID),
        ("2014-02-30", "30 February 2014", None, NO_DATE),
        ("22 May 2014", "22 May 2014", None, NO_DATE),
        ("20140522", "22 May 2014", None, NO_DATE),
        ("2014-05-22/..", "22 May 2014", None, NO_DATE),
        ("٢٠١٤", "2014", None, NO_DATE),
        ("9999-12-31", "tomorrow", "9999-12-31", NOT_SAID),
    ],
)
def test_dates(value: str, quote: str, published: str | None, wrong: str | None) -> None:
    found = supported(value, quote, published)
    assert (found or "").startswith(wrong or "")
    assert (found is None) == (wrong is None)


def test_a_day_to_come_counts_only_for_what_has_not_happened() -> None:
    assert supported("2014-05-22", "on Thursday", "2014-05-19")
    assert supported("2014-05-22", "on Thursday", "2014-05-19", ahead=True) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("more than 2,600 people", {2600}),
        ("15 000 civilians", {15000}),
        ("1.5 million displaced", {Decimal("1.5"), 1500000}),
        ("thirteen to two", {13, 2}),
        ("twenty-two states", {20, 22}),
        ("two hundred", {2, 200}),
        ("13-1 with none abstaining", {13, 1, 0}),
        ("hundreds", set()),
        ("9" * 5000, set()),
    ],
)
def test_numbers(text: str, numbers: set[Decimal]) -> None:
    assert numbers_in(text) == {Decimal(n) for n in numbers}


@pytest.mark.parametrize(
    ("type", "quote", "done"),
    [
        ("veto", "Russia vetoed the draft", True),
        ("veto", "Russia vetoed a draft that would have referred Syria", True),
        ("veto", "Russia threatened to veto the draft", False),
        ("veto", "Russia would veto it", False),
        ("veto", "Russia did not veto it", False),
        ("veto", "Russia didn’t use its veto", False),
        ("veto", "Russia, which threatened to veto the first text, vetoed the second", True),
        ("refer", "urged the Council to refer Syria", False),
        ("refer", "The Council referred Darfur", True),
        ("vote", "did not vote in favour", True),
        ("treaty_status", "is not a party to the Statute", True),
        ("veto", "Russia notably vetoed it", True),
    ],
)
def test_an_act_is_done_only_where_nothing_before_it_takes_it_back(
    type: str, quote: str, done: bool, cues: Cues
) -> None:
    assert cues.happened(type, quote) is done


@pytest.mark.parametrize(
    ("phrase", "can"),
    [
        ("he", True), ("It", True), ("the group", True), ("the group’s", True), ("the two permanent members", True),
        ("the draft", False), ("vetoed", False), ("this veto", False), ("", False), ("Syria", False),
        ("the members of a very long list of all sorts of states", False),
    ],
)  # fmt: skip
def test_what_can_stand_for_an_actor(phrase: str, can: bool, cues: Cues) -> None:
    assert cues.stands_for(phrase) is can
