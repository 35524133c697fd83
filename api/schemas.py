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
