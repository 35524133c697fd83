from __future__ import annotations

import runpy
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Quad

from graph.gazetteer import Entry, Gazetteer, fold
from graph.paths import lexicon_dir
from graph.shapes import Shapes
from graph.terms import BASE_IRI

# Forms that name more than one entry on purpose: the text around them has to decide.
AMBIGUOUS = {
    "brussels": {"body/european-union", "state/BEL"},
    "congo": {"state/COD", "state/COG"},
    "congolese": {"state/COD", "state/COG"},
    "dominican": {"state/DMA", "state/DOM"},
    "dominicans": {"state/DMA", "state/DOM"},
}
# Names that texts write without a capital.
SMALL = {"anti-balaka", "dpa", "janjaweed", "peshmerga", "shabiha"}
ACTORS = {"state", "former_state", "body", "court", "organization", "armed_group"}


def local(entry: Entry) -> str:
    return entry.id.removeprefix(BASE_IRI)


def test_no_form_names_two_entries_unless_on_purpose(gazetteer: Gazetteer) -> None:
    named: dict[str, set[str]] = defaultdict(set)
    for form, entry, _ in gazetteer.forms():
        named[fold(form)].add(local(entry))
    assert {form: entries for form, entries in named.items() if len(entries) > 1} == AMBIGUOUS


def test_no_entry_repeats_a_form(gazetteer: Gazetteer) -> None:
    for entry in gazetteer.entries:
        forms = [entry.name, *entry.names, *entry.metonyms]
        assert len(forms) == len(set(forms)), entry.id
        assert len(entry.demonyms) == len(set(entry.demonyms)), entry.id


def test_forms_are_clean(gazetteer: Gazetteer) -> None:
    for form, entry, _ in gazetteer.forms():
        assert form == " ".join(form.split()), (entry.id, form)
        assert len(form) > 1, entry.id
        assert not set(form) & set(';|"’“”'), (entry.id, form)


def test_the_name_of_an_actor_has_a_capital(gazetteer: Gazetteer) -> None:
    """A form in small letters ("who", "is", "us") would be found in every sentence."""
    for form, entry, _ in gazetteer.forms():
        if entry.kind in ACTORS and " " not in form:
            assert form in SMALL or any(letter.isupper() or letter.isdigit() for letter in form), entry.id


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("United Nations Security Council", "UN Security Council", "body"),
        ("UNGA", "UN General Assembly", "body"),
        ("Human Rights Council", "UN Human Rights Council", "body"),
        ("the U.N.", "United Nations", "body"),
        ("UN Secretary-General", "United Nations", "body"),
        ("Organization for the Prohibition of Chemical Weapons", "OPCW", "body"),
        ("UN rights chief", "OHCHR", "body"),
        ("OCHA", "OCHA", "body"),
        (
            "Independent International Commission of Inquiry on the Syrian Arab Republic",
            "UN Commission of Inquiry on Syria",
            "body",
        ),
        ("IIIM", "International, Impartial and Independent Mechanism for Syria", "body"),
        ("Joint Investigative Mechanism", "OPCW-UN Joint Investigative Mechanism", "body"),
        ("League of Arab States", "Arab League", "body"),
        ("EU", "European Union", "body"),
        ("African Union", "African Union", "body"),
        ("ICC", "International Criminal Court", "court"),
        ("ICC prosecutor", "International Criminal Court", "court"),
        ("World Court", "International Court of Justice", "court"),
        ("ICTY", "International Criminal Tribunal for the former Yugoslavia", "court"),
        ("Special Tribunal for Lebanon", "Special Tribunal for Lebanon", "court"),
        ("HRW", "Human Rights Watch", "organization"),
        ("Amnesty", "Amnesty International", "organization"),
        ("SOHR", "Syrian Observatory for Human Rights", "organization"),
        ("SOC", "Syrian Opposition Coalition", "organization"),
        ("White Helmets", "Syrian Civil Defense", "organization"),
        ("Doctors Without Borders", "Médecins Sans Frontières", "organization"),
        ("AP", "Associated Press", "organization"),
        ("IINA", "International Islamic News Agency", "organization"),
        ("CNN", "CNN", "organization"),
        ("Daesh", "Islamic State", "armed_group"),
        ("Jabhat al-Nusra", "al-Nusra Front", "armed_group"),
        ("RSF", "Rapid Support Forces", "armed_group"),
        ("LTTE", "Liberation Tigers of Tamil Eelam", "armed_group"),
        ("Wagner", "Wagner Group", "armed_group"),
        ("P5", "permanent members of the Security Council", "actor_group"),
    ],
)
def test_bodies_courts_and_organisations_go_by_their_usual_names(
    gazetteer: Gazetteer, form: str, name: str, kind: str
) -> None:
    assert [(entry.name, entry.kind) for entry in gazetteer.find(form)] == [(name, kind)]


def test_an_organ_belongs_to_its_organisation(gazetteer: Gazetteer) -> None:
    for organ, whole in (
        ("body/un-security-council", "body/united-nations"),
        ("body/coi-syria", "body/un-human-rights-council"),
        ("body/opcw-iit", "body/opcw"),
        ("court/icc-otp", "court/icc"),
        ("court/echr", "body/council-of-europe"),
    ):
        entry = gazetteer.get(BASE_IRI + organ)
        assert entry is not None
        assert entry.parent == BASE_IRI + whole


def test_the_kind_of_an_entry_shows_in_its_identifier(gazetteer: Gazetteer) -> None:
    folders = {"organization": "org", "former_state": "state", "armed_group": "group", "actor_group": "group"}
    for entry in gazetteer.entries:
        assert local(entry).split("/")[0] == folders.get(entry.kind, entry.kind)


def test_every_file_names_its_sources() -> None:
    files = sorted(lexicon_dir().glob("*.ttl"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert f"<lexicon/{path.stem}> " in text, path.name
        assert "dcterms:source <http" in text, path.name


def test_the_lexicon_passes_the_shapes(gazetteer: Gazetteer, shapes: Shapes) -> None:
    assert shapes.validate([Quad(t.subject, t.predicate, t.object) for t in gazetteer.triples]) == []


@pytest.mark.shared
def test_spellings_that_the_scorer_holds_equal_lead_to_one_entry(gazetteer: Gazetteer, shared: Path) -> None:
    same: dict[str, str] = runpy.run_path(str(shared.parents[1] / "tools" / "score_facts.py"))["SAME"]
    assert len(same) > 30
    del same["syrian government"]  # a demonym and an institution: the reader puts them together
    for spelling, name in same.items():
        found = gazetteer.find(spelling) or gazetteer.find(f"{spelling}.")  # the scorer strips full stops
        assert len(found) == 1, spelling
        assert gazetteer.find(name) == found, name
        assert name in (fold(found[0].name), *map(fold, found[0].names))
