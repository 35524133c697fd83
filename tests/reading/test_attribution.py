"""Who says it: the one accused of it is always Syria, and of what does not matter here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]
CRIME = "Syria committed war crimes"


@pytest.mark.parametrize(
    ("text", "actor", "speaker"),
    [
        (f"France said that {CRIME}.", "France", None),
        (f"{CRIME}, France said.", "France", None),
        (f"{CRIME}, said France.", "France", None),
        (f"According to France, {CRIME}.", "France", None),
        (f"{CRIME}, according to France.", "France", None),
        (f"French President Francois Hollande said {CRIME}.", "France", "Francois Hollande"),
        (f"France's foreign minister, Laurent Fabius, said {CRIME}.", "France", "Laurent Fabius"),
        (f"Laurent Fabius, the French foreign minister, said {CRIME}.", "France", "Laurent Fabius"),
        (f"Laurent Fabius, foreign minister of France, said {CRIME}.", "France", "Laurent Fabius"),
        (f"“{CRIME},” said Richard Dicker of Human Rights Watch.", "Human Rights Watch", "Richard Dicker"),
        (f"“{CRIME},” said Richard Dicker, director at Human Rights Watch.", "Human Rights Watch", "Richard Dicker"),
        (f"“{CRIME},” said Human Rights Watch director Kenneth Roth.", "Human Rights Watch", "Kenneth Roth"),
        (f"“{CRIME},” Mark Grant, the UK ambassador to the United Nations, said.", "United Kingdom", "Mark Grant"),
        (f'"{CRIME}," the French ambassador to the United Nations said.', "France", None),
        (f"A spokesman for the French foreign ministry said {CRIME}.", "France", None),
        (f"Germany said that France had said {CRIME}.", "France", None),
        (f"An Amnesty International report said {CRIME}.", "Amnesty International", None),
        (f"A report by Amnesty International said {CRIME}.", "Amnesty International", None),
        (f"Officials in Paris, France, said talks failed. Moscow said {CRIME}.", "Russia", None),
        (f"The Kremlin said {CRIME}.", "Russia", None),
        (
            f"Richard Dicker of Human Rights Watch spoke on Monday. “{CRIME},” Dicker said.",
            "Human Rights Watch", "Richard Dicker",
        ),
        (
            f"“We are shocked,” said Richard Dicker of Human Rights Watch. “{CRIME}.”",
            "Human Rights Watch", "Richard Dicker",
        ),
        (
            f"“We are shocked today by this,” said Richard Dicker of Human Rights Watch.\n\n“{CRIME}.”",
            "Human Rights Watch", "Richard Dicker",
        ),
        (f"The Syrian Opposition Coalition (SOC) met. The SOC said {CRIME}.", "Syrian Opposition Coalition", None),
        (f"The UN Human Rights Council met. The council said {CRIME}.", "UN Human Rights Council", None),
        (f"France met Germany. “{CRIME},” he said.", None, None),
    ],
)  # fmt: skip
def test_the_speaker(text: str, actor: str | None, speaker: str | None, read: Read) -> None:
    charges = [f for f in read(text) if f.type in ("accuse", "find") and f.target == "Syria"]
    found = [(f.actor, f.speaker) for f in charges if f.actor != "narrator"]
    assert found == ([(actor, speaker)] if actor else [])


def test_a_press_release_speaks_for_its_issuer(read: Read) -> None:
    text = f"{CRIME} last year.\n\nThe crimes went on for months."
    (fact,) = [f for f in read(text, publisher="Amnesty International") if f.type == "accuse"][:1] or [None]
    assert fact is not None
    assert (fact.actor, fact.target) == ("Amnesty International", "Syria")


def test_what_a_newspaper_says_itself_is_the_narrators(read: Read) -> None:
    told = [f for f in read(CRIME + ".", publisher="The Guardian") if f.type == "accuse"]
    assert {(f.actor, f.actor_id, f.target) for f in told} == {("narrator", None, "Syria")}


def test_how_the_actor_was_found_is_told(read: Read) -> None:
    via = {f.via for f in read(f"The Kremlin said {CRIME}.") if f.type == "accuse"}
    assert via == {"metonym"}
