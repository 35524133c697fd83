"""Make small official tables in the columns of each layout, and find the large ones that lie beside the repository."""

from __future__ import annotations

import csv
import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import QuerySolutions

from graph.build.importer import Importer, ImportReport
from graph.build.knowledge import know
from graph.build.parts import open_importer
from graph.record import Finding, Order
from graph.store import Store, View, open_store
from graph.terms import BASE_IRI

BASE = BASE_IRI
PLACE = Path(__file__).resolve().parents[2] / "shared" / "data" / "un"
FIVE = ("China", "France", "Russian Federation", "United Kingdom", "United States")
# Who sat on the Council beside the five, by year, as the tables spell them.
TEN = {
    "1994": ("Argentina", "Brazil", "Czech Republic", "Djibouti", "New Zealand", "Nigeria", "Oman", "Pakistan", "Rwanda", "Spain"),
    "2012": ("Azerbaijan", "Colombia", "Germany", "Guatemala", "India", "Morocco", "Pakistan", "Portugal", "South Africa", "Togo"),
    "2014": ("Argentina", "Australia", "Chad", "Chile", "Jordan", "Lithuania", "Luxembourg", "Nigeria", "Republic of Korea", "Rwanda"),
}  # fmt: skip
ELEVEN_1946 = (
    "Australia", "Brazil", "CHINA", "EGYPT", "FRANCE", "MEXICO", "NETHERLANDS", "POLAND", "USSR", "UNITED KINGDOM", "UNITED STATES",
)  # fmt: skip
WORDS = {"y": "Yes", "n": "No", "a": "Abstain", "x": "Not voting"}
DRAFTS = ("event", "date", "draft", "resolution", "meeting", "outcome", "yes", "no", "abstain", "agenda", "topic", "submitted_by")  # fmt: skip
VOTES = ("event", "member", "vote")
RAW = ("Year", "Date,", "Resolution", "Meeting", "Draft", "Agenda item", "Category", "Region", "Submitted by", "Outcome results", "Vote", "Member State", "ID", "Membership_Status", "Topic")  # fmt: skip
UNANIMOUS, MAJORITY, VETO, FAILED = (
    "Adopted unanimously",
    "Adopted by majority",
    "Not adopted - veto",
    "Not adopted - failed to receive required number of votes",
)


@functools.cache
def importer() -> Importer:
    """Return one importer for all tests of a process: names and lexicon are dear to load."""
    return open_importer(BASE)


def un() -> Path:
    """Return the folder of large official tables, or skip."""
    if not PLACE.is_dir():
        pytest.skip("the official tables lie beside the repository as ../shared, and are not there")
    return PLACE


def table(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def council(year: str) -> tuple[str, ...]:
    return (*FIVE, *TEN[year])


def ballot(year: str = "2014", **votes: str) -> dict[str, str]:
    """Return how each member votes: Yes, but for those named by their first letters: `China="n"`."""
    found = dict.fromkeys(council(year), "y")
    for start, choice in votes.items():
        name = next(name for name in found if name.replace(" ", "_").startswith(start))
        if choice:
            found[name] = choice
        else:
            del found[name]
    return found


class Event(dict[str, Any]):
    """Hold one voting as a table tells of it; `votes` are pairs of member and choice."""


def event(
    id: str = "1", votes: Mapping[str, str] | Sequence[tuple[str, str]] | None = None, **more: Any
) -> Event:
    """Return a sound voting of 2014, unanimous, with anything about it changed."""
    pairs = list(
        (ballot() if votes is None else votes).items() if isinstance(votes, Mapping | None) else votes
    )
    counted = [choice for _, choice in pairs]
    told = Event(
        event=id, date="2014-05-22", draft=f"S/2014/{340 + int(id)}", resolution="", meeting="7180",
        outcome=VETO if counted.count("n") and counted.count("y") > 8 else UNANIMOUS, agenda="The situation in the Middle East",
        topic="Middle East (Syria)", submitted_by="France", votes=pairs,
    )  # fmt: skip
    told.update(yes=counted.count("y"), no=counted.count("n"), abstain=counted.count("a"))
    told.update(more)
    return told


def sound(number: int, **more: Any) -> Event:
    """Return the n-th of a series of adopted drafts of 2014, a day and a meeting apart."""
    day, resolution = f"2014-03-{number:02d}", str(2140 + number)
    given = {
        "date": day,
        "resolution": resolution,
        "meeting": str(7120 + number),
        "draft": f"S/2014/{140 + number}",
    }
    return event(str(number), **(given | more))


def clean_tables(folder: Path, events: Sequence[Event], stem: str = "") -> tuple[Path, Path]:
    """Write events as the two tables of sc-drafts."""
    folder.mkdir(parents=True, exist_ok=True)
    votes = [(one["event"], who, WORDS.get(how, how)) for one in events for who, how in one["votes"]]
    return (
        table(folder / f"{stem}drafts.csv", DRAFTS, [[one[name] for name in DRAFTS] for one in events]),
        table(folder / f"{stem}votes.csv", VOTES, votes),
    )


def raw_table(folder: Path, events: Sequence[Event], name: str = "raw.csv") -> Path:
    """Write events as the one table of sc-votes-raw."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for one in events:
        number, year = one["resolution"], one["date"][:4]
        resolution = f"{number} ({year})" if number.isdigit() else number
        for who, how in one["votes"]:
            lines.append(
                [one.get("year", year), one["date"], resolution, one["meeting"], one["draft"], one["agenda"], "Topic", "Region",
                 one["submitted_by"], one["outcome"], WORDS.get(how, how), who, one["event"], "Permanent", one["topic"]]
            )  # fmt: skip
    return table(folder / name, RAW, lines)


def veto_table(folder: Path, listed: Sequence[tuple[str, ...]], name: str = "vetoes.csv") -> Path:
    return table(folder / name, ("date", "draft", "record", "agenda", "vetoing"), listed)


def order(layout: str | Path, *files: Path, **more: Any) -> Order:
    return Order(layout=str(layout), files=files, **more)


def tried(layout: str | Path, *files: Path, **more: Any) -> ImportReport:
    """Read and check tables without a store."""
    return importer().try_out(None, order(layout, *files, **more))


def imported(store: Store, *orders: Order) -> list[ImportReport]:
    """Import several records in one generation; rules are run once, at its end."""
    work = importer()
    with store.writer() as writer:
        know(writer, work._knowledge)
        done = [work.bring(writer, one) for one in orders]
        work._deriver.run(writer)
    return done


def new_store(root: Path, *orders: Order) -> tuple[Store, list[ImportReport]]:
    store = open_store(root)
    return store, imported(store, *orders)


def found(report: ImportReport) -> set[tuple[str, str, str]]:
    return {(one.event, one.rule, one.action) for one in report.findings}


def count(view: View, pattern: str) -> int:
    """Count what a pattern about ?x gives, each thing once."""
    (row,) = view.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"].value)


def table_of(view: View, sparql: str) -> list[tuple[str, ...]]:
    """Return rows of plain values, the last segment of each IRI."""
    found = view.query(sparql)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [tuple(_plain(row[name]) for name in names) for row in found]


def _plain(term: Any) -> str:
    text = "" if term is None else str(term.value)
    return text.replace("#", "/").rsplit("/", 1)[-1] if text.startswith("http") else text


def full(finding: Finding) -> bool:
    """Tell whether a finding says all that it must."""
    told = finding.to_json()
    return all(told[name] for name in ("event", "rows", "rule", "action", "reason")) and bool(
        json.dumps(told)
    )
