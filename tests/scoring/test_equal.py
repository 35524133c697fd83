"""The numbers are those of the reference scorer, whatever was read."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import FACT_TYPES, STATUSES, Document
from graph.scoring import Report, Scorer, load_facts, load_gold
from graph.scoring.compare import _value
from graph.scoring.names import key
from graph.scoring.texts import Text

if TYPE_CHECKING:
    from graph.reading.reader import Reader

pytestmark = pytest.mark.shared

Json = dict[str, Any]
ByTool = Callable[[Path, Path, Path], Json]


def annotated(shared: Path) -> list[tuple[str, str, list[Json]]]:
    """Return each document's name, text and annotation as facts that a perfect reader would print."""
    data = shared / "data" / "reading"
    found = []
    for path in sorted((data / "gold").glob("*.json")):
        text = (data / "docs" / f"{path.stem}.txt").read_bytes().decode()
        facts = json.loads(path.read_text("utf-8"))["facts"]
        found.append((path.stem, text, [placed(fact, text) | {"document": path.stem} for fact in facts]))
    assert len(found) > 5
    return found


def placed(fact: Json, text: str) -> Json:
    start = text.index(fact["quote"])
    return fact | {"start": start, "end": start + len(fact["quote"])}


def damaged(facts: list[Json], text: str, chance: random.Random) -> list[Json]:
    """Return facts as a poor reader would give them: some lost, moved, turned round, told twice."""
    found = []
    for fact in facts:
        worse = dict(fact)
        for _ in range(chance.randrange(3)):
            worse |= change(worse, text, chance)
        found += [worse] * chance.choice([0, 1, 1, 1, 1, 2])
    chance.shuffle(found)
    return found


def change(fact: Json, text: str, chance: random.Random) -> Json:
    start = chance.randrange(len(text))
    end = min(len(text), start + chance.randrange(1, 200))
    changes: list[Json] = [
        {"type": chance.choice(FACT_TYPES)},
        {"type": "vote", "value": "no"},
        {"status": chance.choice(STATUSES)},
        {
            "actor": chance.choice(
                ["the U.S.", "Russian Federation", "narrator", "Syria’s", "UNSC", "a state"]
            )
        },
        {"target": chance.choice([None, "", "Damascus", "Assad regime", fact["actor"]])},
        {"actor": fact["target"], "target": fact["actor"]},
        {"actor": f"The {fact['actor']} (again)"},
        {"crime": chance.choice([None, "other", "war crimes"])},
        {
            "value": chance.choice(
                [None, "yes", 7, "1,400", 14.0, {"yes": 13, "no": 2}, {"yes": 13, "no": None}]
            )
        },
        {"start": start, "end": end, "quote": text[start:end]},
        {"quote": fact["quote"] + "?"},
        {"start": None, "end": None},
        {"document": "nowhere"},
    ]
    return chance.choice(changes)


def compare(facts: list[Json], shared: Path, folder: Path, by_tool: ByTool, gold: Path | None = None) -> Json:
    """Score by both, and return what both say."""
    file = folder / "facts.jsonl"
    file.write_text("".join(json.dumps(fact) + "\n" for fact in facts), "utf-8")
    data = shared / "data" / "reading"
    of = gold or data / "gold"
    theirs = by_tool(file, of, data / "docs")
    report = Report.make(Scorer(load_gold(of, data / "docs"), load_facts(file)), 0.97)
    ours = report.to_json() | {"exit": int(bool(report.scorer.not_verbatim))}
    assert {name: ours[name] for name in theirs} == theirs
    return ours


def test_the_gold_itself_is_perfect(shared: Path, tmp_path: Path, by_tool: ByTool) -> None:
    facts = [fact for _, _, of in annotated(shared) for fact in of]
    found = compare(facts, shared, tmp_path, by_tool)
    assert len(facts) > 200
    assert found["rows"]["ALL"] == [len(facts), len(facts), 1, 1, 1, 1, 1, 1]
    assert found["misses"] == found["extras"] == []


def test_nothing_read_is_nothing_found(shared: Path, tmp_path: Path, by_tool: ByTool) -> None:
    assert compare([], shared, tmp_path, by_tool)["rows"]["ALL"][1:] == [0] * 7


@pytest.mark.parametrize("seed", range(12))
def test_damaged_gold(seed: int, shared: Path, tmp_path: Path, by_tool: ByTool) -> None:
    chance = random.Random(seed)
    facts = [fact for _, text, of in annotated(shared) for fact in damaged(of, text, chance)]
    found = compare(facts, shared, tmp_path, by_tool)
    gold, read, *figures = found["rows"]["ALL"]
    assert all(0.1 < figure < 0.95 for figure in figures)
    assert found["quotes_not_verbatim"] > 0
    assert found["facts_of_other_documents"] > 0
    verdicts = (
        Scorer(load_gold(shared / "data/reading/gold"), load_facts(tmp_path / "facts.jsonl"))
        .scores()
        .verdicts
    )
    assert "again" in verdicts
    assert read == sum(verdict.right is not None for verdict in verdicts)
    assert gold - len(found["misses"]) == read - len(found["extras"])


def test_a_genre_is_scored_like_a_folder_of_its_own(shared: Path, tmp_path: Path, by_tool: ByTool) -> None:
    chance = random.Random(99)
    documents = annotated(shared)
    facts = [fact for _, text, of in documents for fact in damaged(of, text, chance)]
    whole = compare(facts, shared, tmp_path, by_tool)["by_genre"]
    assert len(whole) > 3
    for genre in whole:
        gold = tmp_path / genre
        gold.mkdir()
        for name, _, _ in documents:
            path = shared / "data" / "reading" / "gold" / f"{name}.json"
            if json.loads(path.read_text("utf-8"))["genre"] == genre:
                (gold / path.name).symlink_to(path)
        assert compare(facts, shared, tmp_path, by_tool, gold)["rows"]["ALL"] == whole[genre]


def test_a_threshold_is_scored_like_a_file_that_holds_no_others(
    shared: Path, tmp_path: Path, by_tool: ByTool
) -> None:
    chance = random.Random(7)
    facts = [
        fact | {"confidence": round(chance.random(), 2)}
        for _, text, of in annotated(shared)
        for fact in damaged(of, text, chance)
    ]
    table = compare(facts, shared, tmp_path, by_tool)["thresholds"]["table"]
    assert len({at["facts"] for at in table}) > 5
    for at in table:
        kept = [fact for fact in facts if fact["confidence"] >= at["confidence"]]
        _, read, *_, precision, recall, _ = compare(kept, shared, tmp_path, by_tool)["rows"]["ALL"]
        assert [at["facts"], at["precision"], at["recall"]] == [read, precision, recall]


def test_what_the_reader_finds(shared: Path, tmp_path: Path, by_tool: ByTool, reader: Reader) -> None:
    documents = annotated(shared)[:3]
    gold = tmp_path / "gold"
    gold.mkdir()
    facts = []
    for name, text, _ in documents:
        (gold / f"{name}.json").symlink_to(shared / "data" / "reading" / "gold" / f"{name}.json")
        facts += [fact.to_json() for fact in reader.read(Document(id=name, text=text, sha256="0")).facts]
    found = compare(facts, shared, tmp_path, by_tool, gold)
    assert len(facts) > 20
    assert found["calibration"]["facts"] <= len(facts)


WORDS = st.sampled_from(
    ["the ", "a ", "an ", "The", "UN", "u.n. ", "united nations ", "security council", "us", "U.S.", "’s", "'s", "(", ")", " (x)",
     "\u00a0", " ", "\t", ".", ",", '"', "ﬁ", "ß", "İ", "russian federation", "general assembly", "Turkey", "côte d'ivoire"]
)  # fmt: skip
PIECES = st.sampled_from(
    ["Norland vetoed", ". ", '." ', ".” ", ".) ", "! ", "?\n", "\n\n", "\n \t\n", "“", "(", "It", "é", "Mr. X", "1.5", " ", "A", "\u2003", "."]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(name=st.lists(WORDS | st.text(max_size=4), max_size=6).map("".join))
def test_names_are_folded_alike(tool: Json, name: str) -> None:
    assert key(name) == tool["name"](name)


def test_every_known_spelling_is_the_same(tool: Json) -> None:
    assert len(tool["SAME"]) > 30
    assert [key(spelling) for spelling in tool["SAME"]] == [
        tool["name"](spelling) for spelling in tool["SAME"]
    ]


@settings(max_examples=400, deadline=None)
@given(
    text=st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join),
    ends=st.tuples(st.integers(0, 80), st.integers(0, 80)),
)
def test_sentences_are_cut_alike(tool: Json, text: str, ends: tuple[int, int]) -> None:
    start, end = sorted(min(at, len(text)) for at in ends)
    assert Text(text).sentences((start, end)) == tool["Doc"](text).zone(start, end)


VALUES = (
    st.none()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=6)
    | st.sampled_from(["2,600", " Yes", "1e3"])
)


@settings(max_examples=200, deadline=None)
@given(
    value=VALUES
    | st.dictionaries(
        st.sampled_from(["yes", "no", "abstain"]), st.none() | st.integers() | st.text(max_size=3)
    )
)
def test_values_are_compared_alike(tool: Json, value: Any) -> None:
    ours, theirs = _value(value), tool["value"](value)
    assert ours == theirs or ours != ours != theirs  # the word "nan"
