"""Write which report is about which event of record, in a graph that names the rule."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from graph.build.matching.ask import Query
from graph.build.matching.astold import AsTold
from graph.build.matching.decide import decide
from graph.build.matching.model import Match
from graph.build.matching.names import States
from graph.build.matching.record import Record
from graph.build.matching.told import stories
from graph.idents import Idents
from graph.mapper.literals import english
from graph.terms import OST, PROV, RDF, RDFS, XSD

NAME = "match"
FORM = 1  # raise it when the same reports and the same record give other matches
SENTENCE = (
    "A report of a veto, vote or sponsorship is about the event of record whose draft has the symbol that "
    "the text gives, or which alone fits it well by body, date, subject, actors and tally."
)


def match_reports(query: Query, idents: Idents, told: AsTold | None = None) -> tuple[NamedNode, list[Quad]]:
    """Return the graph of matches and its quads in order; `query` answers over the union of all graphs.

    `told` knows what documents say by themselves where identities have been merged.
    """
    graph = idents.graph(f"inferred/{NAME}")
    found = set(_matches(query, idents, told or AsTold()))
    quads = {quad for match in found for quad in _quads(match, graph, idents)}
    return graph, [*_description(graph, idents), *sorted(quads, key=str)]


def _matches(query: Query, idents: Idents, as_told: AsTold) -> list[Match]:
    states = States.load(query)
    told = stories(query, states, as_told)
    record = Record(query, idents, states, as_told).of(told)
    return [match for story in told for match in decide(story, record[story], states, bool(story.symbols))]


def _description(graph: NamedNode, idents: Idents) -> list[Quad]:
    rule = idents.iri("rule", NAME)
    return [
        Quad(graph, RDF.type, OST.InferredGraph, graph),
        Quad(graph, PROV.wasGeneratedBy, rule, graph),
        Quad(rule, RDF.type, OST.Rule, graph),
        Quad(rule, RDFS.label, english(SENTENCE), graph),
    ]


def _quads(match: Match, graph: NamedNode, idents: Idents) -> list[Quad]:
    node = idents.hashed("match", match.report, match.record)
    report, record = NamedNode(match.report), NamedNode(match.record)
    score = Literal(str(Decimal(match.points) / 100), datatype=XSD.decimal)
    quads = [
        Quad(node, RDF.type, OST.CertainMatch if match.certain else OST.CandidateMatch, graph),
        Quad(node, OST.report, report, graph),
        Quad(node, OST.record, record, graph),
        Quad(node, OST.score, score, graph),
        Quad(node, OST.reason, Literal(match.reason), graph),
    ]
    return [*quads, Quad(report, OST.reports, record, graph)] if match.certain else quads
