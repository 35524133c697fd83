"""Check a store as it lies: every shape, every quote, and what waits in quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.build.record_audit import check_records, count, record_graphs
from graph.export import unsupported
from graph.idents import Idents, digest
from graph.mapper.literals import english, integer
from graph.shapes import Shapes, Violation
from graph.store import Quarantined, Refused, View, base_of
from graph.terms import DCTERMS, OA, OST, PREFIXES, RDF, RDFS, SH, XSD

_CLAIMS = "SELECT DISTINCT ?claim { ?claim ost:statedIn ?document }"
_STRAY = "stands in the graph of no document, so no shape was applied to it"
_USED = ("sh", "ost", "dcterms", "oa", "rdfs", "xsd")


@dataclass(frozen=True, slots=True)
class Audit:
    """Hold what a check found in one generation."""

    generation: str
    base: str
    documents: int
    claims: int
    violations: tuple[Violation, ...]
    quarantined: tuple[Quarantined, ...]
    records: int = 0
    votings: int = 0
    votes: int = 0
    refused: tuple[Refused, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return {
            "conforms": not self.violations,
            **asdict(self),
            "quarantined": [entry.to_json() for entry in self.quarantined],
            "refused": [entry.to_json() for entry in self.refused],
        }

    def to_turtle(self) -> bytes:
        """Return the report as a SHACL validation report; the quarantine is a part with results of its own.

        `sh:conforms` speaks of what is in the store; what waits in quarantine is not.
        """
        report = BlankNode("report")
        conforms = Literal("true" if not self.violations else "false", datatype=XSD.boolean)
        triples = [Triple(report, RDF.type, SH.ValidationReport), Triple(report, SH.conforms, conforms)]
        for fault in self.violations:
            result = BlankNode("r" + digest(*asdict(fault).values()))
            triples += [Triple(report, SH.result, result), *_result(result, fault)]
        triples += self._waiting(report)
        prefixes = {name: PREFIXES[name] for name in _USED}
        return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""

    def _waiting(self, report: BlankNode) -> list[Triple]:
        if not self.quarantined:
            return []
        part = BlankNode("quarantine")
        label = english("Quarantine: facts that are not in the store")
        triples = [Triple(report, DCTERMS.hasPart, part), Triple(part, RDFS.label, label)]
        for entry in self.quarantined:
            result = BlankNode("q" + digest(entry.to_json()))
            triples += [Triple(part, SH.result, result), *_refused(result, entry, Idents(self.base))]
        return triples


def audit(view: View, shapes: Shapes) -> Audit:
    """Check every document and record of a view against the shapes and every quote against its text.

    A claim that stands in no document's graph is a fault: no shape was applied to it.
    """
    idents = Idents(base_of(view))
    context = [quad for name in ("ontology", "lexicon") for quad in view.quads(idents.graph(name))]
    prefix = idents.document_graph("").value
    graphs = [graph for graph in view.graphs() if graph.value.startswith(prefix)]
    faults: list[Violation] = []
    checked: set[str] = set()
    for graph in graphs:
        quads = list(view.quads(graph))
        checked |= _claims(quads)
        faults += shapes.validate(quads, context)
    claims = {_text(row["claim"]) for row in view.select(_CLAIMS)}
    faults += [_fault(claim, "document graph", _STRAY) for claim in sorted(claims - checked)]
    faults += [_fault(claim, "verbatim quote", reason) for claim, reason in unsupported(view)]
    records = record_graphs(view)
    faults += check_records(view, records, shapes, context)
    return Audit(
        generation=view.generation,
        base=idents.base,
        documents=len(graphs),
        claims=len(claims),
        violations=tuple(faults),
        quarantined=tuple(view.quarantine()),
        records=len(records),
        votings=count(view, records, OST.VotingEvent),
        votes=count(view, records, OST.Vote),
        refused=tuple(view.refused()),
    )


def _claims(quads: Iterable[Quad]) -> set[str]:
    return {_text(quad.subject) for quad in quads if quad.predicate == OST.statedIn}


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _fault(claim: str, shape: str, reason: str) -> Violation:
    return Violation(focus=claim, shape=shape, path=None, message=reason, severity="Violation", value=None)


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


def _refused(result: BlankNode, entry: Quarantined, idents: Idents) -> list[Triple]:
    """Describe a fact that waits as a result, with its document and the place in it as evidence has them."""
    fault = Violation(
        focus=idents.claim(str(entry.fact["id"])).value,
        shape=entry.shape,
        path=entry.path,
        message=entry.message,
        severity="Violation",
        value=None,
    )
    quote, position = BlankNode(f"{result.value}quote"), BlankNode(f"{result.value}position")
    return [
        *_result(result, fault),
        Triple(result, RDFS.label, Literal(fact_line(entry.fact))),
        Triple(result, DCTERMS.source, idents.document(entry.document)),
        Triple(result, OA.hasSelector, quote),
        Triple(quote, RDF.type, OA.TextQuoteSelector),
        Triple(quote, OA.exact, Literal(str(entry.fact["quote"]))),
        Triple(result, OA.hasSelector, position),
        Triple(position, RDF.type, OA.TextPositionSelector),
        Triple(position, OA.start, integer(entry.start)),
        Triple(position, OA.end, integer(entry.end)),
    ]


def fact_line(fact: Mapping[str, Any]) -> str:
    """Return who is said to do what to whom, in one line."""
    aim = fact["target"] or fact["object"]
    return " – ".join(str(part) for part in (fact["actor"], fact["type"], aim) if part)


def _node(text: str) -> NamedNode | Literal:
    return NamedNode(text) if "://" in text else Literal(text)
