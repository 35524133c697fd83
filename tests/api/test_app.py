from __future__ import annotations

import inspect
import re
import shutil
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, Quad

from api.app import HEADERS, create_app
from api.deps import Exports
from api.problems import TABLE, describe, install
from api.routes.page import STATIC
from graph import errors
from graph.settings import Settings
from graph.store import open_store

ROOT = Path(__file__).resolve().parents[2]
EVERY_ERROR = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.OstrakonError)
]


@pytest.fixture
def settings(store_path: Path) -> Settings:
    return Settings(store=store_path)


@pytest.mark.parametrize("kind", EVERY_ERROR)
def test_every_error_becomes_a_problem(kind: type[errors.OstrakonError]) -> None:
    problem = describe(kind("it broke"))
    assert 400 <= problem.status < 600
    assert problem.detail == "it broke"
    assert re.fullmatch(r"urn:ostrakon:problem:[a-z]+(-[a-z]+)*", problem.type)


def test_the_table_names_no_error_twice_in_words() -> None:
    titles = [title for _, title in TABLE.values()]
    assert len(titles) == len(set(titles))


def test_a_path_of_the_server_stays_on_the_server() -> None:
    problem = describe(errors.StoreError("is damaged", where="/some/where/store"))
    assert "/some" not in problem.model_dump_json()


def test_an_unforeseen_error_tells_no_secret() -> None:
    app = FastAPI()
    install(app)

    @app.get("/")
    def broken() -> None:
        raise ZeroDivisionError("secret")

    answer = TestClient(app, raise_server_exceptions=False).get("/")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


def test_a_store_that_went_away_is_said(tmp_path: Path) -> None:
    app = create_app(Settings(store=tmp_path / "none"), tmp_path)
    answer = TestClient(app).get("/claims")  # without the start-up, which a store that is missing prevents
    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:ostrakon:problem:store"
    assert str(tmp_path) not in answer.text


def pages(settings: Settings, static: Path) -> list[httpx2.Response]:
    client = TestClient(create_app(settings, static))
    return [client.get(path) for path in ("/", "/docs")]


def test_without_a_built_page_it_says_how_to_build_one(settings: Settings, tmp_path: Path) -> None:
    index, docs = pages(settings, tmp_path)
    assert index.status_code == 503
    assert "make install" in index.text
    assert docs.status_code == 200
    assert "/openapi.json" in docs.text
    check_html(docs)


def test_a_built_page_is_served(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>page</title>")
    (tmp_path / "docs" / "index.html").write_text("<!doctype html><title>docs</title>")
    (tmp_path / "docs" / "init.js").write_text("// start")
    client = TestClient(create_app(settings, tmp_path))
    for path, word in (("/", "page"), ("/docs", "docs"), ("/docs/init.js", "start")):
        answer = client.get(path)
        assert answer.status_code == 200
        assert word in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
    for path in ("/assets/none.js", "/..%2f..%2fpyproject.toml", "/docs/../../pyproject.toml"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.skipif(
    not (STATIC / "docs" / "index.html").is_file(), reason="the page is not built (make install)"
)
def test_the_built_pages_need_no_other_host(settings: Settings) -> None:
    with TestClient(create_app(settings, STATIC)) as client:
        for answer in (client.get("/"), client.get("/docs")):
            assert answer.status_code == 200
            check_html(answer)
            addresses = re.findall(r'(?:src|href)="([^"#]+)"', answer.text)
            assert addresses
            for address in addresses:
                assert client.get("/" + address.removeprefix("./").lstrip("/")).status_code == 200, address


def check_html(answer: httpx2.Response) -> None:
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"https?://", answer.text)
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style|javascript:", answer.text)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_description_is_whole(client: httpx2.Client) -> None:
    described = client.get("/openapi.json").json()
    assert {
        "/claims", "/claims/{fact}", "/vetoes", "/votes", "/sponsorships", "/documents", "/documents/{slug}",
        "/votings", "/votings/{key}",
        "/actors", "/actors/{kind}/{slug}", "/network", "/network/neighbours", "/network/path", "/questions",
        "/sparql", "/export", "/health", "/id/{local}",
    } == set(described["paths"])  # fmt: skip
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (path, method)
            assert operation["responses"]["200"], (path, method)
            assert "application/problem+json" in operation["responses"]["default"]["content"], (path, method)
    assert "HTTPValidationError" not in described["components"]["schemas"]


def test_the_handbook_names_every_path_and_problem(client: httpx2.Client) -> None:
    handbook = (ROOT / "docs" / "http.md").read_text("utf-8")
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"`{path}`" in handbook, path
    for kind in TABLE:
        assert f"`{describe(kind('x')).type.rpartition(':')[2]}`" in handbook, kind


def test_head_on_every_list(client: httpx2.Client) -> None:
    for path in ("/", "/claims", "/documents", "/docs", "/export", "/openapi.json"):
        head = client.head(path)
        assert head.content == b""
        assert head.status_code == client.get(path).status_code


def test_a_new_generation_is_taken_up(store_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(store_path, path)
    with TestClient(create_app(Settings(store=path), tmp_path)) as client:
        node = NamedNode("http://example.org/new")
        asked = {"query": "ASK { <http://example.org/new> ?p ?o }"}
        assert client.get("/sparql", params=asked).json()["boolean"] is False
        assert client.get("/health").json()["generation"] == "000001"
        before = client.get("/export?format=nq").content
        with open_store(path).writer() as writer:
            writer.replace(node, [Quad(node, node, node, node)], "1")
        assert client.get("/health").json()["generation"] == "000002"
        assert client.get("/sparql", params=asked).json()["boolean"] is True
        assert client.get("/export?format=nq").content != before


def test_a_store_built_anew_is_taken_up(store_path: Path, tmp_path: Path) -> None:
    path, node = tmp_path / "store", NamedNode("http://example.org/anew")
    shutil.copytree(store_path, path)
    asked = {"query": f"ASK {{ <{node.value}> ?p ?o }}"}
    with TestClient(create_app(Settings(store=path), tmp_path)) as client:
        claims = client.get("/health").json()["claims"]
        assert claims > 0
        before = [client.get(address).content for address in ("/export?format=nq", "/network")]
        assert client.get("/sparql", params=asked).json()["boolean"] is False
        shutil.rmtree(path)
        for address in (
            "/health",
            "/claims",
            "/network",
            "/export",
            "/id/state/FRA",
            f"/sparql?query={asked['query']}",
        ):
            gone = client.get(address)
            assert (gone.status_code, gone.json()["type"]) == (503, "urn:ostrakon:problem:store"), address
        with open_store(path).writer() as writer:
            writer.replace(node, [Quad(node, node, node, node)], "1")
        assert client.get("/health").json() == {"status": "ok", "generation": "000001", "claims": 0}
        assert client.get("/sparql", params=asked).json()["boolean"] is True
        after = [client.get(address).content for address in ("/export?format=nq", "/network")]
        assert after[0] != before[0]
        assert after[1] != before[1]


def test_exports_of_old_generations_are_removed(tmp_path: Path, store_path: Path) -> None:
    path = tmp_path / "store"
    shutil.copytree(store_path, path)
    store, exports = open_store(path), Exports()
    files = []
    for round_ in range(4):
        files.append(exports.file(store.view(), "nt"))
        node = NamedNode(f"http://example.org/{round_}")
        with store.writer() as writer:
            writer.replace(node, [Quad(node, node, node, node)], "1")
    assert [file.exists() for file in files] == [False, False, True, True]
    exports.close()
    assert not files[-1].exists()
