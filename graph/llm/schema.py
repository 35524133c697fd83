"""Say in JSON Schema what an answer looks like, from the words of the fact model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from graph.model import (
    CHOICES,
    CRIMES,
    FACT_TYPES,
    MODALITIES,
    SPONSOR_ROLES,
    STATUSES,
    TREATY_ACTIONS,
)

# Each of these is null or a value with the words that show it.
SLOTS: Final = ("actor", "speaker", "target", "object", "crime", "statute", "value", "date", "status")
NEEDED: Final = ("actor", "status")
WORDS: Final = (*CHOICES, *SPONSOR_ROLES, *TREATY_ACTIONS)
KEYS: Final = ("type", *SLOTS, "modality", "quote")

Schema = dict[str, Any]


def schema() -> Schema:
    """Return the schema of an answer, strict: every key present, no other, null where the text is silent."""
    return _object({"facts": {"type": "array", "items": _fact()}})


def _fact() -> Schema:
    text: Schema = {"type": "string"}
    values: dict[str, Schema] = dict.fromkeys(SLOTS, text)
    values |= {"crime": _one_of(CRIMES), "status": _one_of(STATUSES), "value": _value()}
    slots = {name: _object({"value": values[name], "quote": text}) for name in SLOTS}
    return _object(
        {
            "type": _one_of(FACT_TYPES),
            **{name: slot if name in NEEDED else _or_null(slot) for name, slot in slots.items()},
            "modality": _one_of(MODALITIES),
            "quote": text,
        }
    )


def _value() -> Schema:
    count: Schema = {"type": ["integer", "null"]}
    yes: Schema = {"anyOf": [{"type": "integer"}, _one_of(("unanimous",)), {"type": "null"}]}
    tally = _object({"yes": yes, "no": count, "abstain": count})
    return {"anyOf": [_one_of(WORDS), {"type": "number"}, {"type": "string"}, tally]}


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _one_of(words: Sequence[str]) -> Schema:
    return {"type": "string", "enum": list(words)}


def _or_null(wanted: Schema) -> Schema:
    return {"anyOf": [wanted, {"type": "null"}]}
