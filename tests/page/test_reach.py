"""The page can be walked by keyboard, fits a narrow window, and follows what the reader's system asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROUTES = [
    "",
    "#/claims",
    "#/record",
    "#/documents",
    "#/questions",
    "#/query",
    "#/data",
]


def tab_to(page: Page, wanted: Callable[[dict[str, str]], bool], most: int = 60) -> dict[str, str]:
    """Press Tab until the focus is on what is wanted; fail if it never is, or if the focus cannot be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here: dict[str, str] = page.evaluate("""() => {
            const node = document.activeElement;
            const style = getComputedStyle(node);
            return {tag: node.tagName, text: node.textContent, class: node.className, outline: style.outlineStyle};
        }""")
        assert here["outline"] != "none", here
        if wanted(here):
            return here
    raise AssertionError("not reached by Tab")


def test_from_the_start_to_a_quote_without_a_mouse(seeds: Any) -> None:
    page = seeds.open()
    page.locator(".panel .edges button").first.wait_for()
    veto = tab_to(page, lambda here: "entry" in here["class"] and "vetoed" in here["text"])
    assert "type-veto" in veto["class"]
    page.keyboard.press("Enter")
    page.locator(".panel .card").first.wait_for()
    tab_to(page, lambda here: here["text"] == "Open in the document")
    page.keyboard.press("Enter")
    page.wait_for_selector(".text mark.active")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    quote = page.locator(".chosen blockquote").inner_text()
    marked = page.evaluate(
        "[...document.querySelectorAll('.text mark.active')].map(m => m.textContent).join('')"
    )
    assert marked == quote != ""


def test_a_list_and_its_detail_hand_the_focus_to_each_other(seeds: Any) -> None:
    page = seeds.open()
    second = page.locator(".panel .edges button").nth(1)
    second.focus()
    words = second.inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "back"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.innerText") == words


def test_a_filter_keeps_the_focus(seeds: Any) -> None:
    page = seeds.open()
    box = page.locator(".legend input[name=accuse]")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.activeElement.name") == "accuse"


@pytest.mark.parametrize("route", [*ROUTES, "#/record/S-2014-348"])
def test_parts_of_the_page_have_roles_and_names(seeds: Any, route: str) -> None:
    page = seeds.open(route)
    page.wait_for_timeout(100)
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    unnamed = page.evaluate("""[...document.querySelectorAll('button, a[href], input, select, textarea')].filter(node =>
        !(node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length || node.title)).length""")
    assert unnamed == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_of_a_narrow_window(browser: Browser, hostile_address: str, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    for route in [*ROUTES, "#/document/hostile"]:
        page.goto(f"{hostile_address}/{route}")
        page.locator("main h1").wait_for()
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, route
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert (ground == "rgb(23, 21, 18)") == (scheme == "dark")


def test_the_wheel_scrolls_the_page_and_not_the_graph(seeds: Any) -> None:
    page = seeds.open()
    seeds.until("document.querySelector('.canvas')?._cyreg?.cy.nodes().length > 0")
    zoom = "document.querySelector('.canvas')._cyreg.cy.zoom()"
    before = page.evaluate(zoom)
    page.locator(".canvas").hover()
    page.mouse.wheel(0, 400)
    seeds.until("window.scrollY > 0")
    assert page.evaluate(zoom) == before
