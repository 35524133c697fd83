"""Give each type of fact the shape that `docs/facts.md` asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from graph.model import FactType
from graph.reading.building.accusations import accuse, deny
from graph.reading.building.calls import call_for
from graph.reading.building.cases import case
from graph.reading.building.council import sponsor, veto, vote
from graph.reading.building.positions import position
from graph.reading.building.referrals import refer
from graph.reading.candidates import Candidate, Match, text_of
from graph.reading.treaties import treaty

Builder = Callable[[Match], Iterator[Candidate]]


def build(match: Match) -> Iterator[Candidate]:
    """Yield the facts of a match."""
    yield from _BUILDERS[match.frame.type](match)


def _plain(match: Match) -> Iterator[Candidate]:
    for actor in match.actors:
        for target in match.targets or (None,):
            yield match.candidate(actor, target=target, object=text_of(match.object_heads))


_BUILDERS: Mapping[FactType, Builder] = {
    "veto": veto, "vote": vote, "sponsor": sponsor, "refer": refer, "treaty_status": treaty,
    "accuse": accuse, "find": accuse, "deny": deny, "call_for": call_for, "support": position,
    "oppose": position, "case_filed": case, "figure": _plain,
}  # fmt: skip
