"""The commands do what their help says, as a person or a pipe would use them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from graph.model import FACT_TYPES, Fact
from graph.queries.engine import GRAPH_FORMATS

COMMAND = Path(sys.executable).parent / "ostrakon"
COMMANDS = ("build", "read", "check", "query", "export", "review", "score", "serve")
ARTICLE = "France accused Syria of torture on Monday. “We reject this,” Syria said.\n"


def run(*words: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *words],
        capture_output=True,
        text=True,
        input=stdin,
        env=os.environ | environment,
        timeout=120,
        check=True,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_and_names_every_option(command: str) -> None:
    shown = run(command, "--help", COLUMNS="200").stdout
    assert f"ostrakon {command}" in shown.split("Example")[1]


def test_the_help_lists_every_command() -> None:
    shown = run("--help").stdout
    assert all(f" {command} " in shown for command in COMMANDS)
    assert set(COMMANDS) <= entry_points(group="ostrakon.commands").names


def test_read_prints_facts_and_stores_nothing(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)
    done = subprocess.run(
        [COMMAND, "read", file, "--published", "2014-05-22"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    facts = [Fact.from_json(json.loads(line)) for line in done.stdout.splitlines()]
    accusation = next(fact for fact in facts if fact.type == "accuse")
    assert (accusation.actor, accusation.target, accusation.crime) == ("France", "Syria", "torture")
    assert accusation.date == "2014-05-19"
    assert all(ARTICLE[fact.start : fact.end] == fact.quote for fact in facts)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt"]


def test_read_prints_a_table(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE)
    rows = list(csv.DictReader(io.StringIO(run("read", file, "--format", "csv").stdout)))
    assert rows
    assert {row["type"] for row in rows} <= set(FACT_TYPES)


def test_check_reports_for_a_person_and_for_programs(seeds_store_path: Path) -> None:
    store = str(seeds_store_path)
    assert "Every shape and every quote holds." in run("check", "--store", store).stdout
    report = json.loads(run("check", "--format", "json", "--store", store).stdout)
    assert report["conforms"] is True
    assert report["documents"] == 5
    graph = rdflib.Graph().parse(
        data=run("check", "--format", "ttl", "--store", store).stdout, format="turtle"
    )
    assert (None, rdflib.SH.conforms, rdflib.Literal(True)) in graph


QUERY = (
    "SELECT ?type (COUNT(?claim) AS ?n) { ?claim a ?type ; ost:statedIn ?d } GROUP BY ?type ORDER BY ?type"
)


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "xml"])
def test_query_answers_in_a_pipe(form: str, seeds_store_path: Path) -> None:
    assert (
        "VetoReport" in run("query", "-", "--format", form, "--store", seeds_store_path, stdin=QUERY).stdout
    )


def test_query_shows_a_table(seeds_store_path: Path) -> None:
    shown = run(
        "query", "-", "--format", "table", "--store", seeds_store_path, stdin=QUERY, COLUMNS="120"
    ).stdout
    assert "│" in shown
    assert "rows" in shown


def test_query_gives_a_graph(seeds_store_path: Path) -> None:
    sparql = "CONSTRUCT { ?c a ost:VetoReport } { ?c a ost:VetoReport }"
    shown = run("query", "-", "--store", seeds_store_path, stdin=sparql).stdout
    assert len(rdflib.Graph().parse(data=shown, format="turtle")) > 0


@pytest.mark.parametrize("form", GRAPH_FORMATS)  # which a hint may name
def test_query_gives_a_graph_in_every_form(form: str, seeds_store_path: Path) -> None:
    sparql = "CONSTRUCT { ?c a ost:VetoReport } { ?c a ost:VetoReport }"
    shown = run("query", "-", "--format", form, "--store", seeds_store_path, stdin=sparql).stdout
    assert list(pyoxigraph.parse(shown.encode(), format=GRAPH_FORMATS[form]))


def test_export_to_a_file_and_to_a_pipe_is_the_same(seeds_store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    run("export", "-o", file, "--store", seeds_store_path)
    assert file.read_text() == run("export", "--store", seeds_store_path).stdout
    assert len(rdflib.Graph().parse(file)) > 1000


def test_export_to_a_dash_is_to_the_standard_output(
    seeds_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run("export", "--format", "csv", "-o", "-", "--store", seeds_store_path).stdout
    assert shown.count("\n") > 10
    assert not list(tmp_path.iterdir())
