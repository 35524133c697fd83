"""`ostrakon import` and `ostrakon quarantine`: what they say, what they write, and one clear line for what a user got wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from graph.cli import main
from graph.export.reports import COLUMNS
from graph.records.rules import RULES
from graph.store import open_store
from tests.official import (
    RAW,
    VOTES,
    ballot,
    clean_tables,
    count,
    event,
    raw_table,
    sound,
    table,
)


class Done(NamedTuple):
    """Hold what the command left: its exit code, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def ostrakon(*words: str | Path, store: Path) -> Done:
    """Run the command in this process: what it loads is loaded once."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["ostrakon", *map(str, words), "--store", str(store)])
        patch.setenv("COLUMNS", "200")
        with pytest.raises(SystemExit) as ended:
            main()
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


def said(*words: str | Path, store: Path) -> str:
    done = ostrakon(*words, store=store)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write one raw table with an event that holds, one that is mended and one that waits, in cells that mean harm."""
    folder = tmp_path_factory.mktemp("tables")
    events = [sound(n) for n in range(1, 10)]
    events[4] = sound(5, date="2014-05-03")
    events[6] = sound(7, votes=[*ballot(China="").items(), ("=HYPERLINK(1)", "y")], event="=7")
    raw_table(folder, events)
    clean_tables(folder, [event("1", ballot(China="n", Russian="n"))])
    return folder


@pytest.fixture(scope="module")
def filled(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a store into which the raw table was imported, and what the command said."""
    store = tmp_path_factory.mktemp("cli") / "store"
    return store, said(
        "import", "sc-votes-raw", tables / "raw.csv", "--report", store.parent / "found.html", store=store
    )


# What it says


def test_an_import_says_what_it_did(filled: tuple[Path, str]) -> None:
    store, told = filled
    lines = told.splitlines()
    assert (
        lines[0] == "Security Council votes on drafts, with sponsors: 135 rows, 9 events and 135 votes read."
    )
    assert "8 events and 120 votes hold." in lines
    assert "1 events wait in quarantine: unknown-actor." in lines
    assert "1 events were mended: date-meeting." in lines
    assert f"{store}: generation 000001; " in lines[-1]
    assert lines[-1].endswith("0 out, in https://w3id.org/ostrakon/id/graph/record/sc-votes-raw.")
    assert count(open_store(store).view(), "?x a ost:Vote") == 120


def test_the_same_again_says_so(filled: tuple[Path, str], tables: Path) -> None:
    store, _ = filled
    before = open_store(store).current()
    told = said("import", "sc-votes-raw", tables / "raw.csv", store=store)
    assert (
        told
        == f"{store}: nothing has changed since these files were imported into https://w3id.org/ostrakon/id/graph/record/sc-votes-raw.\n"
    )
    assert open_store(store).current() == before


def test_a_correction_shows_its_difference(tables: Path, tmp_path: Path) -> None:
    store, work = tmp_path / "store", tmp_path / "work"
    said("import", "sc-drafts", *clean_tables(work, [sound(1), sound(2)]), store=store)
    told = said(
        "import", "sc-drafts", *clean_tables(work, [sound(1), sound(2, submitted_by="Jordan")]), store=store
    )
    changed = [line for line in told.splitlines() if line.startswith(("- <", "+ <"))]
    assert any(line.startswith("- ") and "/sponsorship/S-2014-142/FRA>" in line for line in changed)
    assert any(line.startswith("+ ") and "/sponsorship/S-2014-142/JOR>" in line for line in changed)
    assert "generation 000002" in told


@pytest.mark.parametrize("option", ["--dry-run", "--explain"])
def test_a_dry_run_changes_nothing(option: str, tables: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    told = said("import", "sc-votes-raw", tables / "raw.csv", option, store=store)
    assert not store.exists() or open_store(store).current() is None
    if option == "--dry-run":
        assert told.endswith("Nothing was changed: this was a dry run.\n")
        return
    became = dict(line.removeprefix("raw.csv: ").split("→") for line in told.splitlines())
    assert [name.strip() for name in became] == [
        *[name for name in RAW if name != "Outcome results"][:9],
        "Outcome results",
        *list(RAW[10:]),
    ]
    assert {name.strip(): what.strip() for name, what in became.items()}[
        "Region"
    ] == "nothing: the compiler's own grouping"


def test_a_column_that_no_mapping_names_is_told(tmp_path: Path) -> None:
    drafts, _ = clean_tables(tmp_path, [sound(1)])
    votes = table(
        tmp_path / "votes.csv", (*VOTES, "mood\x1b[31m"), [("1", who, "Yes", "glad") for who in ballot()]
    )
    told = said("import", "sc-drafts", drafts, votes, "--dry-run", store=tmp_path / "store")
    assert "Columns that the mapping does not name: votes.csv: " in told
    assert "mood" in told
    assert "\x1b" not in told


def test_a_graph_and_a_parameter_of_ones_own(tmp_path: Path) -> None:
    path = table(tmp_path / "who.csv", ("Participant", "Ratification"), [("France", "1 Nov 1945")])
    store, graph = tmp_path / "store", "https://example.org/charter"
    told = said("import", "treaty-status", path, "--set", "treaty=un-charter", "--graph", graph, store=store)
    assert f"in {graph}." in told
    assert count(open_store(store).view(), f"GRAPH <{graph}> {{ ?x a ost:TreatyAction }}") == 1


def test_a_voting_after_the_publication(tmp_path: Path) -> None:
    told = said(
        "import",
        "sc-drafts",
        *clean_tables(tmp_path, [sound(1), sound(9)]),
        "--published",
        "2014-03-05",
        "--dry-run",
        store=tmp_path / "store",
    )
    assert "1 events wait in quarantine: date-late." in told


# Reports and quarantine


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_a_report(form: str, filled: tuple[Path, str], tables: Path, tmp_path: Path) -> None:
    store, _ = filled
    path = tmp_path / f"found.{form}"
    if form == "html":
        path = store.parent / "found.html"  # of the import itself: the others are of dry runs
    else:
        said("import", "sc-votes-raw", tables / "raw.csv", "--dry-run", "--report", path, store=store)
    text = path.read_bytes().decode("utf-8")
    if form == "html":
        assert "<script" not in text
        assert "=HYPERLINK(1)" in text
        assert RULES["unknown-actor"] in text
        assert text.count("<tr>") == 3
        return
    found = json.loads(text) if form == "json" else rows_of(text)
    assert [tuple(one) for one in found] == [COLUMNS] * 2
    mark = "'" if form == "csv" else ""
    assert [(one["event"], one["rule"], one["action"]) for one in found] == [
        ("5", "date-meeting", "mended"),
        (f"{mark}=7", "unknown-actor", "quarantined"),
    ]
    assert found[1]["rows"] == "raw.csv 92-106"


def test_quarantine_as_text(filled: tuple[Path, str]) -> None:
    told = said("quarantine", store=filled[0])
    assert told.splitlines()[0] == "1 wait in quarantine:"
    assert "graph/record/sc-votes-raw: =7 (raw.csv 92-106)" in told
    assert "unknown-actor: voter '=HYPERLINK(1)': " in told


def test_quarantine_as_json_and_csv(filled: tuple[Path, str]) -> None:
    (found,) = json.loads(said("quarantine", "--format", "json", store=filled[0]))
    assert list(found) == ["source", "event", "rows", "rule", "reason"]
    assert (found["event"], found["rows"], found["rule"]) == ("=7", "raw.csv 92-106", "unknown-actor")
    (cells,) = rows_of(said("quarantine", "--format", "csv", store=filled[0]))
    assert cells == found | {"event": "'=7"}


def test_nothing_in_quarantine(tables: Path, tmp_path: Path) -> None:
    said("import", "sc-drafts", tables / "drafts.csv", tables / "votes.csv", store=tmp_path / "store")
    assert said("quarantine", store=tmp_path / "store") == "Nothing waits in quarantine.\n"
    assert json.loads(said("quarantine", "--format", "json", store=tmp_path / "store")) == []


# What a user got wrong


def lacking(folder: Path) -> list[str | Path]:
    return [
        "sc-votes-raw",
        table(folder / "lacking.csv", ("Date,", "Vote", "ID"), [("2014-05-22", "Yes", "1")]),
    ]


def one_name(folder: Path) -> list[str | Path]:
    return ["sc-votes-raw", raw_table(folder / "a", [event()]), raw_table(folder / "b", [event()])]


def bad_mapping(folder: Path) -> list[str | Path]:
    (folder / "mine.yml").write_text("layout: mine\nabout: x\nkind: [", "utf-8")
    return [folder / "mine.yml", raw_table(folder, [event()])]


def a_folder(folder: Path) -> list[str | Path]:
    return ["sc-votes-raw", folder]


def empty(folder: Path) -> list[str | Path]:
    (folder / "empty.csv").write_bytes(b"")
    return ["sc-votes-raw", folder / "empty.csv"]


def plain(*words: str) -> Callable[[Path], list[str | Path]]:
    return lambda folder: ["sc-votes-raw", raw_table(folder, [event()]), *words]


WRONG: list[tuple[str, Callable[[Path], list[str | Path]], tuple[str, ...]]] = [
    ("a layout that is none", lambda folder: ["sc-vote", raw_table(folder, [event()])], ("no layout is called 'sc-vote'", "sc-votes-raw", ".yml")),
    ("a file that is not there", lambda folder: ["sc-votes-raw", folder / "none.csv"], ("none.csv",)),
    ("a folder", a_folder, ("is a folder",)),
    ("an empty file", empty, ("empty.csv", "empty")),
    ("two files of one name", one_name, ("two files of one name", "rename")),
    ("a header that does not fit", lacking, ("lacking.csv", "lacks 'Resolution', 'Meeting', 'Draft'", "its columns are")),
    ("a mapping that is no YAML", bad_mapping, ("mine.yml:", "not YAML")),
    ("a parameter that is none", plain("--set", "colour=red"), ("no parameter 'colour'",)),
    ("a parameter without a value", plain("--set", "colour"), ("--set", "name=value")),
    ("no IRI", plain("--graph", "my graph"), ("--graph", "'my graph' is no absolute IRI")),
    ("a relative IRI", plain("--graph", "mine"), ("--graph", "no absolute IRI")),
    ("the graph of the lexicon", plain("--graph", "https://w3id.org/ostrakon/id/graph/lexicon"), ("graph/lexicon: is not a graph of records", "/graph/record/")),
    ("the graph of a document", plain("--graph", "https://w3id.org/ostrakon/id/graph/document/x"), ("is not a graph of records",)),
    ("a broken IRI", plain("--graph", "https://[x"), ("https://[x: is no absolute IRI",)),
    ("a form of report that is none", plain("--report", "found.pdf"), ("'.pdf' is no form of a report", ".json, .csv, .html")),
    ("a report without an ending", plain("--report", "found"), ("no ending",)),
    ("a report in a folder that is not there", plain("--dry-run", "--report", "/nowhere/found.csv"), ("/nowhere/found.csv",)),
    ("a day that is none", plain("--published", "May 2014"), ("--published", "'May 2014' is not a day")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_mistake_is_told_in_one_line(
    words: Callable[[Path], list[str | Path]], told: tuple[str, ...], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    done = ostrakon("import", *words(tmp_path), store=store)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("ostrakon: ")
    assert len(done.stderr.splitlines()) == 1
    for word in told:
        assert word in done.stderr, done.stderr
    assert not store.exists() or open_store(store).current() is None


def test_no_file_is_a_mistake_in_the_command(tmp_path: Path) -> None:
    done = ostrakon("import", "sc-votes-raw", store=tmp_path)
    assert done.returncode == 2
    assert "Missing argument" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_itself_ends_with_one_line(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "ostrakon"), "import", "sc-vote", "none.csv"]
    environment = os.environ | {"OSTRAKON_STORE": str(tmp_path / "store")}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("ostrakon: no layout is called 'sc-vote' (one of country-codes, ")


def test_quarantine_of_no_store(tmp_path: Path) -> None:
    done = ostrakon("quarantine", store=tmp_path / "none")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
