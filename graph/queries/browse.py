"""Read claims, documents and actors page by page, in a number of queries that does not grow with the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from urllib.parse import quote

from pyoxigraph import NamedNode

from graph.errors import NotFoundError
from graph.mapper.vocabulary import CLASSES, STANCES
from graph.naming import Ref
from graph.queries.filters import Clauses, Filters, check_dates, clauses, overlaps
from graph.queries.matches import recorded
from graph.queries.nodes import NAMING, Nodes, known, tell, text, values
from graph.queries.paging import Key, Page, stretch
from graph.queries.records import ClaimRecord, DocumentRef, claim_record, document_ref
from graph.store import View, base_of
from graph.terms import DCTERMS, OA, OST, SKOS

Item = TypeVar("Item")

_KEYS: Final = """
SELECT DISTINCT ?claim ?slug ?start ?fact ?date {
  %s
  ?claim ost:statedIn ?document ; ost:evidence ?evidence ; dcterms:identifier ?fact .
  ?evidence oa:hasSelector ?position . ?position oa:start ?start .
  ?document dcterms:identifier ?slug .
  OPTIONAL { ?claim ost:date ?date }
}"""

_DOCUMENTS: Final = """
SELECT DISTINCT ?s ?p ?o {{
  {{ {documents} ?document a ost:Document ; ?p ?o . BIND(?document AS ?s) }}
  UNION {{ {documents} ?document a ost:Document ; dcterms:publisher ?s . {naming} ?s ?p ?o }}
}}"""

_CLAIMS_BY_DOCUMENT: Final = """
SELECT ?document (COUNT(DISTINCT ?claim) AS ?claims) { ?claim ost:statedIn ?document } GROUP BY ?document"""

_ACTORS: Final = """
SELECT ?actor (COUNT(DISTINCT ?claim) AS ?claims) {
  ?claim ost:statedIn ?document ; ost:claimant|ost:actor|ost:speaker|ost:target ?actor
} GROUP BY ?actor"""

_NODE: Final = "SELECT ?s ?p ?o { ?s ?p ?o }"

_ROLES: Final = """
SELECT DISTINCT ?actor ?claim ?role ?class ?stance {
  # From the actor to its claims alone: a class read first would lead through every vote of a record.
  { SELECT DISTINCT ?actor ?claim ?role {
    { ?claim ost:actor ?actor BIND("actor" AS ?role) }
    UNION {
      ?claim ost:claimant ?actor FILTER NOT EXISTS { ?claim ost:actor ?somebody } BIND("actor" AS ?role)
    }
    UNION { ?claim ost:speaker ?actor BIND("actor" AS ?role) }
    UNION { ?claim ost:target ?actor BIND("target" AS ?role) }
  } }
  ?claim ost:statedIn ?document ; a ?class . OPTIONAL { ?claim ost:stance ?stance }
}"""

_TYPES: Final = {term: name for name, term in CLASSES.items() if name not in STANCES}
_STANCE_TYPES: Final = {term: name for name, term in STANCES.items()}
ACTOR_KINDS: Final = frozenset(
    {"state", "court", "body", "armed_group", "actor_group", "organization", "person", "actor"}
)


@dataclass(frozen=True, slots=True)
class Counted(Generic[Item]):
    """Hold something and the number of claims that it stands in."""

    item: Item
    claims: int


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """Hold an actor, its names, and how many claims of each type it acts in and is the target of."""

    ref: Ref
    names: list[str]
    exact_match: list[str]
    counts: dict[str, int]
    targeted: dict[str, int]


def claims(view: View, filters: Filters, *, after: str | None = None, limit: int = 50) -> Page[ClaimRecord]:
    """Return the claims that pass, by document, place and fact; raise FilterError."""
    check_dates(filters)
    found = clauses(view, filters)
    keys = _keys(view, found, filters)
    part, following = stretch(sorted(keys), after, limit)
    return Page(claim_records(view, [keys[key] for key in part]), len(keys), following, found.unknown)


def claim(view: View, fact: str) -> ClaimRecord:
    """Return the claim of a fact; raise NotFoundError."""
    records = claim_records(view, [known(f"{base_of(view)}claim/{fact}")])
    if not records:
        raise NotFoundError("there is no claim of this fact", where=fact)
    return records[0]


def count(view: View) -> int:
    """Return the number of claims."""
    row = next(view.select("SELECT (COUNT(DISTINCT ?claim) AS ?claims) { ?claim ost:statedIn ?document }"))
    return int(text(row["claims"]))


def documents(view: View, *, after: str | None = None, limit: int = 50) -> Page[Counted[DocumentRef]]:
    """Return documents by their slug, each with the number of its claims; raise FilterError."""
    keys: dict[Key, DocumentRef] = {(one.slug, one.id): one for one in _documents(view, "")}
    part, following = stretch(sorted(keys), after, limit)
    counts = {text(row["document"]): int(text(row["claims"])) for row in view.select(_CLAIMS_BY_DOCUMENT)}
    items = [Counted(keys[key], counts.get(keys[key].id, 0)) for key in part]
    return Page(items, len(keys), following)


def document(view: View, slug: str) -> DocumentRef:
    """Return one document; raise NotFoundError."""
    found = _documents(
        view, values("document", [known(f"{base_of(view)}document/{quote(slug, safe='-._~')}")])
    )
    if not found:
        raise NotFoundError("there is no document of this name", where=slug)
    return found[0]


def document_claims(view: View, document: DocumentRef) -> list[ClaimRecord]:
    """Return all claims of a document, by place and fact."""
    within = Clauses(values("document", [NamedNode(document.id)]), ())
    keys = _keys(view, within, Filters())
    return claim_records(view, [keys[key] for key in sorted(keys)])


def actors(view: View, *, after: str | None = None, limit: int = 50) -> Page[Counted[Ref]]:
    """Return who claims, acts or is claimed about, those in most claims first; raise FilterError."""
    counts = {text(row["actor"]): int(text(row["claims"])) for row in view.select(_ACTORS)}
    told = Nodes()
    tell(view, told, [NamedNode(iri) for iri in counts])
    refs = [told.ref(iri) for iri in counts]
    keys: dict[Key, Ref] = {(-counts[ref.id], ref.label.casefold(), ref.id): ref for ref in refs}
    part, following = stretch(sorted(keys), after, limit)
    items = [Counted(keys[key], counts[keys[key].id]) for key in part]
    return Page(items, len(keys), following)


def actor(view: View, kind: str, slug: str) -> ActorRecord:
    """Return one actor with its names and counts; raise NotFoundError."""
    node = known(f"{base_of(view)}{kind}/{quote(slug, safe='-._~')}")
    nodes = Nodes(view.select(_NODE, s=node))
    if nodes.kind(node.value) not in ACTOR_KINDS or node.value not in nodes:
        raise NotFoundError("there is no actor of this name", where=f"{kind}/{slug}")
    ref = nodes.ref(node.value)
    others = (SKOS.altLabel, OST.metonym)
    names = {name for term in others for name in nodes.texts(ref.id, term)}
    done, suffered = _roles(view, node)
    return ActorRecord(
        ref=ref,
        names=sorted(names - {ref.label}),
        exact_match=nodes.texts(ref.id, SKOS.exactMatch),
        counts=done,
        targeted=suffered,
    )


def _keys(view: View, wanted: Clauses, filters: Filters) -> dict[Key, NamedNode]:
    keys: dict[Key, NamedNode] = {}
    for row in view.select(_KEYS % wanted.text):
        date = row["date"]
        node = row["claim"]
        if isinstance(node, NamedNode) and overlaps(text(date) if date else None, filters):
            keys[text(row["slug"]), int(text(row["start"])), text(row["fact"])] = node
    return keys


def claim_records(view: View, nodes: Sequence[NamedNode]) -> list[ClaimRecord]:
    """Return claims in the order given, each beside what the record has of it."""
    if not nodes:
        return []
    told = Nodes()
    tell(view, told, nodes)
    near = told.linked(nodes)
    tell(view, told, near)
    tell(view, told, told.linked(near, OA.hasSelector, DCTERMS.publisher))
    on_record = recorded(view, nodes)
    return [
        claim_record(told, node.value, on_record.get(node.value, ())) for node in nodes if node.value in told
    ]


def _documents(view: View, which: str) -> list[DocumentRef]:
    nodes = Nodes(view.select(_DOCUMENTS.format(documents=which, naming=values("p", NAMING))))
    found = [document_ref(nodes, iri) for iri in nodes.of(OST.Document)]
    return sorted(found, key=lambda one: one.slug)


def _roles(view: View, node: NamedNode) -> tuple[dict[str, int], dict[str, int]]:
    done: Counter[str] = Counter()
    suffered: Counter[str] = Counter()
    for row in view.select(_ROLES, actor=node):
        types = _STANCE_TYPES if row["stance"] else _TYPES
        kind = types.get(row["stance"] or row["class"])
        if kind is not None:
            (done if text(row["role"]) == "actor" else suffered)[kind] += 1
    return dict(sorted(done.items())), dict(sorted(suffered.items()))
