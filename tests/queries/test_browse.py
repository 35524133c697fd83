from __future__ import annotations

import base64
import json

import pytest

from graph.errors import FilterError, NotFoundError
from graph.naming import Ref
from graph.queries import browse
from graph.queries.filters import Filters, check_dates, overlaps
from graph.queries.subject import subject
from graph.store import View
from tests.tiny import ALPHA, BASE, BETA, DOCUMENTS, HOSTILE, RUS, SYR

EVERYTHING = len(ALPHA) + len(BETA)


def found(view: View, **filters: str | None) -> list[tuple[str, str]]:
    page = browse.claims(view, Filters(**filters), limit=500)
    assert page.total == len(page.items)
    return [(one.type, one.evidence.quote) for one in page.items]


def test_all_claims_come_by_document_and_place(tiny: View) -> None:
    page = browse.claims(tiny, Filters(), limit=500)
    assert [one.evidence.quote for one in page.items] == [one.quote for one in (*ALPHA, *BETA)]
    assert page.total == EVERYTHING
    assert page.next is None
    assert page.unknown == ()


def test_a_claim_says_all_that_its_fact_said(tiny: View) -> None:
    one = next(iter(browse.claims(tiny, Filters(type="accuse")).items))
    assert one.class_ == "Accusation"
    assert one.claimant == Ref(f"{BASE}state/FRA", "France", "state")
    assert one.actor is None
    assert one.speaker is not None
    assert (one.speaker.label, one.speaker.kind) == ("Laurent Fabius", "person")
    assert one.target == Ref(SYR, "Syria", "state")
    assert one.crime is not None
    assert one.crime.kind == "crime"
    assert one.statute == "Chemical Weapons Convention"
    assert [ref.kind for ref in one.invokes] == ["statute"]
    assert (one.date, one.status, one.modality, one.via) == ("2014-05-22", "actual", "asserted", "name")
    assert (one.confidence, one.extractor) == (0.75, "hand/1")
    source = DOCUMENTS[0][0]
    assert source.text[one.evidence.start : one.evidence.end] == one.evidence.quote
    assert one.evidence.suffix == source.text[one.evidence.end : one.evidence.end + len(one.evidence.suffix)]
    assert one.document.sha256 == source.sha256
    assert (one.document.origin, one.document.digest_of) == ("digest", "ab" * 32)
    assert one.document.publisher is not None
    assert one.document.publisher.label == "CNN"
    assert one.document.address == "https://news.example/alpha"


def test_a_report_of_an_event_tells_who_did_it_and_who_says_so(tiny: View) -> None:
    one = next(iter(browse.claims(tiny, Filters(type="veto")).items))
    assert one.actor == Ref(RUS, "Russia", "state")
    assert one.claimant is not None
    assert one.claimant.label == "CNN"
    assert one.about is not None
    assert one.about.kind == "draft"


def test_contested_claims_point_at_each_other(tiny: View) -> None:
    accusation = browse.claims(tiny, Filters(type="accuse")).items[0]
    denial = browse.claims(tiny, Filters(type="deny")).items[0]
    assert accusation.contested_by == [denial.id]
    assert denial.answers == [accusation.id]
    assert denial.about is not None
    assert denial.about.label == "use of chlorine"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("vote", [{"yes": 13, "no": 2, "abstain": 0}, "yes"]),
        ("sponsor", ["drafter"]),
        ("treaty_status", ["signed"]),
        ("figure", [2600, "hundreds"]),
        ("veto", [None, None, None]),
    ],
)
def test_values_come_back_as_they_were(tiny: View, kind: str, value: list[object]) -> None:
    assert [one.value for one in browse.claims(tiny, Filters(type=kind)).items] == value


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        (
            {"type": "veto", "actor": "Russia"},
            {"Russia vetoed the draft 𝔖", "Moscow threatens to veto any such text"},
        ),
        ({"type": "veto", "actor": "state/RUS", "status": "actual"}, {"Russia vetoed the draft 𝔖"}),
        ({"type": "veto", "actor": RUS, "status": "not_actual"}, {"Moscow threatens to veto any such text"}),
        ({"type": "veto", "actor": "kremlin", "document": "alpha"}, {"Russia vetoed the draft 𝔖"}),
        ({"actor": "laurent fabius"}, {"Syria has used chlorine, said Laurent Fabius"}),
        ({"actor": "CNN"}, {"more than 2,600 people have died"}),
        ({"target": "Syria", "type": "call_for"}, {"France urged Syria to stop"}),
        ({"crime": "torture"}, {"An inquiry found Syria responsible"}),
        ({"crime": "crime/torture", "document": "beta"}, {"An inquiry found Syria responsible"}),
        ({"type": "support"}, {"Paris backs the court"}),
        ({"type": "oppose"}, {"Russia rejects the court"}),
        ({"document": "The vetoes", "type": "deny"}, {"Damascus denied that it had used chlorine"}),
        ({"since": "2000", "until": "2000-12-31"}, {"Russia signed in 2000"}),
        ({"since": "2005-06", "until": "2005-07"}, {"The Council referred Darfur"}),
        ({"since": "2014-05-31"}, {"France drafted the text"}),
        ({"actor": "Nobody"}, set()),
        ({"actor": 'x" . } DROP ALL #'}, set()),
        ({"actor": HOSTILE, "type": "figure"}, {"hundreds have fled, said an office"}),
    ],
)
def test_filters(tiny: View, filters: dict[str, str], quotes: set[str]) -> None:
    assert {quote for _, quote in found(tiny, **filters)} == quotes


def test_a_name_that_nothing_carries_is_reported(tiny: View) -> None:
    page = browse.claims(tiny, Filters(actor="Atlantis", target="Syria"))
    assert (page.items, page.total, page.unknown) == ([], 0, ("Atlantis",))


@pytest.mark.parametrize("name", ["state/XXX", f"{BASE}state/XXX", "document/none"])
def test_an_identifier_that_nothing_has_is_reported(tiny: View, name: str) -> None:
    page = browse.claims(tiny, Filters(actor=name, document="document/alpha"))
    assert (page.items, page.total, page.unknown) == ([], 0, (name,))


@pytest.mark.parametrize(
    "filters",
    [
        {"type": "rumour"}, {"status": "maybe"}, {"since": "yesterday"}, {"until": "2014-13"}, {"since": "2014-02-31"}, {"until": "2015-02-29"},
        {"since": "2014-5-1"},
        {"since": "2015", "until": "2014"}, {"actor": "http://a b/"}, {"crime": "https://x/<>"},
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_understood(tiny: View, filters: dict[str, str]) -> None:
    with pytest.raises(FilterError):
        found(tiny, **filters)


@pytest.mark.parametrize("limit", [1, 2, 5, EVERYTHING - 1, EVERYTHING])
def test_pages_together_are_the_whole(tiny: View, limit: int) -> None:
    quotes: list[str] = []
    after: str | None = None
    while True:
        page = browse.claims(tiny, Filters(), after=after, limit=limit)
        assert page.total == EVERYTHING
        quotes += [one.evidence.quote for one in page.items]
        after = page.next
        if after is None:
            break
        assert len(page.items) == limit
    assert quotes == [one.quote for one in (*ALPHA, *BETA)]


@pytest.mark.parametrize("token", ["?", "AAAA", "bnVsbA", "WzEsMl0", "W1tdLCAwLCAiYSJd", "💥"])
def test_a_token_that_is_not_ours(tiny: View, token: str) -> None:
    with pytest.raises(FilterError):
        browse.claims(tiny, Filters(), after=token)


def test_a_token_whose_claim_is_gone_still_finds_its_place(tiny: View) -> None:
    key = json.dumps(["alpha", 10**9, "gone"]).encode()
    page = browse.claims(tiny, Filters(), after=base64.urlsafe_b64encode(key).decode().rstrip("="))
    assert [one.evidence.quote for one in page.items] == [one.quote for one in BETA]


def test_one_claim(tiny: View) -> None:
    one = browse.claims(tiny, Filters()).items[3]
    assert browse.claim(tiny, one.fact) == one


@pytest.mark.parametrize("fact", ["0", "no such", "<>", "../document/alpha"])
def test_no_such_claim(tiny: View, fact: str) -> None:
    with pytest.raises(NotFoundError):
        browse.claim(tiny, fact)


def test_documents(tiny: View) -> None:
    page = browse.documents(tiny)
    listed = page.items
    assert (page.total, page.next) == (2, None)
    assert [(one.item.slug, one.claims) for one in listed] == [("alpha", len(ALPHA)), ("beta", len(BETA))]
    assert browse.document(tiny, "alpha") == listed[0].item
    assert [one.evidence.quote for one in browse.document_claims(tiny, listed[1].item)] == [
        one.quote for one in BETA
    ]
    with pytest.raises(NotFoundError):
        browse.document(tiny, "gamma")
    first = browse.documents(tiny, limit=1)
    assert first.items + browse.documents(tiny, limit=1, after=first.next).items == listed


def test_actors_come_by_their_claims(tiny: View) -> None:
    listed = browse.actors(tiny, limit=500)
    counts = [one.claims for one in listed.items]
    assert counts == sorted(counts, reverse=True)
    assert {"Russia", "Syria", "Laurent Fabius", HOSTILE} <= {one.item.label for one in listed.items}
    first = browse.actors(tiny, limit=3)
    second = browse.actors(tiny, limit=500, after=first.next)
    assert [*first.items, *second.items] == listed.items


def test_one_actor(tiny: View) -> None:
    russia = browse.actor(tiny, "state", "RUS")
    assert russia.ref == Ref(RUS, "Russia", "state")
    assert russia.counts == {"oppose": 1, "treaty_status": 1, "veto": 2}
    assert "Moscow" in russia.names
    assert "http://www.wikidata.org/entity/Q159" in russia.exact_match
    syria = browse.actor(tiny, "state", "SYR")
    assert syria.targeted["accuse"] == 1
    assert syria.counts == {"deny": 1}


@pytest.mark.parametrize(
    ("kind", "slug"), [("state", "XXX"), ("crime", "torture"), ("document", "alpha"), ("a b", "<")]
)
def test_no_such_actor(tiny: View, kind: str, slug: str) -> None:
    with pytest.raises(NotFoundError):
        browse.actor(tiny, kind, slug)


def test_the_subject_of_a_claim_brings_its_evidence(tiny: View) -> None:
    one = browse.claims(tiny, Filters(type="accuse")).items[0]
    quads = subject(tiny, one.id.removeprefix(BASE))
    assert {quad.subject.value for quad in quads} == {
        one.id, one.evidence.id, f"{one.evidence.id}/quote", f"{one.evidence.id}/position",
    }  # fmt: skip
    assert {quad.graph_name.value for quad in quads} == {
        f"{BASE}graph/document/alpha",
        f"{BASE}graph/inferred/contested",
    }
    with pytest.raises(NotFoundError):
        subject(tiny, "claim/none")


@pytest.mark.parametrize(
    ("date", "since", "until", "within"),
    [
        ("2014-05-22", "2014", "2014", True),
        ("2014", "2014-03", "2014-04", True),
        ("2014-05", "2014-06", None, False),
        ("2014-05", "2014-05-31", None, True),
        ("2013-12-31", "2014", None, False),
        ("2015", None, "2014-12-31", False),
        (None, "2014", None, False),
        (None, None, None, True),
    ],
)
def test_dates_overlap_at_their_own_precision(
    date: str | None, since: str | None, until: str | None, within: bool
) -> None:
    filters = Filters(since=since, until=until)
    check_dates(filters)
    assert overlaps(date, filters) is within
