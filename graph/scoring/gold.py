"""Load annotated documents: JSON files beside their texts, or folders such as those of the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from graph.errors import ScoreError
from graph.scoring.lines import checked, read_text, statements_of_lines
from graph.scoring.statement import Statement
from graph.scoring.texts import Text

_MAX_BYTES: Final = 8 * 1024 * 1024
_LINES: Final = "facts.jsonl"
_TEXTS: Final = ("digest.txt", "original.txt")  # what is annotated in a seed: the digest, where there is one


@dataclass(frozen=True, slots=True)
class Annotated:
    """Carry a document's text with the facts that a careful reader found in it."""

    name: str
    text: Text
    facts: tuple[Statement, ...]
    genre: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    facts: list[Statement]
    genre: str | None = None


_FILES: Final = TypeAdapter(_File)


def load_gold(folder: Path, docs: Path | None = None) -> dict[str, Annotated]:
    """Return the annotated documents of a folder by name; raise ScoreError.

    A document is `NAME.json`, with its text `NAME.txt` in `docs` (by default `../docs`), or a folder with
    `facts.jsonl` and the text that it annotates, `digest.txt` or else `original.txt`.
    """
    if not folder.is_dir():
        raise ScoreError("no such folder", where=str(folder), hint="it holds the annotated documents")
    found: dict[str, Annotated] = {}
    for document in (*_files(folder, docs or folder / ".." / "docs"), *_folders(folder)):
        if document.name in found:
            raise ScoreError(f"{document.name!r} is annotated twice", where=str(folder), hint="remove one")
        found[document.name] = document
    if not found:
        hint = f"a document is NAME.json with a list 'facts', or a folder with {_LINES}"
        raise ScoreError("no annotated document here", where=str(folder), hint=hint)
    return dict(sorted(found.items()))


def _files(folder: Path, docs: Path) -> Iterator[Annotated]:
    paths = sorted(folder.glob("*.json"))
    missing = [path.stem for path in paths if not (docs / f"{path.stem}.txt").is_file()]
    if missing:
        names = ", ".join(f"{name}.txt" for name in missing[:5]) + (", …" if len(missing) > 5 else "")
        hint = "--docs names the folder of the texts"
        raise ScoreError(
            f"{len(missing)} of {len(paths)} texts are missing: {names}", where=str(docs), hint=hint
        )
    for path in paths:
        file = checked(_FILES, read_text(path, _MAX_BYTES), str(path))
        text = Text(read_text(docs / f"{path.stem}.txt", _MAX_BYTES))
        yield _annotated(path.stem, text, file.facts, file.genre)


def _folders(folder: Path) -> Iterator[Annotated]:
    for path in sorted(folder.glob(f"*/{_LINES}")):
        place = path.parent
        text = next((place / name for name in _TEXTS if (place / name).is_file()), None)
        if text is None:
            raise ScoreError(f"no {' or '.join(_TEXTS)} beside {_LINES}", where=str(place))
        lines = statements_of_lines(read_text(path, _MAX_BYTES), str(path))
        facts = [statement for _, statement in lines]
        yield _annotated(place.name, Text(read_text(text, _MAX_BYTES)), facts, None)


def _annotated(name: str, text: Text, facts: list[Statement], genre: str | None) -> Annotated:
    return Annotated(name, text, tuple(replace(fact, document=name) for fact in facts), genre)
