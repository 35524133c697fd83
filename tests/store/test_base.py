from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from graph.store import Store, base_of
from graph.terms import BASE_IRI


@pytest.mark.parametrize(
    ("graphs", "base"),
    [
        (["https://a.example/x/graph/lexicon", "https://a.example/x/graph/ontology"], "https://a.example/x/"),
        (["https://a.example/graph/document/https%3A%2F%2Fb"], "https://a.example/"),
        (["https://a.example/graph/inferred/contested"], "https://a.example/"),
        (["https://a.example/graph/of/mine"], BASE_IRI),
        ([], BASE_IRI),
    ],
)
def test_the_base_is_read_off_the_graphs(store: Store, graphs: list[str], base: str) -> None:
    with store.writer() as writer:
        for graph in graphs:
            writer.replace(NamedNode(graph), [], "f")
    assert base_of(store.view()) == base
