"""An import is whole or not at all, says what it found, and tells one event of several sources once."""

from __future__ import annotations

import csv
import gzip
import io
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.build import batches
from graph.build.importer import ImportReport
from graph.errors import RecordError
from graph.export.cells import safe
from graph.export.reports import write_report
from graph.record import Order
from graph.records.rules import RULES
from graph.shapes import Violation
from graph.store import Store, View, open_store
from graph.store.generations import MANIFEST
from tests.official import (
    BASE,
    DRAFTS,
    VOTES,
    Event,
    ballot,
    clean_tables,
    count,
    event,
    full,
    imported,
    importer,
    new_store,
    order,
    raw_table,
    sound,
    table,
    table_of,
    tried,
    veto_table,
)

SYRIA = {
    "event": "1",
    "draft": "S/2014/348",
    "votes": list(ballot(China="n", Russian="n").items()),
    "outcome": "Not adopted - veto",
}


def syria(id: str = "1", **more: object) -> Event:
    return event(id, **{**SYRIA, "event": id, **more})  # type: ignore[arg-type]


def quads(view: View) -> set[str]:
    return {str(quad) for quad in view.quads()}


# One event, several sources


@pytest.fixture
def clean(tmp_path: Path) -> Order:
    return order("sc-drafts", *clean_tables(tmp_path, [syria("7"), sound(1), sound(2)]))


@pytest.fixture
def raw(tmp_path: Path) -> Order:
    """Tell the same votings in another table, in which Chad abstains and the draft fell in another meeting."""
    votes = list(ballot(China="n", Russian="n", Chad="a").items())
    return order(
        "sc-votes-raw", raw_table(tmp_path, [sound(1), syria("9", votes=votes, meeting="7181"), sound(3)])
    )


def test_two_tables_tell_of_one_event(clean: Order, raw: Order, tmp_path: Path) -> None:
    store, reports = new_store(tmp_path / "store", clean, raw)
    assert [one for report in reports for one in report.findings] == []
    view = store.view()
    assert count(view, "?x a ost:VotingEvent") == 4
    assert count(view, "?x a ost:Vote") == 60
    told = table_of(
        view,
        "SELECT ?id ?rows ?layout { ?e ost:on/ost:symbol 'S/2014/348' . ?entry ost:records ?e ; dcterms:identifier ?id ; ost:rows ?rows ; ost:inSource/ost:layout ?layout }",
    )
    assert sorted(told) == [
        ("7", "drafts.csv 2; votes.csv 2-16", "sc-drafts"),
        ("9", "raw.csv 17-31", "sc-votes-raw"),
    ]


def test_a_disagreement_is_a_conflict_with_both_values_and_their_sources(
    clean: Order, raw: Order, tmp_path: Path
) -> None:
    store, _ = new_store(tmp_path / "store", clean, raw)
    view = store.view()
    said = sorted(
        table_of(
            view,
            "SELECT ?about ?property ?said { ?c a ost:Conflict ; ost:conflictOf ?about ; ost:inProperty ?property ; ost:says ?said }",
        )
    )
    one, other = "Security Council drafts and votes", "Security Council votes on drafts, with sponsors"
    assert said == sorted([
        ("TCD", "choice", f"Yes, by {one}"), ("TCD", "choice", f"Abstain, by {other}"),
        ("S-2014-348", "meeting", f"S/PV.7180, by {one}"), ("S-2014-348", "meeting", f"S/PV.7181, by {other}"),
        ("S-2014-348", "yes", f"13, by {one}"), ("S-2014-348", "yes", f"12, by {other}"),
        ("S-2014-348", "abstained", f"0, by {one}"), ("S-2014-348", "abstained", f"1, by {other}"),
    ])  # fmt: skip
    assert sorted(table_of(view, "SELECT ?s { ?v a ost:Veto ; ost:voter ?s }")) == [("CHN",), ("RUS",)]
    choices = table_of(view, f"SELECT ?g ?c {{ GRAPH ?g {{ <{BASE}vote/S-2014-348/TCD> ost:choice ?c }} }}")
    assert sorted(choices) == [("sc-drafts", "Yes"), ("sc-votes-raw", "Abstain")]


def test_no_veto_is_inferred_where_sources_differ_on_the_choice(clean: Order, tmp_path: Path) -> None:
    votes = list(ballot(China="a", Russian="n").items())
    other = order("sc-votes-raw", raw_table(tmp_path, [syria("9", votes=votes)]))
    store, _ = new_store(tmp_path / "store", clean, other)
    assert table_of(store.view(), "SELECT ?s { ?v a ost:Veto ; ost:voter ?s }") == [("RUS",)]


def test_the_order_of_imports_does_not_matter(clean: Order, raw: Order, tmp_path: Path) -> None:
    there, _ = new_store(tmp_path / "one", clean, raw)
    back = open_store(tmp_path / "two")
    for one in (raw, clean):  # each in a generation of its own
        importer().run(back, one)
    assert quads(there.view()) == quads(back.view())


def test_an_event_that_one_source_names_by_draft_and_another_by_resolution(tmp_path: Path) -> None:
    """The first source knows no resolution; the second does, and tells of the same voting."""
    by_draft = order(
        "sc-drafts", *clean_tables(tmp_path, [sound(1, resolution="", outcome="Adopted by majority")])
    )
    by_both = order("sc-votes-raw", raw_table(tmp_path, [sound(1)]))
    for name, orders in (("one", (by_draft, by_both)), ("two", (by_both, by_draft))):
        store, _ = new_store(tmp_path / name, *[orders[0]])
        importer().run(store, orders[1])
        assert count(store.view(), "?x a ost:VotingEvent") == 1
        assert count(store.view(), "?x a ost:Vote") == 15


def test_a_veto_list_and_a_table_of_votes_meet_in_the_draft(clean: Order, tmp_path: Path) -> None:
    listed = order(
        "sc-vetoes",
        veto_table(
            tmp_path, [("22 May 2014", "S/2014/348", "S/PV.7180", "Syria", "China|Russian Federation")]
        ),
    )
    store, _ = new_store(tmp_path / "store", clean, listed)
    found = table_of(
        store.view(),
        "SELECT ?s { ?l a ost:VetoListing ; ost:draft ?d ; ost:actor ?s . ?v a ost:Veto ; ost:voter ?s ; ost:in/ost:on ?d }",
    )
    assert sorted(found) == [("CHN",), ("RUS",)]


# Again, and corrected


def manifest(store: Store) -> bytes:
    return (store.view().path / MANIFEST).read_bytes()


def test_the_same_files_again_change_nothing(clean: Order, raw: Order, tmp_path: Path) -> None:
    store, _ = new_store(tmp_path / "store", clean, raw)
    before, generation = manifest(store), store.current()
    reports = [importer().run(store, one) for one in (clean, raw)]
    assert all(report.unchanged for report in reports)
    assert (manifest(store), store.current()) == (before, generation)
    assert {report.generation for report in reports} == {generation}


def test_two_stores_of_the_same_files_are_alike(clean: Order, raw: Order, tmp_path: Path) -> None:
    one, _ = new_store(tmp_path / "one", clean, raw)
    two, _ = new_store(tmp_path / "two", clean, raw)
    assert manifest(one) == manifest(two)
    assert quads(one.view()) == quads(two.view())


def test_a_corrected_file_takes_the_place_of_its_own_statements_only(
    clean: Order, raw: Order, tmp_path: Path
) -> None:
    store, _ = new_store(tmp_path / "store", clean, raw)
    other = NamedNode(f"{BASE}graph/record/sc-votes-raw")
    before = {str(quad) for quad in store.view().quads(other)}
    fixed = clean_tables(tmp_path / "fixed", [syria("7"), sound(1, submitted_by="France,Jordan"), sound(2)])
    report = importer().run(store, order("sc-drafts", *fixed))
    assert not report.unchanged
    went = [line for line in report.change.went if "sponsorship" in line]
    came = [line for line in report.change.came if "sponsorship" in line]
    assert went == []
    assert any("/sponsorship/S-2014-141/JOR>" in line for line in came)
    assert report.change.removed < 20  # the hash of the file, and the import that it belongs to
    view = store.view()
    assert {str(quad) for quad in view.quads(other)} == before
    fresh, _ = new_store(tmp_path / "fresh", order("sc-drafts", *fixed), raw)
    assert quads(fresh.view()) == quads(view)


def test_what_holds_at_last_leaves_quarantine(tmp_path: Path) -> None:
    wrong = raw_table(tmp_path, [sound(1), sound(2, votes=list(ballot(China="").items()))])
    store, (report,) = new_store(tmp_path / "store", order("sc-votes-raw", wrong))
    (waiting,) = store.view().refused()
    assert waiting.finding == report.findings[0]
    assert waiting.finding.rule == "members"
    raw_table(tmp_path, [sound(1), sound(2)])
    importer().run(store, order("sc-votes-raw", wrong))
    assert store.view().refused() == []
    assert count(store.view(), "?x a ost:VotingEvent") == 2


def test_a_graph_of_ones_own(clean: Order, tmp_path: Path) -> None:
    mine = "https://example.org/mine"
    store, (report,) = new_store(
        tmp_path / "store", Order(layout=clean.layout, files=clean.files, graph=mine)
    )
    assert report.graph == mine
    assert mine in store.view().manifest
    assert count(store.view(), f"GRAPH <{mine}> {{ ?x a ost:Vote }}") == 45


def test_a_dry_run_sees_what_an_import_would(clean: Order, tmp_path: Path) -> None:
    store, (done,) = new_store(tmp_path / "store", clean)
    before = manifest(store)
    dry = importer().try_out(None, clean)
    assert dry.tables.records == done.tables.records
    assert dry.findings == done.findings
    importer().try_out(store.view(), clean)
    assert manifest(store) == before


# Damaged tables


Rows = list[list[str]]
KINDS = (
    "sc-drafts",
    "sc-votes-raw",
    "ga-roll-calls",
    "sc-vetoes",
    "treaty-status",
    "country-codes",
    "rome-statute",
)
HARD = ("", "NA", "=1+1", "@SUM(A1)", "-1", "9" * 40, "1e999", "\x00", "\x07\x1b[31m", "\ufeff", "é" * 300, "'; DROP", "None", "2014-02-30", "0000-00-00", "Namibia", "<script>", "\u202e", "|", "/", "nan", "ＳＵＭ", "S/RES/2139(2014)", "S/2014/348", "𝔖")  # fmt: skip


def texts(kind: str, folder: Path) -> list[Path]:
    """Write sound files of a layout."""
    if kind == "sc-drafts":
        return list(clean_tables(folder, [syria("7"), sound(1)]))
    if kind == "sc-votes-raw":
        return [raw_table(folder, [syria("7"), sound(1)])]
    if kind == "ga-roll-calls":
        calls = [
            ("3", "1.0", "0", "1946-01-01", "R/1/66", "1", "0", "RULES", "TO ADOPT"),
            ("9147", "70", "0", "2015-12-01", "R/70/1", "0", "0", "NAMIBIA", "TO DECIDE"),
        ]
        votes = [
            (call, name, code, how)
            for call in ("3", "9147")
            for name, code, how in (
                ("United States", "US", "yes"),
                ("Russia", "RU", "no"),
                ("Cuba", "CU", "abstain"),
            )
        ]
        return [
            table(
                folder / "calls.csv",
                ("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"),
                calls,
            ),
            table(
                folder / "cast.csv",
                ("rcid", "country", "country_code", "vote"),
                [*votes, ("9147", "Namibia", "NA", "yes")],
            ),
        ]
    if kind == "sc-vetoes":
        return [
            veto_table(
                folder,
                [
                    ("22 May 2014", "S/2014/348", "S/PV.7180", "Syria", "China|Russian Federation"),
                    ("26 June 1946", "S/PV.49", "S/PV.49", "Spain", "USSR"),
                ],
            )
        ]
    if kind == "treaty-status":
        return [
            table(
                folder / "treaty_4-1.csv",
                ("Participant", "Signature", "Accession(a), Succession(d), Ratification"),
                [("France", "11 Dec 1948", "14 Oct 1950"), ("Namibia", "", "28 Nov 1994 a")],
            )
        ]
    if kind == "country-codes":
        header = (
            "ISO3166-1-Alpha-3",
            "ISO3166-1-Alpha-2",
            "M49",
            "is_independent",
            "UNTERM English Short",
            "wikidata_id",
        )
        return [
            table(
                folder / "codes.csv",
                header,
                [
                    ("NAM", "NA", "516", "Yes", "Namibia", "https://www.wikidata.org/wiki/Q1030"),
                    ("FRA", "FR", "250", "Yes", "France", ""),
                ],
            )
        ]
    path = folder / "statute.json"
    path.write_text(
        json.dumps(
            [
                {"number": "5", "name": "Crimes", "text": "The jurisdiction…"},
                {"number": "8 bis", "name": "Aggression", "text": "x"},
            ]
        ),
        "utf-8",
    )
    return [path]


def cells(data: bytes) -> Rows:
    return [
        list(row)
        for row in csv.reader(io.StringIO(data.decode("utf-8", "replace").replace("\0", ""), newline=""))
    ]


def packed(rows: Rows, **more: object) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, **more).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode("utf-8", "surrogatepass")


def of_cells(change: Callable[[Rows, random.Random], object]) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        rows = cells(data)
        if len(rows) > 1 and all(rows):
            change(rows, chance)
        return packed(rows)

    return changed


def cell(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows)
    row[chance.randrange(len(row))] = chance.choice(HARD)


def column(rows: Rows, chance: random.Random) -> None:
    at, value = chance.randrange(len(rows[0])), chance.choice(HARD)
    for row in rows[1:]:
        row[at : at + 1] = [value]


def swapped(rows: Rows, chance: random.Random) -> None:
    one, other = chance.randrange(len(rows[0])), chance.randrange(len(rows[0]))
    for row in rows[1:]:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]


def fewer(rows: Rows, chance: random.Random) -> None:
    at = chance.randrange(len(rows[0]))
    for row in rows:
        del row[at : at + 1]


def more(rows: Rows, chance: random.Random) -> None:
    name = chance.choice(["", "extra", rows[0][0], "=cmd"])
    for number, row in enumerate(rows):
        row.append(chance.choice(HARD) if number else name)


def ragged(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows[1:])
    row[:] = row[: chance.randrange(1, len(row))] if len(row) > 1 and chance.random() < 0.5 else [*row, "x"]


def twice(rows: Rows, chance: random.Random) -> None:
    rows.insert(chance.randrange(1, len(rows)), list(chance.choice(rows[1:])))


def shuffled(rows: Rows, chance: random.Random) -> None:
    body = rows[1:]
    chance.shuffle(body)
    rows[1:] = body


def encoded(data: bytes, chance: random.Random) -> bytes:
    codec = chance.choice(["utf-16", "utf-16-le", "cp1252", "cp1251", "utf-32", "cp037", "utf-7"])
    return data.decode("utf-8", "replace").encode(codec, "replace")


def damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        found[chance.randrange(len(found))] = chance.choice(
            [0, 0x80, 0xFF, 0xC3, 0x22, 0x2C, 0x0A, 0x0D, 0x1B, chance.randrange(256)]
        )
    return bytes(found)


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(
        of_cells(change)
        for change in (cell, cell, cell, column, swapped, fewer, more, ragged, twice, shuffled)
    ),
    encoded,
    damaged,
    damaged,
    lambda data, chance: data[: chance.randrange(len(data))],
    lambda data, chance: b"\n".join(line for line in data.split(b"\n") if chance.random() > 0.2),
    lambda data, chance: gzip.compress(data)[: chance.randrange(1, 200)],
    lambda data, chance: data + chance.choice([b'"', b"\xed\xa0\x80", b'{"a":"\\ud800"}', b"\0" * 9, data]),
)


def in_json(data: bytes, chance: random.Random) -> bytes:
    articles = json.loads(data)
    one = chance.choice(articles)
    one[chance.choice([*one, "more"])] = chance.choice(
        [None, 1e308, -1, True, [], {"a": {}}, "\ud800", "\udfff a", "=1", "\0", "", "x" * 5000]
    )
    return json.dumps(articles).encode()


def mutations(number: int, folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Yield tables that were sound and are no more, with their layout: the same ones each time."""
    for seed in range(number):
        chance = random.Random(seed)
        kind = chance.choice(KINDS)
        place = folder / str(seed)
        place.mkdir()
        files = texts(kind, place)
        spoilt = chance.choice(files)
        changes = (*CHANGES, *[in_json] * 20) if spoilt.suffix == ".json" else CHANGES
        spoilt.write_bytes(chance.choice(changes)(spoilt.read_bytes(), chance))
        yield kind, files
        shutil.rmtree(place)


def spreadsheet_runs(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return [one for row in csv.reader(file) for one in row if safe(one) != one]


def test_a_thousand_damaged_tables_are_read_or_refused(tmp_path: Path) -> None:
    refused = whole = told = 0
    rules: set[str] = set()
    messages: set[str] = set()
    report_file = tmp_path / "report.csv"
    for kind, files in mutations(1000, tmp_path):
        try:
            report = tried(kind, *files)
        except RecordError as error:
            refused += 1
            messages.add(str(error))
            continue
        whole += not report.findings
        told += bool(report.findings)
        rules.update(one.rule for one in report.findings)
        assert all(map(full, report.findings))
        if report.findings:
            write_report(report_file, report.findings, "damaged")
            assert spreadsheet_runs(report_file) == []
    assert min(refused, whole, told) > 100, (refused, whole, told)
    assert all(messages)
    assert rules <= set(RULES)
    assert len(rules) >= 10


def test_damaged_tables_are_imported_or_leave_the_store_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    store = open_store(tmp_path / "store")
    imported(store, order("sc-votes-raw", raw_table(tmp_path, [sound(1), sound(2)])))
    written = refused = 0
    for kind, files in mutations(12, tmp_path / "tables"):
        before, known = store.current(), manifest(store)
        try:
            report = importer().run(store, order(kind, *files))
        except RecordError:
            refused += 1
            assert (store.current(), manifest(store)) == (before, known)
            continue
        written += 1
        kept = {record.entry.id for record in report.tables.records}
        stored = table_of(
            store.view(),
            f"SELECT (COUNT(DISTINCT ?e) AS ?n) {{ GRAPH <{report.graph}> {{ ?e a ost:RecordEntry }} }}",
        )
        assert stored == [(str(len(kept)),)]
        waiting = [one.finding for one in store.view().refused() if one.graph == report.graph]
        assert waiting == [one for one in report.findings if one.action == "quarantined"]
    assert written >= 3
    assert refused >= 1
    assert not list((tmp_path / "store").glob("staging-*"))


def test_na_is_namibia_and_no_absent_value(tmp_path: Path) -> None:
    store, (report,) = new_store(
        tmp_path / "store", order("ga-roll-calls", *texts("ga-roll-calls", tmp_path))
    )
    assert report.findings == []
    assert table_of(
        store.view(),
        "SELECT ?s { ?v ost:voter ?s ; ost:in/ost:date ?d FILTER (?s = <https://w3id.org/ostrakon/id/state/NAM>) }",
    ) == [("NAM",)]
    seats = sorted(
        table_of(store.view(), "SELECT ?s ?d { ?v ost:choice ost:No ; ost:voter ?s ; ost:in/ost:date ?d }")
    )
    assert seats == [("RUS", "2015-12-01"), ("SUN", "1946-01-01")]


# Killed


SCRIPT = """
import sys
from pathlib import Path
from graph.build import batches
from graph.build.parts import open_importer
from graph.record import Order
from graph.store import open_store

if __name__ == "__main__":
    batches.LINES = 6_000
    said = set()
    def tell(what, done, total):
        if what == "Writing and checking" and done not in said:
            said.add(done)
            print(done, flush=True)
    root, *files = map(Path, sys.argv[1:])
    work = open_importer("https://w3id.org/ostrakon/id/", tell)
    print("ready", flush=True)
    work.run(open_store(root), Order(layout="ga-roll-calls", files=tuple(files)))
    print("done", flush=True)
"""
STATES = (("United States", "US"), ("Russia", "RU"), ("China", "CN"), ("France", "FR"), ("United Kingdom", "GB"), ("Namibia", "NA"), ("Germany", "DE"), ("Brazil", "BR"), ("India", "IN"), ("Japan", "JP"))  # fmt: skip


def assembly(folder: Path, calls: int) -> list[Path]:
    """Write roll calls of a made-up Assembly, ten votes each."""
    chance = random.Random(20140522)
    described = [
        (n, 70, 0, f"2015-{1 + n % 12:02d}-{1 + n % 28:02d}", f"R/70/{n}", 0, 0, "TOPIC", f"TO DECIDE ON {n}")
        for n in range(calls)
    ]
    cast = [
        (n, name, code, chance.choice(("yes", "no", "abstain")))
        for n in range(calls)
        for name, code in STATES
    ]
    return [
        table(
            folder / "calls.csv",
            ("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"),
            described,
        ),
        table(folder / "cast.csv", ("rcid", "country", "country_code", "vote"), cast),
    ]


def started(root: Path, files: list[Path]) -> subprocess.Popen[str]:
    script = root.parent / "script.py"
    script.write_text(SCRIPT, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return subprocess.Popen(
        [sys.executable, str(script), str(root), *map(str, files)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )


def end(process: subprocess.Popen[str]) -> list[str]:
    """Kill a process and those that it started, and return what it still said."""
    os.killpg(process.pid, signal.SIGKILL)
    assert process.stdout is not None
    said = process.stdout.read().split()
    process.stdout.close()
    process.wait()
    return said


def checked(root: Path) -> int:
    return len(list(root.glob("*/*/*.checked")))


@pytest.mark.slow
def test_kill_nine_at_ten_moments_of_an_import(tmp_path: Path) -> None:
    calls = 1200
    root, files, chance = tmp_path / "store", assembly(tmp_path, calls), random.Random(1946)
    before = clean_tables(tmp_path, [syria("7")])
    store, _ = new_store(root, order("sc-drafts", *before))
    generation, known = store.current(), quads(store.view())
    undisturbed, _ = new_store(
        tmp_path / "undisturbed", order("sc-drafts", *before), order("ga-roll-calls", *files)
    )
    assert count(undisturbed.view(), "?x a ost:Vote") == calls * len(STATES) + 15
    spare = shutil.copytree(root, tmp_path / "spare", symlinks=True)
    most = killed = 0
    for _ in range(10):
        process = started(root, files)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        for _ in range(chance.randrange(0, 3)):  # some batches further on
            process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.5))
        if "done" in end(process):  # it was faster than the kill
            shutil.rmtree(root)
            shutil.copytree(spare, root, symlinks=True)
            continue
        killed += 1
        assert store.current() == generation
        assert quads(store.view()) == known
        most = max(most, checked(root))
    assert killed >= 5
    assert most, "no batch was checked before a kill: nothing was tested"
    process = started(root, files)
    assert process.wait(timeout=120) == 0
    assert process.stdout is not None
    process.stdout.close()
    view = store.view()
    assert count(view, "?x a ost:Vote") == calls * len(STATES) + 15
    assert count(view, "?x a ost:VotingEvent") == calls + 1
    assert quads(view) == quads(undisturbed.view())
    assert not list(root.glob("staging-*"))
    assert not list(root.glob("*/*/*.checked"))


def test_a_second_run_goes_on_behind_the_last_checked_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "LINES", 3_000)
    store, files = open_store(tmp_path / "store"), assembly(tmp_path, 200)
    wanted = order("ga-roll-calls", *files)
    seen: list[Path] = []
    real = batches.validate_batch

    def stopped(ontology: Path, data: bytes, context: bytes) -> object:
        seen.append(ontology)
        if len(seen) == 5:
            raise RecordError("the power failed")
        return real(ontology, data, context)

    monkeypatch.setattr(batches, "validate_batch", stopped)
    with pytest.raises(RecordError, match="the power failed"):
        importer().run(store, wanted)
    done = checked(tmp_path / "store")
    assert 1 <= done <= 4
    first = len(seen)
    report: ImportReport = importer().run(store, wanted)
    again = len(seen) - first
    fresh, _ = new_store(tmp_path / "fresh", wanted)
    whole = len(seen) - first - again
    assert again == whole - done
    assert report.change.added > 8_000
    assert quads(store.view()) == quads(fresh.view())


def test_a_worker_that_is_killed_is_told_and_the_store_stays(
    clean: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_SMALL", 0)
    store, _ = new_store(tmp_path / "store", clean)
    before = manifest(store)
    real = batches._result

    def killed(checking: Future[list[Violation]]) -> list[Violation]:
        for child in multiprocessing.active_children():
            child.kill()
        return real(checking)

    monkeypatch.setattr(batches, "_result", killed)
    with pytest.raises(
        RecordError, match=r"the process that checks the batches was ended from outside \(import again"
    ):
        importer().run(store, order("ga-roll-calls", *assembly(tmp_path, 300)))
    assert manifest(store) == before
    monkeypatch.setattr(batches, "_result", real)
    report = importer().run(store, order("ga-roll-calls", *assembly(tmp_path, 300)))
    assert report.change.added > 12_000


def test_an_unknown_column_and_a_missing_table_change_nothing(clean: Order, tmp_path: Path) -> None:
    store, _ = new_store(tmp_path / "store", clean)
    before = manifest(store)
    lacking = table(tmp_path / "lacking.csv", DRAFTS[1:], [])
    cast = table(tmp_path / "cast.csv", VOTES, [("1", "China", "Yes")])
    for files in ((lacking, cast), (cast,)):
        with pytest.raises(RecordError):
            importer().run(store, order("sc-drafts", *files))
    assert manifest(store) == before
