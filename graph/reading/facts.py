"""Make facts of candidates: evidence, identifiers, and each fact once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from graph.idents import fact_id
from graph.model import Fact
from graph.reading.candidates import Candidate
from graph.reading.story import Story

EVENTS = frozenset({"vote", "veto", "sponsor", "treaty_status", "refer", "case_filed"})
_VAGUE_FRAMES = frozenset({"draft-of"})  # give way to a frame that says what was done
_NO_VETO = frozenset({"UN General Assembly", "UN Human Rights Council"})
_TO_COME = ("vote", None, "not_actual")
_MAX_QUOTE = 420  # characters; beyond it the sentence is cut down to what lies between the roles


Sure = Callable[[Candidate], float]


def assemble(story: Story, candidates: Iterable[Candidate], sure: Sure, extractor: str) -> tuple[Fact, ...]:
    """Return the facts in the order of the text, without repetition; `sure` gives the confidence of each."""
    # Of a vote to come nothing is told until somebody says how he means to vote.
    told = (c for c in _best(list(candidates), story) if (c.type, c.value, c.verdict[0]) != _TO_COME)
    facts = [_fact(story, c, sure, extractor) for c in told]
    unique = {f.id: f for f in sorted(facts, key=lambda f: (f.start, f.end, f.type, f.id), reverse=True)}
    return tuple(
        sorted(unique.values(), key=lambda f: (f.start, f.end, f.type, f.actor, f.target or "", f.id))
    )


def _best(candidates: list[Candidate], story: Story) -> list[Candidate]:
    """Keep one candidate for the same statement in one sentence, and the more telling one of two."""
    kept: dict[tuple[object, ...], Candidate] = {}
    for candidate in candidates:
        key = _key(candidate, story)
        if key not in kept or _rank(candidate) > _rank(kept[key]):
            kept[key] = candidate
    return _without_vague(list(kept.values()), story)


def _key(candidate: Candidate, story: Story) -> tuple[object, ...]:
    trigger = candidate.trigger
    sentence = (story.place(trigger), trigger.sent.start)
    family = "accuse" if candidate.type == "find" else candidate.type
    same = (family, candidate.actor.name, candidate.target and candidate.target.name, candidate.crime)
    if candidate.type == "figure":
        return (*same, *sentence, str(candidate.value), candidate.object)
    if candidate.type == "call_for":
        return (*same, *sentence)
    value = "" if candidate.type in ("veto", "sponsor") else str(candidate.value)
    return (*same, *sentence, candidate.verdict[0], value)


def _rank(candidate: Candidate) -> tuple[int, ...]:
    return (
        candidate.actor.speaker is not None,
        candidate.value is not None,
        candidate.frame not in _VAGUE_FRAMES,
        candidate.object is not None,
        candidate.value == "drafter",
        -candidate.trigger.i,
    )


def _without_vague(candidates: list[Candidate], story: Story) -> list[Candidate]:
    """Drop "other" beside a named crime, and a missing target beside a named one."""
    named = {_scope(c, story) for c in candidates if c.crime not in (None, "other")}
    aimed = {
        (c.type, c.actor.name, story.place(c.trigger), c.trigger.sent.start) for c in candidates if c.target
    }
    done = {(*_scope(c, story), c.type) for c in candidates if c.verdict[0] == "actual" and c.type in EVENTS}
    candidates = [
        c for c in candidates if not (c.verdict[1] == "expected" and (*_scope(c, story), c.type) in done)
    ]
    candidates = _without_doubles(candidates, story)
    vetoes = {c.actor.name for c in candidates if c.type == "veto"}
    return [
        c for c in candidates
        if not (c.type == "vote" and c.value == "no" and c.actor.name in vetoes and _may_veto(c, story))
        and not (c.type in ("accuse", "find") and c.crime == "other" and _scope(c, story) in named)
        and not (c.type in ("call_for", "deny") and c.target is None
                 and (c.type, c.actor.name, story.place(c.trigger), c.trigger.sent.start) in aimed)
    ]  # fmt: skip


def _without_doubles(candidates: list[Candidate], story: Story) -> list[Candidate]:
    """Drop positions that a vote tells, and a body's bare vote where its counts are told."""
    cast = {_where(c, story) for c in candidates if c.type in ("vote", "veto") and c.verdict[0] == "actual"}
    counted = {c.actor.name for c in candidates if c.type == "vote" and isinstance(c.value, Mapping)}
    return [
        c for c in candidates
        if not (c.type in ("support", "oppose") and _where(c, story) in cast)
        and not (c.type == "vote" and c.value is None and c.actor.name in counted)
    ]  # fmt: skip


def _where(c: Candidate, story: Story) -> tuple[object, ...]:
    return (c.actor.name, story.place(c.trigger), c.trigger.sent.start)


def _may_veto(c: Candidate, story: Story) -> bool:
    """Tell whether a vote was cast where some have a veto, not in an assembly."""
    near = [c.trigger.sent, *islice(story.before(c.trigger), 1)]
    return not any(m.entry.name in _NO_VETO for s in near for m in story.mentions(s))


def _scope(c: Candidate, story: Story) -> tuple[object, ...]:
    return (c.actor.name, c.target and c.target.name, story.place(c.trigger), c.trigger.sent.start)


def _fact(story: Story, c: Candidate, sure: Sure, extractor: str) -> Fact:
    start, end = _span(story, c)
    document = story.document
    target = c.target.name if c.target else None
    status, modality = c.verdict
    return Fact(
        id=fact_id(document.id, c.type, c.actor.name, target, c.object, start, end, c.crime, c.value),
        document=document.id, type=c.type, actor=c.actor.name, actor_id=c.actor.iri, speaker=c.actor.speaker,
        target=target, target_id=c.target.iri if c.target else None, object=c.object, crime=c.crime,
        statute=c.statute, value=c.value, date=c.date, status=status, modality=modality,
        quote=document.text[start:end], start=start, end=end, via=c.actor.via,
        confidence=sure(c), extractor=extractor,
    )  # fmt: skip


def _span(story: Story, c: Candidate) -> tuple[int, int]:
    """Return the place of the shortest text that carries the fact: from its first role to its last."""
    sentence = c.trigger.sent
    tokens = [t for t in c.evidence if t.sent == sentence]
    start = min(t.left_edge.i for t in tokens)
    end = max(t.right_edge.i for t in tokens) + 1
    if c.trigger.doc[start:end].end_char - c.trigger.doc[start:end].start_char > _MAX_QUOTE:
        start, end = min(t.i for t in tokens), max(t.i for t in tokens) + 1
    start, end = max(start, sentence.start), min(end, sentence.end)
    while start < end - 1 and c.trigger.doc[start].is_space:
        start += 1
    while end - 1 > start and (
        c.trigger.doc[end - 1].is_space or c.trigger.doc[end - 1].text in (",", ";", ":")
    ):
        end -= 1
    return story.original(c.trigger.doc[start:end])
