"""Loading files into a graph, or changing it to what they say, keeps the graph, the union and the account of it right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Engine

from graph.errors import StoreError
from graph.store import bulk, open_store

ONE, OTHER = NamedNode("https://example.org/one"), NamedNode("https://example.org/other")


def triple(number: int, text: str = "a") -> Triple:
    return Triple(
        NamedNode(f"https://example.org/{number}"), NamedNode("https://example.org/p"), Literal(text)
    )


def files(folder: Path, *parts: list[Triple], name: str = "part") -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number, part in enumerate(parts):
        path = folder / f"{name}-{number}.nt"
        path.write_text("".join(f"{one} .\n" for one in part), "utf-8", newline="\n")
        made.append(path)
    return made


def held(engine: Engine, graph: NamedNode | DefaultGraph) -> set[Triple]:
    return {quad.triple for quad in engine.quads_for_pattern(None, None, None, graph)}


def whole(engine: Engine) -> None:
    """Check that the union holds what the named graphs hold, and nothing else."""
    named = {
        quad.triple
        for quad in engine.quads_for_pattern(None, None, None, None)
        if isinstance(quad.graph_name, NamedNode)
    }
    assert held(engine, DefaultGraph()) == named


def test_a_first_load(tmp_path: Path) -> None:
    engine = Engine()
    parts = [[triple(n) for n in range(100)], [triple(n) for n in range(100, 150)], []]
    change = bulk.load(engine, ONE, iter(files(tmp_path, *parts)), tmp_path)
    assert (change.added, change.removed, change.came, change.went) == (150, 0, (), ())
    assert held(engine, ONE) == {triple(n) for n in range(150)}
    whole(engine)


def test_a_small_correction_is_a_small_change(tmp_path: Path) -> None:
    engine = Engine()
    bulk.load(engine, ONE, files(tmp_path, [triple(n) for n in range(5000)]), tmp_path)
    corrected = [triple(n, "b" if n == 17 else "a") for n in range(1, 5001)]
    change = bulk.load(engine, ONE, files(tmp_path, corrected[:2000], corrected[2000:]), tmp_path)
    assert (change.added, change.removed) == (2, 2)
    assert set(change.came) == {f"{triple(17, 'b')} .", f"{triple(5000)} ."}
    assert set(change.went) == {f"{triple(0)} .", f"{triple(17)} ."}
    assert held(engine, ONE) == set(corrected)
    whole(engine)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["part-0.nt", "part-1.nt"]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    engine = Engine()
    parts = [[triple(n) for n in range(50)], [triple(n) for n in range(50, 80)]]
    bulk.load(engine, ONE, files(tmp_path, *parts), tmp_path)
    change = bulk.load(engine, ONE, files(tmp_path, *reversed(parts)), tmp_path)
    assert (change.added, change.removed) == (0, 0)
    assert held(engine, ONE) == {triple(n) for n in range(80)}


def test_what_another_graph_still_holds_stays_in_the_union(tmp_path: Path) -> None:
    engine = Engine()
    bulk.load(engine, ONE, files(tmp_path / "1", [triple(1), triple(2), triple(3)]), tmp_path)
    bulk.load(engine, OTHER, files(tmp_path / "2", [triple(2), triple(3), triple(4)]), tmp_path)
    bulk.load(engine, ONE, files(tmp_path / "3", [triple(3)]), tmp_path)
    assert held(engine, DefaultGraph()) == {triple(2), triple(3), triple(4)}
    whole(engine)
    bulk.load(engine, OTHER, files(tmp_path / "4", []), tmp_path)
    assert held(engine, DefaultGraph()) == {triple(3)}


def test_many_changes_are_counted_and_the_first_are_told(tmp_path: Path) -> None:
    engine = Engine()
    bulk.load(engine, ONE, files(tmp_path, [triple(n) for n in range(300)]), tmp_path)
    change = bulk.load(engine, ONE, files(tmp_path, [triple(n, "b") for n in range(300)]), tmp_path)
    assert (change.added, change.removed, len(change.came), len(change.went)) == (300, 300, 50, 50)


def test_a_file_that_is_no_n_triples(tmp_path: Path) -> None:
    (tmp_path / "bad.nt").write_text("<https://example.org/1> <https://example.org/p> .\n")
    with pytest.raises(StoreError, match=r"bad\.nt: not N-Triples"):
        bulk.load(Engine(), ONE, [tmp_path / "bad.nt"], tmp_path)


def test_a_fault_on_the_way_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    with store.writer() as writer:
        writer.load(ONE, files(tmp_path, [triple(1)]), "first")
    before = store.current()
    bad = tmp_path / "bad.nt"
    bad.write_text("no triples")
    with pytest.raises(StoreError), store.writer() as writer:
        writer.load(OTHER, [*files(tmp_path, [triple(2)], name="good"), bad], "second")
    assert store.current() == before
    assert {quad.triple for quad in store.view().quads()} == {triple(1)}


def test_a_load_meets_what_the_writer_did_before(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    with store.writer() as writer:
        writer.replace(OTHER, [Quad(*triple(1), OTHER), Quad(*triple(2), OTHER)], "other")
        writer.load(ONE, files(tmp_path, [triple(2), triple(3)]), "one")
        writer.remove(OTHER)
    assert {quad.triple for quad in store.view().quads()} == {triple(2), triple(3)}
    assert dict(store.view().manifest) == {ONE.value: "one"}


WORDS = st.text(st.characters(codec="utf-8"), max_size=6)
TRIPLES = st.lists(st.builds(triple, st.integers(0, 5), WORDS), max_size=12, unique=True)


@settings(max_examples=80, deadline=None)
@given(first=TRIPLES, beside=TRIPLES, second=TRIPLES, cut=st.integers(0, 12))
def test_what_was_there_before_leaves_no_trace(
    first: list[Triple],
    beside: list[Triple],
    second: list[Triple],
    cut: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("load")
    changed, fresh = Engine(), Engine()
    for engine in (changed, fresh):
        bulk.load(engine, OTHER, files(folder / "beside", beside), folder)
    bulk.load(changed, ONE, files(folder / "first", first), folder)
    change = bulk.load(changed, ONE, files(folder / "second", second[:cut], second[cut:]), folder)
    bulk.load(fresh, ONE, files(folder / "second", second), folder)
    assert set(changed) == set(fresh)
    whole(changed)
    if first:
        assert (change.added, change.removed) == (
            len(set(second) - set(first)),
            len(set(first) - set(second)),
        )
