"""Make decisions of what the command line says, and write them into the file of corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typer
from pyoxigraph import Literal

from graph.build.matching.ask import text
from graph.build.reviews import met
from graph.build.waiting import Waiting, find, only
from graph.cli.visible import visible
from graph.errors import ReviewError
from graph.model import Decision, Fact
from graph.review import Corrections
from graph.review.edit import spelled, write
from graph.review.entry import Entry
from graph.review.facts import load_facts
from graph.review.files import described
from graph.review.place import span
from graph.store import View

_TEXT: Final = "SELECT ?id ?sha256 { ?document a ost:Document ; dcterms:identifier ?id ; ost:sha256 ?sha256 }"


@dataclass(frozen=True, slots=True)
class Why:
    """Carry who decided, when and why, as far as the user says so."""

    by: str | None = None
    on: str | None = None
    why: str | None = None

    def keys(self) -> dict[str, str]:
        """Return what is told, as it stands in the file."""
        told = (("by", self.by), ("on", self.on), ("why", self.why))
        return {name: value for name, value in told if value is not None}


class Desk:
    """Hold the facts among which is decided, and the file of decisions."""

    def __init__(self, file: Path, view: View | None = None, facts: Path | None = None) -> None:
        self.file = file
        self.view = view
        self.loaded = [Waiting(fact) for fact in load_facts(facts)] if facts else None
        self.corrections = Corrections.load(file) if file.exists() else Corrections(where=str(file))
        self._entries = {entry.key: entry for entry in self.corrections.entries}
        # A fact that a decision met by its place bears another id than the decision.
        self._met = {one.fact: one.entry for one in met(view).values() if one.fact} if view else {}

    def find(self, given: str) -> Fact:
        """Return the fact whose id begins so; raise NotFoundError."""
        if self.loaded is not None:
            return only((one for one in self.loaded if one.fact.id.startswith(given)), given).fact
        if self.view is None:
            raise ReviewError("no store and no facts to look in", hint="name one by --store or --facts")
        return find(self.view, given).fact

    def decided(self) -> set[str]:
        """Return the ids of facts on which a decision waits in the file or is in the store."""
        return {*self._entries, *(fact for fact, entry in self._met.items() if entry in self._entries)}

    def entry(self, fact: Fact, decision: Decision, why: Why, to: Mapping[str, Any] | None = None) -> Entry:
        """Return a decision on a fact; what was corrected before stays so unless `to` says otherwise."""
        earlier = self._entries.get(self._met.get(fact.id, fact.id)) or self._entries.get(fact.id)
        key = earlier.id if earlier and earlier.id else fact.id
        plain: dict[str, Any] = {"id": key, "decision": decision, "fact": _place(fact), **why.keys()}
        if earlier is not None and earlier.id:
            plain["fact"] = spelled(earlier)["fact"]
        if decision == "correct":
            before = spelled(earlier).get("to", {}) if earlier is not None else {}
            plain["to"] = before | dict(to or {})
        return described(Entry, plain, f"fact {fact.id}")

    def placed(self, entry: Entry) -> Entry:
        """Return a decision to add a fact with its place; raise ReviewError where no such quote stands."""
        known = self.view.select(_TEXT, id=Literal(entry.fact.document)) if self.view else iter(())
        for row in known:
            whole = self.view.text(text(row["sha256"])) if self.view else ""
            place, where = span(whole, entry.fact.quote, entry.fact.start), f"document {entry.fact.document}"
            if place is None:
                raise ReviewError("the quote is not in the text", where=where, hint="copy it verbatim")
            plain = spelled(entry)
            return described(Entry, plain | {"fact": plain["fact"] | {"start": place[0]}}, where)
        return entry

    def write(self, entries: Sequence[Entry]) -> None:
        """Write decisions into the file, and say so."""
        kept = write(self.file, entries)
        many = f"{len(entries)} decision{'s' if len(entries) > 1 else ''}"
        typer.echo(f"{visible(str(self.file))}: {many} written; `ostrakon build` applies it.")
        if not kept:
            typer.echo(
                "Its entries were no plain list, so it was laid out anew, without its comments.", err=True
            )


def added(document: str, type_: str, quote: str, start: int | None, to: Mapping[str, Any], why: Why) -> Entry:
    """Return a decision to add a fact."""
    fact = {"document": document, "type": type_, "quote": quote} | ({} if start is None else {"start": start})
    return described(Entry, {"decision": "add", "fact": fact, "to": to, **why.keys()}, "the fact to add")


def value_of(given: str) -> object:
    """Return a value as the file has it: a word, a number, or a tally given as yes=13,no=2."""
    if "=" not in given:
        return given
    pairs = [part.partition("=") for part in given.split(",")]
    return {key.strip(): count.strip() for key, _, count in pairs}


def _place(fact: Fact) -> dict[str, Any]:
    return {
        "document": fact.document,
        "type": fact.type,
        "actor": fact.actor,
        "target": fact.target,
        "quote": fact.quote,
        "start": fact.start,
    }
