"""Make small stores out of facts, by the same road that the build takes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, parse

from graph.gazetteer import Gazetteer
from graph.idents import Idents, fact_id
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.paths import lexicon_dir
from graph.store import Store, open_store
from graph.terms import BASE_IRI, OST, RDF

EXTRACTOR = "sample/1"
ENTRIES = (
    "state/RUS", "state/CHN", "state/FRA", "state/SYR", "state/USA", "state/GBR", "body/un-security-council",
    "court/icc", "org/cnn", "crime/", "statute/rome-statute",
)  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load(lexicon_dir())


def document(name: str, text: str, **more: Any) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=name, text=text, sha256=sha256, **{"publisher": "CNN", "published": "2014-05-22"} | more
    )


def fact(doc: Document, type: str, actor: str, quote: str, **more: Any) -> Fact:
    """Return a fact of which the quote is looked up in the text and names are linked."""
    start = more.pop("start", doc.text.index(quote))
    end = start + len(quote)
    target, object_ = more.get("target"), more.get("object")
    key = fact_id(doc.id, type, actor, target, object_, start, end, more.get("crime"), more.get("value"))
    given: dict[str, Any] = {
        "id": key, "document": doc.id, "type": type, "actor": actor, "actor_id": linked(actor),
        "target_id": linked(target), "quote": quote, "start": start, "end": end, "confidence": 0.8,
        "via": "narrator" if actor == "narrator" else "name", "extractor": EXTRACTOR,
    }  # fmt: skip
    return Fact(**given | more)


def linked(name: str | None) -> str | None:
    found = gazetteer().find(name) if name else ()
    return found[0].id if len(found) == 1 else None


@cache
def lexicon(base: str) -> frozenset[Quad]:
    """Return what the lexicon says of a few entries and of all crimes: the whole of it would be slow to export."""
    graph = Idents(base).graph("lexicon")
    wanted = tuple(f"{BASE_IRI}{name}" for name in ENTRIES)
    found = [quad for path in lexicon_dir().glob("*.ttl") for quad in parse(path=path)]
    few = [quad for quad in found if str(quad.subject)[1:].startswith(wanted)]
    assert len(few) > len(ENTRIES)
    few.append(Quad(graph, RDF.type, OST.AssertedGraph))
    return frozenset(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in few)


def build(root: Path, readings: Mapping[Document, Sequence[Fact]], base: str = BASE_IRI) -> Store:
    """Put the lexicon and these documents into a store."""
    store, idents = open_store(root), Idents(base)
    mapper = Mapper(gazetteer(), base)
    with store.writer() as writer:
        writer.replace(idents.graph("lexicon"), lexicon(base), "lexicon")
        for doc, facts in readings.items():
            writer.keep_text(doc.text)
            quads = mapper.quads(Reading(doc, tuple(facts), EXTRACTOR, "none"))
            writer.replace(idents.document_graph(doc.id), quads, doc.sha256)
    return store


CNN = document(
    "cnn",
    "Russia and China vetoed a draft resolution on Syria on 22 May 2014. France, which drafted it, accused "
    "Syria of war crimes.\r\nSyria denied war crimes. “=cmd” is what 58 countries’ envoys wrote, \u2028 said "
    "“Laurent Fabius”. The vote was 13 to 2. The US urged Russia to stop. Syria did not join the Rome Statute.\n",
    title="Veto of “Syria” draft",
    address="https://example.org/cnn?a=1&b=<2>".replace("<", "%3C").replace(">", "%3E"),
)
AP = document(
    "ap 2014", "Russia may veto the draft resolution on Syria. Hundreds died.", publisher="A Newsletter"
)
DRAFT = "a draft resolution on Syria"
FACTS: dict[Document, list[Fact]] = {
    CNN: [
        fact(CNN, "veto", "Russia", "Russia and China vetoed", object=DRAFT, date="2014-05-22"),
        fact(CNN, "veto", "China", "Russia and China vetoed", object=DRAFT, date="2014-05-22"),
        fact(CNN, "vote", "UN Security Council", "13 to 2", value={"yes": 13, "no": 2}, object=DRAFT),
        fact(CNN, "sponsor", "France", "France, which drafted it", value="drafter", object=DRAFT),
        fact(CNN, "accuse", "France", "accused Syria", target="Syria", crime="war crimes",
             speaker="Laurent Fabius", confidence=0.5),
        fact(CNN, "deny", "Syria", "Syria denied", crime="war crimes", target="France"),
        fact(CNN, "accuse", "58 countries", "58 countries", target="Syria", crime="torture", object="=cmd"),
        fact(CNN, "call_for", "United States", "The US urged Russia", target="Russia", object="to stop"),
        fact(CNN, "treaty_status", "Syria", "Syria did not join", statute="Rome Statute", value="not_party"),
    ],
    AP: [
        fact(AP, "veto", "Russia", "Russia may veto", object="the draft resolution on Syria",
             status="not_actual", modality="expected"),
        fact(AP, "figure", "narrator", "Hundreds died", value="hundreds", object="deaths"),
    ],
}  # fmt: skip
