"""Make the nodes that claims point at and the lexicon lacks: actors, persons, matters, cases, drafts."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from graph.gazetteer import fold
from graph.idents import Idents
from graph.mapper.drafts import Draft
from graph.mapper.links import ACTORS, INSTRUMENTS, Links
from graph.mapper.literals import english
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


class Nodes:
    """Point at lexicon entries, and describe in a sheet whatever the lexicon lacks."""

    def __init__(self, idents: Idents, links: Links) -> None:
        self._idents = idents
        self._links = links

    def actor(self, sheet: Sheet, document: str, name: str, iri: str | None = None) -> NamedNode:
        """Return the actor that the reader linked, else one of this name described in the sheet.

        A name without a capital, such as "rebels", is no name: it means somebody else in every document.
        """
        if iri is not None and self._links.get(iri) is not None:
            return NamedNode(iri)
        kind = OST.ActorGroup if _GROUP.search(name) else OST.Actor
        if any(letter.isupper() for letter in name):
            return self._described(sheet, self._idents.named("actor", name), kind, name)
        return self._described(sheet, self._idents.hashed("actor", fold(name), document), kind, name)

    def publisher(self, sheet: Sheet, name: str) -> NamedNode:
        """Return the organisation that published a document."""
        entry = self._links.exact(name, ACTORS)
        if entry is not None:
            return NamedNode(entry.id)
        return self._described(sheet, self._idents.named("actor", name), OST.Organization, name)

    def person(self, sheet: Sheet, name: str) -> NamedNode:
        """Return the person of this name."""
        return self._described(sheet, self._idents.named("person", name), OST.Person, name)

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
        self._labelled(sheet, draft.iri, OST.Draft, draft.label)
        if draft.symbol:
            sheet.add(draft.iri, OST.symbol, Literal(draft.symbol))
        for term, entry in ((OST.body, draft.body), (OST.subject, draft.subject)):
            if entry is not None:
                sheet.add(draft.iri, term, NamedNode(entry.id))
        return draft.iri

    @staticmethod
    def _described(sheet: Sheet, node: NamedNode, kind: NamedNode, name: str) -> NamedNode:
        return sheet.describe(node, kind, SKOS.prefLabel, english(name))

    @staticmethod
    def _labelled(sheet: Sheet, node: NamedNode, kind: NamedNode, label: str) -> NamedNode:
        return sheet.describe(node, kind, RDFS.label, english(label))
