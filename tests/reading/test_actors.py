"""Who a noun phrase or a pronoun stands for: the one accused is always Syria."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kenya was worried. The Foreign Secretary accused Syria of torture.", "Kenya"),
        ("A Saudi prosecutor accused Syria of torture.", "Saudi Arabia"),
        ("A junta spokesman in Myanmar accused Syria of torture.", "Myanmar"),
        ("The ministry spokesman accused Syria of torture. Kenya met.", "Kenya"),
        ("The Kenyan Embassy in Paris accused Syria of torture.", "Kenya"),
        ("Kenya's Foreign Office accused Syria of torture.", "Kenya"),
        ("A spokesperson for the Kenyan Ministry of Foreign Affairs accused Syria of torture.", "Kenya"),
        ("The OHCHR reported. The world body accused Syria of torture.", "United Nations"),
        ("The African Union's peace and security council accused Syria of torture.", "African Union"),
        ("The Kenyan World Congress accused Syria of torture.", "Kenyan World Congress"),
        ("The Kenyan Doctors Network accused Syria of torture.", "Kenyan Doctors Network"),
        ("The New York-based Lanka Rights Forum accused Syria of torture.", "Lanka Rights Forum"),
        ("The NGO Justice Without Borders accused Syria of torture.", "Justice Without Borders"),
        ("The Movement for Change accused Syria of torture.", "Movement for Change"),
        ("The Lanka Rights Forum (LRF) met on Monday. LRF accused Syria of torture.", "Lanka Rights Forum"),
        (
            "Kenya said on Friday that talks failed. The UN Security Council met on Sunday. It denounced the torture "
            "of prisoners by Syria.",
            "UN Security Council",
        ),
        ("A New York Times inquiry began. The Times accused Syria of torture.", "The New York Times"),
        ("Amnesty International met. It accused Syria of torture.", "Amnesty International"),
    ],
)
def test_who_is_meant(text: str, actor: str, read: Read) -> None:
    found = [f.actor for f in read(text) if f.type in ("accuse", "find") and f.target == "Syria"]
    assert found == [actor]


def test_the_holder_of_a_post_is_the_one_spoken_of_before(read: Read) -> None:
    text = (
        "The principal official of the Office of the Commissioner of the Chinese Foreign Ministry met reporters.\n\n"
        "The principal official accused Syria of torture."
    )
    assert [f.actor for f in read(text) if f.type == "accuse"] == ["China"]


def test_a_resolution_is_theirs_who_adopted_it(read: Read) -> None:
    text = (
        "The UN Security Council met on Monday. A resolution, co-sponsored by Kenya and Chad and unanimously "
        "adopted, expresses sympathy.\n\nIt strongly condemns the attacks on civilians by Syria."
    )
    assert {f.actor for f in read(text) if f.type == "accuse"} == {"UN Security Council"}
