"""What comes from a document or a query reaches a terminal whole, readable and without power over it."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.cli.visible import escaped_turtle, visible, visible_lines
from graph.gazetteer import Gazetteer
from graph.store import Quarantined, open_store
from tests import tiny

COMMAND = Path(sys.executable).parent / "ostrakon"
HOSTILE = "[/bold] [red]x[/red] [link=http://e]\x1b]0;owned\x07\x1b[2J \u202eevil"
LONG = "a quote of many words that goes on " * 8


def run(
    *words: str | Path, stdin: str = "", code: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [COMMAND, *words],
        capture_output=True,
        text=True,
        input=stdin,
        env=os.environ | environment,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


def steering(text: str) -> set[str]:
    return {sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Path:
    path = tmp_path_factory.mktemp("tiny") / "store"
    made = tiny.make_store(path, gazetteer)
    fact = {
        "id": "ab" * 10,
        "actor": HOSTILE,
        "type": "accuse",
        "target": None,
        "object": HOSTILE,
        "quote": LONG + HOSTILE,
    }
    with made.writer() as writer:
        writer.quarantine(
            [
                Quarantined(
                    fact=fact,
                    document="[/a]b",
                    shape="[/x] quote",
                    path=None,
                    message=f"[/nope] {HOSTILE}",
                    start=7,
                    end=21,
                    line=3,
                )
            ]
        )
    assert len(open_store(path).view().quarantine()) == 1
    return path


def test_check_shows_hostile_names_as_they_are_written(store: Path) -> None:
    shown = run("check", "--store", store, COLUMNS="80").stdout
    for part in (
        "[/a]b:3 (characters 7 to 21)",
        "[/x] quote",
        "[/nope] [/bold]",
        "[red]x[/red] [link=http://e]",
        LONG + "[/bold]",
    ):
        assert part in shown
    assert not steering(shown)


ROW = 'SELECT ("\\u001B[2Jx\\u202Ey\\nz[/b]" AS ?a) {}'


@pytest.mark.parametrize("columns", ["80", "6"])
def test_query_shows_controls_as_signs(columns: str, store: Path) -> None:
    shown = run("query", "-", "--format", "table", "--store", store, stdin=ROW, COLUMNS=columns).stdout
    assert not steering(shown)
    assert "\N{SYMBOL FOR ESCAPE}" in shown
    if columns == "80":
        assert "\N{SYMBOL FOR ESCAPE}[2Jx<U+202E>y\N{SYMBOL FOR LINE FEED}z[/b]" in shown


def test_a_graph_on_a_terminal_holds_no_control_and_means_the_same(store: Path) -> None:
    sparql = 'CONSTRUCT { ost:a rdfs:label "\\u001B[2Jx\\u202Ey\\n\\\\z" } {}'
    shown = run("query", "-", "--format", "table", "--store", store, stdin=sparql).stdout
    assert not steering(shown)
    (quad,) = parse(shown, format=RdfFormat.TURTLE)
    assert quad.object.value == "\x1b[2Jx\u202ey\n\\z"  # type: ignore[union-attr]


MANY = "SELECT " + " ".join(f'("{"word " * 6}{n}" AS ?column{n})' for n in range(8)) + " {}"


def test_query_prints_records_where_columns_would_be_too_narrow(store: Path) -> None:
    narrow = run("query", "-", "--format", "table", "--store", store, stdin=MANY, COLUMNS="80").stdout
    assert "│" not in narrow
    assert narrow.splitlines()[1:9] == [f"column{n}: {'word ' * 6}{n}" for n in range(8)]
    assert narrow.splitlines()[0] == narrow.splitlines()[9] == "─" * 80
    assert narrow.endswith("1 row\n")
    assert "│" in run("query", "-", "--format", "table", "--store", store, stdin=MANY, COLUMNS="200").stdout


def test_many_short_columns_stay_a_table(store: Path) -> None:
    sparql = "SELECT " + " ".join(f"({n} AS ?c{n})" for n in range(8)) + " {}"
    assert "│" in run("query", "-", "--format", "table", "--store", store, stdin=sparql, COLUMNS="80").stdout


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("\x1b", "␛"),
        ("\x00", "␀"),
        ("\t", "␉"),
        ("\x7f", "␡"),
        ("\x9b", "<U+009B>"),
        ("\u2066", "<U+2066>"),
        ("é—“x”", "é—“x”"),
    ],
)
def test_each_control_has_its_sign(text: str, sign: str) -> None:
    assert visible(text) == sign
    assert visible_lines(f"{text}\n{text}") == f"{sign}\n{sign}"
    assert not steering(escaped_turtle(text)) - {"\t"}


def test_an_error_cannot_steer_the_terminal(tmp_path: Path) -> None:
    said = run("read", tmp_path / "a\x1b[2Jb.txt", code=1).stderr
    assert not steering(said)
    assert "␛[2Jb.txt" in said


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """Install a command that fails as nobody foresaw, in a folder of its own."""
    described = tmp_path / "broken-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text("[ostrakon.commands]\nbreak = broken:fail\n")
    (tmp_path / "broken.py").write_text(
        'def fail() -> None:\n    """Fail."""\n    raise ZeroDivisionError("of \\x1b[2J\\nall things")\n'
    )
    return str(tmp_path)


def test_what_nobody_foresaw_is_told_in_one_line(broken: str) -> None:
    said = run("break", code=70, PYTHONPATH=broken, OSTRAKON_DEBUG="").stderr
    assert said.count("\n") == 1
    assert "ZeroDivisionError: of ␛[2J␊all things" in said
    assert "OSTRAKON_DEBUG=1" in said


def test_what_nobody_foresaw_is_told_whole_when_asked(broken: str) -> None:
    said = run("break", code=70, PYTHONPATH=broken, OSTRAKON_DEBUG="1").stderr
    assert "Traceback" in said
    assert "broken.py" in said
