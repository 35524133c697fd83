"""Tell which names of actors that the lexicon lacks mean one actor."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.build.identity.clusters import Clusters, Members
from graph.build.identity.model import Link

SPELLING, ABBREVIATION = 90, 85
_BRACKETED = re.compile(r"\s*\([^()]{1,20}\)\s*$")
_KEPT_APART = re.compile(r"[\s_/‐‑–—-]+")


class Actors:
    """Hold the names of actors by atom, and the abbreviations that texts give for them."""

    def __init__(self, names: Mapping[str, Sequence[str]], short: Mapping[str, Sequence[str]]) -> None:
        # What has no capital ("rebels") is no name: it means somebody else in every document.
        self._names = {
            atom: [name for name in of if any(c.isupper() for c in name)] for atom, of in names.items()
        }
        self._short = short

    def join(self, clusters: Clusters) -> None:
        """Unite the actors of one name, then an abbreviation with the one name for which it stands."""
        clusters.join(self._spelt(), self._nothing, _never)
        clusters.join(self._abbreviated(), self._spellings, _differ)

    def _spelt(self) -> Iterator[Link]:
        alike: dict[str, list[str]] = defaultdict(list)
        for atom, names in sorted(self._names.items()):
            for key in sorted({key for name in names if (key := plain(name))}):
                alike[key].append(atom)
        for atoms in alike.values():
            for atom in atoms[1:]:
                reason = "same name but for case, article, punctuation or plural"
                yield Link(SPELLING, atoms[0], atom, reason)

    def _abbreviated(self) -> Iterator[Link]:
        called: dict[str, list[str]] = defaultdict(list)
        for atom, names in self._names.items():
            for name in names:
                called[_letters(name)].append(atom)
        for atom, shorts in sorted(self._short.items()):
            for short in shorts:
                for other in sorted(set(called.get(_letters(short), ())) - {atom}):
                    yield Link(ABBREVIATION, atom, other, f"a text gives the abbreviation ({short})")

    def _spellings(self, members: Members) -> frozenset[str]:
        """Return the full names of a cluster: those that are no abbreviation."""
        names = {name for atom in members for name in self._names.get(atom, ())}
        shorts = {_letters(short) for atom in members for short in self._short.get(atom, ())}
        return frozenset(
            plain(name) for name in names if _letters(name) not in shorts and not _is_short(name)
        )

    @staticmethod
    def _nothing(members: Members) -> None:
        return None


def plain(name: str) -> str:
    """Return a name as it is compared.

    Case, accents, article, punctuation, an abbreviation in brackets and a plural s are left out.
    """
    bare = _BRACKETED.sub("", name) or name
    apart = unicodedata.normalize("NFKD", bare).casefold()
    letters = "".join(c for c in apart if not unicodedata.combining(c))
    words = [re.sub(r"['’`´]s$|[^\w]", "", word) for word in _KEPT_APART.split(letters)]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] == "the":
        words.pop(0)
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def _letters(name: str) -> str:
    return re.sub(r"[^\w&]", "", name.removeprefix("the ").removeprefix("The "))


def _is_short(name: str) -> bool:
    bare = name.removeprefix("the ").removeprefix("The ").strip()
    return " " not in bare and sum(1 for c in bare if c.isupper()) >= 2


def _never(one: object, other: object) -> bool:
    return False


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two clusters have full names: one abbreviation that stands for both stands for neither."""
    return bool(one and other and not one & other)
