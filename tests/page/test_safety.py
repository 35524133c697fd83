"""Names and texts of strangers do nothing on the page, and the page asks no other host for anything."""

from __future__ import annotations

import urllib.request
from typing import Any

import pytest

pytestmark = pytest.mark.browser

ROUTES = [
    "", "#/graph?kinds=accuse,deny,find", "#/claims", "#/documents", "#/document/hostile", "#/questions", "#/query",
    "#/data", "docs",
]  # fmt: skip
HARMLESS = "!window.pwned && document.querySelectorAll('main img, main script, main iframe, main [onerror]').length === 0"


@pytest.mark.parametrize("route", ROUTES)
def test_hostile_names_stay_text(hostile: Any, route: str) -> None:
    page = hostile.open(route)
    page.wait_for_timeout(200)
    assert page.evaluate(HARMLESS)


def test_markup_in_a_name_is_shown_as_it_is(hostile: Any) -> None:
    page = hostile.open("#/claims?type=accuse")
    page.locator("table.claims").wait_for()
    assert "<img src=x onerror=window.pwned=1>" in page.locator("table.claims").inner_text()


def test_a_direction_override_is_shown_and_steers_nothing(hostile: Any) -> None:
    page = hostile.open("#/claims?type=sponsor")
    control = page.locator("table.claims td:first-child bdi.control")
    control.wait_for()
    assert control.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    assert control.get_attribute("title") == "U+202E"
    # "fdp" stands to the right of the control, in the order in which it is written.
    order = control.evaluate("""node => {
        const range = document.createRange();
        const text = node.nextSibling;
        const left = index => { range.setStart(text, index); range.setEnd(text, index + 1); return range.getBoundingClientRect().left; };
        return [0, 1, 2].map(left);
    }""")
    assert order == sorted(order)
    assert len(set(order)) == 3


def test_a_canvas_label_has_no_control_characters(hostile: Any) -> None:
    page = hostile.open()
    hostile.until("document.querySelector('.canvas')?._cyreg?.cy.nodes().length > 0")
    labels = page.evaluate(
        "document.querySelector('.canvas')._cyreg.cy.nodes().map(node => node.data('label'))"
    )
    assert "abcfdp.exe" in labels


def test_an_address_that_is_no_web_address_is_no_link(hostile: Any) -> None:
    assert hostile.api("documents/hostile")["address"] == "javascript:window.pwned=4"
    page = hostile.open("#/document/hostile")
    page.locator(".about").wait_for()
    hrefs = page.evaluate("[...document.links].map(link => link.protocol)")
    assert hrefs
    assert set(hrefs) == {"http:"}


def test_a_hostile_route_is_only_a_route(hostile: Any) -> None:
    hostile.refusals_expected = True
    for route in (
        "#/claim/<img src=x onerror=window.pwned=5>",
        "#/constructor",
        "#/__proto__/x",
        "#/document/..%2F..%2Fhealth",
    ):
        page = hostile.open(route)
        page.wait_for_timeout(200)
        assert page.evaluate(HARMLESS), route
        assert page.locator("main").inner_text().strip() != ""


@pytest.mark.parametrize("path", ["", "docs"])
def test_the_policy_allows_this_origin_alone(seeds_address: str, path: str) -> None:
    with urllib.request.urlopen(f"{seeds_address}/{path}", timeout=20) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_the_documentation_of_the_api_works_without_another_host(seeds: Any) -> None:
    page = seeds.open("docs")
    page.locator(".opblock").first.wait_for()
    assert page.locator(".opblock").count() > 5
