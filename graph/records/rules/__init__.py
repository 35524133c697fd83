"""Check events that are whole: each by itself, each against its twins, all against the calendar.

Every rule has a name and one sentence here; a layout may set its policy by that name.
"""

from __future__ import annotations

from typing import Final

RULES: Final = {
    "unreadable-row": "A row has as many cells as the header, and no cell that cannot be read.",
    "unreadable-cell": "A cell is what its column is mapped to.",
    "incomplete": "What every record of the kind carries is there.",
    "rows-disagree": "The rows of one event say the same of the event.",
    "exchanged-columns": "A draft stands in the column of drafts, a resolution in that of resolutions.",
    "unknown-actor": "Each name means one actor on the day.",
    "double-vote": "A voter has one vote.",
    "members": "As many members vote as the body has, or the record explains who is missing.",
    "voters": "Whoever votes was a member of the body on that day.",
    "tally": "The counts that the source states are those of its votes.",
    "outcome": "The outcome is what the votes and the permanent members' votes make it.",
    "resolution-adopted": "A resolution number belongs to an adopted draft.",
    "resolution-year": "The year of a resolution is that of the day of the voting.",
    "resolution-sequence": "Resolutions are numbered in the order of their days.",
    "date-impossible": "The day is one that the calendar has, in the year that the source gives.",
    "date-meeting": "The day agrees with the number of the meeting and of the resolution.",
    "date-late": "The day is not after the publication of the source.",
    "duplicate-draft": "A draft is voted on once.",
    "duplicate-resolution": "A resolution is adopted once.",
    "shape": "What is written holds against the shapes of the ontology.",
}
