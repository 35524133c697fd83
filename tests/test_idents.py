from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.idents import Idents, digest, fact_id, slug
from graph.terms import BASE_IRI

BASIC = ("cnn", "veto", "Russia", None, "draft", 10, 20, None, None)


def test_the_same_fields_give_the_same_id_in_every_process() -> None:
    # The literal is a contract: corrections and links outside the program name facts by it.
    assert fact_id(*BASIC) == "221d16aaef209be9523d"


@pytest.mark.parametrize("position", range(9))
def test_each_field_takes_part_in_the_id(position: int) -> None:
    other = list(BASIC)
    other[position] = 99 if position in (5, 6) else "another"
    assert fact_id(*other) != fact_id(*BASIC)  # type: ignore[arg-type]


def test_a_tally_is_the_same_whatever_its_order() -> None:
    one = fact_id(*BASIC[:-1], {"yes": 13, "no": 2})
    assert one == fact_id(*BASIC[:-1], {"no": 2, "yes": 13})


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_fields_do_not_run_into_each_other(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


@given(st.text(min_size=1))
def test_a_slug_is_one_safe_segment(text: str) -> None:
    assert not set(slug(text)) & set(' /?#<>"{}|\\^`%') - {"%"}


def test_identifiers_stand_under_the_base() -> None:
    idents = Idents("https://example.org/kb/")
    assert idents.claim("ab").value == "https://example.org/kb/claim/ab"
    assert idents.document_graph("a b").value == "https://example.org/kb/graph/document/a%20b"
    assert Idents().claim("ab").value.startswith(BASE_IRI)


def test_a_name_is_the_same_in_any_case_and_spacing() -> None:
    idents = Idents()
    assert idents.named("person", "Jane  Doe") == idents.named("person", "jane doe")
    assert idents.named("person", "Jane Doe") != idents.named("actor", "Jane Doe")
