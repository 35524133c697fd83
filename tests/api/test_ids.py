from __future__ import annotations

import io

import httpx2
import pytest
from pyoxigraph import RdfFormat, parse

from graph.export import FORMATS, export
from graph.store import View
from tests.tiny import BASE

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TYPES = {
    "text/turtle": "text/turtle; charset=utf-8",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
}


@pytest.mark.parametrize(("accept", "media_type"), TYPES.items())
def test_a_claim_in_every_syntax_says_the_same(client: httpx2.Client, accept: str, media_type: str) -> None:
    one = client.get("/claims", params={"type": "deny"}).json()["items"][0]
    local = one["id"].removeprefix(BASE)
    answer = client.get(f"/id/{local}", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]
    form = RdfFormat.from_media_type(accept)
    assert form is not None
    triples = {quad.triple for quad in parse(answer.content, format=form)}
    subjects = {triple.subject.value for triple in triples}
    assert subjects == {
        one["id"],
        one["evidence"]["id"],
        f"{one['evidence']['id']}/quote",
        f"{one['evidence']['id']}/position",
    }
    assert one["evidence"]["quote"] in {triple.object.value for triple in triples}
    assert answer.content == client.get(f"/id/{local}", params={"format": accept}).content


@pytest.mark.parametrize(
    ("local", "page"),
    [
        ("state/FRA", "/#/actor/state/FRA"),
        ("document/alpha", "/#/document/alpha"),
        ("graph/document/alpha", "/#/document/alpha"),
        ("crime/torture", "/#/graph?node=crime%2Ftorture"),
    ],
)
def test_a_browser_is_sent_to_the_page(client: httpx2.Client, local: str, page: str) -> None:
    answer = client.get(f"/id/{local}", headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_a_claim_and_its_evidence_lead_to_the_same_page(client: httpx2.Client) -> None:
    one = client.get("/claims", params={"limit": 1}).json()["items"][0]
    for node in (one["id"], one["evidence"]["id"], f"{one['evidence']['id']}/quote"):
        answer = client.get(f"/id/{node.removeprefix(BASE)}", headers=BROWSER, follow_redirects=False)
        assert answer.headers["location"] == f"/#/claim/{one['fact']}"


def test_what_is_not_accepted(client: httpx2.Client) -> None:
    assert client.get("/id/state/FRA", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/id/state/FRA", params={"format": "csv"}).status_code == 400
    assert client.get("/id/state/XXX", headers=BROWSER).status_code == 404


def test_without_a_wish_it_is_turtle(client: httpx2.Client) -> None:
    assert (
        client.get("/id/state/FRA", headers={"Accept": "*/*"})
        .headers["content-type"]
        .startswith("text/turtle")
    )


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_export_is_what_the_command_writes(client: httpx2.Client, tiny: View, name: str) -> None:
    out = io.BytesIO()
    export(tiny, name, out)
    answer = client.get("/export", params={"format": name})
    assert answer.status_code == 200
    assert answer.content == out.getvalue()
    assert answer.headers["content-type"].startswith(FORMATS[name].media_type)
    assert f'filename="ostrakon{FORMATS[name].suffix}"' in answer.headers["content-disposition"]


def test_an_export_can_be_negotiated(client: httpx2.Client) -> None:
    assert (
        client.get("/export", headers={"Accept": "application/trig"}).headers["content-type"]
        == "application/trig"
    )
    assert client.get("/export", headers={"Accept": "image/png"}).status_code == 406
