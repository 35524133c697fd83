"""Hold a parsed document with everything found in it by token."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.gazetteer import Entry
from graph.model import Document
from graph.reading.mentions import Mention, Mentions
from graph.reading.parse import Parsed

_INDEX = "passage"


@dataclass(frozen=True, slots=True)
class Story:
    """Carry the passages of one document and the names in each."""

    document: Document
    passages: tuple[Parsed, ...]
    names: tuple[Mentions, ...]

    @classmethod
    def of(cls, document: Document, parsed: list[Parsed], names: list[Mentions]) -> Story:
        """Tie passages and names to the document."""
        for place, passage in enumerate(parsed):
            passage.doc.user_data[_INDEX] = place
        return cls(document, tuple(parsed), tuple(names))

    def place(self, token: Token) -> int:
        """Return the number of the passage that a token is in."""
        return int(token.doc.user_data[_INDEX])

    def mention(self, token: Token) -> Mention | None:
        """Return the name that covers a token."""
        return self.names[self.place(token)].at(token.i)

    def mentions(self, tokens: Span) -> list[Mention]:
        """Return the names that begin in a span."""
        return list(self.names[int(tokens.doc.user_data[_INDEX])].within(tokens.start, tokens.end))

    def head(self, token: Token, mention: Mention) -> Token:
        """Return the token on which the rest of a name hangs."""
        return token.doc[mention.start : mention.end].root

    def sentences(self) -> Iterator[tuple[Parsed, Span]]:
        """Yield every sentence with its passage."""
        for passage in self.passages:
            for sentence in passage.doc.sents:
                yield passage, sentence

    def before(self, token: Token) -> Iterator[Span]:
        """Yield the sentences before a token's, the nearest first."""
        place = self.place(token)
        here = [s for s in token.doc.sents if s.end <= token.sent.start]
        yield from reversed(here)
        for passage in reversed(self.passages[:place]):
            yield from reversed(list(passage.doc.sents))

    def counts(self) -> Counter[Entry]:
        """Return how often each entry is named."""
        return Counter(m.entry for names in self.names for m in names.all)

    def original(self, span: Span) -> tuple[int, int]:
        """Return a span's place in the original text."""
        return self.passages[int(span.doc.user_data[_INDEX])].original(span)
