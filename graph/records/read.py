"""Read the files of a source by a layout: records that hold, and what was found about the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import RecordError
from graph.gazetteer import Gazetteer
from graph.progress import Progress
from graph.record import Action, Entry, Finding, Kind, Record, Source, SourceFile
from graph.records.fields import REQUIRED
from graph.records.finish import ACTS, Finisher
from graph.records.gather import Gatherer, Step, match_tables
from graph.records.items import Item
from graph.records.layout import Layout
from graph.records.names import Names
from graph.records.normalise import normalise
from graph.records.resolve import resolve, subjects
from graph.records.rules.calendar import check_calendar
from graph.records.rules.twins import check_twins
from graph.records.rules.voting import check_voting
from graph.records.symbols import slug
from graph.records.tables import Table, open_table
from graph.records.terms import Bodies

_SYMBOLIC = ("voting", "veto_listing", "resolution")


@dataclass(slots=True)
class Tables:
    """Hold what was read: records that hold, findings about the others, and what each column became."""

    source: Source
    kind: Kind
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    steps: tuple[Step, ...] = ()
    rows: int = 0
    votes: int = 0
    events: int = 0
    left_out: int = 0

    def unmapped(self) -> list[str]:
        """Return the columns that the mapping says nothing of."""
        return [f"{step.table}: {step.column!r}" for step in self.steps if not step.named]


@dataclass(frozen=True, slots=True)
class Reader:
    """Read sources with the names of one lexicon."""

    gazetteer: Gazetteer
    names: Names
    base: str

    def read(
        self,
        layout: Layout,
        tables: Sequence[Table],
        source: Source,
        parameters: Mapping[str, str],
        bodies: Bodies,
        known: Mapping[str, str],
        progress: Progress,
    ) -> Tables:
        """Return records and findings of opened tables; raise RecordError where they don't fit the layout."""
        matched = match_tables(layout, tables)
        gatherer = Gatherer(layout)
        for table, spec in matched:
            gatherer.add(table, spec, lambda done: progress("Reading rows", done, 0))
        items = list(gatherer.items.values())
        self._constants(layout, items)
        self._check(layout, items, gatherer, source, bodies, progress)
        found = Tables(
            source,
            layout.kind,
            findings=list(gatherer.findings),
            steps=tuple(gatherer.steps),
            rows=gatherer.rows,
            votes=gatherer.votes,
            events=len(items),
            left_out=gatherer.left_out,
        )
        finisher = Finisher(self.base, source.id, layout.body, parameters, known)
        for item in items:
            self._judge(layout, item, finisher, found)
        return found

    def form(self, layout: Layout, tables: Sequence[Table]) -> list[str]:
        """Return what tells apart two sources of one layout that has tables in several forms."""
        if layout.needs == "all":
            return []
        return [slug(spec.name).lower() for _, spec in match_tables(layout, tables)]

    def _constants(self, layout: Layout, items: Iterable[Item]) -> None:
        for item in items:
            for name, value in layout.constants.items():
                item.values.setdefault(name, value)

    def _check(
        self,
        layout: Layout,
        items: list[Item],
        gatherer: Gatherer,
        source: Source,
        bodies: Bodies,
        progress: Progress,
    ) -> None:
        if layout.kind in _SYMBOLIC:
            for item in items:
                normalise(item)
            check_calendar(items)
        body = self.base + (layout.body or "")
        for done, item in enumerate(items, 1):
            resolve(item, gatherer.pairs, self.names)
            _complete(layout, item, source)
            if layout.kind == "voting" and "" not in item.voters:
                check_voting(item, body, bodies)
            progress("Checking events", done, len(items))
        if layout.kind == "voting":
            check_twins(items)

    def _judge(self, layout: Layout, item: Item, finisher: Finisher, found: Tables) -> None:
        """Pass an event on, or say why it waits: by the policy that the layout has for each rule."""
        told = [(rule, reason, layout.policy(rule)) for rule, reason in item.faults]
        refused = [(rule, reason) for rule, reason, policy in told if policy == "quarantine"]
        kept = tuple(item.notes) + tuple((rule, why) for rule, why, policy in told if policy == "conflict")
        rows = item.where()
        note = _noter(found, item.id, rows)
        if refused:
            for rule, reason in refused:
                note(rule, "quarantined", reason)
            return
        for rule, reason in kept:
            note(rule, "conflict", reason)
        for rule, reason in item.mends:
            note(rule, "mended", reason)
        for rule, reason in item.losses:
            note(rule, "quarantined", f"{reason} (left out; the rest of the event stands)")
        entry = Entry(id=item.id, rows=rows, mended=tuple(reason for _, reason in item.mends), conflicts=kept)
        about = subjects(item.get("topic"), self.names, item.get("date"))
        found.records.extend(finisher.records(found.kind, item, entry, about))


def _noter(found: Tables, event: str, rows: str) -> Callable[[str, Action, str], None]:
    def note(rule: str, action: Action, reason: str) -> None:
        found.findings.append(Finding(event=event, rows=rows, rule=rule, action=action, reason=reason))

    return note


def _complete(layout: Layout, item: Item, source: Source) -> None:
    kind = layout.kind
    missing = [name for name in REQUIRED[kind] if item.get(name) is None and name not in item.actors]
    if missing and not any(rule == "unreadable-cell" for rule, _ in item.faults):
        item.fault("incomplete", f"no {', '.join(missing)}")
    elif missing:
        item.fault("incomplete", f"no readable {', '.join(missing)}")
    if kind == "treaty_action" and not any(item.get(act) for act in ACTS) and item.get("party") != "false":
        item.fault("incomplete", "it tells of no act toward the treaty")
    date = item.get("date")
    if source.published and date and date > source.published:
        item.fault("date-late", f"the day is {date}, the source was published on {source.published}")


def open_tables(layout: Layout, paths: Sequence[Path]) -> list[Table]:
    """Open the files of a source; raise RecordError for one that cannot be read, or is given twice."""
    if len({path.name for path in paths}) != len(paths):
        raise RecordError(
            "two files of one name", hint="rename one of them: rows are told by the name of their file"
        )
    comment = next((spec.comment for spec in layout.tables if spec.comment), None)
    sheet = next((spec.sheet for spec in layout.tables if spec.sheet), None)
    records = next((spec.records for spec in layout.tables if spec.records), None)
    return [open_table(path, comment=comment, sheet=sheet, records=records) for path in paths]


def parameters_of(layout: Layout, paths: Sequence[Path], given: Mapping[str, str]) -> dict[str, str]:
    """Return a layout's parameters: given, else off a file's name, else by default; raise RecordError."""
    unknown = sorted(set(given) - set(layout.parameters))
    if unknown:
        has = ", ".join(layout.parameters) or "none"
        raise RecordError(
            f"the layout {layout.layout} has no parameter {unknown[0]!r}", hint=f"it has: {has}"
        )
    found: dict[str, str] = {}
    for name, parameter in layout.parameters.items():
        value = given.get(name) or _off_name(parameter.pattern, parameter.values, paths) or parameter.default
        if value is None:
            raise RecordError(
                f"the layout {layout.layout} needs {name}: {parameter.about}", hint=f"give --set {name}=…"
            )
        found[name] = value
    return found


def _off_name(pattern: str | None, values: Mapping[str, str] | None, paths: Sequence[Path]) -> str | None:
    for path in paths:
        hit = re.search(pattern, path.name) if pattern else None
        if hit:
            return (values or {}).get(hit[0], None if values else hit[0])
    return None


def describe(
    layout: Layout, tables: Sequence[Table], name: str, about: Mapping[str, str | None] | None = None
) -> Source:
    """Describe a source: what the layout says of it, and what is known of these files in particular."""
    told = {key: value for key, value in (about or {}).items() if value}
    files = tuple(SourceFile(name=table.path.name, sha256=table.sha256) for table in tables)
    return Source(
        id=name,
        layout=layout.layout,
        title=told.get("title") or layout.title,
        publisher=told.get("publisher") or layout.publisher,
        address=told.get("address") or layout.address,
        licence=told.get("licence") or layout.licence,
        published=told.get("published"),
        files=files,
    )
