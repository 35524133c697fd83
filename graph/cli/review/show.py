"""Print facts that wait, decisions and merges for a person to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from graph.build.reviews import Merged
from graph.build.waiting import Waiting
from graph.cli.visible import visible
from graph.model import Fact
from graph.review.entry import Entry


def fact_lines(one: Waiting) -> Iterator[str]:
    """Yield id, confidence and type of a fact, who does what to whom, and its sentence, the quote marked."""
    fact = one.fact
    yield f"{fact.id}  {fact.confidence:.2f}  {fact.type}  {visible(fact.document)}:{fact.start}"
    yield f"    {visible(who(fact))}"
    yield f"    {visible(_flat(f'{one.before}»{fact.quote}«{one.after}'))}"


def who(fact: Fact) -> str:
    """Return who says or does what about whom, in one line."""
    speaker = f" ({fact.speaker})" if fact.speaker else ""
    aim = f" → {fact.target}" if fact.target else ""
    what = ": ".join(part for part in (fact.crime, fact.object) if part)
    value = "" if fact.value is None else f" = {_value(fact.value)}"
    told = "" if fact.status == "actual" else f" ({fact.modality})"
    when = f", {fact.date}" if fact.date else ""
    return f"{fact.actor}{speaker}{aim}{f' | {what}' if what else ''}{value}{told}{when}"


def waiting_lines(found: Sequence[Waiting], below: float, limit: int) -> Iterator[str]:
    """Yield what waits, as far as the limit goes, and say how much is left out."""
    if not found:
        yield f"Nothing below {below:g} waits for review."
        return
    yield f"{len(found):,} {'facts wait' if len(found) > 1 else 'fact waits'} for review, below {below:g}:"
    for one in found[:limit]:
        yield ""
        yield from fact_lines(one)
    if len(found) > limit:
        yield f"\n{len(found) - limit:,} more; --limit shows them."


def rejected_lines(entries: Sequence[Entry], unmet: Mapping[str, str]) -> Iterator[str]:
    """Yield the facts that were rejected, and why."""
    found = [entry for entry in entries if entry.decision == "reject"]
    yield f"{len(found):,} rejected:" if found else "Nothing was rejected."
    for entry in found:
        place = entry.fact
        yield f"\n{entry.key}  {place.type}  {visible(place.document)}:{place.start or 0}"
        aim = f" → {place.target}" if place.target else ""
        yield f"    {visible(f'{place.actor}{aim}' if place.actor else 'somebody')}"
        yield f"    »{visible(_flat(place.quote))}«"
        told = ", ".join(part for part in (entry.by, entry.on, entry.why) if part)
        if told:
            yield f"    {visible(told)}"
        if entry.key in unmet:
            yield f"    met nothing: {visible(unmet[entry.key])}"


def unmet_lines(found: Sequence[tuple[str, str, str]], identities: Sequence[str]) -> Iterator[str]:
    """Yield the entries of both files that met nothing."""
    if not found and not identities:
        yield "Every entry met something."
    for key, document, why in found:
        yield f"correction {key}, in {visible(document)}: {visible(why)}"
    for what in identities:
        yield f"identity: {visible(what)}"


def merged_lines(found: Mapping[str, Sequence[Merged]], base: str) -> Iterator[str]:
    """Yield each node that stands for several names, with the names, the score and the reason."""
    many = "node stands" if len(found) == 1 else "nodes stand"
    yield f"{len(found):,} {many} for what documents name differently:" if found else "Nothing is merged."
    for into, merges in sorted(found.items(), key=lambda pair: (pair[1][0].name.casefold(), pair[0])):
        yield f"\n{visible(merges[0].name)}  {visible(into.removeprefix(base))}"
        for one in merges:
            words = f"“{_flat(one.phrase)}” in {one.document}: {one.score}, {one.reason}"
            yield f"    {visible(words)}"


def _value(value: object) -> str:
    return json.dumps(dict(value), ensure_ascii=False) if isinstance(value, Mapping) else str(value)


def _flat(text: str) -> str:
    return " ".join(text.split())
