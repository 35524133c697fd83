"""Write down in a line who charges whom, and compare it with all that the reader finds.

`France accused Syria of torture. => France > Syria`: that must be found and nothing else may. Each pair of accuser
and accused that is not in the line is an error, be it the accuser, the victim, the outlet or a bystander who is made
the culprit. A pilcrow parts paragraphs; behind the arrow

    A > B; C > D            two charges
    A & B > C & D           four
    A/Ann Roy > B           and the speaker is Ann Roy
    A > B | hedged          not plainly asserted; `| not_actual`: any of the kinds that did not happen
    ?A > B                  may be found or missed, in any modality unless one is given
    * > B                   whoever says so
    A denies                and says that he himself did not
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from graph.model import Fact

Row = tuple[str, str]
_DENIES = " denies"


@dataclass(frozen=True)
class Charge:
    actor: str
    target: str
    modality: str | None
    speaker: str | None = None
    optional: bool = False

    def fits(self, fact: Fact) -> bool:
        told = self.modality in (None, fact.modality, fact.status)
        spoken = self.speaker in (None, fact.speaker)
        return self.actor in (fact.actor, "*") and self.target == fact.target and told and spoken


def rows(table: str) -> list[Row]:
    """Read a table: sentence and what it charges, "" where it charges nobody; `#` begins a remark."""
    lines = [line.strip() for line in table.splitlines() if line.strip() and not line.startswith("#")]
    pairs = [line.partition("=>") for line in lines]
    return [(text.strip().replace(" ¶ ", "\n\n"), line.strip()) for text, _, line in pairs]


def charges(line: str) -> list[Charge]:
    parts = [part.strip() for part in line.split(";") if part.strip()]
    return [c for part in parts if not part.endswith(_DENIES) for c in _charges(part)]


def denials(line: str) -> set[str]:
    return {part.strip().removesuffix(_DENIES) for part in line.split(";") if part.endswith(_DENIES)}


def _charges(part: str) -> Iterable[Charge]:
    optional = part.startswith("?")
    pair, _, modality = part.lstrip("?").partition("|")
    actors, targets = (side.split("&") for side in pair.split(">"))
    how = modality.strip() or (None if optional else "asserted")
    for actor, target in product(actors, targets):
        name, _, speaker = actor.strip().partition("/")
        yield Charge(name, target.strip(), how, speaker or None, optional)


def complaints(facts: Iterable[Fact], line: str) -> list[str]:
    """Say what is missing and what ought not to be there."""
    wanted = charges(line)
    found = [f for f in facts if f.type in ("accuse", "find") and f.target is not None]
    missed = (c for c in wanted if not c.optional and not any(map(c.fits, found)))
    wrong = (f for f in found if not any(c.fits(f) for c in wanted))
    return [*(f"missing {c.actor} > {c.target}" for c in missed), *(f"wrong {told(f)}" for f in wrong)]


def told(fact: Fact) -> str:
    speaker = f"/{fact.speaker}" if fact.speaker else ""
    return f"{fact.type}: {fact.actor}{speaker} > {fact.target} ({fact.crime}, {fact.modality})"


def names(table: Iterable[Row]) -> list[str]:
    """Name the cases of a table by their sentences."""
    return [text.replace("\n", " ")[:60] for text, _ in table]
