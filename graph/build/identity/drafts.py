"""Tell which drafts of different documents are one: by the record's voting, else by what they agree in.

Two drafts can be voted on in one body on one day about one state, so more must agree: who vetoed, who brought
it forward, or the tally. Points are hundredths of the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from graph.build.identity.clusters import Clusters, Members
from graph.build.identity.model import Link
from graph.build.matching.model import Report, Story, Tally
from graph.build.matching.spans import Span

BODY, DAY, MONTH, SUBJECT = 10, 35, 20, 25
VETOES, SPONSORS, TALLY = 20, 15, 15
ONE: Final = 80  # points without which two drafts stay apart
_MONTH = 31  # days: a date less precise than this ties nothing


@dataclass(frozen=True, slots=True)
class Told:
    """Hold what a document tells of one draft as done, and between which days it was voted on."""

    atom: str
    document: str
    body: str | None
    subjects: frozenset[str]
    voted: Span | None
    vetoed_by: frozenset[str] = frozenset()
    votes: Mapping[str, str] = field(default_factory=dict, hash=False)
    brought_by: frozenset[str] = frozenset()
    tally: Tally | None = None
    symbols: frozenset[str] = frozenset()

    @classmethod
    def of(cls, atom: str, story: Story, subjects: Iterable[str]) -> Told:
        """Return what a story tells of one draft and one voting; `subjects` are the draft's own."""
        votings = [report for report in story.actual if report.kind != "sponsorship"]
        spans = [report.told for report in votings if report.told]
        return cls(
            atom=atom,
            document=story.document,
            body=story.body,
            subjects=frozenset(subjects) or story.subjects - story.actors,
            voted=min(spans, key=lambda span: (span.days, span)) if spans else None,
            vetoed_by=frozenset(r.actor for r in votings if r.kind == "veto" and r.actor),
            votes=_votes(votings),
            brought_by=frozenset(r.actor for r in story.actual if r.kind == "sponsorship" and r.actor),
            tally=next((r.tally for r in votings if r.tally), None),
            symbols=story.symbols,
        )


def _votes(votings: Iterable[Report]) -> dict[str, str]:
    found = {}
    for report in votings:
        choice = "No" if report.kind == "veto" else report.choice
        if report.actor and choice and report.tally is None:
            found[report.actor] = choice
    return found


def differ(one: Told, other: Told) -> bool:
    """Tell whether two documents cannot mean one draft."""
    if one.symbols and other.symbols and not one.symbols & other.symbols:
        return True
    if one.body != other.body or (one.subjects and other.subjects and not one.subjects & other.subjects):
        return True
    if one.voted and other.voted and not one.voted.meets(other.voted):
        return True
    if one.brought_by and other.brought_by and not one.brought_by & other.brought_by:
        return True
    if one.tally and other.tally and one.tally.differs(other.tally):
        return True
    return any(other.votes.get(actor, choice) != choice for actor, choice in one.votes.items())


def points(one: Told, other: Told) -> tuple[int, str]:
    """Return how well two documents agree about a draft, and in what; nothing where they cannot."""
    if differ(one, other) or one.document == other.document:
        return 0, ""
    parts = [
        (BODY, "body") if one.body else (0, ""),
        (SUBJECT, "subject") if one.subjects and one.subjects == other.subjects else (0, ""),
        _date(one.voted, other.voted),
        (VETOES, "vetoes") if one.vetoed_by and one.vetoed_by == other.vetoed_by else (0, ""),
        (SPONSORS, "sponsor") if one.brought_by & other.brought_by else (0, ""),
        (TALLY, "tally") if _whole(one.tally) and _whole(other.tally) else (0, ""),
    ]
    names = [name for worth, name in parts if worth]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return sum(worth for worth, _ in parts), f"{listed} agree"


def _date(one: Span | None, other: Span | None) -> tuple[int, str]:
    if one is None or other is None or not one.meets(other):
        return 0, ""
    longest = max(one.days, other.days)
    return (DAY, "date") if longest == 1 else (MONTH, "month") if longest <= _MONTH else (0, "")


def _whole(tally: Tally | None) -> bool:
    return tally is not None and tally.yes is not None and tally.no is not None


@dataclass(frozen=True, slots=True)
class Anchors:
    """Hold the drafts of the record that a document's reports were matched with, with points and reason."""

    certain: dict[str, tuple[int, str]] = field(default_factory=dict)
    possible: set[str] = field(default_factory=set)


class Drafts:
    """Hold what documents tell of their drafts, and which draft of the record a report was matched with."""

    def __init__(
        self,
        stories: Mapping[str, Sequence[Story]],
        subjects: Mapping[str, Sequence[str]],
        anchors: Mapping[str, Anchors],
    ) -> None:
        self._told = {
            atom: [Told.of(atom, story, subjects.get(atom, ())) for story in of]
            for atom, of in stories.items()
        }
        self._anchors = anchors
        self._single = {atom: self._told[atom] for atom, of in stories.items() if _is_single(of)}

    def join(self, clusters: Clusters) -> None:
        """Unite a draft with that of its voting in the record, then drafts that agree in enough."""
        clusters.join(self._anchored(clusters), self._signature, _never)
        clusters.join(self._alike(), self._signature, _any_differ)

    def _anchored(self, clusters: Clusters) -> Iterator[Link]:
        for atom, found in sorted(self._anchors.items()):
            if len(found.certain) == 1 and atom in self._single:
                record, (worth, reason) = next(iter(found.certain.items()))
                if record in clusters and record != atom:
                    yield Link(worth, record, atom, f"matched with the record: {reason}")

    def _alike(self) -> Iterator[Link]:
        near: dict[tuple[str | None, str], list[Told]] = defaultdict(list)
        for atom, of in sorted(self._single.items()):
            anchors = self._anchors.get(atom)
            if anchors and not anchors.certain and len(anchors.possible) > 1:
                continue  # the record has several votings that this could be
            for told in of:
                if told.voted and told.voted.days <= _MONTH:
                    for subject in sorted(told.subjects):
                        near[told.body, subject].append(told)
        for block in near.values():
            for one, other in combinations(block, 2):
                worth, reason = points(one, other)
                if worth >= ONE and one.atom != other.atom:
                    yield Link(worth, one.atom, other.atom, reason)

    def _signature(self, members: Members) -> frozenset[Told]:
        return frozenset(told for atom in members for told in self._told.get(atom, ()))


def _is_single(stories: Sequence[Story]) -> bool:
    """Tell whether each document tells of one voting under a draft's name, of none as earlier or several."""
    documents = [story.document for story in stories]
    return len(set(documents)) == len(documents) and not any(story.loose for story in stories)


def _any_differ(one: frozenset[Told], other: frozenset[Told]) -> bool:
    return any(differ(first, second) for first in one for second in other)


def _never(one: object, other: object) -> bool:
    return False
