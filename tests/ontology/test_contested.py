"""The rule that finds contested claims answers what it should, and nothing else."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.paths import rules_dir

OST = "https://w3id.org/ostrakon#"
PREFIXES = f"""
@base <https://w3id.org/ostrakon/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix ost: <{OST}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<document/one> dcterms:issued "2014-05-22"^^xsd:date .
<document/two> dcterms:issued "2014-05-30"^^xsd:date .
<document/early> dcterms:issued "2014-05-01"^^xsd:date .
<document/late> dcterms:issued "2018-02-24"^^xsd:date .
<document/undated> a ost:Document .
<crime/torture> a ost:Crime ; skos:prefLabel "torture"@en ; skos:broader <crime/violations> .
<crime/violations> a ost:Crime ; skos:prefLabel "human rights violations"@en .
<crime/siege> a ost:Crime ; skos:prefLabel "starvation / siege"@en .
<crime/other> a ost:Crime ; skos:prefLabel "other"@en .
<matter/convoy> a ost:Matter ; rdfs:label "Attack on an aid convoy"@en .
"""
ACCUSATION = (
    "<a> a ost:Accusation ; ost:claimant <state/FRA> ; ost:target <state/SYR> ; ost:status ost:Actual ;"
    " ost:statedIn <document/one> "
)
DENIAL = "<d> a ost:Denial ; ost:claimant <state/SYR> ; ost:status ost:Actual ; ost:statedIn <document/one> "
TORTURE = "; ost:crime <crime/torture> ."


def derived(accusation: str, denial: str) -> set[tuple[str, str, str]]:
    store = ox.Store()
    # Each claim lies in the graph of its document, as in the real store.
    for name, turtle in (("lexicon", ""), ("one", accusation), ("two", denial)):
        data = (PREFIXES + turtle).encode()
        for triple in ox.parse(data, format=ox.RdfFormat.TURTLE):
            store.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(f"urn:{name}")))
    rule = (rules_dir() / "contested.rq").read_text("utf-8")
    found = store.query(rule, use_default_graph_as_union=True)
    assert isinstance(found, ox.QueryTriples)
    return {tuple(str(term).rsplit("/", 1)[-1].strip("<>") for term in triple) for triple in found}


def at(claim: str, start: int, end: int) -> str:
    """Return where in its document a claim stands."""
    place = f"<{claim}-place> oa:start {start} ; oa:end {end} ."
    return f"<{claim}> ost:evidence [ oa:hasSelector <{claim}-place> ] . {place} "


CONTESTED = {("a", "ostrakon#contestedBy", "d"), ("d", "ostrakon#answers", "a")}
OF_TWO = DENIAL.replace("document/one", "document/two")

YES = {
    "the claim itself": (ACCUSATION + ".", DENIAL + "; ost:denies <a> ."),
    "the same crime": (ACCUSATION + TORTURE, DENIAL + "; ost:denies <crime/torture> ."),
    "the same crime beside a matter": (
        ACCUSATION + TORTURE,
        DENIAL + "; ost:denies <matter/convoy> " + TORTURE,
    ),
    "a broader crime": (ACCUSATION + TORTURE, DENIAL + "; ost:denies <crime/violations> ."),
    "the accuser": (ACCUSATION + TORTURE, DENIAL + "; ost:denies <state/FRA> ."),
    "an answer to the accuser": (
        ACCUSATION + TORTURE,
        DENIAL + "; ost:target <state/FRA> ; ost:denies <matter/convoy> .",
    ),
    "the same words": (
        ACCUSATION + '; ost:objectText "attack on an aid convoy" .',
        DENIAL + "; ost:denies <matter/convoy> .",
    ),
    "a finding": (
        ACCUSATION.replace("Accusation", "Finding") + TORTURE,
        DENIAL + "; ost:denies <crime/torture> .",
    ),
    "the accused speaks": (
        ACCUSATION.replace("state/SYR", "person/x") + TORTURE,
        DENIAL + "; ost:speaker <person/x> ; ost:denies <crime/torture> .",
    ),
    "the sentence before": (
        ACCUSATION + TORTURE + at("a", 100, 200),
        DENIAL + "; ost:denies <matter/convoy> ." + at("d", 201, 230),
    ),
    "the same sentence": (
        ACCUSATION + "; ost:crime <crime/other> ." + at("a", 100, 200),
        DENIAL + "; ost:denies <matter/convoy> ." + at("d", 180, 200),
    ),
    "a later document": (ACCUSATION + TORTURE, OF_TWO + "; ost:denies <crime/torture> ."),
    "an earlier day told in the same document": (
        ACCUSATION + TORTURE,
        DENIAL + '; ost:denies <crime/torture> ; ost:date "2014-05-15"^^xsd:date .',
    ),
    "the same year, no day known": (
        ACCUSATION + TORTURE,
        OF_TWO + '; ost:denies <crime/torture> ; ost:date "2014"^^xsd:gYear .',
    ),
}
NO = {
    "somebody else denies": (
        ACCUSATION + TORTURE,
        DENIAL.replace("SYR", "RUS") + "; ost:denies <crime/torture> .",
    ),
    "the accuser denies": (
        ACCUSATION + TORTURE,
        DENIAL.replace("SYR", "FRA") + "; ost:denies <crime/torture> .",
    ),
    "another crime": (ACCUSATION + TORTURE, DENIAL + "; ost:denies <crime/siege> ."),
    "a narrower crime": (
        ACCUSATION + "; ost:crime <crime/violations> .",
        DENIAL + "; ost:denies <crime/torture> .",
    ),
    "two crimes of the rest": (
        ACCUSATION + "; ost:crime <crime/other> .",
        DENIAL + "; ost:denies <crime/other> .",
    ),
    "the sentence before, of another crime": (
        ACCUSATION + TORTURE + at("a", 100, 200),
        DENIAL + "; ost:denies <crime/siege> ." + at("d", 201, 230),
    ),
    "far behind": (
        ACCUSATION + TORTURE + at("a", 100, 200),
        DENIAL + "; ost:denies <matter/convoy> ." + at("d", 600, 630),
    ),
    "ahead of the accusation": (
        ACCUSATION + TORTURE + at("a", 100, 200),
        DENIAL + "; ost:denies <matter/convoy> ." + at("d", 50, 99),
    ),
    "as near, but in another document": (
        ACCUSATION + TORTURE + at("a", 100, 200),
        OF_TWO + "; ost:denies <matter/convoy> ." + at("d", 201, 230),
    ),
    "another matter": (ACCUSATION + TORTURE, DENIAL + "; ost:denies <matter/convoy> ."),
    "an answer to somebody else": (
        ACCUSATION + TORTURE,
        DENIAL + "; ost:target <state/USA> ; ost:denies <crime/torture> .",
    ),
    "an answer to the accuser about another crime": (
        ACCUSATION + TORTURE,
        DENIAL + "; ost:target <state/FRA> ; ost:denies <crime/siege> .",
    ),
    "a supposed accusation": (
        ACCUSATION.replace("ost:Actual", "ost:NotActual") + TORTURE,
        DENIAL + "; ost:denies <crime/torture> .",
    ),
    "an expected denial": (
        ACCUSATION + TORTURE,
        DENIAL.replace("ost:Actual", "ost:NotActual") + "; ost:denies <crime/torture> .",
    ),
    "an earlier document": (
        ACCUSATION + TORTURE,
        DENIAL.replace("document/one", "document/early") + "; ost:denies <crime/torture> .",
    ),
    "years later": (
        ACCUSATION + TORTURE,
        DENIAL.replace("document/one", "document/late") + "; ost:denies <crime/torture> .",
    ),
    "no date": (
        ACCUSATION + TORTURE,
        DENIAL.replace("document/one", "document/undated") + "; ost:denies <crime/torture> .",
    ),
    "a demand, not an accusation": (
        ACCUSATION.replace("Accusation", "Demand") + TORTURE,
        DENIAL + "; ost:denies <crime/torture> .",
    ),
}


@pytest.mark.parametrize("case", YES)
def test_denial_answers(case: str) -> None:
    assert derived(*YES[case]) == CONTESTED


@pytest.mark.parametrize("case", NO)
def test_denial_does_not_answer(case: str) -> None:
    assert derived(*NO[case]) == set()


def test_first_line_says_what_the_rule_derives() -> None:
    files = sorted(rules_dir().glob("*.rq"))
    assert files
    for file in files:
        first = file.read_text("utf-8").splitlines()[0]
        assert first.startswith("# "), file.name
        assert first.endswith("."), file.name
