"""Write what is sent: our instructions, and the document between marks that it cannot forge."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from graph.errors import OntologyError
from graph.idents import digest
from graph.llm.schema import Schema, schema
from graph.model import Document

FOLDER: Final = Path(__file__).resolve().parent
_HASH = 12  # hex digits of the hash that names prompt and schema
_MARK = 32  # hex digits of a mark
SEED: Final = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Carry what is asked of a model, all that decides its answer."""

    model: str
    messages: tuple[tuple[str, str], ...]  # role and content
    schema: Schema
    tokens: int

    @property
    def key(self) -> str:
        """Return a hash of the request, 64 hex digits."""
        asked = [self.model, self.messages, self.schema, self.tokens, SEED]
        text = json.dumps(asked, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def body(self) -> dict[str, Any]:
        """Return what the endpoint is asked for, in its words, the form of the answer aside."""
        messages = [{"role": role, "content": content} for role, content in self.messages]
        return {"model": self.model, "messages": messages, "temperature": 0, "seed": SEED}


@dataclass(frozen=True, slots=True)
class Prompt:
    """Hold our instructions, the envelope of a document, and the schema of an answer."""

    instructions: str
    envelope: str
    schema: Schema

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Self:
        """Read the files that come along; raise OntologyError where one is not there."""
        return cls(_text(folder / "prompt.md"), _text(folder / "envelope.md"), schema())

    @property
    def version(self) -> str:
        """Return a hash of prompt and schema."""
        return digest(self.instructions, self.envelope, self.schema)[:_HASH]

    def request(self, document: Document, text: str, model: str, tokens: int) -> Request:
        """Return the request for a part of a document."""
        about = {"published": document.published, "publisher": document.publisher, "title": document.title}
        told = json.dumps(about)
        sent = self.envelope.format(mark=mark(told + text), about=told, text=text)
        return Request(model, (("system", self.instructions), ("user", sent)), self.schema, tokens)


def mark(data: str) -> str:
    """Return a mark that does not stand in these data, the same for the same data.

    It is a hash of the data: a text that held its own mark would have to hold its own hash.
    """
    count = 0
    while True:
        hashed = hashlib.sha256(f"ostrakon document {count}\0{data}".encode("utf-8", "surrogatepass"))
        found = hashed.hexdigest()[:_MARK]
        if found not in data:
            return found
        count += 1


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror}", where=str(path)) from error
