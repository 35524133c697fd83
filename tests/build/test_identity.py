"""What documents name differently and mean the same is one node; what only looks the same stays apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Engine

from graph.build.audit import audit
from graph.build.derive import Deriver
from graph.build.identity.clusters import Clusters
from graph.build.identity.kept import keep_identities
from graph.build.identity.model import Link
from graph.build.identity.restate import Restater
from graph.export.facts import facts as stored_facts
from graph.idents import Idents
from graph.mapper import Mapper
from graph.model import Document, Fact, Reading
from graph.review import Identities
from graph.shapes import Shapes
from graph.store import Results, Store, View, open_store
from graph.terms import BASE_IRI, OST, PREFIXES, RDF
from tests.build.test_match import voting
from tests.sample import document, fact, gazetteer, lexicon

IDENTS = Idents()
TEXT = "Words. More words. Still more words. The last words."


@dataclass(frozen=True)
class Made:
    """Hold a store, or what a writer would commit, and ask it."""

    query: Callable[[str], Any]
    store: Store | None = None

    def rows(self, sparql: str) -> set[tuple[str | None, ...]]:
        return {tuple(_short(value) for value in row) for row in self.query(sparql)}

    def quads(self) -> set[str]:
        return {" ".join(map(str, row)) for row in self.rows("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")}

    @property
    def view(self) -> View:
        assert self.store is not None
        return self.store.view()

    def speakers(self) -> dict[str, str]:
        """Return the node of each speaker, by document and words."""
        rows = self.rows(
            "SELECT ?d ?w ?p { ?c ost:speaker ?p ; ost:speakerText ?w ; ost:statedIn/dcterms:identifier ?d }"
        )
        return {f"{d}: {w}": str(p) for d, w, p in rows}

    def actors(self) -> dict[str, str]:
        rows = self.rows(
            "SELECT ?d ?w ?p { ?c ost:claimant ?p ; ost:actorText ?w ; ost:statedIn/dcterms:identifier ?d }"
        )
        return {f"{d}: {w}": str(p) for d, w, p in rows}

    def drafts(self) -> dict[str, str]:
        rows = self.rows("SELECT ?d ?p { ?c ost:draft ?p ; ost:statedIn/dcterms:identifier ?d }")
        assert len({d for d, _ in rows}) == len(rows)
        return {str(d): str(p) for d, p in rows}

    def reasons(self) -> set[tuple[str | None, ...]]:
        return self.rows(
            "SELECT ?d ?w ?s ?why { ?m a ost:Merge ; ost:inDocument/dcterms:identifier ?d ; ost:phrase ?w ;"
            " ost:score ?s ; ost:reason ?why }"
        )

    def unmet(self) -> set[str | None]:
        return {row[0] for row in self.rows("SELECT ?what { ?file a ost:IdentityFile ; ost:unmet ?what }")}


def _short(term: Any) -> str | None:
    return None if term is None else str(term.value).removeprefix(BASE_IRI)


@pytest.fixture(scope="module")
def mapper() -> Mapper:
    return Mapper(gazetteer())


Told = Sequence[tuple[Document, list[Fact]]]


class Memory:
    """Hold graphs in memory as a writer does, so that many histories can be tried."""

    def __init__(self) -> None:
        self.engine = Engine()
        self.manifest: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.put(IDENTS.graph("lexicon"), lexicon(BASE_IRI), "lexicon")

    def put(self, graph: NamedNode, quads: Iterable[Quad], fingerprint: str) -> None:
        self.engine.remove_graph(graph)
        self.engine.extend(quads)
        self.manifest[graph.value] = fingerprint

    replace = put

    def remove(self, graph: NamedNode) -> None:
        self.put(graph, (), "")
        del self.manifest[graph.value]

    def query(self, sparql: str) -> Results:
        return self.engine.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)

    def text(self, sha256: str) -> str:
        return self.texts[sha256]

    def keep_text(self, text: str) -> str:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.texts[sha256] = text
        return sha256


class Builder:
    """Build stores of readings made by hand, without a reader and without rules."""

    def __init__(self, mapper: Mapper, root: Path) -> None:
        self.mapper = mapper
        self.root = root
        self.made = 0
        self.deriver = Deriver(IDENTS, (), Restater(mapper, IDENTS))

    def __call__(self, told: Told, identities: Identities | None = None, record: Iterable[Quad] = ()) -> Made:
        """Put documents into memory, which is quick."""
        memory = Memory()
        self.hold(memory, told, record, identities)
        return Made(memory.query)

    def stored(self, told: Told, identities: Identities | None = None, into: Store | None = None) -> Made:
        """Put documents into a store on disk."""
        self.made += 1
        store = into or open_store(self.root / f"store{self.made}")
        with store.writer() as writer:
            writer.replace(IDENTS.graph("lexicon"), lexicon(BASE_IRI), "lexicon")
            self.fill(writer, told, identities)
        return Made(store.view().query, store)

    def hold(
        self, memory: Memory, told: Told, record: Iterable[Quad] = (), identities: Identities | None = None
    ) -> None:
        quads = list(record)
        if quads:
            memory.replace(quads[0].graph_name, quads, str(len(quads)))  # type: ignore[arg-type]
        self.fill(memory, told, identities)

    def fill(self, writer: Any, told: Told, identities: Identities | None = None) -> None:
        """Make a store hold exactly these documents, as the builder does."""
        graphs = {IDENTS.document_graph(doc.id).value for doc, _ in told}
        for graph in sorted(writer.manifest):
            if "/graph/document/" in graph and graph not in graphs:
                writer.remove(NamedNode(graph))
        for doc, facts in told:
            mark = json.dumps([doc.sha256, doc.published, [one.to_json() for one in facts]])
            graph = IDENTS.document_graph(doc.id)
            if writer.manifest.get(graph.value) != mark:
                writer.keep_text(doc.text)
                quads = self.mapper.quads(Reading(doc, tuple(facts), "sample/1", "none"))
                writer.replace(graph, quads, mark)
        keep_identities(writer, identities or Identities(), IDENTS)
        self.deriver.run(writer)


@pytest.fixture
def build(mapper: Mapper, tmp_path: Path) -> Builder:
    return Builder(mapper, tmp_path)


def said(
    name: str, actor: str, speaker: str | None = None, text: str = TEXT, **more: Any
) -> tuple[Document, list[Fact]]:
    """Return a document in which somebody accuses Syria."""
    doc = document(name, text)
    given = {"target": "Syria", "crime": "torture", "quote": text[:5], "speaker": speaker} | more
    return doc, [fact(doc, "accuse", actor, given.pop("quote"), **given)]


def identities(tmp_path: Path, text: str) -> Identities:
    file = tmp_path / "identities.yml"
    file.write_text(text, "utf-8")
    return Identities.load(file)


# Persons


def test_one_person_under_three_names(build: Builder) -> None:
    made = build([
        said("a", "United States", "Samantha Power"),
        said("b", "United States", "Ambassador Power"),
        said("c", "United States", "S. Power"),
    ])  # fmt: skip
    assert len(set(made.speakers().values())) == 1
    assert made.rows("SELECT ?l { ?c ost:speaker/skos:prefLabel ?l }") == {("Samantha Power",)}
    assert made.reasons() == {
        ("b", "Ambassador Power", "0.8", "same surname and affiliation, nobody else of them"),
        ("c", "S. Power", "0.85", "same surname, initial and affiliation"),
    }
    # Each document's own words stay on its claim, and the merge says where they stand.
    places = made.rows(
        "SELECT ?w ?quote { ?m a ost:Merge ; ost:phrase ?w ; ost:inClaim/ost:evidence/oa:hasSelector/oa:exact ?quote }"
    )
    assert places == {("Ambassador Power", "Words"), ("S. Power", "Words")}


def test_two_persons_of_one_name_stay_apart(build: Builder) -> None:
    made = build([said("a", "United States", "John Smith"), said("b", "United Kingdom", "John Smith")])
    assert len(set(made.speakers().values())) == 2
    assert made.reasons() == set()


def test_the_same_name_for_the_same_side_is_one_without_a_merge(build: Builder) -> None:
    made = build([said("a", "France", "Laurent Fabius"), said("b", "France", "Laurent Fabius")])
    assert len(set(made.speakers().values())) == 1
    assert made.reasons() == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bashar al-Ja'afari", "Bashar Jaafari"),
        ("Vitaly Churkin", "Vitaly I. Churkin"),
        ("Roméo Dallaire", "Lt. Gen. Romeo Dallaire"),
        ("Mr. Churkin", "Ambassador Churkin"),
    ],
)
def test_spellings_of_one_person(one: str, other: str, build: Builder) -> None:
    made = build([said("a", "Russia", one), said("b", "Russia", other)])
    assert len(set(made.speakers().values())) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Samantha Power", "Thomas Power"),
        ("Samantha Power", "T. Power"),
        ("George W. Bush", "George H. W. Bush"),
        ("Samantha", "Samantha Power"),
    ],
)
def test_names_that_differ_stay_apart(names: tuple[str, str], build: Builder) -> None:
    made = build([said("a", "United States", names[0]), said("b", "United States", names[1])])
    assert len(set(made.speakers().values())) == 2


def test_a_surname_that_fits_two_fits_neither(build: Builder) -> None:
    made = build([
        said("a", "United States", "Samantha Power"),
        said("b", "United States", "Thomas Power"),
        said("c", "United States", "Ambassador Power"),
        said("d", "United States", "Power"),
    ])  # fmt: skip
    assert len(set(made.speakers().values())) == 4


def test_a_family_name_that_comes_first(build: Builder) -> None:
    made = build([said("a", "China", "Liu Jieyi"), said("b", "China", "Ambassador Liu")])
    assert len(set(made.speakers().values())) == 1
    made = build([said("a", "France", "Henri Martin"), said("b", "France", "Ambassador Henri")])
    assert len(set(made.speakers().values())) == 2


def test_who_acts_under_the_name_of_a_known_person_is_that_person(build: Builder) -> None:
    made = build([said("a", "France", "Laurent Fabius"), said("b", "Laurent Fabius")])
    assert made.actors()["b: Laurent Fabius"] == made.speakers()["a: Laurent Fabius"]
    assert made.rows(
        "SELECT ?k { ?c ost:claimant ?p . ?p a ?k . ?p skos:prefLabel 'Laurent Fabius'@en }"
    ) == {(OST.Person.value,)}


def test_sides_that_a_third_document_joins(build: Builder) -> None:
    """A document in which one person speaks for two sides shows that both mean that person."""
    doc, _ = said("c", "France", "Jean Martin")
    both = [
        fact(doc, "accuse", "France", "Words", speaker="Jean Martin", target="Syria", crime="torture"),
        fact(
            doc,
            "accuse",
            "UN Security Council",
            "More words",
            speaker="Jean Martin",
            target="Syria",
            crime="torture",
        ),
    ]
    apart = [said("a", "France", "Jean Martin"), said("b", "UN Security Council", "Jean Martin")]
    assert len(set(build(apart).speakers().values())) == 2
    assert len(set(build([*apart, (doc, both)]).speakers().values())) == 1


# Actors


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Free Syria Lawyers", "the free Syria lawyers"),
        ("E.U.-led mission", "EU led Mission"),
        ("Yellow Vests", "Yellow Vest"),
        ("Médecins du Monde", "Medecins du Monde"),
    ],
)
def test_spellings_of_one_actor(one: str, other: str, build: Builder) -> None:
    made = build([said("a", one), said("b", other)])
    assert len(set(made.actors().values())) == 1


def test_an_abbreviation_that_a_text_gives(build: Builder) -> None:
    text = "Words by the Northern Centre for Civil Rights (NCCR)."
    made = build(
        [said("a", "Northern Centre for Civil Rights", text=text), said("b", "NCCR"), said("c", "the NCCR")]
    )
    assert len(set(made.actors().values())) == 1
    assert ("b", "NCCR", "0.85", "a text gives the abbreviation (NCCR)") in made.reasons()


def test_an_abbreviation_of_two_names_is_neither(build: Builder) -> None:
    made = build([
        said("a", "Northern Centre for Civil Rights", text="Words by the Northern Centre for Civil Rights (NCCR)."),
        said("b", "National Council for Citizens and Reform", text="Words by the National Council for Citizens and Reform (NCCR)."),
        said("c", "NCCR"),
    ])  # fmt: skip
    assert len(set(made.actors().values())) == 3


def test_nameless_groups_and_strangers_stay_apart(build: Builder) -> None:
    made = build(
        [
            said("a", "rebels"),
            said("b", "rebels"),
            said("c", "NCCR"),
            said("d", "Northern Centre for Civil Rights"),
        ]
    )
    assert len(set(made.actors().values())) == 4


# Drafts and vetoes

COUNCIL = "UN Security Council"


def told(name: str, phrase: str, *votes: tuple[str, str], **more: Any) -> tuple[Document, list[Fact]]:
    """Return a document that tells of a voting: who did what, such as ("Russia", "veto"); `date` is its day."""
    text = f"{phrase}. " + " ".join(f"{actor} {what}." for actor, what in votes)
    doc = document(name, text, published=more.pop("published", "2020-01-01"))
    facts = []
    for actor, what in votes:
        kind, value = (
            (what, None)
            if what == "veto"
            else ("sponsor", "drafter")
            if what == "sponsor"
            else ("vote", what)
        )
        date = more.get("date") if kind != "sponsor" else None
        facts.append(fact(doc, kind, actor, f"{actor} {what}", object=phrase, value=value, date=date))
    if "tally" in more:
        facts.append(
            fact(doc, "vote", COUNCIL, phrase, object=phrase, value=more["tally"], date=more.get("date"))
        )
    return doc, facts


DAY = "2017-04-12"


def test_a_draft_of_one_day_subject_and_veto_is_one_and_so_is_the_veto(build: Builder) -> None:
    made = build([
        told("a", "the French draft on Syria", ("Russia", "veto"), date=DAY),
        told("b", "a resolution on Syria", ("Russia", "veto"), date=DAY),
    ])  # fmt: skip
    assert len(set(made.drafts().values())) == 1
    assert len(made.rows("SELECT ?e { ?c a ost:VetoReport ; ost:reports ?e }")) == 1
    assert {row[3] for row in made.reasons()} == {"body, subject, date and vetoes agree"}


@pytest.mark.parametrize(
    "other",
    [
        told("b", "a resolution on Syria", ("Russia", "veto"), date="2017-04-13"),
        told("b", "a resolution on Syria", ("Russia", "veto"), date="2017"),
        told("b", "a resolution on Ukraine", ("Russia", "veto"), date=DAY),
        told("b", "a resolution on Syria", ("China", "veto"), ("Russia", "abstain"), date=DAY),
        told("b", "a resolution on Syria", ("France", "yes"), date=DAY),
        told("b", "two resolutions on Syria", ("Russia", "veto"), date=DAY),
        told("b", "General Assembly draft resolution on Syria", ("Russia", "veto"), date=DAY),
    ],
    ids=["day", "year", "subject", "votes", "nothing more", "several", "body"],
)
def test_drafts_that_need_not_be_one_stay_apart(other: tuple[Document, list[Fact]], build: Builder) -> None:
    made = build([told("a", "the French draft on Syria", ("Russia", "veto"), date=DAY), other])
    assert len(set(made.drafts().values())) == 2


def test_a_month_needs_more_than_the_vetoes(build: Builder) -> None:
    one = told("a", "the draft on Syria", ("Russia", "veto"), date=DAY, tally={"yes": 10, "no": 2})
    two = told("b", "a draft on Syria", ("Russia", "veto"), date="2017-04")
    assert len(set(build([one, two]).drafts().values())) == 2
    two = told("b", "a draft on Syria", ("Russia", "veto"), date="2017-04", tally={"yes": 10, "no": 2})
    assert len(set(build([one, two]).drafts().values())) == 1


def test_drafts_of_two_sponsors_on_one_day_stay_apart(build: Builder) -> None:
    made = build([
        told("a", "the draft on Syria", ("Russia", "veto"), ("France", "sponsor"), date=DAY),
        told("b", "the draft on Syria", ("Russia", "veto"), ("United Kingdom", "sponsor"), date=DAY),
    ])  # fmt: skip
    assert len(set(made.drafts().values())) == 2


def test_a_draft_that_was_matched_is_that_of_the_record(build: Builder) -> None:
    record = voting("S/2017/315", DAY, "RUS:No CHN:Abstain FRA:Yes", tally=(10, 2, 3), sponsors="FRA")
    documents = [
        told("a", "the French draft on Syria", ("Russia", "veto"), ("France", "sponsor"), date=DAY),
        told(
            "b",
            "a resolution on Syria",
            ("Russia", "veto"),
            ("China", "abstain"),
            date="2017-04",
            published="2017-04-20",
        ),
        told("c", "draft resolution S/2017/315", ("Russia", "veto")),
    ]
    made = build(documents, record=record)
    assert set(made.drafts().values()) == {"draft/S-2017-315"}
    vetoes = made.rows(
        "SELECT ?who ?e { ?c a ost:VetoReport ; ost:actor ?who ; ost:reports ?e . ?e a ost:ReportedEvent }"
    )
    assert len(vetoes) == 1
    assert all(str(row[3]).startswith("matched with the record: ") for row in made.reasons())


def test_what_the_record_has_twice_is_not_guessed(build: Builder) -> None:
    record = voting("S/2017/315", DAY, "RUS:No FRA:Yes") + voting("S/2017/316", DAY, "RUS:No FRA:Yes")
    documents = [
        told("a", "the draft on Syria", ("Russia", "veto"), date=DAY),
        told("b", "a resolution on Syria", ("Russia", "veto"), date=DAY),
    ]
    assert len(set(build(documents, record=record).drafts().values())) == 2


def test_matches_do_not_change_by_merging(build: Builder) -> None:
    """A merged draft has the record's symbol; it must not prove itself by it the next time."""
    record = voting("S/2017/315", DAY, "RUS:No CHN:Abstain FRA:Yes", sponsors="FRA")
    one = told("a", "the French draft on Syria", ("Russia", "veto"), date=DAY)
    memory = Memory()
    build.hold(memory, [one], record)
    made = Made(memory.query)
    before = made.rows("SELECT ?s ?why { ?m a ost:CertainMatch ; ost:score ?s ; ost:reason ?why }")
    build.hold(memory, [one, said("z", "France", "Laurent Fabius")], record)
    assert made.rows("SELECT ?s ?why { ?m a ost:CertainMatch ; ost:score ?s ; ost:reason ?why }") == before
    assert before != set()


# The reviewed file


def test_the_file_merges_what_no_rule_does(build: Builder, tmp_path: Path) -> None:
    documents = [said("a", "United States", "John Smith"), said("b", "United Kingdom", "John Smith")]
    file = identities(
        tmp_path,
        "same:\n- of: [{document: a, phrase: John Smith}, {document: b, phrase: john smith}]\n  by: A. Reviewer\n  why: one career\n",
    )
    made = build(documents, file)
    assert len(set(made.speakers().values())) == 1
    assert {row[2:] for row in made.reasons()} == {
        ("1", "said to be same (entry 1, A. Reviewer): one career")
    }
    assert made.unmet() == set()


def test_the_file_splits_what_rules_merge(build: Builder, tmp_path: Path) -> None:
    documents = [
        said("a", "United States", "Samantha Power"),
        said("b", "United States", "Ambassador Power"),
        said("c", "United States", "Samantha Power"),
        said("d", "United States", "Samantha Power"),
    ]
    person = build(documents).speakers()["a: Samantha Power"]
    file = identities(
        tmp_path,
        f"different:\n- [{person}, {{document: b, phrase: Ambassador Power}}, {{document: d, phrase: Samantha Power}}]\n",
    )
    made = build(documents, file)
    found = made.speakers()
    assert found["a: Samantha Power"] == found["c: Samantha Power"] == person
    assert len(set(found.values())) == 3
    assert made.unmet() == set()


def test_the_file_names_the_lexicon(build: Builder, tmp_path: Path) -> None:
    documents = [said("a", "Cable Network"), said("b", "Cable Network")]
    file = identities(tmp_path, "same:\n- [org/cnn, {document: a, phrase: the Cable Network}]\n")
    made = build.stored(documents, file)
    assert set(made.actors().values()) == {"org/cnn"}
    assert {one.actor_id for one in stored_facts(made.view)} == {f"{BASE_IRI}org/cnn"}
    again = build.stored(documents, into=made.store)
    assert set(again.actors().values()) == {_actor("Cable Network")}


def _actor(name: str) -> str:
    return IDENTS.named("actor", name).value.removeprefix(BASE_IRI)


def test_what_meets_nothing_or_cannot_be_is_told(build: Builder, tmp_path: Path) -> None:
    documents = [said("a", "France", "Laurent Fabius"), told("b", "the draft on Syria", ("Russia", "veto"))]
    file = identities(tmp_path, """
same:
- [{document: a, phrase: Nobody}, {document: a, phrase: Laurent Fabius}]
- [{document: nowhere, phrase: Laurent Fabius}, person/0]
- [{document: a, phrase: Laurent Fabius}, {document: b, phrase: the draft on Syria}]
- [{document: a, phrase: Laurent Fabius}, state/FRA]
different:
- [{document: a, phrase: Laurent Fabius}, "https://elsewhere.example/x"]
""")  # fmt: skip
    made = build(documents, file)
    assert made.unmet() == {
        "same, entry 1: nothing is called “Nobody” in a",
        "same, entry 2: nothing is called “Laurent Fabius” in nowhere",
        "same, entry 2: nothing is called person/0",
        "same, entry 3: a draft and a person are never one",
        "same, entry 4: a person and an actor of the lexicon are never one",
        "different, entry 1: nothing is called https://elsewhere.example/x",
    }
    assert made.reasons() == set()


def test_nobody_is_merged_with_whom_it_accuses(build: Builder, tmp_path: Path) -> None:
    documents = [said("a", "Free Lawyers", target="Free Lawyer", target_id=None)]
    made = build(documents)
    assert made.reasons() == set()
    file = identities(
        tmp_path, "same:\n- [{document: a, phrase: Free Lawyers}, {document: a, phrase: Free Lawyer}]\n"
    )
    assert build(documents, file).unmet() == {"same, entry 1: something else keeps them apart"}


# Whatever the order and the history

ATOMS = "abcdefg"
LINKS = st.lists(
    st.builds(
        Link, st.sampled_from([70, 80, 90]), st.sampled_from(ATOMS), st.sampled_from(ATOMS), st.just("why")
    ),
    max_size=10,
)
PAIRS = st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(ATOMS)), max_size=4)


def clustered(atoms: Iterable[str], links: Iterable[Link], apart: Iterable[tuple[str, str]]) -> Clusters:
    clusters = Clusters(atoms, pinned="fg")
    for one, other in apart:
        clusters.part(one, other)
    clusters.join(links, lambda members: "".join(members), lambda one, other: {"a", "e"} <= {*one, *other})
    return clusters


@given(links=LINKS, apart=PAIRS, data=st.data())
def test_clusters_do_not_depend_on_the_order_and_keep_apart(
    links: list[Link], apart: list[tuple[str, str]], data: st.DataObject
) -> None:
    found = clustered(ATOMS, links, apart)
    other = clustered(*(data.draw(st.permutations(list(some))) for some in (ATOMS, links, apart)))
    assert list(found.all()) == list(other.all())
    assert [found.link(atom) for atom in ATOMS] == [other.link(atom) for atom in ATOMS]
    before = list(found.all())
    found.join(links, lambda members: "".join(members), lambda one, other: {"a", "e"} <= {*one, *other})
    assert list(found.all()) == before
    for one, two in [*apart, ("f", "g"), ("a", "e")]:
        assert one == two or one not in found.of(two)
    tied = {frozenset((link.one, link.other)) for link in links}
    assert all(len(of) == 1 or all(any(atom in pair for pair in tied) for atom in of) for of in found.all())


MANY: Told = [
    said("a", "United States", "Samantha Power"),
    said("b", "United States", "Ambassador Power"),
    said("c", "NCCR"),
    said("d", "Northern Centre for Civil Rights", text="Words by the Northern Centre for Civil Rights (NCCR)."),
    said("e", "the NCCR", "Samantha Power"),
    told("f", "the French draft on Syria", ("Russia", "veto"), date=DAY),
    told("g", "a resolution on Syria", ("Russia", "veto"), date=DAY),
    said("h", "Samantha Power"),
    told("i", "draft S/2017/315", ("Russia", "veto"), ("China", "abstain")),
    told("j", "the draft", ("Russia", "veto"), ("France", "sponsor"), date="2017-04"),
]  # fmt: skip
FILE = """
same:
- [{document: f, phrase: the French draft on Syria}, {document: g, phrase: a resolution on Syria}]
different:
- [{document: a, phrase: Samantha Power}, {document: b, phrase: Ambassador Power}]
"""


RECORD = voting("S/2017/315", DAY, "RUS:No CHN:Abstain FRA:Yes", tally=(10, 2, 3), sponsors="FRA")


def test_the_order_of_documents_does_not_matter(build: Builder) -> None:
    found = {
        frozenset(build(list(order)).quads())
        for order in [MANY, MANY[::-1], *list(permutations(MANY))[5000:5003]]
    }
    assert len(found) == 1


def test_deriving_again_changes_nothing(build: Builder, tmp_path: Path) -> None:
    file = identities(tmp_path, FILE)
    made = build.stored(MANY, file)
    before, generation = made.quads(), made.view.generation
    # Another document comes and goes: everything is derived twice more.
    build.stored([*MANY, said("z", "United States", "S. Power")], file, into=made.store)
    again = build.stored(MANY, file, into=made.store)
    assert again.quads() == before
    assert again.view.generation > generation
    assert build.stored(MANY, file, into=made.store).view.generation == again.view.generation


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_history_of_documents_ends_in_the_same_graph(
    data: st.DataObject, mapper: Mapper, tmp_path: Path
) -> None:
    build = Builder(mapper, tmp_path)
    some = st.lists(st.sampled_from(MANY), unique_by=lambda one: one[0].id, max_size=len(MANY))
    file = data.draw(st.sampled_from([None, identities(tmp_path, FILE)]))
    record = data.draw(st.sampled_from([(), RECORD]))
    last = data.draw(some)
    old, new = Memory(), Memory()
    for earlier in (data.draw(some), data.draw(some)):
        build.hold(old, earlier, record, data.draw(st.sampled_from([None, file])))
    build.hold(old, last, record, file)
    build.hold(new, sorted(last, key=lambda one: one[0].id), record, file)
    assert set(old.engine) == set(new.engine)


def test_what_is_split_by_the_file_is_never_one(build: Builder, tmp_path: Path) -> None:
    made = build(MANY, identities(tmp_path, FILE))
    found = made.speakers()
    assert found["a: Samantha Power"] != found["b: Ambassador Power"]
    drafts = made.drafts()
    assert drafts["f"] == drafts["g"]


def test_a_merged_store_holds_every_shape_and_every_quote(
    build: Builder, tmp_path: Path, shapes: Shapes
) -> None:
    view = build.stored(MANY, identities(tmp_path, FILE)).view
    assert audit(view, shapes).violations == ()
    derived = list(view.quads(IDENTS.graph("inferred/identity"))) + list(
        view.quads(IDENTS.graph("identities"))
    )
    reported = [quad for quad in view.quads() if quad.predicate == RDF.type]
    assert [
        v for v in shapes.validate(derived, reported) if "Merge" in v.shape or "Identity" in v.shape
    ] == []


def test_facts_come_out_as_they_went_in(build: Builder) -> None:
    made = build.stored(MANY)
    key = lambda one: one.id  # noqa: E731
    assert sorted(stored_facts(made.view), key=key) == sorted(
        (one for _, facts in MANY for one in facts), key=key
    )
