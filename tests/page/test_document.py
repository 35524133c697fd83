"""A claim opens beside its document with exactly its quote highlighted, and its link leads back to it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CLICK_EACH = """() => Object.fromEntries([...document.querySelectorAll('.margin .entry')].map(button => {
    button.click();
    const marks = [...document.querySelectorAll('.text mark.active')];
    return [new URLSearchParams(location.hash.split('?')[1]).get('claim'), marks.map(m => m.textContent).join('')];
}))"""


def highlighted(page: Page) -> str:
    """Return the text under the highlight, as the document holds it."""
    page.wait_for_selector(".text mark.active")
    text: str = page.evaluate(
        "[...document.querySelectorAll('.text mark.active')].map(m => m.textContent).join('')"
    )
    return text


def test_every_claim_of_every_document_highlights_its_quote(seeds: Any) -> None:
    documents = seeds.api("documents")["items"]
    assert len(documents) == 5
    for item in documents:
        claims = {claim["fact"]: claim for claim in seeds.api(f"documents/{item['slug']}")["claims"]}
        assert claims
        page = seeds.open(f"#/document/{item['slug']}")
        assert page.evaluate(CLICK_EACH) == {
            fact: claim["evidence"]["quote"] for fact, claim in claims.items()
        }


def test_offsets_count_characters_beyond_the_basic_plane(hostile: Any) -> None:
    denial = hostile.api("claims?type=deny")["items"][0]
    assert denial["evidence"]["quote"] == "🕊 “Syria” denied torture"
    page = hostile.open(f"#/claim/{denial['fact']}")
    assert highlighted(page) == denial["evidence"]["quote"]
    assert page.locator(".chosen blockquote").inner_text() == denial["evidence"]["quote"]


def test_the_text_shown_is_the_text_that_was_read(hostile: Any) -> None:
    page = hostile.open("#/document/hostile")
    page.wait_for_selector(".text mark")
    assert (
        page.evaluate("document.querySelector('.text').textContent")
        == hostile.api("documents/hostile")["text"]
    )


def test_a_contested_claim_leads_to_its_denial_and_back(hostile: Any) -> None:
    accusation = next(c for c in hostile.api("claims?type=accuse")["items"] if c["contested_by"])
    page = hostile.open(f"#/claim/{accusation['fact']}")
    page.locator(".chosen .contested").click()
    page.wait_for_selector(".chosen .answers")
    assert highlighted(page) == "🕊 “Syria” denied torture"
    page.locator(".chosen .answers").click()
    page.wait_for_selector(".chosen .contested")
    assert highlighted(page) == accusation["evidence"]["quote"]


def test_a_digest_says_that_it_is_one(seeds: Any) -> None:
    item = next(item for item in seeds.api("documents")["items"] if item["origin"] == "digest")
    page = seeds.open(f"#/document/{item['slug']}")
    note = page.locator(".digest")
    note.wait_for()
    assert note.inner_text().startswith("A digest.")
    assert item["publisher"]["label"] in note.inner_text()


def test_a_copied_link_opens_the_same_claim(seeds: Any) -> None:
    veto = seeds.api("claims?type=veto&status=actual&limit=1")["items"][0]
    page = seeds.open(f"#/document/{veto['document']['slug']}?claim={veto['fact']}")
    quote = highlighted(page)
    page.get_by_role("button", name="Copy a link to this claim").click()
    page.get_by_text("Copied").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{seeds.address}/#/claim/{veto['fact']}"
    page = seeds.open(link.removeprefix(f"{seeds.address}/"))
    assert highlighted(page) == quote == veto["evidence"]["quote"]
    box = page.locator(".text mark.active").first.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 860 - box["height"], "the highlight is in sight without scrolling"


def test_a_click_in_the_text_chooses_the_claim_there(hostile: Any) -> None:
    page = hostile.open("#/document/hostile")
    page.locator(".text mark", has_text="Brazil abstained").click()
    assert highlighted(page) == "Brazil abstained"
    assert page.locator(".entry[aria-current=true] .say").inner_text().startswith("Brazil abstained on")
