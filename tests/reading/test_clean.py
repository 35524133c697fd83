from __future__ import annotations

import pytest

from graph.reading.clean import is_furniture, passages

FURNITURE = [
    "You must enter a valid email address in the field above!",
    "Thank you for signing up for the Politics Today newsletter!",
    "Share this page", "Post Comments", "Note: By posting your comments here you agree", "Follow us on",
    "Welcome Guest! You are here: Home » World", "READ: Syrians return to Homs", "Story highlights",
    "CNN’s Richard Roth and Mohammed Tawfeeq contributed to this report.", "04:38 - Source: CNN",
    "Enlarge this image toggle caption John Flesher/AP", "1. ホーム", "ホーム ニュース", "2. News Release",
    "[Boys cry following air strikes on the city.]", "###", "UN Photo/Loey Felipe",
    "https://example.org/article", "Related News", "Topic: Human rights",
]  # fmt: skip
ARTICLE = [
    "Russia vetoed the draft resolution.",
    "Read the resolution, the ambassador told the council.",
    "Follow-up talks are planned in Geneva.",
    "“Share the burden,” the minister said.",
    "Syria is not a state party to the Rome Statute.",
    "Related charges were dropped by the court.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_left_out(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ARTICLE)
def test_the_article_stays(line: str) -> None:
    assert not is_furniture(line)


def test_every_character_knows_its_place() -> None:
    text = "# Title\r\n\r\nThe **ICC** [has opened](https://x.org/a_(b)) an [inquiry](y).\n\n&nbsp;\n\nMore text here.\n"
    found = list(passages(text))
    assert [p.text for p in found] == ["Title", "The ICC has opened an inquiry.", "More text here."]
    assert [p.heading for p in found] == [True, False, False]
    for passage in found:
        for i, character in enumerate(passage.text):
            if character != " ":
                assert text[passage.mapped.places[i]] == character


def test_wrapped_lines_are_joined_and_others_stand_alone() -> None:
    text = (
        "Today, the overwhelming majority of the world, nations from every region\n"
        "of it, voted to defend the Charter.\nA second paragraph begins in its own line.\n"
    )
    assert [p.text[:9] for p in passages(text)] == ["Today, th", "A second "]


def test_a_dateline_is_cut_off() -> None:
    text = "UNITED NATIONS (AP) — Nearly 60 countries urged the Council to act.\n"
    (passage,) = passages(text)
    assert passage.text.startswith("Nearly 60")
    assert passage.mapped.places[0] == text.index("Nearly")


def test_lost_apostrophes_are_put_back_only_where_all_are_lost() -> None:
    filler = "The council met again on the matter and no vote was taken by any member. " * 8
    (lost,) = passages(filler + "Russias air force struck.", frozenset({"Russia"}))
    assert "Russia's air force" in lost.text
    kept = passages(filler + "Syria's army and Russias air force struck.", frozenset({"Russia"}))
    assert "Russias air force" in next(kept).text


def test_an_endless_line_is_cut_into_pieces_that_cover_it() -> None:
    text = "The council met. " * 2_000
    found = list(passages(text))
    assert len(found) > 4
    assert sum(len(p.text) for p in found) >= len(text) - len(found)


def test_an_article_flattened_into_one_line_loses_only_the_furniture() -> None:
    body = "Russia vetoed the draft on Syria. France said that the war must end at once and for all. " * 5
    text = (
        body
        + "Sign up to our newsletter and get it in your inbox soon. "
        + body
        + "Ann Lee contributed to this report."
    )
    (passage,) = passages(text)
    assert "newsletter" not in passage.text
    assert "contributed" not in passage.text
    assert passage.text.count("Russia vetoed") == 10
