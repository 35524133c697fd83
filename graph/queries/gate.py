"""Refuse, before any engine sees it, a query that would leave this machine, change data or kill the engine.

What is counted, and how far the engine was found to go before it dies or stalls, stands in docs/http.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, NoReturn

from graph.errors import QueryRefusedError, QuerySyntaxError
from graph.queries.frames import Frames, ends_value
from graph.queries.lexer import Token, decoded, place, read

Form = Literal["select", "ask", "construct", "describe"]

_FORMS: Final[dict[str, Form]] = {
    "SELECT": "select",
    "ASK": "ask",
    "CONSTRUCT": "construct",
    "DESCRIBE": "describe",
}
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Say how far a query may go in each direction in which an engine can be overrun."""

    length: int = 100_000
    depth: int = 64
    groups: int = 200
    triples: int = 300
    calls: int = 600
    operators: int = 1_000
    steps: int = 64
    arms: int = 100
    list_items: int = 64
    items: int = 256


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Admitted:
    """Hold a query that may run: its text, its form, and whether it names its own graphs."""

    text: str
    form: Form
    dataset: bool


def admit(query: str, limits: Limits = LIMITS) -> Admitted:
    """Let a query through; raise QueryRefusedError or QuerySyntaxError, with line and column."""
    if len(query) > limits.length:
        what = f"the query has {len(query):,} characters, {limits.length:,} are allowed"
        raise QueryRefusedError(what)
    _check_characters(query)
    scan = _Scan(query, limits)
    scan.run()
    plain = decoded(query)
    if plain != query:
        _check_decoded(plain, limits)
    return Admitted(query, scan.form_or_error(), scan.dataset)


def _check_characters(query: str) -> None:
    for at, character in enumerate(query):
        if character == "\0" or 0xD800 <= ord(character) <= 0xDFFF:
            line, column = place(query, at)
            raise QuerySyntaxError("a character that no text may hold", line=line, column=column)


def _check_decoded(plain: str, limits: Limits) -> None:
    """Look once more with escapes resolved, as an engine that follows the standard to the letter reads it."""
    try:
        _check_characters(plain)
        _Scan(plain, limits).run()
    except QuerySyntaxError:  # such an engine stops there; ours keeps escapes within strings, which is sound
        return


class _Scan:
    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._frames = Frames()
        self._counts: dict[str, int] = {}
        self._form: Form | None = None
        self.dataset = False
        self._rules: dict[str, Callable[[Token], None]] = {
            "open": self._open,
            "close": self._close,
            "op": self._operator,
            "sep": self._separator,
            "word": self._word,
            "name": self._name,
        }

    def run(self) -> None:
        at = 0
        while at < len(self._text):
            tokens, at = read(self._text, at, compares=self._frames.compares)
            for token in tokens:
                self._rules.get(token.kind, self._item)(token)
                self._frames.remember(token)

    def form_or_error(self) -> Form:
        if self._form is None:
            raise QuerySyntaxError("there is no SELECT, ASK, CONSTRUCT or DESCRIBE", line=1, column=1)
        return self._form

    def _open(self, token: Token) -> None:
        if len(self._frames.open) > self._limits.depth:
            self._refuse(token, f"brackets are nested deeper than {self._limits.depth}")
        outside = self._frames.now.kind
        frame = self._frames.push(token)
        if frame.kind == "group" or (frame.kind == "data" and outside != "data"):
            self._count(token, "groups", self._limits.groups, "groups in braces")
        elif frame.kind != "data":
            self._count(token, "calls", self._limits.calls, "parentheses and other brackets")

    def _close(self, token: Token) -> None:
        if not self._frames.pop(token):
            line, column = place(self._text, token.at)
            raise QuerySyntaxError(f"this {token.text} closes nothing", line=line, column=column)
        if token.text == "}":
            self._rest()
        else:
            self._item(token)

    def _operator(self, token: Token) -> None:
        frame = self._frames.now
        if token.text == ">>" and frame.kind == "triple":
            self._close(token)
            return
        frame.items = 0
        if token.text == "~":  # names a reifier, which stands for one more triple
            self._count(token, "triples", self._limits.triples, "triple patterns")
        if frame.kind != "data":
            self._count(token, "operators", self._limits.operators, "operators and path steps")
        if token.text in ("/", "|", "^"):
            frame.steps += 1
            if frame.steps > self._limits.steps:
                self._refuse(token, f"a path or a quotient has more than {self._limits.steps} steps")

    def _separator(self, token: Token) -> None:
        self._rest()
        if self._frames.now.kind in ("group", "bnode", "triple"):
            self._count(token, "triples", self._limits.triples, "triple patterns")

    def _word(self, token: Token) -> None:
        word, last = token.text.upper(), self._frames.last
        self._forbid(token, word)
        if last is not None and last.text.upper() == "PREFIX":  # a prefix may be called like a keyword
            return
        self._frames.word(word)
        if len(self._frames.open) == 1:
            self._form = self._form or _FORMS.get(word)
            self.dataset = self.dataset or word == "FROM"
        if word == "UNION":
            self._count(token, "arms", self._limits.arms, "UNION arms")
        if ends_value(token):
            self._item(token)
        else:
            self._rest()

    def _name(self, token: Token) -> None:
        if "SERVICE" in token.text.partition(":")[0].upper():
            self._refuse(token, "SERVICE is not allowed, nor a prefix that holds this word", _ALONE)
        self._item(token)

    def _forbid(self, token: Token, word: str) -> None:
        if "SERVICE" in word:
            self._refuse(token, "SERVICE is not allowed: this endpoint asks no other one", _ALONE)
        if word in _UPDATES:
            self._refuse(token, f"{word} is not allowed: this endpoint only answers queries")

    def _item(self, token: Token) -> None:
        frame, last = self._frames.now, self._frames.last
        if frame.kind == "data":
            return
        if last is not None and ends_value(last):
            frame.steps = 0
        frame.items += 1
        most = self._limits.list_items if frame.kind == "list" else self._limits.items
        if frame.items > most:
            self._refuse(token, f"more than {most} values follow each other")

    def _rest(self) -> None:
        self._frames.now.items = 0
        self._frames.now.steps = 0

    def _count(self, token: Token, name: str, most: int, what: str) -> None:
        self._counts[name] = self._counts.get(name, 0) + 1
        if self._counts[name] > most:
            self._refuse(token, f"there are more than {most:,} {what}")

    def _refuse(self, token: Token, message: str, hint: str | None = None) -> NoReturn:
        line, column = place(self._text, token.at)
        raise QueryRefusedError(message, line=line, column=column, hint=hint)


_ALONE: Final = "fetch what you need yourself and bring it in with VALUES"
