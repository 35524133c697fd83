"""Bring the symbols of a voting into one spelling, and put exchanged columns right."""

from __future__ import annotations

from graph.records import symbols
from graph.records.items import Item

_COLUMNS = ("draft", "resolution", "meeting")
# A voting in writing has no meeting: its record is a document like any other.
# A draft that was only read out has no symbol: lists name the meeting instead.
_FITTING = {
    ("draft", "draft"),
    ("draft", "meeting"),
    ("resolution", "resolution"),
    ("meeting", "meeting"),
    ("meeting", "draft"),
}


def normalise(item: Item) -> None:
    """Spell draft, resolution and meeting as the United Nations do; other words stay as they are."""
    _exchange(item)
    year = str(item.get("date") or item.get("year") or "")[:4] or None
    _draft(item)
    _resolution(item, year)
    given = item.get("meeting")
    if given:
        item.values["meeting"] = symbols.meeting(given).text or symbols.tidy(given)
    if (
        item.get("year") is not None
        and item.get("date")
        and int(item.values["date"][:4]) != item.values["year"]
    ):
        item.fault("date-impossible", f"the day is {item.values['date']}, the year {item.values['year']}")


def _exchange(item: Item) -> None:
    """Put each symbol into the column of its kind, where the forms leave no doubt about an exchange."""
    given = {name: item.values[name] for name in _COLUMNS if item.get(name)}
    kinds = {name: symbols.kind(text) for name, text in given.items()}
    astray = {name: kind for name, kind in kinds.items() if kind != "none" and (name, kind) not in _FITTING}
    if not astray:
        return
    if sorted(astray) == sorted(astray.values()):  # each stands in the place of another: a plain exchange
        for name, kind in astray.items():
            item.values[kind] = given[name]
        told = " and ".join(sorted(astray))
        item.mends.append(
            ("exchanged-columns", f"{told}: the columns were exchanged, as the forms of the symbols show")
        )
        return
    for name, kind in astray.items():
        if name == "draft" and kind == "resolution" and not given.get("resolution"):
            continue  # a table without the draft may name the resolution twice
        item.fault("exchanged-columns", f"{given[name]!r} in the column of the {name} is a {kind}")


def _draft(item: Item) -> None:
    given = item.get("draft")
    if not given:
        return
    found = symbols.draft(given)
    item.values["draft_text"] = symbols.tidy(given)
    if found.text is None:
        del item.values["draft"]
        return
    item.values["draft"] = found.text
    item.values["amendment"] = found.amendment


def _resolution(item: Item, year: str | None) -> None:
    given = item.get("resolution")
    if not given:
        return
    found = symbols.resolution(given, year)
    if found.text is None:
        del item.values["resolution"]
        item.fault("unreadable-cell", f"resolution: {given!r} is no symbol of a resolution")
        return
    item.values["resolution"] = found.text
    stated = found.text[-5:-1] if found.text.endswith(")") else ""
    if year and stated.isdigit() and stated != year and found.text.startswith("S/"):
        _year(item, found.text, stated, year)


def _year(item: Item, symbol: str, stated: str, year: str) -> None:
    """Mend the year of a resolution where the draft's own year agrees with the day's."""
    draft = item.get("draft") or ""
    if f"/{year}/" in draft:
        item.values["resolution"] = symbol.replace(f"({stated})", f"({year})")
        why = f"the day and the draft {draft} are of {year}"
        item.mends.append(
            ("resolution-year", f"resolution: {symbol} became {item.values['resolution']} ({why})")
        )
    else:
        item.fault("resolution-year", f"{symbol} is voted on in {year}")
