"""Hold a stub of an endpoint, and documents and claims to try on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graph.model import Document, Fact, Reading

KEY = "sk-loopback-secret-0123456789"
TEXT = (
    "UNITED NATIONS, May 22 (Reuters) - Russia and China on Thursday vetoed a draft resolution of the U.N. Security"
    " Council that would have referred the situation in Syria to the International Criminal Court.\n\n"
    "Human Rights Watch accused Damascus of torture. “It has used chlorine in 2014,” the group’s director, Nadim"
    " Houry, said. At least 2,600 people were killed, it said.\n\n"
    "France drafted the text. China voted against it. The Kremlin — unmoved — said it would veto any such text again.\n"
)

Handle = Callable[[dict[str, Any]], "Reply"]


@dataclass(frozen=True)
class Reply:
    """Carry what the stub answers; `slow` is how long it waits first, in seconds."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0


@dataclass
class Stub:
    """Hold the endpoint: how it answers, and what it was asked."""

    url: str
    handle: Handle
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def replies(self, *replies: Reply) -> None:
        """Give these replies in turn, the last of them for ever."""
        waiting = list(replies)
        self.handle = lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]

    def says(self, *facts: Any) -> None:
        """Answer every request with these facts."""
        self.replies(completion(json.dumps({"facts": list(facts)})))


def completion(content: str | None, reason: str = "stop", **message: Any) -> Reply:
    """Return a chat completion as endpoints give it."""
    said = {"role": "assistant", "content": content} | message
    choice = {"index": 0, "finish_reason": reason, "message": said}
    data = {"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
    return Reply(body=json.dumps(data).encode(), headers={"Content-Type": "application/json"})


def failure(status: int, message: str = "no", headers: dict[str, str] | None = None, **error: Any) -> Reply:
    """Return an error as endpoints give it."""
    body = json.dumps({"error": {"message": message} | error}).encode()
    return Reply(status, body, {"Content-Type": "application/json"} | (headers or {}))


def document(text: str = TEXT, **more: Any) -> Document:
    given = {"id": "d", "published": "2014-05-22", "publisher": "Reuters"} | more
    return Document(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **given)


def reading(text: str = TEXT, facts: tuple[Fact, ...] = (), **more: Any) -> Reading:
    return Reading(document(text, **more), facts, "ostrakon-rules/0", "parser=none")


def claim(
    quote: str, type: str = "accuse", status: str = "actual", modality: str = "asserted", **slots: Any
) -> dict[str, Any]:
    """Return a claim as a model makes it: a slot is (value, quote), or a value that is its own quote."""
    empty = dict.fromkeys(("actor", "speaker", "target", "object", "crime", "statute", "value", "date"))
    shown = {
        name: slot if isinstance(slot, tuple) else (slot, slot)
        for name, slot in slots.items()
        if slot is not None
    }
    given = {name: {"value": value, "quote": words} for name, (value, words) in shown.items()}
    settled = {"value": status, "quote": quote[:200]}
    return {"type": type, "modality": modality, "quote": quote, "status": settled} | empty | given


VETO = claim(
    "Russia and China on Thursday vetoed a draft resolution of the U.N. Security Council",
    "veto",
    actor="Russia",
    object=(
        "draft resolution of the U.N. Security Council",
        "a draft resolution of the U.N. Security Council",
    ),
    date=("2014-05-22", "on Thursday"),
)
ACCUSE = claim(
    "Human Rights Watch accused Damascus of torture",
    actor="Human Rights Watch",
    target=("Syria", "Damascus"),
    crime="torture",
)
FIGURE = claim(
    "At least 2,600 people were killed, it said",
    "figure",
    actor=("Human Rights Watch", "it"),
    object=("people were killed", "2,600 people were killed"),
    value=(2600, "2,600"),
)
