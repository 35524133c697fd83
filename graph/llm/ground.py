"""Hold a document as the ground on which the claims of a model are checked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from graph.gazetteer import ACTOR_KINDS, fold
from graph.llm.answer import RefusedError, Slot
from graph.llm.cues import Cues
from graph.llm.layout import Layout, Span
from graph.llm.names import Mention, Names
from graph.llm.quotes import Haystack, nearest
from graph.model import Document

_AROUND = 600  # characters of a sentence beyond a quote
_MOST_QUOTE = 300  # characters of the words beside a value


class Ground:
    """Find quotes, names and paragraphs in one document."""

    def __init__(self, document: Document, names: Names, cues: Cues) -> None:
        self.document = document
        self.text = document.text
        self.names = names
        self.cues = cues
        self.haystack = Haystack(document.text)
        self.layout = Layout(document.text)
        self._mentions = tuple(names.within(document.text))
        self._starts = [mention.start for mention in self._mentions]
        self._orders: dict[int, bool] = {}
        self._first = {mention.entry.id: mention.start for mention in reversed(self._mentions)}

    def named(self, span: Span) -> Iterator[Mention]:
        """Yield the names that stand whole within a span."""
        first, after = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        for mention in self._mentions[first:after]:
            if mention.end <= span[1]:
                yield mention

    def names_actor(self, span: Span) -> bool:
        """Tell whether an actor of the lexicon is named within a span."""
        return any(mention.entry.kind in ACTOR_KINDS for mention in self.named(span))

    def named_before(self, entry: str, at: int) -> bool:
        """Tell whether an entry is named before a place."""
        return self._first.get(entry, at) < at

    def published_by(self, name: str) -> bool:
        """Tell whether an actor is who published the document."""
        publisher = self.document.publisher
        if not publisher:
            return False
        known = self.names.actor(publisher)
        return fold(name) == fold(known.name if known else publisher)

    def issued_by(self, name: str) -> bool:
        """Tell whether an actor speaks in the document's own voice: its publisher, but for a news outlet."""
        return self.published_by(name) and not self.cues.is_outlet(name)

    def gives_orders(self, span: Span) -> bool:
        """Tell whether a paragraph of a span speaks to the machine that reads it."""
        number = self.layout.paragraph
        return any(self._orders_in(each) for each in range(number(span[0]), number(span[1] - 1) + 1))

    def _orders_in(self, paragraph: int) -> bool:
        if paragraph not in self._orders:
            span = self.layout.paragraphs[paragraph]
            self._orders[paragraph] = bool(self.cues.orders.search(self.text, *span))
        return self._orders[paragraph]

    def words(self, span: Span) -> str:
        """Return what stands in a span, one space for each run of blanks."""
        return " ".join(self.text[span[0] : span[1]].split())

    def sentences(self, span: Span) -> Span:
        """Return the sentences of a span, cut where they run on for too long on either side."""
        start, end = span
        first, last = self.layout.sentence(start)[0], self.layout.sentence(end - 1)[1]
        return max(first, start - _AROUND), min(last, end + _AROUND)

    def near(self, span: Span, main: Span, before: int = 0) -> bool:
        """Tell whether a span lies in a paragraph of the main quote, or at most so many before it."""
        number = self.layout.paragraph
        return number(main[0]) - before <= number(span[0]) <= number(main[1] - 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Carry where a claim stands: the part of the document that the model saw, and the main quote in it."""

    ground: Ground
    part: Span
    main: Span

    def of(self, name: str, slot: Slot) -> Span:
        """Return where a slot's quote stands, nearest to the main quote; raise RefusedError if nowhere."""
        if len(slot.quote) > _MOST_QUOTE:
            raise RefusedError(name, f"has a quote of more than {_MOST_QUOTE} characters")
        spans = self.ground.haystack.find(slot.quote, *self.part)
        if not spans:
            raise RefusedError(name, "has a quote that does not stand in the document")
        return nearest(spans, self.main)

    def beside(self, name: str, slot: Slot) -> Span:
        """Return the same; raise RefusedError where it is not in a paragraph of the main quote."""
        span = self.of(name, slot)
        if not self.ground.near(span, self.main):
            raise RefusedError(name, "has its quote in another paragraph")
        return span

    def holds(self, span: Span) -> bool:
        """Tell whether a span lies within the main quote."""
        return self.main[0] <= span[0] and span[1] <= self.main[1]

    @property
    def quote(self) -> str:
        """Return the main quote as it stands."""
        return self.ground.text[slice(*self.main)]
