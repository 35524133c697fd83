"""Lay out as a Markdown table what was measured of the records, and keep it in the README."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from process import Run
from votes import Tables

README = Path(__file__).resolve().parent / "README.md"
MARKS = "<!-- RECORDS -->", "<!-- /RECORDS -->"
CELLS = "Each cell: minimum / median; rates and ratios are those of the least seconds / of the median ones."
IMPORT, AGAIN, BULK, PARSE = "import", "again", "bulk load", "rdflib"


@dataclass(frozen=True, slots=True)
class Measured:
    """Carry every run of one record, by what was run; `share` is the part of the quads that rdflib got."""

    record: Tables
    triples: int
    share: int
    runs: dict[str, list[Run]]

    def cell(self, what: str, figure: Callable[[Run], float | None], form: Callable[[float], str]) -> str:
        """Return minimum and median of a figure of the runs."""
        found = [value for value in map(figure, self.runs[what]) if value is not None]
        return both(found, form) if found else "not measured"

    def rate(self, count: int) -> str:
        """Return how many a second the import made, by its least seconds and by the median of them."""
        return both([run.seconds for run in self.runs[IMPORT]], lambda seconds: f"{count / seconds:,.0f}")

    def ratio(self, one: str, other: str) -> str:
        """Return how long one took for each second of the other, by the least seconds and by the medians."""
        seconds = [[run.seconds for run in self.runs[what]] for what in (one, other)]
        parts = [pick(seconds[0]) / pick(seconds[1]) for pick in (min, statistics.median)]
        return " / ".join(f"{part:.2f}" for part in parts)


def both(found: Sequence[float], form: Callable[[float], str]) -> str:
    return f"{form(min(found))} / {form(statistics.median(found))}"


def rows(measured: Sequence[Measured]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lines of the table, a cell a record."""
    seconds, busy = (lambda r: r.seconds), (lambda r: r.busy)
    peak, taken = (lambda r: r.peak), (lambda r: r.disk)
    cells = [
        ("rows read", lambda m: f"{m.record.rows:,}"),
        ("triples made", lambda m: f"{m.triples:,}"),
        ("**`ostrakon import` into a fresh store**", lambda m: m.cell(IMPORT, seconds, in_seconds)),
        ("— processor seconds", lambda m: m.cell(IMPORT, busy, in_seconds)),
        ("— rows a second", lambda m: m.rate(m.record.rows)),
        ("— triples a second", lambda m: m.rate(m.triples)),
        ("— peak memory, children included", lambda m: m.cell(IMPORT, peak, in_bytes)),
        ("— the store on disk", lambda m: m.cell(IMPORT, taken, in_bytes)),
        ("**the same import again**", lambda m: m.cell(AGAIN, seconds, in_seconds)),
        ("**`pyoxigraph` `bulk_load` of the same quads**", lambda m: m.cell(BULK, seconds, in_seconds)),
        ("— processor seconds", lambda m: m.cell(BULK, busy, in_seconds)),
        ("— peak memory", lambda m: m.cell(BULK, peak, in_bytes)),
        ("— the folder on disk", lambda m: m.cell(BULK, taken, in_bytes)),
        ("**`rdflib` parse of the same quads, in memory**", lambda m: parsed(m, seconds, in_seconds)),
        ("— peak memory", lambda m: parsed(m, peak, in_bytes)),
        ("import / bulk load", lambda m: m.ratio(IMPORT, BULK)),
        ("import again / import", lambda m: m.ratio(AGAIN, IMPORT)),
    ]
    for what, cell in cells:
        yield what, [cell(one) for one in measured]


def parsed(one: Measured, figure: Callable[[Run], float | None], form: Callable[[float], str]) -> str:
    told = one.cell(PARSE, figure, form)
    if one.share == 1 or not any(figure(run) for run in one.runs[PARSE]):
        return told
    whole = one.cell(PARSE, lambda run: (figure(run) or 0) * one.share, form)
    return f"a tenth: {told}; *all, extrapolated × {one.share}: {whole}*"


def in_seconds(value: float) -> str:
    return f"{value:.1f} s"


def in_bytes(value: float) -> str:
    return f"{value / 1e9:.2f} GB" if value >= 1e9 else f"{value / 1e6:.0f} MB"


def report(measured: Sequence[Measured], about: Sequence[str]) -> str:
    heads = [f"{one.record.votes:,} votes (`{one.record.layout}`)" for one in measured]
    lines = [*about, "", f"| | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    lines += [f"| {what} | {' | '.join(cells)} |" for what, cells in rows(measured)]
    return "\n".join(lines)


def write(text: str, marks: tuple[str, str] = MARKS) -> None:
    """Put a table between its marks in the README."""
    start, end = marks
    before, _, rest = README.read_text("utf-8").partition(start)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"{README.name} has no {start} … {end}")
    README.write_text(f"{before}{start}\n{text}\n{end}{after}", "utf-8")
