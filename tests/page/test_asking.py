"""Questions, queries, claims and downloads work from the page; what fails says why."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def rows(address: str, query: str) -> int:
    """Return how many rows the endpoint itself gives."""
    headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
    request = urllib.request.Request(f"{address}/sparql", query.encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return len(json.load(answer)["results"]["bindings"])


def test_every_question_is_listed_and_shows_what_the_endpoint_answers(seeds: Any) -> None:
    questions = seeds.api("questions")["items"]
    page = seeds.open("#/questions")
    assert page.locator(".question-list a").all_inner_texts() == [item["question"] for item in questions]
    assert len(questions) >= 13
    shown = {}
    for item in questions:
        page.locator(f".question-list a[href='#/questions/{item['id']}']").click()
        page.locator(".answer h2", has_text=item["question"]).wait_for()
        page.locator(".answer table.results, .answer .empty").first.wait_for()
        shown[item["id"]] = page.locator(".answer table.results tbody tr").count()
    assert shown == {item["id"]: rows(seeds.address, item["query"]) for item in questions}
    assert sum(shown.values()) > 20


def test_a_query_shows_its_rows(seeds: Any) -> None:
    page = seeds.open("#/query")
    page.get_by_role("textbox").fill(
        "SELECT ?n ?s WHERE { VALUES (?n ?s) { (1 '<b>x</b>') (2 'y') } } ORDER BY ?n"
    )
    page.get_by_role("button", name="Run").click()
    page.locator("table.results").wait_for()
    assert page.locator("table.results td").all_inner_texts() == ["1", "<b>x</b>", "2", "y"]
    assert page.locator("table.results th").all_inner_texts() == ["n", "s"]


def test_a_query_that_asks_or_constructs(seeds: Any) -> None:
    page = seeds.open("#/query")
    page.get_by_role("textbox").fill("ASK { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Yes.", exact=True).wait_for()
    page.get_by_role("textbox").fill("CONSTRUCT { <https://x.test/a> <https://x.test/b> 'c' } WHERE {}")
    page.keyboard.press("Control+Enter")
    page.locator("pre.result-text", has_text="https://x.test/b").wait_for()


def test_a_query_that_is_wrong_says_where(seeds: Any) -> None:
    seeds.refusals_expected = True
    page = seeds.open("#/query")
    page.get_by_role("textbox").fill("SELECT ?s WHERE {\n  ?s ?p\n}")
    page.get_by_role("button", name="Run").click()
    failure = page.locator(".failure")
    failure.wait_for()
    assert "line" in failure.inner_text()


def test_a_link_to_a_query_opens_with_it(seeds: Any) -> None:
    page = seeds.open("#/query?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D")
    page.get_by_text("Yes.", exact=True).wait_for()


@pytest.mark.parametrize(
    "route",
    [
        "#/claim/none",
        "#/document/none",
        "#/claims?type=nonsense",
        "#/actor/state/NONE",
        "#/graph?node=state/NONE",
        "#/questions/none",
        "#/nowhere",
    ],
)
def test_what_is_not_there_says_so(seeds: Any, route: str) -> None:
    seeds.refusals_expected = True
    page = seeds.open(route)
    page.locator("main .failure strong, main h1:has-text('no such')").first.wait_for()


def test_every_document_is_listed_whatever_a_page_holds(seeds: Any) -> None:
    seeds.page.route(
        "**/documents?*", lambda way: way.continue_(url=way.request.url.replace("limit=500", "limit=2"))
    )
    slugs = [item["slug"] for item in seeds.api("documents")["items"]]
    assert len(slugs) > 4
    page = seeds.open("#/documents")
    links = page.locator("ul.documents a").evaluate_all("links => links.map(link => link.hash)")
    assert links == [f"#/document/{slug}" for slug in slugs]


def test_claims_are_filtered_and_sorted(seeds: Any) -> None:
    page = seeds.open("#/claims?type=accuse")
    table = page.locator("table.claims")
    table.wait_for()
    total = seeds.api("claims?type=accuse")["total"]
    assert table.locator("tbody tr").count() == total
    page.get_by_role("button", name="Who").click()
    names = [name.casefold() for name in table.locator("tbody td:first-child").all_inner_texts()]
    assert names == sorted(names)
    page.get_by_role("button", name="Who").click()
    assert table.locator("th[aria-sort=descending]").count() == 1
    page.locator("select[name=type]").select_option("veto")
    seeds.until("location.hash.includes('type=veto')")
    page.locator("table.claims .did.type-veto").first.wait_for()
    assert page.locator("table.claims .did:not(.type-veto)").count() == 0


def test_a_long_list_goes_on_where_it_stopped(seeds: Any) -> None:
    seeds.page.route(
        "**/claims?*", lambda way: way.continue_(url=way.request.url.replace("limit=200", "limit=7"))
    )
    total = seeds.api("claims")["total"]
    assert total > 14
    page = seeds.open("#/claims")
    for shown in (7, 14):
        assert page.locator("table.claims tbody tr").count() == shown
        assert f"The first {shown} of {total} claims" in page.locator(".count").inner_text()
        page.get_by_role("button", name="Load").click()
        seeds.until(f"document.querySelectorAll('table.claims tbody tr').length > {shown}")
        assert page.evaluate("document.activeElement.closest('tr').rowIndex") == shown + 1
    facts = page.locator(".quote-link").evaluate_all("links => links.map(link => link.hash.split('/').pop())")
    assert facts == [claim["fact"] for claim in seeds.api("claims?limit=21")["items"]]


def test_a_filter_that_nothing_fits_says_so(seeds: Any) -> None:
    page = seeds.open("#/claims?type=veto&from=1800&to=1801")
    page.get_by_text("No claim fits these filters.").wait_for()


def test_an_actor_has_a_page(seeds: Any) -> None:
    page = seeds.open("#/actor/state/RUS")
    page.get_by_role("heading", name="Russia", exact=True).wait_for()
    page.locator(".counted a", has_text="Veto").first.click()
    page.locator("table.claims .did.type-veto").first.wait_for()
    assert set(page.locator("table.claims tbody td:first-child").all_inner_texts()) == {"Russia"}


def test_every_download_is_there(seeds: Any) -> None:
    page = seeds.open("#/data")
    links = page.locator("footer a[download]").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 5
    for link in links:
        with urllib.request.urlopen(link, timeout=60) as answer:
            assert answer.status == 200
            assert len(answer.read()) > 100
