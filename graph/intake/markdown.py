"""Take a Markdown text in: its front matter says what it is; the rest is text, signs and all."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from graph.errors import DocumentError
from graph.intake.about import About, declared
from graph.intake.limits import MAX_MATTER

_KEYS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "address": "address",
    "url": "address",
    "language": "language",
    "lang": "language",
}
_OPENS = re.compile(r"[\ufeff \t\r\n]{0,100}---[ \t]*\r?\n")
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_NO_LINE_END = re.compile(r"[^\r\n]")


def split(text: str, where: str) -> tuple[str, About]:
    """Return a text and what its front matter says of it; raise DocumentError where that cannot be read.

    The front matter itself is blanked and not cut off, so that places still count in the file's own text.
    """
    opening = _OPENS.match(text)
    closing = _CLOSES.search(text, opening.end(), opening.end() + MAX_MATTER) if opening else None
    if opening is None or closing is None:
        return text, About()
    pairs = dict(_pairs(text[opening.end() : closing.start()], where))
    if not pairs:  # a rule at the head of a text, and another one further down
        return text, About()
    blank = _NO_LINE_END.sub(" ", text[: closing.end()])
    given: dict[str, str | None] = {}
    for key, value in pairs.items():
        given.setdefault(_KEYS.get(key.casefold(), key), value)
    return blank + text[closing.end() :], declared(given, where)


def _pairs(matter: str, where: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of the front matter that have a plain value.

    The events of the parser are enough for that; to build what they describe could take any time.
    """
    depth, key = 0, None
    try:
        for event in yaml.parse(matter, Loader=yaml.SafeLoader):
            if depth == 1 and isinstance(event, yaml.ScalarEvent):
                if key is not None:
                    yield key, event.value
                key = event.value if key is None else None
            elif isinstance(event, yaml.CollectionStartEvent):
                if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                    return
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                key = None if depth == 1 else key
            elif isinstance(event, yaml.AliasEvent) and depth == 1:
                key = None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise DocumentError(f"its front matter is not YAML: {reason}", where=where) from error
