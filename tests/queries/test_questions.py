"""The competency questions, asked of the seeds as a careful reader annotated them."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, QuerySolutions, Store

from graph.build.knowledge import lexicon_graph, ontology_graph
from graph.build.rules import derive, load_rules
from graph.errors import OntologyError
from graph.gazetteer import Gazetteer
from graph.idents import Idents
from graph.mapper import Mapper
from graph.model import MODALITIES, STATUSES, Document, Fact, Reading
from graph.paths import lexicon_dir, ontology_dir, rules_dir, seeds_dir
from graph.queries.gate import admit
from graph.queries.questions import load_questions
from graph.seeds import load_seeds
from graph.terms import BASE_IRI

Row = Mapping[str, str | None]
ALL = {question.id.split("-")[0]: question for question in load_questions()}
# What texts tell; test_record_questions.py asks the others, of the record.
QUESTIONS = {number: question for number, question in ALL.items() if number < "14"}

AP = "[Call by 58 countries to refer Syria to the International Criminal Court]"
AMNESTY = "RUSSIAN FEDERATION: Russia must not block efforts to end atrocities in Syria"
CNN = "Russia, China veto Syrian war crime probe"
IINA = "Amid calls for investigation into Syria strikes, Russia withdraws from International Criminal Court"
SOC = "[Press release on the International Court of Justice case against Syria]"
HRW, AI, COI = "Human Rights Watch", "Amnesty International", "UN Commission of Inquiry on Syria"
COUNCIL, ICC = "UN Security Council", "International Criminal Court"
SOHR, OPPOSITION = "Syrian Observatory for Human Rights", "Syrian Opposition Coalition"
AGENCY, TORTURE = "International Islamic News Agency", "Convention against Torture"

# Per question: the columns looked at; then either every row expected in them, or some of the rows.
WHOLE: dict[str, tuple[str, set[tuple[str | None, ...]]]] = {
    "01": ("actor date saidBy status document", {
        ("Russia", "2014-05-22", "CNN", "actual", CNN),
        ("China", "2014-05-22", "CNN", "actual", CNN),
        ("Russia", "2014", AGENCY, "actual", IINA),
        ("China", "2014", AGENCY, "actual", IINA),
        ("a state that is itself a party to that conflict", None, OPPOSITION, "actual", SOC),
    }),
    "02": ("actor role askedBy status modality document", {
        ("France", "drafter", None, "actual", "asserted", AP),
        ("193 members of the United Nations", "co-sponsor", "58 countries", "not_actual", "requested", AP),
        ("scores of co-sponsors", "co-sponsor", None, "actual", "asserted", CNN),
    }),
    "03": ("actor quantity date saidBy document", {
        ("Russia", None, "2011-10-04", AI, AMNESTY),
        ("China", "3", None, "Associated Press", AP),
        ("Russia", "3", None, "Associated Press", AP),
        ("China", None, None, "CNN", CNN),
        ("Russia", None, None, "CNN", CNN),
        ("China", None, "2014", AGENCY, IINA),
        ("Russia", None, "2014", AGENCY, IINA),
        ("a state that is itself a party to that conflict", None, None, OPPOSITION, SOC),
    }),
    "05": ("claimant speaker denied crime document", {
        ("Syria", "Faisal al Mekdad", "use of chlorine gas", "chemical weapons use", CNN),
        ("Syria", None, "killing civilians on purpose or violating international law", "attack on civilians", IINA),
        ("Russia", None, "killing civilians on purpose or violating international law", "attack on civilians", IINA),
    }),
    "06": ("actor action date status modality document", {
        ("Syria", "not a party", None, "actual", "asserted", AP),
        ("Russia", "signed", "2000", "actual", "asserted", IINA),
        ("Russia", "ratified", None, "not_actual", "negated", IINA),
        ("Russia", "withdrawal announced", "2016-11-16", "actual", "asserted", IINA),
        ("Russia", "withdrawal announced", None, "actual", "asserted", IINA),
        ("Gambia", "withdrawal announced", None, "actual", "asserted", IINA),
        ("South Africa", "withdrawal announced", None, "actual", "asserted", IINA),
        ("Burundi", "withdrawal announced", None, "actual", "asserted", IINA),
    }),
    "07": ("actor situation court document", {
        (COUNCIL, "Darfur", ICC, AP),
        (COUNCIL, "Libya", ICC, AP),
    }),
    "08": ("claimant target crime date document", {
        (COI, "Syria", "unlawful killing", "2013-09", AP),
        (COI, "Syrian rebels", "unlawful killing", "2013-09", AP),
        (COI, None, "crimes against humanity", None, AMNESTY),
        ("Arab League", "Syria", "human rights violations", None, AMNESTY),
    }),
    "09": ("claimant quantity target date document", {
        (AI, "2600", None, None, AMNESTY),
        (COI, "8", "Syria", "2013-09", AP),
        (COI, "1", "Syrian rebels", "2013-09", AP),
        ("Switzerland", "hundreds of thousands", None, None, AP),
        ("Switzerland", "millions", None, None, AP),
        (SOHR, "203", None, "2014-05-21", CNN),
        (SOHR, "72", None, "2014-05-21", CNN),
        (SOHR, "95", None, "2014-05-21", CNN),
        (AGENCY, "hundreds", None, None, IINA),
    }),
    "11": ("actor target crime statute status modality document", {
        ("Netherlands", "Syria", "torture", TORTURE, "actual", "asserted", SOC),
        ("Canada", "Syria", "torture", TORTURE, "actual", "asserted", SOC),
        ("OPCW", None, "chemical weapons use", None, "not_actual", "expected", CNN),
    }),
    "13": ("claimant target crime contestedBy document denialDocument", {
        ("France", "Syria", "chemical weapons use", "Syria", CNN, CNN),
    }),
}  # fmt: skip
SOME: dict[str, tuple[str, set[tuple[str | None, ...]]]] = {
    "04": ("claimant speaker target crime statute status modality document", {
        ("58 countries", None, "Syria", "human rights violations", "international humanitarian law", "actual", "asserted", AP),
        (HRW, "Richard Dicker", "Russia", "other", None, "not_actual", "hypothetical", AP),
        (HRW, "Richard Dicker", "China", "other", None, "not_actual", "hypothetical", AP),
        (AI, "Jose Luis Diaz", "Syria", "enforced disappearance", None, "actual", "asserted", AMNESTY),
        ("United States", "Samantha Power", "Russia", "other", None, "actual", "asserted", CNN),
        ("United Kingdom", "Mark Lyall Grant", "China", "other", None, "actual", "asserted", CNN),
        ("Russia", "Vitaly Churkin", None, "other", None, "actual", "asserted", CNN),
        ("France", "Laurent Fabius", "Syria", "chemical weapons use", None, "actual", "hedged", CNN),
        ("France", "Francois Hollande", "Russia", "war crimes", None, "actual", "hedged", IINA),
        ("Netherlands", None, "Syria", "chemical weapons use", TORTURE, "actual", "asserted", SOC),
        ("Canada", None, "Syria", "sexual violence", TORTURE, "actual", "asserted", SOC),
    }),
    "10": ("asWritten invokedBy kind document", {
        ("UN Charter Article 27(3)", OPPOSITION, "demand", SOC),
        ("UN Charter", OPPOSITION, "demand", SOC),
        ("Uniting for Peace", OPPOSITION, "demand", SOC),
        ("Security Council resolutions 2118 (2013) and 2254 (2015)", OPPOSITION, "demand", SOC),
        (TORTURE, "Canada", "accusation", SOC),
        ("international humanitarian law", "58 countries", "accusation", AP),
    }),
    "12": ("claimant speaker addressee demand document", {
        ("58 countries", None, "193 members of the United Nations", "co-sponsor the draft resolution", AP),
        ("France", None, COUNCIL, "vote on the draft resolution on Thursday (2014-05-22)", AP),
        (AI, "Jose Luis Diaz", COUNCIL, "refer Syria to the ICC prosecutor, arms embargo, asset freeze", AMNESTY),
        ("Arab League", None, "Syrian opposition", "open serious political talks within two weeks", AMNESTY),
        ("OPCW", "Ahmet Uzumcu", "all warring parties", "safe passage for the OPCW team", CNN),
        (OPPOSITION, None, "UN General Assembly", "apply the principle of Uniting for Peace", SOC),
        (OPPOSITION, None, "International Court of Justice", "carry on with the case until a just judgment", SOC),
    }),
}  # fmt: skip
IN_ALL = {"04": 30, "12": 24}  # how many rows the questions with only some rows above have in all


def annotated() -> list[tuple[Document, list[dict[str, Any]]]]:
    """Return the digests with the facts found in them by hand; never what the reader finds."""
    pairs = []
    for document in load_seeds([seeds_dir()]):
        lines = (seeds_dir() / document.id / "facts.jsonl").read_text("utf-8").splitlines()
        pairs.append((document, [json.loads(line) for line in lines]))
    assert len(pairs) == 5
    return pairs


def moved(data: dict[str, Any], base: str) -> Fact:
    fact = Fact.from_json(data)
    iris = {key: iri.replace(BASE_IRI, base) for key in ("actor_id", "target_id") if (iri := data[key])}
    return dataclasses.replace(fact, **iris)


def graph_of(base: str) -> list[Quad]:
    """Return ontology, lexicon, the annotated documents and what the rules derive from them."""
    gazetteer, idents = Gazetteer.load(lexicon_dir(), base), Idents(base)
    mapper = Mapper(gazetteer, base)
    quads: list[Quad] = [
        *ontology_graph(ontology_dir(), idents).quads,
        *lexicon_graph(gazetteer, idents).quads,
    ]
    for document, lines in annotated():
        facts = tuple(moved(line, base) for line in lines)
        quads += mapper.quads(Reading(document, facts, "annotator/1"))
    union = partial(stored(quads).query, use_default_graph_as_union=True)
    for rule in load_rules(rules_dir()):
        quads += derive(rule, union, idents)[1]
    return quads


def stored(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return graph_of(BASE_IRI)


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    return stored(quads)


def answer(store: Store, number: str) -> list[Row]:
    found = store.query(QUESTIONS[number].sparql, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: getattr(row[name], "value", None) for name in names} for row in found]


def columns(rows: list[Row], names: str) -> set[tuple[str | None, ...]]:
    return {tuple(row[name] for name in names.split()) for row in rows}


def test_there_are_the_questions_of_texts_and_of_the_record() -> None:
    assert sorted(ALL) == [f"{number:02}" for number in range(1, 19)]
    assert sorted(QUESTIONS) == [f"{number:02}" for number in range(1, 14)]
    assert sorted(WHOLE | SOME) == sorted(QUESTIONS)
    assert all(question.sentence.endswith("?") for question in ALL.values())


@pytest.mark.parametrize("number", sorted(WHOLE))
def test_a_question_is_answered_as_a_careful_reader_would(store: Store, number: str) -> None:
    names, expected = WHOLE[number]
    assert columns(answer(store, number), names) == expected


@pytest.mark.parametrize("number", sorted(SOME))
def test_a_question_with_many_answers_has_these_among_them(store: Store, number: str) -> None:
    names, expected = SOME[number]
    rows = answer(store, number)
    assert expected - columns(rows, names) == set()
    assert len(rows) == IN_ALL.get(number, len(rows))


@pytest.mark.parametrize("number", sorted(QUESTIONS))
def test_every_row_carries_its_evidence(store: Store, number: str) -> None:
    texts = {document.title: document.text for document, _ in annotated()}
    rows = answer(store, number)
    assert rows
    for row in rows:
        quote, start = row["quote"] or "", int(row["start"] or -1)
        assert texts[row["document"] or ""][start : start + len(quote)] == quote != ""
        assert row["status"] in STATUSES
        assert row["modality"] in MODALITIES
        assert (row["claim"] or "").startswith(BASE_IRI + "claim/")
    assert len({tuple(row.items()) for row in rows}) == len(rows), "a row is told twice"


@pytest.mark.parametrize("number", sorted(ALL))
def test_the_gate_for_strangers_lets_a_question_through(number: str) -> None:
    assert admit(ALL[number].sparql).form == "select"


def test_an_accuser_never_stands_as_the_accused(store: Store) -> None:
    assert all(row["claimant"] != row["target"] for row in answer(store, "04"))


def test_the_order_of_loading_does_not_show(store: Store, quads: list[Quad]) -> None:
    backwards = stored(reversed(quads))
    for number in QUESTIONS:
        assert answer(backwards, number) == answer(store, number)


def test_another_base_address_gives_the_same_answers(store: Store) -> None:
    elsewhere = stored(graph_of("https://graph.example/id/"))
    for number in QUESTIONS:
        names = [name for name in answer(store, number)[0] if name != "claim"]
        assert columns(answer(elsewhere, number), " ".join(names)) == columns(
            answer(store, number), " ".join(names)
        )


def test_a_second_engine_gives_the_same_answers(store: Store, quads: list[Quad]) -> None:
    """Hold the questions to the standard: rdflib shares no code with the engine that the store uses."""
    from rdflib import Graph

    union = Graph()
    union.parse(data="\n".join(sorted({f"{quad.triple} ." for quad in quads})), format="nt")
    for number, question in QUESTIONS.items():
        found = union.query(question.sparql)
        names = [str(variable) for variable in found.vars or ()]
        theirs = [{name: told(row, name) for name in names} for row in found]
        assert theirs == answer(store, number), question.sentence


def told(row: Any, name: str) -> str | None:
    value = row.asdict().get(name)
    return None if value is None else str(value)


# --- the loader


def test_a_folder_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no question found"):
        load_questions(tmp_path)


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p ?o }", "#\nASK {}", "", "# \nASK {}", "#Who?\nASK {}"])
def test_a_question_must_ask_in_its_first_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "q.rq").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=re.escape("q.rq:1: the first line does not ask the question")):
        load_questions(tmp_path)


def test_a_question_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes("# Qui a voté?\nASK {}".encode("latin-1"))
    with pytest.raises(OntologyError, match=r"q\.rq: not UTF-8 \(byte 11\)"):
        load_questions(tmp_path)
