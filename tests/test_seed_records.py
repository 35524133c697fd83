"""Seed records: what `record.yml` may say, which folders hold one, and what comes of them in a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SeedError
from graph.paths import seeds_dir
from graph.seeds import load_records, load_seeds
from graph.store import Store

TERMS = "country_org,start_year,end_year,seat,note\nFrance,1946,2023,permanent,\n"


def record(
    folder: Path, described: str = "layout: sc-membership\ntitle: Terms\n", table: str = TERMS
) -> Path:
    folder.mkdir(parents=True)
    (folder / "record.yml").write_text(described, "utf-8")
    if table:
        (folder / "terms.csv").write_text(table, "utf-8")
    return folder


def test_the_records_that_come_along() -> None:
    found = load_records([seeds_dir()])
    assert [(order.name, order.layout) for order in found] == [("syria-vetoes", "sc-drafts")]
    assert all(order.seed and order.about["title"] for order in found)


def test_a_record_is_found_by_itself_among_others_and_below_seeds(tmp_path: Path) -> None:
    one = record(tmp_path / "records" / "one")
    assert [order.name for order in load_records([one])] == ["one"]
    assert [order.name for order in load_records([tmp_path / "records"])] == ["one"]
    assert [order.name for order in load_records([tmp_path])] == ["one"]
    assert [order.name for order in load_records([tmp_path, one])] == ["one"]
    assert load_seeds([tmp_path]) == []


@pytest.mark.parametrize(
    ("described", "said"),
    [
        ("title: Terms\n", "'layout' is missing"),
        ("layout: sc-membership\ntitle: Terms\nkind: x\n", "unknown key 'kind'"),
        ("layout: sc-membership\ntitle: Terms\naddress: nowhere\n", "not an http(s) address"),
        ("- a\n", "not a list of keys and values"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused(tmp_path: Path, described: str, said: str) -> None:
    with pytest.raises(SeedError, match=r"record\.yml") as caught:
        load_records([record(tmp_path / "one", described)])
    assert said in str(caught.value)


def test_a_record_needs_a_table(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="no table here"):
        load_records([record(tmp_path / "one", table="")])


def test_the_vetoes_on_syria_are_inferred_from_the_votes(seeds_store: Store) -> None:
    asked = "SELECT ?draft ?who { ?v a ost:Veto ; ost:voter/ost:iso3 ?who ; ost:in/ost:on/ost:symbol ?draft }"
    vetoes: dict[str, set[str]] = {}
    for row in seeds_store.view().select(asked):
        vetoes.setdefault(row["draft"].value, set()).add(row["who"].value)
    assert len(vetoes) == 18
    assert vetoes["S/2014/348"] == {"CHN", "RUS"}
    assert vetoes["S/2018/321"] == {"RUS"}
    assert all("RUS" in who for who in vetoes.values())
