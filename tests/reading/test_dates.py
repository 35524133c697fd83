from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from graph.reading.dates import published_date, resolve, stated_publication

THURSDAY = "2014-05-22"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("on 4 October 2011", None, "2011-10-04"),
        ("October 4, 2011", None, "2011-10-04"),
        ("the 4th of October 2011", None, "2011-10-04"),
        ("September 21, 2024,", None, "2024-09-21"),
        ("in March 2018", None, "2018-03"),
        ("in 2014", None, "2014"),
        ("2014-05-22", None, "2014-05-22"),
        ("22 January", "2012-02-02", "2012-01-22"),
        ("on Sept. 19", "2016-09-25", "2016-09-19"),
        ("22 December", "2012-02-02", "2011-12-22"),
        ("22 January", None, None),
        ("Thursday", THURSDAY, "2014-05-22"),
        ("on Monday", THURSDAY, "2014-05-19"),
        ("last Thursday", THURSDAY, "2014-05-15"),
        ("next Thursday", THURSDAY, "2014-05-29"),
        ("Wednesday", THURSDAY, "2014-05-21"),
        ("Thursday", None, None),
        ("Thursday", "2014-05", None),
        ("today", THURSDAY, "2014-05-22"),
        ("yesterday", THURSDAY, "2014-05-21"),
        ("yesterday", None, None),
        ("last September", THURSDAY, "2013-09"),
        ("in April", THURSDAY, "2014-04"),
        ("last month", THURSDAY, "2014-04"),
        ("last month", "2024-05", "2024-04"),
        ("earlier this year", THURSDAY, "2014"),
        ("last year", THURSDAY, "2013"),
        ("last year", None, None),
        ("last week", THURSDAY, "2014-05"),
        ("two weeks", THURSDAY, None),
        ("31 February 2014", None, "2014-02"),
        ("last week", "2014-05-08", "2014"),
        ("this week", THURSDAY, "2014-05"),
        ("this month", THURSDAY, "2014-05"),
        ("next March", THURSDAY, "2015-03"),
        ("three days ago", THURSDAY, "2014-05-19"),
        ("a month ago", THURSDAY, "2014-04"),
        ("two years ago", THURSDAY, "2012"),
        ("five months ago", THURSDAY, "2013-12"),
        ("two weeks ago", THURSDAY, "2014-05"),
        ("two days ago", None, None),
        ("this morning", THURSDAY, "2014-05-22"),
        ("last night", THURSDAY, "2014-05-21"),
        ("2118 (2013)", None, "2013"),
    ],
)
def test_resolve(text: str, published: str | None, expected: str | None) -> None:
    assert resolve(text, published) == expected


def test_what_is_to_come_is_on_the_next_weekday() -> None:
    assert resolve("on Monday", THURSDAY, ahead=True) == "2014-05-26"
    assert resolve("last Monday", THURSDAY, ahead=True) == "2014-05-19"
    assert resolve("on Monday", None, ahead=True) is None


Read = Callable[..., list[Fact]]

# Each sentence with the date of its only fact, read as published on Thursday, 22 May 2014.
TOLD = [
    ("Russia vetoed the draft resolution on Wednesday.", "2014-05-21"),
    ("On Wednesday, Russia vetoed the draft resolution.", "2014-05-21"),
    ("France said on Monday that 20 people were killed.", "2014-05-19"),
    ("France said on Monday that 20 people were killed on Sunday.", "2014-05-18"),
    ("At least 20 people have been killed since March 2011.", None),
    ("At least 20 people were killed between 2011 and 2013.", None),
    ("Some 800,000 people were killed in the 1994 genocide.", "1994"),
    ("France condemned Monday's air strike in which 20 people were killed.", "2014-05-19"),
    ("Burundi withdrew from the 1998 Rome Statute.", None),
    ("Burundi withdrew from the Rome Statute of 1998 in April.", "2014-04"),
    ("At least 20 people were killed by forces that entered the town in 2012.", None),
    ("At least 20 people were killed two days ago.", "2014-05-20"),
]


@pytest.mark.parametrize(("text", "date"), TOLD, ids=[t for t, _ in TOLD])
def test_the_date_is_that_of_the_act(text: str, date: str | None, read: Read) -> None:
    kinds = ("veto", "figure", "treaty_status")
    assert [f.date for f in read(text, published=THURSDAY) if f.type in kinds] == [date]


def test_an_undated_ballot_is_of_the_vote_told_before(read: Read) -> None:
    text = (
        "The Security Council adopted the resolution on Wednesday. France voted in favour. China abstained."
    )
    found = {f.actor: f.date for f in read(text, published=THURSDAY) if f.type == "vote"}
    assert (found["France"], found["China"]) == ("2014-05-21", "2014-05-21")


def test_a_release_dates_what_its_issuer_says(read: Read) -> None:
    text = "Russia must stop its attacks on civilians."
    issued = read(text, published=THURSDAY, publisher="Amnesty International")
    assert {(f.actor, f.date) for f in issued if f.type == "call_for"} == {
        ("Amnesty International", THURSDAY)
    }
    assert {f.date for f in read(text, publisher="Amnesty International")} == {None}


def test_a_date_that_cannot_be_is_none() -> None:
    assert published_date("2014-13-01") is None
    assert published_date("soon") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published September 25 2016 At least 23 civilians", "2016-09-25"),
        ("Title\n3 Feb 2012\nText", "2012-02-03"),
        ("Tuesday 14 November 2017 Syrian Coalition", "2017-11-14"),
        ("Nothing of the kind.", None),
    ],
)
def test_a_date_printed_at_the_top_is_the_publication(text: str, expected: str | None) -> None:
    assert stated_publication(text) == expected
