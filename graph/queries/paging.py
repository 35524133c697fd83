"""Cut long lists into pages that stay valid when items come or go."""

from __future__ import annotations

import base64
import bisect
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.errors import FilterError

Item = TypeVar("Item")
Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Hold a stretch of a longer list: how long that is, and the token that asks for the next stretch.

    `unknown` holds the names of the filters that nothing in the graph carries.
    """

    items: list[Item]
    total: int
    next: str | None
    unknown: tuple[str, ...] = ()


def stretch(keys: Sequence[Key], after: str | None, limit: int) -> tuple[Sequence[Key], str | None]:
    """Return the keys that follow a token, and the token of the last one where more follow."""
    first = bisect.bisect_right(keys, _read(after, keys)) if after else 0
    found = keys[first : first + limit]
    more = first + limit < len(keys)
    return found, _token(found[-1]) if more and found else None


def _token(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _read(token: str, keys: Sequence[Key]) -> Key:
    try:
        key = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, RecursionError) as error:
        raise FilterError("after: this is not a page token of ours") from error
    shape = [type(part) for part in keys[0]] if keys else None
    if not isinstance(key, list) or shape not in (None, [type(part) for part in key]):
        raise FilterError("after: this is not a page token of this list")
    return tuple(key)
