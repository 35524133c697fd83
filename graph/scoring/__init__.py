"""Compare facts that were read with facts that were annotated, and weigh their confidence."""

from graph.scoring.calibration import Bin, Calibration, calibration
from graph.scoring.gold import Annotated, load_gold
from graph.scoring.interval import wilson
from graph.scoring.predictions import load_facts, parse_facts
from graph.scoring.report import Report, judgements
from graph.scoring.rows import Measure, Row
from graph.scoring.scorer import Scorer, Scores, Verdict
from graph.scoring.statement import Statement
from graph.scoring.thresholds import Threshold, Thresholds, thresholds

__all__ = [
    "Annotated",
    "Bin",
    "Calibration",
    "Measure",
    "Report",
    "Row",
    "Scorer",
    "Scores",
    "Statement",
    "Threshold",
    "Thresholds",
    "Verdict",
    "calibration",
    "judgements",
    "load_facts",
    "load_gold",
    "parse_facts",
    "thresholds",
    "wilson",
]
