"""Write findings to a file, in the form that its ending names."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.errors import ExportError
from graph.export.cells import safe
from graph.record import Finding
from graph.records.rules import RULES

COLUMNS: Final = ("event", "rows", "rule", "action", "reason")


def write_report(path: Path, findings: Sequence[Finding], title: str) -> None:
    """Write findings as .json, .csv or .html; raise ExportError for another ending or place."""
    check_report(path)
    form = _FORMS[path.suffix.lower()]
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(form(findings, title), "utf-8")
        fresh.replace(path)
    except OSError as error:
        raise ExportError(f"cannot be written: {error.strerror}", where=str(path)) from error


def check_report(path: Path) -> None:
    """Raise ExportError for a report whose form is not known, before the long work begins."""
    if path.suffix.lower() not in _FORMS:
        what = f"{path.suffix or 'no ending'!r} is no form of a report"
        raise ExportError(what, where=str(path), hint=", ".join(_FORMS))


def _json(findings: Sequence[Finding], title: str) -> str:
    return json.dumps([finding.to_json() for finding in findings], ensure_ascii=False, indent=1) + "\n"


def _csv(findings: Sequence[Finding], title: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe(finding.to_json()[name]) for name in COLUMNS] for finding in findings)
    return out.getvalue()


def _html(findings: Sequence[Finding], title: str) -> str:
    heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    rows = "\n".join(_row(finding) for finding in findings)
    used = sorted({finding.rule for finding in findings})
    rules = "\n".join(
        f"<dt>{html.escape(rule)}</dt><dd>{html.escape(RULES.get(rule, ''))}</dd>" for rule in used
    )
    name = html.escape(title)
    return f"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Findings: {name}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #bbb; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
td {{ overflow-wrap: anywhere; }}
dt {{ font-weight: 600; }}
</style>
<h1>Findings: {name}</h1>
<p>{len(findings):,} findings.</p>
<table>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<h2>Rules</h2>
<dl>
{rules}
</dl>
</html>
"""


def _row(finding: Finding) -> str:
    told = finding.to_json()
    return "<tr>" + "".join(f"<td>{html.escape(told[name])}</td>" for name in COLUMNS) + "</tr>"


_FORMS: Final = {".json": _json, ".csv": _csv, ".html": _html}
