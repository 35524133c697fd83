"""Hold what a reading yields, in plain frozen values that every other module shares."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

FactType = Literal[
    "vote", "veto", "sponsor", "accuse", "deny", "call_for", "find", "figure",
    "case_filed", "treaty_status", "support", "oppose", "refer",
]  # fmt: skip
Status = Literal["actual", "not_actual"]
Modality = Literal["asserted", "hedged", "threatened", "expected", "requested", "hypothetical", "negated"]
Via = Literal["name", "metonym", "coreference", "focus", "narrator"]
Origin = Literal["original", "digest"]
Decision = Literal["accept", "correct", "reject", "add"]

FACT_TYPES: tuple[FactType, ...] = get_args(FactType)
STATUSES: tuple[Status, ...] = get_args(Status)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
VIAS: tuple[Via, ...] = get_args(Via)
DECISIONS: tuple[Decision, ...] = get_args(Decision)

CRIMES: tuple[str, ...] = (
    "war crimes", "crimes against humanity", "genocide", "ethnic cleansing", "aggression", "torture",
    "enforced disappearance", "sexual violence", "chemical weapons use", "attack on civilians",
    "unlawful killing", "arbitrary detention", "starvation / siege", "terrorism", "apartheid",
    "human rights violations", "other",
)  # fmt: skip
CHOICES = ("yes", "no", "abstain")
SPONSOR_ROLES = ("drafter", "sponsor", "cosponsor")
TREATY_ACTIONS = (
    "party", "not_party", "signed", "ratified", "withdrew", "withdrawal_announced", "suspended",
)  # fmt: skip

Value = str | int | float | Mapping[str, int | str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Carry a text and where it comes from.

    `text` is the original, character for character: every offset counts in it. `origin` says whether it is
    the publisher's text or our digest of it; then `digest_of` is the SHA-256 of the publisher's. Where the
    text was taken out of a file of another kind, `source_sha256` and `media_type` are that file's.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    address: str | None = None
    language: str = "en"
    origin: Origin = "original"
    digest_of: str | None = None
    source_sha256: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Carry one attributed statement; `docs/facts.md` explains each key."""

    id: str
    document: str
    type: FactType
    actor: str
    actor_id: str | None = None
    speaker: str | None = None
    target: str | None = None
    target_id: str | None = None
    object: str | None = None
    crime: str | None = None
    statute: str | None = None
    value: Value = None
    date: str | None = None
    status: Status = "actual"
    modality: Modality = "asserted"
    quote: str
    start: int
    end: int
    via: Via = "name"
    confidence: float
    extractor: str

    def to_json(self) -> dict[str, Any]:
        """Return the fact as a JSON object, every key present, in the published order."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Fact:
        """Build a fact from a JSON object; raise TypeError for a key that is missing or unknown."""
        return cls(**data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Carry what a reviewer decided of one fact, and what came of it; `docs/review.md` explains the keys.

    `entry` names the decision and `fact` the fact that it met, None where it met none; then `unmet` says why.
    `changes` says of each key what the reader had put there and what stands there now.
    """

    entry: str
    decision: Decision
    fact: str | None = None
    unmet: str | None = None
    changes: tuple[str, ...] = ()
    by: str | None = None
    on: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Carry what one extractor (`name/version`) found in one document, and with which settings.

    `facts` is what stands after review; `reviews` says what reviewers decided.
    """

    document: Document
    facts: tuple[Fact, ...]
    extractor: str
    settings: str = ""
    reviews: tuple[Review, ...] = ()


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value
