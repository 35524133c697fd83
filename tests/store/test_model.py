"""Whatever is replaced and removed, in whatever order, the store equals a plain dictionary."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.store import Store, open_store
from graph.terms import RDFS, XSD

GRAPHS = [NamedNode(f"https://example.org/graph/{name}") for name in "abc"]
VALUES = [Literal("one"), Literal("one", language="en"), Literal("1", datatype=XSD.decimal), GRAPHS[0]]
SUBJECTS = [NamedNode(f"https://example.org/{number}") for number in range(3)]

contents = st.frozensets(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(VALUES)), max_size=5)
replacing = st.tuples(st.sampled_from(GRAPHS), contents, st.sampled_from(["f", "g"]))
removing = st.tuples(st.sampled_from(GRAPHS), st.none(), st.none())
batches = st.lists(
    st.tuples(st.lists(replacing | removing, max_size=4), st.booleans(), st.booleans()), max_size=6
)

Change = tuple[NamedNode, frozenset[tuple[NamedNode, NamedNode | Literal]] | None, str | None]
State = dict[str, tuple[str, frozenset[Quad]]]


class MindChangedError(Exception):
    """Abort a batch."""


def give_up(really: bool) -> None:
    if really:
        raise MindChangedError


def state(store: Store) -> State:
    if store.current() is None:
        return {}
    view = store.view()
    assert {graph.value for graph in view.graphs()} <= set(view.manifest)
    union = sorted(str(tuple(row)) for row in view.select("SELECT ?s ?p ?o { ?s ?p ?o }"))
    assert union == sorted({str(tuple(quad.triple)) for quad in view.quads()})
    return {name: (mark, frozenset(view.quads(NamedNode(name)))) for name, mark in view.manifest.items()}


def apply(store: Store, model: State, changes: list[Change], abort: bool, ask: bool) -> State:
    after = dict(model)
    try:
        with store.writer() as writer:
            for graph, content, mark in changes:
                if content is None or mark is None:
                    writer.remove(graph)
                    after.pop(graph.value, None)
                else:
                    quads = frozenset(Quad(subject, RDFS.label, value, graph) for subject, value in content)
                    writer.replace(graph, quads, mark)
                    after[graph.value] = (mark, quads)
                if ask:
                    assert bool(writer.query("ASK { ?s ?p ?o }")) == any(held for _, held in after.values())
            give_up(abort)
    except MindChangedError:
        return model
    return after


@settings(max_examples=40, deadline=None)
@given(batches)
def test_the_store_equals_a_dictionary(steps: list[tuple[list[Change], bool, bool]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        store = open_store(Path(name))
        model: State = {}
        for changes, abort, ask in steps:
            before, generation = model, store.current()
            model = apply(store, model, changes, abort, ask)
            assert state(store) == model
            if generation is not None:
                assert (store.current() == generation) == (model == before)
