"""Find the facts that wait for review, and a fact by its id, each with the text around its quote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.build.matching.ask import text
from graph.errors import NotFoundError
from graph.export.facts import FactReader
from graph.export.pages import Page
from graph.idents import Idents
from graph.model import Fact
from graph.store import View, base_of
from graph.terms import OST

LEAST = 6  # characters of an id that say which fact is meant, if no other begins so
_AROUND = 240  # characters that are shown at most on either side of a quote
_CLAIMS = """
SELECT ?claim ?document ?id ?confidence {
  ?claim ost:statedIn ?document ; dcterms:identifier ?fact ; ost:confidence ?confidence .
  ?document dcterms:identifier ?id .
  FILTER (?confidence < %s)
  FILTER NOT EXISTS { ?claim ost:review ?review }
}"""
_BY_ID = """
SELECT ?claim ?document {
  ?claim ost:statedIn ?document ; dcterms:identifier ?fact FILTER (STRSTARTS(?fact, %s))
}"""
# The end of a sentence, not of "U.S. ": a capital or digit follows, and no single capital goes before.
_END = re.compile(r"(?<![A-Z])[.!?][\"”’')]*(?:\s+(?=[\"“‘(]?[A-Z\d])|\s+$)|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Carry a fact with what stands before and after its quote in the same sentence."""

    fact: Fact
    before: str = ""
    after: str = ""


def waiting(
    view: View,
    below: float,
    decided: Collection[str] = (),
    document: str | None = None,
    type_: str | None = None,
) -> list[Waiting]:
    """Return the facts below a confidence that nobody has reviewed or decided on, the least sure first."""
    rows = view.select(_CLAIMS % format(below, ".6f"))
    found = [
        (text(row["claim"]), text(row["document"])) for row in rows if document in (None, text(row["id"]))
    ]
    facts = (
        one for one in _read(view, found) if one.fact.id not in decided and type_ in (None, one.fact.type)
    )
    return sorted(facts, key=lambda one: order(one.fact))


def order(fact: Fact) -> tuple[float, str, int, str]:
    """Return what facts that wait are sorted by."""
    return fact.confidence, fact.document, fact.start, fact.id


def find(view: View, given: str) -> Waiting:
    """Return the one fact of the store, or of its quarantine, whose id begins so; raise NotFoundError."""
    if len(given) < LEAST or not re.fullmatch(r"[0-9a-f]+", given):
        raise NotFoundError(f"no id of a fact: it has at least {LEAST} hexadecimal digits", where=given)
    rows = view.select(_BY_ID % Literal(given))
    found = list(_read(view, [(text(row["claim"]), text(row["document"])) for row in rows]))
    refused = (entry.fact for entry in view.quarantine() if str(entry.fact["id"]).startswith(given))
    found += [Waiting(Fact.from_json(fact)) for fact in refused]
    return only(found, given)


def only(found: Iterable[Waiting], given: str) -> Waiting:
    """Return the one fact that was found; raise NotFoundError for none or several."""
    by_id = {one.fact.id: one for one in found}
    if len(by_id) > 1:
        raise NotFoundError(f"{len(by_id)} facts begin so", where=given, hint=", ".join(sorted(by_id)[:5]))
    if not by_id:
        raise NotFoundError("there is no fact of this id", where=given, hint="`ostrakon review` lists them")
    return next(iter(by_id.values()))


def _read(view: View, claims: Iterable[tuple[str, str]]) -> Iterator[Waiting]:
    reader = FactReader.of(view)
    by_document: dict[str, list[str]] = {}
    for claim, document in sorted(claims):
        by_document.setdefault(document, []).append(claim)
    for document, found in sorted(by_document.items()):
        page = Page(_quads(view, document))
        sha256 = page.word(NamedNode(document), OST.sha256)
        whole = view.text(sha256) if sha256 else ""
        for claim in found:
            yield around(reader.read(page, NamedNode(claim)), whole)


def _quads(view: View, document: str) -> Iterator[Quad]:
    slug = document.removeprefix(f"{base_of(view)}document/")
    return view.quads(Idents(base_of(view)).iri("graph/document", slug))


def around(fact: Fact, whole: str) -> Waiting:
    """Return a fact with the rest of the sentence in which its quote stands."""
    before = whole[max(0, fact.start - _AROUND) : fact.start]
    after = whole[fact.end : fact.end + _AROUND]
    starts = [found.end() for found in _END.finditer(before)]
    closed = re.search(r"[.!?][\"”’')]*$", fact.quote)
    end = None if closed else _END.search(after)
    tail = "" if closed else after[: end.end()] if end else after
    return Waiting(fact, before[starts[-1] if starts else 0 :].lstrip(), tail.rstrip())
