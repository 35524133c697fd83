"""A document's graph can be read back as the reading that it was made of, whatever that holds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolution

from graph.export.facts import FactReader
from graph.export.pages import Page
from graph.export.readings import reading_of
from graph.idents import Idents
from graph.mapper import Mapper
from graph.mapper.sheet import One
from graph.model import Document, Fact, Reading, Review
from graph.reading.reader import Reader
from graph.terms import OST
from tests.sample import AP, CNN, FACTS, gazetteer

IDENTS = Idents()


@pytest.fixture(scope="module")
def mapper() -> Mapper:
    return Mapper(gazetteer())


@pytest.fixture(scope="module")
def facts() -> FactReader:
    names = {entry.id: entry.name for entry in gazetteer().entries}

    def select(sparql: str) -> Iterator[QuerySolution]:
        yield from ({"node": NamedNode(iri), "label": Literal(name)} for iri, name in names.items())  # type: ignore[misc]

    return FactReader(select, IDENTS.base)


def back(
    reading: Reading, mapper: Mapper, facts: FactReader, same: Mapping[str, One] | None = None
) -> Reading:
    graph = IDENTS.document_graph(reading.document.id)
    page = Page(mapper.quads(reading, same))
    return reading_of(
        page, graph, facts, lambda sha256: {reading.document.sha256: reading.document.text}[sha256]
    )


def ordered(reading: Reading) -> Reading:
    return dataclasses.replace(reading, facts=tuple(sorted(reading.facts, key=lambda one: one.id)))


def whole() -> Document:
    """Return a document of which everything is told."""
    document = dataclasses.replace(
        CNN, origin="digest", digest_of="ab" * 32, source_sha256="cd" * 32, media_type="text/html"
    )
    missing = [
        field.name for field in dataclasses.fields(document) if getattr(document, field.name) in (None, "")
    ]
    assert missing == []  # a new field must come back, too: give it a value here
    return document


REVIEWS = (
    Review(entry="0" * 20, decision="reject", fact="1" * 20),
    Review(entry="2" * 20, decision="correct", fact=FACTS[CNN][0].id, changes=("a: b became c", "d: e became f"), by="A. R.", on="2026-03-01", why="so"),
    Review(entry="3" * 20, decision="accept", unmet="the quote is not in the text"),
)  # fmt: skip


def test_everything_that_is_told_of_a_document_comes_back(mapper: Mapper, facts: FactReader) -> None:
    reading = Reading(whole(), tuple(FACTS[CNN]), "sample/1", "parser=none", REVIEWS)
    assert ordered(back(reading, mapper, facts)) == ordered(reading)
    assert {field.name for field in dataclasses.fields(Reading)} == {
        "document",
        "facts",
        "extractor",
        "settings",
        "reviews",
    }


def test_a_reading_without_anything_comes_back(mapper: Mapper, facts: FactReader) -> None:
    reading = Reading(dataclasses.replace(AP, published=None), (), "sample/1")
    assert back(reading, mapper, facts) == reading
    nobody = Reading(dataclasses.replace(AP, publisher=None), tuple(FACTS[AP]), "sample/1")
    assert set(mapper.quads(back(nobody, mapper, facts))) == set(mapper.quads(nobody))


def test_a_merged_document_gives_back_its_own_words(mapper: Mapper, facts: FactReader) -> None:
    reading = Reading(CNN, tuple(FACTS[CNN]), "sample/1", "none", REVIEWS)
    person = next(q.subject.value for q in mapper.quads(reading) if q.object == OST.Person)  # type: ignore[union-attr]
    same = {person: One(IDENTS.iri("person", "0").value, OST.Person, "Another Name")}
    assert ordered(back(reading, mapper, facts, same)) == ordered(reading)
    again = mapper.quads(back(reading, mapper, facts, same), same)
    assert set(again) == set(mapper.quads(reading, same))
    assert any(q.predicate == OST.restated for q in again)


def test_what_the_reader_reads_comes_back(reader: Reader, mapper: Mapper, facts: FactReader) -> None:
    folder = Path(__file__).parent.parent / "seeds"
    texts = sorted(folder.glob("*/digest.txt"))
    assert texts
    for file in texts:
        document = dataclasses.replace(
            CNN, id=file.parent.name, text=file.read_text("utf-8"), sha256="a" * 64
        )
        reading = reader.read(document)
        found = back(reading, mapper, facts)
        assert _same(found.facts) == _same(reading.facts)
        assert set(mapper.quads(found)) == set(mapper.quads(reading))


def _same(facts: tuple[Fact, ...]) -> list[Fact]:
    return sorted(facts, key=lambda one: one.id)
