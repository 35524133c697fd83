"""Write votings with their votes and sponsors, and lists of vetoes."""

from __future__ import annotations

from collections import Counter
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.mapper.entries import Entries
from graph.mapper.lines import A, Lines, describe, tail, text, whole
from graph.mapper.literals import date, english
from graph.record import VetoListing, Voting
from graph.terms import DCTERMS, OST, RDFS, XSD

_OUTCOMES: Final = {"adopted": OST.Adopted, "not_adopted": OST.NotAdopted}
_CHOSEN: Final = {
    "yes": str(OST.Yes),
    "no": str(OST.No),
    "abstain": str(OST.Abstain),
    "not_voting": str(OST.NotVoting),
}
_VOTE, _IN, _VOTER, _CHOICE = (str(term) for term in (OST.Vote, OST["in"], OST.voter, OST.choice))


class Votings:
    """Write the votings of one source."""

    def __init__(self, of: Entries) -> None:
        self._of = of

    def voting(self, voting: Voting) -> Lines:
        """Yield a voting event with its draft, its votes and the sponsors."""
        event = NamedNode(f"{self._of.base}voting/{voting.key}")
        draft, named = self._of.draft(voting.draft, voting.draft_text, voting.key, voting.amendment)
        yield from self._described(draft, named, voting)
        yield from describe(
            event,
            OST.VotingEvent,
            (RDFS.label, english(f"voting on {named}, {voting.date}")),
            (OST.on, draft),
            (OST.body, NamedNode(voting.body)),
            (OST.date, date(voting.date)),
            (OST.outcome, _OUTCOMES[voting.outcome] if voting.outcome else None),
            (OST.meeting, text(voting.meeting)),
            (OST.agenda, text(voting.agenda)),
            (DCTERMS.title, english(voting.title) if voting.title else None),
            (OST.procedural, Literal("true", datatype=XSD.boolean) if voting.procedural else None),
            (OST.yes, whole(voting.yes)),
            (OST.no, whole(voting.no)),
            (OST.abstained, whole(voting.abstained)),
            (OST.notVoting, whole(voting.not_voting)),
        )
        if voting.resolution and voting.outcome == "adopted":
            resolution = self._of.resolution(voting.resolution)
            yield from self._of.resolution_lines(resolution, voting.resolution)
            yield f"{event} {OST.adopts} {resolution} ."
        yield from self._votes(voting, str(event))
        yield from self._sponsors(voting, draft)
        yield from self._of.entry(voting.entry, event)

    def _votes(self, voting: Voting, event: str) -> Lines:
        seen: Counter[str] = Counter()
        for voter, choice in zip(voting.voters, voting.choices, strict=True):
            seen[voter] += 1
            # A second vote of one voter is kept, as a conflict.
            again = f"-{seen[voter]}" if seen[voter] > 1 else ""
            vote = f"<{self._of.base}vote/{voting.key}/{voter.rsplit('/', 1)[1]}{again}>"
            yield f"{vote} {A} {_VOTE} ."
            yield f"{vote} {_IN} {event} ."
            yield f"{vote} {_VOTER} <{voter}> ."
            yield f"{vote} {_CHOICE} {_CHOSEN[choice]} ."

    def _sponsors(self, voting: Voting, draft: NamedNode) -> Lines:
        for sponsor in voting.sponsors:
            sponsorship = self._of.idents.iri("sponsorship", f"{tail(draft.value)}/{tail(sponsor)}")
            yield from describe(
                sponsorship,
                OST.Sponsorship,
                (OST.sponsor, NamedNode(sponsor)),
                (OST.draft, draft),
                (OST.role, OST.Sponsor),
            )

    def _described(self, draft: NamedNode, named: str, voting: Voting) -> Lines:
        yield from describe(
            draft,
            OST.Draft,
            (RDFS.label, english(f"draft resolution {named}" if voting.draft else named)),
            (OST.symbol, text(None if voting.amendment else voting.draft)),
            (OST.body, NamedNode(voting.body)),
            *((OST.subject, NamedNode(subject)) for subject in voting.subjects),
        )

    def listing(self, listing: VetoListing) -> Lines:
        """Yield one listing a member that the entry names, with the draft."""
        key = f"{self._of.source.id} {listing.entry.id}"
        draft, named = self._of.draft(listing.draft, listing.draft_text, key)
        yield from describe(
            draft,
            OST.Draft,
            (RDFS.label, english(f"draft resolution {named}" if listing.draft else named)),
            (OST.symbol, text(listing.draft)),
            (OST.body, NamedNode(listing.body)),
        )
        for voter in listing.vetoing:
            listed = self._of.idents.iri("listing", f"{tail(draft.value)}/{tail(voter)}")
            yield from describe(
                listed,
                OST.VetoListing,
                (OST.actor, NamedNode(voter)),
                (OST.draft, draft),
                (OST.body, NamedNode(listing.body)),
                (OST.date, date(listing.date)),
                (OST.meeting, text(listing.meeting)),
                (OST.agenda, text(listing.agenda)),
            )
            yield from self._of.entry(listing.entry, listed)
