"""Make records of events that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.idents import digest
from graph.record import (
    Case,
    Entry,
    Kind,
    Membership,
    Provision,
    Record,
    ResolutionRecord,
    StateCodes,
    TreatyAction,
    VetoListing,
    Voting,
)
from graph.records import symbols
from graph.records.fields import COUNTS
from graph.records.items import Item

_ROLES = {"permanent": "PermanentMember", "elected": "ElectedMember", "observer": "Observer"}
ACTS = ("signed", "ratified", "withdrew")


@dataclass(slots=True)
class Finisher:
    """Give each event its key, unique in its source and shared with other sources that tell of it.

    `known` maps the symbol of a draft or resolution to the key under which another source told of its voting.
    """

    base: str
    source: str
    body: str | None
    parameters: Mapping[str, str]
    known: Mapping[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def records(self, kind: Kind, item: Item, entry: Entry, subjects: tuple[str, ...]) -> Iterator[Record]:
        """Yield what an event of a kind becomes."""
        if kind == "voting":
            yield self._voting(item, entry, subjects)
        else:
            yield from _MAKERS[kind](self, item, entry)

    def _voting(self, item: Item, entry: Entry, subjects: tuple[str, ...]) -> Voting:
        get = item.get
        return Voting(
            entry=entry,
            key=self._key(item),
            body=self.base + str(self.body),
            date=get("date"),
            draft=get("draft"),
            draft_text=get("draft_text") or get("reference"),
            amendment=bool(get("amendment")),
            resolution=get("resolution"),
            meeting=get("meeting"),
            outcome=get("outcome"),
            agenda=get("agenda"),
            title=get("title"),
            subjects=subjects,
            procedural=True if get("procedural") == "true" else None,
            sponsors=tuple(item.sponsors),
            voters=tuple(item.voters),
            choices=tuple(item.choices),
            **_counts(item),
        )

    def _key(self, item: Item) -> str:
        """Name the event by its resolution, else its draft, else by all that its source says of it."""
        draft = None if item.get("amendment") else item.get("draft")
        adopted = item.get("resolution") if item.get("outcome") == "adopted" else None
        named = [symbol for symbol in (adopted, draft) if symbol]
        key = next((self.known[symbol] for symbol in named if symbol in self.known), None)
        if key is None and named:
            key = symbols.slug(named[0])
        if key is None or key in self._taken:
            key = digest("voting", self.source, item.id, item.get("date"), *named)
        self._taken.add(key)
        return key

    def _listing(self, item: Item, entry: Entry) -> Iterator[Record]:
        yield VetoListing(
            entry=entry,
            body=self.base + str(self.body),
            date=item.get("date"),
            vetoing=tuple(item.actors["vetoing"]),
            draft=item.get("draft"),
            draft_text=item.get("draft_text"),
            meeting=item.get("meeting"),
            agenda=item.get("agenda"),
        )

    def _membership(self, item: Item, entry: Entry) -> Iterator[Record]:
        yield Membership(
            entry=entry,
            member=item.actors["member"][0],
            of=self.base + str(self.body),
            role=_ROLES.get(item.get("role") or "", "Member"),
            start=item.get("start"),
            end=item.get("end"),
        )

    def _treaty_actions(self, item: Item, entry: Entry) -> Iterator[Record]:
        treaty = f"{self.base}statute/{self.parameters['treaty']}"
        actor, note = item.actors["actor"][0], item.get("note")
        acts = [(act, item.get(act)) for act in ACTS if item.get(act)]
        if item.get("party") == "false":
            acts.append(("not_party", None))
        for act, date in acts:
            yield TreatyAction(
                entry=entry,
                actor=actor,
                instrument=treaty,
                action=act,
                date=date,
                note=note if act == "ratified" else None,
            )

    def _provision(self, item: Item, entry: Entry) -> Iterator[Record]:
        yield Provision(
            entry=entry,
            statute=f"{self.base}statute/{self.parameters['statute']}",
            number=item.get("number"),
            title=item.get("title"),
            text=item.get("text"),
        )

    def _case(self, item: Item, entry: Entry) -> Iterator[Record]:
        yield Case(
            entry=entry,
            court=self.base + str(self.body),
            number=item.get("number"),
            title=item.get("title"),
            applicants=tuple(item.actors.get("applicants", ())),
            respondents=tuple(item.actors.get("respondents", ())),
        )

    def _resolution(self, item: Item, entry: Entry) -> Iterator[Record]:
        yield ResolutionRecord(
            entry=entry,
            symbol=item.get("resolution"),
            date=item.get("date"),
            title=item.get("title"),
            meeting=item.get("meeting"),
            agenda=item.get("agenda"),
            subjects=tuple(item.get("subjects") or ()),
        )

    def _state(self, item: Item, entry: Entry) -> Iterator[Record]:
        yield StateCodes(
            entry=entry,
            state=item.actors["state"][0],
            iso3=item.get("iso3"),
            iso2=item.get("iso2"),
            m49=item.get("m49"),
            names=tuple(dict.fromkeys(item.get("name") or ())),
            wikidata=item.get("wikidata"),
        )


def _counts(item: Item) -> dict[str, int | None]:
    """Return the counts that the source states, else those of its votes; no count of none not voting."""
    counted = item.tally() if item.choices else {}
    return {name: _count(item.get(name), counted.get(choice), name) for name, choice in COUNTS.items()}


def _count(stated: int | None, counted: int | None, name: str) -> int | None:
    if stated is not None:
        return stated
    return None if name == "not_voting" and not counted else counted


_MAKERS: Mapping[str, Callable[[Finisher, Item, Entry], Iterator[Record]]] = {
    "veto_listing": Finisher._listing,
    "membership": Finisher._membership,
    "treaty_action": Finisher._treaty_actions,
    "provision": Finisher._provision,
    "case": Finisher._case,
    "resolution": Finisher._resolution,
    "state": Finisher._state,
}
