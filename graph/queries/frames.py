"""Keep track of the brackets of a query, and tell for each what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from graph.queries.lexer import Token

Kind = Literal["top", "group", "data", "expr", "list", "bnode", "triple"]

_PAIRS: Final = {"{": "}", "{|": "|}", "(": ")", "[": "]", "<<": ">>"}
_VALUES: Final = frozenset({"iri", "string", "var", "number", "name", "lang"})
_PLAIN_WORDS: Final = frozenset({"A", "TRUE", "FALSE", "UNDEF"})
# After these the parentheses of a select clause or a solution modifier hold expressions.
_MODIFIERS: Final = frozenset({"SELECT", "BY", "HAVING"})


@dataclass(slots=True)
class Frame:
    """Hold an open bracket: what it is, and how long the runs in it are just now."""

    kind: Kind
    closer: str
    modifiers: bool = False
    values: bool = False  # VALUES was read, its block is still to come
    items: int = 0  # values that follow each other without an operator or a separator
    steps: int = 0  # path steps that follow each other


@dataclass(slots=True)
class Frames:
    """Hold the open brackets, outermost first, and the last two tokens."""

    open: list[Frame] = field(default_factory=lambda: [Frame("top", "")])
    last: Token | None = None
    before: Token | None = None

    @property
    def now(self) -> Frame:
        """Return the innermost open bracket."""
        return self.open[-1]

    @property
    def compares(self) -> bool:
        """Say whether `<` would be an operator here: after a value, within an expression."""
        return self.now.kind == "expr" and self.last is not None and ends_value(self.last)

    def push(self, token: Token) -> Frame:
        """Open a bracket and return it."""
        kind = self._kind(token.text)
        if token.text == "{":
            self.now.modifiers = False
            self.now.values = False
        self.open.append(Frame(kind, _PAIRS[token.text]))
        return self.now

    def pop(self, token: Token) -> bool:
        """Close a bracket; say whether it is the one that was open."""
        if len(self.open) == 1 or self.now.closer != token.text:
            return False
        self.open.pop()
        return True

    def word(self, word: str) -> None:
        """Take note of a keyword (in capitals)."""
        if word == "VALUES":
            self.now.values = True
        elif word in _MODIFIERS and self.now.kind in ("top", "group"):
            self.now.modifiers = True

    def remember(self, token: Token) -> None:
        """Take note of the token that was dealt with."""
        self.before, self.last = self.last, token

    def _kind(self, bracket: str) -> Kind:
        now = self.now
        if bracket in ("{", "{|"):
            return "data" if now.kind == "data" or (now.values and bracket == "{") else "group"
        if bracket == "[":
            return "bnode"
        if bracket == "<<":
            return "triple"
        if now.kind == "data" or now.values:
            return "data"
        return "expr" if now.kind in ("top", "expr") or now.modifiers or self._calls() else "list"

    def _calls(self) -> bool:
        """Say whether a parenthesis among triples belongs to a FILTER, a BIND or a function."""
        last, before = self.last, self.before
        if last is None:
            return False
        if last.kind == "word":
            return last.text.upper() not in _PLAIN_WORDS
        named = last.kind in ("iri", "name")
        return named and before is not None and before.kind == "word" and before.text.upper() == "FILTER"


def ends_value(token: Token) -> bool:
    """Say whether a value ends with this token, so that an operator may follow."""
    if token.kind == "word":
        return token.text.upper() in _PLAIN_WORDS
    return token.kind in _VALUES or token.text in (")", "]", "}", ">>")
