"""Reports meet the record: one clear fit is linked, everything else is a candidate or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.build.matching import match_reports
from graph.build.matching.model import Report
from graph.build.matching.names import States
from graph.build.matching.spans import span
from graph.build.matching.told import parts, symbols
from graph.idents import Idents
from graph.mapper.literals import date, english, integer, quantity
from graph.store import Results
from graph.terms import DCTERMS, OST, PREFIXES, PROV, RDF, RDFS, SKOS, XSD

IDENTS = Idents()
COUNCIL = IDENTS.iri("body", "un-security-council")
ASSEMBLY = IDENTS.iri("body", "un-general-assembly")
TRUE = Literal("true", datatype=XSD.boolean)
CLASSES = {"veto": OST.VetoReport, "vote": OST.VoteReport, "sponsorship": OST.SponsorshipReport}
ICC = "draft resolution referring Syria to the International Criminal Court"


def state(code: str) -> NamedNode:
    return IDENTS.iri("state", code)


STATES = {"RUS": "Russia", "CHN": "China", "FRA": "France", "SYR": "Syria", "ISR": "Israel", "UKR": "Ukraine"}


def lexicon() -> list[Quad]:
    graph = IDENTS.graph("lexicon")
    quads = [Quad(state(code), RDF.type, OST.State, graph) for code in STATES]
    quads += [Quad(state(code), SKOS.prefLabel, english(name), graph) for code, name in STATES.items()]
    return [*quads, Quad(state("SYR"), OST.demonym, english("Syrian"), graph)]


def voting(
    symbol: str,
    day: str,
    votes: str,
    *,
    tally: tuple[int, int, int] = (13, 2, 0),
    outcome: str = "NotAdopted",
    subject: str | None = "SYR",
    sponsors: str = "",
    body: NamedNode = COUNCIL,
    more: Iterable[tuple[NamedNode, Any]] = (),
    suffix: str = "",
) -> list[Quad]:
    """Return the record of one voting; `votes` reads "RUS:No CHN:Abstain"."""
    graph, slug = IDENTS.graph("record/test"), symbol.replace("/", "-")
    draft, event = IDENTS.iri("draft", slug), IDENTS.iri("voting", slug + suffix)
    triples: list[tuple[NamedNode, NamedNode, Any]] = [
        (graph, RDF.type, OST.AssertedGraph), (event, RDF.type, OST.VotingEvent), (event, OST.on, draft),
        (event, OST.body, body), (event, OST.date, date(day)), (event, OST.outcome, OST[outcome]),
        (draft, RDF.type, OST.Draft), (draft, OST.symbol, Literal(symbol)), (draft, OST.body, body),
        (event, OST.agenda, Literal("The situation in the Middle East")),
    ]  # fmt: skip
    triples += [
        (event, term, integer(n)) for term, n in zip((OST.yes, OST.no, OST.abstained), tally, strict=True)
    ]
    triples += [(draft, OST.subject, state(subject))] if subject else []
    triples += [(event, term, value) for term, value in more]
    for voter, choice in (pair.split(":") for pair in votes.split()):
        vote = IDENTS.iri("vote", f"{slug}{suffix}/{voter}")
        triples += [(vote, RDF.type, OST.Vote), (vote, OST["in"], event), (vote, OST.voter, state(voter)), (vote, OST.choice, OST[choice])]  # fmt: skip
    for code in sponsors.split():
        node = IDENTS.iri("sponsorship", f"{slug}/{code}")
        triples += [(node, RDF.type, OST.Sponsorship), (node, OST.sponsor, state(code)), (node, OST.draft, draft), (node, OST.role, OST.Sponsor)]  # fmt: skip
    return [Quad(*triple, graph) for triple in triples]


def told(name: str, kind: str, actor: NamedNode | str, **more: Any) -> list[Quad]:
    """Return one report named so, in document `doc`, about the draft that its words name."""
    document = more.pop("document", "doc")
    words, subject = more.pop("words", ICC), more.pop("subject", "SYR")
    symbol, issued, day = more.pop("symbol", None), more.pop("issued", "2014-05-22"), more.pop("date", None)
    graph, claim = IDENTS.document_graph(document), IDENTS.claim(name)
    draft = (
        IDENTS.iri("draft", symbol.replace("/", "-")) if symbol else IDENTS.hashed("draft", document, words)
    )
    actor = state(actor) if isinstance(actor, str) else actor
    triples: list[tuple[NamedNode, NamedNode, Any]] = [
        (graph, RDF.type, OST.ReportedGraph), (claim, RDF.type, CLASSES[kind]), (claim, OST.actor, actor),
        (claim, OST.statedIn, IDENTS.document(document)), (claim, OST.draft, draft),
        (claim, OST.objectText, Literal(words)), (claim, OST.reports, IDENTS.hashed("event", name)),
        (claim, OST.status, OST.NotActual if more.pop("threatened", False) else OST.Actual),
        (draft, RDF.type, OST.Draft), (draft, RDFS.label, english(words)), (draft, OST.body, more.pop("body", COUNCIL)),
    ]  # fmt: skip
    triples += [(claim, OST.date, date(day))] if day else []
    triples += [(IDENTS.document(document), DCTERMS.issued, date(issued))] if issued else []
    triples += [(draft, OST.subject, state(subject))] if subject else []
    triples += [(draft, OST.symbol, Literal(symbol))] if symbol else []
    triples += [(claim, OST[key], value) for key, value in more.items()]
    return [Quad(*triple, graph) for triple in triples]


@dataclass(frozen=True)
class Found:
    certain: bool
    record: str
    score: str
    reason: str


def answers(store: Store) -> Any:
    def query(sparql: str) -> Results:
        return store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)

    return query


def matched(*parts: list[Quad]) -> dict[str, list[Found]]:
    """Return what was found for each report by its name, best first."""
    store = Store()
    store.extend([*lexicon(), *(quad for part in parts for quad in part)])
    graph, quads = match_reports(answers(store), IDENTS)
    assert all(quad.graph_name == graph for quad in quads)
    by_node: dict[Any, dict[NamedNode, Any]] = {}
    for quad in quads:
        by_node.setdefault(quad.subject, {})[quad.predicate] = quad.object
    found: dict[str, list[Found]] = {}
    for values in by_node.values():
        if OST.report in values:
            report, record = values[OST.report].value, values[OST.record].value.removeprefix(IDENTS.base)
            certain = values[RDF.type] == OST.CertainMatch
            link = Quad(values[OST.report], OST.reports, values[OST.record], graph)
            assert (link in quads) == certain
            one = Found(certain, record, values[OST.score].value, values[OST.reason].value)
            found.setdefault(report.rsplit("/", 1)[-1], []).append(one)
    links = [quad for quad in quads if quad.predicate == OST.reports]
    assert len(links) == sum(one.certain for of in found.values() for one in of)
    return {name: sorted(of, key=lambda one: (-float(one.score), one.record)) for name, of in found.items()}


REFERRAL = voting("S/2014/348", "2014-05-22", "RUS:No CHN:No FRA:Yes", sponsors="FRA")
RUSSIA = "vote/S-2014-348/RUS"


def test_a_symbol_settles_it_whatever_else_is_missing() -> None:
    other = voting("S/2014/349", "2014-05-22", "RUS:No CHN:No FRA:Yes")
    report = told(
        "r", "veto", "RUS", symbol="S/2014/348", words="draft S/2014/348", subject=None, issued=None
    )
    assert matched(REFERRAL, other, report) == {"r": [Found(True, RUSSIA, "1", "same symbol")]}


def test_a_symbol_that_stands_in_the_words_counts_and_one_that_the_record_lacks_matches_nothing() -> None:
    assert (
        matched(REFERRAL, told("r", "veto", "RUS", words="draft resolution S/2014/348 on Syria"))["r"][
            0
        ].reason
        == "same symbol"
    )
    assert matched(REFERRAL, told("r", "veto", "RUS", symbol="S/2014/999", date="2014-05-22")) == {}


@pytest.mark.parametrize(
    "words", ["resolution 2118", "UN Security Council resolution 2118 (2013)", "S/RES/2118 (2013)"]
)
def test_the_number_of_a_resolution_is_a_symbol_too(words: str) -> None:
    adopts = [(OST.adopts, IDENTS.iri("resolution", "S-RES-2118"))]
    record = voting("S/2013/575", "2013-09-27", "FRA:Yes", outcome="Adopted", tally=(15, 0, 0), more=adopts)
    found = matched(record, told("r", "vote", "FRA", words=words, choice=OST.Yes, issued="2020-01-01"))
    assert found == {"r": [Found(True, "vote/S-2013-575/FRA", "1", "same symbol")]}


def test_a_resolution_that_a_draft_cites_is_not_the_draft_whatever_another_document_calls_it() -> None:
    adopts = [(OST.adopts, IDENTS.iri("resolution", "S-RES-2118"))]
    record = voting("S/2013/575", "2013-09-27", "RUS:Yes", outcome="Adopted", tally=(15, 0, 0), more=adopts)
    cited = told("r", "vote", "RUS", words="draft enforcing S/RES/2118", symbol="S/RES/2118", choice=OST.Yes)
    meant = told(
        "m", "vote", "RUS", words="S/RES/2118", symbol="S/RES/2118", choice=OST.Yes, document="other"
    )
    assert {name: one[0].reason for name, one in matched(record, cited, meant).items()} == {
        "m": "same symbol"
    }


def test_two_votings_on_one_draft_are_told_apart_by_choice() -> None:
    first = voting("S/2014/348", "2014-05-21", "FRA:Abstain", suffix="-1", sponsors="FRA")
    second = voting("S/2014/348", "2014-05-22", "FRA:Yes", suffix="-2")
    report = told("r", "vote", "FRA", symbol="S/2014/348", choice=OST.Yes)
    assert [one.record for one in matched(first, second, report)["r"]] == ["vote/S-2014-348-2/FRA"]
    sponsor = told("s", "sponsorship", "FRA", symbol="S/2014/348")
    assert matched(first, second, sponsor)["s"] == [
        Found(True, "sponsorship/S-2014-348/FRA", "1", "same symbol")
    ]
    silent = matched(first, second, told("r", "vote", "FRA", symbol="S/2014/348"))["r"]
    assert [one.certain for one in silent] == [False, False]


def test_body_date_subject_and_actor_together_settle_it() -> None:
    report = told("r", "veto", "RUS", date="2014-05-22")
    assert matched(REFERRAL, report) == {
        "r": [Found(True, RUSSIA, "0.9", "body, date, subject and actor agree")]
    }


@pytest.mark.parametrize(
    ("day", "issued", "score", "reason"),
    [
        ("2014-05", "2015-01-01", "0.85", "body, month, subject and actor agree"),
        ("2014", "2016-11-17", "0.8", "body, year, subject and actor agree"),
        ("2014~", "2016-11-17", "0.8", "body, year, subject and actor agree"),
        ("2014-05-20/2014-05-25", "2016-11-17", "0.85", "body, month, subject and actor agree"),
        ("2014-05-23", "2014-05-23", "0.85", "body, date (one day apart), subject and actor agree"),
        (None, "2014-06-20", "0.75", "body, time, subject and actor agree"),
    ],
)
def test_a_coarser_date_is_worth_less(day: str | None, issued: str, score: str, reason: str) -> None:
    report = told("r", "veto", "RUS", date=day, issued=issued)
    assert matched(REFERRAL, report) == {"r": [Found(True, RUSSIA, score, reason)]}


@pytest.mark.parametrize(
    "more",
    [
        {"date": "2014-05-20"},
        {"date": "2013"},
        {"date": "2014-06"},
        {"issued": "2014-08-01"},
        {"issued": None},
        {"date": "2014-05-22", "subject": "UKR", "words": "draft on Ukraine"},
        {"date": "2014-05-22", "body": ASSEMBLY},
        {"subject": None, "words": "a resolution"},
    ],
)
def test_another_time_subject_or_body_is_another_event(more: dict[str, Any]) -> None:
    assert matched(REFERRAL, told("r", "veto", "RUS", **more)) == {}


def test_without_a_subject_the_day_makes_a_candidate_and_the_tally_a_link() -> None:
    more = {"date": "2014-05-22", "subject": None, "words": "the text"}
    one = told("r", "veto", "RUS", **more)
    assert matched(REFERRAL, one)["r"] == [Found(False, RUSSIA, "0.65", "body, date and actor agree")]
    tally = told("t", "vote", COUNCIL, yes=integer(13), no=integer(2), **more)
    found = matched(REFERRAL, one, tally)
    assert [found["r"][0].certain, found["t"][0].certain, found["t"][0].score] == [True, True, "0.75"]


def test_the_subject_may_stand_in_the_words_of_text_or_record() -> None:
    record = voting(
        "S/2014/348",
        "2014-05-22",
        "RUS:No",
        subject=None,
        more=[(RDFS.label, english("Vote on the Syrian file"))],
    )
    report = told("r", "veto", "RUS", date="2014-05-22", subject=None, words="Russian text on Syria")
    assert matched(record, report)["r"][0] == Found(
        True, RUSSIA, "0.9", "body, date, subject and actor agree"
    )


def test_the_actor_in_the_words_is_not_taken_for_a_different_subject() -> None:
    report = told("r", "veto", "RUS", date="2014-05-22", subject="RUS", words="draft that Russia disliked")
    assert matched(REFERRAL, report)["r"] == [Found(False, RUSSIA, "0.65", "body, date and actor agree")]


def test_two_that_fit_equally_are_candidates() -> None:
    twin = voting("S/2014/349", "2014-05-22", "RUS:No CHN:Abstain")
    found = matched(REFERRAL, twin, told("r", "veto", "RUS", date="2014-05-22"))["r"]
    reason = "body, date, subject and actor agree; one of 2 that fit"
    assert found == [Found(False, RUSSIA, "0.9", reason), Found(False, "vote/S-2014-349/RUS", "0.9", reason)]


def test_the_other_reports_of_the_document_decide_between_two() -> None:
    twin = voting("S/2014/349", "2014-05-22", "RUS:No CHN:Abstain")
    reports = [told(name, "veto", code, date="2014-05-22") for name, code in (("r", "RUS"), ("c", "CHN"))]
    found = matched(REFERRAL, twin, *reports)
    assert {name: [(one.certain, one.record) for one in of] for name, of in found.items()} == {
        "r": [(True, RUSSIA)],
        "c": [(True, "vote/S-2014-348/CHN")],
    }


def test_another_document_does_not_decide() -> None:
    twin = voting("S/2014/349", "2014-05-22", "RUS:No CHN:Abstain")
    here = told("r", "veto", "RUS", date="2014-05-22")
    there = told("c", "veto", "CHN", date="2014-05-22", document="other")
    found = matched(REFERRAL, twin, here, there)
    assert [one.certain for one in found["r"]] == [False, False]
    assert [one.certain for one in found["c"]] == [True]


def test_at_most_five_candidates_are_named_and_all_are_counted() -> None:
    records = [voting(f"S/2014/{n}", "2014-05-22", "RUS:No") for n in range(100, 107)]
    found = matched(*records, told("r", "veto", "RUS", date="2014-05-22"))["r"]
    assert len(found) == 5
    assert {one.reason for one in found} == {"body, date, subject and actor agree; one of 7 that fit"}


CONTRADICTED = [
    ("RUS:Yes", "veto", "RUS", {}, RUSSIA, "the record has Russia voting in favour"),
    ("RUS:Abstain", "veto", "RUS", {}, RUSSIA, "the record has Russia abstaining"),
    ("RUS:NotVoting", "vote", "RUS", {"choice": OST.No}, RUSSIA, "the record has Russia taking no part in the voting"),
    ("RUS:No", "vote", "RUS", {"choice": OST.Abstain}, RUSSIA, "the record has Russia voting against"),
    ("RUS:No", "vote", "ISR", {"choice": OST.No}, "voting/S-2014-348", "the record has no vote by Israel"),
    ("", "sponsorship", "ISR", {}, "voting/S-2014-348", "the record does not name Israel among the sponsors"),
    ("", "vote", COUNCIL, {"yes": integer(12), "no": integer(2)}, "voting/S-2014-348", "the record counts 13 in favour, 2 against, 0 abstaining"),
    ("", "vote", COUNCIL, {"unanimous": TRUE}, "voting/S-2014-348", "the record counts 13 in favour, 2 against, 0 abstaining"),
    ("", "vote", COUNCIL, {"choice": OST.Yes}, "voting/S-2014-348", "the record has the draft not adopted"),
]  # fmt: skip


@pytest.mark.parametrize(("votes", "kind", "actor", "more", "record", "reason"), CONTRADICTED)
@pytest.mark.parametrize("symbol", ["S/2014/348", None])
def test_what_contradicts_the_record_is_never_linked(
    votes: str, kind: str, actor: Any, more: dict[str, Any], record: str, reason: str, symbol: str | None
) -> None:
    day = None if kind == "sponsorship" else "2014-05-22"
    found = matched(
        voting("S/2014/348", "2014-05-22", votes, sponsors="FRA"),
        told("r", kind, actor, date=day, symbol=symbol, **more),
    )
    assert found["r"][0].reason.endswith(f"; {reason}")
    assert [(one.certain, one.record, one.score) for one in found["r"]] == [(False, record, "0.5")]


@pytest.mark.parametrize(
    ("outcome", "more", "reason"),
    [
        ("Adopted", [], "the record has the draft adopted"),
        ("NotAdopted", [(OST.procedural, TRUE)], "the record has the voting as one on procedure"),
    ],
)
def test_a_no_that_stopped_nothing_is_no_veto(outcome: str, more: list[Any], reason: str) -> None:
    record = voting("S/2014/348", "2014-05-22", "RUS:No", outcome=outcome, more=more)
    (found,) = matched(record, told("r", "veto", "RUS", date="2014-05-22"))["r"]
    assert (found.certain, found.reason) == (False, f"body, date and subject agree; {reason}")
    (found,) = matched(record, told("r", "vote", "RUS", date="2014-05-22", choice=OST.No))["r"]
    assert found.certain


def test_one_contradicted_report_does_not_take_the_others_with_it() -> None:
    record = voting("S/2014/348", "2014-05-22", "RUS:No CHN:Abstain")
    reports = [told(name, "veto", code, date="2014-05-22") for name, code in (("r", "RUS"), ("c", "CHN"))]
    found = matched(record, *reports)
    assert found["r"] == [Found(True, RUSSIA, "0.77", "body, date, subject and actor agree")]
    assert [(one.certain, one.score) for one in found["c"]] == [(False, "0.5")]
    assert found["c"][0].reason.endswith("the record has China abstaining")


def test_a_wrong_day_beside_the_right_symbol_is_a_candidate() -> None:
    (found,) = matched(REFERRAL, told("r", "veto", "RUS", symbol="S/2014/348", date="2014-05-19"))["r"]
    assert found == Found(
        False, RUSSIA, "0.5", "same symbol; the text dates it 2014-05-19, the record 2014-05-22"
    )


def test_a_threat_is_a_candidate_of_the_draft_that_is_named_and_else_nothing() -> None:
    threat = {"threatened": True, "issued": "2014-05-19"}
    (found,) = matched(REFERRAL, told("r", "veto", "RUS", symbol="S/2014/348", **threat))["r"]
    assert found == Found(False, RUSSIA, "0.5", "same symbol; the text does not tell it as done")
    assert matched(REFERRAL, told("r", "veto", "RUS", date="2014-05-22", **threat)) == {}
    found_with = matched(
        REFERRAL, told("r", "veto", "RUS", **threat), told("s", "sponsorship", "FRA", issued="2014-05-19")
    )
    assert [one.certain for one in found_with["s"]] == [True]
    assert found_with["r"][0].reason.endswith("the text does not tell it as done")
    assert not found_with["r"][0].certain


def test_a_text_issued_before_the_voting_does_not_report_it() -> None:
    more: dict[str, Any] = {"issued": "2014-05-19", "symbol": "S/2014/348"}
    (found,) = matched(REFERRAL, told("r", "veto", "RUS", **more))["r"]
    assert not found.certain
    assert found.reason.endswith("the text was issued on 2014-05-19, before the voting of 2014-05-22")


def test_a_tally_is_about_the_voting() -> None:
    numbers = {"yes": integer(13), "no": integer(2), "abstained": integer(0)}
    found = matched(REFERRAL, told("t", "vote", COUNCIL, date="2014-05-22", **numbers))["t"]
    assert found == [Found(True, "voting/S-2014-348", "0.75", "body, date, subject and tally agree")]
    (partial,) = matched(REFERRAL, told("t", "vote", COUNCIL, date="2014-05-22", no=integer(2)))["t"]
    assert (partial.certain, partial.score) == (False, "0.7")
    twin = voting("S/2014/349", "2014-05-22", "RUS:No", tally=(8, 2, 5))
    assert [
        one.record
        for one in matched(REFERRAL, twin, told("t", "vote", COUNCIL, date="2014-05-22", **numbers))["t"]
    ] == ["voting/S-2014-348"]


def test_unanimity_fits_only_where_nobody_was_against_or_abstained() -> None:
    record = voting("S/2013/575", "2013-09-27", "FRA:Yes RUS:Yes", outcome="Adopted", tally=(15, 0, 0))
    other = voting("S/2013/576", "2013-09-27", "FRA:Yes RUS:Abstain", outcome="Adopted", tally=(14, 0, 1))
    more: dict[str, Any] = {"date": "2013-09-27", "issued": "2013-09-28"}
    reports = [
        told("t", "vote", COUNCIL, unanimous=TRUE, **more),
        told("f", "vote", "FRA", choice=OST.Yes, **more),
    ]
    found = matched(record, other, *reports)
    assert [(one.certain, one.record) for one in found["t"]] == [(True, "voting/S-2013-575")]
    assert [(one.certain, one.record) for one in found["f"]] == [(True, "vote/S-2013-575/FRA")]


def test_a_sponsorship_may_come_before_the_voting() -> None:
    for more in (
        {"date": "2014-05-15", "issued": "2014-05-19"},
        {"issued": "2014-05-19"},
        {"issued": "2014-06-01"},
    ):
        (found,) = matched(REFERRAL, told("s", "sponsorship", "FRA", **more))["s"]
        assert found == Found(
            True, "sponsorship/S-2014-348/FRA", "0.75", "body, time, subject and actor agree"
        )
    assert matched(REFERRAL, told("s", "sponsorship", "FRA", date="2014-01-15")) == {}
    crowd = IDENTS.hashed("actor", "scores of co-sponsors")
    assert matched(REFERRAL, told("s", "sponsorship", crowd, symbol="S/2014/348")) == {}


EARLIER = [
    voting(symbol, day, "RUS:No CHN:No")
    for symbol, day in (
        ("S/2011/612", "2011-10-04"),
        ("S/2012/77", "2012-02-04"),
        ("S/2012/538", "2012-07-19"),
    )
]


def test_several_vetoes_told_as_one_are_candidates() -> None:
    more = {"words": "three earlier resolutions on Syria", "quantity": quantity(3), "issued": "2014-05-22"}
    adopted = voting("S/2013/575", "2013-09-27", "RUS:Yes", outcome="Adopted")
    found = matched(*EARLIER, REFERRAL, adopted, told("r", "veto", "RUS", **more))["r"]
    assert [one.record for one in found] == [
        f"vote/S-{name}/RUS" for name in ("2011-612", "2012-538", "2012-77")
    ]
    assert {one.reason for one in found} == {
        "body, subject and actor agree; told as several; one of 3 that fit"
    }
    assert not any(one.certain for one in found)


@pytest.mark.parametrize(
    ("words", "issued", "number"),
    [("earlier resolutions on Syria", "2014-05-23", 4), ("an earlier draft on Syria", "2012-01-01", 1)],
)
def test_what_is_told_as_earlier_without_a_date_is_never_linked(words: str, issued: str, number: int) -> None:
    found = matched(*EARLIER, REFERRAL, told("r", "veto", "RUS", words=words, issued=issued))["r"]
    assert (len(found), any(one.certain for one in found)) == (number, False)
    dated = matched(*EARLIER, REFERRAL, told("r", "veto", "RUS", words=words, date="2011-10-04"))["r"]
    assert [one.certain for one in dated] == [words != "earlier resolutions on Syria"]


def test_several_votes_without_a_date_are_not_looked_for() -> None:
    assert matched(*EARLIER, told("r", "vote", "RUS", choice=OST.No, words="drafts on Syria")) == {}


def test_two_dates_about_one_draft_are_two_events() -> None:
    both = [
        told(name, "veto", "RUS", words="resolution on Syria", date=day)
        for name, day in (("a", "2011-10-04"), ("b", "2012-02-04"))
    ]
    found = matched(*EARLIER, *both)
    assert {name: [(one.certain, one.record) for one in of] for name, of in found.items()} == {
        "a": [(True, "vote/S-2011-612/RUS")],
        "b": [(True, "vote/S-2012-77/RUS")],
    }


def test_without_a_record_only_the_description_is_left() -> None:
    for quads in ([], told("r", "veto", "RUS", date="2014-05-22"), REFERRAL):
        store = Store()
        store.extend(quads)
        graph, found = match_reports(answers(store), IDENTS)
        assert graph == IDENTS.graph("inferred/match")
        rule = IDENTS.iri("rule", "match")
        assert found[:3] == [
            Quad(graph, RDF.type, OST.InferredGraph, graph),
            Quad(graph, PROV.wasGeneratedBy, rule, graph),
            Quad(rule, RDF.type, OST.Rule, graph),
        ]
        assert len(found) == 4


def test_only_the_votes_of_likely_events_are_asked_for() -> None:
    far = [voting(f"S/2013/{n}", "2013-06-01", "RUS:No") for n in range(20)]
    elsewhere = voting("S/2014/400", "2014-05-22", "RUS:No", subject="UKR")
    store, asked = Store(), []
    store.extend([*lexicon(), *REFERRAL, *elsewhere, *told("r", "veto", "RUS", date="2014-05-22")])
    for quads in far:
        store.extend(quads)
    answer = answers(store)

    def query(sparql: str) -> Results:
        asked.append(sparql)
        return answer(sparql)

    match_reports(query, IDENTS)
    (votes,) = [sparql for sparql in asked if "ost:voter" in sparql]
    assert "voting/S-2014-348>" in votes
    assert "S-2013" not in votes
    assert "S-2014-400" not in votes


def test_a_voting_that_sources_date_differently_is_still_one() -> None:
    other = [
        Quad(IDENTS.iri("voting", "S-2014-348"), OST.date, date("2014-05-23"), IDENTS.graph("record/other"))
    ]
    assert matched(REFERRAL, other, told("r", "veto", "RUS", date="2014-05-22"))["r"][0].certain


CHOICES = ("Yes", "No", "Abstain", "NotVoting")
RECORDS = st.lists(
    st.tuples(st.sampled_from(["2014-05-21", "2014-05-22", "2014-06-01"]), st.sampled_from(CHOICES), st.sampled_from(CHOICES), st.sampled_from(["Adopted", "NotAdopted"]), st.sampled_from(["SYR", "UKR", None])),
    min_size=1, max_size=5,
)  # fmt: skip
REPORTS = st.lists(
    st.tuples(st.sampled_from(["veto", "vote"]), st.sampled_from(["RUS", "CHN"]), st.sampled_from(CHOICES[:3]), st.sampled_from(["2014-05-22", "2014-05", "2014", None]), st.sampled_from([None, "S/2014/1", "S/2014/2"]), st.booleans()),
    min_size=1, max_size=4,
)  # fmt: skip


def _world(records: Any, reports: Any) -> list[Quad]:
    quads = lexicon()
    for n, (day, russia, china, outcome, subject) in enumerate(records):
        quads += voting(f"S/2014/{n}", day, f"RUS:{russia} CHN:{china}", outcome=outcome, subject=subject)
    for n, (kind, actor, choice, day, symbol, threatened) in enumerate(reports):
        more = {"choice": OST[choice]} if kind == "vote" else {}
        quads += told(
            f"r{n}", kind, actor, date=day, symbol=symbol, threatened=threatened, issued="2014-06-02", **more
        )
    return quads


def _found(quads: Iterable[Quad]) -> list[Quad]:
    store = Store()
    for quad in quads:
        store.add(quad)
    return match_reports(answers(store), IDENTS)[1]


@settings(deadline=None)  # a busy machine is no fault
@given(RECORDS, REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_stored_changes_nothing(records: Any, reports: Any, random: Any) -> None:
    quads = _world(records, reports)
    shuffled = list(quads)
    random.shuffle(shuffled)
    first = _found(quads)
    assert first == _found(shuffled)
    assert first[4:] == sorted(set(first[4:]), key=str)


@settings(deadline=None)  # a busy machine is no fault
@given(RECORDS, REPORTS)
def test_a_link_is_never_made_to_a_vote_that_contradicts_it(records: Any, reports: Any) -> None:
    quads = _world(records, reports)
    choices = {quad.subject: quad.object for quad in quads if quad.predicate == OST.choice}
    status = {quad.subject: quad.object for quad in quads if quad.predicate == OST.status}
    vetoes = {quad.subject for quad in quads if quad.object == OST.VetoReport}
    for link in (quad for quad in _found(quads) if quad.predicate == OST.reports):
        assert choices[link.object] == (OST.No if link.subject in vetoes else choices[link.subject])  # type: ignore[index]
        assert status[link.subject] == OST.Actual


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014-05-22", "2014-05-22", "2014-05-22"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2014-XX", "2014-01-01", "2014-12-31"),
        ("2014-05-XX", "2014-05-01", "2014-05-31"),
        ("2011/2012-07", "2011-01-01", "2012-07-31"),
        ("2011..2012", "2011-01-01", "2012-12-31"),
        ("2011-10?/2012~", "2011-10-01", "2012-12-31"),
        ("../2012", "0001-01-01", "2012-12-31"),
        ("2011/", "2011-01-01", "9999-12-31"),
    ],
)
def test_a_date_is_a_span_of_days(text: str, first: str, last: str) -> None:
    found = span(text)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "0000", "2014-13", "2014-02-30", "2014-5", "spring", "2015/2014", "201X-05", "[2014]", "2014-21"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert span(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = span(text)
    assert found is None or found.first <= found.last


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("resolution 2118", {"S/RES/2118"}),
        ("the UN General Assembly resolution ES-11/1", {"A/RES/ES-11/1"}),
        ("draft S/2014/348/Rev.1.", {"S/2014/348/Rev.1"}),
        ("Security Council resolution S/RES/2118 (2013)", {"S/RES/2118"}),
        ("resolution A/RES/66/253 B", {"A/RES/66/253"}),
        ("resolution 66/253", {"A/RES/66/253"}),
        ("draft enforcing resolution 2118", set()),
        ("draft enforcing S/RES/2118", set()),
        ("2118 people", set()),
        ("resolutions 2118 and 2254", set()),
        ("resolution 2118 and 2254", set()),
        (ICC, set()),
    ],
)
def test_symbols_stand_in_words(words: str, wanted: set[str]) -> None:
    assert set(symbols([], [words])) == wanted
    assert (
        set(symbols(["S/RES/2118"], [words])) == wanted
    )  # the draft's own symbol may be that of a text it cites


def test_the_longest_name_of_a_state_counts() -> None:
    label = SKOS.prefLabel.value
    names = States({"sd": {label: ["Sudan"]}, "ss": {label: ["South Sudan"]}, "ne": {label: ["Niger"]}})
    assert names.within("the situation in South Sudan") == {"ss"}
    assert names.within("Sudan and South Sudan") == {"sd", "ss"}
    assert names.within("Nigeria, sudan") == frozenset()


def test_reports_part_by_date_and_number() -> None:
    def report(iri: str, day: str | None, **more: Any) -> Report:
        return Report(iri, "veto", "RUS", told=span(day) if day else None, **more)

    year, one, two = report("y", "2011"), report("a", "2011-10-04"), report("b", "2012-02-04")
    none, many = report("n", None), report("m", None, several=True)
    assert {frozenset(part) for part in parts([year, one, none, many])} == {
        frozenset({year, one, none}),
        frozenset({many}),
    }
    assert {frozenset(part) for part in parts([year, one, two, none])} == {
        frozenset({year, one}),
        frozenset({two}),
        frozenset({none}),
    }
