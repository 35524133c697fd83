"""Read what a SHACL report says into plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from graph.terms import PREFIXES

_SH = rdflib.SH
_STEPS: Mapping[Node, str] = {_SH.zeroOrMorePath: "*", _SH.oneOrMorePath: "+", _SH.zeroOrOnePath: "?"}


@dataclass(frozen=True, slots=True)
class Violation:
    """Say which node breaks which shape, at which path and value, and what to do; nodes are IRIs."""

    focus: str
    shape: str
    path: str | None
    message: str
    severity: str
    value: str | None

    @property
    def order(self) -> tuple[str, ...]:
        """Return the key by which violations are sorted."""
        value = ("", "") if self.value is None else ("value", self.value)
        return self.focus, self.shape, self.path or "", *value, self.message, self.severity


def violations(report: rdflib.Graph) -> set[Violation]:
    """Return every result of a report."""
    return {_violation(report, result) for result in report.objects(None, _SH.result)}


def _violation(report: rdflib.Graph, result: Node) -> Violation:
    path = report.value(result, _SH.resultPath)
    value = report.value(result, _SH.value)
    return Violation(
        focus=str(report.value(result, _SH.focusNode)),
        shape=str(report.value(result, _SH.sourceShape)),
        path=None if path is None else path_text(report, path),
        message=min((str(text) for text in report.objects(result, _SH.resultMessage)), default=""),
        severity=str(report.value(result, _SH.resultSeverity)).rpartition("#")[2],
        value=None if value is None else str(value),
    )


def path_text(report: rdflib.Graph, node: Node) -> str:
    """Return a path of one property as its IRI, a longer one as SPARQL writes it."""
    return str(node) if isinstance(node, rdflib.URIRef) else _longer_path(report, node)


def _longer_path(report: rdflib.Graph, node: Node) -> str:
    if isinstance(node, rdflib.URIRef):
        return _short(str(node))
    if (inverse := report.value(node, _SH.inversePath)) is not None:
        return f"^{_longer_path(report, inverse)}"
    if (choices := report.value(node, _SH.alternativePath)) is not None:
        return "(" + "|".join(_longer_path(report, step) for step in Collection(report, choices)) + ")"
    for term, sign in _STEPS.items():
        if (inner := report.value(node, term)) is not None:
            return f"({_longer_path(report, inner)}){sign}"
    return "/".join(_longer_path(report, step) for step in Collection(report, node))


def _short(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return f"<{iri}>"
