"""Make a small store by hand: two documents, one fact of every kind, and text that means harm."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from graph.gazetteer import Gazetteer
from graph.idents import Idents, fact_id
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.store import Store, open_store
from graph.terms import OST, RDF

BASE = "https://w3id.org/ostrakon/id/"
HOSTILE = '<img src=x onerror="alert(1)">'


@dataclass(frozen=True)
class Said:
    type: str
    actor: str
    quote: str
    more: dict[str, Any]


def said(type: str, actor: str, quote: str, **more: Any) -> Said:
    return Said(type, actor, quote, more)


SYR, RUS, CHN, FRA = (f"{BASE}state/{code}" for code in ("SYR", "RUS", "CHN", "FRA"))
DRAFT = "draft resolution referring Syria to the International Criminal Court"
EVENT = {"object": DRAFT, "target": "Syria", "target_id": SYR, "date": "2014-05-22"}

ALPHA = [
    said("veto", "Russia", "Russia vetoed the draft 𝔖", actor_id=RUS, **EVENT),
    said("veto", "China", "China vetoed it too", actor_id=CHN, **EVENT),
    said(
        "vote", "UN Security Council", "Thirteen members voted for it and two against", **EVENT,
        actor_id=f"{BASE}body/un-security-council", value={"yes": 13, "no": 2, "abstain": 0},
    ),
    said("vote", "France", "France voted for it", actor_id=FRA, value="yes", **EVENT),
    said("sponsor", "France", "France drafted the text", actor_id=FRA, value="drafter", object=DRAFT, date="2014-05"),
    said(
        "accuse", "France", "Syria has used chlorine, said Laurent Fabius", actor_id=FRA, target="Syria",
        target_id=SYR, speaker="Laurent Fabius", crime="chemical weapons use", date="2014-05-22",
        statute="Chemical Weapons Convention",
    ),
    said(
        "deny", "Syria", "Damascus denied that it had used chlorine", actor_id=SYR, via="metonym",
        crime="chemical weapons use", object="use of chlorine",
    ),
    said("figure", "narrator", "more than 2,600 people have died", value=2600, object="people killed", via="narrator"),
    said("figure", HOSTILE, "hundreds have fled, said an office", value="hundreds", object=HOSTILE, speaker=HOSTILE),
]  # fmt: skip
BETA = [
    said(
        "veto", "Russia", "Moscow threatens to veto any such text", actor_id=RUS, via="metonym", object=DRAFT,
        status="not_actual", modality="threatened",
    ),
    said("treaty_status", "Russia", "Russia signed in 2000", actor_id=RUS, statute="Rome Statute", value="signed", date="2000"),
    said("refer", "UN Security Council", "The Council referred Darfur", actor_id=f"{BASE}body/un-security-council",
         target="Sudan", target_id=f"{BASE}state/SDN", object="International Criminal Court", date="2005"),
    said("case_filed", "Canada", "Canada brought a case against Syria", actor_id=f"{BASE}state/CAN", target="Syria",
         target_id=SYR, object="case before the International Court of Justice"),
    said("support", "France", "Paris backs the court", actor_id=FRA, via="metonym", object="International Criminal Court"),
    said("oppose", "Russia", "Russia rejects the court", actor_id=RUS, object="International Criminal Court"),
    said("call_for", "France", "France urged Syria to stop", actor_id=FRA, target="Syria", target_id=SYR, object="stop"),
    said("find", "UN Human Rights Council", "An inquiry found Syria responsible", target="Syria", target_id=SYR,
         crime="torture"),
]  # fmt: skip


def document(name: str, facts: list[Said], **more: Any) -> Document:
    text = " ".join(f"{one.quote}." for one in facts)
    return Document(id=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **more)


def reading(source: Document, facts: list[Said]) -> Reading:
    return Reading(source, tuple(_fact(source, one) for one in facts), "hand/1")


def _fact(source: Document, one: Said) -> Fact:
    start = source.text.index(one.quote)
    end = start + len(one.quote)
    more = one.more
    key = fact_id(
        source.id, one.type, one.actor, more.get("target"), more.get("object"), start, end,
        more.get("crime"), more.get("value"),
    )  # fmt: skip
    given = {"confidence": 0.75, "extractor": "hand/1", **more}
    return Fact(
        id=key,
        document=source.id,
        type=one.type,
        actor=one.actor,
        quote=one.quote,
        start=start,
        end=end,
        **given,
    )


DOCUMENTS = [
    (document("alpha", ALPHA, title="The vetoes", publisher="CNN", published="2014-05-22",
              address="https://news.example/alpha", origin="digest", digest_of="ab" * 32), ALPHA),
    (document("beta", BETA), BETA),
]  # fmt: skip


def make_store(path: Path, gazetteer: Gazetteer, base: str = BASE) -> Store:
    """Write both documents, the lexicon and what a rule would derive; return the store."""
    store, idents, mapper = open_store(path), Idents(base), Mapper(gazetteer, base)
    with store.writer() as writer:
        lexicon = idents.graph("lexicon")
        known = {Quad(*triple, lexicon) for triple in gazetteer.triples}
        writer.replace(lexicon, [*known, Quad(lexicon, RDF.type, OST.AssertedGraph, lexicon)], "lexicon")
        read = [reading(source, facts) for source, facts in DOCUMENTS]
        for one in read:
            writer.keep_text(one.document.text)
            writer.replace(idents.document_graph(one.document.id), mapper.quads(one), one.document.sha256)
        inferred = idents.graph("inferred/contested")
        accusation, denial = (
            idents.claim(next(fact.id for fact in read[0].facts if fact.type == kind))
            for kind in ("accuse", "deny")
        )
        writer.replace(
            inferred,
            [
                Quad(inferred, RDF.type, OST.InferredGraph, inferred),
                Quad(accusation, OST.contestedBy, denial, inferred),
                Quad(denial, OST.answers, accusation, inferred),
            ],
            "by hand",
        )
    return store
