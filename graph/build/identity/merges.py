"""Write what was merged into what, and why, in a graph that names the rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graph.build.identity.model import Unit
from graph.idents import Idents
from graph.mapper.literals import english
from graph.mapper.sheet import One
from graph.review import Identities
from graph.terms import OST, PROV, RDF, RDFS, XSD

SENTENCE = (
    "What documents name alike is one: actors of one spelling or with an abbreviation that a text gives, "
    "persons of one surname who speak for the same, drafts of one voting, and what a reviewed file says."
)


@dataclass(frozen=True, slots=True)
class Merge:
    """Say that what a document names is one with a node, how surely (in hundredths) and why."""

    unit: Unit
    into: One
    points: int
    reason: str


def graph_of(
    graph: NamedNode, merges: Iterable[Merge], unmet: Sequence[str], identities: Identities, idents: Idents
) -> list[Quad]:
    """Return the quads of the graph, in order."""
    rule = idents.iri("rule", "identity")
    quads = {
        Quad(graph, RDF.type, OST.InferredGraph, graph),
        Quad(graph, PROV.wasGeneratedBy, rule, graph),
        Quad(rule, RDF.type, OST.Rule, graph),
        Quad(rule, RDFS.label, english(SENTENCE), graph),
    }
    quads |= {quad for merge in merges for quad in _quads(merge, graph, idents)}
    if identities.groups:
        file = identity_file(identities, idents)
        quads |= {Quad(file, OST.unmet, Literal(what), graph) for what in unmet}
    return sorted(quads, key=str)


def identity_file(identities: Identities, idents: Idents) -> NamedNode:
    """Return the node of a file of identities."""
    return idents.iri("identities", identities.mark)


def _quads(merge: Merge, graph: NamedNode, idents: Idents) -> list[Quad]:
    unit = merge.unit
    node = idents.hashed("merge", unit.document, unit.node)
    score = Literal(str(Decimal(merge.points) / 100), datatype=XSD.decimal)
    quads = [
        Quad(node, RDF.type, OST.Merge, graph),
        Quad(node, OST.into, NamedNode(merge.into.iri), graph),
        Quad(node, OST.minted, NamedNode(unit.node), graph),
        Quad(node, OST.inDocument, NamedNode(unit.document), graph),
        Quad(node, OST.score, score, graph),
        Quad(node, OST.reason, Literal(merge.reason), graph),
    ]
    quads += [Quad(node, OST.phrase, Literal(phrase), graph) for phrase in unit.phrases]
    quads += [Quad(node, OST.inClaim, NamedNode(claim), graph) for claim in unit.claims]
    return quads
