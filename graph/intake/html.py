"""Find the article in a page; run in a process of its own, because a page can be made to last for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from trafilatura import bare_extraction

from graph.errors import DocumentError

_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "table", "row", "code", "div", "body", "fw", "ab"})
_DATES = {
    "original_date": True,
    "extensive_search": False,  # a date somewhere in the text is not when it was published
    "min_date": "1945-01-01",
    "max_date": "2999-12-31",  # else it is today, and the same page would give another date tomorrow
}
_DECLARATION = re.compile(r"\A[\ufeff\s]*<\?xml[^>]{0,200}\?>")
_BREAKS = re.compile(
    r"(?:<br\b[^<>]{0,50}>(?:\s|&nbsp;)*){2,}", re.IGNORECASE
)  # how old pages part paragraphs
_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def text_of(data: bytes) -> dict[str, str | None]:
    """Return the article of a page (UTF-8), its paragraphs apart by blank lines, and what its head says."""
    page = _BAD.sub(" ", _DECLARATION.sub("", data.decode("utf-8")))
    page = _BREAKS.sub("</p><p>", page)
    if not re.search(r"<body\b|<html\b", page[:20_000], re.IGNORECASE):
        page = f"<html><body><div>{page}</div></body></html>"
    try:
        found = bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except RecursionError as error:
        raise DocumentError("the page is nested too deeply") from error
    except (ValueError, TypeError, AttributeError, LookupError, etree.LxmlError, AssertionError) as error:
        raise DocumentError(f"the page is damaged: {error}"[:200], hint="save it anew") from error
    text = "" if found is None or isinstance(found, dict) else "\n\n".join(_paragraphs(found.body))
    if found is None or isinstance(found, dict) or not text:
        raise DocumentError("no article was found in this page", hint="save its text as plain text")
    return {
        "text": f"{text}\n",
        "title": found.title,
        "published": found.date,
        "publisher": found.sitename,
        "address": found.url,
    }


def _paragraphs(body: etree._Element) -> Iterator[str]:
    parts: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        if name in _BLOCKS:
            yield from _tidy(parts)
            parts = []
        elif name == "lb" and event == "start":
            parts.append("\n")
        elif name == "cell" and event == "end":
            parts.append(" ")
        parts.append((node.text if event == "start" else node.tail) or "" if name else "")
    yield from _tidy(parts)


def _tidy(parts: list[str]) -> Iterator[str]:
    """Yield what stands between blank lines, each line of it without needless blanks."""
    for block in re.split(
        r"\n\s*\n", "".join(part if part == "\n" else " ".join(re.split(r"\s", part)) for part in parts)
    ):
        lines = [" ".join(line.split()) for line in block.split("\n")]
        if any(lines):
            yield "\n".join(line for line in lines if line)
