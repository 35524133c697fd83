"""Tell whose text a document is where it speaks for itself: a press release, a government's statement."""

from __future__ import annotations

from graph.gazetteer import Gazetteer
from graph.reading.people import Actor
from graph.reading.story import Story
from graph.reading.words import Words


def is_outlet(name: str, words: Words) -> bool:
    """Tell whether a publisher is a newspaper, agency or broadcaster."""
    parts = set(name.lower().replace("-", " ").split())
    return bool(parts & set(words.outlets))


def publisher(story: Story, words: Words, gazetteer: Gazetteer) -> Actor | None:
    """Return the publisher where it speaks for itself: anybody but a news outlet."""
    name = story.document.publisher
    if not name or is_outlet(name, words):
        return None
    entries = [
        e for e in gazetteer.find(name) if e.kind not in ("statute", "provision", "resolution", "crime")
    ]
    if not entries:
        shorter = name.removesuffix(" press office").strip()
        entries = list(gazetteer.find(shorter))
    return Actor.of(entries[0], "focus") if entries else Actor(name, kind="organization", via="focus")
