"""Describe the JSON that goes out."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model import FactType, Modality, Origin, Status, Via

Item = TypeVar("Item")


class Model(BaseModel):
    """Read values off the attributes of what the graph hands over."""

    model_config = ConfigDict(from_attributes=True)


class Ref(Model):
    """A node of the graph: its IRI, what it is called, and what it is."""

    id: str
    label: str
    kind: str = Field(examples=["state", "draft", "crime"])


class Document(Model):
    """A document: where it comes from, and the SHA-256 of the text that was read."""

    id: str
    slug: str
    title: str | None
    publisher: Ref | None
    published: str | None = Field(description="ISO date")
    origin: Origin = Field(description="the publisher's text, or a digest of it in our own words")
    digest_of: str | None = Field(description="SHA-256 of the publisher's text, of a digest only")
    address: str | None
    sha256: str


class Evidence(Model):
    """The sentence that carries a claim; offsets count Unicode characters of the document's text."""

    id: str
    quote: str
    start: int
    end: int
    prefix: str
    suffix: str


Choice = Literal["yes", "no", "abstain", "not_voting"]
Outcome = Literal["adopted", "not_adopted"]


class OnRecord(Model):
    """An event of the official record that a claim is about, or may be, and how well the two fit."""

    id: str
    label: str = Field(examples=["Russia voted No on S/2014/348 (veto)"])
    kind: str = Field(examples=["vote", "voting", "sponsorship"])
    certain: bool = Field(description="one event of record fits, and no other does")
    score: float = Field(description="how well the two fit, from 0 to 1")
    reason: str = Field(description="what agrees, and what does not")
    voting: str | None = Field(description="the key of `/votings/{key}`")
    says: str = Field(description="what the record says", examples=["No", "Not adopted", "Sponsor"])
    veto: bool
    symbol: str | None = Field(description="of the draft", examples=["S/2014/348"])
    date: str | None
    outcome: Outcome | None
    counts: dict[Choice, int]


class Claim(Model):
    """A claim: what a document reports that somebody said or did. It is not asserted that it happened."""

    id: str
    fact: str
    type: FactType
    class_: str = Field(serialization_alias="class", examples=["VetoReport"])
    label: str
    claimant: Ref | None = Field(description="who says it")
    actor: Ref | None = Field(description="who is reported to have done it, of events only")
    speaker: Ref | None
    target: Ref | None
    object: str | None
    about: Ref | None = Field(description="draft, case, matter, court or instrument")
    crime: Ref | None
    statute: str | None
    invokes: list[Ref]
    value: dict[str, int | str] | int | float | str | None
    date: str | None = Field(
        description="at the precision that the text gives", examples=["2014-05-22", "2014"]
    )
    status: Status
    modality: Modality
    via: Via
    confidence: float
    extractor: str
    document: Document
    evidence: Evidence
    contested_by: list[str]
    answers: list[str]
    record: list[OnRecord] = Field(description="what the official record has of it, the certain first")


class Page(Model, Generic[Item]):
    """A stretch of a longer list; `next` is the address of what follows."""

    items: list[Item]
    total: int
    next: str | None = None
    notes: list[str] = Field(default=[], description="what to know about this list, in words")


class DocumentItem(Document):
    """A document and the number of its claims."""

    claims: int


class DocumentText(Document):
    """A document with its text and all its claims."""

    text: str
    claims: list[Claim]


class ActorItem(Ref):
    """An actor and the number of claims that it stands in."""

    count: int


class Actor(Ref):
    """An actor, its names, and how many claims of each type it acts in or is the target of."""

    names: list[str]
    exact_match: list[str] = Field(description="IRIs of the same elsewhere (skos:exactMatch)")
    counts: dict[str, int]
    targeted: dict[str, int]


class RecordSource(Model):
    """A published table of the official record."""

    id: str
    title: str
    publisher: str | None
    address: str | None


class VotingItem(Model):
    """A voting, as the official record has it; what the record does not count is left out of `counts`."""

    id: str
    key: str
    label: str
    draft: Ref | None
    symbol: str | None = Field(description="of the draft", examples=["S/2014/348"])
    resolution: Ref | None = Field(description="what it adopted")
    body: Ref | None
    date: str | None = Field(description="ISO date")
    meeting: str | None = Field(examples=["S/PV.7180"])
    agenda: str | None
    title: str | None
    procedural: bool
    outcome: Outcome | None = Field(description="null where the record does not say, or contradicts itself")
    counts: dict[Choice, int]
    vetoes: list[Ref] = Field(description="whose negative vote was a veto, inferred from the votes")
    sponsors_count: int
    sources: list[RecordSource]


class Vote(Model):
    """What one voter chose; where sources contradict each other, it stands there once for each choice."""

    voter: Ref
    choice: Choice
    veto: bool


class Entry(Model):
    """Where a voting stands in a source, and what the import put right there."""

    source: RecordSource
    rows: str
    mended: list[str]


class Conflict(Model):
    """What sources contradict each other about: a property of the voting, or of the vote of `voter`."""

    property: str | None
    voter: Ref | None
    says: list[str]


class Report(Claim):
    """A claim that is about a voting, or may be."""

    quote: str
    certain: bool
    score: float
    reason: str
    about_record: str = Field(description="what the record has of it, in words")


class Voting(VotingItem):
    """A voting with every vote, those that decided first, beside what documents report of it."""

    votes: list[Vote]
    sponsors: list[Ref]
    entries: list[Entry]
    conflicts: list[Conflict]
    reports: list[Report]


class Question(Model):
    """A question that the graph must be able to answer, and the query that answers it."""

    id: str
    question: str
    query: str


class Quote(Model):
    """A quote, and where it stands."""

    quote: str
    document: str
    start: int
    end: int


class Edge(Model):
    """What claims of one kind report between two nodes."""

    id: str
    source: str
    target: str
    kind: FactType
    status: Status
    modality: Modality
    value: dict[str, int | str] | int | float | str | None
    date: str | None
    label: str
    claims: list[str]
    quotes: list[Quote]


class Network(Model):
    """Nodes and edges; `truncated` says that there are more edges than shown."""

    nodes: list[Ref]
    edges: list[Edge]
    truncated: bool
    total_edges: int


class Health(Model):
    """That the service answers, and from which generation of the store."""

    status: Literal["ok"] = "ok"
    generation: str
    claims: int


class Problem(Model):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    hint: str | None = None
    line: int | None = Field(default=None, description="of the query")
    column: int | None = None
    errors: list[dict[str, Any]] | None = Field(default=None, description="one entry a parameter")


Limit = Annotated[int, Field(ge=1, le=500)]
