from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from api.negotiate import GRAPH_TYPES, RESULT_TYPES, accepts_html, choose, content_type


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/*", "csv"),
        ("application/*", "json"),
        ("text/csv, */*;q=0.1", "csv"),
        ("*/*;q=0.1, text/csv", "csv"),
        ("application/json;q=0.5, text/csv;q=0.4", "json"),
        ("application/json;q=0.4, text/csv;q=0.5", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("text/tab-separated-values; charset=utf-8", "tsv"),
        ("APPLICATION/SPARQL-RESULTS+XML", "xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml"),
        ("garbage, text/csv", "csv"),
        ("*/*, text/csv", "csv"),
    ],
)
def test_rows(accept: str | None, name: str) -> None:
    assert choose(accept, None, RESULT_TYPES) == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "ttl"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", "rdfxml"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/json;q=0.5, text/turtle", "ttl"),
        ("application/*", "nt"),
        ("text/plain", "nt"),
        ("application/sparql-results+json, text/turtle;q=0.9", "ttl"),
    ],
)
def test_graphs(accept: str, name: str) -> None:
    assert choose(accept, None, GRAPH_TYPES) == name


@pytest.mark.parametrize("accept", ["image/png", "text/html", "text/csv;q=0", "nonsense"])
def test_nothing_fits(accept: str) -> None:
    with pytest.raises(HTTPException) as caught:
        choose(accept, None, RESULT_TYPES)
    assert caught.value.status_code == 406


@pytest.mark.parametrize(
    "accept", ["application/sparql-results+xml, text/csv", "application/sparql-results+json"]
)
def test_no_graph_fits(accept: str) -> None:
    with pytest.raises(HTTPException) as caught:
        choose(accept, None, GRAPH_TYPES)
    assert caught.value.status_code == 406


@pytest.mark.parametrize(
    ("asked", "name"), [("csv", "csv"), ("CSV", "csv"), ("text/csv", "csv"), ("application/json", "json")]
)
def test_the_parameter_wins(asked: str, name: str) -> None:
    assert choose("image/png", asked, RESULT_TYPES) == name


def test_an_unknown_parameter() -> None:
    with pytest.raises(HTTPException) as caught:
        choose(None, "ttl", RESULT_TYPES)
    assert caught.value.status_code == 400
    assert "json, xml, csv, tsv" in str(caught.value.detail)


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (None, False),
        ("*/*", False),
        ("text/turtle", False),
        ("text/html", True),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/turtle, text/html;q=0.5", False),
        ("text/html;q=0", False),
    ],
)
def test_who_wants_html(accept: str | None, html: bool) -> None:
    assert accepts_html(accept) is html


@given(st.text(max_size=100))
def test_any_header_is_understood_or_refused(accept: str) -> None:
    try:
        assert choose(accept, None, RESULT_TYPES) in RESULT_TYPES
    except HTTPException as error:
        assert error.status_code == 406  # noqa: PT017 - either may happen
    assert accepts_html(accept) in (True, False)


def test_text_says_its_character_set() -> None:
    assert content_type("text/turtle") == "text/turtle; charset=utf-8"
    assert content_type("application/trig") == "application/trig"
