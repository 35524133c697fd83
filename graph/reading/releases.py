"""Tell whose release a text is by who speaks in it: who says nearly everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from graph.reading.clauses import subjects
from graph.reading.issuers import issues
from graph.reading.people import Actor
from graph.reading.story import Story
from graph.reading.words import Words, bag

Who = Callable[[Token], list[Actor]]
Is = Callable[[Token], bool]
_SHARE = 0.45  # of everything said with a name to it
_LONE_SHARE = 0.6  # the same, where a single person speaks
_OPENING = 2  # passages in which a release names its issuer
_FIRST_SENTENCES = 4
_LEAST = 3
_TODAY = frozenset({"today", "yesterday", "tonight"})
_HOURS = frozenset({"morning", "afternoon", "evening"})
_VOICING = bag("appeal seek welcome urge call demand condemn raise deplore")
_PRESS = bag("reporters reporter told interview correspondent newspaper afp reuters ap bbc cnn xinhua")


def released(story: Story, words: Words, speaks: Is, who: Who) -> Actor | None:
    """Return whose release a text is, or None where it is a report on several."""
    return (
        _today(story, words, speaks, who)
        or _dominant(story, words, speaks, who)
        or _lone(story, words, speaks, who)
    )


def _sentences(story: Story) -> Iterator[Span]:
    opening = [p.doc for p in story.passages if not p.passage.heading][:_OPENING]
    yield from (s for doc in opening for s in list(doc.sents)[:_FIRST_SENTENCES])


def _today(story: Story, words: Words, speaks: Is, who: Who) -> Actor | None:
    """Return the organisation of "…, Human Rights Watch said today.", as NGOs open their releases."""
    for sentence in _sentences(story):
        if not any(t.lower_ in ("today", "yesterday") for t in sentence):
            continue
        for token in sentence:
            found = who(token) if speaks(token) and token.dep_ != "relcl" else []
            for actor in found:
                if issues(actor, words):
                    return replace(actor, speaker=None, via="focus")
    return None


def _dominant(story: Story, words: Words, speaks: Is, who: Who) -> Actor | None:
    """Return the organisation that says nearly everything: whose press release this is."""
    said: Counter[Actor] = Counter()
    for _, sentence in story.sentences():
        for token in sentence:
            if token.dep_ in ("relcl", "acl", "amod"):
                continue
            voiced = token.lemma_ in _VOICING and token.pos_ == "VERB" and subjects(token)
            if speaks(token) or voiced:
                said.update(replace(a, speaker=None, via="focus") for a in who(token)[:1])
    total = sum(said.values())
    if not total:
        return None
    best, times = min(said.items(), key=lambda item: (-item[1], item[0].name))
    chief = issues(best, words) and times >= _LEAST and times >= _SHARE * total
    return best if chief and _opens(story, best) and not _is_reported(story, words) else None


def _lone(story: Story, words: Words, speaks: Is, who: Who) -> Actor | None:
    """Return what the one person speaks for whose words a release consists of: "Mr Lee said today"."""
    if any(t.lower_ in _PRESS for p in story.passages for t in p.doc):
        return None
    said: Counter[str] = Counter()
    voices: Counter[Actor] = Counter()
    for _, sentence in story.sentences():
        for token in sentence:
            found = who(token)[:1] if speaks(token) and token.dep_ not in ("relcl", "acl", "amod") else []
            said.update(a.name for a in found)
            voices.update(replace(a, via="focus") for a in found if a.speaker or a.kind == "person")
    best = min(voices, key=lambda a: (-voices[a], a.name), default=None)
    if best is None or best.kind == "body" or voices[best] < _LEAST:
        return None
    lone = said[best.name] >= _LONE_SHARE * sum(said.values())
    return best if lone and _speaks_first(story, best.speaker or best.name) else None


def _speaks_first(story: Story, name: str) -> bool:
    """Tell whether the first lines name a person and say "today", as a minister's release does."""
    last = name.split()[-1]
    words = [t for p in [p for p in story.passages if not p.passage.heading][: _OPENING + 1] for t in p.doc]
    near = any(
        t.lower_ in _TODAY or (t.lower_ in _HOURS and t.nbor(-1).lower_ == "this") for t in words if t.i
    )
    return near and any(t.text == last for t in words)


def _is_reported(story: Story, words: Words) -> bool:
    """Tell whether the first lines describe somebody as only a newspaper does: "the New York-based group"."""
    opening = [p.doc for p in story.passages[: 2 * _OPENING]]
    based = [t for doc in opening for t in doc[1:-1] if t.lower_ == "based" and t.nbor(-1).text == "-"]
    ahead = [t.nbor(k) for t in based for k in (1, 2) if t.i + k < len(t.doc)]
    return any(t.lemma_.lower() in words.generic for t in ahead)


def _opens(story: Story, actor: Actor) -> bool:
    """Tell whether the first lines name an actor, as a release names its issuer."""
    opening = [p for p in story.passages if not p.passage.heading][:_OPENING]
    named = {m.entry.name for p in opening for m in story.names[story.place(p.doc[0])].all}
    return actor.name in named or any(actor.name in p.doc.text for p in opening)
