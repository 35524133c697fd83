"""Votings of the record, beside the reports of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.errors import FilterError, NotFoundError
from graph.gazetteer import Gazetteer
from graph.queries import browse
from graph.queries.filters import Filters
from graph.queries.voting import VotingRecord, voting
from graph.queries.votings import VotingFilters, is_empty, votings
from graph.store import View
from graph.terms import PREFIXES
from tests.tiny import BASE, make_store

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + f"@base <{BASE}> .\n"
RECORD = """
<source/one> a ost:RecordSource ; dcterms:title "Votes"@en ; dcterms:publisher "United Nations" ; dcterms:source <https://un.example/> .
<source/two> a ost:RecordSource ; dcterms:title "Other votes"@en .

<draft/S-1> a ost:Draft ; rdfs:label "draft resolution S/1"@en ; ost:symbol "S/1" ; ost:subject <state/SYR> .
<voting/S-1> a ost:VotingEvent ; rdfs:label "voting on S/1"@en ; ost:on <draft/S-1> ; ost:body <body/un-security-council> ;
  ost:date "2014-05-22"^^xsd:date ; ost:outcome ost:NotAdopted ; ost:meeting "S/PV.1" ; ost:agenda "Syria" ;
  ost:yes 13 ; ost:no 2 ; ost:abstained 0 .
<vote/S-1/RUS> a ost:Vote , ost:Veto ; ost:in <voting/S-1> ; ost:voter <state/RUS> ; ost:choice ost:No .
<vote/S-1/CHN> a ost:Vote ; ost:in <voting/S-1> ; ost:voter <state/CHN> ; ost:choice ost:Abstain .
<vote/S-1/FRA> a ost:Vote ; ost:in <voting/S-1> ; ost:voter <state/FRA> ; ost:choice ost:Yes .
<vote/S-1/SYR> a ost:Vote ; ost:in <voting/S-1> ; ost:voter <state/SYR> ; ost:choice ost:No .
<vote/S-1/CAN> a ost:Vote ; ost:in <voting/S-1> ; ost:voter <state/CAN> ; ost:choice ost:NotVoting .
<sponsorship/S-1/FRA> a ost:Sponsorship ; ost:sponsor <state/FRA> ; ost:draft <draft/S-1> ; ost:role ost:Sponsor .
<entry/1> a ost:RecordEntry ; ost:records <voting/S-1> ; ost:inSource <source/one> ; ost:rows "votes.csv 2-6" ;
  ost:mended "date: 2014-22-05 became 2014-05-22" .

<draft/S-2> a ost:Draft ; rdfs:label "draft resolution S/2"@en ; ost:symbol "S/2" ; ost:subject <state/SDN> .
<voting/S-2> a ost:VotingEvent ; rdfs:label "voting on S/2"@en ; ost:on <draft/S-2> ; ost:body <body/un-security-council> ;
  ost:date "2005-03-31"^^xsd:date ; ost:outcome ost:Adopted , ost:NotAdopted ; ost:adopts <resolution/S-RES-1593> .
<vote/S-2/RUS> a ost:Vote ; ost:in <voting/S-2> ; ost:voter <state/RUS> ; ost:choice ost:Yes , ost:Abstain .
<entry/2> a ost:RecordEntry ; ost:records <voting/S-2> ; ost:inSource <source/one> ; ost:rows "votes.csv 7" .
<entry/3> a ost:RecordEntry ; ost:records <voting/S-2> ; ost:inSource <source/two> ; ost:rows "other.csv 2" .
<conflict/1> a ost:Conflict ; ost:conflictOf <voting/S-2> ; ost:inProperty ost:outcome ; ost:says "Adopted, by one" , "NotAdopted, by two" .
<conflict/2> a ost:Conflict ; ost:conflictOf <vote/S-2/RUS> ; ost:inProperty ost:choice ; ost:says "Yes, by one" , "Abstain, by two" .
<conflict/3> a ost:Conflict ; ost:conflictOf <voting/S-2> ; ost:says "counts: 11 are named, 12 counted" .

<draft/A-1> a ost:Draft ; rdfs:label "amendment"@en .
<voting/A-1> a ost:VotingEvent ; rdfs:label "voting on A/1"@en ; ost:on <draft/A-1> ; ost:body <body/un-general-assembly> ;
  ost:date "2014-05-22"^^xsd:date ; ost:procedural true ; dcterms:title "A title"@en .
"""
MATCHES = """
<match/1> a ost:CertainMatch ; ost:report <{russia}> ; ost:record <vote/S-1/RUS> ; ost:score 0.9 ; ost:reason "actor agrees" .
<match/2> a ost:CandidateMatch ; ost:report <{china}> ; ost:record <vote/S-1/CHN> ; ost:score 0.5 ; ost:reason "weak" .
<match/3> a ost:CandidateMatch ; ost:report <{china}> ; ost:record <voting/S-2> ; ost:score 0.6 ; ost:reason "weaker" .
<match/4> a ost:CertainMatch ; ost:report <{sponsor}> ; ost:record <sponsorship/S-1/FRA> ; ost:score 0.75 ; ost:reason "sponsor agrees" .
<match/5> a ost:CertainMatch ; ost:report <{tally}> ; ost:record <voting/S-1> ; ost:score 0.95 ; ost:reason "tally agrees" .
<{russia}> ost:reports <vote/S-1/RUS> .
"""


def quads(text: str, graph: str) -> list[Quad]:
    name = NamedNode(f"{BASE}graph/{graph}")
    return [Quad(*quad.triple, name) for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> View:
    store = make_store(Path(tmp_path_factory.mktemp("record")) / "store", gazetteer)
    claims = browse.claims(store.view(), Filters(document="alpha"), limit=500).items
    by_quote = {one.evidence.quote.split()[0] + one.type: one.id for one in claims}
    named = {
        "russia": "Russiaveto",
        "china": "Chinaveto",
        "sponsor": "Francesponsor",
        "tally": "Thirteenvote",
    }
    matches = MATCHES.format(**{name: by_quote[key] for name, key in named.items()})
    with store.writer() as writer:
        for text, graph in ((RECORD, "record/hand"), (matches, "inferred/match")):
            made = quads(text, graph)
            writer.replace(made[0].graph_name, made, "1")
    return store.view()


def keys(view: View, **filters: str | bool | None) -> list[str]:
    page = votings(view, VotingFilters(**filters), limit=500)  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return [item.key for item in page.items]


def test_an_empty_record(tiny: View) -> None:
    assert keys(tiny) == []
    assert is_empty(tiny)


def test_votings_come_newest_first(view: View) -> None:
    assert not is_empty(view)
    assert keys(view) == ["A-1", "S-1", "S-2"]
    first = votings(view, VotingFilters(), limit=2)
    assert (first.total, [item.key for item in first.items]) == (3, ["A-1", "S-1"])
    rest = votings(view, VotingFilters(), limit=2, after=first.next)
    assert ([item.key for item in rest.items], rest.next) == (["S-2"], None)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"body": "body/un-security-council"}, ["S-1", "S-2"]),
        ({"body": "un general assembly"}, ["A-1"]),
        ({"voter": "Russia"}, ["S-1", "S-2"]),
        ({"voter": "state/RUS", "choice": "no"}, ["S-1"]),
        ({"voter": "state/RUS", "choice": "abstain"}, ["S-2"]),
        ({"voter": "state/CAN", "choice": "not_voting"}, ["S-1"]),
        ({"voter": "state/CAN", "choice": "yes"}, []),
        ({"subject": "Syria"}, ["S-1"]),
        ({"outcome": "not_adopted"}, ["S-1", "S-2"]),
        ({"outcome": "adopted"}, ["S-2"]),
        ({"vetoed": True}, ["S-1"]),
        ({"vetoed": False}, ["A-1", "S-2"]),
        ({"since": "2014"}, ["A-1", "S-1"]),
        ({"until": "2005-03-31"}, ["S-2"]),
        ({"subject": "Sudan", "voter": "state/RUS", "body": "body/un-security-council"}, ["S-2"]),
        ({"subject": "Atlantis"}, []),
    ],
)
def test_filters(view: View, filters: dict[str, str | bool], expected: list[str]) -> None:
    assert keys(view, **filters) == expected


def test_a_name_that_nothing_carries_is_told(view: View) -> None:
    assert votings(view, VotingFilters(subject="Atlantis")).unknown == ("Atlantis",)


@pytest.mark.parametrize(
    ("filters", "word"),
    [
        ({"choice": "no"}, "choice"),
        ({"voter": "state/RUS", "choice": "maybe"}, "maybe"),
        ({"outcome": "lost"}, "lost"),
        ({"since": "2014-13"}, "2014-13"),
        ({"since": "2015", "until": "2014"}, "2015"),
        ({"body": "http://a b"}, "body"),
    ],
)
def test_a_filter_that_makes_no_sense(view: View, filters: dict[str, str], word: str) -> None:
    with pytest.raises(FilterError, match=word):
        votings(view, VotingFilters(**filters))  # type: ignore[arg-type]


def test_an_item_says_what_the_record_has(view: View) -> None:
    amendment, item, contradicting = votings(view, VotingFilters()).items
    assert item.label == "voting on S/1"
    assert (item.symbol, item.meeting, item.agenda) == ("S/1", "S/PV.1", "Syria")
    assert (item.date, item.outcome) == ("2014-05-22", "not_adopted")
    assert item.counts == {"yes": 13, "no": 2, "abstain": 0}
    assert [ref.label for ref in item.vetoes] == ["Russia"]
    assert (item.sponsors_count, [source.title for source in item.sources]) == (1, ["Votes"])
    assert item.body is not None
    assert item.body.label == "UN Security Council"
    assert (amendment.symbol, amendment.outcome, amendment.counts) == (None, None, {})
    assert (amendment.procedural, amendment.title) == (True, "A title")
    assert contradicting.outcome is None, "sources disagree"
    assert contradicting.resolution is not None
    assert len(contradicting.sources) == 2


@pytest.fixture(scope="module")
def first(view: View) -> VotingRecord:
    return voting(view, "S-1")


def test_votes_that_decided_come_first(first: VotingRecord) -> None:
    assert [(vote.voter.label, vote.choice, vote.veto) for vote in first.votes] == [
        ("Russia", "no", True),
        ("Syria", "no", False),
        ("China", "abstain", False),
        ("Canada", "not_voting", False),
        ("France", "yes", False),
    ]


def test_a_voting_says_where_it_stands_and_who_brought_it(first: VotingRecord) -> None:
    assert [ref.label for ref in first.sponsors] == ["France"]
    [entry] = first.entries
    assert (entry.source.title, entry.rows) == ("Votes", "votes.csv 2-6")
    assert (entry.source.publisher, entry.source.address) == ("United Nations", "https://un.example/")
    assert entry.mended == ["date: 2014-22-05 became 2014-05-22"]
    assert first.conflicts == []


def test_reports_of_a_voting_are_certain_or_possible(first: VotingRecord) -> None:
    told = [(one.claim.type, one.match.label, one.match.certain, one.match.score) for one in first.reports]
    assert told == [
        ("vote", "voting on S/1", True, 0.95),
        ("veto", "Russia voted No on S/1 (veto)", True, 0.9),
        ("sponsor", "France is a sponsor of S/1", True, 0.75),
        ("veto", "China abstained on S/1", False, 0.5),
    ]
    assert first.reports[1].match.reason == "actor agrees"


def test_contradicting_sources_are_shown_both(view: View) -> None:
    found = voting(view, "S-2")
    assert [(vote.voter.label, vote.choice) for vote in found.votes] == [
        ("Russia", "abstain"),
        ("Russia", "yes"),
    ]
    told = [(one.property, one.voter.label if one.voter else None, one.says) for one in found.conflicts]
    assert told == [
        (None, None, ["counts: 11 are named, 12 counted"]),
        ("outcome", None, ["Adopted, by one", "NotAdopted, by two"]),
        ("choice", "Russia", ["Abstain, by two", "Yes, by one"]),
    ]
    assert [entry.rows for entry in found.entries] == ["other.csv 2", "votes.csv 7"]
    assert [one.match.label for one in found.reports] == ["voting on S/2"]


@pytest.mark.parametrize("key", ["none", "S-1/RUS", "", "a b", "<>"])
def test_a_key_that_the_record_lacks(view: View, key: str) -> None:
    with pytest.raises(NotFoundError):
        voting(view, key)


def test_claims_say_what_the_record_has_of_them(view: View) -> None:
    claims = browse.claims(view, Filters(type="veto", document="alpha")).items
    russia, china = (one.record for one in claims)
    [match] = russia
    assert (match.kind, match.says, match.veto, match.voting) == ("vote", "No", True, "S-1")
    assert (match.symbol, match.date, match.outcome) == ("S/1", "2014-05-22", "not_adopted")
    assert [(one.score, one.certain, one.voting) for one in china] == [
        (0.6, False, "S-2"),
        (0.5, False, "S-1"),
    ]
    [sponsor] = browse.claims(view, Filters(type="sponsor")).items
    assert [(one.kind, one.says, one.voting) for one in sponsor.record] == [("sponsorship", "Sponsor", "S-1")]
    assert all(one.record == [] for one in browse.claims(view, Filters(document="beta")).items)


def test_one_claim_and_a_document_say_the_same(view: View) -> None:
    document = browse.document(view, "alpha")
    for one in browse.document_claims(view, document):
        assert browse.claim(view, one.fact) == one


def test_the_record_makes_no_actor_and_no_claim(view: View, tiny: View) -> None:
    assert browse.actors(view, limit=500) == browse.actors(tiny, limit=500)
    assert browse.count(view) == browse.count(tiny)
    assert browse.actor(view, "state", "RUS") == browse.actor(tiny, "state", "RUS")


class Counting:
    """Count the queries that a view is asked."""

    def __init__(self, view: View) -> None:
        self._view, self.asked = view, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._view, name)

    def select(self, sparql: str, **bindings: object) -> object:
        self.asked += 1
        return self._view.select(sparql, **bindings)  # type: ignore[arg-type]


def test_the_number_of_queries_does_not_grow_with_the_page(view: View) -> None:
    counts = []
    for limit in (5, 500):
        counting = Counting(view)
        browse.claims(counting, Filters(document="alpha"), limit=limit)  # type: ignore[arg-type]
        counts.append(counting.asked)
    assert counts[0] == counts[1]
    counts = []
    for limit in (1, 3):
        counting = Counting(view)
        votings(counting, VotingFilters(), limit=limit)  # type: ignore[arg-type]
        counts.append(counting.asked)
    assert counts[0] == counts[1]
