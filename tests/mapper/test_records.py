"""Every kind of record becomes triples that hold against the shapes, line by line as the engine itself would write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph.gazetteer import Gazetteer
from graph.mapper.records import RecordMapper
from graph.record import (
    Case,
    Entry,
    Membership,
    Provision,
    Record,
    ResolutionRecord,
    Source,
    SourceFile,
    StateCodes,
    TreatyAction,
    VetoListing,
    Voting,
)
from graph.shapes import Shapes
from graph.terms import BASE_IRI, OST, RDF

HARD = 'a "quoted" \\ word,\ta tab,\na line,\r𝔖 \u2028 é\x7f'
COUNCIL, ROME = f"{BASE_IRI}body/un-security-council", f"{BASE_IRI}statute/rome-statute"
FRA, RUS, CHN = (f"{BASE_IRI}state/{code}" for code in ("FRA", "RUS", "CHN"))
SOURCE = Source(
    id="sc-drafts", layout="sc-drafts", title=HARD, publisher="A library", address="https://example.org/a?b=c&d", licence="CC0",
    files=(SourceFile(name='ü "1".csv', sha256="ab" * 32), SourceFile(name="2.csv", sha256="cd" * 32)),
)  # fmt: skip
GRAPH = NamedNode(f"{BASE_IRI}graph/record/sc-drafts")


def entry(**more: object) -> Entry:
    return Entry(
        id=HARD,
        rows="1.csv 2; 2.csv 3-17",
        mended=(HARD, "date: a became b"),
        conflicts=(("tally", HARD),),
        **more,
    )  # type: ignore[arg-type]


VOTING = Voting(
    entry=entry(), key="S-2014-348", body=COUNCIL, date="2014-05-22", draft="S/2014/348", draft_text="S/2014/348", meeting="S/PV.7180",
    outcome="not_adopted", yes=13, no=2, abstained=0, not_voting=0, agenda=HARD, title=HARD, subjects=(f"{BASE_IRI}state/SYR",), procedural=True,
    sponsors=(FRA,), voters=(FRA, RUS, CHN, CHN), choices=("yes", "no", "no", "abstain"),
)  # fmt: skip
RECORDS: dict[str, Record] = {
    "a voting": VOTING,
    "a voting of nothing but a day": Voting(entry=entry(), key="0123", body=COUNCIL, date="2014"),
    "a voting on words": replace(VOTING, draft=None, draft_text=HARD),
    "an amendment": replace(VOTING, amendment=True, draft_text="Amendment to S/2014/348"),
    "a voting that adopts": replace(VOTING, outcome="adopted", resolution="S/RES/2139(2014)", key="S-RES-2139"),
    "a voting of the Assembly": replace(VOTING, body=f"{BASE_IRI}body/un-general-assembly", outcome="adopted", resolution="A/RES/377(V)", draft="A/C.3/68/L.42"),
    "a veto listing": VetoListing(entry=entry(), body=COUNCIL, date="2001-12-14/2001-12-15", vetoing=(RUS, CHN), draft="S/2001/1199", meeting="S/PV.4438", agenda=HARD),
    "a veto listing without a symbol": VetoListing(entry=entry(), body=COUNCIL, date="1946-06-26", vetoing=(RUS,), draft_text="S/PV.49"),
    "a term": Membership(entry=entry(), member=FRA, of=COUNCIL, role="PermanentMember", start="1945-10-24", end="2001"),
    "a term of no days": Membership(entry=entry(), member=f"{BASE_IRI}state/SYR", of=COUNCIL, role="Member"),
    "a signature": TreatyAction(entry=entry(), actor=FRA, instrument=ROME, action="signed", date="1998-07-18"),
    "a ratification": TreatyAction(entry=entry(), actor=FRA, instrument=ROME, action="ratified", date="2000-06-09", note=HARD),
    "no party": TreatyAction(entry=entry(), actor=CHN, instrument=ROME, action="not_party"),
    "an article": Provision(entry=entry(), statute=ROME, number="8 bis", title=HARD, text=HARD),
    "a case": Case(entry=entry(), court=f"{BASE_IRI}court/icj", number="1", title=HARD, applicants=(FRA,), respondents=(RUS, CHN)),
    "a resolution": ResolutionRecord(entry=entry(), symbol="S/RES/15(1946)", date="1946-12-19", title=HARD, meeting="S/PV.87", agenda=HARD, subjects=("GREECE",)),
    "a resolution of another body": ResolutionRecord(entry=entry(), symbol="E/RES/2014/5", date="2014", title="t"),
    "codes of a state": StateCodes(entry=entry(), state=FRA, iso3="FRA", iso2="FR", m49="250", names=("France", "the French Republic"), wikidata="https://www.wikidata.org/wiki/Q142"),
}  # fmt: skip
MAPPER = RecordMapper(SOURCE)


def quads(lines: list[str]) -> list[Quad]:
    return list(parse("".join(f"{line}\n" for line in lines), format=RdfFormat.N_TRIPLES))


def canonical(lines: list[str]) -> None:
    """Check that the engine reads each line as one triple, and writes the same line."""
    for line in lines:
        (quad,) = parse(f"{line}\n", format=RdfFormat.N_TRIPLES)
        assert serialize([quad.triple], format=RdfFormat.N_TRIPLES) == f"{line}\n".encode()


@pytest.fixture(scope="module")
def around(gazetteer: Gazetteer) -> list[Quad]:
    known = [Quad(*triple) for triple in gazetteer.triples]
    return known + quads(list(MAPPER.description(GRAPH, "1.0")))


def test_every_kind_of_record_is_here() -> None:
    assert {type(record) for record in RECORDS.values()} == set(Record.__args__)


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record(record: Record, shapes: Shapes, around: list[Quad]) -> None:
    lines = list(MAPPER.lines(record))
    assert lines == list(RecordMapper(SOURCE).lines(record))
    canonical(lines)
    told = quads(lines)
    assert shapes.validate(told, around) == []
    (node,) = {quad.subject for quad in told if quad.predicate == RDF.type and quad.object == OST.RecordEntry}
    about = {quad.object for quad in told if quad.subject == node and quad.predicate == OST.records}
    assert about
    assert about <= {quad.subject for quad in told}


def test_the_description_of_a_source(shapes: Shapes, gazetteer: Gazetteer) -> None:
    lines = list(MAPPER.description(GRAPH, "1.0"))
    assert lines == list(RecordMapper(SOURCE).description(GRAPH, "1.0"))
    canonical(lines)
    assert shapes.validate(quads(lines), [Quad(*triple) for triple in gazetteer.triples]) == []
    bare = RecordMapper(Source(id="x", layout="x", title="x", files=SOURCE.files[:1]))
    assert shapes.validate(quads(list(bare.description(GRAPH, "1.0"))), []) == []


CHANGED: list[tuple[str, Callable[[Voting], Record]]] = [
    ("another day", lambda one: replace(one, date="2014-05-23")),
    ("another choice", lambda one: replace(one, choices=("no", "no", "no", "abstain"))),
    ("another sponsor", lambda one: replace(one, sponsors=(RUS,))),
    ("another outcome", lambda one: replace(one, outcome="adopted")),
]


@pytest.mark.parametrize("change", [change for _, change in CHANGED], ids=[name for name, _ in CHANGED])
def test_a_correction_changes_its_own_lines_only(change: Callable[[Voting], Record]) -> None:
    before, after = set(MAPPER.lines(VOTING)), set(MAPPER.lines(change(VOTING)))
    assert 1 <= len(before ^ after) <= 9
    assert any(
        "/voting/S-2014-348>" in line or "sponsorship" in line or "/vote/" in line for line in before ^ after
    )


def test_votes_of_one_voter_are_kept_apart() -> None:
    votes = {
        line.split(" ")[0] for line in MAPPER.lines(VOTING) if " <https://w3id.org/ostrakon#Vote> ." in line
    }
    assert votes == {f"<{BASE_IRI}vote/S-2014-348/{name}>" for name in ("FRA", "RUS", "CHN", "CHN-2")}


def test_another_base_address() -> None:
    base = "https://example.org/"
    lines = list(
        RecordMapper(SOURCE, base).lines(
            replace(
                VOTING,
                body=f"{base}body/un-security-council",
                sponsors=(),
                voters=(),
                choices=(),
                subjects=(),
            )
        )
    )
    assert lines
    assert not [line for line in lines if BASE_IRI in line]


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    agenda=TEXT, draft=TEXT, meeting=TEXT, id=st.text(st.characters(codec="utf-8"), min_size=1, max_size=10)
)
def test_any_text_is_written_as_the_engine_writes_it(agenda: str, draft: str, meeting: str, id: str) -> None:
    told = replace(
        VOTING, entry=Entry(id=id, rows="1"), agenda=agenda, draft=None, draft_text=draft, meeting=meeting
    )
    canonical(list(MAPPER.lines(told)))


NUMBERS = st.text(st.characters(codec="utf-8"), max_size=8)


@settings(max_examples=60, deadline=None)
@given(number=NUMBERS)
def test_any_number_of_an_article_or_case_makes_an_iri(number: str) -> None:
    canonical(list(MAPPER.lines(Provision(entry=Entry(id="1", rows="1"), statute=ROME, number=number))))
    canonical(
        list(
            MAPPER.lines(
                Case(entry=Entry(id="1", rows="1"), court=f"{BASE_IRI}court/icj", number=number, title="t")
            )
        )
    )
