from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import symbols
from graph.records.symbols import SymbolKind


@pytest.mark.parametrize(
    ("cell", "text", "amendment"),
    [
        ("S/2014/348", "S/2014/348", False),
        ("s/2014/348", "S/2014/348", False),
        (" S/2014/348_x000D_\n", "S/2014/348", False),
        ("S/2002/1385/REV.1", "S/2002/1385/Rev.1", False),
        ("S/22141/rev.2", "S/22141/Rev.2", False),
        ("S/339", "S/339", False),
        ("para 4 of S/2002/825", "S/2002/825", False),
        ("Amendment to S/2020/667", "S/2020/667", True),
        ("S/2020/24 amendment", "S/2020/24", True),
        ("A/68/L.39", "A/68/L.39", False),
        ("A/C.3/68/L.42/Rev.1", "A/C.3/68/L.42/Rev.1", False),
        ("S/RES/2139(2014)", None, False),
        ("2139 (2014)", None, False),
        ("S/PV.7180", None, False),
        ("oral", None, False),
        ("", None, False),
        ("S/2014/348 and S/2014/350", "S/2014/348", False),
        ("S/2014/348-350", None, False),
        ("S/2014", "S/2014", False),
        ("XS/2014/348", None, False),
    ],
)  # fmt: skip
def test_a_draft(cell: str, text: str | None, amendment: bool) -> None:
    found = symbols.draft(cell)
    assert (found.text, found.amendment) == (text, amendment)


@pytest.mark.parametrize(
    ("cell", "year", "text"),
    [
        ("893 (1994)", None, "S/RES/893(1994)"),
        ("893", "1994", "S/RES/893(1994)"),
        ("893", None, None),
        ("S/RES/2139 (2014)", None, "S/RES/2139(2014)"),
        ("s/res/2139(2014)", "1999", "S/RES/2139(2014)"),
        ("Resolution 2139 (2014)", None, "S/RES/2139(2014)"),
        ("0893", "1994", "S/RES/893(1994)"),
        ("A/RES/68/182", None, "A/RES/68/182"),
        ("A/RES/377(V)", None, "A/RES/377(V)"),
        ("A/RES/S-10/2", None, "A/RES/S-10/2"),
        ("S/2014/348", "2014", None),
        ("many", "2014", None),
        ("", "2014", None),
    ],
)
def test_a_resolution(cell: str, year: str | None, text: str | None) -> None:
    assert symbols.resolution(cell, year).text == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("3326", "S/PV.3326"),
        ("PV.3326", "S/PV.3326"),
        ("S/PV.7180", "S/PV.7180"),
        ("7180 (Resumption 1)", "S/PV.7180 (Resumption 1)"),
        ("A/68/PV.70", "A/68/PV.70"),
        ("V060", None),
        ("S/2014/348", None),
        ("", None),
    ],
)
def test_a_meeting(cell: str, text: str | None) -> None:
    assert symbols.meeting(cell).text == text


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("S/2014/348", "draft"),
        ("S/RES/2139(2014)", "resolution"),
        ("resolution 2139", "resolution"),
        ("S/PV.7180", "meeting"),
        ("PV.7180", "meeting"),
        ("2139", "none"),
        ("7180", "none"),
        ("the draft S/2014/348", "none"),
        ("", "none"),
    ],
)
def test_the_kind_of_a_symbol(cell: str, kind: SymbolKind) -> None:
    assert symbols.kind(cell) == kind


@pytest.mark.parametrize(
    ("symbol", "slug"),
    [("S/RES/893(1994)", "S-RES-893"), ("S/2014/348", "S-2014-348"), ("S/22141/Rev.2", "S-22141-Rev.2"), ("A/RES/377(V)", "A-RES-377-V"), ("A/C.3/68/L.42", "A-C.3-68-L.42")],
)  # fmt: skip
def test_a_slug(symbol: str, slug: str) -> None:
    assert symbols.slug(symbol) == slug


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_is_a_symbol_or_none_and_is_tidied_once(cell: str) -> None:
    tidy = symbols.tidy(cell)
    assert symbols.tidy(tidy) == tidy
    for read in (symbols.draft, symbols.meeting):
        found = read(cell)
        assert (found.text is None) == (found.kind == "none")
        if found.text:
            assert read(found.text).text == found.text
    found = symbols.resolution(cell, "2014")
    if found.text:
        assert symbols.resolution(found.text, None).text == found.text
    assert symbols.kind(cell) in ("draft", "resolution", "meeting", "none")


@given(st.integers(1, 9999), st.integers(1946, 2030))
def test_a_resolution_by_number_and_year(number: int, year: int) -> None:
    symbol = symbols.resolution(str(number), str(year)).text
    assert symbol == f"S/RES/{number}({year})"
    assert symbols.kind(symbol) == "resolution"
    assert symbols.draft(symbol).text is None
    assert symbols.slug(symbol) == f"S-RES-{number}"
