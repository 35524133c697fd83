"""The graph shows what the API reports, and the tables say the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EVERYTHING = (
    "#/graph?kinds=veto,vote,sponsor,support,oppose,accuse,deny,find,call_for,refer,treaty_status,case_filed"
)
CY = "document.querySelector('.canvas')._cyreg.cy"
COUNCIL = ("veto", "vote", "sponsor")


def drawn(page: Page) -> list[dict[str, Any]]:
    """Return the data of the edges on the canvas."""
    for _ in range(100):
        if page.evaluate(f"document.querySelector('.canvas')?._cyreg ? {CY}.edges().length : 0"):
            break
        page.wait_for_timeout(50)
    edges: list[dict[str, Any]] = page.evaluate(f"{CY}.edges().map(edge => edge.data())")
    return edges


def places(page: Page) -> dict[str, list[float]]:
    drawn(page)
    found: dict[str, list[float]] = page.evaluate(
        f"Object.fromEntries({CY}.nodes().map(node => [node.id(), [node.position('x'), node.position('y')]]))"
    )
    return found


def test_it_opens_with_the_vetoes_of_the_referral(seeds: Any) -> None:
    page = seeds.open()
    assert page.get_by_role("heading", level=1).inner_text() == "Who sponsored, voted on and vetoed what"
    edges = drawn(page)
    assert {edge["kind"] for edge in edges} <= set(COUNCIL)
    vetoes = {
        edge["source"].rsplit("/", 1)[-1]
        for edge in edges
        if edge["kind"] == "veto" and edge["status"] == "actual"
    }
    assert {"RUS", "CHN"} <= vetoes


def test_the_table_of_claims_says_the_same_as_the_graph(seeds: Any) -> None:
    page = seeds.open()
    names = page.evaluate(f"Object.fromEntries({CY}.nodes().map(node => [node.id(), node.data('label')]))")
    edges = drawn(page)
    shown = {(names[edge["source"]], edge["kind"], edge["target"]) for edge in edges}
    told = set()
    for kind in COUNCIL:
        page = seeds.open(f"#/claims?type={kind}")
        rows = page.locator("table.claims tbody tr").all()
        assert len(rows) == seeds.api(f"claims?type={kind}&limit=200")["total"]
        for row in rows:
            who = row.locator("td").nth(0).inner_text().strip()
            draft = row.locator("[data-about]").get_attribute("data-about")
            told.add((who, kind, draft))
    assert told == shown


def test_the_table_below_the_graph_has_a_row_for_every_edge(seeds: Any) -> None:
    page = seeds.open(EVERYTHING)
    edges = drawn(page)
    rows = page.locator(".as-table tbody tr")
    assert rows.count() == len(edges)
    listed = page.locator(".panel .edges button")
    assert listed.count() == len(edges)


def test_what_was_not_done_is_dashed_and_says_so(hostile: Any) -> None:
    page = hostile.open()
    threat = next(edge for edge in drawn(page) if edge["kind"] == "veto" and edge["status"] == "not_actual")
    style = page.evaluate(f"id => {CY}.getElementById(id).style('line-style')", threat["id"])
    assert style == "dashed"
    assert threat["verb"] == "threatens to veto"
    assert "threatened, not done" in page.locator(".panel").inner_text()
    done = next(edge for edge in drawn(page) if edge["kind"] == "veto" and edge["status"] == "actual")
    assert page.evaluate(f"id => {CY}.getElementById(id).style('line-style')", done["id"]) == "solid"


def test_an_accusation_points_from_the_accuser_to_the_accused(hostile: Any) -> None:
    page = hostile.open("#/graph?kinds=accuse,deny,find")
    edge = next(edge for edge in drawn(page) if edge["kind"] == "accuse" and edge["source"].endswith("/FRA"))
    assert edge["target"].endswith("state/SYR")
    arrows = page.evaluate(
        f"id => ['source', 'target'].map(end => {CY}.getElementById(id).style(end + '-arrow-shape'))",
        edge["id"],
    )
    assert arrows == ["none", "triangle"]
    assert edge["sentence"] == "France accuses Syria"
    page.get_by_role("button", name="France accuses Syria").click()
    card = page.locator(".panel .card")
    assert card.locator(".say").inner_text() == "France accuses Syria of torture"
    assert card.locator(".contested").inner_text() == "contested: see the denial"


def test_the_legend_filters_by_kind_status_and_document(seeds: Any) -> None:
    page = seeds.open()
    drawn(page)
    page.locator(".legend input[name=veto]").uncheck()
    assert "veto" not in {edge["kind"] for edge in drawn(page)}
    page.locator(".legend input[name=veto]").check()
    page.locator(".legend input[value=not_actual]").check()
    assert {edge["status"] for edge in drawn(page)} == {"not_actual"}
    page.locator(".legend input[value='']").check()
    slug = seeds.api("claims?type=veto&limit=1")["items"][0]["document"]["slug"]
    page.locator(".legend select").select_option(slug)
    kinds = ",".join(COUNCIL)
    asked = sorted(
        edge["id"] for edge in seeds.api(f"network?kinds={kinds}&document={slug}&limit=400")["edges"]
    )
    seeds.until(
        f"JSON.stringify({CY}.edges().map(edge => edge.id()).sort()) === JSON.stringify({json.dumps(asked)})"
    )
    assert f"document={slug}" in page.evaluate("location.hash")


def test_a_click_on_an_edge_opens_its_sentences(seeds: Any) -> None:
    page = seeds.open()
    edge = next(edge for edge in drawn(page) if edge["kind"] == "veto")
    middle = page.evaluate(f"id => {CY}.getElementById(id).renderedMidpoint()", edge["id"])
    page.locator(".canvas").click(position={"x": middle["x"], "y": middle["y"]})
    page.locator(".panel .card").first.wait_for()
    assert page.locator(".panel blockquote").first.inner_text() != ""


def test_the_same_link_draws_the_same_picture(browser: Browser, seeds_address: str) -> None:
    seen = []
    for _ in range(2):
        context = browser.new_context(viewport={"width": 1200, "height": 800})
        page = context.new_page()
        page.goto(f"{seeds_address}/{EVERYTHING}")
        seen.append(places(page))
        context.close()
    assert len(seen[0]) > 5
    assert seen[0] == seen[1]


def test_parallel_edges_are_apart(seeds: Any) -> None:
    page = seeds.open(EVERYTHING)
    edges = drawn(page)
    pairs: dict[tuple[str, str], list[str]] = {}
    for edge in edges:
        pairs.setdefault((edge["source"], edge["target"]), []).append(edge["id"])
    several = [ids for ids in pairs.values() if len(ids) > 1]
    assert several, "the seeds are expected to hold two links between the same two nodes"
    middles = [
        tuple(page.evaluate(f"id => Object.values({CY}.getElementById(id).midpoint())", name))
        for name in several[0]
    ]
    assert len(set(middles)) == len(middles)


def test_a_cut_graph_says_so_and_filters_on_the_server(seeds: Any) -> None:
    asked: list[str] = []

    def fewer(way: Any) -> None:
        asked.append(way.request.url)
        way.continue_(url=way.request.url.replace("limit=400", "limit=5"))

    seeds.page.route("**/network?*", fewer)
    page = seeds.open("#/graph?kinds=accuse")
    total = seeds.api("network?kinds=accuse")["total_edges"]
    assert total > 5
    assert f"Only 5 of {total} links are shown" in page.locator(".cut").inner_text()
    assert [edge["kind"] for edge in drawn(page)] == ["accuse"] * 5
    assert "kinds=accuse" in asked[-1]


def test_a_node_is_shown_with_its_neighbours(seeds: Any) -> None:
    page = seeds.open("#/graph?node=state/RUS")
    assert page.get_by_role("heading", level=1).inner_text() == "Around Russia"
    assert all("RUS" in edge["source"] + edge["target"] for edge in drawn(page))
    page.get_by_role("link", name="Back to the whole graph").click()
    page.get_by_role("heading", name="Who sponsored, voted on and vetoed what").wait_for()


def test_the_colours_follow_the_system(seeds: Any) -> None:
    page = seeds.open()
    light = {edge["id"]: edge["colour"] for edge in drawn(page)}
    page.emulate_media(color_scheme="dark")
    seeds.until(f"{CY}.edges().every(edge => edge.data('colour') !== {json.dumps(light)}[edge.id()])")


def test_drafts_of_the_same_name_are_told_apart(seeds: Any) -> None:
    page = seeds.open(EVERYTHING)
    drawn(page)
    names = page.evaluate(f"{CY}.nodes().filter(node => node.data('boxed')).map(node => node.data('label'))")
    assert len(names) == len(set(names)) > 0
