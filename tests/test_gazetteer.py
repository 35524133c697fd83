from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import OntologyError
from graph.gazetteer import KINDS, Gazetteer, fold
from graph.paths import lexicon_dir
from graph.terms import BASE_IRI

HEAD = """@base <https://w3id.org/ostrakon/id/> .
@prefix ost: <https://w3id.org/ostrakon#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
UTOPIA = '<state/UTP> a ost:State ;\n    skos:prefLabel "Utopia"@en .\n'


def write(folder: Path, text: str, name: str = "one.ttl") -> Path:
    (folder / name).write_text(HEAD + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the U.S.", "state/USA"),
        ("us", "state/USA"),
        ("  The   United\nStates ", "state/USA"),
        ("BRITAIN", "state/GBR"),
        ("Côte d’Ivoire", "state/CIV"),
        ("Ivory Coast", "state/CIV"),
        ("Democratic Republic of Congo", "state/COD"),
        ("Niger", "state/NER"),
        ("the Kremlin", "state/RUS"),
        ("Assad regime", "state/SYR"),
        ("the Soviet Union", "state/SUN"),
        ("U.N. Security Council", "body/un-security-council"),
        ("the Hague-based nobody", None),
        ("French", None),  # a demonym is no name: "French" names no state
    ],
)
def test_a_name_is_found_whatever_its_case_article_and_apostrophe(
    gazetteer: Gazetteer, name: str, expected: str | None
) -> None:
    assert [entry.id for entry in gazetteer.find(name)] == ([BASE_IRI + expected] if expected else [])


def test_a_name_of_two_states_gives_both(gazetteer: Gazetteer) -> None:
    assert {entry.iso3 for entry in gazetteer.find("Congo")} == {"COD", "COG"}


def test_forms_say_how_they_name(gazetteer: Gazetteer) -> None:
    forms = {(form, how) for form, entry, how in gazetteer.forms() if entry.iso3 == "SYR"}
    assert {("Syria", "name"), ("Syrian Arab Republic", "name"), ("Damascus", "metonym")} <= forms
    assert {("Syrian", "demonym"), ("Syrians", "demonym")} <= forms


def test_every_kind_but_person_is_there(gazetteer: Gazetteer) -> None:
    assert {entry.kind for entry in gazetteer.entries} == set(KINDS) - {"person"}


def test_entries_are_sorted_and_found_by_their_identifier(gazetteer: Gazetteer) -> None:
    ids = [entry.id for entry in gazetteer.entries]
    assert ids == sorted(set(ids))
    assert all(gazetteer.get(entry.id) is entry for entry in gazetteer.entries)
    assert gazetteer.get(BASE_IRI + "state/XXX") is None


def test_a_crime_is_found_by_name_and_by_other_name(gazetteer: Gazetteer) -> None:
    found = gazetteer.crime("a chemical attack".removeprefix("a "))
    assert found is not None
    assert found.name == "chemical weapons use"
    assert found == gazetteer.crime("Chemical Weapons Use")
    assert gazetteer.crime("Russia") is None


def test_the_five_permanent_members(gazetteer: Gazetteer) -> None:
    expected = [BASE_IRI + f"state/{code}" for code in ("CHN", "FRA", "GBR", "RUS", "USA")]
    assert list(gazetteer.permanent_members) == expected


def test_the_fingerprint_stands_for_files_and_base(gazetteer: Gazetteer, tmp_path: Path) -> None:
    copy = shutil.copytree(lexicon_dir(), tmp_path / "copy")
    assert Gazetteer.load(copy).fingerprint == gazetteer.fingerprint
    assert Gazetteer.load(copy, "https://example.org/").fingerprint != gazetteer.fingerprint
    with (copy / "states.ttl").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert Gazetteer.load(copy).fingerprint != gazetteer.fingerprint


def test_identifiers_move_to_another_base_and_terms_do_not() -> None:
    base = "https://data.example.org/thing/"
    moved = Gazetteer.load(lexicon_dir(), base)
    links = [link for entry in moved.entries for link in (entry.id, entry.parent, entry.defined_by) if link]
    assert links
    assert all(link.startswith(base) for link in links)
    assert moved.permanent_members[0] == base + "state/CHN"
    assert not any(BASE_IRI in str(triple) for triple in moved.triples)
    assert any("https://w3id.org/ostrakon#State" in str(triple) for triple in moved.triples)


def test_a_file_of_ones_own_adds_names(tmp_path: Path) -> None:
    write(tmp_path, UTOPIA)
    write(tmp_path, '<state/UTP> skos:altLabel "Nowhere"@en ; ost:metonym "Amaurot"@en .\n', "own.ttl")
    (entry,) = Gazetteer.load(tmp_path).entries
    assert (entry.name, entry.names, entry.metonyms) == ("Utopia", ("Nowhere",), ("Amaurot",))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# fine\n<state/UTP> a ost:State ;\n    skos:prefLabel 'Utopia .\n", 6, "not Turtle"),
        (
            UTOPIA + "<state/ERE> a ost:State .\n<state/ERE> skos:altLabel 'Erewhon' .\n",
            6,
            "0 skos:prefLabel",
        ),
        (UTOPIA + '\n<state/UTP> skos:prefLabel "Eutopia"@en .\n', 4, "2 skos:prefLabel"),
        (UTOPIA + '<state/ERE> skos:altLabel "Erewhon"@en .\n', 6, "0 classes"),
        ("<state/UTP> a ost:State , ost:Body ; skos:prefLabel 'Utopia' .\n", 4, "2 classes"),
        (
            UTOPIA + "<provision/x/1> a ost:Provision ; skos:prefLabel 'X 1' ; ost:partOf <statute/x> .\n",
            6,
            "statute/x, which no file describes",
        ),
        (
            UTOPIA + "<crime/x> a ost:Crime ; skos:prefLabel 'x' ; ost:definedBy <provision/y> .\n",
            6,
            "provision/y, which no file describes",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    with pytest.raises(OntologyError) as caught:
        Gazetteer.load(write(tmp_path, text))
    assert caught.value.where == f"{tmp_path / 'one.ttl'}:{line}"
    assert words in caught.value.message


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.ttl").write_bytes((HEAD + UTOPIA.replace("Utopia", "Utopía")).encode("latin-1"))
    with pytest.raises(OntologyError, match=r"latin\.ttl"):
        Gazetteer.load(tmp_path)


@pytest.mark.parametrize("make", ["nothing", "empty", "no entries"])
def test_a_folder_without_entries_is_refused(tmp_path: Path, make: str) -> None:
    folder = tmp_path / "lexicon"
    if make != "nothing":
        folder.mkdir()
    if make == "no entries":
        write(folder, "")
    with pytest.raises(OntologyError, match="no lexicon here") as caught:
        Gazetteer.load(folder)
    assert caught.value.where == str(folder)


def test_loading_takes_less_than_three_tenths_of_a_second() -> None:
    def once() -> float:
        begun = time.process_time()  # what others do on the machine does not count
        Gazetteer.load(lexicon_dir())
        return time.process_time() - begun

    assert min(once() for _ in range(5)) < 0.3


def test_reading_names_needs_no_rdflib() -> None:
    code = "import sys, graph.gazetteer; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_name_finds_its_entry_in_any_case(gazetteer: Gazetteer, data: st.DataObject) -> None:
    named = [(form, entry) for form, entry, how in gazetteer.forms() if how != "demonym"]
    form, entry = data.draw(st.sampled_from(named))
    changed = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))(form)
    article = "" if form.lower().startswith("the ") else "the "
    assert entry in gazetteer.find(f" {article}{changed}\t")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_folding_leaves_single_spaces_and_no_capitals(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()
