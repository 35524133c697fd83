"""Cut a SPARQL query into tokens, one at a time, without ever looking back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.errors import QuerySyntaxError


class Token(NamedTuple):
    """Carry one token: what it is, how it is written and where it starts."""

    kind: str
    text: str
    at: int


# A name may be glued to the keyword before it ("SERVICE:x"): the engine then reads two tokens, and so do we.
GLUED: Final = frozenset({"FROM", "NAMED", "FILTER", "BY", "HAVING", "SELECT", "ASK", "DESCRIBE", "WHERE"})

_IRI: Final = re.compile(r"<[^\x00-\x20<>\"{}|^`\\]*+(?:\\[uU][0-9A-Fa-f]{4,8}[^\x00-\x20<>\"{}|^`\\]*+)*+>")
_LOCAL: Final = r"(?:[\w:\-\u00b7\u203f\u2040]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]|\.+(?=[\w:\-%\\]))*+"
_TOKEN: Final = re.compile(
    r"(?P<skip>(?:[ \t\r\n]++|#[^\r\n]*+)++)"
    r"|(?P<string>'''(?:'{0,2}+[^'\\]|'{0,2}+\\.)*+'''"
    r'|"""(?:"{0,2}+[^"\\]|"{0,2}+\\.)*+"""'
    r"|'(?!'')(?:[^'\\\r\n]|\\.)*+'"
    r'|"(?!"")(?:[^"\\\r\n]|\\.)*+")'
    r"|(?P<var>[?$]\w++)"
    r"|(?P<number>\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+|\.\d++(?:[eE][+-]?\d++)?+)"
    r"|(?P<name>(?:[^\W\d][\w\-]*+(?:\.++[\w\-]++)*+)?+:" + _LOCAL + r")"
    r"|(?P<word>[^\W\d][\w\-]*+(?:\.++[\w\-]++)*+)"
    r"|(?P<lang>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)"
    r"|(?P<open>\{\||[{(\[])"
    r"|(?P<close>\|\}|[})\]])"
    r"|(?P<op>\|\||&&|\^\^|!=|>=|>>|[|^/*+\-!=>&?~])"
    r"|(?P<sep>[.;,])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_PIECE: Final = re.compile(r"\w+|\.+|-")
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def place(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both counted from one."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def read(text: str, at: int, *, compares: bool) -> tuple[list[Token], int]:
    """Return the next tokens at an offset and the offset after them; none where only space is skipped.

    `compares` says that a `<` here is an operator: after a value, within an expression. Anywhere else it
    opens an IRI where it can.
    """
    if text[at] == "<":
        return _angle(text, at, compares=compares)
    match = _TOKEN.match(text, at)
    kind = match.lastgroup if match else None
    if match is None or kind is None:  # pragma: no cover - the last group takes any character
        raise QuerySyntaxError("a character that cannot be read", **_where(text, at))
    if kind == "skip":
        return [], match.end()
    if kind == "other" and match.group() in "'\"":
        raise QuerySyntaxError("this string is not closed", **_where(text, at))
    return list(_split(kind, match.group(), at)), match.end()


def decoded(text: str) -> str:
    r"""Return the text with every `\uXXXX` and `\UXXXXXXXX` replaced by its character, as SPARQL asks."""
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    point = int(match[1] or match[2], 16)
    sound = point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF
    return chr(point) if sound else match[0]


def _angle(text: str, at: int, *, compares: bool) -> tuple[list[Token], int]:
    iri = None if compares else _IRI.match(text, at)
    if iri:
        return [Token("iri", iri.group(), at)], iri.end()
    written = next(sign for sign in ("<<", "<=", "<") if text.startswith(sign, at))
    if compares and written == "<<":
        written = "<"
    return [Token("open" if written == "<<" else "op", written, at)], at + len(written)


def _split(kind: str, text: str, at: int) -> Iterator[Token]:
    if kind == "word":
        for piece in _PIECE.finditer(text):
            sort = {".": "sep", "-": "op"}.get(piece.group()[0], "word")
            yield Token(sort, piece.group(), at + piece.start())
        return
    if kind == "name":
        prefix = text.partition(":")[0]
        last = re.split(r"[.\-]", prefix)[-1].upper()
        if last in GLUED:
            yield Token("word", last, at + len(prefix) - len(last))
    yield Token(kind, text, at)


def _where(text: str, at: int) -> dict[str, int]:
    line, column = place(text, at)
    return {"line": line, "column": column}
