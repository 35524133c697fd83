"""Drive a real Chromium against a real server over a real store."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from graph.gazetteer import Gazetteer
from graph.idents import Idents, fact_id
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.paths import ontology_dir, rules_dir
from graph.store import open_store

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "api" / "static"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# The documentation of the API is no view of the page, and has no `main`.
SETTLED = (
    "document.querySelector('#docs .opblock') || "
    "(document.querySelector('main h1')?.innerText || document.querySelector('main .failure'))"
    " && !document.querySelector('.loading')"
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

IMAGE = "<img src=x onerror=window.pwned=1>"
REVERSED = "abc\u202efdp.exe"
TEXT = (
    "𝕊yria 🕊 <script>window.pwned=2</script> report.\n"
    "Russia vetoed the draft resolution on Syria on Thursday, and China threatened to veto it. "
    "France voted for the draft, Brazil abstained.\n"
    "France accused Syria of torture; 🕊 “Syria” denied torture. "
    f"{IMAGE} accused Syria of genocide. {REVERSED} sponsored the draft resolution on Syria.\n"
)
DRAFT = "draft resolution on Syria"


def chromium() -> str | None:
    """Return the path of a Chromium, or None where there is none."""
    named = [os.environ.get("CHROMIUM"), "/usr/bin/chromium", *(shutil.which(name) for name in NAMES)]
    return next((path for path in named if path and Path(path).is_file()), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium for one module: the driver's event loop must not outlive it in a shared process."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium found: install one, or name it in CHROMIUM")
    if not (STATIC / "index.html").is_file():
        pytest.skip("api/static/ holds no built page: run `make install`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


class Visit:
    """Hold a page, and what must not happen on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.refusals_expected = False
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        refusal = message.text.startswith("Failed to load resource")
        if message.type == "error" and not (refusal and self.refusals_expected):
            self.errors.append(message.text)

    def _request(self, url: str) -> None:
        if not url.startswith(self.address):
            self.foreign.append(url)

    def open(self, route: str = "") -> Page:
        """Open a route of the page and wait until it shows something and loads nothing more."""
        # Another fragment of the same address would not load the page anew.
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}/{route}")
        self.until(SETTLED)
        return self.page

    def until(self, expression: str) -> None:
        """Wait until an expression holds; the driver's own way needs the eval that the policy forbids."""
        until(self.page, expression)

    def api(self, path: str) -> Any:
        """Return the JSON at a path of the API."""
        with urllib.request.urlopen(f"{self.address}/{path}", timeout=20) as answer:
            return json.load(answer)


def until(page: Page, expression: str, seconds: float = 10) -> None:
    """Wait until an expression holds on a page; fail after some seconds."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < deadline, f"never so: {expression}"
        page.wait_for_timeout(50)


def visits(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 860}, **options)
    context.set_default_timeout(10_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert visit.errors == []
    assert visit.foreign == ["about:blank"] * len(visit.foreign)


@pytest.fixture
def seeds(browser: Browser, seeds_address: str) -> Iterator[Visit]:
    """Visit a server over the shipped seeds."""
    yield from visits(browser, seeds_address)


@pytest.fixture
def hostile(browser: Browser, hostile_address: str) -> Iterator[Visit]:
    """Visit a server over one document whose names and text are made to do harm."""
    yield from visits(browser, hostile_address)


@pytest.fixture(scope="session")
def seeds_address(seeds_store_path: Path) -> Iterator[str]:
    yield from serve(seeds_store_path)


@pytest.fixture(scope="session")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "store"
    write_store(path)
    yield from serve(path)


def serve(store: Path) -> Iterator[str]:
    """Run `ostrakon serve` in a process of its own and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "ostrakon"), "serve", "--port", str(port)]
    environment = os.environ | {"OSTRAKON_STORE": str(store)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/health", process)
            yield address
        finally:
            process.terminate()
            process.communicate(timeout=20)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.communicate()[0].decode()}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 30 s")


def write_store(path: Path) -> None:
    """Write the hostile document with ontology, lexicon and rules into a new store."""
    from graph.build.knowledge import lexicon_graph, ontology_graph  # loads spaCy, as the build does
    from graph.build.rules import derive, load_rules

    idents, gazetteer = Idents(), Gazetteer.load(ontology_dir() / "lexicon")
    reading = Reading(document(), tuple(facts(gazetteer)), "hand/1", "")
    with open_store(path).writer() as writer:
        for graph in (ontology_graph(ontology_dir(), idents), lexicon_graph(gazetteer, idents)):
            writer.replace(graph.name, graph.quads, graph.fingerprint)
        writer.keep_text(TEXT)
        writer.replace(idents.document_graph("hostile"), Mapper(gazetteer).quads(reading), "1")
        for rule in load_rules(rules_dir()):
            name, quads = derive(rule, writer.query, idents)
            writer.replace(name, quads, "1")


def document() -> Document:
    return Document(
        id="hostile",
        text=TEXT,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        title=f"<script>window.pwned=3</script> {REVERSED}",
        publisher=f"{IMAGE} Press",
        published="2014-05-22",
        address="javascript:window.pwned=4",
        origin="digest",
        digest_of="0" * 64,
    )


def facts(gazetteer: Gazetteer) -> Iterator[Fact]:
    def fact(type: str, actor: str, quote: str, **rest: Any) -> Fact:
        start = TEXT.index(quote)
        given = {"object": None, "target": None, "crime": None, "value": None} | rest
        place = {"start": start, "end": start + len(quote), "quote": quote}
        named: Any = (given["target"], given["object"], start, place["end"], given["crime"], given["value"])
        said = {
            "id": fact_id("hostile", type, actor, *named),
            "document": "hostile",
            "type": type,
            "actor": actor,
        }
        linked = {"actor_id": iri(gazetteer, actor), "target_id": iri(gazetteer, given["target"])}
        return Fact.from_json({**given, **place, **said, **linked, "confidence": 0.9, "extractor": "hand/1"})

    yield fact(
        "veto", "Russia", "Russia vetoed the draft resolution on Syria", object=DRAFT, date="2014-05-22"
    )
    yield fact(
        "veto",
        "China",
        "China threatened to veto it",
        object=DRAFT,
        status="not_actual",
        modality="threatened",
    )
    yield fact("vote", "France", "France voted for the draft", object=DRAFT, value="yes")
    yield fact("vote", "Brazil", "Brazil abstained", object=DRAFT, value="abstain")
    yield fact(
        "accuse",
        "France",
        "France accused Syria of torture",
        target="Syria",
        crime="torture",
        date="2014-05-22",
    )
    yield fact(
        "deny", "Syria", "🕊 “Syria” denied torture", object="torture", crime="torture", date="2014-05-22"
    )
    yield fact("accuse", IMAGE, f"{IMAGE} accused Syria of genocide", target="Syria", crime="genocide")
    yield fact("sponsor", REVERSED, f"{REVERSED} sponsored the {DRAFT}", object=DRAFT, value="sponsor")


def iri(gazetteer: Gazetteer, name: str | None) -> str | None:
    found = gazetteer.find(name) if name else ()
    return found[0].id if found else None
