from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.tiny import ALPHA, BASE, BETA, DOCUMENTS, HOSTILE, RUS

EVERYTHING = len(ALPHA) + len(BETA)
CLAIM_KEYS = {
    "id", "fact", "type", "class", "label", "claimant", "actor", "speaker", "target", "object", "about", "crime",
    "statute", "invokes", "value", "date", "status", "modality", "via", "confidence", "extractor", "document",
    "evidence", "contested_by", "answers", "record",
}  # fmt: skip


def items(client: httpx2.Client, path: str, **params: Any) -> list[dict[str, Any]]:
    answer = client.get(path, params={"limit": 500, **params})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["total"] == len(body["items"])
    found: list[dict[str, Any]] = body["items"]
    return found


def test_every_claim_has_every_key_and_its_evidence(client: httpx2.Client) -> None:
    found = items(client, "/claims")
    assert len(found) == EVERYTHING
    texts = {source.id: source.text for source, _ in DOCUMENTS}
    for one in found:
        assert set(one) == CLAIM_KEYS
        evidence = one["evidence"]
        assert texts[one["document"]["slug"]][evidence["start"] : evidence["end"]] == evidence["quote"]


@pytest.mark.parametrize(
    ("path", "kind", "count"),
    [("/vetoes", "veto", 3), ("/votes", "vote", 2), ("/sponsorships", "sponsor", 1)],
)
def test_lists_of_one_kind(client: httpx2.Client, path: str, kind: str, count: int) -> None:
    found = items(client, path)
    assert len(found) == count
    assert found == items(client, "/claims", type=kind)


def test_filters(client: httpx2.Client) -> None:
    quotes = [
        one["evidence"]["quote"] for one in items(client, "/vetoes", actor="Russia", status="not_actual")
    ]
    assert quotes == ["Moscow threatens to veto any such text"]
    assert items(client, "/vetoes", actor="state/RUS") == items(client, "/vetoes", actor=RUS)
    assert len(items(client, "/claims", **{"from": "2000", "to": "2001"})) == 1
    assert {one["document"]["slug"] for one in items(client, "/claims", document="beta")} == {"beta"}
    assert items(client, "/claims", actor="") == items(client, "/claims")


def test_a_name_that_nothing_carries_is_said(client: httpx2.Client) -> None:
    body = client.get("/claims", params={"actor": "Atlantis"}).json()
    assert (body["items"], body["total"], body["next"]) == ([], 0, None)
    assert body["notes"] == ["nothing in the graph is called 'Atlantis'"]


def test_an_identifier_that_nothing_has_is_said(client: httpx2.Client) -> None:
    body = client.get("/claims", params={"actor": "state/XXX"}).json()
    assert (body["total"], body["notes"]) == (0, ["nothing in the graph is called 'state/XXX'"])


def test_following_next_leads_through_everything_once(client: httpx2.Client) -> None:
    address, facts = "/claims?limit=4&status=actual", []
    while address:
        body = client.get(address).json()
        facts += [one["fact"] for one in body["items"]]
        address = body["next"]
    assert facts == [one["fact"] for one in items(client, "/claims", status="actual")]
    assert len(set(facts)) == len(facts) == EVERYTHING - 1


def test_one_claim(client: httpx2.Client) -> None:
    one = items(client, "/claims")[0]
    assert client.get(f"/claims/{one['fact']}").json() == one


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/claims/none", 404, "none"),
        ("/claims?type=rumour", 400, "type"),
        ("/claims?status=maybe", 400, "status"),
        ("/claims?limit=0", 400, "limit"),
        ("/claims?limit=501", 400, "limit"),
        ("/claims?limit=many", 400, "limit"),
        ("/claims?after=%F0%9F%92%A5", 400, "after"),
        ("/claims?from=2014-13", 400, "2014-13"),
        ("/claims?from=2015&to=2014", 400, "2015"),
        ("/claims?actor=http://a%20b", 400, "actor"),
        ("/documents/none", 404, "none"),
        ("/actors/state/XXX", 404, "state/XXX"),
        ("/actors?after=WzFd", 400, "after"),
        ("/network?kinds=love", 400, "love"),
        ("/network?document=none", 404, "none"),
        ("/network/neighbours", 400, "node"),
        ("/network/neighbours?node=Atlantis", 404, "Atlantis"),
        ("/network/neighbours?node=Russia&depth=0", 400, "depth"),
        ("/network/path?from=Russia", 400, "to"),
        ("/network/path?from=Russia&to=Atlantis", 404, "Atlantis"),
        ("/claims?from=2014-02-31", 400, "2014-02-31"),
        ("/claims?foo=bar", 400, "foo: is no parameter here; one of actor, after, crime,"),
        ("/claims?actor=Russia&actor=China", 400, "actor: is given more than once"),
        ("/vetoes?type=accuse", 400, "type"),
        ("/actors?q=Russia", 400, "one of after, limit"),
        ("/documents?limit=0", 400, "limit"),
        ("/documents?after=WzFd", 400, "after"),
        ("/documents/alpha?text=no", 400, "text: is no parameter here; this path takes none"),
        ("/questions?limit=5", 400, "limit"),
        ("/health?deep=yes", 400, "deep"),
        ("/export?form=csv", 400, "one of format"),
        ("/id/state/FRA?form=ttl", 400, "one of format"),
        ("/network/neighbours?node=Russia&status=maybe", 400, "status"),
        ("/network/neighbours?node=Russia&stats=actual", 400, "stats"),
        ("/network/neighbours?node=Russia&document=none", 404, "none"),
        ("/network/path?from=Russia&to=Syria&document=none", 404, "none"),
        ("/network/path?from=Russia&to=Syria&to=China", 400, "to"),
        ("/export?format=pdf", 400, "pdf"),
        ("/id/state/XXX", 404, "state/XXX"),
        ("/id/", 404, "identifier"),
        ("/nowhere", 404, "Not Found"),
        ("/../../etc/passwd", 404, ""),
    ],
)
def test_every_mistake_is_a_problem(client: httpx2.Client, address: str, status: int, word: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert word in body["detail"]


def test_documents(client: httpx2.Client) -> None:
    body = client.get("/documents").json()
    assert [(one["slug"], one["claims"]) for one in body["items"]] == [
        ("alpha", len(ALPHA)),
        ("beta", len(BETA)),
    ]
    first = client.get("/documents?limit=1").json()
    assert (first["total"], first["items"]) == (2, body["items"][:1])
    assert client.get(first["next"]).json() == body | {"items": body["items"][1:]}
    source = DOCUMENTS[0][0]
    one = client.get("/documents/alpha").json()
    assert (one["text"], one["sha256"], one["origin"], one["title"]) == (
        source.text, source.sha256, "digest", "The vetoes",
    )  # fmt: skip
    assert one["claims"] == items(client, "/claims", document="alpha")
    assert one["publisher"]["label"] == "CNN"


def test_actors(client: httpx2.Client) -> None:
    found = items(client, "/actors")
    russia = next(one for one in found if one["label"] == "Russia")
    assert russia == {"id": RUS, "label": "Russia", "kind": "state", "count": 4}
    assert HOSTILE in {one["label"] for one in found}
    one = client.get("/actors/state/RUS").json()
    assert one["counts"] == {"oppose": 1, "treaty_status": 1, "veto": 2}
    assert set(one) == {"id", "label", "kind", "names", "exact_match", "counts", "targeted"}
    first = client.get("/actors", params={"limit": 2}).json()
    assert first["items"] + client.get(first["next"]).json()["items"] == found[:4]


def test_questions_can_be_asked(client: httpx2.Client) -> None:
    found = client.get("/questions").json()["items"]
    assert len(found) >= 13
    for one in found:
        assert one["question"].endswith("?")
        answer = client.get("/sparql", params={"query": one["query"]})
        assert answer.status_code == 200, (one["id"], answer.text)


def test_health(client: httpx2.Client) -> None:
    assert client.get("/health").json() == {"status": "ok", "generation": "000001", "claims": EVERYTHING}


def test_the_network_shows_vetoes_with_their_quotes(client: httpx2.Client) -> None:
    body = client.get(
        "/network", params={"kinds": "veto,vote", "status": "actual", "document": "alpha"}
    ).json()
    assert set(body) == {"nodes", "edges", "truncated", "total_edges"}
    assert {edge["kind"] for edge in body["edges"]} == {"veto", "vote"}
    assert body["total_edges"] == len(body["edges"]) == 4
    veto = next(edge for edge in body["edges"] if edge["source"] == RUS)
    assert veto["quotes"][0]["quote"] == "Russia vetoed the draft 𝔖"
    assert {veto["source"], veto["target"]} <= {node["id"] for node in body["nodes"]}
    cut = client.get("/network", params={"limit": 1}).json()
    assert cut["truncated"] is True
    assert len(cut["edges"]) == 1


def test_neighbours_and_paths(client: httpx2.Client) -> None:
    near = client.get("/network/neighbours", params={"node": "Syria", "kinds": "accuse, call_for"}).json()
    assert {edge["source"] for edge in near["edges"]} == {f"{BASE}state/FRA"}
    way = client.get("/network/path", params={"from": "state/RUS", "to": "state/SYR"}).json()
    ends = [node["id"] for node in way["nodes"]]
    assert (ends[0], ends[-1]) == (RUS, f"{BASE}state/SYR")


def test_neighbours_and_paths_of_one_status_and_document(client: httpx2.Client) -> None:
    near = {"node": "Russia", "kinds": "veto"}
    told = [
        client.get("/network/neighbours", params=near | more).json()
        for more in ({}, {"status": "not_actual"})
    ]
    assert [{edge["status"] for edge in one["edges"]} for one in told] == [
        {"actual", "not_actual"},
        {"not_actual"},
    ]
    for document in ("alpha", "beta"):
        found = client.get("/network/neighbours", params={"node": "Russia", "document": document}).json()
        assert {quote["document"] for edge in found["edges"] for quote in edge["quotes"]} <= {document}
    way = {"from": "state/FRA", "to": "state/SYR", "kinds": "accuse"}
    assert (
        client.get("/network/path", params=way | {"status": "actual", "document": "alpha"}).status_code == 200
    )
    for more in ({"status": "not_actual"}, {"document": "beta"}):
        assert client.get("/network/path", params=way | more).status_code == 404, more
