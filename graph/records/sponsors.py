"""Take the free text of "submitted by" apart into the actors that brought a draft forward."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.gazetteer import Entry
from graph.records.names import NO_ACTOR, SEVERAL, Names, Unresolved

_JUNK = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x09\x0b-\x1f\x7f]")
_STATED = re.compile(r"\((\d{1,3})\)[\s.]*$")
_BETWEEN = re.compile(r"[,;/|\n&]|\band\b", re.IGNORECASE)
_HARD = re.compile(r"[,;/|]")
_NOBODY = re.compile(r"\W*(?:(?:none|n/a|nil)\W*)?", re.IGNORECASE)
_PRESIDENT = re.compile(r"(?:the )?president(?: of the (?:security )?council)? ?\??", re.IGNORECASE)
_MEMBERS = re.compile(r"\b(?:members of|members|member states|states|countries|group)\b", re.IGNORECASE)
_EDGES = " \n\"'“”‘’«»*-"
_WORDLESS = ("", "the", "of")
_PIECES = 5  # no name is cut into more: "Saint", "Vincent", "the", "Grenadines"


@dataclass(frozen=True, slots=True)
class Sponsors:
    """Carry who brought a draft forward, as far as a cell names them, each once and in its order.

    `president`: the President of the Council, who speaks for no state. `stated`: the number that a cell gives
    behind its last name, "(64)", which counts all the sponsors that it names. `notes` say what was put right
    or looks wrong.
    """

    actors: tuple[Entry, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    president: bool = False
    stated: int | None = None
    notes: tuple[str, ...] = ()


def split(text: str, names: Names, on: str | None = None) -> Sponsors:
    """Return the sponsors that a cell names, at the date of its draft; never guess who is meant."""
    plain = _JUNK.sub(" ", text.replace("\r", "\n"))
    found = _STATED.search(plain)
    plain = plain[: found.start()] if found else plain
    stated = int(found.group(1)) if found else None
    if _NOBODY.fullmatch(plain):
        return Sponsors(stated=stated, notes=("the source says that there is none",) if plain.strip() else ())
    return _gathered(list(_named(plain, names, on)), stated)


def _named(plain: str, names: Names, on: str | None) -> Iterator[tuple[str, Entry | Unresolved | None]]:
    """Yield each name with its actor, why there is none, or None for the President of the Council."""
    pieces = list(_pieces(plain))
    first = 0
    while first < len(pieces):
        last, found = _longest(plain, pieces[first : first + _PIECES], names, on)
        name = plain[pieces[first][0] : pieces[first + last][1]]
        name = " ".join(name.split())
        yield name, None if _PRESIDENT.fullmatch(name) else _collective(name, found, names, on)
        first += last + 1


def _pieces(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between separators begin and end, quotes and spaces aside."""
    begin = 0
    for start, end in [*(found.span() for found in _BETWEEN.finditer(plain)), (len(plain), len(plain))]:
        piece = plain[begin:start]
        left = len(piece) - len(piece.lstrip(_EDGES))
        kept = len(piece.strip(_EDGES))
        if piece.strip(_EDGES + ".").casefold() not in _WORDLESS:
            yield begin + left, begin + left + kept
        begin = end


def _longest(
    plain: str, pieces: list[tuple[int, int]], names: Names, on: str | None
) -> tuple[int, Entry | Unresolved]:
    """Return how many more pieces belong to the name that the first begins, and whom it names.

    Pieces go together where they name an actor: "Bosnia and Herzegovina", "Costa,Rica", "Iran, Islamic
    Republic of". They stay apart where each names one and the whole is but one of these: "Serbia and
    Montenegro" in 2010.
    """
    alone = [names.known(plain[begin:end], on) for begin, end in pieces]
    for last in range(len(pieces) - 1, 0, -1):
        whole = names.known(plain[pieces[0][0] : pieces[last][1]], on)
        parts = alone[: last + 1]
        if whole is not None and (whole not in parts or None in parts):
            return last, whole
    return 0, names.actor(plain[slice(*pieces[0])], on)


def _collective(name: str, found: Entry | Unresolved, names: Names, on: str | None) -> Entry | Unresolved:
    """Say of "African Union members" that it names several actors, not that nobody is called so."""
    if isinstance(found, Entry) or found.reason != NO_ACTOR:
        return found
    body = names.known(_MEMBERS.sub(" ", name), on)
    return Unresolved(name, SEVERAL, (body.name,)) if body is not None and body.kind == "body" else found


def _gathered(named: list[tuple[str, Entry | Unresolved | None]], stated: int | None) -> Sponsors:
    times = Counter(found.id for _, found in named if isinstance(found, Entry))
    actors = {found.id: found for _, found in named if isinstance(found, Entry)}
    unresolved = tuple(found for _, found in named if isinstance(found, Unresolved))
    notes = [
        f"{name!r} read as {found.name}"
        for name, found in named
        if isinstance(found, Entry) and _HARD.search(name)
    ]
    notes += [f"names {actors[iri].name} {count} times" for iri, count in times.items() if count > 1]
    if any(found is None and name.endswith("?") for name, found in named):
        notes.append("the source doubts that it was the President")
    if stated is not None and stated != len(actors) + len(unresolved):
        notes.append(f"says that there are {stated} sponsors, and names {len(actors) + len(unresolved)}")
    president = any(found is None for _, found in named)
    return Sponsors(tuple(actors.values()), unresolved, president, stated, tuple(notes))
