"""Check a store as it lies: every shape, every quote, and what waits in quarantine."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graph.export import unsupported
from graph.idents import Idents, digest
from graph.mapper.literals import english
from graph.shapes import Shapes, Violation
from graph.store import Quarantined, View
from graph.terms import PREFIXES, RDF, SH, XSD

_COUNT = "SELECT (COUNT(DISTINCT ?claim) AS ?claims) { ?claim ost:statedIn ?document }"


@dataclass(frozen=True, slots=True)
class Audit:
    """Hold what a check found in one generation."""

    generation: str
    documents: int
    claims: int
    violations: tuple[Violation, ...]
    quarantined: tuple[Quarantined, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "conforms": not self.violations,
            **asdict(self),
            "quarantined": [entry.to_json() for entry in self.quarantined],
        }

    def to_turtle(self) -> bytes:
        """Return the report as a SHACL validation report."""
        report = BlankNode("report")
        conforms = Literal("true" if not self.violations else "false", datatype=XSD.boolean)
        triples = [Triple(report, RDF.type, SH.ValidationReport), Triple(report, SH.conforms, conforms)]
        for fault in self.violations:
            result = BlankNode("r" + digest(*asdict(fault).values()))
            triples += [Triple(report, SH.result, result), *_result(result, fault)]
        turtle = serialize(triples, format=RdfFormat.TURTLE, prefixes={"sh": SH.iri, "ost": PREFIXES["ost"]})
        return turtle or b""


def audit(view: View, shapes: Shapes, idents: Idents) -> Audit:
    """Check every document of a view against the shapes and every quote against its text."""
    context = [quad for name in ("ontology", "lexicon") for quad in view.quads(idents.graph(name))]
    prefix = idents.document_graph("").value
    graphs = [graph for graph in view.graphs() if graph.value.startswith(prefix)]
    faults = [fault for graph in graphs for fault in shapes.validate(view.quads(graph), context)]
    faults += [_unsupported(claim, reason) for claim, reason in unsupported(view)]
    claims = next(iter(view.select(_COUNT)))["claims"]
    counted = int(claims.value) if isinstance(claims, Literal) else 0
    return Audit(view.generation, len(graphs), counted, tuple(faults), tuple(view.quarantine()))


def _unsupported(claim: str, reason: str) -> Violation:
    return Violation(
        focus=claim, shape="verbatim quote", path=None, message=reason, severity="Violation", value=None
    )


def _result(result: BlankNode, fault: Violation) -> list[Triple]:
    found = [
        Triple(result, RDF.type, SH.ValidationResult),
        Triple(result, SH.resultSeverity, SH[fault.severity]),
        Triple(result, SH.focusNode, _node(fault.focus)),
        Triple(result, SH.resultMessage, english(fault.message)),
    ]
    if fault.shape.startswith("http"):
        found.append(Triple(result, SH.sourceShape, NamedNode(fault.shape)))
    if fault.path and fault.path.startswith("http"):
        found.append(Triple(result, SH.resultPath, NamedNode(fault.path)))
    return found


def _node(text: str) -> NamedNode | Literal:
    return NamedNode(text) if "://" in text else Literal(text)
