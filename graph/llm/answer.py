"""Take an answer apart: from text to claims of facts, each slot a value with the words that show it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from graph.errors import LlmError
from graph.llm.schema import KEYS, NEEDED, SLOTS
from graph.model import FACT_TYPES, MODALITIES, FactType, Modality

MOST_FACTS: Final = 300  # in one answer
_MOST_SHOWN = 2_000  # characters of a refused claim that are kept


class RefusedError(Exception):
    """A claim of a model is not accepted."""

    def __init__(self, slot: str, reason: str) -> None:
        super().__init__(f"{slot}: {reason}")
        self.slot = slot
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """Tell which claim was not accepted, and why; `claim` is what the model said, as JSON, cut if long."""

    document: str
    slot: str
    reason: str
    claim: str

    def to_json(self) -> dict[str, str]:
        """Return the refusal as a JSON object."""
        return {"document": self.document, "slot": self.slot, "reason": self.reason, "claim": self.claim}


@dataclass(frozen=True, slots=True)
class Slot:
    """Carry a value and the words that are said to show it."""

    value: Any
    quote: str

    def text(self, name: str, limit: int = 300) -> str:
        """Return the value as a text that is not empty; raise RefusedError where it is none."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise RefusedError(name, "is no text")
        if len(self.value) > limit:
            raise RefusedError(name, f"is longer than {limit} characters")
        return self.value.strip()


@dataclass(frozen=True, slots=True)
class Claim:
    """Carry a fact as a model claims it, nothing of it believed yet."""

    type: FactType
    modality: Modality
    quote: str
    slots: Mapping[str, Slot]


def claims_in(answer: str) -> list[Any]:
    """Return the claims of an answer, each unchecked; raise LlmError where it is not what was asked for."""
    try:
        data = json.loads(answer, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise LlmError("the answer is not JSON", hint="try another model") from error
    facts = data.get("facts") if isinstance(data, dict) else None
    if not isinstance(facts, list):
        raise LlmError("the answer lacks the list of facts", hint="try another model")
    if len(facts) > MOST_FACTS:
        raise LlmError(f"the answer has more than {MOST_FACTS} facts", hint="lower OSTRAKON_LLM_CHARACTERS")
    return facts


def claim_of(raw: Any) -> Claim:
    """Return one claim in its form; raise RefusedError where a key or a word is not known."""
    if not isinstance(raw, dict):
        raise RefusedError("fact", "is no JSON object")
    unknown = sorted(str(key) for key in raw if key not in KEYS)
    if unknown:
        raise RefusedError("fact", f"has the unknown key {unknown[0][:40]!r}")
    slots = {name: _slot(name, raw[name]) for name in SLOTS if raw.get(name) is not None}
    missing = [name for name in NEEDED if name not in slots]
    if missing:
        raise RefusedError(missing[0], "is missing")
    quote = raw.get("quote")
    if not isinstance(quote, str):
        raise RefusedError("quote", "is missing")
    return Claim(
        type=_word("type", raw.get("type"), FACT_TYPES),
        modality=_word("modality", raw.get("modality"), MODALITIES),
        quote=quote,
        slots=slots,
    )


def shown(raw: Any) -> str:
    """Return what a model said as JSON in ASCII, cut where it is long."""
    try:
        text = json.dumps(raw)
    except (ValueError, RecursionError):
        return "…"
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _slot(name: str, raw: Any) -> Slot:
    if not isinstance(raw, dict) or set(raw) != {"value", "quote"} or not isinstance(raw["quote"], str):
        raise RefusedError(name, "is not a value with its quote")
    return Slot(raw["value"], raw["quote"])


def _word(name: str, value: Any, known: tuple[Any, ...]) -> Any:
    if not isinstance(value, str) or value not in known:
        raise RefusedError(name, f"{str(value)[:40]!r} is not known")
    return value


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
