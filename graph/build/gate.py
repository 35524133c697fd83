"""Let through the facts that hold, and say of the others which shape they break and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad

from graph.errors import EvidenceError, SeedError
from graph.idents import Idents
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.shapes import Shapes, Violation
from graph.spans import verify
from graph.store import Quarantined

_VERBATIM = "verbatim quote"


@dataclass(frozen=True, slots=True)
class Passed:
    """Hold what the gate made of a reading: the quads that hold, their facts, and what was refused."""

    quads: tuple[Quad, ...]
    facts: tuple[Fact, ...]
    quarantined: tuple[Quarantined, ...]


class Gate:
    """Map a reading and check it: each quote against the text, each claim against the shapes."""

    def __init__(self, mapper: Mapper, shapes: Shapes, context: Sequence[Quad], idents: Idents) -> None:
        self._mapper = mapper
        self._shapes = shapes
        self._context = context
        self._idents = idents
        self.fingerprint = shapes.fingerprint

    def sift(self, reading: Reading) -> Passed:
        """Return the quads of the facts that hold, and every other fact with the rule it breaks.

        Raise SeedError where the document itself breaks a shape, whatever its facts.
        """
        facts, refused = _verbatim(reading)
        # Taking claims away can leave a node that they described half described; then no claim is safe.
        for _ in range(2):
            quads, faults = self._check(reading, facts)
            if not faults:
                return Passed(tuple(quads), tuple(facts), tuple(refused))
            blamed = self._blamed(facts, quads, faults)
            refused += [_quarantined(reading.document, fact, fault) for fact, fault in blamed]
            away = {fact.id for fact, _ in blamed}
            facts = [fact for fact in facts if fact.id not in away]
        return self._nothing_but_the_document(reading, facts, refused)

    def _check(self, reading: Reading, facts: Sequence[Fact]) -> tuple[list[Quad], list[Violation]]:
        quads = self._mapper.quads(replace(reading, facts=tuple(facts)))
        return quads, self._shapes.validate(quads, self._context)

    def _blamed(
        self, facts: Iterable[Fact], quads: Sequence[Quad], faults: Iterable[Violation]
    ) -> list[tuple[Fact, Violation]]:
        by_claim: dict[str, Violation] = {}
        for fault in faults:
            for claim in self._shapes.owners(fault, quads):
                by_claim.setdefault(claim, fault)
        claims = ((fact, self._idents.claim(fact.id).value) for fact in facts)
        return [(fact, by_claim[claim]) for fact, claim in claims if claim in by_claim]

    def _nothing_but_the_document(
        self, reading: Reading, facts: Sequence[Fact], refused: list[Quarantined]
    ) -> Passed:
        quads, faults = self._check(reading, ())
        if faults:
            first = faults[0]
            raise SeedError(first.message, where=f"{reading.document.id}: {first.path or first.shape}")
        _, blame = self._check(reading, facts)
        refused += [_quarantined(reading.document, fact, blame[0]) for fact in facts]
        return Passed(tuple(quads), (), tuple(refused))


def _verbatim(reading: Reading) -> tuple[list[Fact], list[Quarantined]]:
    good: list[Fact] = []
    bad: list[Quarantined] = []
    for fact in reading.facts:
        try:
            verify(reading.document.text, fact)
            good.append(fact)
        except EvidenceError as error:
            fault = Violation(
                focus=fact.id,
                shape=_VERBATIM,
                path=None,
                message=error.message,
                severity="Violation",
                value=fact.quote,
            )
            bad.append(_quarantined(reading.document, fact, fault))
    return good, bad


def _quarantined(document: Document, fact: Fact, fault: Violation) -> Quarantined:
    return Quarantined(
        fact=fact.to_json(),
        document=document.id,
        shape=fault.shape,
        path=fault.path,
        message=fault.message,
        start=fact.start,
        end=fact.end,
        line=document.text.count("\n", 0, max(fact.start, 0)) + 1,
    )
