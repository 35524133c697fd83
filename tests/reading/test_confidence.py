from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import OntologyError
from graph.gazetteer import Gazetteer
from graph.model import Document
from graph.reading.confidence import DIFFER, Confidence
from graph.reading.reader import Reader

TEXT = (
    "Russia vetoed the Security Council draft on Syria on Thursday. France said Syria had bombed hospitals. "
    "Amnesty International called on Iran to free the reporters."
)


@pytest.fixture(scope="module")
def careful(gazetteer: Gazetteer) -> Reader:
    return Reader.load(gazetteer, second=True, least=0.0)


def test_weights_add_up_to_a_probability() -> None:
    found = Confidence({"constant": 0.0, "type veto": 2.0, "parsers differ": -2.0})
    assert found.of({}) == 0.5
    assert found.of({"type veto": 1.0}) == 0.88
    assert found.of({"type veto": 1.0, "parsers differ": 1.0, "never measured": 1.0}) == 0.5


@pytest.mark.parametrize("text", ["constant: high\n", "constant: true\n", "- 1\n", ""])
def test_a_file_of_other_things_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "confidence.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=r"confidence\.yml"):
        Confidence.load(path)


def test_the_least_is_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "confidence.yml"
    path.write_text("constant: 1.0\nleast: 0.4\n", "utf-8")
    found = Confidence.load(path)
    assert (found.least, found.of({})) == (0.4, 0.73)


def test_a_fact_that_a_second_parser_does_not_find_is_less_sure(careful: Reader) -> None:
    document = Document(id="d", text=TEXT, sha256="0")
    scene, agreement = careful.scene(document), careful.agreement(document)
    assert agreement is not None
    candidates = list(careful.candidates(scene))
    assert any(agreement.has(scene.story, candidate) for candidate in candidates)
    alone = type(agreement)(frozenset())
    for candidate in candidates:
        found = careful.features(scene.story, candidate, agreement)
        assert (DIFFER not in found) == agreement.has(scene.story, candidate)
        assert DIFFER in careful.features(scene.story, candidate, alone)
    assert DIFFER not in careful.features(scene.story, candidates[0], None)


def test_a_difference_of_parsers_lowers_the_confidence(careful: Reader) -> None:
    assert careful._confidence.weights[DIFFER] < 0


def test_what_is_least_sure_is_left_out(gazetteer: Gazetteer) -> None:
    document = Document(id="d", text=TEXT, sha256="0")
    every = Reader.load(gazetteer, least=0.0).read(document).facts
    middle = sorted(fact.confidence for fact in every)[len(every) // 2]
    some = Reader.load(gazetteer, least=middle).read(document).facts
    assert some == tuple(fact for fact in every if fact.confidence >= middle)
    assert Reader.load(gazetteer, least=1.0).read(document).facts == ()


def test_parsers_and_least_are_told_in_the_reading(careful: Reader) -> None:
    settings = careful.read(Document(id="d", text=TEXT, sha256="0")).settings
    assert "en_core_web_md" in settings
    assert "en_core_web_sm" in settings
    assert "least=0.0" in settings
