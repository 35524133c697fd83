"""Read the frames: which words say which fact, and where its roles stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from graph.errors import OntologyError
from graph.model import FACT_TYPES, FactType
from graph.reading.words import load_yaml, strings

TESTS = (
    "$any", "$verb", "$finite", "$nonfinite", "$bare", "$leaving", "$crime", "$draft", "$victim", "$court",
    "$treaty", "$law", "$actor", "$somebody", "$state", "$permanent", "$council", "$number", "$inquiry",
    "$demonym", "$place", "$mutual", "$said",
)  # fmt: skip
_STEP = re.compile(r"^[a-z]+(/[a-z]+)*$")
_ROLES = ("actor", "target", "object", "crime", "fallback")
Conditions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Carry a sentence and the facts a frame must find in it: type, actor, target and what else is named."""

    text: str
    facts: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Carry one frame; the head of each file in `lexicon/frames` explains its keys."""

    name: str
    type: FactType
    file: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: str = "subject"
    target: str = ""
    object: str = ""
    crime: str = ""
    fallback: str = ""
    crime_is: str | None = None
    crime_optional: bool = False
    alone: bool = False
    value: str | None = None
    says: str | None = None
    when: Conditions = ()
    within: Conditions = ()
    unless: Conditions = ()
    unless_head: Conditions = ()
    passive: bool | None = None
    narrator: bool = True
    omission: bool = False
    status: str | None = None
    examples: tuple[Example, ...] = ()


def load_frames(folder: Path) -> tuple[Frame, ...]:
    """Read every frame file of a folder, in name order; raise OntologyError naming file and key."""
    paths = [p for p in sorted(folder.glob("*.yml")) if "frames:" in _text(p)]
    if not paths:
        raise OntologyError("no frame files here", where=str(folder), hint="it needs at least one .yml file")
    found = [frame for path in paths for frame in _file(path)]
    names = [f.name for f in found]
    for frame in found:
        if names.count(frame.name) > 1:
            raise OntologyError(f"frame {frame.name!r} is defined twice", where=frame.file)
    return tuple(found)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise OntologyError("not UTF-8", where=str(path)) from error


def _file(path: Path) -> list[Frame]:
    data = load_yaml(path)
    kind = data.pop("type", None)
    if kind not in FACT_TYPES:
        raise OntologyError(f"'type' must be one of {', '.join(FACT_TYPES)}, not {kind!r}", where=str(path))
    frames = data.pop("frames", None)
    if data:
        raise OntologyError(f"unknown key {sorted(data)[0]!r}", where=str(path))
    if not isinstance(frames, list) or not frames:
        raise OntologyError("'frames' must be a list of frames", where=str(path))
    return [_frame(path, kind, number, frame) for number, frame in enumerate(frames, 1)]


def _frame(path: Path, kind: FactType, number: int, data: Any) -> Frame:
    if not isinstance(data, dict) or not isinstance(data.get("name"), str):
        raise OntologyError(f"frame {number} must be a mapping with a 'name'", where=str(path))
    where = f"{path} frame {data['name']!r}"
    known = {f.name for f in fields(Frame)} - {"file", "type"}
    unknown = sorted(set(data) - known)
    if unknown:
        raise OntologyError(
            f"unknown key {unknown[0]!r}", where=where, hint=f"known: {', '.join(sorted(known))}"
        )
    values: dict[str, Any] = dict(data)
    for key in ("verbs", "nouns", "adjectives"):
        if key in values:
            values[key] = strings(path, f"{data['name']}: {key}", values[key])
    if not any(values.get(key) for key in ("verbs", "nouns", "adjectives")):
        raise OntologyError("'verbs', 'nouns' or 'adjectives' are missing", where=where)
    for role in _ROLES:
        _check_path(values.get(role, ""), role, where)
    for key in ("when", "within", "unless", "unless_head"):
        values[key] = _conditions(path, where, key, values.get(key, {}))
    values["examples"] = _examples(where, values.get("examples"))
    return Frame(**values, type=kind, file=path.name)


def _check_path(role: Any, key: str, where: str) -> None:
    if not isinstance(role, str):
        raise OntologyError(f"{key!r} must be a path such as 'object>of'", where=where)
    for step in re.split(r"[|>]", role) if role else []:
        if not _STEP.match(step):
            raise OntologyError(f"{key!r} has a step that cannot be read: {step!r}", where=where)


def _conditions(path: Path, where: str, key: str, value: Any) -> Conditions:
    if not isinstance(value, dict):
        raise OntologyError(f"{key!r} must map a role to words", where=where)
    for role in value:
        _check_path(role, key, where)
    found = tuple((role, strings(path, f"{key} {role}", words)) for role, words in value.items())
    unknown = [w for _, words in found for w in words if w.startswith("$") and w not in TESTS]
    if unknown:
        raise OntologyError(
            f"{key!r} asks for {unknown[0]}, which is not known",
            where=where,
            hint=f"known: {', '.join(TESTS)}",
        )
    return found


def _examples(where: str, value: Any) -> tuple[Example, ...]:
    if not isinstance(value, list) or not value:
        raise OntologyError(
            "'examples' are missing", where=where, hint="give one that it finds and one it leaves"
        )
    found = []
    for item in value:
        if (
            not isinstance(item, dict)
            or set(item) != {"text", "facts"}
            or not isinstance(item["facts"], list)
        ):
            raise OntologyError("an example needs 'text' and a list of 'facts'", where=where)
        found.append(Example(item["text"], tuple(item["facts"])))
    return tuple(found)
