"""Measure the import of official records beside the bare bulk load and rdflib's parse of the same quads.

Prints a Markdown table; run it by `make bench`. Each figure is of a whole process and of all its children.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
import votes
from process import Run, disk, others_seconds, run
from table import AGAIN, BULK, CELLS, IMPORT, PARSE, Measured, report, write
from votes import Tables

COMMAND = Path(sys.executable).parent / "ostrakon"
RAW = """import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)"""
RDFLIB = """import sys, rdflib
dataset = rdflib.Dataset()
dataset.parse(sys.argv[1], format="nquads")
print(len(dataset))"""
MANY, SHARE = 1_000_000, 10  # of more quads than this, rdflib is given a tenth
BUSY = 0.1  # the share of the processors from which on other work spoils the figures


def measure(record: Tables, rounds: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        quads, part = work / "quads.nq", work / "part.nq"
        bring(record, work / "first")
        triples = dump(work / "first", quads)
        shutil.rmtree(work / "first")
        share = SHARE if triples > MANY else 1
        given = cut(quads, part, triples // share)
        runs: dict[str, list[Run]] = {BULK: [], IMPORT: [], AGAIN: [], PARSE: []}
        for number in range(rounds):
            one_round(record, work / str(number), (quads, triples), (part, given), runs)
    return Measured(record, triples, share, runs)


def one_round(
    record: Tables, work: Path, whole: tuple[Path, int], part: tuple[Path, int], runs: dict[str, list[Run]]
) -> None:
    """Run each once, by turns, each into a fresh folder."""
    work.mkdir()
    loaded = run(sys.executable, "-c", RAW, whole[0], work / "bare")
    note(record, BULK, runs, replace(loaded, disk=disk(work / "bare")))
    if (found := len(pyoxigraph.Store.read_only(str(work / "bare")))) != whole[1]:
        raise ValueError(f"the bulk load left {found:,} quads of {whole[1]:,}")
    imported = bring(record, work / "store")
    note(record, IMPORT, runs, replace(imported, disk=disk(work / "store")))
    note(record, AGAIN, runs, expect(bring(record, work / "store"), "nothing has changed"))
    note(record, PARSE, runs, expect(run(sys.executable, "-c", RDFLIB, part[0]), str(part[1])))
    shutil.rmtree(work)


def bring(record: Tables, store: Path) -> Run:
    return run(COMMAND, "import", record.layout, *record.files, "--store", store)


def expect(done: Run, words: str) -> Run:
    """Return the run; raise ValueError where it did not say these words: then it did something else."""
    if words not in done.said:
        raise ValueError(f"{words!r} expected, found {done.said!r}")
    return done


def note(record: Tables, what: str, runs: dict[str, list[Run]], done: Run) -> None:
    runs[what].append(done)
    print(f"{record.layout}: {what}: {done.seconds:.1f} s", file=sys.stderr)


def dump(store: Path, target: Path) -> int:
    """Write the record's graph as N-Quads; return the number of lines."""
    quads = sorted((store / "generations").iterdir())[-1] / "quads"
    engine = pyoxigraph.Store.read_only(str(quads))
    (graph,) = (name for name in engine.named_graphs() if "/graph/record/" in name.value)
    plain = target.with_suffix(".nt")
    engine.dump(str(plain), format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph)
    end = f" {graph} .\n".encode()
    with plain.open("rb") as file, target.open("wb") as out:
        out.writelines(line.removesuffix(b" .\n") + end for line in file)
    plain.unlink()
    with target.open("rb") as file:
        return sum(1 for _ in file)


def cut(quads: Path, part: Path, count: int) -> int:
    """Write the first so many quads; the engine keeps them in the order of hashes, so it is a fair sample."""
    with quads.open("rb") as file, part.open("wb") as out:
        out.writelines(line for line, _ in zip(file, range(count), strict=False))
    return count


def machine(date: str) -> str:
    """Tell when and on what it was measured, and nothing that names the machine."""
    return f"{date}; {processor()}, pyoxigraph {pyoxigraph.__version__}, rdflib {version('rdflib')}."


def processor() -> str:
    """Tell the processor, its cores and the version of Python."""
    cpu = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"^model name\s*: (.+)$", cpu, re.MULTILINE)
    name = model[1] if model else platform.machine()
    return f"{name}, {os.cpu_count()} cores; Python {platform.python_version()}"


def company() -> Callable[[], str]:
    """Return what tells, in the end, how much of the machine other programs used meanwhile."""
    began, before = time.monotonic(), others_seconds()

    def told() -> str:
        after = others_seconds()
        if before is None or after is None:
            return "How busy the machine was with other work is not known."
        share = (after - before) / (time.monotonic() - began) / (os.cpu_count() or 1)
        warning = " **The machine was busy: measure again on a calm one.**" if share > BUSY else ""
        return f"Other programs used {max(share, 0):.0%} of the processors meanwhile.{warning}"

    return told


def data(asked: Path | None, spare: Path) -> tuple[Path, str]:
    """Return the folder of the tables and what they are; make them where none are at hand."""
    folder = votes.find(asked or votes.SHARED)
    if folder:
        return folder, "public records of the Security Council and the General Assembly"
    if asked:
        raise SystemExit(f"{asked} holds none of the tables: {votes.NAMES}")
    print(
        "WARNING: the shared data does not lie beside this checkout. What follows is measured with\n"
        "SYNTHETIC tables of the same layout and about the same size, made anew each time.",
        file=sys.stderr,
    )
    votes.make(spare)
    return spare, "**synthetic tables** of the same layout (the public records were not at hand)"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--shared", "--votes", type=Path, help="the folder of the tables; by default ../shared"
    )
    parser.add_argument("--rounds", type=int, default=2, help="how often each is run (2)")
    parser.add_argument("--only", choices=list(votes.NAMES), help="measure one record only")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day to write; by default today")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    with tempfile.TemporaryDirectory() as spare:
        others = company()
        folder, what = data(chosen.shared, Path(spare))
        records = [votes.take(folder, name) for name in votes.NAMES if chosen.only in (None, name)]
        measured = [measure(record, chosen.rounds) for record in records]
        about = [machine(chosen.date), others(), f"Data: {what}. Rounds: {chosen.rounds}. {CELLS}"]
    text = report(measured, about)
    print(text)
    if chosen.write:
        write(text)


if __name__ == "__main__":
    main()
