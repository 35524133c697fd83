"""Score read facts against annotated documents: all of them, or those above a confidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import EvidenceError, ScoreError
from graph.scoring.compare import Level
from graph.scoring.gold import Annotated
from graph.scoring.matching import Comparison, Matching
from graph.scoring.rows import Row, rows_by_type
from graph.scoring.statement import Statement

COUNCIL = ("veto", "vote", "sponsor", "refer")
NO_GENRE = "not given"
_MAX_FACTS = 5_000  # of one document: comparing all with all takes the square of it


class Verdict(StrEnum):
    """Name what the annotation says of a read fact."""

    strict = "strict"
    lenient = "lenient"
    wrong = "wrong"
    again = "again"  # a further mention of an event already found: neither right nor wrong
    unknown = "unknown"  # of a document that nobody annotated

    @property
    def right(self) -> bool | None:
        """Return whether the fact is right, leniently; None where it counts neither way."""
        return None if self in (Verdict.again, Verdict.unknown) else self is not Verdict.wrong


@dataclass(frozen=True, slots=True)
class Scores:
    """Carry counts by type, genre and document, a verdict for each read fact in its order, and the misses."""

    by_type: Mapping[str, Row]
    by_genre: Mapping[str, Row]
    by_document: Mapping[str, Row]
    verdicts: tuple[Verdict, ...]
    misses: tuple[Statement, ...]

    @property
    def council(self) -> Row:
        """Return the sum of what bodies such as the Council do: vetoes, votes, sponsors and referrals."""
        return Row.sum(row for kind, row in self.by_type.items() if kind in COUNCIL)

    @property
    def all(self) -> Row:
        """Return the sum of all types."""
        return Row.sum(self.by_type.values())


class Scorer:
    """Hold annotated documents beside the facts that were read in them."""

    def __init__(self, gold: Mapping[str, Annotated], facts: Sequence[Statement]) -> None:
        """Compare them; raise EvidenceError for offsets outside a text, ScoreError for too many facts."""
        self.gold, self.facts = dict(sorted(gold.items())), tuple(facts)
        self._places: dict[str, list[int]] = {name: [] for name in self.gold}
        for index, fact in enumerate(self.facts):
            if fact.document in self._places:
                _check_offsets(fact, self.gold[fact.document])
                self._places[fact.document].append(index)
        self._comparisons = {name: self._compare(name) for name in self.gold}

    @property
    def not_verbatim(self) -> list[Statement]:
        """Return the read facts whose quote is not what stands at its place."""
        known = [fact for fact in self.facts if fact.document in self.gold]
        return [fact for fact in known if not self.gold[fact.document].text.is_verbatim(fact)]

    @property
    def gold_not_verbatim(self) -> list[Statement]:
        """Return the annotated facts whose quote is not in the text: none of them can be found."""
        documents = self.gold.values()
        return [fact for of in documents for fact in of.facts if not of.text.is_verbatim(fact)]

    @property
    def unknown(self) -> list[Statement]:
        """Return the read facts of documents that nobody annotated."""
        return [fact for fact in self.facts if fact.document not in self.gold]

    def all_above(self, confidence: float) -> Row:
        """Return the sum over the facts of at least this confidence, matched as if there were no others."""
        rows = (rows.values() for _, _, rows in self._rows(confidence))
        return Row.sum(row for of in rows for row in of)

    def scores(self) -> Scores:
        """Return every count and every verdict."""
        verdicts = [Verdict.unknown] * len(self.facts)
        by_document: dict[str, dict[str, Row]] = {}
        misses: list[Statement] = []
        for name, matching, by_document[name] in self._rows():
            found = matching.found
            misses += [fact for j, fact in enumerate(self.gold[name].facts) if j not in found]
            for i, place in enumerate(self._places[name]):
                verdicts[place] = _verdict(matching, i)
        types = sorted({kind for rows in by_document.values() for kind in rows})
        genres = sorted({_genre(of) for of in self.gold.values()})
        return Scores(
            {kind: Row.sum(rows.get(kind, Row()) for rows in by_document.values()) for kind in types},
            {genre: Row.sum(self._of_genre(genre, by_document)) for genre in genres},
            {name: Row.sum(rows.values()) for name, rows in by_document.items()},
            tuple(verdicts),
            tuple(misses),
        )

    def _compare(self, name: str) -> Comparison:
        document, facts = self.gold[name], [self.facts[index] for index in self._places[name]]
        if max(len(facts), len(document.facts)) > _MAX_FACTS:
            raise ScoreError(f"more than {_MAX_FACTS:,} facts of one document", where=name)
        return Comparison(document.text, facts, document.facts)

    def _rows(self, above: float | None = None) -> Iterator[tuple[str, Matching, dict[str, Row]]]:
        for name, comparison in self._comparisons.items():
            kept = [i for i, fact in enumerate(comparison.read) if above is None or _reaches(fact, above)]
            matching = comparison.match(kept)
            yield name, matching, rows_by_type(comparison, matching, kept)

    def _of_genre(self, genre: str, by_document: Mapping[str, Mapping[str, Row]]) -> Iterator[Row]:
        for name, rows in by_document.items():
            if _genre(self.gold[name]) == genre:
                yield from rows.values()


def _genre(document: Annotated) -> str:
    return document.genre or NO_GENRE


def _reaches(fact: Statement, confidence: float) -> bool:
    return fact.confidence is not None and fact.confidence >= confidence


def _verdict(matching: Matching, read: int) -> Verdict:
    if read in matching.again:
        return Verdict.again
    if read not in matching.pairs:
        return Verdict.wrong
    return Verdict.lenient if matching.pairs[read][1] is Level.LENIENT else Verdict.strict


def _check_offsets(fact: Statement, document: Annotated) -> None:
    length = len(document.text.text)
    if fact.span and not fact.span[0] <= fact.span[1] <= length:
        message = f"offsets {fact.span[0]} to {fact.span[1]} lie outside the text of {length:,} characters"
        hint = "were the facts read in another version of it?"
        raise EvidenceError(message, where=fact.document, hint=hint)
