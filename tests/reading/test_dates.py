from __future__ import annotations

import pytest

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
        ("2118 (2013)", None, "2013"),
    ],
)
def test_resolve(text: str, published: str | None, expected: str | None) -> None:
    assert resolve(text, published) == expected


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
