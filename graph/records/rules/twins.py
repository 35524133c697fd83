"""Tell events that a source gives twice: one draft is voted on once, one resolution adopted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from graph.records.items import Item


def check_twins(items: Iterable[Item]) -> None:
    """Find fault with events that share a draft or a resolution."""
    every = list(items)
    _shared(every, "duplicate-draft", "draft", _draft)
    _shared(every, "duplicate-resolution", "resolution", lambda item: item.get("resolution"))


def _draft(item: Item) -> str | None:
    return None if item.get("amendment") else item.get("draft")


def _shared(items: Iterable[Item], rule: str, what: str, key: Callable[[Item], str | None]) -> None:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        name = key(item)
        if name:
            groups[name].append(item)
    for name, group in groups.items():
        if len(group) > 1:
            _judge(rule, f"{what} {name}", group)


def _judge(rule: str, what: str, group: list[Item]) -> None:
    """Blame the twins that break another rule, and all of them where no or several others are sound.

    The one sound twin stands; that its draft is told twice is kept with it, as a conflict.
    """
    sound = [item for item in group if not item.faults]
    for item in group:
        others = ", ".join(other.id for other in group if other is not item)
        if sound == [item]:
            item.notes.append((rule, f"{what} is also told by {others}, which contradicts itself"))
        else:
            item.fault(rule, f"{what} is also told by {others}")
