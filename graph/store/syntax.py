"""Turn the engine's syntax errors into ones a person can use."""

from __future__ import annotations

import re

from graph.errors import QuerySyntaxError

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTERS = re.compile(r"\[('.*?')\]", re.DOTALL)
_LONGEST = 200


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """Return the engine's complaint with its line and column, shortened to what helps."""
    found = _PLACE.match(str(error))
    if not found:
        return QuerySyntaxError(_shortened(str(error)))
    line, column, complaint = found.groups()
    return QuerySyntaxError(_message(complaint), line=int(line), column=int(column))


def _message(complaint: str) -> str:
    if "Prefix not found" in complaint:
        return "a prefix is used that is not declared"
    tokens = _CHARACTERS.sub("", complaint.removeprefix("expected one of "))
    named = [token for token in re.split(r",\s+", tokens) if token.strip(" |\n[]_")]
    if complaint.startswith("expected one of ") and named:
        return _shortened("expected one of " + ", ".join(named))
    return _shortened(complaint)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + " …"
