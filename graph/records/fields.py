"""Name what a column can become: the fields of each kind of record, and what a value of each must be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from graph.record import Choice, Kind

Form = Literal[
    "id", "text", "draft", "resolution", "meeting", "date", "count", "flag", "choice", "outcome",
    "actor", "code", "actors", "sponsors", "topic", "role", "action", "address",
]  # fmt: skip

# What a value of each form can be, where that is a list; a mapping translates the source's words into it.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "choice": ("yes", "no", "abstain", "not_voting"),
    "outcome": ("adopted", "not_adopted"),
    "role": ("permanent", "elected", "member", "observer"),
    "action": ("signed", "ratified", "party", "not_party", "withdrew", "withdrawal_announced", "suspended"),
    "flag": ("true", "false"),
}

_VOTING: Final[Mapping[str, Form]] = {
    "event": "id",
    "date": "date",
    "year": "count",
    "draft": "draft",
    "resolution": "resolution",
    "meeting": "meeting",
    "reference": "text",
    "outcome": "outcome",
    "unanimous": "flag",
    "vetoed": "flag",
    "by_vote": "flag",
    "yes": "count",
    "no": "count",
    "abstained": "count",
    "not_voting": "count",
    "members": "count",
    "agenda": "text",
    "title": "text",
    "topic": "topic",
    "procedural": "flag",
    "sponsors": "sponsors",
    "voter": "actor",
    "voter_code": "code",
    "choice": "choice",
}
# These belong to one vote, the others of a voting to the event as a whole.
OF_VOTES: Final = frozenset({"voter", "voter_code", "choice"})

# The counts of a voting, each with the choice that it counts.
COUNTS: Final[Mapping[str, Choice]] = {
    "yes": "yes",
    "no": "no",
    "abstained": "abstain",
    "not_voting": "not_voting",
}

FIELDS: Final[Mapping[Kind, Mapping[str, Form]]] = {
    "voting": _VOTING,
    "veto_listing": {
        "event": "id",
        "date": "date",
        "draft": "draft",
        "meeting": "meeting",
        "agenda": "text",
        "vetoing": "actors",
    },
    "membership": {
        "event": "id",
        "member": "actor",
        "member_code": "code",
        "role": "role",
        "start": "date",
        "end": "date",
    },
    "treaty_action": {
        "event": "id",
        "actor": "actor",
        "actor_code": "code",
        "signed": "date",
        "ratified": "date",
        "withdrew": "date",
        "party": "flag",
        "note": "text",
    },
    "provision": {"event": "id", "number": "text", "title": "text", "text": "text"},
    "case": {
        "event": "id",
        "number": "text",
        "title": "text",
        "applicants": "actors",
        "respondents": "actors",
    },
    "resolution": {
        "event": "id",
        "resolution": "resolution",
        "date": "date",
        "meeting": "meeting",
        "title": "text",
        "agenda": "text",
        "subjects": "text",
    },
    "state": {
        "event": "id",
        "state": "actor",
        "state_code": "code",
        "iso3": "text",
        "iso2": "text",
        "m49": "text",
        "name": "text",
        "wikidata": "address",
    },
}  # fmt: skip
# Without these a record of the kind is none.
REQUIRED: Final[Mapping[Kind, tuple[str, ...]]] = {
    "voting": ("date",),
    "veto_listing": ("date", "vetoing"),
    "membership": ("member",),
    "treaty_action": ("actor",),
    "provision": ("number",),
    "case": ("number", "title"),
    "resolution": ("resolution", "date", "title"),
    "state": ("state", "iso3"),
}
# Of these, several columns may fill one field.
REPEATED: Final = frozenset({"name", "sponsors", "vetoing", "applicants", "respondents", "subjects"})
