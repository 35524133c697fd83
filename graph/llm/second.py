"""Read a document a second time, by a language model, and add what its words bear out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from graph.errors import LlmError, LlmRefusedError
from graph.gazetteer import Gazetteer
from graph.idents import digest
from graph.llm.accept import Accepted, accept
from graph.llm.answer import Refusal, claims_in
from graph.llm.cache import Cache
from graph.llm.combine import combine
from graph.llm.cues import Cues
from graph.llm.ground import Ground
from graph.llm.layout import Part
from graph.llm.names import Names
from graph.llm.prompt import FOLDER, Prompt, Request
from graph.llm.settings import LlmSettings
from graph.model import Document, Fact, Reading

Ask = Callable[[Request], str]
Warn = Callable[[str], None]

FAILED: Final = "second=failed"
_PATIENCE = 3  # documents failing one after another, after which the endpoint is left alone
_NO_WORD = re.compile(r"[^\w.:/+-]+")


class SecondReader:
    """Add to readings what a model finds and the document bears out; a document that fails stays as it was.

    `fingerprint` stands for all that a second reading depends on beside the text and the lexicon. `refusals`
    are the claims that were not accepted.
    """

    def __init__(self, settings: LlmSettings, gazetteer: Gazetteer, ask: Ask, warn: Warn) -> None:
        self._settings = settings
        self._ask = ask
        self._warn = warn
        self._names = Names(gazetteer)
        self._cues = Cues.load()
        self._prompt = Prompt.load()
        self._cache = Cache(settings.cache)
        self._in_a_row = 0
        self._given_up: LlmError | None = None
        self.extractor = f"llm/{_NO_WORD.sub('-', settings.model)}@{self._prompt.version}"
        self.fingerprint = digest("llm", self.extractor, settings.characters, settings.tokens, _code())
        self.refusals: list[Refusal] = []
        self.read = 0
        self.failed = 0
        self.added = 0

    def __call__(self, reading: Reading) -> Reading:
        """Return a reading with what the model adds; where it cannot be asked, the reading, marked so."""
        try:
            found = self._found(reading.document)
        except LlmError as error:
            return self._without(reading, error)
        self.read += 1
        self._in_a_row = 0
        self.refusals += found.refusals
        both = combine(reading, Reading(reading.document, found.facts, self.extractor))
        self.added += len(both.facts) - len(reading.facts)
        return both

    def summary(self) -> str:
        """Return in one line what came of it."""
        told = f"second reader: {self.added} added, {len(self.refusals)} refused"
        return f"{told}, {self.failed} not read" if self.failed else told

    def finish(self) -> None:
        """Raise LlmError where not one document could be read."""
        if self.failed and not self.read:
            raise LlmError(
                "the second reader read no document", hint="the facts are those of the rules alone"
            )

    def _found(self, document: Document) -> Accepted:
        ground = Ground(document, self._names, self._cues)
        parts = list(ground.layout.parts(self._settings.characters))
        answers = [(part, claims_in(self._answer(document, part))) for part in parts]
        found = [accept(claims, ground, part, self.extractor) for part, claims in answers]
        facts: dict[str, Fact] = {fact.id: fact for each in found for fact in each.facts}
        return Accepted(tuple(facts.values()), tuple(r for each in found for r in each.refusals))

    def _answer(self, document: Document, part: Part) -> str:
        """Return the answer for a part, from the cache where it is there; keep a new one that can be read."""
        request = self._prompt.request(document, part.text, self._settings.model, self._settings.tokens)
        kept = self._cache.get(request.key)
        if kept is not None:
            return kept
        if self._given_up:
            raise self._given_up
        answer = self._ask(request)
        claims_in(answer)
        if not self._cache.put(request.key, answer):
            self._warn(f"{self._settings.cache}: an answer could not be kept")
        return answer

    def _without(self, reading: Reading, error: LlmError) -> Reading:
        self.failed += 1
        self._in_a_row += 1
        if self._given_up is None:
            self._warn(f"{reading.document.id}: read by the rules alone: {error}")
            if isinstance(error, LlmRefusedError) or self._in_a_row >= _PATIENCE:
                self._given_up = error
                self._warn("the second reader is not asked again in this run")
        return replace(reading, settings="; ".join(filter(None, (reading.settings, FAILED))))


def _code() -> str:
    """Return a hash of all files that decide what is asked and accepted."""
    total = hashlib.sha256()
    for path in sorted(path for path in FOLDER.iterdir() if path.suffix in (".py", ".md", ".yml")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
