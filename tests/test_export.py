"""What goes out of a store is the same every time, true to it, and borne out by its texts."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.compare import isomorphic

from graph.errors import EvidenceError, ExportError
from graph.export import FORMATS, export, facts, facts_csv, facts_jsonl, unsupported, write_export
from graph.model import (
    CHOICES,
    CRIMES,
    FACT_TYPES,
    MODALITIES,
    SPONSOR_ROLES,
    STATUSES,
    TREATY_ACTIONS,
    Document,
    Fact,
)
from graph.store import Term, View, open_store
from graph.terms import BASE_IRI, OA, RDFS, XSD
from tests import sample

ODD = NamedNode("https://example.org/odd")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return sample.build(tmp_path_factory.mktemp("export") / "store", sample.FACTS).view()


@pytest.fixture(scope="module")
def odd_view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """Hold every kind of term that a serialiser can get wrong."""
    graph, blank = ODD, BlankNode("odd1")
    texts = ["", 'a"b\\c\n\r\t\x00\x7f\u2028é😀', "'''", '"""', "ends with \\", "@en", "\ufeff"]
    objects: list[Term] = [
        *(Literal(text) for text in texts),
        *(Literal(text, language="en-GB") for text in texts),
        *(Literal("x", datatype=kind) for kind in (NamedNode("https://example.org/t"), NamedNode("urn:x"))),
        *(Literal(n, datatype=XSD.decimal) for n in ("0.50", "-1", "12345678901234567890.5")),
        *(Literal(n, datatype=XSD.double) for n in ("1e300", "INF", "NaN", "0.1")),
        Literal("true", datatype=XSD.boolean), Literal("2014-05", datatype=XSD.gYearMonth),
        *(NamedNode(f"{BASE_IRI}state/{end}") for end in ("", "A.", "-a", "a/b", "a%20b", "é", "1")),
        NamedNode("https://w3id.org/ostrakon#"), blank,
    ]  # fmt: skip
    quads = [Quad(ODD, RDFS.seeAlso, value, graph) for value in objects]
    quads += [Quad(blank, RDFS.label, Literal("blank"), graph), Quad(blank, RDFS.seeAlso, blank, graph)]
    store = open_store(tmp_path_factory.mktemp("odd") / "store")
    with store.writer() as writer:
        writer.replace(graph, quads, "f")
        other = NamedNode("https://example.org/other")
        writer.replace(other, [Quad(ODD, RDFS.seeAlso, Literal(""), other)], "f")
    return store.view()


@pytest.fixture(params=["real", "odd"])
def any_view(request: pytest.FixtureRequest, view: View, odd_view: View) -> View:
    return view if request.param == "real" else odd_view


def written(view: View, name: str, **more: Any) -> bytes:
    out = io.BytesIO()
    export(view, name, out, **more)
    return out.getvalue()


def triples(view: View) -> set[Triple]:
    return {quad.triple for quad in view.quads()}


RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}  # fmt: skip


def test_every_format_is_tested() -> None:
    assert set(FORMATS) == {*RDF_FORMATS, "facts", "csv"}


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_the_engine_reads_back_the_same(any_view: View, name: str) -> None:
    found = Dataset(parse(written(any_view, name), format=RDF_FORMATS[name], rename_blank_nodes=False))
    whole = name in ("ttl", "nt")
    expected = Dataset(Quad(*triple) for triple in triples(any_view)) if whole else Dataset(any_view.quads())
    assert len(expected) > 20
    assert {str(quad) for quad in found} == {str(quad) for quad in expected}


@pytest.mark.parametrize("name", ["ttl", "nt"])
def test_rdflib_reads_back_the_same_graph(any_view: View, name: str) -> None:
    found, expected = rdflib.Graph(), rdflib.Graph()
    found.parse(data=written(any_view, name), format=name)
    expected.parse(data="".join(f"{triple} .\n" for triple in triples(any_view)), format="nt")
    assert isomorphic(found, expected)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # rdflib warns of its own calls
@pytest.mark.parametrize("name", ["trig", "nq", "jsonld"])
def test_rdflib_reads_back_the_same_dataset(view: View, name: str) -> None:
    found = rdflib.Dataset()
    found.parse(data=written(view, name), format={"nq": "nquads", "jsonld": "json-ld"}.get(name, name))
    names = {str(graph.identifier) for graph in found.graphs() if len(graph)}
    assert names == {graph.value for graph in view.graphs()}
    for graph in view.graphs():
        expected = rdflib.Graph()
        expected.parse(data="".join(f"{quad.triple} .\n" for quad in view.quads(graph)), format="nt")
        assert isomorphic(found.graph(rdflib.URIRef(graph.value)), expected)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_from_another_store_in_another_process(view: View, tmp_path: Path, name: str) -> None:
    script = (
        "import sys; from pathlib import Path; from tests import sample; from graph.export import export\n"
        "turned = dict(reversed([(d, f[::-1]) for d, f in sample.FACTS.items()]))\n"
        "export(sample.build(Path(sys.argv[1]) / 's', turned).view(), sys.argv[2], sys.stdout.buffer)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-c", script, str(tmp_path), name]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert done.stdout == written(view, name)


def test_turtle_reads_well(view: View) -> None:
    text = written(view, "ttl").decode()
    head, _, body = text.partition("\n\n")
    assert head.splitlines() == sorted(head.splitlines())
    assert "@prefix state: <https://w3id.org/ostrakon/id/state/> ." in head
    assert re.search(r"^state:RUS\n    a ost:State ;\n    ", body, re.MULTILINE)
    assert re.search(r"^    ost:target state:SYR [;.]$", body, re.MULTILINE)
    assert '"2014-05-22"^^xsd:date' in body
    unused = [line.split()[1] for line in head.splitlines() if line.split()[1] not in body]
    assert not unused


def test_another_base_has_its_own_prefixes(tmp_path: Path) -> None:
    base = "https://graph.example.net/x/"
    facts_ = {sample.AP: [dataclasses.replace(fact, actor_id=None) for fact in sample.FACTS[sample.AP]]}
    text = written(sample.build(tmp_path / "s", facts_, base).view(), "ttl").decode()
    assert f"@prefix claim: <{base}claim/> ." in text


def test_json_ld_fetches_nothing(view: View) -> None:
    whole = json.loads(written(view, "jsonld"))
    assert all(isinstance(iri, str) for iri in whole["@context"].values())
    assert {node["@id"] for node in whole["@graph"]} >= {"graph:lexicon"}


def test_one_graph_alone(view: View) -> None:
    graph = next(graph for graph in view.graphs() if graph.value.endswith("/cnn"))
    assert len(written(view, "nt", scope=graph).splitlines()) == len(list(view.quads(graph)))
    lines = written(view, "facts", scope=graph).decode().split("\n")[:-1]
    assert {json.loads(line)["document"] for line in lines} == {"cnn"}


def test_facts_come_back_as_they_were(view: View) -> None:
    made = [fact for members in sample.FACTS.values() for fact in members]
    expected = sorted(made, key=lambda fact: (fact.document, fact.start, fact.end, fact.id))
    assert facts(view) == expected
    lines = written(view, "facts").decode().split("\n")[:-1]
    assert [Fact.from_json(json.loads(line)) for line in lines] == expected


def test_a_table_is_safe_in_a_spreadsheet(view: View) -> None:
    text = written(view, "csv").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == sum(map(len, sample.FACTS.values()))
    assert list(rows[0]) == [field.name for field in dataclasses.fields(Fact)]
    assert {row["object"] for row in rows} >= {"'=cmd"}
    assert json.loads(next(row["value"] for row in rows if row["type"] == "vote")) == {"yes": 13, "no": 2}


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_no_cell_begins_as_a_formula(start: str) -> None:
    harmful = dataclasses.replace(sample.FACTS[sample.AP][0], object=f"{start}1+1", value=-3)
    row = next(csv.DictReader(io.StringIO(facts_csv([harmful]), newline="")))
    assert row["object"] == f"'{start}1+1"
    assert row["value"] == "-3", "a number is a number"


def spoiled(view: View, tmp_path: Path, change: str) -> View:
    """Build the sample anew with one thing wrong, behind the back of every check."""
    store = sample.build(tmp_path / "spoiled", sample.FACTS)
    graph = next(graph for graph in view.graphs() if graph.value.endswith("/cnn"))
    quads = list(store.view().quads(graph))
    terms = {"quote": OA.exact, "start": OA.start, "selector": OA.hasSelector, "end": OA.end}
    if change == "text":
        texts = store.view().path / "texts"
        (texts / f"{sample.CNN.sha256}.txt").write_text("forged")
        return store.view()
    victim = next(quad for quad in sorted(quads, key=str) if quad.predicate == terms[change])
    wrong = {"quote": Literal("never said"), "start": Literal(3), "end": Literal(10**9)}
    kept = [quad for quad in quads if quad != victim]
    if change in wrong:
        kept.append(Quad(victim.subject, victim.predicate, wrong[change], graph))
    with store.writer() as writer:
        writer.replace(graph, kept, "spoiled")
    return store.view()


@pytest.mark.parametrize("change", ["quote", "start", "end", "selector", "text"])
@pytest.mark.parametrize("name", ["ttl", "facts"])
def test_a_claim_that_its_text_does_not_bear_out_stops_the_export(
    view: View, tmp_path: Path, change: str, name: str
) -> None:
    bad = spoiled(view, tmp_path, change)
    out = io.BytesIO()
    with pytest.raises(EvidenceError):
        export(bad, name, out)
    assert out.getvalue() == b""
    found = list(unsupported(bad))
    assert len(found) == (len(sample.FACTS[sample.CNN]) if change == "text" else 1)
    assert all("/claim/" in claim and reason for claim, reason in found)
    assert not list(unsupported(view))


def test_an_unknown_format_is_named(view: View) -> None:
    with pytest.raises(ExportError, match=r"'xlsx' is not a format .*ttl, trig"):
        export(view, "xlsx", io.BytesIO())


def test_a_file_appears_whole_or_not_at_all(view: View, tmp_path: Path) -> None:
    target = tmp_path / "out.ttl"
    write_export(view, "ttl", target)
    assert target.read_bytes() == written(view, "ttl")
    target.write_bytes(b"older")
    with pytest.raises(EvidenceError):
        write_export(spoiled(view, tmp_path, "quote"), "ttl", target)
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.ttl"]
    link = tmp_path / "link.ttl"
    link.symlink_to(target)
    write_export(view, "nt", link)
    assert link.is_symlink()
    assert target.read_bytes() == written(view, "nt")


def test_a_target_that_cannot_be_written_is_named(view: View, tmp_path: Path) -> None:
    for target in (tmp_path / "missing" / "out.ttl", tmp_path):
        with pytest.raises(ExportError, match="cannot be written"):
            write_export(view, "ttl", target)


def test_a_device_is_written_to_and_not_replaced(view: View) -> None:
    write_export(view, "ttl", Path(os.devnull))
    assert Path(os.devnull).is_char_device()


NAMES = ["Russia", "Syria", "International Criminal Court", "58 countries", "Nobody's Front", "A.B. «C»"]
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12)
phrases = words.filter(lambda text: bool(text.strip()))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "vote": st.sampled_from(["yes", "no", "abstain", {"yes": "unanimous"}])
    | st.lists(st.integers(0, 200), min_size=1, max_size=3).map(
        lambda n: dict(zip(CHOICES, n, strict=False))
    ),
    "veto": st.none() | st.integers(2, 5),
    "sponsor": st.none() | st.sampled_from(SPONSOR_ROLES),
    "treaty_status": st.sampled_from(TREATY_ACTIONS),
    "figure": st.integers(0, 10**9) | st.sampled_from(["hundreds", "12", 0.25, 1.5]),
}


@st.composite
def made_facts(draw: st.DrawFn) -> tuple[Document, list[Fact]]:
    doc = sample.document(
        "made up", draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)) + "quoted"
    )
    found = {}
    for type_ in draw(st.lists(st.sampled_from(FACT_TYPES), max_size=6)):
        start = draw(st.integers(0, len(doc.text) - 6))
        fact = sample.fact(
            doc, type_, draw(st.sampled_from([*NAMES, "narrator"])), doc.text[start:], start=start,
            target=draw(st.none() | st.sampled_from(NAMES)), object=draw(st.none() | phrases),
            speaker=draw(st.none() | st.sampled_from(["Ann Ó", "B. B"])), statute=draw(st.none() | phrases),
            crime=draw(st.none() | st.sampled_from(CRIMES)), value=draw(VALUES.get(type_, st.none())),
            date=draw(st.sampled_from([None, "2014-05-22", "2014-05", "2014", "2014-05/2014-06", "1994-13"])),
            status=draw(st.sampled_from(STATUSES)), modality=draw(st.sampled_from(MODALITIES)),
            confidence=draw(st.integers(0, 1000)) / 1000,
        )  # fmt: skip
        found[fact.id] = fact
    return doc, list(found.values())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made_facts())
def test_whatever_goes_in_comes_out(made: tuple[Document, list[Fact]]) -> None:
    doc, members = made
    with tempfile.TemporaryDirectory() as folder:
        view = sample.build(Path(folder) / "s", {doc: members}).view()
        expected = sorted(members, key=lambda fact: (fact.document, fact.start, fact.end, fact.id))
        assert facts(view) == expected
        assert written(view, "facts").decode() == facts_jsonl(expected)
