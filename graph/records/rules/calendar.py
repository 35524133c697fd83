"""Tell wrong days by the numbers that bodies count: meetings and resolutions only ever rise with the days.

Day and month exchanged is the slip that tables suffer most. For each series of numbers the longest run of
events whose days never fall is found, each event with its day as it stands or exchanged. An event whose day
fits between its neighbours in that run is right, one that fits only when exchanged is mended, and one that
fits neither way is found fault with.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.records.items import Item

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERED = re.compile(r"(?P<series>.*?)(?P<number>\d+)(?:\s*\(?(?:resumption|part).*)?$", re.I)
_PROOF = datetime.timedelta(days=60)  # neighbours farther apart leave room for other slips
_KEPT, _EXCHANGED = 1000, 900  # what an event adds to a run; a day as it stands is the better guess


@dataclass(frozen=True, slots=True)
class _Place:
    """Carry an event's place in one series of numbers, with the days that it may have."""

    item: Item
    number: int
    days: tuple[str, ...]


@dataclass(slots=True)
class _Run:
    """Hold the longest run of one series: numbers and days, both rising."""

    name: str
    numbers: list[int]
    days: list[str]

    def span(self, number: int) -> tuple[int, int]:
        """Return the places of the nearest neighbours of a number, below and above."""
        return bisect_left(self.numbers, number) - 1, bisect_right(self.numbers, number)

    def fits(self, number: int, day: str) -> bool:
        """Tell whether a day lies between those of the numbers around."""
        low, high = self.span(number)
        before = self.days[low] if low >= 0 else ""
        after = self.days[high] if high < len(self.days) else "9999"
        return before <= day <= after

    def proves(self, number: int, day: str) -> bool:
        """Tell whether the neighbours leave so little room that a day between them is no accident.

        Where one side is open, the year is its end: an exchange leaves the year as it is.
        """
        low, high = self.span(number)
        before = self.days[low] if low >= 0 else f"{day[:4]}-01-01"
        after = self.days[high] if high < len(self.days) else f"{day[:4]}-12-31"
        room = datetime.date.fromisoformat(after) - datetime.date.fromisoformat(before)
        return before <= day <= after and room <= _PROOF

    def around(self, number: int) -> str:
        """Say between which days the number stands."""
        low, high = self.span(number)
        sides = [f"{self.numbers[low]} of {self.days[low]}"] if low >= 0 else []
        sides += [f"{self.numbers[high]} of {self.days[high]}"] if high < len(self.numbers) else []
        what = f"{self.name}{'' if self.name.endswith('.') else ' '}{number}"
        return f"{what} stands {'between' if len(sides) == 2 else 'beside'} {' and '.join(sides)}"


def exchanged(day: str) -> str | None:
    """Return a day with day and month exchanged, None where that is no other day of the calendar."""
    found = _DAY.fullmatch(day)
    if found is None:
        return None
    other = f"{found[1]}-{int(found[3]):02d}-{int(found[2]):02d}"
    return other if other != day and exists(other) else None


def exists(day: str) -> bool:
    """Tell whether the calendar has a day, month or year."""
    if not _DAY.fullmatch(day):
        return bool(re.fullmatch(r"\d{4}", day)) or ("/" in day and all(map(exists, day.split("/", 1))))
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def check_calendar(items: Iterable[Item]) -> None:
    """Mend the days that a number proves exchanged, and find fault with those that no reading makes right."""
    dated = [item for item in items if item.get("date")]
    series = _series(dated)
    runs = {name: _longest(name, places) for name, places in series.items()}
    seats: dict[str, list[tuple[_Run, int]]] = defaultdict(list)
    for name, places in series.items():
        for place in places:
            seats[place.item.id].append((runs[name], place.number))
    for item in dated:
        _settle(item, seats.get(item.id, []))


def _settle(item: Item, seats: Sequence[tuple[_Run, int]]) -> None:
    day = item.values["date"]
    other = exchanged(day)
    wrong = [(run, number) for run, number in seats if not run.fits(number, day)]
    if exists(day) and not wrong:
        return
    proofs = [run.around(number) for run, number in wrong]
    if other and _proven(other, seats, wrong, exists(day)):
        rule = "date-meeting" if exists(day) else "date-impossible"
        why = proofs[0] if proofs else f"the calendar has no {day}"
        item.values["date"] = other
        item.mends.append((rule, f"date: {day} became {other} (day and month exchanged: {why})"))
    elif not exists(day):
        item.fault("date-impossible", f"the calendar has no {day}")
    else:
        meets = [run.fits(number, day) for run, number in seats]
        only_resolution = all(run.name == "resolution" for run, _ in wrong) and any(meets)
        rule = "resolution-sequence" if only_resolution else "date-meeting"
        item.fault(rule, f"the day is {day}, but {'; '.join(proofs)}")


def _proven(
    other: str, seats: Sequence[tuple[_Run, int]], wrong: Sequence[tuple[_Run, int]], possible: bool
) -> bool:
    """Tell whether the exchanged day fits everywhere, and the day as it stands is none or is proven wrong."""
    if not all(run.fits(number, other) for run, number in seats):
        return False
    return not possible or any(run.proves(number, other) for run, number in wrong)


def _series(items: Iterable[Item]) -> dict[str, list[_Place]]:
    found: dict[str, list[_Place]] = defaultdict(list)
    for item in items:
        day = item.values["date"]
        days = tuple(d for d in (day, exchanged(day)) if d and exists(d) and len(d) > 4)
        for name, number in _numbers(item):
            found[name].append(_Place(item, number, days))
    return found


def _numbers(item: Item) -> Iterator[tuple[str, int]]:
    """Yield the series and the number in it of the meeting and of the resolution."""
    meeting = _NUMBERED.fullmatch(item.get("meeting") or "")
    if meeting:
        # Codes without a symbol, such as those of votings in writing, begin anew each year.
        mark = meeting["series"]
        yield (
            f"meeting {mark}" if "." in mark else f"meeting {item.values['date'][:4]} {mark}",
            int(meeting["number"]),
        )
    resolution = re.fullmatch(r"S/RES/(\d+)\(\d{4}\)", item.get("resolution") or "")
    if resolution:
        yield "resolution", int(resolution[1])


def _longest(name: str, places: list[_Place]) -> _Run:
    """Find the best run: the most events whose days do not fall as the numbers rise."""
    ordered = sorted(places, key=lambda place: place.number)
    every = sorted({day for place in ordered for day in place.days})
    best: list[tuple[int, int]] = [(0, -1)] * (
        len(every) + 1
    )  # by day: worth of a run that ends by then, last link
    links: list[tuple[_Place, str, int]] = []
    for place in ordered:
        fresh = []
        for choice, day in enumerate(place.days):
            at = bisect_left(every, day) + 1
            worth, last = _before(best, at)
            links.append((place, day, last))
            fresh.append((at, worth + (_EXCHANGED if choice else _KEPT), len(links) - 1))
        for at, worth, link in fresh:
            _raise(best, at, worth, link)
    return _walk(name, links, _before(best, len(every))[1])


def _walk(name: str, links: list[tuple[_Place, str, int]], last: int) -> _Run:
    run = _Run(name, [], [])
    while last >= 0:
        place, day, last = links[last]
        run.numbers.append(place.number)
        run.days.append(day)
    run.numbers.reverse()
    run.days.reverse()
    return run


def _before(best: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return the best run that ends by a day: a prefix maximum in a Fenwick tree."""
    found = (0, -1)
    while at > 0:
        found = max(found, best[at], key=lambda pair: pair[0])
        at -= at & -at
    return found


def _raise(best: list[tuple[int, int]], at: int, worth: int, link: int) -> None:
    while at < len(best):
        if worth > best[at][0]:
            best[at] = (worth, link)
        at += at & -at
