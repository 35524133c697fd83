"""Read a mapping file: which columns of a table become which fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import RecordError
from graph.record import Kind
from graph.records.fields import FIELDS, WORDS
from graph.records.rules import RULES
from graph.yamls import read_yaml, told

_HERE = Path(__file__).resolve().parent / "layouts"
_OF_BODIES = ("voting", "veto_listing", "membership", "case")
_OF_STATUTES: Mapping[Kind, str] = {"treaty_action": "treaty", "provision": "statute"}
Policy = Literal["quarantine", "conflict", "off"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Strict):
    """Say what one column becomes: a field (`to`), or nothing, with the reason (`ignore`).

    `missing` are the cells that say nothing; `pattern` picks parts, `write` puts them together, and `partial`
    lets a cell without the pattern say nothing; `values` translates; `dates` are formats of strptime; `split`
    separates several actors.
    """

    to: str | None = None
    ignore: str | None = None
    missing: tuple[str, ...] = ()
    pattern: str | None = None
    write: str | None = None
    partial: bool = False
    values: Mapping[str, str] | None = None
    dates: tuple[str, ...] = ()
    split: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.to is None) == (self.ignore is None):
            raise ValueError("say either `to` (a field) or `ignore` (a reason)")
        if self.write is not None and self.pattern is None:
            raise ValueError("`write` puts the parts of a `pattern` together, and there is none")
        if self.pattern is not None:
            _compiled(self.pattern, self.write)
        return self


class TableLayout(_Strict):
    """Describe one table of a source; a file belongs to it if it has all the columns of `header`."""

    name: str
    header: Annotated[tuple[str, ...], Field(min_length=1)]
    columns: Mapping[str, Column | tuple[Column, ...]]
    comment: str | None = None
    records: str | None = None
    sheet: str | None = None
    only: Mapping[str, tuple[str, ...]] = {}
    ignore_rest: str | None = None

    def specs(self, column: str) -> tuple[Column, ...]:
        """Return what a column becomes, in order; nothing where the mapping does not name it."""
        found = self.columns.get(column, ())
        return (found,) if isinstance(found, Column) else tuple(found)


class Parameter(_Strict):
    """Describe what is not in the table: given by the user, or read off the name of the file."""

    about: str
    pattern: str | None = None
    values: Mapping[str, str] | None = None
    default: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _compiled(self.pattern or "", None)
        return self


class Layout(_Strict):
    """Describe the layout of a source: its tables, what its rows are, and how strict to be with them.

    `needs` tells whether all tables belong together, or each is a form of its own. `constants` fill a field
    for every row; `rules` set a policy a rule: `quarantine` (the default), `conflict` (keep the event and
    record what contradicts), or `off`.
    """

    layout: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    about: str
    kind: Kind
    title: str
    publisher: str | None = None
    address: str | None = None
    licence: str | None = None
    body: str | None = None
    tables: Annotated[tuple[TableLayout, ...], Field(min_length=1)]
    needs: Literal["all", "one"] = "all"
    constants: Mapping[str, str] = {}
    parameters: Mapping[str, Parameter] = {}
    rules: Mapping[str, Policy] = {}
    missing: tuple[str, ...] = ("",)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for table in self.tables:
            for name in table.columns:
                for column in table.specs(name):
                    self._check(table.name, name, column)
            unread = sorted(set(table.only) - set(table.header))
            if unread:
                raise ValueError(f"tables {table.name}: only: {unread[0]!r} is not in `header`")
        for field, value in self.constants.items():
            self._allowed(self._known(field, f"constants: {field}"), value, f"constants: {field}")
        self._named()
        return self

    def _named(self) -> None:
        """Raise ValueError for a rule that is none, and where nothing names the body or treaty."""
        strange = sorted(set(self.rules) - set(RULES))
        if strange:
            raise ValueError(f"rules: {strange[0]!r} is no rule: {', '.join(RULES)}")
        if self.kind in _OF_BODIES and self.body is None:
            raise ValueError(f"a {self.kind} needs `body`: the body by its name in the lexicon")
        wanted = _OF_STATUTES.get(self.kind)
        if wanted and wanted not in self.parameters:
            raise ValueError(f"a {self.kind} needs the parameter {wanted!r}")

    def _check(self, table: str, name: str, column: Column) -> None:
        place = f"tables {table}: columns: {name}"
        if column.to is None:
            return
        form = self._known(column.to, place)
        for value in (column.values or {}).values():
            self._allowed(form, value, place)

    @staticmethod
    def _allowed(form: str, value: str, place: str) -> None:
        if form in WORDS and value and value not in WORDS[form]:
            raise ValueError(f"{place}: {value!r} is none of {', '.join(WORDS[form])}")

    def _known(self, field: str, place: str) -> str:
        fields = FIELDS[self.kind]
        if field not in fields:
            raise ValueError(f"{place}: {field!r} is no field of a {self.kind}: {', '.join(fields)}")
        return fields[field]

    def policy(self, rule: str) -> Policy:
        """Return what is done about an event that breaks a rule."""
        return self.rules.get(rule, "quarantine")


def layouts() -> list[str]:
    """Return the names of the layouts that come along."""
    return sorted(path.stem for path in _HERE.glob("*.yml"))


def load_layout(name: str) -> Layout:
    """Return a layout by its name or the path of a mapping file; raise RecordError that says why not."""
    path = _HERE / f"{name}.yml"
    if not path.is_file():
        path = Path(name)
    if not path.is_file():
        hint = f"one of {', '.join(layouts())}, or a mapping file of your own (.yml)"
        raise RecordError(f"no layout is called {name!r}", hint=hint)
    data = read_yaml(path, RecordError, "text")
    if not isinstance(data, Mapping):
        raise RecordError(
            "not a list of keys and values", where=str(path), hint="docs/records.md explains mappings"
        )
    try:
        return Layout.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        what = "; ".join(dict.fromkeys(map(told, faults)))
        raise RecordError(what, where=str(path), hint="docs/records.md explains mappings") from error


def _compiled(pattern: str, write: str | None) -> None:
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise ValueError(f"`pattern` is no regular expression: {error}") from error
    try:
        parts = [part for _, part, _, _ in Formatter().parse(write or "") if part is not None]
    except ValueError as error:
        raise ValueError(f"`write` cannot be used: {error}") from error
    for part in parts:
        if part not in groups:
            raise ValueError(f"`write` asks for {{{part}}}, which `pattern` does not name as (?P<{part}>…)")
