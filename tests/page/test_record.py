"""The record on the page: votings, one voting beside its reports, and the record beside a claim."""

from __future__ import annotations

from typing import Any

import pytest

from tests.page.test_reach import tab_to

pytestmark = pytest.mark.browser


def test_votings_are_listed_with_the_vetoes_in_words(seeds: Any) -> None:
    page = seeds.open("#/record")
    rows = page.locator("table tbody tr")
    assert rows.count() == 18
    row = rows.filter(has_text="S/2014/348")
    for words in ("2014-05-22", "not adopted", "vetoes by China and Russia", "13 for, 2 against", "65"):
        assert words in row.inner_text()


def test_a_filter_of_the_record_stands_in_the_address(seeds: Any) -> None:
    page = seeds.open("#/record?from=2014&to=2014")
    assert page.locator("table tbody tr").count() == 1
    page.locator("select[name=vetoed]").select_option("false")
    page.locator(".note.empty").wait_for()
    assert "vetoed=false" in page.evaluate("location.hash")
    page.locator("select[name=vetoed]").select_option("true")
    page.locator("table tbody tr").first.wait_for()
    page.locator("input[name=voter]").fill("Russia")
    page.keyboard.press("Tab")
    page.locator("select[name=choice]").select_option("no")
    seeds.until("location.hash.includes('choice=no') && location.hash.includes('voter=Russia')")
    seeds.until("document.querySelectorAll('table tbody tr').length === 1")


def test_the_keyboard_leads_from_the_list_to_a_voting_and_to_the_quote(seeds: Any) -> None:
    page = seeds.open("#/record?from=2014&to=2014")
    page.locator("table tbody tr").first.wait_for()
    tab_to(page, lambda here: here["text"] == "S/2014/348")
    page.keyboard.press("Enter")
    page.locator(".reported .card").first.wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    tab_to(page, lambda here: "quote-link" in here["class"], most=150)
    page.keyboard.press("Enter")
    page.locator(".text mark.active").first.wait_for()


def test_a_voting_shows_every_vote_and_marks_vetoes_by_the_word(seeds: Any) -> None:
    page = seeds.open("#/record/S-2014-348")
    assert page.locator(".choice-no li").all_inner_texts() == ["China veto", "Russia veto"]
    assert page.locator(".choice-yes li").count() == 13
    assert page.locator(".choice-yes h3").inner_text() == "In favour: 13"
    assert "65 sponsors" in page.locator(".recorded").inner_text()
    assert "Rows: drafts.csv" in page.locator(".entries").inner_text()
    href = page.get_by_role("link", name="This as JSON").get_attribute("href")
    assert href.endswith("/votings/S-2014-348")


def test_reports_stand_beside_the_voting_with_score_and_reason(seeds: Any) -> None:
    page = seeds.open("#/record/S-2014-348")
    told = seeds.api("votings/S-2014-348")["reports"]
    cards = page.locator(".reported .card")
    assert cards.count() == len(told)
    for report, text in zip(told, cards.all_inner_texts(), strict=True):
        assert report["quote"] in text
        assert f"Score {report['score']:.2f}" in text
        assert ("Possibly the record:" in text) != report["certain"]


def test_a_claim_says_what_the_record_has(seeds: Any) -> None:
    claims = seeds.api("claims?type=veto&limit=500")["items"]
    certain = next(claim for claim in claims if any(one["certain"] for one in claim["record"]))
    page = seeds.open(f"#/claim/{certain['fact']}")
    line = page.locator(".chosen .on-record").inner_text()
    assert line.startswith(f"On the record: {certain['record'][0]['label']}, ")
    assert "not adopted" in line
    assert "Score" in line
    page.locator(".chosen .on-record a").click()
    page.locator(".recorded").wait_for()
    assert page.evaluate("location.hash") == f"#/record/{certain['record'][0]['voting']}"


def test_a_weak_match_is_only_possible(seeds: Any) -> None:
    claims = seeds.api("claims?type=veto&limit=500")["items"]
    weak = next(
        claim for claim in claims if claim["record"] and not any(one["certain"] for one in claim["record"])
    )
    page = seeds.open(f"#/claim/{weak['fact']}")
    lines = page.locator(".chosen .on-record p").all_inner_texts()
    assert len(lines) == len(weak["record"])
    assert all(line.startswith("Possibly on the record: ") for line in lines)


def test_the_record_fits_a_narrow_window(seeds: Any) -> None:
    for route in ("#/record", "#/record/S-2014-348"):
        page = seeds.open(route)
        page.set_viewport_size({"width": 360, "height": 740})
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, route


def test_an_empty_record_says_so(hostile: Any) -> None:
    page = hostile.open("#/record")
    assert "no record has been imported" in page.locator("main").inner_text()


def test_a_voting_that_is_not_there(seeds: Any) -> None:
    seeds.refusals_expected = True
    page = seeds.open("#/record/none")
    page.locator(".failure").wait_for()
    assert "nothing of this name" in page.locator(".failure").inner_text()
