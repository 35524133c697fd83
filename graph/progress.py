"""Tell how far a long work is: what is done, how much of it, and of how much (0: not known)."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Take note of no progress."""
