"""Make the nodes that claims point at and the lexicon lacks: actors, persons, matters, cases, drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from graph.gazetteer import fold
from graph.idents import Idents
from graph.mapper.drafts import Draft
from graph.mapper.links import ACTORS, INSTRUMENTS, Links
from graph.mapper.literals import english
from graph.mapper.people import PersonName
from graph.mapper.sheet import Sheet
from graph.terms import OST, RDFS, SKOS

_GROUP = re.compile(
    r"^(?:(?:nearly|almost|about|some|more than|over|at least)\s+)?\d[\d,.]*\s"
    r"|\b(countries|states|nations|members|governments|militias|groups|factions|rebels|forces|organi[sz]ations"
    r"|activists|fighters|experts|officials|residents|witnesses|survivors|powers|leaders|lawmakers)$",
    re.IGNORECASE,
)


_RESOLUTIONS = re.compile(r"\bresolutions\s+(?=\d)([\d()/,\s]|and|or)+", re.IGNORECASE)
_NUMBER = re.compile(r"\b\d{3,4}\b(?!\))")


def _each_resolution(phrase: str) -> str:
    """Return "resolutions 2118 (2013) and 2254 (2015)" as "resolution 2118, resolution 2254"."""
    return _RESOLUTIONS.sub(
        lambda found: ", ".join(f"resolution {number}" for number in _NUMBER.findall(found[0])) + " ", phrase
    )


def class_of(name: str) -> NamedNode:
    """Return what an actor of this name is, as far as its name says it."""
    return OST.ActorGroup if _GROUP.search(name) else OST.Actor


class Nodes:
    """Point at lexicon entries, and describe in a sheet whatever the lexicon lacks."""

    def __init__(self, idents: Idents, links: Links) -> None:
        self._idents = idents
        self._links = links

    def actor(self, sheet: Sheet, document: str, name: str, iri: str | None = None) -> NamedNode:
        """Return the actor that the reader linked, else one of this name described in the sheet."""
        node = self.minted_actor(document, name, iri)
        if node.value == iri:
            return node
        return self._described(sheet, node, class_of(name), name)

    def minted_actor(self, document: str, name: str, iri: str | None = None) -> NamedNode:
        """Return the actor that the reader linked, else the node that this name alone gives.

        A name without a capital, such as "rebels", is no name: it means somebody else in every document.
        """
        if iri is not None and self._links.get(iri) is not None:
            return NamedNode(iri)
        if any(letter.isupper() for letter in name):
            return self._idents.named("actor", name)
        return self._idents.hashed("actor", fold(name), document)

    def abbreviated(self, sheet: Sheet, node: NamedNode, name: str, short: str) -> None:
        """Describe the abbreviation that a document gives for the name of an actor."""
        if not self.is_known(node):
            sheet.add(node, SKOS.altLabel, english(short))
        given = self._idents.hashed("abbreviation", short, name)
        sheet.type(given, OST.Abbreviation)
        sheet.add(given, OST.shortForm, Literal(short))
        sheet.add(given, OST.longForm, Literal(name))

    def is_known(self, node: NamedNode) -> bool:
        """Tell whether the lexicon describes a node."""
        return self._links.get(node.value) is not None

    def is_called(self, iri: str | None, name: str) -> bool:
        """Tell whether the lexicon gives a linked actor this very name."""
        entry = self._links.get(iri) if iri else None
        return entry is not None and entry.name == name

    def publisher(self, sheet: Sheet, name: str) -> NamedNode:
        """Return the organisation that published a document."""
        entry = self._links.exact(name, ACTORS)
        if entry is not None:
            return NamedNode(entry.id)
        return self._described(sheet, self._idents.named("actor", name), OST.Organization, name)

    def person(self, sheet: Sheet, document: str, name: str, speaks_for: Iterable[NamedNode]) -> NamedNode:
        """Return the person of this name who speaks for these actors; a surname alone is one document's."""
        actors = sorted(actor.value for actor in speaks_for)
        alone = document if PersonName.of(name).is_short else None
        node = self._idents.hashed("person", fold(name), actors, alone)
        return self._described(sheet, node, OST.Person, name)

    def matter(self, sheet: Sheet, phrase: str) -> NamedNode:
        """Return what a position or denial is about: the lexicon's entry, else a matter of these words."""
        entry = self._links.exact(phrase, ACTORS | INSTRUMENTS)
        if entry is not None:
            return NamedNode(entry.id)
        return self._labelled(sheet, self._idents.named("matter", phrase), OST.Matter, phrase)

    def instrument(self, sheet: Sheet, name: str) -> NamedNode:
        """Return the treaty or resolution of this name."""
        entry = self._links.exact(name, INSTRUMENTS)
        if entry is not None:
            return NamedNode(entry.id)
        return self._labelled(sheet, self._idents.named("instrument", name), OST.Instrument, name)

    def crime(self, name: str) -> NamedNode | None:
        """Return the lexicon's crime of this name."""
        entry = self._links.crime(name)
        return NamedNode(entry.id) if entry else None

    def invoked(self, statute: str) -> list[NamedNode]:
        """Return the instruments of the lexicon that a phrase names."""
        found = self._links.within(_each_resolution(statute), INSTRUMENTS)
        return [NamedNode(entry.id) for entry in found]

    def court(self, sheet: Sheet, phrase: str) -> NamedNode:
        """Return the court that a phrase names, else a matter of these words."""
        found = self._links.within(phrase, ("court",))
        return NamedNode(found[0].id) if found else self.matter(sheet, phrase)

    def case(self, sheet: Sheet, document: str, label: str, against: str | None) -> NamedNode:
        """Return the case that a document tells of under this label, kept apart by document and defendant."""
        node = self._idents.hashed("case", document, label, against)
        return self._labelled(sheet, node, OST.Case, label)

    def draft(self, sheet: Sheet, draft: Draft) -> NamedNode:
        """Describe a draft as this document names it."""
        one = sheet.same.get(draft.iri.value)
        node = NamedNode(one.iri) if one else draft.iri
        self._labelled(sheet, node, OST.Draft, draft.label)
        if draft.symbol:
            sheet.add(node, OST.symbol, Literal(draft.symbol))
        for term, entry in ((OST.body, draft.body), (OST.subject, draft.subject)):
            if entry is not None:
                sheet.add(node, term, NamedNode(entry.id))
        return node

    @staticmethod
    def _described(sheet: Sheet, node: NamedNode, kind: NamedNode, name: str) -> NamedNode:
        one = sheet.same.get(node.value)
        if one is None:
            return sheet.describe(node, kind, SKOS.prefLabel, english(name))
        merged = NamedNode(one.iri)
        if one.kind is not None:  # else the lexicon describes it
            sheet.describe(merged, one.kind, SKOS.prefLabel, english(one.label or name))
            sheet.add(merged, SKOS.altLabel, english(name) if name != one.label else None)
        return merged

    @staticmethod
    def _labelled(sheet: Sheet, node: NamedNode, kind: NamedNode, label: str) -> NamedNode:
        return sheet.describe(node, kind, RDFS.label, english(label))
