"""Write facts as JSON Lines and as a table."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterable
from typing import Any

from graph.export.cells import safe
from graph.model import Fact


def facts_jsonl(facts: Iterable[Fact]) -> str:
    """Return one JSON object a line, as docs/facts.md describes it."""
    return "".join(json.dumps(fact.to_json(), ensure_ascii=False) + "\n" for fact in facts)


def facts_csv(facts: Iterable[Fact]) -> str:
    """Return a table with a heading; tallies are JSON, and no cell begins as a formula would."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180
    writer.writerow(field.name for field in dataclasses.fields(Fact))
    for fact in facts:
        writer.writerow(_cell(value) for value in fact.to_json().values())
    return out.getvalue()


def _cell(value: Any) -> str | float | None:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return safe(value) if isinstance(value, str) else value
