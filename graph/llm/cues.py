"""Hold the words without which a quote does not support what a model claims of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import OntologyError
from graph.llm.schema import WORDS
from graph.model import CRIMES, FACT_TYPES
from graph.yamls import read_yaml

FILE: Final = Path(__file__).resolve().with_name("cues.yml")
ACTS: Final = frozenset({"veto", "vote", "sponsor", "refer", "case_filed", "treaty_status"})
# "Not a party" and "did not vote in favour" say how it is, not that it is not so.
_MAY_BE_NEGATED: Final = frozenset({"treaty_status", "vote"})
_NEGATION = re.compile(r"\b(?:not|never|without)\b|n['’]t\b", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\S+\s+){0,4}\S*$")
_WORD = re.compile(r"[\w'’-]+")
_MOST_WORDS = 8  # of a phrase that stands for an actor


@dataclass(frozen=True, slots=True)
class Cues:
    """Tell from single words what a quote can support; they refuse, they do not read."""

    types: Mapping[str, re.Pattern[str]]
    values: Mapping[str, re.Pattern[str]]
    crimes: Mapping[str, re.Pattern[str]]
    told: frozenset[str]
    unreal: re.Pattern[str]
    pronouns: frozenset[str]
    nouns: frozenset[str]
    outlets: frozenset[str]
    orders: re.Pattern[str]

    @classmethod
    def load(cls, path: Path = FILE) -> Cues:
        """Read the lists; raise OntologyError for a file that lacks one."""
        data = read_yaml(path, OntologyError, "words")
        if not isinstance(data, dict):
            raise OntologyError("not lists of words by name", where=str(path))
        try:
            found = cls(
                types=_patterns(data["types"]),
                values=_patterns(data["values"]),
                crimes=_patterns(data["crimes"]),
                told=frozenset(data["told"]),
                unreal=_pattern(data["unreal"], whole=True),
                pronouns=frozenset(data["pronouns"]),
                nouns=frozenset(data["actor_nouns"]),
                outlets=frozenset(data["outlets"]),
                orders=_pattern(data["orders"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise OntologyError(f"not the lists that are needed: {error}", where=str(path)) from error
        for known, wanted in ((found.types, FACT_TYPES), (found.values, WORDS), (found.crimes, CRIMES)):
            missing = sorted(set(wanted) - set(known))
            if missing:
                raise OntologyError(f"no words for {missing[0]!r}", where=str(path))
        return found

    def happened(self, type: str, quote: str) -> bool:  # noqa: A002 - the published name of the key
        """Tell whether an act stands somewhere in a quote without a word before it that takes it back."""
        return any(self._real(type, quote, match.start()) for match in self.types[type].finditer(quote))

    def stands_for(self, phrase: str) -> bool:
        """Tell whether a phrase is a pronoun or a short description of an actor."""
        words = [word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(phrase)]
        if not 0 < len(words) <= _MOST_WORDS:
            return False
        return (len(words) == 1 and words[0] in self.pronouns) or bool(self.nouns.intersection(words))

    def is_outlet(self, name: str) -> bool:
        """Tell whether a publisher is a newspaper, agency or broadcaster."""
        return not self.outlets.isdisjoint(name.casefold().replace("-", " ").split())

    def _real(self, type: str, quote: str, at: int) -> bool:  # noqa: A002 - the published name of the key
        found = _BEFORE.search(quote[:at])
        before = found[0] if found else ""
        if type in _MAY_BE_NEGATED:
            before = _NEGATION.sub("", before)
        return not self.unreal.search(before)


def _patterns(lists: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in lists.items()}


def _pattern(words: Iterable[str], *, whole: bool = False) -> re.Pattern[str]:
    """Compile beginnings of words, or whole words; "n't" ends one."""
    found = list(words)
    plain = "|".join(re.escape(word) for word in found if word != "n't")
    end = r"(?!\w)" if whole else ""
    rest = r"|n['’]t\b" if "n't" in found else ""
    return re.compile(rf"(?<!\w)(?:{plain}){end}{rest}", re.IGNORECASE)
