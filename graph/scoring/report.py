"""Lay out what scoring found: tables for a person, one JSON object for a program."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.scoring.calibration import Calibration, Judged, calibration
from graph.scoring.interval import wilson
from graph.scoring.rows import Row
from graph.scoring.scorer import Scorer, Scores, Verdict
from graph.scoring.statement import Statement
from graph.scoring.thresholds import Threshold, Thresholds, thresholds

COLUMNS = (
    "gold",
    "read",
    *(f"{how}_{what}" for how in ("strict", "lenient") for what in ("precision", "recall", "f1")),
)
_HEADING = ("gold", "read", "strict P", "R", "F1", "lenient P", "R", "F1")


@dataclass(frozen=True, slots=True)
class Table:
    """Carry a table to print: its heading, its rows of words, and a sentence that sums it up."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Carry everything that scoring says of read facts."""

    scorer: Scorer
    scores: Scores
    calibration: Calibration | None
    thresholds: Thresholds

    @classmethod
    def make(cls, scorer: Scorer, precision: float) -> Report:
        """Score the facts, and seek the threshold above which they reach this lenient precision."""
        scores = scorer.scores()
        judged = calibration(judgements(scorer.facts, scores.verdicts))
        return cls(scorer, scores, judged, thresholds(scorer, precision))

    @property
    def rows(self) -> dict[str, Row]:
        """Return the row of each type, then COUNCIL and ALL."""
        return {**self.scores.by_type, "COUNCIL": self.scores.council, "ALL": self.scores.all}

    @property
    def extras(self) -> list[Statement]:
        """Return the read facts that are wrong, in the order in which they were read."""
        verdicts = zip(self.scorer.facts, self.scores.verdicts, strict=True)
        return [fact for fact, verdict in verdicts if verdict is Verdict.wrong]

    def tables(self) -> Iterator[Table]:
        """Yield the tables by type, by genre, of the calibration and of the thresholds."""
        yield _counts("type", self.rows)
        yield _counts("genre", self.scores.by_genre)
        if self.calibration:
            yield _reliability(self.calibration)
            yield _thresholds(self.thresholds)

    def to_json(self) -> dict[str, Any]:
        """Return everything, rows as lists in the order of `columns`."""
        return {
            "columns": list(COLUMNS),
            "rows": _numbers(self.rows),
            "documents": len(self.scorer.gold),
            "quotes_not_verbatim": len(self.scorer.not_verbatim),
            "facts_of_other_documents": len(self.scorer.unknown),
            "annotated_quotes_not_in_text": len(self.scorer.gold_not_verbatim),
            "by_genre": _numbers(self.scores.by_genre),
            "by_document": _numbers(self.scores.by_document),
            "calibration": _calibration_json(self.calibration),
            "thresholds": _thresholds_json(self.thresholds),
            "misses": [self._statement(fact) for fact in self.scores.misses],
            "extras": [self._statement(fact) for fact in self.extras],
        }

    def line(self, fact: Statement) -> str:
        """Return where a fact stands and what it says, on one line."""
        place = self.scorer.gold[fact.document].text.place(fact)
        offsets = f":{place[0]}-{place[1]}" if place else ""
        quote = " ".join(fact.quote.split())
        shown = quote if len(quote) <= 150 else f"{quote[:149]}…"
        return f"{fact.document}{offsets} {fact.type}: {fact.actor or '-'} -> {fact.target or '-'} | {shown}"

    def _statement(self, fact: Statement) -> dict[str, Any]:
        place = self.scorer.gold[fact.document].text.place(fact)
        start, end = place or (None, None)
        return dataclasses.asdict(fact) | {"start": start, "end": end}


def judgements(facts: Sequence[Statement], verdicts: Sequence[Verdict]) -> list[Judged]:
    """Return the confidence of each fact that counts, with whether it is right, leniently."""
    verdicts_of = zip(facts, verdicts, strict=True)
    return [
        (fact.confidence, verdict.right)
        for fact, verdict in verdicts_of
        if fact.confidence is not None and verdict.right is not None
    ]


def _figures(row: Row) -> tuple[float, ...]:
    return (*dataclasses.astuple(row.strict), *dataclasses.astuple(row.lenient))


def _numbers(rows: Mapping[str, Row]) -> dict[str, list[float]]:
    return {name: [row.gold, row.read, *_figures(row)] for name, row in rows.items()}


def _counts(what: str, rows: Mapping[str, Row]) -> Table:
    lines = (
        (name, str(row.gold), str(row.read), *(f"{x:.2f}" for x in _figures(row)))
        for name, row in rows.items()
    )
    return Table((what, *_HEADING), tuple(lines))


def _range(low: float, high: float) -> str:
    return f"{low:.2f}" if low == high else f"{low:.2f}-{high:.2f}"


def _interval(right: int, count: int) -> str:
    low, high = wilson(right, count)
    return f"{low:.2f}-{high:.2f}"


def _reliability(found: Calibration) -> Table:
    rows = tuple(
        (
            _range(one.low, one.high),
            str(one.count),
            f"{one.mean:.2f}",
            f"{one.share:.2f}",
            _interval(one.right, one.count),
        )
        for one in found.bins
    )
    summary = (
        f"Expected calibration error {found.expected_error:.3f}; Brier score {found.brier:.3f}"
        f" ({found.brier_of_share:.3f} if all facts had the same confidence)."
    )
    return Table(("confidence", "facts", "mean", "right", "95 % interval"), rows, summary)


def _thresholds(found: Thresholds) -> Table:
    rows = tuple(
        (f"{at.confidence:.2f}", str(at.row.read), f"{at.kept:.2f}", f"{at.row.lenient.precision:.2f}",
         _interval(at.row.right_leniently, at.row.read), f"{at.row.lenient.recall:.2f}")
        for at in found.table
    )  # fmt: skip
    heading = ("confidence from", "facts", "kept", "lenient P", "95 % interval", "R")
    return Table(heading, rows, _verdict(found))


def _verdict(found: Thresholds) -> str:
    at = found.lowest
    if at is None:
        return f"No confidence reaches a lenient precision of {found.precision:g}."
    return (
        f"Lenient precision of {found.precision:g} or more from confidence {at.confidence:g}:"
        f" {at.row.lenient.precision:.3f} (95 % interval {_interval(at.row.right_leniently, at.row.read)})"
        f" of {at.row.read} facts, {at.kept:.2f} of those read."
    )


def _calibration_json(found: Calibration | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "facts": found.count,
        "right": found.right,
        "expected_calibration_error": found.expected_error,
        "brier": found.brier,
        "brier_of_share": found.brier_of_share,
        "bins": [dataclasses.asdict(one) | {"interval": list(one.interval)} for one in found.bins],
    }


def _thresholds_json(found: Thresholds) -> dict[str, Any]:
    return {
        "precision": found.precision,
        "lowest": _threshold_json(found.lowest) if found.lowest else None,
        "table": [_threshold_json(at) for at in found.table],
    }


def _threshold_json(at: Threshold) -> dict[str, Any]:
    return {
        "confidence": at.confidence,
        "facts": at.row.read,
        "right": at.row.right_leniently,
        "kept": at.kept,
        "precision": at.row.lenient.precision,
        "interval": list(at.interval),
        "recall": at.row.lenient.recall,
    }
