from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from graph.gazetteer import Gazetteer
from graph.model import Document, Fact
from graph.paths import lexicon_dir, seeds_dir
from graph.reading.reader import Reader
from graph.reading.votes import tally
from graph.seeds import load_seeds
from graph.spans import verify

Read = Callable[..., list[Fact]]
SEEDS = ("000", "001", "002", "003", "004")
COUNCIL = ("veto", "vote", "sponsor", "refer", "treaty_status")
PIECES = strategies.sampled_from(
    ["Russia vetoed", " the draft", "“", "”", '"', " said ", "France accused Syria of torture. ", "\n\n", "\u200b",
     "140 civilians", "(", ")", "[x](y)", "which ", " to refer ", "é", "\u202e", "\t", "3-1", "—", "the council ",
     "🕊", "’s ", "It ", "they ", " by ", "Mr. ", "\r\n", "not ", "**", "US", "Thursday ", ", and "]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.lists(PIECES | strategies.text(max_size=12), max_size=30).map("".join))
def test_any_text_is_read_and_every_quote_is_verbatim(reader: Reader, text: str) -> None:
    document = Document(id="any", text=text, sha256="0", published="2014-05-22")
    for fact in reader.read(document).facts:
        verify(text, fact)
        assert fact.actor.strip()


def test_reading_twice_gives_the_same(read: Read, gazetteer: Gazetteer) -> None:
    text = "Russia and China vetoed the Security Council draft. France said Syria committed war crimes."
    first = [f.to_json() for f in read(text)]
    again = Reader.load(gazetteer, least=0.0)
    second = [f.to_json() for f in again.read(Document(id="t", text=text, sha256="0")).facts]
    assert first == second
    assert first


def test_every_fact_stands_once(read: Read) -> None:
    text = (
        "Russia vetoed the Security Council draft.\n\nRussia vetoed the Security Council draft on Thursday."
    )
    facts = read(text)
    assert len({f.id for f in facts}) == len(facts)


def test_the_fingerprint_changes_with_the_frames(
    tmp_path: Path, reader: Reader, gazetteer: Gazetteer
) -> None:
    for path in (lexicon_dir() / "frames").glob("*.yml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert Reader.load(gazetteer, tmp_path, least=0.0).fingerprint == reader.fingerprint
    with (tmp_path / "veto.yml").open("a", encoding="utf-8") as out:
        out.write("# one more word\n")
    assert Reader.load(gazetteer, tmp_path, least=0.0).fingerprint != reader.fingerprint


def test_who_abstained_did_not_vote_against(read: Read) -> None:
    text = "Russia, China and Algeria voted against the Security Council draft and Guyana abstained."
    votes = {(f.actor, f.value) for f in read(text) if f.type == "vote"}
    assert votes == {("Russia", "no"), ("China", "no"), ("Algeria", "no"), ("Guyana", "abstain")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council voted 13-1 for the draft.", {"yes": 13, "no": 1}),
        ("It was adopted by 143 votes to 5, with 35 abstentions.", {"yes": 143, "no": 5, "abstain": 35}),
        ("The vote was 13 in favour, 2 against and no abstentions.", {"yes": 13, "no": 2, "abstain": 0}),
        ("Ten of the fifteen members voted in favour.", {"yes": 10}),
        ("The council voted unanimously for it.", {"yes": "unanimous"}),
        ("They were the only two of 15 countries to vote against it.", {"no": 2}),
        ("The council met twice.", None),
    ],
)
def test_tally(text: str, expected: object) -> None:
    assert tally(text) == expected


def _read_into(reader: Reader, data: Path, names: list[str], out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for name in names:
            gold = json.loads((data / "gold" / f"{name}.json").read_text("utf-8"))
            text = (data / "docs" / f"{name}.txt").read_text("utf-8")
            document = Document(id=name, text=text, sha256="0", published=gold["published"])
            for fact in reader.read(document).facts:
                verify(text, fact)
                lines.write(json.dumps(fact.to_json(), ensure_ascii=False) + "\n")


def _score(reader: Reader, shared: Path, names: list[str], folder: Path) -> dict[str, list[float]]:
    data = shared / "data" / "reading"
    gold = folder / "gold"
    gold.mkdir()
    for name in names:
        (gold / f"{name}.json").symlink_to(data / "gold" / f"{name}.json")
    _read_into(reader, data, names, folder / "read.jsonl")
    command = [
        sys.executable,
        shared / "tools" / "score_facts.py",
        folder / "read.jsonl",
        gold,
        "--docs",
        data / "docs",
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows: dict[str, list[float]] = json.loads(done.stdout)["rows"]
    return rows


def _names(shared: Path) -> tuple[list[str], list[str]]:
    names = sorted(p.stem for p in (shared / "data" / "reading" / "gold").glob("*.json"))
    seeds = [n for n in names if n[:3] in SEEDS]
    assert len(seeds) == 5
    assert len(names) > 5
    return seeds, [n for n in names if n not in seeds]


@pytest.mark.shared
def test_the_originals_of_the_seeds_are_read_well(reader: Reader, shared: Path, tmp_path: Path) -> None:
    seeds, _ = _names(shared)
    rows = _score(reader, shared, seeds, tmp_path)
    *_, precision, recall, _f1 = rows["ALL"]
    assert precision >= 0.80
    assert recall >= 0.60
    for kind in COUNCIL:
        assert rows[kind][6] == 1.0, f"a {kind} is missed"


@pytest.mark.xfail(
    reason="the gap is about 0.17, most of it in the five documents set aside; 0.15 is the target",
    strict=True,
)
@pytest.mark.shared
def test_other_documents_are_not_read_much_worse(reader: Reader, shared: Path, tmp_path: Path) -> None:
    seeds, others = _names(shared)
    for name in ("seeds", "others"):
        (tmp_path / name).mkdir()
    at_home = _score(reader, shared, seeds, tmp_path / "seeds")["ALL"][7]
    elsewhere = _score(reader, shared, others, tmp_path / "others")["ALL"][7]
    assert at_home - elsewhere <= 0.15


@pytest.mark.shared
def test_the_digests_are_read_as_well(reader: Reader, shared: Path, tmp_path: Path) -> None:
    for folder in ("gold", "docs"):
        (tmp_path / folder).mkdir()
    with (tmp_path / "read.jsonl").open("w", encoding="utf-8") as lines:
        for document in load_seeds([seeds_dir()]):
            annotated = (seeds_dir() / document.id / "facts.jsonl").read_text("utf-8").splitlines()
            gold = {"id": document.id, "facts": [json.loads(line) for line in annotated]}
            (tmp_path / "gold" / f"{document.id}.json").write_text(json.dumps(gold))
            (tmp_path / "docs" / f"{document.id}.txt").write_text(document.text)
            lines.writelines(json.dumps(fact.to_json()) + "\n" for fact in reader.read(document).facts)
    tool = shared / "tools" / "score_facts.py"
    command = [sys.executable, tool, tmp_path / "read.jsonl", tmp_path / "gold", "--json"]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["rows"]
    *_, precision, recall, _f1 = rows["ALL"]
    assert precision >= 0.80
    assert recall >= 0.60
    assert rows["COUNCIL"][6] >= 0.95
