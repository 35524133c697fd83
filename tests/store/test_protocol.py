"""What every backend must do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QueryTriples

from graph.errors import NotFoundError, QueryFailedError, QuerySyntaxError, StoreError
from graph.store import Quarantined, Store, Writer
from graph.terms import OST, RDFS, XSD

ONE = NamedNode("https://example.org/graph/one")
TWO = NamedNode("https://example.org/graph/two")
TEXT = "Première ligne\r\nsecond line\u2028end\n"
HASH = hashlib.sha256(TEXT.encode()).hexdigest()


def quad(number: int, graph: NamedNode = ONE, value: object = None) -> Quad:
    subject = NamedNode(f"https://example.org/{number}")
    return Quad(subject, RDFS.label, Literal(str(value or number)), graph)


def naming(sha256: str, graph: NamedNode = ONE) -> Quad:
    return Quad(NamedNode("https://example.org/document"), OST.sha256, Literal(sha256), graph)


def refused(document: str, start: int, message: str = "no target") -> Quarantined:
    return Quarantined(
        fact={"id": "a", "value": {"yes": 13}, "quote": "“so\u2028it is”"},
        document=document,
        shape="AccusationShape",
        path=None,
        message=message,
        start=start,
        end=start + 3,
        line=2,
    )


def put(store: Store, graph: NamedNode, quads: Iterable[Quad], fingerprint: str = "f") -> str | None:
    with store.writer() as writer:
        writer.replace(graph, quads, fingerprint)
    return store.current()


def fail_after_removing(writer: Writer) -> None:
    writer.remove(ONE)
    writer.replace(TWO, [quad(2, TWO)], "f")
    assert not writer.query("ASK { ?s rdfs:label '1' }")
    raise BrokenPipeError


def test_a_store_that_was_never_written_has_no_generation(store: Store) -> None:
    assert store.current() is None
    with pytest.raises(StoreError, match=r"there is no store here.*ostrakon build"):
        store.view()


def test_a_graph_is_replaced_whole(store: Store) -> None:
    put(store, ONE, [quad(1), quad(2)], "first")
    put(store, TWO, [quad(9, TWO)])
    put(store, ONE, [quad(2), quad(3)], "second")
    view = store.view()
    assert set(view.quads(ONE)) == {quad(2), quad(3)}
    assert set(view.quads()) == {quad(2), quad(3), quad(9, TWO)}
    assert view.graphs() == [ONE, TWO]
    assert view.manifest == {ONE.value: "second", TWO.value: "f"}


def test_a_removed_graph_is_gone(store: Store) -> None:
    put(store, ONE, [quad(1)])
    put(store, TWO, [quad(2, TWO)])
    with store.writer() as writer:
        writer.remove(ONE)
        writer.remove(NamedNode("https://example.org/never-there"))
    view = store.view()
    assert view.graphs() == [TWO]
    assert view.manifest == {TWO.value: "f"}
    assert list(view.quads(ONE)) == []


def test_an_empty_graph_is_remembered_by_its_fingerprint(store: Store) -> None:
    put(store, ONE, [], "nothing in it")
    assert store.view().graphs() == []
    assert store.view().manifest == {ONE.value: "nothing in it"}


def test_an_error_commits_nothing(store: Store) -> None:
    before = put(store, ONE, [quad(1)])
    with pytest.raises(BrokenPipeError), store.writer() as writer:
        fail_after_removing(writer)
    assert store.current() == before
    assert set(store.view().quads()) == {quad(1)}


def test_an_error_in_the_first_writer_leaves_no_store(store: Store) -> None:
    with pytest.raises(BrokenPipeError), store.writer() as writer:
        fail_after_removing(writer)
    assert store.current() is None


def test_a_quad_of_another_graph_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot stand in this graph"):
        put(store, ONE, [quad(1, TWO)])
    assert store.current() is None


def test_the_same_again_makes_no_generation(store: Store) -> None:
    number = Literal("0.50", datatype=XSD.decimal)  # the engine gives back 0.5
    quads = [quad(1), naming(HASH), Quad(ONE, RDFS.label, number, ONE)]

    def build() -> str | None:
        with store.writer() as writer:
            writer.replace(ONE, reversed(quads), "f")
            writer.keep_text(TEXT)
            writer.quarantine([refused("b", 1), refused("a", 7)])
        return store.current()

    first = build()
    quads.reverse()
    assert build() == first


def test_taking_out_and_putting_back_makes_no_generation(store: Store) -> None:
    before = put(store, ONE, [quad(1)])
    with store.writer() as writer:
        writer.remove(ONE)
        assert not writer.query("ASK { ?s ?p ?o }")
        writer.replace(ONE, [quad(1)], "f")
        assert writer.query("ASK { ?s ?p ?o }")
    assert store.current() == before


@pytest.mark.parametrize("change", ["fingerprint", "quads", "text", "quarantine"])
def test_each_change_makes_a_generation(store: Store, change: str) -> None:
    before = put(store, ONE, [quad(1), naming(HASH)])
    with store.writer() as writer:
        if change == "fingerprint":
            writer.replace(ONE, [quad(1), naming(HASH)], "other")
        elif change == "quads":
            writer.replace(ONE, [quad(2), naming(HASH)], "f")
        elif change == "text":
            writer.keep_text(TEXT)
        else:
            writer.quarantine([refused("a", 1)])
    assert store.current() != before


def test_blank_nodes_without_a_name_are_the_same_again(store: Store) -> None:
    def knot() -> list[Quad]:
        outer, inner = BlankNode(), BlankNode()
        return [Quad(outer, RDFS.seeAlso, inner, ONE), Quad(inner, RDFS.label, Literal("x"), ONE)]

    assert put(store, ONE, knot()) == put(store, ONE, knot())
    other = [Quad(quad.subject, quad.predicate, quad.object, TWO) for quad in knot()]
    put(store, TWO, other)
    names = [{quad.subject for quad in store.view().quads(graph)} for graph in (ONE, TWO)]
    assert not names[0] & names[1], "two graphs share a blank node"


def test_a_blank_node_with_a_name_keeps_it(store: Store) -> None:
    put(store, ONE, [Quad(BlankNode("ontology7"), RDFS.label, Literal("x"), ONE)])
    assert {quad.subject for quad in store.view().quads()} == {BlankNode("ontology7")}


def test_a_text_comes_back_character_for_character(store: Store) -> None:
    with store.writer() as writer:
        assert writer.keep_text(TEXT) == HASH
        writer.replace(ONE, [naming(HASH)], "f")
    assert store.view().text(HASH) == TEXT
    put(store, TWO, [quad(1, TWO)])
    assert store.view().text(HASH) == TEXT, "lost in the next generation"


def test_a_text_goes_with_the_graph_that_names_it(store: Store) -> None:
    with store.writer() as writer:
        writer.keep_text(TEXT)
        writer.keep_text("nobody names this")
        writer.replace(ONE, [naming(HASH)], "f")
    with pytest.raises(NotFoundError):
        store.view().text(hashlib.sha256(b"nobody names this").hexdigest())
    put(store, ONE, [quad(1)])
    with pytest.raises(NotFoundError):
        store.view().text(HASH)


@pytest.mark.parametrize("name", ["0" * 64, "../manifest", "", "A" * 64, "\0"])
def test_a_text_that_is_not_there_is_not_found(store: Store, name: str) -> None:
    put(store, ONE, [quad(1)])
    with pytest.raises(NotFoundError, match="no text"):
        store.view().text(name)


def test_quarantine_is_replaced_and_sorted(store: Store) -> None:
    with store.writer() as writer:
        writer.quarantine([refused("b", 1), refused("a", 20), refused("a", 3)])
    found = store.view().quarantine()
    assert [(entry.document, entry.start) for entry in found] == [("a", 3), ("a", 20), ("b", 1)]
    assert found[2] == refused("b", 1)
    with store.writer() as writer:
        assert writer.base is not None
        assert writer.base.quarantine() == found
        writer.quarantine([])
    assert store.view().quarantine() == []


def test_quarantine_stays_where_nothing_is_said_about_it(store: Store) -> None:
    with store.writer() as writer:
        writer.quarantine([refused("a", 1)])
    put(store, ONE, [quad(1)])
    assert store.view().quarantine() == [refused("a", 1)]


def test_a_query_sees_the_union_of_all_graphs_and_each_by_name(store: Store) -> None:
    put(store, ONE, [quad(1)])
    put(store, TWO, [quad(1, TWO), quad(2, TWO)])
    view = store.view()
    assert len(list(view.select("SELECT ?s { ?s rdfs:label ?o }"))) == 2, "a union is a set"
    inside = view.select("SELECT ?s ?g { GRAPH ?g { ?s rdfs:label ?o } }", g=ONE)
    assert [row["s"] for row in inside] == [quad(1).subject]
    assert isinstance(view.query("ASK { ?s ?p ?o }"), QueryBoolean)
    assert isinstance(view.query("CONSTRUCT WHERE { ?s ?p ?o }"), QueryTriples)


def test_what_two_graphs_say_goes_with_the_second(store: Store) -> None:
    put(store, ONE, [quad(1)])
    put(store, TWO, [quad(1, TWO)])
    for graph, left in ((ONE, "1"), (TWO, "0")):
        with store.writer() as writer:
            writer.remove(graph)
        (row,) = store.view().select("SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?o }")
        assert row["n"].value == left


def test_a_query_with_a_fault_says_where(store: Store) -> None:
    put(store, ONE, [quad(1)])
    view = store.view()
    with pytest.raises(QuerySyntaxError, match="line 2, column") as caught:
        view.query("SELECT *\nWHERE { ?s ?p }")
    assert (caught.value.line, str(caught.value).count("\n")) == (2, 0)
    with pytest.raises(QuerySyntaxError, match="prefix"):
        view.query("ASK { ?s unheard:of ?o }")
    with pytest.raises(QueryFailedError, match="projection"):
        view.query("SELECT ?o { ?s ?p ?o }", s=ONE)
    with pytest.raises(QueryFailedError, match="SELECT"):
        view.select("ASK { ?s ?p ?o }")


def test_a_writer_is_asked_about_what_it_changed(store: Store) -> None:
    put(store, ONE, [quad(1)])
    with store.writer() as writer:
        assert writer.query("ASK { ?s rdfs:label '1' }")
        writer.replace(ONE, [quad(2)], "g")
        assert not writer.query("ASK { ?s rdfs:label '1' }")
        assert writer.query("ASK { ?s rdfs:label '2' }")
        writer.replace(TWO, [quad(3, TWO)], "f")
        assert writer.query("ASK { ?s rdfs:label '3' }")
        with pytest.raises(QuerySyntaxError):
            writer.query("ASK {")
    assert set(store.view().quads()) == {quad(2), quad(3, TWO)}


def test_a_view_stays_as_it_was_while_generations_pass(store: Store) -> None:
    with store.writer() as writer:
        writer.keep_text(TEXT)
        writer.replace(ONE, [quad(0), naming(HASH)], "0")
    view = store.view()
    for number in range(1, 8):
        put(store, ONE, [quad(number)], str(number))
    assert set(view.quads()) == {quad(0), naming(HASH)}
    assert view.text(HASH) == TEXT
    assert view.manifest == {ONE.value: "0"}
    assert view.generation != store.current()
    assert set(store.view().quads()) == {quad(7)}
