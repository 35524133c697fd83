"""Names are taken apart, and abbreviations found, as a careful reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mapper.abbreviations import abbreviation
from graph.mapper.people import PersonName


@pytest.mark.parametrize(
    ("name", "given", "surname", "titled"),
    [
        ("Samantha Power", ("samantha",), "power", False),
        ("U.S. Ambassador Samantha Power", ("samantha",), "power", True),
        ("Ambassador Power", (), "power", True),
        ("S. Power", ("s",), "power", False),
        ("Bashar al-Ja'afari", ("bashar",), "jaafari", False),
        ("Dr. Bashar Jaafari", ("bashar",), "jaafari", True),
        ("UN Secretary-General Ban Ki-moon", ("ban",), "ki-moon", True),
        ("Lt. Gen. Roméo Dallaire", ("romeo",), "dallaire", True),
        ("Robert F. Kennedy Jr.", ("robert", "f"), "kennedy", False),
        ("Max van der Stoel", ("max",), "stoel", False),
        ("President", (), "president", False),
        ("", (), "", False),
    ],
)  # fmt: skip
def test_a_name_is_taken_apart(name: str, given: tuple[str, ...], surname: str, titled: bool) -> None:
    assert PersonName.of(name) == PersonName(given, surname, titled)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("Vitaly Churkin", "Vitaly I. Churkin", True),
        ("V. Churkin", "Vitaly Churkin", True),
        ("Churkin", "Vitaly Churkin", True),
        ("Vitaly I. Churkin", "Vitaly A. Churkin", False),
        ("Vitaly Churkin", "Vitali Churkin", False),
        ("Vitaly Churkin", "Vitaly Power", False),
        ("", "", False),
    ],
)
def test_names_that_can_be_one_persons(one: str, other: str, fit: bool) -> None:
    assert PersonName.of(one).fits(PersonName.of(other)) is fit
    assert PersonName.of(other).fits(PersonName.of(one)) is fit


@given(st.text(max_size=30))
def test_any_text_is_a_name(text: str) -> None:
    name = PersonName.of(text)
    assert not name.surname or name.fits(name)


NETWORK = "Syrian Network for Human Rights"


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        (f"The {NETWORK} (SNHR) said", NETWORK, "SNHR"),
        ("the syrian network\nfor human rights (“SNHR”), which", NETWORK, "SNHR"),
        (f"{NETWORK} (SNHR)", f"{NETWORK} (SNHR)", "SNHR"),
        (f"{NETWORK} (London)", NETWORK, None),
        (f"{NETWORK}, or SNHR", NETWORK, None),
        ("The Northern Centre for Civil Rights (NCCR) said", "Northern Centre", "NCCR"),
        ("Human Rights Watch and Human Rights First (HRF)", "Human Rights Watch", None),
        ("Amnesty International told Human Rights Watch (HRW)", "Amnesty International", None),
        ("Doctors Without Borders (MSF)", "Doctors Without Borders", None),
        ("Russia (RU)", "Russia", None),
        ("The Foo Bar (2014)", "Foo Bar", None),
        ("no bracket at all", "no bracket", None),
    ],
)
def test_an_abbreviation_is_made_of_first_letters(text: str, name: str, short: str | None) -> None:
    assert abbreviation(text, name) == short


@given(st.text(alphabet="AB (c).\n", max_size=60), st.text(alphabet="AB c*+(", min_size=1, max_size=12))
def test_any_text_and_name_can_be_looked_at(text: str, name: str) -> None:
    found = abbreviation(text, name)
    assert found is None or found in text or found in name
