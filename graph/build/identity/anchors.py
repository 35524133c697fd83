"""Ask the store what it tells of drafts: reports by draft, and which draft of the record they mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from graph.build.identity.drafts import Anchors
from graph.build.matching.ask import Query, describe, every, first, rows, text
from graph.build.matching.astold import AsTold
from graph.build.matching.model import Story
from graph.build.matching.names import States
from graph.build.matching.told import stories
from graph.terms import OST

_MATCHES = """
SELECT ?claim ?draft ?record ?score ?reason ?certain {
  ?match ost:report ?claim ; ost:record ?record ; ost:score ?score ; ost:reason ?reason .
  BIND (EXISTS { ?match a ost:CertainMatch } AS ?certain)
  ?claim ost:draft ?draft .
}"""


def stories_by_draft(query: Query, told: AsTold, drafts: Collection[str]) -> dict[str, list[Story]]:
    """Return what documents report of some drafts."""
    wanted = set(drafts)
    found: dict[str, list[Story]] = defaultdict(list)
    for story in stories(query, States.load(query), told):
        if story.draft in wanted:
            found[story.draft].append(story)
    return found


def anchors(query: Query, told: AsTold) -> dict[str, Anchors]:
    """Return for each draft of a document the drafts of the record that its reports were matched with."""
    found = []
    for row in rows(query, _MATCHES):
        names = ("claim", "draft", "record", "score", "reason", "certain")
        claim, draft, record, score, reason, sure = (text(row[name]) for name in names)
        found.append((told.node(claim, draft), record, _points(score), reason, sure == "true"))
    drafts = _drafts(query, {record for _, record, *_ in found})
    anchored: dict[str, Anchors] = defaultdict(Anchors)
    for draft, record, points, reason, certain in sorted(found):
        on = drafts.get(record)
        if on is None:
            continue
        anchored[draft].possible.add(on)
        if certain:
            # The surest of several reports tells how sure the draft is.
            anchored[draft].certain[on] = max(anchored[draft].certain.get(on, (0, "")), (points, reason))
    return dict(anchored)


def _drafts(query: Query, records: Collection[str]) -> Mapping[str, str]:
    """Return the draft of each vote, voting or sponsorship of the record."""
    described = describe(query, records, OST["in"], OST.on, OST.draft)
    votings = {first(described, record, OST["in"]) or record for record in records}
    on = describe(query, votings, OST.on)
    found: dict[str, str] = {}
    for record in records:
        voting = first(described, record, OST["in"]) or record
        named: Sequence[str] = every(on, voting, OST.on) or every(described, record, OST.draft)
        if len(named) == 1:
            found[record] = named[0]
    return found


def _points(score: str) -> int:
    return int(Decimal(score) * 100)
