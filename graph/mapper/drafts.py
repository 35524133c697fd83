"""Tell which draft resolution a phrase means.

A symbol identifies a draft anywhere. Without one, a draft that would refer a situation to a court is the same
in every document that dates it to the same year: a body votes on such a draft for one situation and one court
at most once a year. Every other draft is kept apart by document, because a wrong merge is worse than a split.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.gazetteer import Entry, fold
from graph.idents import Idents
from graph.mapper.links import Links
from graph.model import Document, Fact

SYMBOL = re.compile(r"\b([SA]/(?:\d{4}|\d+|[A-Z]+)/(?:L\.)?[\w.]+)")
_IS_DRAFT = re.compile(
    r"\b(drafts?|resolutions?|measures?|proposals?|texts?|motions?|bills?|amendments?)\b", re.I
)
_EARLIER = re.compile(
    r"\b(previous|earlier|prior|past|former|last|two|three|four|five|six|several|\d+)\b", re.I
)
_REFERS = re.compile(r"\brefer", re.I)
_COUNCIL = "UN Security Council"
BODIES = ("body", "organization")
SITUATIONS = ("state", "former_state", "armed_group")


@dataclass(frozen=True, slots=True)
class Draft:
    """Name a draft, the body it lies before and the situation it is about."""

    iri: NamedNode
    label: str
    body: Entry | None
    subject: Entry | None
    symbol: str | None


def is_draft(phrase: str) -> bool:
    """Tell whether a phrase speaks of a draft or resolution."""
    return bool(_IS_DRAFT.search(phrase) or SYMBOL.search(phrase))


class Drafts:
    """Find the draft that a fact is about."""

    def __init__(self, idents: Idents, links: Links) -> None:
        self._idents = idents
        self._links = links

    def of(self, fact: Fact, document: Document) -> Draft:
        """Return the draft that the fact's object names; one without a symbol may be the document's own."""
        return self.named(fact.object, fact.date, document.id, document.published)

    def named(self, words: str | None, date: str | None, document: str, published: str | None) -> Draft:
        """Return the draft that words name in a document; `date` is that of the fact, where it has one."""
        phrase = words or "draft resolution"
        symbol = SYMBOL.search(phrase)
        body, subject = self._body(phrase), self._subject(phrase)
        if symbol:
            iri = self._idents.iri("draft", symbol[1].rstrip(".").replace("/", "-"))
        else:
            year = (date or published or "")[:4]
            iri = self._idents.hashed("draft", *self._key(phrase, year, document, body, subject))
        return Draft(iri, phrase, body, subject, symbol[1].rstrip(".") if symbol else None)

    def _key(
        self, phrase: str, year: str, document: str, body: Entry | None, subject: Entry | None
    ) -> tuple[object, ...]:
        court = next(iter(self._links.within(phrase, ("court",))), None)
        if court and subject and body and year and _REFERS.search(phrase) and not _EARLIER.search(phrase):
            return "referral", body.id, subject.id, court.id, year
        return "in document", document, fold(phrase)

    def _body(self, phrase: str) -> Entry | None:
        # Reports name the body where it is another one; an unnamed body is the Council.
        others = [entry for entry in self._links.within(phrase, BODIES) if entry.name != _COUNCIL]
        return others[0] if others else self._links.exact(_COUNCIL, ("body",))

    def _subject(self, phrase: str) -> Entry | None:
        """Return the state or group that the draft is about: "French draft on Syria" is about Syria.

        What stands before the noun is the subject only where nothing follows, and where it is no adjective.
        """
        noun = _IS_DRAFT.search(phrase)
        after = self._links.within(phrase[noun.end() :] if noun else phrase, SITUATIONS)
        before = self._links.within(phrase[: noun.start()], SITUATIONS) if noun else []
        named = [entry for entry in before if _names(entry, phrase)]
        return next(iter([*after, *named]), None)


def _names(entry: Entry, phrase: str) -> bool:
    """Tell whether a phrase has an entry's name, and not only an adjective made of it."""
    words = f" {fold(phrase)} "
    return any(f" {fold(name)} " in words for name in (entry.name, *entry.names, *entry.metonyms))
