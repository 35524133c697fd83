"""Find the tables of votes to measure with, or make tables of the same layout and size."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from graph.gazetteer import Entry, Gazetteer
from graph.paths import lexicon_dir

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NAMES = {
    "sc-drafts": ("sc_drafts.csv", "sc_votes.csv"),
    "ga-roll-calls": ("ga_roll_calls.csv", "ga_votes.csv.gz"),
}
DRAFTS, MEMBERS = 2_000, 15
ROLL_CALLS, STATES = 6_000, 145
FIRST_DAY = datetime.date(2012, 1, 1)  # all states of the lexicon exist by then
_PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
_WORDS = (
    "the situation in",
    "report",
    "of the Secretary-General",
    "measures to implement",
    "cooperation",
    "and",
)
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Tables:
    """Name the two files of one record, and count their rows and votes."""

    layout: str
    files: tuple[Path, ...]
    rows: int
    votes: int


def find(shared: Path) -> Path | None:
    """Return the folder in or under `shared` that holds all the tables."""
    wanted = [name for names in NAMES.values() for name in names]
    places = (shared / "data" / "un", shared / "un", shared)
    return next((place for place in places if all((place / name).is_file() for name in wanted)), None)


def take(folder: Path, layout: str) -> Tables:
    files = tuple(folder / name for name in NAMES[layout])
    events, votes = (_rows(path) for path in files)
    return Tables(layout, files, events + votes, votes)


def make(folder: Path) -> None:
    """Write tables of 30,000 and of 870,000 votes; the same ones each time."""
    entries = Gazetteer.load(lexicon_dir()).entries
    states = [entry for entry in entries if entry.kind == "state" and entry.iso3 and entry.iso2]
    drafts, roll_calls = list(_drafts(states)), list(_roll_calls(states))
    heads = (
        "event date draft resolution meeting outcome yes no abstain agenda topic submitted_by",
        "event date draft resolution meeting member vote",
        "rcid session importantvote date unres amend para short descr",
        "rcid country country_code vote",
    )
    tables = (
        [event for event, _ in drafts],
        (vote for _, votes in drafts for vote in votes),
        [event for event, _ in roll_calls],
        (vote for _, votes in roll_calls for vote in votes),
    )
    names = (name for names in NAMES.values() for name in names)
    for name, head, rows in zip(names, heads, tables, strict=True):
        _write(folder / name, [head.split(), *rows])


def _drafts(states: Sequence[Entry]) -> Iterator[tuple[Row, list[Row]]]:
    permanent = [state for state in states if state.iso3 in _PERMANENT]
    others = [state for state in states if state.iso3 not in _PERMANENT]
    for number in range(1, DRAFTS + 1):
        day = FIRST_DAY + datetime.timedelta(days=number * 2)
        elected = islice(cycle(others), day.year * 10, day.year * 10 + MEMBERS - len(permanent))
        vetoed, split = number % 25 == 0, number % 3 == 0
        choices = ["Yes"] * MEMBERS
        choices[number // 25 % 5 if vetoed else 5] = "No" if vetoed else "Abstain" if split else "Yes"
        yes, no, abstain = (choices.count(choice) for choice in ("Yes", "No", "Abstain"))
        outcome = "Adopted by majority" if split else "Adopted unanimously"
        place = states[number * 7 % len(states)].name
        event = (number, day, f"S/{day.year}/{number}", "" if vetoed else 1000 + number, 3000 + number)
        told = ("Not adopted - veto" if vetoed else outcome, yes, no, abstain)
        about = (f"The situation concerning {place}", place, "President")
        voters = [*permanent, *elected]
        yield (
            (*event, *told, *about),
            [(*event, who.name, choice) for who, choice in zip(voters, choices, strict=True)],
        )


def _roll_calls(states: Sequence[Entry]) -> Iterator[tuple[Row, list[Row]]]:
    for number in range(1, ROLL_CALLS + 1):
        day = FIRST_DAY + datetime.timedelta(days=number // 2)
        session, place = day.year - 1945, states[number * 7 % len(states)].name
        title = " ".join(_WORDS[(number * step) % len(_WORDS)] for step in range(1, 13))
        event = (number, session, 0, day, f"R/{session}/{number}", 0, 0, place.upper(), f"{place}: {title}")
        yield (
            event,
            [
                (number, who.name, who.iso2, _choice(number, place))
                for place, who in enumerate(states[:STATES])
            ],
        )


def _choice(number: int, place: int) -> str:
    part = (number * 31 + place * 17 + number * place) % 100
    return "yes" if part < 80 else "abstain" if part < 92 else "no"


def _write(path: Path, rows: Iterable[Row]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    data = text.getvalue().encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)


def _rows(path: Path) -> int:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) - 1
