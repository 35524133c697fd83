from __future__ import annotations

import pytest

from graph.gazetteer import Entry, Gazetteer
from graph.model import CRIMES
from graph.terms import BASE_IRI, DCTERMS, OST


def get(gazetteer: Gazetteer, path: str) -> Entry:
    entry = gazetteer.get(BASE_IRI + path)
    assert entry is not None, path
    return entry


@pytest.mark.parametrize(
    "path",
    [
        "statute/un-charter",
        "provision/un-charter/art-27-3",
        "provision/un-charter/chapter-7",
        "statute/rome-statute",
        *(
            f"provision/rome-statute/art-{n}"
            for n in ("5", "6", "7", "8", "8-bis", "12", "13", "15-bis", "127")
        ),
        "statute/convention-against-torture",
        "statute/genocide-convention",
        *(f"statute/geneva-convention-{n}" for n in (1, 2, 3, 4)),
        "statute/additional-protocol-1",
        "statute/additional-protocol-2",
        "statute/chemical-weapons-convention",
        "resolution/A-RES-377-V",
        "resolution/A-RES-76-262",
        *(f"resolution/S-RES-{n}" for n in (2118, 2254, 1593, 1970)),
        "statute/international-law",
        "statute/international-humanitarian-law",
        "statute/international-human-rights-law",
    ],
)
def test_the_instruments_in_play_are_there(gazetteer: Gazetteer, path: str) -> None:
    assert get(gazetteer, path).kind == path.split("/")[0]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("the Rome treaty", "Rome Statute"),
        ("Article 27(3)", "UN Charter Article 27(3)"),
        ("Article 27(3) of the United Nations Charter", "UN Charter Article 27(3)"),
        ("Chapter VII of the U.N. Charter", "UN Charter Chapter VII"),
        ("Article 127 of the Rome Statute", "Rome Statute Article 127"),
        ("Article 8 bis of the Rome Statute", "Rome Statute Article 8 bis"),
        ("UN Convention Against Torture", "Convention against Torture"),
        ("the Uniting for Peace resolution", "Uniting for Peace"),
        ("A/RES/377(V)", "Uniting for Peace"),
        ("resolution 76/262", "General Assembly resolution 76/262"),
        ("UNSCR 2118", "Security Council resolution 2118 (2013)"),
        ("Security Council Resolution 2254", "Security Council resolution 2254 (2015)"),
        ("CWC", "Chemical Weapons Convention"),
        ("Fourth Geneva Convention", "Fourth Geneva Convention"),
        ("the laws of war", "international humanitarian law"),
    ],
)
def test_instruments_go_by_the_names_that_texts_give_them(gazetteer: Gazetteer, form: str, name: str) -> None:
    assert [entry.name for entry in gazetteer.find(form)] == [name]


def test_every_provision_leads_up_to_its_statute(gazetteer: Gazetteer) -> None:
    provisions = [entry for entry in gazetteer.entries if entry.kind == "provision"]
    assert len(provisions) > 50
    for provision in provisions:
        above, steps = provision, 0
        while above.kind == "provision":
            assert above.parent is not None
            above, steps = get(gazetteer, above.parent.removeprefix(BASE_IRI)), steps + 1
            assert steps < 5, provision.id
        assert above.kind == "statute"
        assert provision.id.split("/provision/")[1].split("/")[0] == above.id.rsplit("/", 1)[-1]


def test_a_resolution_is_identified_by_its_symbol_and_adopted_in_its_year(gazetteer: Gazetteer) -> None:
    told: dict[str, dict[object, str]] = {}
    for triple in gazetteer.triples:
        if triple.predicate in (OST.symbol, DCTERMS.date):
            told.setdefault(str(triple.subject).strip("<>"), {})[triple.predicate] = str(triple.object).split(
                '"'
            )[1]
    resolutions = [entry for entry in gazetteer.entries if entry.kind == "resolution"]
    assert resolutions
    for entry in resolutions:
        symbol, date = told[entry.id][OST.symbol], told[entry.id][DCTERMS.date]
        plain = symbol.split("(")[0].replace("/", "-")
        assert entry.id.removeprefix(BASE_IRI + "resolution/").startswith(plain)
        if symbol.startswith("S/RES/"):
            assert symbol.endswith(f"({date[:4]})")


def test_the_crimes_are_those_of_the_facts(gazetteer: Gazetteer) -> None:
    crimes = {entry.name: entry for entry in gazetteer.entries if entry.kind == "crime"}
    assert set(crimes) == set(CRIMES)
    for name, entry in crimes.items():
        assert entry.id == BASE_IRI + "crime/" + name.replace(" / ", "-").replace(" ", "-")
        assert gazetteer.crime(name) == entry


def test_every_crime_but_other_is_defined_by_an_instrument(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        if entry.kind == "crime" and entry.name != "other":
            assert entry.defined_by is not None, entry.name
            assert get(gazetteer, entry.defined_by.removeprefix(BASE_IRI)).kind in ("provision", "statute")


@pytest.mark.parametrize(
    ("crime", "provision"),
    [
        ("genocide", "genocide-convention/art-2"),
        ("crimes against humanity", "rome-statute/art-7"),
        ("war crimes", "rome-statute/art-8"),
        ("aggression", "rome-statute/art-8-bis"),
        ("torture", "convention-against-torture/art-1"),
        ("chemical weapons use", "chemical-weapons-convention/art-1"),
    ],
)
def test_a_crime_is_defined_where_the_law_defines_it(
    gazetteer: Gazetteer, crime: str, provision: str
) -> None:
    entry = gazetteer.crime(crime)
    assert entry is not None
    assert entry.defined_by == f"{BASE_IRI}provision/{provision}"


def test_a_broader_crime_is_a_crime_and_never_itself(gazetteer: Gazetteer) -> None:
    narrower = [entry for entry in gazetteer.entries if entry.kind == "crime" and entry.parent]
    assert narrower
    for entry in narrower:
        seen = {entry.id}
        above = entry.parent
        while above:
            assert above not in seen
            seen.add(above)
            broader = get(gazetteer, above.removeprefix(BASE_IRI))
            assert broader.kind == "crime"
            above = broader.parent
