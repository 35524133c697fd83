"""Each type of fact becomes the class and the properties that `docs/claims.md` lays down."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from pyoxigraph import Store

from graph.gazetteer import Gazetteer
from graph.idents import fact_id
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.shapes import Shapes
from graph.terms import PREFIXES

TEXT = "France said on Thursday that Russia and China had vetoed its draft resolution on Syria."
RUSSIA = "https://w3id.org/ostrakon/id/state/RUS"
SYRIA = "https://w3id.org/ostrakon/id/state/SYR"
COUNCIL = "https://w3id.org/ostrakon/id/body/un-security-council"
REFERRAL = "draft resolution referring Syria to the International Criminal Court"
PREAMBLE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def document(name: str = "doc", published: str | None = "2014-05-22") -> Document:
    return Document(
        id=name,
        text=TEXT,
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        title="Two vetoes",
        publisher="CNN",
        published=published,
    )


def fact(type: str, actor: str = "Russia", in_document: str = "doc", **rest: Any) -> Fact:
    values: dict[str, Any] = {
        "actor_id": RUSSIA if actor == "Russia" else None, "target": None, "object": None, "crime": None, "value": None,
        "start": 0, "end": len(TEXT), "quote": TEXT, "confidence": 0.8, "extractor": "test/1",
    } | rest  # fmt: skip
    names = ("target", "object", "start", "end", "crime", "value")
    key = fact_id(in_document, type, actor, *(values[name] for name in names))
    return Fact(id=key, document=in_document, type=type, actor=actor, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def mapper(gazetteer: Gazetteer) -> Mapper:
    return Mapper(gazetteer)


def stored(mapper: Mapper, *readings: Reading) -> Store:
    store = Store()
    for reading in readings:
        store.extend(mapper.quads(reading))
    return store


def ask(store: Store, pattern: str) -> bool:
    return bool(
        store.query(
            f"{PREAMBLE} BASE <https://w3id.org/ostrakon/id/> ASK {{ {pattern} }}",
            use_default_graph_as_union=True,
        )
    )


CASES = [
    (fact("veto", object=REFERRAL, date="2014-05-22"),
     "?c a ost:VetoReport ; ost:actor <state/RUS> ; ost:claimant <org/cnn> ; ost:draft ?d ; ost:reports ?e . "
     "?e a ost:ReportedEvent ; ost:actor <state/RUS> ; ost:draft ?d ; ost:body <body/un-security-council> . "
     "?d a ost:Draft ; ost:subject <state/SYR>"),
    (fact("vote", "UN Security Council", actor_id=COUNCIL, object=REFERRAL, value={"yes": 13, "no": 2, "abstain": 0}),
     "?c a ost:VoteReport ; ost:yes 13 ; ost:no 2 ; ost:abstained 0"),
    (fact("vote", object=REFERRAL, value="abstain"), "?c a ost:VoteReport ; ost:choice ost:Abstain"),
    (fact("vote", "UN Security Council", actor_id=COUNCIL, object=REFERRAL, value={"yes": "unanimous"}), "?c ost:unanimous true"),
    (fact("sponsor", "58 countries", object=REFERRAL, value="cosponsor", status="not_actual", modality="requested"),
     "?c a ost:SponsorshipReport ; ost:role ost:Cosponsor ; ost:status ost:NotActual ; ost:modality ost:Requested ; "
     "ost:actor ?a . ?a a ost:ActorGroup ; skos:prefLabel '58 countries'@en"),
    (fact("accuse", target="Syria", target_id=SYRIA, crime="torture", statute="Convention against Torture", speaker="Jane Doe"),
     "?c a ost:Accusation ; ost:claimant <state/RUS> ; ost:target <state/SYR> ; ost:crime <crime/torture> ; "
     "ost:invokes ?law ; ost:statuteText 'Convention against Torture' ; ost:speaker ?p . ?p a ost:Person"),
    (fact("deny", crime="torture"), "?c a ost:Denial ; ost:denies <crime/torture>"),
    (fact("deny", object="any such attack"), "?c a ost:Denial ; ost:denies ?m . ?m a ost:Matter ; rdfs:label 'any such attack'@en"),
    (fact("find", target="Syria", target_id=SYRIA, crime="war crimes"), "?c a ost:Finding ; ost:target <state/SYR>"),
    (fact("figure", object="people killed", value=2600), "?c a ost:Figure ; ost:quantity 2600.0 ; ost:counts 'people killed'"),
    (fact("figure", object="victims", value="hundreds"), "?c a ost:Figure ; ost:quantity 'hundreds'"),
    (fact("call_for", target="UN Security Council", target_id=COUNCIL, object="refer Syria"),
     "?c a ost:Demand ; ost:addressee <body/un-security-council> ; ost:demands 'refer Syria'"),
    (fact("case_filed", target="Syria", target_id=SYRIA, object="torture case"),
     "?c a ost:CaseReport ; ost:actor <state/RUS> ; ost:target <state/SYR> ; ost:case ?k . ?k a ost:Case"),
    (fact("treaty_status", statute="Rome Statute", value="not_party"),
     "?c a ost:TreatyReport ; ost:actor <state/RUS> ; ost:instrument <statute/rome-statute> ; ost:action ost:NotParty"),
    (fact("support", object=REFERRAL), "?c a ost:Position ; ost:stance ost:For ; ost:toward ?d . ?d a ost:Draft"),
    (fact("oppose", object="International Criminal Court"), "?c a ost:Position ; ost:stance ost:Against ; ost:toward <court/icc>"),
    (fact("refer", "UN Security Council", actor_id=COUNCIL, target="Libya", target_id="https://w3id.org/ostrakon/id/state/LBY", object="ICC"),
     "?c a ost:ReferralReport ; ost:situation <state/LBY> ; ost:court <court/icc> ; ost:reports ?e . ?e ost:court <court/icc>"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "pattern"), CASES, ids=[f"{case[0].type}-{i}" for i, case in enumerate(CASES)]
)
def test_a_fact_becomes_its_class(one: Fact, pattern: str, mapper: Mapper) -> None:
    store = stored(mapper, Reading(document(), (one,), "test/1"))
    assert ask(store, pattern)
    assert ask(
        store, f"<claim/{one.id}> ost:evidence ?e . ?e oa:hasSelector/oa:exact ?q ; oa:hasSelector/oa:start 0"
    )


@pytest.mark.parametrize("one", [case[0] for case in CASES], ids=lambda one: one.type)
def test_what_the_mapper_writes_passes_the_shapes(
    one: Fact, mapper: Mapper, shapes: Shapes, gazetteer: Gazetteer
) -> None:
    from pyoxigraph import NamedNode, Quad

    context = [Quad(t.subject, t.predicate, t.object, NamedNode("urn:lexicon")) for t in gazetteer.triples]
    assert shapes.validate(mapper.quads(Reading(document(), (one,), "test/1")), context) == []


def test_a_text_never_writes_an_event_of_record(mapper: Mapper) -> None:
    everything = Reading(document(), tuple(case[0] for case in CASES), "test/1")
    store = stored(mapper, everything)
    assert ask(store, "?e a ost:ReportedEvent")
    assert not ask(
        store,
        "VALUES ?t { ost:Veto ost:Vote ost:Sponsorship ost:VotingEvent ost:Referral ost:TreatyAction } ?e a ?t",
    )


def test_the_accuser_is_the_claimant_and_the_accused_the_target(mapper: Mapper) -> None:
    one = fact("accuse", target="Syria", target_id=SYRIA, crime="war crimes")
    store = stored(mapper, Reading(document(), (one,), "test/1"))
    assert ask(store, "?c ost:claimant <state/RUS> ; ost:target <state/SYR>")
    assert not ask(store, "?c ost:target <state/RUS>")
    assert not ask(store, "?c ost:claimant <state/SYR>")


def test_the_narrator_is_the_publisher(mapper: Mapper) -> None:
    one = fact("accuse", "narrator", target="Syria", target_id=SYRIA, crime="war crimes", via="narrator")
    assert ask(
        stored(mapper, Reading(document(), (one,), "test/1")),
        "?c ost:claimant <org/cnn> ; ost:foundBy 'narrator'",
    )


def drafts(store: Store) -> set[str]:
    rows = store.query(
        f"{PREAMBLE} SELECT DISTINCT ?d {{ ?c ost:draft ?d }}", use_default_graph_as_union=True
    )
    return {row["d"].value for row in rows}  # type: ignore[union-attr]


def test_documents_of_one_year_share_the_draft_that_refers_one_situation(mapper: Mapper) -> None:
    one = Reading(
        document("a"), (fact("sponsor", in_document="a", object=REFERRAL, value="drafter"),), "test/1"
    )
    two = Reading(
        document("b", "2016-01-01"), (fact("veto", in_document="b", object=REFERRAL, date="2014"),), "test/1"
    )
    assert len(drafts(stored(mapper, one, two))) == 1


@pytest.mark.parametrize(
    ("phrase", "published"),
    [
        ("draft resolution on Syria", "2014-05-22"),
        (REFERRAL, "2013-05-22"),
        ("previous " + REFERRAL, "2014-05-22"),
    ],
)
def test_other_drafts_are_kept_apart_by_document(phrase: str, published: str, mapper: Mapper) -> None:
    one = Reading(document("a"), (fact("veto", in_document="a", object=REFERRAL),), "test/1")
    two = Reading(document("b", published), (fact("veto", in_document="b", object=phrase),), "test/1")
    assert len(drafts(stored(mapper, one, two))) == 2


def test_a_symbol_names_a_draft_in_any_document(mapper: Mapper) -> None:
    one = Reading(
        document("a"), (fact("veto", in_document="a", object="draft resolution S/2014/348"),), "test/1"
    )
    two = Reading(
        document("b", "2020-01-01"),
        (fact("veto", in_document="b", object="text S/2014/348 on Syria"),),
        "test/1",
    )
    assert drafts(stored(mapper, one, two)) == {"https://w3id.org/ostrakon/id/draft/S-2014-348"}


def test_the_same_reading_gives_the_same_quads_in_the_same_order(gazetteer: Gazetteer) -> None:
    reading = Reading(document(), tuple(case[0] for case in CASES), "test/1")
    assert Mapper(gazetteer).quads(reading) == Mapper(gazetteer).quads(reading)


def test_a_digest_says_of_what(mapper: Mapper) -> None:
    from dataclasses import replace

    digest = replace(document(), origin="digest", digest_of="a" * 64)
    store = stored(mapper, Reading(digest, (), "test/1"))
    assert ask(
        store,
        "<document/doc> ost:origin ost:Digest ; prov:wasDerivedFrom ?o . ?o ost:sha256 '" + "a" * 64 + "'",
    )


@pytest.mark.parametrize(
    ("statute", "slugs"),
    [
        (
            "Security Council resolutions 2118 (2013) and 2254 (2015)",
            ["resolution/S-RES-2118", "resolution/S-RES-2254"],
        ),
        ("Article 27(3) of the UN Charter", ["provision/un-charter/art-27-3"]),
        ("the Rome Statute", ["statute/rome-statute"]),
        ("resolution 1593", ["resolution/S-RES-1593"]),
        ("household law", []),
    ],
)
def test_a_statute_is_linked_wherever_the_lexicon_knows_it(
    statute: str, slugs: list[str], mapper: Mapper
) -> None:
    one = fact("accuse", target="Syria", target_id=SYRIA, crime="war crimes", statute=statute)
    store = stored(mapper, Reading(document(), (one,), "test/1"))
    rows = store.query(
        f"{PREAMBLE} SELECT ?law {{ ?c ost:invokes ?law }} ORDER BY ?law", use_default_graph_as_union=True
    )
    assert [row["law"].value.removeprefix("https://w3id.org/ostrakon/id/") for row in rows] == slugs  # type: ignore[union-attr]


def test_a_nameless_group_is_another_one_in_every_document(mapper: Mapper) -> None:
    def claimants(name: str) -> int:
        readings = [
            Reading(
                document(d), (fact("accuse", name, in_document=d, target="Syria", target_id=SYRIA),), "t/1"
            )
            for d in "ab"
        ]
        rows = stored(mapper, *readings).query(
            f"{PREAMBLE} SELECT DISTINCT ?a {{ ?c ost:claimant ?a }}", use_default_graph_as_union=True
        )
        return len(list(rows))  # type: ignore[arg-type]

    assert (claimants("rebels"), claimants("Free Syria Lawyers")) == (2, 1)


def test_a_draft_of_another_body_is_not_the_councils(mapper: Mapper) -> None:
    store = stored(
        mapper,
        Reading(document(), (fact("oppose", object="Arab League draft resolution on Syria"),), "test/1"),
    )
    assert ask(store, "?d a ost:Draft ; ost:body ?b . ?b a ?k") is False
    assert not ask(store, "?d ost:body <body/un-security-council>")


def test_a_thing_has_one_label_in_a_document(mapper: Mapper) -> None:
    facts = (
        fact("accuse", "The Rebels", target="Syria", target_id=SYRIA, crime="torture"),
        fact("accuse", "the rebels", target="Syria", target_id=SYRIA, crime="genocide"),
        fact("veto", object="draft S/2014/348"),
        fact("veto", object="the French text S/2014/348"),
    )
    store = stored(mapper, Reading(document(), facts, "test/1"))
    assert not ask(store, "?x skos:prefLabel|rdfs:label ?one, ?two FILTER(?one != ?two)")
