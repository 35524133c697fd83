"""Rows become events: by their number, by what they name, or each by itself; no row gets lost between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.records.gather import Gatherer, match_tables
from graph.records.layout import Layout, load_layout
from graph.records.read import open_tables
from tests.official import VOTES, ballot, clean_tables, raw_table, sound, table

BY_NAME = """
layout: by-name
about: Votes without a number of the event.
kind: voting
title: By name
body: body/un-security-council
tables:
  - name: votes
    header: [draft, day, who, how]
    columns:
      draft: {to: draft}
      day: {to: date}
      who: {to: voter}
      how: {to: choice, values: {Y: yes, N: no, "-": ""}}
"""


def gathered(layout: Layout, *files: Path) -> Gatherer:
    gatherer = Gatherer(layout)
    for one, spec in match_tables(layout, open_tables(layout, files)):
        gatherer.add(one, spec)
    return gatherer


@pytest.fixture
def by_name(tmp_path: Path) -> Layout:
    path = tmp_path / "by-name.yml"
    path.write_text(BY_NAME, "utf-8")
    return load_layout(str(path))


def test_tables_may_be_given_in_any_order(tmp_path: Path) -> None:
    drafts, votes = clean_tables(tmp_path, [sound(1), sound(2)])
    layout = load_layout("sc-drafts")
    one, other = gathered(layout, drafts, votes), gathered(layout, votes, drafts)
    assert list(one.items) == list(other.items) == ["1", "2"]
    assert one.items["2"].where() == "drafts.csv 3; votes.csv 17-31"
    assert (one.rows, one.votes, one.findings) == (32, 30, [])
    assert one.items["2"].values == other.items["2"].values


def test_events_without_a_number_are_named_by_what_they_say(by_name: Layout, tmp_path: Path) -> None:
    rows = [
        ("S/2014/348", "2014-05-22", "China", "N"),
        ("S/2014/348", "2014-05-22", "France", "Y"),
        ("S/2014/401", "2014-06-25", "France", "Y"),
    ]
    found = gathered(by_name, table(tmp_path / "v.csv", ("draft", "day", "who", "how"), rows))
    assert {name: list(item.choices) for name, item in found.items.items()} == {
        "S/2014/348 2014-05-22": ["no", "yes"],
        "S/2014/401 2014-06-25": ["yes"],
    }


def test_rows_that_name_nothing_are_events_of_their_own(by_name: Layout, tmp_path: Path) -> None:
    found = gathered(
        by_name,
        table(
            tmp_path / "v.csv",
            ("draft", "day", "who", "how"),
            [("", "", "China", "N"), ("", "", "France", "Y")],
        ),
    )
    assert list(found.items) == ["v.csv 2", "v.csv 3"]


def test_a_choice_that_is_translated_to_nothing_is_no_vote(by_name: Layout, tmp_path: Path) -> None:
    found = gathered(
        by_name,
        table(
            tmp_path / "v.csv",
            ("draft", "day", "who", "how"),
            [("S/2014/348", "2014-05-22", "China", "-"), ("S/2014/348", "2014-05-22", "France", "Y")],
        ),
    )
    (item,) = found.items.values()
    assert (list(item.choices), found.votes, item.where()) == (["yes"], 1, "v.csv 2-3")


def test_cells_that_mean_the_same_do_not_disagree(by_name: Layout, tmp_path: Path) -> None:
    rows = [("S/2014/348", "2014-05-22", "China", "N"), (" S/2014/348 ", "2014-05-22", "France", "Y")]
    layout = load_layout("sc-votes-raw")
    votes = list(ballot().items())
    split = [
        sound(1, votes=votes[:7]),
        sound(1, votes=votes[7:], agenda=" The situation in the Middle East "),
    ]
    assert gathered(layout, raw_table(tmp_path, split)).items["1"].faults == []
    assert len(gathered(by_name, table(tmp_path / "v.csv", ("draft", "day", "who", "how"), rows)).items) == 2


def test_rows_apart_are_one_event(tmp_path: Path) -> None:
    rows = [
        ("1", "China", "Yes"),
        ("2", "China", "No"),
        ("1", "France", "Yes"),
        ("2", "France", "Yes"),
        ("1", "Chad", "Abstain"),
    ]
    drafts, _ = clean_tables(tmp_path, [sound(1), sound(2)])
    found = gathered(load_layout("sc-drafts"), drafts, table(tmp_path / "votes.csv", VOTES, rows))
    assert found.items["1"].where() == "drafts.csv 2; votes.csv 2, 4, 6"
    assert [found.pairs[at] for at in found.items["1"].pairs] == [
        ("China", None),
        ("France", None),
        ("Chad", None),
    ]


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("123"),
            st.sampled_from(["China", "France", "Chad", ""]),
            st.sampled_from(["Yes", "No", "", "Perhaps"]),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_row_belongs_to_one_event(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    drafts, _ = clean_tables(folder, [sound(1), sound(2)])
    found = gathered(load_layout("sc-drafts"), drafts, table(folder / "votes.csv", VOTES, rows))
    lines = sorted(line for item in found.items.values() for line in item.rows.get("votes.csv", ()))
    assert lines == list(range(2, len(rows) + 2))
    assert found.rows == len(rows) + 2
    assert (
        found.votes
        == sum(len(item.choices) for item in found.items.values())
        == sum(bool(who) and how in ("Yes", "No") for _, who, how in rows)
    )
    for event, who, how in rows:
        if how == "Perhaps" or (how and not who):
            assert {rule for rule, _ in found.items[event].faults} & {"unreadable-cell", "unknown-actor"}
