from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.records.names import NO_ACTOR, SEVERAL, Names
from graph.records.sponsors import Sponsors, split


@pytest.fixture(scope="module")
def names(gazetteer: Gazetteer) -> Names:
    return Names(gazetteer)


def codes(found: Sponsors) -> str:
    return " ".join(entry.iso3 or entry.name for entry in found.actors)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Albania and United States", "ALB USA"),
        ("Albania, United States", "ALB USA"),
        ("Mexico and the United States of America", "MEX USA"),
        ("France,Russian Federation,Spain", "FRA RUS ESP"),
        ("France; Spain / Italy | Malta", "FRA ESP ITA MLT"),
        ("France\nSpain\r\nItaly", "FRA ESP ITA"),
        ("France & Spain", "FRA ESP"),
        ("Spain_x000D_\nand Sweden.", "ESP SWE"),
        ('"Albania, Austria, Croatia,_x000D_\nCyprus', "ALB AUT HRV CYP"),
        ("Austria, the_x000D_\nBahamas, the United_x000D_\nKingdom", "AUT BHS GBR"),
        ("Gabon, the Gambia, Ghana", "GAB GMB GHA"),
        ("Costa,Rica,Croatia", "CRI HRV"),
        ("Burundi,Cabo,Verde,Cambodia", "BDI CPV KHM"),
        ("Iran, Islamic Republic of, Iraq and Korea, Republic of", "IRN IRQ KOR"),
        ("Congo, Costa Rica", "COG CRI"),
        ("Guinea,Equatorial Guinea", "GIN GNQ"),
        ("Bosnia and Herzegovina and Croatia", "BIH HRV"),
        ("Antigua and Barbuda,Trinidad and Tobago,Sao Tome and Principe", "ATG TTO STP"),
        ("Saint Kitts and Nevis, Saint Vincent and the Grenadines", "KNA VCT"),
        ("Saint Vincent and the_x000D_\nGrenadines and Samoa", "VCT WSM"),
        ("United Kingdom of Great Britain and Northern Ireland and France", "GBR FRA"),
        ("Micronesia (Federated States of), Netherlands (Kingdom of the)", "FSM NLD"),
        ("UAE,Yemen", "ARE YEM"),
        ("European Union, France", "European Union FRA"),
        ("", ""),
        ("  ,, and ; the .", ""),
    ],
)
def test_names_are_taken_apart_and_kept_together(names: Names, text: str, expected: str) -> None:
    found = split(text, names)
    assert codes(found) == expected
    assert found.unresolved == ()
    assert not found.president


@pytest.mark.parametrize(
    ("on", "expected"),
    [(None, "ROU SCG"), ("2004-01-01", "ROU SCG"), ("2010-01-01", "ROU SRB MNE")],
)
def test_serbia_and_montenegro_are_one_until_2006(names: Names, on: str | None, expected: str) -> None:
    assert codes(split("Romania, Serbia and Montenegro", names, on)) == expected


def test_the_date_of_the_draft_decides(names: Names) -> None:
    assert codes(split("USSR, United States", names, "1990-08-02")) == "SUN USA"
    assert codes(split("Yugoslavia and Zaire", names, "1991-01-01")) == "YUG COD"
    (left,) = split("Czechoslovakia, France", names, "1999-01-01").unresolved
    assert left.reason == "no longer existed on 1999-01-01"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("President", ()),
        ("PRESIDENT", ()),
        ("President of the Security Council", ()),
        ("President?", ("the source doubts that it was the President",)),
    ],
)
def test_the_president_is_no_state(names: Names, text: str, notes: tuple[str, ...]) -> None:
    assert split(text, names) == Sponsors(president=True, notes=notes)


def test_a_state_may_stand_beside_the_president(names: Names) -> None:
    found = split("President, France", names)
    assert (found.president, codes(found)) == (True, "FRA")


@pytest.mark.parametrize("text", ["-none-", "none", " N/A "])
def test_none_is_nobody(names: Names, text: str) -> None:
    assert split(text, names) == Sponsors(notes=("the source says that there is none",))


def test_a_number_behind_the_last_name_counts_all_of_them(names: Names) -> None:
    found = split("Ukraine, United Kingdom, United States (3)", names)
    assert (codes(found), found.stated, found.notes) == ("UKR GBR USA", 3, ())
    found = split("United States (64)", names)
    assert (codes(found), found.stated) == ("USA", 64)
    assert found.notes == ("says that there are 64 sponsors, and names 1",)


def test_who_is_named_twice_counts_once(names: Names) -> None:
    found = split("Belarus,Belarus,India", names)
    assert (codes(found), found.notes) == ("BLR IND", ("names Belarus 2 times",))


def test_a_name_put_together_again_is_noted(names: Names) -> None:
    assert split("Chile,Costa,Rica", names).notes == ("'Costa,Rica' read as Costa Rica",)


@pytest.mark.parametrize(
    ("text", "left", "reason", "candidates"),
    [
        ("Russian Federation and United", "United", NO_ACTOR, ("United States",)),
        ("States", "States", NO_ACTOR, ("United States",)),
        ("Slovenia, Solomon", "Solomon", NO_ACTOR, ("Solomon Islands",)),
        ("France, Germny", "Germny", NO_ACTOR, ("Germany",)),
        ("E10", "E10", SEVERAL, ()),
        ("All Council Members", "All Council Members", SEVERAL, ()),
        ("African Union members", "African Union members", SEVERAL, ("African Union",)),
        ("Members of the Arab League", "Members of the Arab League", SEVERAL, ("Arab League",)),
        ("Herzegovina", "Herzegovina", NO_ACTOR, ("Bosnia and Herzegovina",)),
    ],
)
def test_what_is_not_known_is_never_guessed(
    names: Names, text: str, left: str, reason: str, candidates: tuple[str, ...]
) -> None:
    (found,) = split(text, names).unresolved
    assert (found.text, found.reason) == (left, reason)
    assert found.candidates[: len(candidates)] == candidates


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_list_of_states_comes_back(gazetteer: Gazetteer, names: Names, data: st.DataObject) -> None:
    states = [entry for entry in gazetteer.entries if entry.kind == "state"]
    chosen = data.draw(st.lists(st.sampled_from(states), min_size=1, max_size=20, unique=True))
    between = data.draw(st.sampled_from([",", ", ", "; ", "/", "\n", ",_x000D_\n", " and ", " & ", " | "]))
    found = split(between.join(entry.name for entry in chosen), names)
    assert found.actors == tuple(chosen)
    assert found.unresolved == ()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.one_of(st.none(), st.dates().map(str)))
def test_no_text_raises(names: Names, text: str, on: str | None) -> None:
    found = split(text, names, on)
    assert len({entry.id for entry in found.actors}) == len(found.actors)
    assert all(left.text for left in found.unresolved)


def test_a_long_cell_takes_time_in_step_with_its_length(names: Names) -> None:
    found = split("and, (1) " * 50_000, names)
    assert not found.actors
