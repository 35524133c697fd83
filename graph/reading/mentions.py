"""Find the lexicon's names in a parsed text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token

from graph.gazetteer import ACTOR_KINDS, FORM_RANK, LOWER_KINDS, Entry, FormKind, Gazetteer, Kind

_LAW_KINDS: frozenset[Kind] = frozenset({"statute", "provision", "resolution"})
_KIND_RANK: dict[Kind, int] = {
    "state": 0, "body": 1, "court": 2, "organization": 3, "armed_group": 4, "actor_group": 5, "person": 6,
    "former_state": 7, "statute": 8, "provision": 9, "resolution": 10, "crime": 11,
}  # fmt: skip
_INDEPENDENTS = frozenset(
    {"expert", "member", "senator", "commission", "inquiry", "candidate", "panel", "international"}
)
_SHORT = 4  # a form in capitals of at most this length ("US", "WHO") is matched letter for letter


@dataclass(frozen=True, slots=True)
class Mention:
    """Carry a name found: its tokens [start, end) and what it names."""

    start: int
    end: int
    entry: Entry
    form: FormKind

    @property
    def is_actor(self) -> bool:
        """Tell whether the name can stand for somebody who acts."""
        return self.entry.kind in ACTOR_KINDS

    @property
    def is_state(self) -> bool:
        """Tell whether the name is a state's."""
        return self.entry.kind in ("state", "former_state")

    @property
    def is_law(self) -> bool:
        """Tell whether the name is an instrument's."""
        return self.entry.kind in _LAW_KINDS


class Mentions:
    """Hold the mentions of one passage by token."""

    def __init__(self, found: list[Mention]) -> None:
        self.all = tuple(found)
        self._at = {i: m for m in found for i in range(m.start, m.end)}

    def at(self, token: Token | int) -> Mention | None:
        """Return the mention that covers a token."""
        return self._at.get(token if isinstance(token, int) else token.i)

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions that begin in [start, end), in order."""
        return (m for m in self.all if start <= m.start < end)


class NameMatcher:
    """Match every form of a gazetteer, the longest first."""

    def __init__(self, gazetteer: Gazetteer, language: Language) -> None:
        self._forms: dict[str, list[tuple[str, Entry, FormKind]]] = defaultdict(list)
        for form, entry, kind in gazetteer.forms():
            if entry.kind != "crime":
                for text in sorted(_spellings(form)):
                    self._forms[text.casefold()].append((text, entry, kind))
        self._matcher = PhraseMatcher(language.vocab, attr="LOWER")
        texts = sorted({text for forms in self._forms.values() for text, _, _ in forms})
        self._matcher.add("NAME", [language.make_doc(text) for text in texts])

    def find(self, doc: Doc) -> Mentions:
        """Return the mentions of a passage; they do not overlap."""
        spans = sorted(((s, e) for _, s, e in self._matcher(doc)), key=lambda x: (x[0] - x[1], x[0]))
        taken: set[int] = set()
        found: list[Mention] = []
        for start, end in spans:
            free = not taken & set(range(start, end)) and not _in_person(doc, start, end)
            free = free and not _of_another(doc, start, end)
            choice = self._choose(doc[start:end].text) if free else None
            if choice:
                taken.update(range(start, end))
                found.append(Mention(start, end, *choice))
        return Mentions(sorted(found, key=lambda m: m.start))

    def _choose(self, text: str) -> tuple[Entry, FormKind] | None:
        options = [
            (FORM_RANK[kind], _KIND_RANK[entry.kind], entry.id, entry, kind)
            for form, entry, kind in self._forms.get(text.casefold(), ())
            if _same_case(text, form, entry)
        ]
        return min(options, key=lambda o: o[:3])[3:] if options else None


def _spellings(form: str) -> set[str]:
    """Return the ways of writing a form: both apostrophes, "UN", "U.N." and "United Nations"."""
    found = {form, form.replace("'", "’"), form.replace("’", "'")}
    if form.isalpha() and form.isupper() and 2 <= len(form) <= _SHORT:
        found.add("".join(f"{letter}." for letter in form))
    if form.startswith("UN "):
        found |= {f"U.N. {form[3:]}", f"United Nations {form[3:]}"}
    return found


def _in_person(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name is part of a longer personal name: "Leila de Lima", "Israel Katz"."""
    entity = next((e for e in doc.ents if e.label_ == "PERSON" and e.start <= start and end <= e.end), None)
    owner = end < len(doc) and doc[end].tag_ == "POS"
    return entity is not None and entity.end - entity.start > end - start and end - start == 1 and not owner


def _of_another(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name is the end of another's: "peace and security council", "The Independent Expert"."""
    before = [t.lower_ for t in doc[max(0, start - 2) : start]]
    if doc[start:end].text.lower() == "security council":
        return before == ["peace", "and"] or before[-1:] in (["national"], ["supreme"])
    after = doc[end] if end < len(doc) else None
    return doc[start:end].text == "The Independent" and after is not None and after.lower_ in _INDEPENDENTS


def _same_case(text: str, form: str, entry: Entry) -> bool:
    """Tell whether a text in this letter case can be the form: "us" is not the US, nor "turkey" Türkiye."""
    if text == form:
        return True
    if " " in form or "-" in form:
        return any(c.isupper() for c in text) or entry.kind in LOWER_KINDS
    if form.isupper() and len(form.replace(".", "")) <= _SHORT:
        return False
    return text[:1].isupper() or not form[:1].isupper()
