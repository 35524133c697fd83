from __future__ import annotations

import csv
import gzip
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import OntologyError
from graph.gazetteer import Entry, Gazetteer
from graph.paths import lexicon_dir
from graph.records.lookup import Lookup
from graph.records.names import NO_ACTOR, NO_CODE, NOTHING, SEVERAL, Names, Unresolved
from graph.records.periods import Rules, Span, span_of
from graph.records.spelling import key, without_notes
from graph.records.sponsors import split
from graph.terms import BASE_IRI

STATES = ("state", "former_state")
RULES = lexicon_dir() / "names.yml"


@pytest.fixture(scope="module")
def names(gazetteer: Gazetteer) -> Names:
    return Names(gazetteer)


def tail(found: Entry | Unresolved) -> str:
    """Return the end of an IRI, or why there is none."""
    return found.id.removeprefix(BASE_IRI) if isinstance(found, Entry) else found.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The forms of the UN Digital Library
        ("UNITED STATES", "state/USA"),
        ("USSR", "state/SUN"),
        ("VIET NAM", "state/VNM"),
        ("CZECHOSLOVAKIA", "state/CSK"),
        ("BYELORUSSIAN SSR", "state/BLR"),
        ("UKRAINIAN SSR", "state/UKR"),
        ("COTE D'IVOIRE", "state/CIV"),
        ("UNITED ARAB REPUBLIC", "state/EGY"),
        ("YUGOSLAVIA (FEDERAL REPUBLIC OF)", "state/SCG"),
        ("TANGANYIKA", "state/TZA"),
        ("ZANZIBAR", "state/XZN"),
        ("CONGO (LEOPOLDVILLE)", "state/COD"),
        ("CONGO (BRAZZAVILLE)", "state/COG"),
        ("CONGO (DEMOCRATIC REPUBLIC OF)", "state/COD"),
        ("DEMOCRATIC YEMEN", "state/YMD"),
        ("SOUTHERN YEMEN", "state/YMD"),
        ("GERMANY, FEDERAL REPUBLIC OF", "state/DEU"),
        ("CENTRAL AFRICAN EMPIRE", "state/CAF"),
        ("SAINT CHRISTOPHER AND NEVIS", "state/KNA"),
        ("THE FORMER YUGOSLAV REPUBLIC OF MACEDONIA", "state/MKD"),
        # Official long forms
        ("Bolivia (Plurinational State of)", "state/BOL"),
        ("Micronesia (Federated States of)", "state/FSM"),
        ("Lao People's Democratic Republic", "state/LAO"),
        ("Democratic People’s Republic of Korea", "state/PRK"),
        ("Netherlands (Kingdom of the)", "state/NLD"),
        ("United Kingdom Of Great Britain And Northern Ireland", "state/GBR"),
        # States that were renamed
        ("Zaire", "state/COD"),
        ("Burma", "state/MMR"),
        ("Swaziland", "state/SWZ"),
        ("Upper Volta", "state/BFA"),
        ("Dahomey", "state/BEN"),
        ("Ceylon", "state/LKA"),
        ("Kampuchea", "state/KHM"),
        ("Cape Verde", "state/CPV"),
        ("Malaya", "state/MYS"),
        ("Siam", "state/THA"),
        ("Persia", "state/IRN"),
        ("Rhodesia", "state/ZWE"),
        # Inverted, cut short, misspelt, with footnotes
        ("Iran, Islamic Republic of", "state/IRN"),
        ("Korea, Republic of", "state/KOR"),
        ("Korea, Dem. People's Rep. of", "state/PRK"),
        ("Korea, Rep.", "state/KOR"),
        ("Congo, Dem. Rep.", "state/COD"),
        ("Congo, Rep.", "state/COG"),
        ("Egypt, Arab Rep.", "state/EGY"),
        ("Bahamas, The", "state/BHS"),
        ("The Gambia", "state/GMB"),
        ("St. Vincent & the Grenadines", "state/VCT"),
        ("St Kitts & Nevis", "state/KNA"),
        ("Bosnia-Herzegovina", "state/BIH"),
        ("Cote D’ivoire", "state/CIV"),
        ("Côte d`Ivoire", "state/CIV"),
        ("Sao Tome and Principe", "state/STP"),
        ("Turkiye", "state/TUR"),
        ("Viet\u00a0Nam", "state/VNM"),
        ("U.S.S.R.", "state/SUN"),
        ("Ethipia", "state/ETH"),
        ("Costa,Rica", "state/CRI"),
        ("United  Kingdom", "state/GBR"),
        ("United Kindgom", "state/GBR"),
        ("Germany 3, 4", "state/DEU"),
        ("Serbia5", "state/SRB"),
        ("China¹", "state/CHN"),
        ("Holy See *", "state/VAT"),
        ("Niue **", "state/NIU"),
        ("Belarus a/", "state/BLR"),
        ("Syrian A.R.3", "state/SYR"),
        ("Ukraine [b]", "state/UKR"),
        ("[Yugoslavia (former)] 1", "state/YUG"),
        # Two names of one state
        ("Burkina Faso (Upper Volta)", "state/BFA"),
        ("Eswatini (formerly Swaziland)", "state/SWZ"),
        ("Tanzania/Tanganyika", "state/TZA"),
        # Not states
        ("European Union", "body/european-union"),
        ("UNESCO", "body/unesco"),
        # Taken at their word without a date
        ("Yugoslavia", "state/YUG"),
        ("Russia", "state/RUS"),
        ("Congo", "state/COG"),
        ("Republic of the Congo", "state/COG"),
        ("Vietnam", "state/VNM"),
        ("Republic of China", "state/TWN"),
        ("Serbia and Montenegro", "state/SCG"),
    ],
)
def test_a_name_is_found_however_tables_spell_it(names: Names, text: str, expected: str) -> None:
    assert tail(names.actor(text)) == expected


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Yugoslavia", "1991-01-01", "state/YUG"),
        ("Yugoslavia", "1992-04-27", "state/YUG"),
        ("Yugoslavia", "1992-04-28", "state/SCG"),
        ("Yugoslavia", "1999-05-10", "state/SCG"),
        ("Yugoslavia", "2006-06-02", "state/SCG"),
        ("Yugoslavia", "2012-11-29", "state/SRB"),  # a table that kept the old name for the seat
        ("Yugoslavia", "1992", "means two states in 1992: Yugoslavia, Serbia and Montenegro"),
        ("Socialist Federal Republic of Yugoslavia", "1999-01-01", "no longer existed on 1999-01-01"),
        ("Federal Republic of Yugoslavia", "1980-01-01", "did not exist yet on 1980-01-01"),
        ("Serbia and Montenegro", "2003", "state/SCG"),
        ("Serbia and Montenegro", "2006-06-03", "state/SRB"),
        ("Serbia", "1999-04-29", "state/SCG"),
        ("Serbia", "2006-06-03", "state/SRB"),
        ("Serbia", "1980-01-01", "did not exist yet on 1980-01-01"),
        ("Montenegro", "2000-11-01", "did not exist yet on 2000-11-01"),
        ("Russia", "1980-01-07", "state/SUN"),
        ("Russian Federation", "1991-12-25", "state/SUN"),
        ("Russian Federation", "1991-12-26", "state/RUS"),
        ("Russia", "1991", "means two states in 1991: Soviet Union, Russia"),
        ("USSR", "1991", "state/SUN"),
        ("USSR", "1991-12-26", "state/RUS"),
        ("Belarus", "1950-01-01", "state/BLR"),
        ("Ukraine", "1950-01-01", "state/UKR"),
        ("Kazakhstan", "1980-01-01", "did not exist yet on 1980-01-01"),
        ("Estonia", "1934", "state/EST"),
        ("Estonia", "1960", "did not exist in 1960"),
        ("Yemen", "1980-01-01", "state/YEM"),
        ("Yemen Arab Republic", "1990-12-06", "state/YEM"),
        ("Democratic Yemen", "1990-05-21", "state/YMD"),
        ("Democratic Yemen", "1990-05-22", "no longer existed on 1990-05-22"),
        ("Germany", "1980-01-01", "state/DEU"),
        ("Federal Republic of Germany", "1973-09-18", "state/DEU"),
        ("German Democratic Republic", "1990-10-02", "state/DDR"),
        ("German Democratic Republic", "1990-10-03", "no longer existed on 1990-10-03"),
        ("Czechoslovakia", "1992-12-31", "state/CSK"),
        ("Czechoslovakia", "1993-01-01", "no longer existed on 1993-01-01"),
        ("Czech Republic", "1992-12-31", "did not exist yet on 1992-12-31"),
        ("Vietnam", "1976-07-02", "state/VNM"),
        ("Viet Nam", "1970-01-01", "means two states on 1970-01-01: North Vietnam, South Vietnam"),
        ("Democratic Republic of Viet-Nam", "1970-01-01", "state/VDR"),
        ("Republic of South Viet-Nam", "1975-08-11", "state/XVN"),
        ("South Viet-Nam", "1970-01-01", "state/XVN"),
        ("China", "1955-12-13", "state/CHN"),
        ("China", "1972-01-01", "state/CHN"),
        ("Taiwan", "1955-12-13", "state/CHN"),
        ("Republic of China", "1971-10-24", "state/CHN"),
        ("Taiwan", "1971-10-25", "state/TWN"),
        ("Congo", "1960-09-20", "state/COG"),
        ("Congo", "2007-03-01", "state/COG"),
        ("Republic of the Congo", "1991-05-01", "state/COG"),
        (
            "Republic of the Congo",
            "1961-02-21",
            "means two states on 1961-02-21: Republic of the Congo, Democratic Republic of the Congo",
        ),
        ("Korea", "1991-09-17", "means two states on 1991-09-17: South Korea, North Korea"),
        ("Zanzibar", "1963-12-16", "state/XZN"),
        ("Zanzibar", "1970", "no longer existed in 1970"),
        ("Tanganyika", "1961-12-14", "state/TZA"),
        ("United Arab Republic", "1960-01-01", "state/EGY"),
        ("Syria", "1960-01-01", "did not exist on 1960-01-01"),
        ("Syria", "1945-10-24", "state/SYR"),
        ("India", "1946-01-01", "state/IND"),
        ("Russia (Soviet Union)", "1980", "state/SUN"),
        ("Serbia (Yugoslavia)", "1999", "state/SCG"),
        ("France", "1994-06", "state/FRA"),
        ("France", "1994-06-01 10:00:00", "state/FRA"),
        ("France", "last year", "not a date: 'last year'"),
        ("France", "1994-13-01", "not a date: '1994-13-01'"),
    ],
)
def test_the_date_decides_what_a_name_means(names: Names, text: str, on: str, expected: str) -> None:
    assert tail(names.actor(text, on)).startswith(expected)


@pytest.mark.parametrize(
    ("text", "on", "reason", "candidates"),
    [
        ("Frnace", None, NO_ACTOR, ("France",)),
        ("Solomon", None, NO_ACTOR, ("Solomon Islands",)),
        ("Czechoslovakia", "1995", "no longer existed in 1995", ("Czechia", "Slovakia")),
        ("Korea", None, "means two states: South Korea, North Korea", ("South Korea", "North Korea")),
        ("E10", None, SEVERAL, ()),
        ("Arab states", None, SEVERAL, None),
        ("Moscow", None, NO_ACTOR, None),  # a text may call Russia so, a table does not
        ("Genocide Convention", None, NO_ACTOR, None),
        ("France (Germany)", None, "means two states: France, Germany", ("France", "Germany")),
        ("France (observer)", None, NO_ACTOR, None),
        ("", None, NOTHING, ()),
        (" 12 *", None, NO_ACTOR, None),
        ("x" * 500, None, "too long for a name", ()),
    ],
)
def test_what_is_not_known_says_why_and_what_is_near(
    names: Names, text: str, on: str | None, reason: str, candidates: tuple[str, ...] | None
) -> None:
    found = names.actor(text, on)
    assert isinstance(found, Unresolved)
    assert found.reason == reason
    if candidates is not None:
        assert found.candidates[: len(candidates)] == candidates


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("NA", None, "state/NAM"),
        ("na ", "2001-01-01", "state/NAM"),
        ("FRA", None, "state/FRA"),
        ("8", None, "state/ALB"),
        ("008", None, "state/ALB"),
        ("158", None, "state/TWN"),
        ("RU", "1980-01-01", "state/SUN"),
        ("SUN", "2000-01-01", "state/RUS"),
        ("YUG", None, "state/YUG"),
        ("YU", "1999-01-01", "state/SCG"),
        ("CS", "1980-01-01", "state/CSK"),
        ("CS", "2004-01-01", "state/SCG"),
        ("CS", None, "means two states: Czechoslovakia, Serbia and Montenegro"),
        ("ZAR", "1982-01-01", "state/COD"),
        ("280", "1980-01-01", "state/DEU"),
        ("UK", None, "state/GBR"),
        ("XX", None, NO_CODE),
        ("", None, NO_CODE),
    ],
)
def test_codes_of_today_and_codes_given_up(names: Names, code: str, on: str | None, expected: str) -> None:
    assert tail(names.code(code, on)) == expected


@pytest.mark.parametrize(
    ("texts", "on", "expected"),
    [
        (["Namibia", "NA"], "2001-01-01", "state/NAM"),
        (["Russia", "RU"], "1980-01-01", "state/SUN"),
        (["Yugoslavia", "YU"], "1999-01-01", "state/SCG"),
        (["Federal Republic of Germany", ""], "1980-01-01", "state/DEU"),
        (["France", None, "XX"], None, "state/FRA"),
        (["Frnace", "FRA"], None, "state/FRA"),
        (["FRA"], None, "state/FRA"),
        ([None, "NA"], "2001-01-01", "state/NAM"),
        ([None, "UNESCO"], None, "body/unesco"),
        (["Korea", "KOR"], "1999-01-01", "state/KOR"),
        (["Korea", "FRA"], "1999-01-01", "means two states on 1999-01-01: South Korea, North Korea"),
        (["France", "DEU"], None, "name and code disagree: France, Germany"),
        (["Frnace", "FRA", "DE"], None, "name and code disagree: France, Germany"),
        (["South Yemen", "YE"], "1980-01-01", "name and code disagree: South Yemen, Yemen"),
        (["Czechoslovakia", "CZ"], "1999-01-01", "no longer existed on 1999-01-01"),
        (["", None], None, NOTHING),
        ([], None, NOTHING),
    ],
)
def test_name_and_code_must_agree(
    names: Names, texts: list[str | None], on: str | None, expected: str
) -> None:
    assert tail(names.any(texts, on)) == expected


def test_no_spelling_leads_to_two_actors_unless_a_rule_says_which(gazetteer: Gazetteer) -> None:
    rules = Rules.load(RULES)
    named: dict[str, set[str]] = {}
    for entry in gazetteer.entries:
        if entry.kind in (*STATES, "body", "court", "organization", "armed_group"):
            for form in (entry.name, *entry.names, *entry.hidden):
                named.setdefault(key(form, rules.abbreviations), set()).add(entry.id)
    shared_by_two = {name for name, ids in named.items() if len(ids) > 1}
    assert shared_by_two == {"congo"}
    assert shared_by_two <= set(rules.meanings)


def test_no_hidden_spelling_repeats_what_another_name_of_its_actor_gives(gazetteer: Gazetteer) -> None:
    short = Rules.load(RULES).abbreviations
    hidden = [entry for entry in gazetteer.entries if entry.hidden]
    assert len(hidden) > 50
    for entry in hidden:
        keys = [key(form, short) for form in (entry.name, *entry.names, *entry.hidden)]
        assert not [form for form in entry.hidden if keys.count(key(form, short)) > 1], entry.name


def test_the_reader_of_texts_does_not_know_hidden_spellings(gazetteer: Gazetteer) -> None:
    forms = {form for form, _, _ in gazetteer.forms()}
    for form in ("Zanzibar", "Ethipia", "United Kindgom", "Formosa"):
        assert form not in forms
        assert gazetteer.find(form) == ()


def test_an_abbreviation_is_no_name(gazetteer: Gazetteer) -> None:
    """Were "is" to stand for "islands", "Islands" would be the armed group IS."""
    short = Rules.load(RULES).abbreviations
    keys = {
        key(form, {})
        for e in gazetteer.entries
        for form in (e.name, *e.names)
        if e.kind not in ("crime", "statute")
    }
    assert not keys & set(short)


def test_every_state_that_the_rules_name_is_in_the_lexicon(gazetteer: Gazetteer) -> None:
    rules = Rules.load(RULES)
    tables = (rules.meanings, rules.codes, rules.seats)
    told = {meaning.state for table in tables for means in table.values() for meaning in means}
    told |= set(rules.lives) | set(rules.seats)
    assert told <= set(Lookup(gazetteer, rules).states)
    assert {e.iso3 for e in gazetteer.entries if e.kind == "former_state"} <= set(rules.lives)


def test_lives_agree_with_the_years_of_the_lexicon(gazetteer: Gazetteer) -> None:
    rules = Rules.load(RULES)
    for entry in gazetteer.entries:
        if entry.kind == "former_state":
            (life,) = rules.lives[entry.iso3 or ""]
            assert life.last[:4] == entry.end, entry.name
            assert life.first[:4] == entry.start, entry.name


def test_a_repeated_question_is_answered_from_memory(names: Names) -> None:
    first = names.actor("United Kindgom", "1999-01-01")
    assert names.actor("United Kindgom", "1999-01-01") is first
    begun = time.process_time()
    for _ in range(100_000):
        names.actor("United Kindgom", "1999-01-01")
    assert time.process_time() - begun < 0.3


def test_a_lexicon_of_ones_own_is_read_with_the_same_rules(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(
        "@base <https://w3id.org/ostrakon/id/> . @prefix ost: <https://w3id.org/ostrakon#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<state/UTP> a ost:State ; skos:prefLabel "Utopia" ; skos:hiddenLabel "Uopia" ; ost:iso3 "UTP" ;\n'
        '    ost:start "15XX" ; ost:end "1800" .\n',
        encoding="utf-8",
    )
    own = Names(Gazetteer.load(tmp_path))
    assert tail(own.actor("UOPIA", "1999-01-01")) == "state/UTP"
    assert tail(own.actor("Congo", "1999-01-01")) == NO_ACTOR
    assert tail(own.actor("Yugoslavia")) == NO_ACTOR


def test_a_hidden_label_of_nobody_is_a_fault_of_its_file(tmp_path: Path) -> None:
    head = "@base <https://w3id.org/ostrakon/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    (tmp_path / "a.ttl").write_text(head + '<state/XYZ> skos:hiddenLabel "Nowhere"@en .\n', encoding="utf-8")
    with pytest.raises(OntologyError, match=r"a\.ttl:2.*state/XYZ"):
        Gazetteer.load(tmp_path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("lives:", "lifes:"), "needs the sections"),
        (("from: 1976-07-02", "since: 1976-07-02"), "'since' is no key here"),
        (("until: 1964-07-31", "until: 1964-31-07"), "section 'meanings'"),
        (("AGO: 1975/..", "AGO: soon"), "section 'lives'"),
        (("{state: RUS, until: 1991-12-25, seat: SUN}", "{state: RUS}"), "section 'seats'"),
        (("abbreviations:", "abbreviations: ["), "not YAML"),
    ],
)
def test_rules_that_cannot_be_used_are_named(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    text = RULES.read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / "names.yml").write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(words)) as caught:
        Rules.load(tmp_path / "names.yml")
    assert (caught.value.where or "").startswith(str(tmp_path / "names.yml"))


def test_rules_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="cannot be read"):
        Rules.load(tmp_path / "names.yml")


def test_the_fingerprint_stands_for_lexicon_and_rules(gazetteer: Gazetteer, tmp_path: Path) -> None:
    changed = tmp_path / "names.yml"
    changed.write_text(RULES.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert Names(gazetteer).fingerprint == Names(gazetteer).fingerprint
    assert Names(gazetteer, Rules.load(changed)).fingerprint != Names(gazetteer).fingerprint


def test_looking_names_up_needs_no_rdflib() -> None:
    code = "import sys, graph.records.sponsors; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("1991", Span("1991-01-01", "1991-12-31")),
        ("1991-12", Span("1991-12-01", "1991-12-31")),
        (" 1991-12-26", Span("1991-12-26", "1991-12-26")),
        ("1991-12-26T10:00Z", Span("1991-12-26", "1991-12-26")),
    ],
)
def test_a_date_is_its_days(text: str, span: Span) -> None:
    assert span_of(text) == span


@pytest.mark.parametrize("text", ["", "91", "1991-2-30", "1991-02-30", "26.12.1991", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        span_of(text)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_case_space_and_footnotes_do_not_matter(
    gazetteer: Gazetteer, names: Names, data: st.DataObject
) -> None:
    states = [entry for entry in gazetteer.entries if entry.kind in STATES]
    entry = data.draw(st.sampled_from(states))
    form = data.draw(st.sampled_from([entry.name, *entry.names, *entry.hidden]))
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
    note = data.draw(
        st.sampled_from(["", "3", " 5, 6", "*", " **", "¹", " [1]", " (2)", ".", "\u00a0", " a/"])
    )
    space = data.draw(st.sampled_from(["", " ", "\u00a0", "\t", "\n"]))
    assert names.actor(f"{space}{change(form)}{note}{space}") == names.actor(form)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_every_name_leads_to_its_state_at_a_date_within_its_life(
    gazetteer: Gazetteer, names: Names, data: st.DataObject
) -> None:
    rules = Rules.load(RULES)
    entry = data.draw(st.sampled_from([entry for entry in gazetteer.entries if entry.kind in STATES]))
    form = data.draw(st.sampled_from([entry.name, *entry.names, *entry.hidden]))
    life = rules.lives.get(entry.iso3 or "", (Span("1945-10-24", "2024-12-31"),))[-1]
    years = range(int(life.first[:4]) + 1, min(int(life.last[:4]), 2024) + 1)
    on = f"{data.draw(st.sampled_from(years))}-01-01"
    found = names.actor(form, on)
    if key(form, rules.abbreviations) in rules.meanings:
        assert isinstance(found, Entry) or entry.name in found.candidates or entry.iso3 in ("COD", "YUG")
    elif entry.iso3 == "TWN" and on < "1971-10-25":
        assert tail(found) == "state/CHN"
    else:
        assert found == entry


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60),
    st.one_of(st.none(), st.text(max_size=12), st.dates().map(str)),
)
def test_no_text_and_no_date_raises(names: Names, text: str, on: str | None) -> None:
    for found in (names.actor(text, on), names.code(text, on), names.any([text, text, None], on)):
        assert isinstance(found, Entry | Unresolved)
        if isinstance(found, Unresolved):
            assert found.reason
            assert len(found.candidates) <= 3
    assert without_notes(without_notes(text)) is not None


# --- every spelling of the records at hand

TERRITORIES = set(
    """
    American Samoa|Anguilla|Aruba|Bermuda|British Indian Ocean Territory|British Virgin Islands|Cayman Islands
    Falkland Islands|Faroe Islands|French Guiana|French Polynesia|Gibraltar|Greenland|Guam|Guernsey
    Heard Island and McDonald Islands|Hong Kong|Isle of Man|Macau|Montserrat|New Caledonia|Norfolk Island
    Northern Mariana Islands|Pitcairn Islands|Puerto Rico|Saint Helena|Saint Pierre and Miquelon
    South Georgia and the South Sandwich Islands|Turks and Caicos Islands|Virgin Islands|Wallis and Futuna
    Western Sahara
""".strip()
    .replace("\n    ", "|")
    .split("|")
)
# The status table gives both of them the code of Serbia and Montenegro.
WRONG_CODES = {"Montenegro", "Serbia"}
# Organs that asked for an advisory opinion, by initials that the lexicon lacks.
ORGANS = {"CARAT", "IFAD", "IMO"}
SPONSORS = {
    "E10": SEVERAL,
    "All Council Members": SEVERAL,
    "Solomon": NO_ACTOR,  # the source cut its cell off
    "United": NO_ACTOR,  # "Russian Federation and United" stands in one row, "States" in another
    "States": NO_ACTOR,
}


@pytest.fixture(scope="module")
def records(shared: Path) -> Path:
    return shared.parent / "un"


def rows(path: Path) -> Iterator[dict[str, str]]:
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert found, path.name
    yield from found


def iso(text: str) -> str | None:
    """Return the first day of "27-28 March 2001" or "22 Mar 1956 a"."""
    found = re.match(r"(\d{1,2})(?:-\d+)? ([A-Z][a-z]{2})[a-z]* (\d{4})", text)
    return found and f"{datetime.strptime(' '.join(found.groups()), '%d %b %Y'):%Y-%m-%d}"


def unclear(found: dict[str, Entry | Unresolved]) -> dict[str, str]:
    assert found
    return {text: answer.reason for text, answer in found.items() if isinstance(answer, Unresolved)}


@pytest.mark.shared
def test_every_council_member_that_votes_is_known(names: Names, records: Path) -> None:
    found = {
        f"{row[member]} {row[date]}": names.actor(row[member], row[date])
        for file, member, date in (
            ("sc_votes_raw.csv", "Member State", "Date,"),
            ("sc_votes.csv", "member", "date"),
            ("sc_membership_1992_2023.csv", "country_org", "start_year"),
            ("sc_membership_1992_2023.csv", "country_org", "end_year"),
        )
        for row in rows(records / file)
    }
    assert unclear(found) == {}


@pytest.mark.shared
def test_every_veto_is_somebodys(names: Names, records: Path) -> None:
    found = {
        f"{name} {row['date']}": names.actor(name, iso(row["date"]))
        for row in rows(records / "sc_vetoes_1946_2022.csv")
        for name in row["vetoing"].split("|")
    }
    assert unclear(found) == {}
    assert {tail(answer) for answer in found.values()} == {
        "state/CHN", "state/FRA", "state/GBR", "state/RUS", "state/SUN", "state/USA",
    }  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "column", "date"),
    [("sc_votes_raw.csv", "Submitted by", "Date,"), ("sc_drafts.csv", "submitted_by", "date")],
)
def test_every_sponsor_is_known(names: Names, records: Path, file: str, column: str, date: str) -> None:
    cells = {(row[column], row[date]) for row in rows(records / file)}
    assert len(cells) > 500
    found = [split(cell, names, on) for cell, on in cells]
    assert {answer.text: answer.reason for each in found for answer in each.unresolved} == SPONSORS
    assert {each.stated for each in found} == {None, 64, 80, 97}
    assert all(len(each.actors) == each.stated for each in found if each.stated)


@pytest.mark.shared
def test_every_vote_of_the_assembly_is_some_states(names: Names, records: Path) -> None:
    dates = {float(row["rcid"]): row["date"] for row in rows(records / "ga_roll_calls.csv")}
    votes = [
        (row["country"], row["country_code"], dates[float(row["rcid"])])
        for row in rows(records / "ga_votes.csv.gz")
    ]
    assert len(votes) > 800_000
    begun = time.process_time()
    found = {f"{name} {code} {on}": names.any((name, code), on) for name, code, on in votes}
    assert time.process_time() - begun < 20
    assert unclear(found) == {}
    assert tail(found["Russia RU 1946-01-01"]) == "state/SUN"
    assert tail(found["Taiwan TW 1946-01-01"]) == "state/CHN"  # China's seat
    assert tail(found["Namibia NA 2020-01-14"]) == "state/NAM"
    assert tail(found["Yugoslavia YU 2020-01-14"]) == "state/SRB"  # the table names the seat so to this day


@pytest.mark.shared
@pytest.mark.parametrize("number", ["1-1", "1-2", "4-1", "4-9", "18-10"])
def test_every_party_is_known_today_and_on_the_day_of_its_act(
    names: Names, records: Path, number: str
) -> None:
    found = {}
    for row in rows(records / f"treaty_{number}.csv"):
        party = row["Participant"]
        days = {iso(cell) for column, cell in row.items() if not column.startswith("Reg")} - {None}
        found |= {f"{party} {on}": names.actor(party, on) for on in [None, *days]}
    assert unclear(found) == {}


@pytest.mark.shared
def test_every_state_of_the_status_table_is_known(names: Names, records: Path) -> None:
    found = {
        row["country"]: names.any((row["country"], row["iso2"], row["iso3"]))
        for row in rows(records / "rome_statute_status_2021.csv")
        if row["country"]  # one row is empty
    }
    wrong = unclear(found)
    assert {name for name, reason in wrong.items() if reason == NO_ACTOR} == TERRITORIES
    assert {name for name, reason in wrong.items() if "disagree" in reason} == WRONG_CODES
    assert set(wrong) == TERRITORIES | WRONG_CODES
    assert all(isinstance(names.actor(name), Entry) for name in WRONG_CODES)


@pytest.mark.shared
def test_every_party_before_the_court_is_known(names: Names, records: Path) -> None:
    codes: dict[str, Entry | Unresolved] = {}
    parties: dict[str, Entry | Unresolved] = {}
    for row in rows(records / "icj_cases.csv"):
        short = row["casename_short"].split("_")[1:]
        codes |= {code: names.any([None, code]) for part in short for code in part.split("-") if code != "NA"}
        for case in re.findall(r"\(([^()]* v\. [^()]*|[^()]*/[^()]*)\)", row["casename_full"]):
            for party in re.split(r" v\. |/", case.split(":")[0]):
                said = split(party, names)
                parties |= {entry.name: entry for entry in said.actors}
                parties |= {answer.text: answer for answer in said.unresolved}
    assert len(codes) > 70
    assert len(parties) > 70
    assert set(unclear(codes)) == ORGANS
    assert unclear(parties) == {}


@pytest.mark.shared
def test_every_independent_state_is_known_by_each_english_name_and_code(names: Names, records: Path) -> None:
    spelt = ("UNTERM English Short", "UNTERM English Formal", "official_name_en", "CLDR display name")
    coded = ("ISO3166-1-Alpha-3", "ISO3166-1-Alpha-2", "ISO3166-1-numeric", "M49")
    states = [row for row in rows(records / "country_codes.csv") if row["is_independent"] == "Yes"]
    assert len(states) > 190
    for row in states:
        answers = [names.actor(row[c]) for c in (*spelt, "ISO4217-currency_country_name") if row[c]]
        answers += [names.code(row[column]) for column in coded]
        assert {tail(answer) for answer in answers} == {f"state/{row['ISO3166-1-Alpha-3']}"}


@pytest.mark.shared
def test_a_territory_is_never_taken_for_a_state(names: Names, records: Path) -> None:
    for row in rows(records / "country_codes.csv"):
        code = row["ISO3166-1-Alpha-3"]
        for found in (
            names.actor(row["CLDR display name"]),
            names.actor(row["official_name_en"]),
            names.code(code),
        ):
            assert not isinstance(found, Entry) or found.iso3 == code


@given(
    name=st.sampled_from(
        ["Russia", "USSR", "Yugoslavia", "Serbia", "Germany", "Viet Nam", "Taiwan", "Congo", "Zambia"]
    ),
    code=st.sampled_from([None, "RU", "SRB", "YU", "DE", "CD"]),
    day=st.dates(date(1945, 1, 1), date(2026, 12, 31)),
)
def test_an_answer_for_a_period_is_the_answer_for_its_day(
    names: Names, name: str, code: str | None, day: date
) -> None:
    asked = (name, code), day.isoformat()
    assert names.any(*asked) == names._find_any(*asked)
