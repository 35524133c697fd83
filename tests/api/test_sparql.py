from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from graph.store import View
from tests.api.conftest import Server
from tests.tiny import BASE

PREFIX = "PREFIX ost: <https://w3id.org/ostrakon#> "
SELECT = (
    PREFIX + "SELECT ?claim ?quote { ?claim a ost:VetoReport ; ost:evidence/oa:hasSelector/oa:exact ?quote }"
)
ASK = PREFIX + "ASK { ?claim a ost:VetoReport }"
GRAPH = PREFIX + "CONSTRUCT { ?claim ost:actor ?actor } WHERE { ?claim a ost:VetoReport ; ost:actor ?actor }"
FOREVER = "SELECT (COUNT(*) AS ?n) (SUM(STRLEN(STR(?a))) AS ?m) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def problem(answer: httpx2.Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert body["status"] == status
    assert body["type"].startswith("urn:ostrakon:problem:")
    assert "Traceback" not in answer.text
    return body


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
    ],
)
def test_rows_come_as_accepted(client: httpx2.Client, accept: str | None, media_type: str) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get("/sparql", params={"query": SELECT}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]
    assert "Russia vetoed the draft 𝔖" in answer.content.decode("utf-8") or "json" in media_type


@pytest.mark.parametrize(("name", "suffix"), [("json", "json"), ("xml", "xml"), ("tsv", "tsv")])
def test_rows_can_be_read_back(client: httpx2.Client, name: str, suffix: str) -> None:
    answer = client.get("/sparql", params={"query": SELECT, "format": name})
    rows = parse_query_results(answer.content, format=QueryResultsFormat.from_extension(suffix))
    assert isinstance(rows, QuerySolutions)
    assert len(list(rows)) == 3


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "text/turtle; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_a_graph_comes_as_accepted(client: httpx2.Client, accept: str | None, media_type: str) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get("/sparql", params={"query": GRAPH}, headers=headers)
    assert answer.headers["content-type"] == media_type
    known = RdfFormat.from_media_type(media_type.partition(";")[0])
    assert known is not None
    assert len(list(parse(answer.content, format=known))) == 3


def test_the_three_ways_to_ask_give_the_same(client: httpx2.Client) -> None:
    bodies = [
        client.get("/sparql", params={"query": ASK}).content,
        client.post("/sparql", data={"query": ASK}).content,
        client.post("/sparql", content=ASK, headers={"Content-Type": "application/sparql-query"}).content,
        client.post(
            "/sparql", content=ASK, headers={"Content-Type": "application/sparql-query; charset=utf-8"}
        ).content,
    ]
    assert set(bodies) == {b'{"head":{},"boolean":true}'}


def test_head_is_get_without_a_body(client: httpx2.Client) -> None:
    params = {"query": ASK}
    whole, head = client.get("/sparql", params=params), client.head("/sparql", params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


def test_graphs_that_the_protocol_names(client: httpx2.Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?claim a ost:VetoReport }"
    beta = f"{BASE}graph/document/beta"

    def found(**more: Any) -> int:
        answer = client.get("/sparql", params={"query": count, **more})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert found() == 3
    assert found(**{"default-graph-uri": beta}) == 1
    assert found(**{"default-graph-uri": [beta, f"{BASE}graph/document/alpha"]}) == 3
    assert found(**{"named-graph-uri": beta}) == 0
    problem(client.get("/sparql", params={"query": count, "default-graph-uri": "no iri"}), 400)


def test_a_syntax_error_says_where(client: httpx2.Client) -> None:
    found = problem(client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p }"}), 400)
    assert (found["line"], found["column"]) == (2, 10)
    assert found["type"] == "urn:ostrakon:problem:query-syntax"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * {\nSERVICE#c\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "DROP ALL",
        "SELECT * { FILTER(<http://x/f>(1)) }",
    ],
)
def test_what_is_not_allowed(client: httpx2.Client, query: str) -> None:
    found = problem(client.get("/sparql", params={"query": query}), 400)
    assert found["type"] == "urn:ostrakon:problem:query-refused"


def test_updates_are_refused_in_every_form(client: httpx2.Client) -> None:
    update = "INSERT DATA { <http://x/> <http://x/> 1 }"
    problem(client.post("/sparql", data={"update": update}), 400)
    headers = {"Content-Type": "application/sparql-update"}
    problem(client.post("/sparql", content=update, headers=headers), 400)
    problem(client.post("/sparql", data={"query": update}), 400)


def test_requests_that_cannot_be_answered(client: httpx2.Client) -> None:
    problem(client.get("/sparql"), 400)
    problem(client.get("/sparql", params={"query": ""}), 400)
    problem(client.get("/sparql", params={"query": ["ASK {}", "ASK {}"]}), 400)
    problem(client.get("/sparql?query=%FF"), 400)
    problem(client.get("/sparql", params={"query": "ASK {}", "format": "pdf"}), 400)
    problem(client.get("/sparql", params={"query": "ASK {}", "format": "ttl"}), 400)
    problem(client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "image/png"}), 406)
    problem(client.get("/sparql", params={"query": GRAPH}, headers={"Accept": "text/csv"}), 406)
    problem(client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"}), 415)
    problem(client.post("/sparql", content="ASK {}"), 415)
    problem(
        client.post(
            "/sparql", content=b"ASK { <\xff> }", headers={"Content-Type": "application/sparql-query"}
        ),
        400,
    )
    problem(client.request("QUERY", "/sparql", content="ASK {}"), 405)
    answer = client.put("/sparql", content="ASK {}")
    problem(answer, 405)
    assert "GET" in answer.headers["allow"]


def test_a_request_that_is_too_large(client: httpx2.Client) -> None:
    body = "ASK { # " + "x" * 2_000_000 + "\n}"
    headers = {"Content-Type": "application/sparql-query"}
    with suppress(httpx2.TransportError):  # the server may hang up while we are still talking
        problem(client.post("/sparql", content=body, headers=headers), 413)
    problem(client.post("/sparql", content=body[:200_000], headers=headers), 400)
    assert client.get("/sparql", params={"query": ASK}).status_code == 200


def test_a_result_that_is_too_large_is_not_cut(client: httpx2.Client) -> None:
    found = problem(client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}), 400)
    assert found["type"] == "urn:ostrakon:problem:query-too-large"


def test_a_browser_without_a_query_is_sent_to_the_page(client: httpx2.Client) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    answer = client.get("/sparql", headers=browser, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/#/query")


def test_any_origin_may_read_but_not_with_credentials(client: httpx2.Client) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    answer = client.get("/sparql", params={"query": ASK}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = {
        **origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert client.options("/sparql", headers=asked).status_code == 200


def test_a_query_without_end_is_ended_and_the_next_one_is_answered(client: httpx2.Client) -> None:
    started = time.perf_counter()
    found = problem(client.get("/sparql", params={"query": FOREVER}), 504)
    assert 1.9 < time.perf_counter() - started < 3
    assert "2 seconds" in found["detail"]
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_killers_do_not_disturb_a_good_client(client: httpx2.Client, server: Server) -> None:
    killers = [
        "SELECT * " + "{" * 40_000 + "}" * 40_000,
        "SELECT * { FILTER(" + "(" * 40_000 + "1" + ")" * 40_000 + ") }",
        "SELECT * { (" + "1 " * 620 + ") ?p ?o }",
        "SELECT * { ?a ?p ?b . " + "?s ?p ?o . " * 250 + "}",
        "SELECT (GROUP_CONCAT(?x) AS ?y) { ?a ?b ?c . ?d ?e ?f . BIND(CONCAT(STR(?c), STR(?f)) AS ?x) }",
    ]
    statuses: list[int] = []
    done = threading.Event()

    def attack(query: str) -> int:
        with httpx2.Client(base_url=server.address, timeout=60) as bad:
            return bad.post("/sparql", data={"query": query}).status_code

    def behave() -> None:
        while not done.is_set():
            for path in ("/health", "/claims?limit=1"):
                started = time.perf_counter()
                statuses.append(client.get(path).status_code)
                assert time.perf_counter() - started < 2
            time.sleep(0.02)

    with ThreadPoolExecutor(8) as threads:
        good = threads.submit(behave)
        ended = list(threads.map(attack, killers))
        done.set()
        good.result()
    assert set(ended) <= {400, 500, 503, 504}
    assert len(statuses) >= 10
    assert set(statuses) == {200}
    assert client.get("/sparql", params={"query": ASK}).json()["boolean"] is True


def test_a_full_house_says_when_to_come_back(server: Server) -> None:
    def ask(_: int) -> httpx2.Response:
        return httpx2.get(f"{server.address}sparql", params={"query": FOREVER}, timeout=60)

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(ask, range(10)))
    busy = [answer for answer in answers if answer.status_code == 503]
    assert busy
    for answer in busy:
        problem(answer, 503)
        assert answer.headers["retry-after"] == "5"
    assert {answer.status_code for answer in answers} == {503, 504}


def workers(pid: int) -> set[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return {int(line) for line in listed.stdout.split()}


def test_a_client_that_goes_away_ends_its_query(client: httpx2.Client, server: Server) -> None:
    assert client.get("/sparql", params={"query": ASK}).status_code == 200
    time.sleep(0.5)
    before = workers(server.pid)
    place = urlsplit(server.address)
    assert place.hostname
    assert place.port
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall(f"GET /sparql?{urlencode({'query': FOREVER})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.3)
        busy = [pid for pid in before if _runs(pid)]
    deadline = time.monotonic() + 1.2  # well before the limit of two seconds
    while before <= workers(server.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(busy) >= 1
    assert len(before - workers(server.pid)) == 1


def _runs(pid: int) -> bool:
    return "State:\tR" in Path(f"/proc/{pid}/status").read_text()


def test_every_claim_answers_with_its_evidence(client: httpx2.Client, tiny: View) -> None:
    query = """SELECT ?claim ?quote ?start ?end ?hash {
      ?claim ost:evidence ?evidence ; ost:statedIn ?document . ?document ost:sha256 ?hash .
      ?evidence oa:hasSelector ?q , ?p . ?q oa:exact ?quote . ?p oa:start ?start ; oa:end ?end }"""
    rows = json.loads(client.get("/sparql", params={"query": query}).content)["results"]["bindings"]
    assert len(rows) == client.get("/health").json()["claims"]
    for row in rows:
        text = tiny.text(row["hash"]["value"])
        assert text[int(row["start"]["value"]) : int(row["end"]["value"])] == row["quote"]["value"]
