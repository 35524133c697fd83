"""Shapes load or say why not, find faults in quads, and lead each fault back to its claims."""

from __future__ import annotations

import shutil
import socket
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import OntologyError
from graph.paths import ontology_dir
from graph.shapes import Shapes, Violation
from graph.terms import DCTERMS, OA, OST, RDF, SKOS

BASE = "https://w3id.org/ostrakon/id/"
OSH = "https://w3id.org/ostrakon/shapes#"
PREFIXES = """
@base <https://w3id.org/ostrakon/id/> .
@prefix ost: <https://w3id.org/ostrakon#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
REPORTS = ontology_dir() / "examples" / "claims" / "council-reports.ttl"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load(ontology_dir())


def turtle(text: str) -> list[ox.Quad]:
    return list(ox.parse((PREFIXES + text).encode(), format=ox.RdfFormat.TURTLE))


def reports() -> list[ox.Quad]:
    return list(ox.parse(path=str(REPORTS), format=ox.RdfFormat.TURTLE))


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + path)


def without(quads: list[ox.Quad], subject: str, predicate: ox.NamedNode) -> list[ox.Quad]:
    kept = [quad for quad in quads if (quad.subject, quad.predicate) != (node(subject), predicate)]
    assert len(kept) < len(quads)
    return kept


def the_one(violations: list[Violation], shape: str) -> Violation:
    assert {violation.shape for violation in violations} == {OSH + shape}
    return violations[0]


def claim(number: str) -> str:
    return f"{BASE}claim/{number * 5}"


# Loading


def copy(folder: Path) -> Path:
    for file in ontology_dir().glob("*.ttl"):
        shutil.copy(file, folder)
    return folder


def test_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no shape file") as caught:
        Shapes.load(tmp_path)
    assert caught.value.where == str(tmp_path)


def test_empty_shape_file_is_refused(tmp_path: Path) -> None:
    (copy(tmp_path) / "law.shapes.ttl").write_text("")
    with pytest.raises(OntologyError, match="holds no shape") as caught:
        Shapes.load(tmp_path)
    assert str(caught.value.where).endswith("law.shapes.ttl")


@pytest.mark.parametrize("module", ["actors", "claims", "council", "law"])
def test_module_without_its_shapes_is_refused(tmp_path: Path, module: str) -> None:
    (copy(tmp_path) / f"{module}.shapes.ttl").unlink()
    with pytest.raises(OntologyError, match=rf"{module}\.shapes\.ttl is missing"):
        Shapes.load(tmp_path)


def test_module_that_is_imported_but_not_there_is_refused(tmp_path: Path) -> None:
    (copy(tmp_path) / "law.ttl").unlink()
    with pytest.raises(OntologyError, match=r"law\.ttl is missing"):
        Shapes.load(tmp_path)


def test_shape_about_a_class_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    file = copy(tmp_path) / "law.shapes.ttl"
    with file.open("a") as more:
        more.write("\n[] a sh:NodeShape ; sh:targetClass <https://w3id.org/ostrakon#Acusation> .\n")
    with pytest.raises(OntologyError, match="ostrakon#Acusation, which no module declares") as caught:
        Shapes.load(tmp_path)
    assert caught.value.where == str(file)


def test_broken_turtle_is_refused_with_file_and_line(tmp_path: Path) -> None:
    (copy(tmp_path) / "claims.shapes.ttl").write_text("@prefix a: <urn:a> .\n\na:b a:c ;; .\n")
    with pytest.raises(OntologyError, match="not Turtle") as caught:
        Shapes.load(tmp_path)
    assert str(caught.value.where).endswith("claims.shapes.ttl, line 3")


def test_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (copy(tmp_path) / "claims.ttl").write_bytes(b'<urn:a> <urn:b> "\xe9" .\n')
    with pytest.raises(OntologyError) as caught:
        Shapes.load(tmp_path)
    assert "claims.ttl" in str(caught.value.where)


@pytest.mark.parametrize(
    ("constraint", "reason"),
    [
        ("sh:path ost:date ; sh:minCount 'many'", "minCount"),
        ("sh:path ost:date ; sh:pattern '['", "unterminated"),
        ("sh:path ost:date , ost:actor", "more than one 'sh:path'"),
        ("sh:path 'date'", "Literal"),
        ("sh:minCount 1", "has no sh:path"),
    ],
)
def test_what_is_no_shacl_is_refused_at_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], constraint: str, reason: str
) -> None:
    shape = "ost:S a sh:NodeShape ; sh:targetClass ost:Claim ; sh:property ost:P ."
    (tmp_path / "x.ttl").write_text(f"{PREFIXES}ost:Claim a <http://www.w3.org/2002/07/owl#Class> .")
    (tmp_path / "x.shapes.ttl").write_text(f"{PREFIXES}{shape} ost:P {constraint} .")
    with pytest.raises(OntologyError, match=reason):
        Shapes.load(tmp_path)
    assert capfd.readouterr() == ("", "")


def test_fingerprint_follows_the_files(tmp_path: Path, shapes: Shapes) -> None:
    folder = copy(tmp_path)
    assert Shapes.load(folder).fingerprint == shapes.fingerprint
    with (folder / "claims.ttl").open("a") as file:
        file.write("# one more line\n")
    assert Shapes.load(folder).fingerprint != shapes.fingerprint


# Validating


def test_violation_says_what_where_and_how_to_mend_it(shapes: Shapes) -> None:
    found = shapes.validate(turtle("<matter/1> a ost:Matter ; rdfs:label 'no language' ."))
    assert found == [
        Violation(
            focus=f"{BASE}matter/1",
            shape=f"{OSH}MatterShape-label",
            path="http://www.w3.org/2000/01/rdf-schema#label",
            message="Name the matter by a non-empty rdfs:label with a language tag.",
            severity="Violation",
            value="no language",
        )
    ]


@pytest.mark.parametrize(
    ("shape", "path"),
    [
        ("council/VetoShape-voter", "ost:voter/^ost:member/ost:role"),
        ("claims/EvidenceShape-source", "^ost:evidence/ost:statedIn"),
        ("claims/AccusationShape-about", "(ost:target|ost:crime|ost:conduct|ost:objectText)"),
    ],
)
def test_longer_path_is_written_as_in_sparql(shapes: Shapes, shape: str, path: str) -> None:
    file = Path(__file__).parent / "ontology" / "invalid" / f"{shape}.ttl"
    found = shapes.validate(list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)))
    assert {violation.path for violation in found} == {path}


def test_context_describes_what_the_quads_point_at(shapes: Shapes) -> None:
    lexicon = turtle("<state/RUS> a ost:State ; skos:prefLabel 'Russia'@en ; ost:iso3 'RUS' .")
    quads = [quad for quad in reports() if quad.subject != node("state/RUS")]
    assert {OSH + "ClaimShape-claimant", OSH + "EventReportShape-actor"} & {
        violation.shape for violation in shapes.validate(quads)
    }
    assert shapes.validate(quads, lexicon) == []


def test_context_is_not_checked_itself(shapes: Shapes) -> None:
    lexicon = turtle("<state/RUS> a ost:State . <state/XXX> a ost:State .")
    quads = [quad for quad in reports() if quad.subject != node("state/RUS")]
    assert shapes.validate(quads, iter(lexicon)) == []


def test_membership_in_the_context_makes_a_veto(shapes: Shapes) -> None:
    record = ontology_dir() / "examples" / "council" / "vetoed-draft.ttl"
    quads = list(ox.parse(path=str(record), format=ox.RdfFormat.TURTLE))
    seat = node("membership/un-security-council/RUS")
    inside = [quad for quad in quads if quad.subject != seat]
    outside = [quad for quad in quads if quad.subject == seat]
    assert outside
    the_one(shapes.validate(inside), "VetoShape-voter")
    assert shapes.validate(inside, outside) == []


def test_blank_nodes_are_checked_too(shapes: Shapes) -> None:
    the_one(shapes.validate(turtle("[] a ost:Matter .")), "MatterShape-label")


def test_ill_typed_literal_is_reported_without_noise(
    shapes: Shapes, capfd: pytest.CaptureFixture[str]
) -> None:
    quads = turtle("<event/1> a ost:ReportedEvent ; rdfs:label 'x'@en ; ost:date '2014-02-31'^^xsd:date .")
    the_one(shapes.validate(quads), "ReportedEventShape-date")
    assert capfd.readouterr() == ("", "")


def test_result_does_not_depend_on_the_order_of_the_quads(shapes: Shapes) -> None:
    quads = turtle("<a> a ost:Matter . <b> a ost:Case . <c> a ost:Person . <d> a ost:State .")
    found = shapes.validate(quads)
    assert len(found) > 3
    assert shapes.validate(quads[::-1]) == found


def test_nothing_is_fetched(shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    bait = turtle(
        "<x> a <http://www.w3.org/2002/07/owl#Ontology> ;"
        " <http://www.w3.org/2002/07/owl#imports> <http://example.org/o> ; sh:shapesGraph <http://example.org/s> ."
    )
    assert shapes.validate(bait + reports()) == []


def test_five_documents_are_checked_in_four_seconds(shapes: Shapes) -> None:
    many = [
        ox.Quad(_numbered(quad.subject, n), quad.predicate, _numbered(quad.object, n))
        for n in range(5)
        for quad in reports()
    ]
    lexicon = [
        quad
        for n in range(2000)
        for quad in turtle(
            f"<state/{n}> a ost:State ; skos:prefLabel 'State {n}'@en ; ost:metonym 'City'@en ."
        )
    ]
    assert len(many) > 700
    start = time.process_time()
    for _ in range(5):
        assert shapes.validate(many, lexicon) == []
    assert time.process_time() - start < 4


def _numbered(term: object, number: int) -> ox.NamedNode | ox.Literal:
    if isinstance(term, ox.NamedNode) and term.value.startswith(
        (f"{BASE}claim", f"{BASE}event", f"{BASE}evid")
    ):
        return ox.NamedNode(term.value.replace(BASE, f"{BASE}{number}/"))
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term


# Leading a fault back to its claims


@pytest.mark.parametrize(
    ("subject", "predicate", "shape", "claims"),
    [
        (f"claim/{'00d1' * 5}", OST.modality, "ClaimShape-modality", ["00d1"]),
        (f"evidence/{'00d2' * 5}/quote", OA.exact, "TextQuoteSelectorShape-exact", ["00d2"]),
        (f"evidence/{'00d3' * 5}/position", OA.end, "TextPositionSelectorShape-end", ["00d3"]),
        (
            "event/d4",
            ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            "ReportedEventShape-label",
            ["00d4"],
        ),
        (
            "draft/S-2012-538",
            ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
            "InstrumentShape-label",
            ["00d6"],
        ),
        ("state/FRA", SKOS.prefLabel, "ActorShape-prefLabel", ["00d3", "00d5"]),
        ("document/report", DCTERMS.identifier, "DocumentShape-identifier", []),
        ("org/cnn", SKOS.prefLabel, "ActorShape-prefLabel", []),
    ],
)
def test_fault_leads_to_its_claims(
    shapes: Shapes, subject: str, predicate: ox.NamedNode, shape: str, claims: list[str]
) -> None:
    quads = without(reports(), subject, predicate)
    violation = the_one(shapes.validate(quads), shape)
    owners = tuple(claim(number) for number in claims)
    assert shapes.owners(violation, quads) == owners
    assert shapes.owner(violation, quads) == (owners[0] if owners else None)


def test_claim_without_evidence_is_its_own(shapes: Shapes) -> None:
    gone = f"evidence/{'00d1' * 5}"
    quads = without(reports(), f"claim/{'00d1' * 5}", OST.evidence)
    quads = [quad for quad in quads if gone not in str(quad.subject)]
    violation = the_one(shapes.validate(quads), "ClaimShape-evidence")
    assert shapes.owner(violation, quads) == claim("00d1")


def test_every_kind_of_claim_is_known_as_one(shapes: Shapes) -> None:
    violation = Violation(f"{BASE}evidence/1", "", None, "", "Violation", None)
    link = ox.Quad(node("claim/1"), OST.reports, node("evidence/1"))
    for kind in ("Accusation", "Demand", "VetoReport", "ReferralReport"):
        typed = ox.Quad(node("claim/1"), RDF.type, OST[kind])
        assert shapes.owners(violation, [link, typed]) == (f"{BASE}claim/1",)
    typed = ox.Quad(node("claim/1"), RDF.type, OST.Vote)
    assert shapes.owners(violation, [link, typed]) == ()
