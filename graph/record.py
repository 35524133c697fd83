"""Hold what one entry of an official record says, in plain frozen values.

A value names actors, bodies and statutes by IRI, documents by their UN symbol, and days as ISO 8601.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Choice = Literal["yes", "no", "abstain", "not_voting"]
Outcome = Literal["adopted", "not_adopted"]
Action = Literal["quarantined", "mended", "conflict"]
Kind = Literal[
    "voting", "veto_listing", "membership", "treaty_action", "provision", "case", "resolution", "state"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Say where an entry stands in its source: its name there, its lines, and what was put right in it."""

    id: str
    rows: str
    mended: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()  # rule and reason of each that was kept all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """Carry one voting event with its votes and the sponsors of its draft.

    `key` names the event among all events of the record; `draft_text` is the draft's name as the source has
    it, `amendment` says that the vote is on an amendment to the draft of that symbol. `voters` and `choices`
    go together, place by place.
    """

    entry: Entry
    key: str
    body: str
    date: str
    draft: str | None = None
    draft_text: str | None = None
    amendment: bool = False
    resolution: str | None = None
    meeting: str | None = None
    outcome: Outcome | None = None
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    not_voting: int | None = None
    agenda: str | None = None
    title: str | None = None
    subjects: tuple[str, ...] = ()
    procedural: bool | None = None
    sponsors: tuple[str, ...] = ()
    voters: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoListing:
    """Carry one entry of a published list of vetoes, with all whom it names."""

    entry: Entry
    body: str
    date: str
    vetoing: tuple[str, ...]
    draft: str | None = None
    draft_text: str | None = None
    meeting: str | None = None
    agenda: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Carry one term of a member in a body; `start` and `end` are dates or years."""

    entry: Entry
    member: str
    of: str
    role: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyAction:
    """Carry one act of a state toward a treaty."""

    entry: Entry
    actor: str
    instrument: str
    action: str
    date: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Carry one article of a treaty."""

    entry: Entry
    statute: str
    number: str
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Carry one case before a court."""

    entry: Entry
    court: str
    number: str
    title: str
    applicants: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRecord:
    """Carry what a catalogue says of one resolution."""

    entry: Entry
    symbol: str
    date: str
    title: str
    meeting: str | None = None
    agenda: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCodes:
    """Carry the codes and names that a table gives to a state."""

    entry: Entry
    state: str
    iso3: str
    iso2: str | None = None
    m49: str | None = None
    names: tuple[str, ...] = ()
    wikidata: str | None = None


Record = Voting | VetoListing | Membership | TreatyAction | Provision | Case | ResolutionRecord | StateCodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Say of an event, as its source names it, which rule it breaks and what was done about it."""

    event: str
    rows: str
    rule: str
    action: Action
    reason: str

    def to_json(self) -> dict[str, str]:
        """Return the finding as a JSON object."""
        return {
            "event": self.event,
            "rows": self.rows,
            "rule": self.rule,
            "action": self.action,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """Name a file of a source, with the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Describe the source that files were published in; `id` names its graph."""

    id: str
    layout: str
    title: str
    publisher: str | None = None
    address: str | None = None
    licence: str | None = None
    published: str | None = None
    files: tuple[SourceFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Say what is to be imported: which files by which layout, under which name, into which graph.

    `about` may give title, publisher, address, licence and the day of publication of these files;
    `parameters` are the layout's. A seed's record goes when the seed goes.
    """

    layout: str
    files: tuple[Path, ...]
    name: str | None = None
    graph: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str | None] = field(default_factory=dict)
    seed: bool = False
