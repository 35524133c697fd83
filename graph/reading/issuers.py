"""Tell whose text a document is where it speaks for itself: a press release, a government's statement."""

from __future__ import annotations

import re

from graph.gazetteer import Gazetteer
from graph.reading.people import Actor
from graph.reading.quotes import Quotation
from graph.reading.story import Story
from graph.reading.words import Words

_HEADED = re.compile(
    r"\b(?:statement|remarks|letter|address|speech|declaration|submission)\s+(?:of|by|from)\b", re.I
)
_TOP = 4  # passages in which a heading is looked for
_NEAR = 60  # characters between "statement by" and the name
_OWN_VOICE = 2  # times "we" or "our" is said outside quotations
_NAMED = 2  # times a text that says "we" must name its author


def is_outlet(name: str, words: Words) -> bool:
    """Tell whether a publisher is a newspaper, agency or broadcaster."""
    parts = set(name.lower().replace("-", " ").split())
    return bool(parts & set(words.outlets))


def issues(actor: Actor, words: Words) -> bool:
    """Tell whether an actor is of the kind that publishes statements of its own."""
    return actor.kind == "organization" and not is_outlet(actor.name, words)


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


def headed(story: Story, words: Words) -> Actor | None:
    """Return whose statement the first lines say this is: "Statement by …", "Open letter from …"."""
    for parsed, names in zip(story.passages[:_TOP], story.names[:_TOP], strict=True):
        match = _HEADED.search(parsed.doc.text)
        for mention in names.all if match else ():
            near = parsed.doc[mention.start].idx - match.end() if match else -1
            if mention.is_actor and 0 <= near <= _NEAR and not is_outlet(mention.entry.name, words):
                return Actor.of(mention.entry, "focus")
    return None


def own(story: Story, words: Words) -> Actor | None:
    """Return the organisation that a text which says "we" names most."""
    counts = story.counts()
    named = [e for e in counts if e.kind == "organization" and not is_outlet(e.name, words)]
    best = min(named, key=lambda e: (-counts[e], e.id), default=None)
    return Actor.of(best, "focus") if best and counts[best] >= _NAMED else None


def speaks_for_itself(story: Story, quotes: list[list[Quotation]]) -> bool:
    """Tell whether a text says "we" outside quotations: a statement or a letter, not a report."""
    said = [
        t
        for parsed, inside in zip(story.passages, quotes, strict=True)
        for t in parsed.doc
        if t.lower_ in ("we", "our") and not any(q.covers(t.i) for q in inside)
    ]
    return len(said) >= _OWN_VOICE
