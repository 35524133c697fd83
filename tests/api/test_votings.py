"""The record over HTTP: the shipped one, and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.conftest import running


@pytest.fixture(scope="module")
def record(seeds_store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    log = tmp_path_factory.mktemp("log") / "log"
    with (
        running(seeds_store_path, log) as server,
        httpx2.Client(base_url=server.address, timeout=30) as found,
    ):
        yield found


def get(client: httpx2.Client, path: str, **params: Any) -> Any:
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_no_record_is_said(client: httpx2.Client) -> None:
    body = get(client, "/votings")
    assert (body["items"], body["total"], body["next"]) == ([], 0, None)
    assert body["notes"] == ["no record has been imported: see `ostrakon import`"]


def test_the_shipped_record_by_date(record: httpx2.Client) -> None:
    body = get(record, "/votings", limit=500)
    assert (body["total"], body["notes"]) == (18, [])
    dates = [item["date"] for item in body["items"]]
    assert dates == sorted(dates, reverse=True)
    for item in body["items"]:
        assert item["outcome"] == "not_adopted"
        assert item["vetoes"], item["key"]
        assert item["body"]["label"] == "UN Security Council"
        assert item["draft"]["kind"] == "draft"
        assert item["counts"]["yes"] + item["counts"]["no"] + item["counts"]["abstain"] <= 15
        assert item["sources"][0]["publisher"] == "United Nations"


def test_following_next_leads_through_all_votings_once(record: httpx2.Client) -> None:
    address, keys = "/votings?limit=5&vetoed=true", []
    while address:
        body = get(record, address)
        keys += [item["key"] for item in body["items"]]
        address = body["next"]
    assert len(keys) == len(set(keys)) == 18


def test_filters_of_the_record(record: httpx2.Client) -> None:
    assert get(record, "/votings", vetoed="false")["total"] == 0
    assert get(record, "/votings", subject="Syria", body="UN Security Council")["total"] == 18
    assert get(record, "/votings", voter="state/CHN", choice="no", to="2014")["total"] == 4
    assert get(record, "/votings", outcome="adopted")["items"] == []
    assert get(record, "/votings", voter="Atlantis")["notes"] == ["nothing in the graph is called 'Atlantis'"]
    assert get(record, "/votings", voter="", **{"from": "2014", "to": "2014"})["total"] == 1


def test_one_voting(record: httpx2.Client) -> None:
    one = get(record, "/votings/S-2014-348")
    item = next(item for item in get(record, "/votings")["items"] if item["key"] == "S-2014-348")
    assert {name: one[name] for name in item} == item
    assert (one["counts"], one["meeting"]) == ({"yes": 13, "no": 2, "abstain": 0}, "S/PV.7180")
    assert [(vote["voter"]["label"], vote["veto"]) for vote in one["votes"][:3]] == [
        ("China", True),
        ("Russia", True),
        ("Argentina", False),
    ]
    assert (len(one["votes"]), len(one["sponsors"]), one["sponsors_count"]) == (15, 65, 65)
    assert one["entries"][0]["rows"].startswith("drafts.csv")
    assert one["conflicts"] == []


def test_reports_stand_beside_the_voting_as_the_claims_say(record: httpx2.Client) -> None:
    one = get(record, "/votings/S-2014-348")
    assert {report["certain"] for report in one["reports"]} == {True, False}
    for report in one["reports"]:
        claim = get(record, f"/claims/{report['fact']}")
        assert {name: report[name] for name in claim} == claim
        assert report["quote"] == claim["evidence"]["quote"]
        match = next(match for match in claim["record"] if match["voting"] == "S-2014-348")
        assert (match["certain"], match["score"]) == (report["certain"], report["score"])
        assert (match["reason"], match["label"]) == (report["reason"], report["about_record"])


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/votings/none", 404, "none"),
        ("/votings/%3C%3E", 404, "voting"),
        ("/votings?choice=no", 400, "choice"),
        ("/votings?voter=Russia&choice=maybe", 400, "choice"),
        ("/votings?vetoed=perhaps", 400, "vetoed"),
        ("/votings?outcome=lost", 400, "outcome"),
        ("/votings?from=2014-13", 400, "2014-13"),
        ("/votings?after=WzFd", 400, "after"),
        ("/votings?actor=Russia", 400, "actor: is no parameter here"),
        ("/votings/S-2014-348?full=yes", 400, "full"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    record: httpx2.Client, address: str, status: int, word: str
) -> None:
    answer = record.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert word in answer.text


def test_a_browser_is_sent_from_a_vote_to_its_voting(record: httpx2.Client) -> None:
    for local in ("voting/S-2014-348", "vote/S-2014-348/RUS"):
        answer = record.get(f"/id/{local}", headers={"Accept": "text/html"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/#/record/S-2014-348")


def test_the_record_makes_no_actor_without_a_claim(record: httpx2.Client) -> None:
    for actor in get(record, "/actors", limit=500)["items"]:
        assert actor["count"] > 0
        assert actor["kind"] in {
            "state", "court", "body", "armed_group", "actor_group", "organization", "person", "actor",
        }  # fmt: skip
