"""Measure how fast documents are read, on one process and on two, and in how much memory.

Prints a Markdown table; run it by `make bench`. Each figure is of a whole process and of all its children.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from process import Run, run
from records import company, processor
from table import both, in_bytes, in_seconds, write

COMMAND = Path(sys.executable).parent / "ostrakon"
ROOT = Path(__file__).resolve().parent.parent
MARKS = "<!-- READING -->", "<!-- /READING -->"
JOBS = (1, 2)
FEW = 10  # parts of the documents that the smaller run has


@dataclass(slots=True)
class Runs:
    """Carry the runs over few and over all documents, by the number of processes."""

    few: dict[int, list[Run]] = field(default_factory=lambda: {jobs: [] for jobs in JOBS})
    all: dict[int, list[Run]] = field(default_factory=lambda: {jobs: [] for jobs in JOBS})


def texts(folder: Path | None) -> list[str]:
    """Return the texts to make documents of: those of a folder, else the digests of the seeds."""
    found = folder.glob("*.txt") if folder else (ROOT / "seeds").glob("*/digest.txt")
    read = [path.read_text("utf-8") for path in sorted(found)]
    if not read:
        raise SystemExit(f"{folder} holds no *.txt")
    return read


def make(folder: Path, given: Sequence[str], count: int) -> int:
    """Write so many documents, each a text by turns and a line of its own; return their characters."""
    folder.mkdir()
    total = 0
    for number in range(count):
        text = f"{given[number % len(given)].rstrip()}\n\nThis is document {number}.\n"
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
        total += len(text)
    return total


def read(documents: Path, target: Path, jobs: int, count: int) -> Run:
    done = run(COMMAND, "read", documents, "--output", target, "--jobs", str(jobs), "--parsers", "1")
    if f"{count:,} documents read" not in done.said:
        raise ValueError(f"{count:,} documents expected, found {done.said!r}")
    print(f"{count:,} documents, {jobs} processes: {done.seconds:.1f} s", file=sys.stderr)
    return done


def measure(work: Path, count: int, rounds: int, given: Sequence[str]) -> tuple[Runs, int]:
    """Run each by turns; the facts must be the same however many processes read."""
    few = max(1, count // FEW)
    make(work / "few", given, few)
    characters = make(work / "all", given, count)
    runs = Runs()
    for _ in range(rounds):
        for jobs in JOBS:
            runs.few[jobs].append(read(work / "few", work / f"few{jobs}.jsonl", jobs, few))
            runs.all[jobs].append(read(work / "all", work / f"all{jobs}.jsonl", jobs, count))
        if len({(work / f"all{jobs}.jsonl").read_bytes() for jobs in JOBS}) > 1:
            raise ValueError("two processes found other facts than one")
    return runs, characters


def report(runs: Runs, count: int, characters: int, about: Sequence[str]) -> str:
    few = max(1, count // FEW)

    def cells(of: dict[int, list[Run]], figure: str) -> list[str]:
        if figure == "peak":
            return [both([run.peak or 0 for run in of[jobs]], in_bytes) for jobs in JOBS]
        return [both([getattr(run, figure) for run in of[jobs]], in_seconds) for jobs in JOBS]

    rates = [both([run.seconds for run in runs.all[jobs]], lambda s: f"{count / s:.1f}") for jobs in JOBS]
    steady = [
        (count - few)
        / (min(run.seconds for run in runs.all[jobs]) - min(run.seconds for run in runs.few[jobs]))
        for jobs in JOBS
    ]
    whole = [min(run.seconds for run in runs.all[jobs]) for jobs in JOBS]
    rows = [
        (f"**{count:,} documents**", cells(runs.all, "seconds")),
        ("— documents a second", rates),
        ("— documents a second, the start left out", [f"{rate:.1f}" for rate in steady]),
        (
            "— characters a second, the start left out",
            [f"{rate * characters / count:,.0f}" for rate in steady],
        ),
        ("— times as fast as one", ["1", f"{whole[0] / whole[1]:.2f}"]),
        ("— times as fast as one, the start left out", ["1", f"{steady[1] / steady[0]:.2f}"]),
        ("— processor seconds", cells(runs.all, "busy")),
        ("— peak memory, children included", cells(runs.all, "peak")),
        (f"{few:,} documents", cells(runs.few, "seconds")),
        ("— peak memory, children included", cells(runs.few, "peak")),
    ]
    lines = [*about, "", "| | one process | two processes |", "|---|---:|---:|"]
    return "\n".join([*lines, *(f"| {what} | {' | '.join(found)} |" for what, found in rows)])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder of *.txt; by default the digests of the seeds")
    parser.add_argument("--count", type=int, default=1_000, help="how many documents are made of them (1000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is run (1)")
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    today = datetime.date.today().isoformat()
    parser.add_argument("--date", default=today, help="the day to write; by default today")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    given = texts(chosen.texts)
    others = company()
    with tempfile.TemporaryDirectory() as folder:
        runs, characters = measure(Path(folder), chosen.count, chosen.rounds, given)
    what = f"{len(given)} texts of a folder" if chosen.texts else f"the {len(given)} digests of the seeds"
    about = [
        f"{chosen.date}; {processor()}; spaCy {version('spacy')}.",
        others(),
        f"Documents: made of {what}, {characters / chosen.count:,.0f} characters each on average."
        f" Rounds: {chosen.rounds}. Cells: minimum / median; rates and ratios of the least seconds.",
    ]
    text = report(runs, chosen.count, characters, about)
    print(text)
    if chosen.write:
        write(text, MARKS)


if __name__ == "__main__":
    main()
