"""Take the name of a person apart: titles, given names, surname."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lord lady baroness baron hon rev reverend judge justice the
    president vice-president prime vice deputy assistant acting former minister premier chancellor king queen
    prince princess sheikh emir sultan pope patriarch archbishop cardinal imam ayatollah rabbi ambassador amb
    envoy special representative rep permanent delegate secretary general secretary-general under
    under-secretary-general commissioner high director chief head chair chairman chairwoman chairperson
    speaker spokesman spokeswoman spokesperson prosecutor senator sen congressman congresswoman governor
    mayor councillor gen lt lieutenant maj major col colonel capt captain sgt sergeant brig brigadier adm
    admiral marshal commander foreign defence defense interior state un us uk eu
    """.split()  # noqa: SIM905 - so many words are read as a text
)
_PARTICLES = frozenset(
    "al el ul ad ibn bin ben abu van von der den de del della di da dos du la le st".split()  # noqa: SIM905
)
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "kc", "qc", "obe", "cbe"})
_PREFIX = re.compile(r"^(?:al|el|ul|ad|as|an|ar|at|az)-(?=\w)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """Hold the words of a name as they are compared: in small letters, without accents and titles.

    `given` are the words before the surname, an initial as one letter; `titled` says that it had a title.
    """

    given: tuple[str, ...]
    surname: str
    titled: bool

    @classmethod
    def of(cls, name: str) -> PersonName:
        """Take a name apart; a name of nothing but titles keeps its last word as surname."""
        words = [word for part in name.split() if (word := _plain(part))]
        while len(words) > 1 and words[-1] in _AFTER:
            words.pop()
        kept = list(words)
        while len(kept) > 1 and kept[0] in _TITLES:
            kept.pop(0)
        titled = len(kept) < len(words)
        names = [word for word in kept[:-1] if word not in _PARTICLES] + kept[-1:]
        return cls(tuple(names[:-1]), names[-1] if names else "", titled)

    @property
    def is_short(self) -> bool:
        """Tell whether only a surname, or one name that may be one, is told."""
        return not self.given

    @property
    def is_full(self) -> bool:
        """Tell whether a given name is written out."""
        return any(len(word) > 1 for word in self.given)

    @property
    def plain(self) -> str:
        """Return the words of the name, titles aside."""
        return " ".join((*self.given, self.surname))

    def fits(self, other: PersonName) -> bool:
        """Tell whether two names can be one person's: one surname, given names that do not differ."""
        if self.surname != other.surname or not self.surname:
            return False
        if not self.given or not other.given:
            return True
        return _agree(self.given[0], other.given[0]) and _middle(self.given[1:], other.given[1:])


def _middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether further given names agree, as far as both have them."""
    return all(_agree(first, second) for first, second in zip(one, other, strict=False))


def _agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word).casefold()
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    bare = re.sub(r"[^\w-]", "", letters).strip("-_")
    return _PREFIX.sub("", bare)
