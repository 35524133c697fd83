"""Every edge leads where the claims say, carries their words, and no traversal loses or invents one."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FilterError, NotFoundError
from graph.network import KINDS, Edge, Network, Subgraph, build
from graph.store import View
from graph.terms import BASE_IRI
from tests import sample

RUSSIA, SYRIA, FRANCE = (f"{BASE_IRI}state/{code}" for code in ("RUS", "SYR", "FRA"))


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return sample.build(tmp_path_factory.mktemp("network") / "store", sample.FACTS).view()


@pytest.fixture(scope="module")
def network(view: View) -> Network:
    return build(view)


def one(subgraph: Subgraph, kind: str, source: str = "") -> Edge:
    found = [edge for edge in subgraph.edges if edge.kind == kind and edge.source.startswith(source)]
    assert len(found) == 1, found
    return found[0]


def test_every_claim_but_figures_stands_on_one_edge(network: Network) -> None:
    whole = network.whole()
    told = sorted(claim for edge in whole.edges for claim in edge.claims)
    made = [fact for members in sample.FACTS.values() for fact in members if fact.type != "figure"]
    assert told == sorted(f"{BASE_IRI}claim/{fact.id}" for fact in made)
    assert not whole.truncated
    assert whole.total_edges == len(whole.edges)
    assert {edge.kind for edge in whole.edges} == {fact.type for fact in made} <= set(KINDS)


def test_who_accuses_is_never_the_target(network: Network) -> None:
    accusation = one(network.whole(), "accuse", FRANCE)
    assert (accusation.source, accusation.target) == (FRANCE, SYRIA)
    assert accusation.label == "accuse: war crimes"
    denial = one(network.whole(), "deny")
    assert (denial.source, denial.target) == (SYRIA, FRANCE)


def test_an_edge_says_what_its_claims_say(network: Network) -> None:
    whole = network.whole()
    assert one(whole, "vote").value == {"yes": 13, "no": 2}
    assert one(whole, "vote").label == "vote: yes 13, no 2"
    assert one(whole, "sponsor").value == "drafter"
    assert one(whole, "treaty_status").label == "treaty status: not party"
    assert one(whole, "call_for").label == "call for: to stop"
    vetoes = {(edge.status, edge.modality) for edge in whole.edges if edge.source == RUSSIA}
    assert vetoes == {("actual", "asserted"), ("not_actual", "expected")}


def test_every_quote_stands_in_its_text(network: Network) -> None:
    texts = {doc.id: doc.text for doc in sample.FACTS}
    quotes = [quote for edge in network.whole().edges for quote in edge.quotes]
    assert quotes
    for quote in quotes:
        assert texts[quote.document][quote.start : quote.end] == quote.quote


def test_every_node_has_a_name_and_a_kind(network: Network) -> None:
    nodes = {node.id: node for node in network.whole().nodes}
    assert (nodes[RUSSIA].label, nodes[RUSSIA].kind) == ("Russia", "state")
    kinds = {node.label: node.kind for node in nodes.values()}
    assert kinds["UN Security Council"] == "body"
    assert kinds["58 countries"] == "actor_group"
    assert kinds["Rome Statute"] == "statute"
    assert kinds["a draft resolution on Syria"] == "draft"
    assert {end for edge in network.whole().edges for end in (edge.source, edge.target)} == set(nodes)


def test_claims_of_one_event_are_one_edge(tmp_path: Path) -> None:
    texts = ["Russia vetoed draft S/2014/348.", "The draft S/2014/348 was vetoed by Russia, France said."]
    docs = [sample.document(f"d{number}", text) for number, text in enumerate(texts)]
    facts = {
        doc: [sample.fact(doc, "veto", "Russia", "S/2014/348", object="draft S/2014/348", date="2014-05-22")]
        for doc in docs
    }
    late = sample.document("late", "Russia may veto S/2014/348.")
    facts[late] = [
        sample.fact(late, "veto", "Russia", "may veto", object="draft S/2014/348", status="not_actual")
    ]
    done, feared = sorted(
        build(sample.build(tmp_path / "s", facts).view()).whole().edges, key=lambda e: e.status
    )
    assert (done.source, done.target) == (RUSSIA, f"{BASE_IRI}draft/S-2014-348")
    assert len(done.claims) == 2
    assert [quote.document for quote in done.quotes] == ["d0", "d1"]
    assert (feared.status, len(feared.claims)) == ("not_actual", 1)


@pytest.mark.parametrize("name", [RUSSIA, "state/RUS", "Russia", "russia", "Russian Federation"])
def test_a_node_is_found_by_what_people_write(network: Network, name: str) -> None:
    assert network.find(name).id == RUSSIA


@pytest.mark.parametrize("name", ["Atlantis", "", "state/XXX", "https://example.org/x", "\0"])
def test_an_unknown_node_is_not_found(network: Network, name: str) -> None:
    for attempt in (network.find, network.neighbours, lambda name: network.path(name, "Syria")):
        with pytest.raises(NotFoundError, match="called so"):
            attempt(name)


def test_a_name_that_several_carry_is_not_guessed(tmp_path: Path) -> None:
    doc = sample.document("d", "The Front accused Syria. Mr Front accused Syria of torture.")
    facts = [
        sample.fact(doc, "accuse", "Front", "The Front accused", target="Syria"),
        sample.fact(doc, "accuse", "Nobody", "Mr Front accused", target="Syria", speaker="Front"),
    ]
    network = build(sample.build(tmp_path / "s", {doc: facts}).view())
    with pytest.raises(FilterError, match=r"2 nodes are called so \(name one of actor/\w+, person/\w+\)"):
        network.find("front")


def test_neighbours(network: Network) -> None:
    near = network.neighbours("state/RUS")
    assert near.nodes[0].id == RUSSIA
    assert {edge.kind for edge in near.edges} == {"veto", "call_for"}
    assert all(RUSSIA in (edge.source, edge.target) for edge in near.edges)
    far = network.neighbours("state/RUS", depth=2)
    assert {edge.id for edge in near.edges} < {edge.id for edge in far.edges}
    assert one(far, "sponsor").source == FRANCE
    assert {edge.kind for edge in network.neighbours("state/RUS", 3, ["veto"]).edges} == {"veto"}


def test_a_node_without_edges_stands_alone(network: Network) -> None:
    alone = network.neighbours("United Kingdom")
    assert [node.label for node in alone.nodes] == ["United Kingdom"]
    assert (alone.edges, alone.total_edges, alone.truncated) == ((), 0, False)


def test_a_limit_says_what_it_cut(network: Network) -> None:
    whole = network.whole()
    cut = network.whole(limit=2)
    assert cut.edges == whole.edges[:2]
    assert (cut.truncated, cut.total_edges) == (True, len(whole.edges))
    assert {node.id for node in cut.nodes} == {end for e in cut.edges for end in (e.source, e.target)}
    near = network.neighbours("Syria", depth=2, limit=1)
    assert (len(near.edges), near.truncated) == (1, True)
    assert near.total_edges == len(network.neighbours("Syria", depth=2).edges)
    assert near.nodes[0].id == SYRIA


def test_a_path_walks_edges_either_way(network: Network) -> None:
    way = network.path("China", "United States")
    labels = [node.label for node in way.nodes]
    assert labels == ["China", "a draft resolution on Syria", "Russia", "United States"]
    assert [edge.kind for edge in way.edges] == ["veto", "veto", "call_for"]
    back = network.path("United States", "China")
    assert {edge.id for edge in back.edges} == {edge.id for edge in way.edges}
    assert network.path("Syria", "Syria").edges == ()


def test_a_path_carries_all_edges_of_a_step(network: Network) -> None:
    assert {edge.kind for edge in network.path("France", "Syria").edges} == {"accuse", "deny"}


def test_no_path_is_said(network: Network) -> None:
    with pytest.raises(NotFoundError, match="nothing connects"):
        network.path("Russia", "Syria", ["veto"])
    with pytest.raises(NotFoundError, match="nothing connects"):
        network.path("Russia", "United Kingdom")


def test_filters(view: View) -> None:
    assert {edge.kind for edge in build(view, ["veto", "vote"]).whole().edges} == {"veto", "vote"}
    assert {edge.status for edge in build(view, status="not_actual").whole().edges} == {"not_actual"}
    for name in (sample.AP.id, f"{BASE_IRI}document/ap%202014"):
        quotes = [quote for edge in build(view, document=name).whole().edges for quote in edge.quotes]
        assert {quote.document for quote in quotes} == {sample.AP.id}
    assert build(view, []).whole().edges == ()


def test_filters_that_mean_nothing_are_named(view: View, network: Network) -> None:
    with pytest.raises(FilterError, match="'vetoes' is not a kind of edge"):
        build(view, ["vetoes"])
    with pytest.raises(FilterError, match="'figure' is not a kind"):
        network.neighbours("Syria", kinds=["figure"])
    with pytest.raises(FilterError, match="'done' is not a status"):
        build(view, status="done")
    with pytest.raises(FilterError, match="depth"):
        network.neighbours("Syria", depth=0)
    with pytest.raises(NotFoundError, match="such a document"):
        build(view, document="nothing")


def test_the_same_view_gives_the_same_network(view: View, tmp_path: Path) -> None:
    turned = {doc: members[::-1] for doc, members in reversed(sample.FACTS.items())}
    other = build(sample.build(tmp_path / "s", turned).view())
    assert other.whole() == build(view).whole()
    text = json.dumps(other.whole().to_json())
    assert set(json.loads(text)) == {"nodes", "edges", "truncated", "total_edges"}
    assert set(json.loads(text)["edges"][0]) == {field.name for field in dataclasses.fields(Edge)}


def test_every_process_walks_the_same_way(tmp_path: Path) -> None:
    # Eight drafts that both vetoed: as many shortest ways from one to the other.
    doc = sample.document("ties", "Russia and China vetoed eight drafts.")
    ties = [
        sample.fact(doc, "veto", actor, "vetoed", object=f"draft S/2014/{number}")
        for actor in ("Russia", "China")
        for number in range(100, 108)
    ]
    sample.build(tmp_path / "s", {doc: ties, **sample.FACTS})
    script = (
        "import sys, json; from pathlib import Path; from graph.network import build\n"
        "from graph.store import open_store; from graph.errors import NotFoundError\n"
        "network = build(open_store(Path(sys.argv[1])).view()); nodes = network.whole().nodes\n"
        "for a in nodes:\n"
        "    print(json.dumps(network.neighbours(a.id, 2).to_json()))\n"
        "    for b in nodes:\n"
        "        try: print(json.dumps(network.path(a.id, b.id).to_json()))\n"
        "        except NotFoundError: print('none')\n"
    )
    told = set()
    for seed in "123":
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent.parent)}
        command = [sys.executable, "-c", script, str(tmp_path / "s")]
        told.add(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    assert len(told) == 1
    assert len(told.pop().splitlines()) > 50


@given(st.data())
def test_a_path_is_as_long_as_the_distance(network: Network, data: st.DataObject) -> None:
    nodes = [node.id for node in network.whole().nodes]
    start, end = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from(nodes))
    try:
        way = network.path(start, end)
    except NotFoundError:
        assert end not in {node.id for node in network.neighbours(start, depth=len(nodes)).nodes}
        return
    steps = len(way.nodes) - 1
    assert [way.nodes[0].id, way.nodes[-1].id] == [start, end]
    for near, far in pairwise(way.nodes):
        assert any({near.id, far.id} == {edge.source, edge.target} for edge in way.edges)
    if steps > 0:
        assert end in {node.id for node in network.neighbours(start, depth=steps).nodes}
    if steps > 1:
        assert end not in {node.id for node in network.neighbours(start, depth=steps - 1).nodes}
