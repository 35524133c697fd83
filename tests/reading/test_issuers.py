"""Whose text a statement is, and that a report on one stays the narrator's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]
TOLD = "Syria tortured prisoners."
CRIME = "Syria committed war crimes"


def _tellers(facts: list[Fact]) -> set[str]:
    return {f.actor for f in facts if f.type == "accuse" and f.crime == "torture"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Kenyan Minister Ana Ruiz said today that the talks went on.\n\n“We are shocked,” Ms Ruiz said.\n\n"
            f"“{CRIME},” Ms Ruiz said.\n\nThe Minister said that aid went on.\n\n{TOLD}",
            "Kenya",
        ),
        (f"Fact Sheet: President Donald J. Trump Acts on Syria\n\n{TOLD}", "United States"),
        (
            "The following is Amnesty International's statement on the talks:\n\n" + TOLD,
            "Amnesty International",
        ),
        (
            "Amnesty International is appealing to Kenya to act.\n\n“Now is the time,” Amnesty International said.\n\n"
            f"Amnesty International urged talks.\n\n{TOLD}",
            "Amnesty International",
        ),
    ],
)
def test_whose_text_it_is(text: str, actor: str, read: Read) -> None:
    assert _tellers(read(text)) == {actor}


@pytest.mark.parametrize(
    "text",
    [
        # A newspaper names the weekday and describes who speaks.
        f"Kenyan Minister Ana Ruiz said on Monday that talks went on.\n\n“We are shocked,” Ruiz said.\n\n"
        f"“{CRIME},” Ruiz said.\n\nRuiz said that aid went on.\n\n{TOLD}",
        f"The London-based group Amnesty International said that talks went on.\n\n“Act,” Amnesty International said."
        f"\n\n“{CRIME},” Amnesty International said.\n\n{TOLD}",
    ],
)
def test_a_report_is_the_narrators(text: str, read: Read) -> None:
    assert _tellers(read(text)) == {"narrator"}


def test_a_statement_headed_by_a_post_is_the_one_state_named(read: Read) -> None:
    text = "STATEMENT BY THE VICE PRESIDENT\n\nWe urge the House to respect Kenya. We urge the House to act."
    assert {f.actor for f in read(text) if f.type == "call_for"} <= {"Kenya"}


def test_a_statement_headed_by_a_post_is_not_the_accuseds(read: Read) -> None:
    text = f"Statement by the President\n\nWe thank Kenya. Syria is wrong. {TOLD} Syria must stop."
    assert "Syria" not in _tellers(read(text))


def test_a_line_that_begins_with_a_name_is_said_by_it(read: Read) -> None:
    text = f"President Macron: “{CRIME} and tortured many prisoners.”"
    assert {f.actor for f in read(text) if f.type == "accuse"} == {"France"}
