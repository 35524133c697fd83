"""Text and lines stand out from what they lie on, in the light and in the dark scheme (WCAG 2.2, AA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parent.parent.parent / "api" / "page" / "src" / "style" / "tokens.css"
KINDS = (
    "veto", "vote", "vote-yes", "vote-no", "vote-abstain", "sponsor", "support", "oppose", "accuse", "deny",
    "find", "call-for", "refer", "treaty-status", "case-filed", "figure",
)  # fmt: skip
NODES = (
    "state", "body", "court", "organization", "armed-group", "actor-group", "person", "actor", "draft",
    "resolution", "statute", "provision", "crime", "case", "matter",
)  # fmt: skip
BOXES = ("draft", "resolution", "statute", "provision", "crime", "case", "matter")
TEXT_ON = [
    *(
        (ink, ground, 4.5)
        for ink in ("ink", "muted", "accent", "warn")
        for ground in ("paper", "surface", "sunk")
    ),
    *((kind, "surface", 4.5) for kind in KINDS),
    *(("ink", f"node-{kind}", 4.5) for kind in BOXES),
    ("ink", "mark", 4.5),
    ("on-mark", "mark-active", 4.5),
    ("surface", "accent", 4.5),
    ("focus", "paper", 3.0),
    ("focus", "surface", 3.0),
]


def schemes() -> dict[str, dict[str, str]]:
    text = TOKENS.read_text("utf-8")
    light, _, dark = text.partition("@media (prefers-color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    colours = schemes()[scheme]
    faint = [
        f"{ink} on {ground}: {contrast(colours[ink], colours[ground]):.2f}"
        for ink, ground, least in TEXT_ON
        if contrast(colours[ink], colours[ground]) < least
    ]
    assert faint == []


def test_the_dark_scheme_changes_every_colour() -> None:
    light, dark = schemes()["light"], schemes()["dark"]
    assert len(light) > 40
    assert [name for name in light if light[name] == dark[name]] == []
    assert all(f"node-{kind}" in light for kind in NODES)
