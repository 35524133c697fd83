"""Every claim in the store answers a query with its quote, its place and its document's hash, and the bytes bear it out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graph.build.assemble import open_builder
from graph.paths import seeds_dir
from graph.seeds import load_seeds
from graph.store import Store, View, open_store
from graph.terms import BASE_IRI

QUERY = """
SELECT ?claim ?quote ?start ?end ?sha256 {
  ?claim ost:statedIn ?document ; ost:evidence ?evidence .
  ?document ost:sha256 ?sha256 .
  ?evidence oa:hasSource ?document ; oa:hasSelector [ oa:exact ?quote ] , [ oa:start ?start ; oa:end ?end ] .
}
"""
CLAIMS = "SELECT (COUNT(DISTINCT ?claim) AS ?n) { ?claim a ?kind . ?kind rdfs:subClassOf+ ost:Claim }"


def walk(view: View, files: list[Path]) -> int:
    """Compare every claim's quote with the bytes of the file that it names; return how many there are."""
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes().decode() for path in files}
    seen = set()
    for row in view.select(QUERY):
        text = texts[row["sha256"].value]
        start, end = int(row["start"].value), int(row["end"].value)
        assert text[start:end] == row["quote"].value
        assert row["quote"].value.strip()
        seen.add(row["claim"])
    (counted,) = view.select(CLAIMS)
    assert len(seen) == int(counted["n"].value)
    return len(seen)


def test_every_claim_of_the_digests_stands_in_its_file(seeds_store: Store) -> None:
    assert walk(seeds_store.view(), sorted(seeds_dir().glob("*/digest.txt"))) > 50


@pytest.mark.shared
def test_every_claim_of_the_originals_stands_in_its_file(shared: Path, tmp_path: Path) -> None:
    store = open_store(tmp_path / "store")
    report = open_builder(BASE_IRI).build(store, load_seeds([seeds_dir()], shared / "seeds"))
    assert len(report.read) == 5
    assert walk(store.view(), sorted((shared / "seeds").glob("*.txt"))) > 80
