"""Whom a person speaks for, wherever the text says so: the one accused is always Syria."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]


@pytest.mark.parametrize(
    ("text", "actor", "speaker"),
    [
        ("Chinese Ambassador Li Guomin spoke first. Li accused Syria of torture.", "China", "Li Guomin"),
        ("Ana Ruiz, who leads the Forward Party, spoke. Ruiz accused Syria of torture.", "Forward Party", "Ana Ruiz"),
        (
            "Ana Ruiz, representing the Kenyan Commission of Jurists, accused Syria of torture.",
            "Kenyan Commission of Jurists", "Ana Ruiz",
        ),
        (
            "Ana Ruiz, chairman of the Kenyan Federation of Teachers, accused Syria of torture.",
            "Kenyan Federation of Teachers", "Ana Ruiz",
        ),
        ("The Independent Member for Calare, Peter Andren, accused Syria of torture.", "Peter Andren", None),
        (
            "Kenya was worried. The Minister for Health and Social Affairs, Ann Miles, accused Syria of torture.",
            "Kenya", "Ann Miles",
        ),
        ("The resident coordinator in Sudan, Ana Ruiz, accused Syria of torture.", "United Nations", "Ana Ruiz"),
        ("Hans Berg, the special envoy for Yemen, accused Syria of torture.", "United Nations", "Hans Berg"),
        ("The head of the army, Gen. Ali Musa, accused Syria of torture. Kenya was hit.", "Kenya", "Ali Musa"),
        ("President Donald J. Trump accused Syria of torture.", "United States", "Donald J. Trump"),
    ],
)  # fmt: skip
def test_whom_a_person_speaks_for(text: str, actor: str, speaker: str | None, read: Read) -> None:
    found = [(f.actor, f.speaker) for f in read(text) if f.type == "accuse" and f.target == "Syria"]
    assert found == [(actor, speaker)]


def test_nobody_in_a_headline_is_called_by_all_of_it(read: Read) -> None:
    text = (
        "Fact Sheet: President Donald J. Trump Addresses Human Rights Violations in Syria\n\n"
        "The government of Syria tortures prisoners."
    )
    assert {f.actor for f in read(text) if f.type == "accuse"} == {"United States"}
