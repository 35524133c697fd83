"""Describe the reviewed file of identities: what is one and the same, and what is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints

from graph.errors import ReviewError
from graph.gazetteer import fold
from graph.idents import digest
from graph.review.files import described, lists
from graph.review.words import Day, Line, Strict

Verdict = Literal["same", "different"]
SAME, DIFFERENT = "same", "different"
_HINT = "it holds the keys 'same' and 'different', each with a list of groups; docs/review.md shows one"
_IRI = re.compile(r"[^\s<>\"{}|\\^`]+/[^\s<>\"{}|\\^`]+")
_AT_MOST: Final = 200  # members of a group


class Mention(Strict):
    """Name something by what a document calls it."""

    document: Line
    phrase: Line


class _Group(Strict):
    """Describe a group; `by` and `on` say who decided and when, where the user says so."""

    of: Annotated[list[Any], Field(min_length=2, max_length=_AT_MOST)]
    by: Line | None = None
    on: Day | None = None
    why: Line | None = None


class _Address(Strict):
    iri: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]


@dataclass(frozen=True, slots=True)
class Member:
    """Name one member of a group: by its IRI, whole or from behind the base, or by document and phrase."""

    iri: str | None = None
    document: str | None = None
    phrase: str | None = None

    def __str__(self) -> str:
        """Return the member as it is told to a reader."""
        return self.iri or f"“{self.phrase}” in {self.document}"

    @property
    def key(self) -> tuple[str, ...]:
        """Return what makes two members the same."""
        return (self.iri,) if self.iri else (self.document or "", fold(self.phrase or ""))


@dataclass(frozen=True, slots=True)
class Group:
    """Say that some members are the same, or that they are all different; `number` counts within the file."""

    verdict: Verdict
    number: int
    members: tuple[Member, ...]
    by: str | None = None
    on: str | None = None
    why: str | None = None

    @property
    def name(self) -> str:
        """Return how messages name the group."""
        return f"{self.verdict}, entry {self.number}"


@dataclass(frozen=True, slots=True)
class Identities:
    """Hold the groups of a reviewed file, in its order."""

    groups: tuple[Group, ...] = ()
    where: str | None = field(default=None, compare=False)

    @classmethod
    def load(cls, path: Path) -> Identities:
        """Read a file of identities; raise ReviewError that names file, entry and key."""
        given = lists(path, (SAME, DIFFERENT), _HINT)
        groups = [
            _group(verdict, number, one, f"{path}: {verdict}, entry {number}")
            for verdict in (SAME, DIFFERENT)
            for number, one in enumerate(given[verdict], 1)
        ]
        _agree(groups, str(path))
        return cls(tuple(groups), str(path))

    def to_json(self) -> str:
        """Return the groups as one line of JSON, the same for the same groups."""
        plain = [
            [g.verdict, g.number, [[m.iri, m.document, m.phrase] for m in g.members], g.by, g.on, g.why]
            for g in self.groups
        ]
        return json.dumps(plain, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Identities:
        """Return what `to_json` wrote."""
        return cls(tuple(
            Group(verdict, number, tuple(Member(*one) for one in members), by, on, why)
            for verdict, number, members, by, on, why in json.loads(text)
        ))  # fmt: skip

    @property
    def mark(self) -> str:
        """Return what changes when a group does; nothing where there is none."""
        return digest(self.to_json()) if self.groups else ""


def _group(verdict: str, number: int, given: object, where: str) -> Group:
    one = described(_Group, {"of": given} if isinstance(given, list) else given, where)
    members = tuple(_member(item, f"{where}, member {place}") for place, item in enumerate(one.of, 1))
    if len({member.key for member in members}) < len(members):
        raise ReviewError("a member is named twice", where=where)
    return Group("same" if verdict == SAME else "different", number, members, one.by, one.on, one.why)


def _member(given: object, where: str) -> Member:
    if isinstance(given, str):
        iri = described(_Address, {"iri": given}, where).iri
        if not _IRI.fullmatch(iri):
            hint = "an IRI such as person/0f3a…, or {document: …, phrase: …}"
            raise ReviewError(f"{given[:80]!r} names nothing", where=where, hint=hint)
        return Member(iri=iri)
    mention = described(Mention, given, where)
    return Member(document=mention.document, phrase=mention.phrase)


def _agree(groups: Sequence[Group], where: str) -> None:
    """Raise ReviewError where two members are said to be the same, be it through others, and different."""
    name: dict[tuple[str, ...], tuple[str, ...]] = {}
    for group in groups:
        if group.verdict == SAME:
            _tie(name, [member.key for member in group.members])
    for group in groups:
        if group.verdict == DIFFERENT:
            seen: dict[tuple[str, ...], Member] = {}
            for member in group.members:
                one = seen.setdefault(_root(name, member.key), member)
                if one is not member:
                    what = f"{one} and {member} are said to be different, and elsewhere to be the same"
                    raise ReviewError(what, where=f"{where}: {group.name}")


def _tie(name: dict[tuple[str, ...], tuple[str, ...]], keys: Iterable[tuple[str, ...]]) -> None:
    first, *rest = keys
    for key in rest:
        name[_root(name, key)] = _root(name, first)


def _root(name: dict[tuple[str, ...], tuple[str, ...]], key: tuple[str, ...]) -> tuple[str, ...]:
    while name.get(key, key) != key:
        name[key] = name.get(name[key], name[key])  # shorten the way for those who come later
        key = name[key]
    return key
