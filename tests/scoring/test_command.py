"""`ostrakon score` prints tables and JSON, and says what cannot be scored."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.export import facts_csv
from graph.model import Fact
from graph.paths import seeds_dir
from graph.scoring import Statement, load_facts, load_gold, parse_facts

COMMAND = Path(sys.executable).parent / "ostrakon"
TEXT = "Norland vetoed the draft on Friday. Sudland denied it.\r\n\r\nNorland said “=SUM(1)” cost 7 lives.\n"
VETO: dict[str, Any] = {
    "type": "veto",
    "actor": "Norland",
    "status": "actual",
    "quote": "Norland vetoed the draft",
}
DENIED: dict[str, Any] = {
    "type": "deny",
    "actor": "Sudland",
    "status": "actual",
    "quote": "Sudland denied it",
}
READ = VETO | {"document": "d", "start": 0, "end": 24, "confidence": 0.9}
Write = Callable[..., Path]


def score(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "score", *words], capture_output=True, text=True, input=stdin, timeout=60, check=False
    )


def lines(*facts: dict[str, Any]) -> str:
    return "".join(json.dumps(fact) + "\n" for fact in facts)


def test_a_table_for_a_person(write: Write, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    wrong = READ | {"type": "accuse", "actor": "Sud\x1bland", "document": "d"}
    file.write_text(lines(READ, wrong, READ | {"document": "other"}))
    done = score(file, write(TEXT, [VETO, DENIED], genre="news"), "--misses", "--extras")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "MISS  d:36-53 deny: Sudland -> - | Sudland denied it\n"
        "EXTRA d:0-24 accuse: Sud␛land -> - | Norland vetoed the draft\n"
        "1 document; quotes not verbatim: 0; facts of other documents: 1\n"
    )
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.strip()}
    assert rows["ALL"] == rows["news"] == ["2", "2", *["0.50"] * 6]
    assert rows["COUNCIL"] == ["1", "1", *["1.00"] * 6]
    assert "Expected calibration error 0.400" in done.stdout
    assert "No confidence reaches a lenient precision of 0.97." in done.stdout
    assert "from confidence 0.9: 0.500" in score(file, tmp_path / "gold", "--precision", "0.5").stdout


def test_everything_for_a_program(write: Write) -> None:
    gold = write(TEXT, [VETO, DENIED])
    found = json.loads(score("-", gold, "--json", stdin=lines(READ)).stdout)
    assert set(found) == {
        "columns", "rows", "documents", "quotes_not_verbatim", "facts_of_other_documents", "annotated_quotes_not_in_text",
        "by_genre", "by_document", "calibration", "thresholds", "misses", "extras",
    }  # fmt: skip
    assert found["columns"][:3] == ["gold", "read", "strict_precision"]
    assert found["by_document"] == {"d": found["rows"]["ALL"]}
    assert found["by_genre"] == {"not given": found["rows"]["ALL"]}
    assert [(miss["actor"], miss["start"], miss["end"]) for miss in found["misses"]] == [("Sudland", 36, 53)]
    assert found["thresholds"]["lowest"] | {"interval": None} == {
        "confidence": 0.9, "facts": 1, "right": 1, "kept": 1, "precision": 1, "interval": None, "recall": 0.5
    }  # fmt: skip
    assert (
        score("-", gold, "--json", stdin=lines(READ)).stdout
        == score("-", gold, "--json", stdin=lines(READ)).stdout
    )


def test_facts_without_a_confidence_have_no_calibration(write: Write) -> None:
    bare = {name: value for name, value in READ.items() if name != "confidence"}
    gold = write(TEXT, [VETO])
    assert "calibration" not in score("-", gold, stdin=lines(bare)).stdout
    assert json.loads(score("-", gold, "--json", stdin=lines(bare)).stdout)["calibration"] is None


def test_a_terminal_gets_drawn_tables(write: Write, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(lines(READ))
    command = [str(COMMAND), "score", str(file), str(write(TEXT, [VETO]))]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, stdout=theirs, env=os.environ | {"COLUMNS": "120", "TERM": "xterm"}
    ) as child:
        os.close(theirs)
        printed = b""
        try:
            while found := os.read(ours, 65536):
                printed += found
        except OSError:  # the terminal is gone with the command
            pass
        assert child.wait(60) == 0
    os.close(ours)
    assert "│ COUNCIL" in printed.decode()


@pytest.mark.parametrize(
    "change",
    [{"quote": "norland vetoed the draft"}, {"start": 1}, {"start": None, "end": None, "quote": "nowhere"}],
)
def test_a_quote_that_is_not_verbatim_is_an_error_after_the_tables(
    change: dict[str, Any], write: Write
) -> None:
    done = score("-", write(TEXT, [VETO]), stdin=lines(READ | change))
    assert done.returncode == 1
    assert "quotes not verbatim: 1;" in done.stdout
    assert "ALL" in done.stdout


def test_an_annotated_quote_that_is_not_in_the_text_is_told(write: Write) -> None:
    done = score("-", write(TEXT, [VETO | {"quote": "vetoed a draft"}]), stdin=lines(READ))
    assert done.returncode == 0
    assert "annotated quotes that their text does not hold, never met: 1" in done.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", ["-:2", "JSON"]),
        ("[]", ["-:2"]),
        ("7", ["-:2"]),
        ("[" * 5000, ["-:2", "JSON"]),
        (json.dumps({"document": "d"}), ["-:2", "'type' is missing"]),
        (
            lines({name: value for name, value in READ.items() if name != "document"}),
            ["-:2", "'document' is missing"],
        ),
        (lines(READ | {"type": "boast"}), ["-:2", "type", "veto"]),
        (lines(READ | {"status": "perhaps"}), ["-:2", "status", "not_actual"]),
        (lines(READ | {"quote": ""}), ["-:2", "quote"]),
        (lines(READ | {"end": None}), ["-:2", "'start' and 'end' go together"]),
        (
            lines(READ | {"value": [13, 2]}),
            ["-:2", "value: neither a word nor a number nor a tally", "2} (docs"],
        ),
        (lines(READ | {"start": "0"}), ["-:2", "start"]),
        (lines(READ | {"start": -1}), ["-:2", "start"]),
        (lines(READ | {"confidence": 97}), ["-:2", "confidence"]),
        (lines(READ | {"confidence": float("nan")}), ["-:2", "confidence"]),
        (lines(READ | {"actor": "x" * 10_001}), ["-:2", "actor"]),
        (lines(READ | {"end": 98}), ["d:", "0 to 98", "95 characters"]),
        (lines(READ | {"start": 9, "end": 3}), ["d:", "9 to 3"]),
    ],
)
def test_a_line_that_is_no_fact(line: str, words: list[str], write: Write) -> None:
    done = score("-", write(TEXT, [VETO]), stdin=lines(READ) + line)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert all(word in done.stderr for word in words), done.stderr


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1
    assert "unforeseen" not in done.stderr
    assert all(word in done.stderr for word in words), done.stderr


def test_files_and_folders_that_cannot_be_used(write: Write, tmp_path: Path) -> None:
    gold = write(TEXT, [VETO])
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    refused(score("-", tmp_path / "empty"), "empty", "no annotated document", "NAME.json")
    refused(score("-", tmp_path / "none"), "none", "no such folder")
    refused(score(tmp_path / "none.jsonl", gold), "none.jsonl", "No such file")
    refused(score(tmp_path / "binary", gold), "binary", "not UTF-8 (byte 0)")
    refused(score("-", gold, "--docs", tmp_path), "1 of 1 texts", "d.txt", "--docs")
    (gold / "d.json").write_text('{"facts": [{"type": "veto"}]}')
    refused(score("-", gold), "d.json", "facts.0.actor", "missing", "(and 2 more)")
    (gold / "d.json").write_text("[]")
    refused(score("-", gold), "d.json")


def test_too_many_facts_of_one_document(write: Write) -> None:
    refused(score("-", write(TEXT, [VETO]), stdin=lines(READ) * 5001), "d: more than 5,000 facts")


def test_line_ends_are_left_as_they_are(write: Write) -> None:
    fact = {"type": "figure", "actor": "Norland", "status": "actual", "quote": "cost 7 lives"}
    start = TEXT.index("cost")
    read = fact | {"document": "d", "start": start, "end": start + 12}
    assert score("-", write(TEXT, [fact]), stdin=lines(read)).returncode == 0


def test_facts_of_a_table_are_those_of_the_lines(tmp_path: Path) -> None:
    common: dict[str, Any] = {"document": "d", "status": "actual", "extractor": "x/1"}
    facts = [
        Fact(id="1", type="vote", actor="body", value={"yes": 13, "no": 2}, quote="=SUM(1)", start=3, end=10, confidence=0.5, **common),
        Fact(id="2", type="figure", actor="a, \"b\"", value=7, quote="two\r\nlines", start=0, end=10, confidence=1.0, **common),
        Fact(id="3", type="figure", actor="-x", target="y", value="-5", quote="'tis", start=0, end=4, confidence=0.25, **common),
    ]  # fmt: skip
    file = tmp_path / "facts.CSV"
    file.write_bytes(facts_csv(facts).encode())
    table = load_facts(file)
    direct = [Statement.of(fact) for fact in facts]
    assert [fact.value for fact in table] == [
        {"yes": 13, "no": 2},
        "7",
        "-5",
    ]  # a table knows no kinds of number
    assert [(f.actor, f.target, f.quote, f.span, f.confidence) for f in table] == [
        (f.actor, f.target, f.quote, f.span, f.confidence) for f in direct
    ]
    assert direct == parse_facts(lines(*(fact.to_json() for fact in facts)), "lines")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("type,document\nveto,d,x\n", "facts.csv:2: more or fewer cells"),
        ("type,document\nveto\n", "facts.csv:2: more or fewer cells"),
        ('type,document\n"veto,d\n', "not a table"),
        ("colour\nred\n", "facts.csv:2: the key 'type' is missing"),
        ("document,type,status,quote,value,confidence\nd,veto,actual,x,{oops,much\n", "confidence"),
    ],
)
def test_a_table_that_cannot_be_used(table: str, said: str, write: Write, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text(table)
    refused(score(file, write(TEXT, [VETO])), said)


def test_seeds_are_annotated_documents(write: Write, tmp_path: Path) -> None:
    gold = load_gold(seeds_dir())
    assert len(gold) == 5
    facts = [fact for document in gold.values() for fact in document.facts]
    assert len(facts) > 100
    assert all(gold[fact.document].text.is_verbatim(fact) for fact in facts)
    shutil.copytree(seeds_dir(), tmp_path / "seeds")
    for name in ("digest.txt", "original.txt"):
        for path in (tmp_path / "seeds").glob(f"*/{name}"):
            path.unlink()
    refused(score("-", tmp_path / "seeds"), "digest.txt or original.txt")


def test_a_document_that_is_annotated_twice(write: Write) -> None:
    gold = write(TEXT, [VETO])
    (gold / "d").mkdir()
    (gold / "d" / "original.txt").write_text(TEXT)
    (gold / "d" / "facts.jsonl").write_text(lines(READ))
    refused(score("-", gold), "'d' is annotated twice")
    (gold / "d").rename(gold / "e")
    assert sorted(load_gold(gold)) == ["d", "e"]
    assert load_gold(gold)["e"].facts[0].document == "e"
