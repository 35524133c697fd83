from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import OntologyError
from graph.model import Document, Fact
from graph.paths import lexicon_dir
from graph.reading.frames import TESTS, Frame, load_frames
from graph.reading.reader import Reader

FRAMES = load_frames(lexicon_dir() / "frames")
CASES = [(frame, n) for frame in FRAMES for n in range(len(frame.examples))]
assert CASES, "no frame has an example"

GOOD = """
type: veto
frames:
  - name: veto
    verbs: [veto]
    examples: [{text: Russia vetoed it., facts: []}]
"""


@pytest.mark.parametrize(("frame", "number"), CASES, ids=[f"{f.name}-{n}" for f, n in CASES])
def test_example(frame: Frame, number: int, read: Callable[..., list[Fact]]) -> None:
    example = frame.examples[number]
    found = [f.to_json() for f in read(example.text) if f.type == frame.type]
    for wanted in example.facts:
        assert any(_fits(fact, wanted) for fact in found), f"{wanted} not among {_brief(found)}"
    if not example.facts:
        assert not found, _brief(found)


def test_every_frame_has_a_sentence_it_finds_and_one_it_leaves() -> None:
    for frame in FRAMES:
        assert any(e.facts for e in frame.examples), frame.name
        assert any(not e.facts for e in frame.examples), frame.name


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("type: veto", "type: vetoo"), "'type' must be one of"),
        (GOOD.replace("verbs", "werbs"), "unknown key 'werbs'"),
        (GOOD.replace("verbs: [veto]", "verbs: [1]"), "must be a list of words"),
        (GOOD.replace("    verbs: [veto]\n", ""), "are missing"),
        (GOOD + "    actor: Sub ject\n", "has a step that cannot be read"),
        (GOOD + "    when: {object: 3}\n", "must be a list of words"),
        (
            GOOD.replace("examples: [{text: Russia vetoed it., facts: []}]", "actor: subject"),
            "'examples' are missing",
        ),
        (GOOD + "extra: 1\n", "unknown key 'extra'"),
        ("type: veto\nframes: 3\n", "must be a list of frames"),
        ("type: veto\nframes: [\n", "not YAML"),
    ],
)
def test_a_broken_frame_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "veto.yml").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=says) as caught:
        load_frames(tmp_path)
    assert "veto.yml" in str(caught.value)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no frame files"):
        load_frames(tmp_path)


def test_two_frames_of_one_name_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(GOOD, "utf-8")
    (tmp_path / "b.yml").write_text(GOOD, "utf-8")
    with pytest.raises(OntologyError, match="defined twice"):
        load_frames(tmp_path)


def _fits(fact: dict[str, Any], wanted: Any) -> bool:
    return all(fact[key] == value for key, value in wanted.items())


def _brief(facts: list[dict[str, Any]]) -> list[str]:
    return [
        f"{f['type']} {f['actor']} -> {f['target']} {f['crime']} {f['value']} {f['status']}" for f in facts
    ]


def test_an_unknown_test_in_a_condition_is_named(tmp_path: Path) -> None:
    (tmp_path / "veto.yml").write_text(GOOD + "    when: {object: [$dragon]}\n", "utf-8")
    with pytest.raises(OntologyError, match=r"\$dragon"):
        load_frames(tmp_path)


def test_the_tests_that_conditions_may_ask_for_are_those_that_the_scene_answers(reader: Reader) -> None:
    scene = reader.scene(Document(id="t", text="Russia vetoed it.", sha256="0"))
    assert set(scene.tests) == set(TESTS)
