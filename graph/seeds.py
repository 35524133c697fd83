"""Load seed documents: a folder each, with what it is, our digest of it and, where at hand, the original."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from graph.errors import SeedError
from graph.intake.text import document_from_file
from graph.model import Document
from graph.record import Order
from graph.settings import is_http_address
from graph.spans import STEERING
from graph.yamls import read_yaml, told

SOURCE, DIGEST, ORIGINAL = "source.yml", "digest.txt", "original.txt"
RECORD, RECORDS = "record.yml", "records"
_MAX_SOURCE_BYTES = 64 * 1024
_TABLES = (".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".gz")


def _one_line(text: str) -> str:
    found = STEERING.search(text)
    if found:
        message = f"not one line of plain text, for it holds U+{ord(found[0]):04X}"
        raise PydanticCustomError("one_line", message)
    return text


def _http_address(text: str) -> str:
    if not is_http_address(text):
        raise PydanticCustomError("http_address", "not an http(s) address")
    return text


_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)]


Described = TypeVar("Described", bound=BaseModel)


class Original(BaseModel):
    """Describe the publisher's own text: its length in characters and bytes, and the SHA-256 of the bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    characters: Annotated[int, Field(gt=0)]
    bytes: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Source(BaseModel):
    """Describe a seed document; `title` stands in square brackets where the publisher gave none."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    publisher: _Line
    title: _Line | None = None
    published: datetime.date | None = None
    address: Annotated[str, AfterValidator(_http_address)] | None = None
    language: Literal["en"] = "en"
    original: Original | None = None


class Place(BaseModel):
    """Say where one fact of a record is published."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    what: _Line
    address: Annotated[str, AfterValidator(_http_address)]


class RecordSource(BaseModel):
    """Describe a seed record: by which layout its tables are read, and where its facts are published."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    layout: _Line
    title: _Line
    publisher: _Line | None = None
    address: Annotated[str, AfterValidator(_http_address)] | None = None
    licence: _Line | None = None
    published: datetime.date | None = None
    sources: list[Place] = []


def load_records(folders: Sequence[Path]) -> list[Order]:
    """Return what is to be imported from these folders, by name; raise SeedError.

    A folder is a record, with `record.yml` and its tables, or holds records, or has them in `records`.
    """
    places = {place.resolve(): place for folder in folders for place in _records_in(folder)}
    orders = [_order(place) for place in places.values()]
    return sorted(orders, key=lambda order: order.name or "")


def _records_in(folder: Path) -> list[Path]:
    if (folder / RECORD).is_file():
        return [folder]
    return sorted(
        path.parent for pattern in (f"*/{RECORD}", f"{RECORDS}/*/{RECORD}") for path in folder.glob(pattern)
    )


def _order(place: Path) -> Order:
    source = _described(RecordSource, place / RECORD)
    tables = tuple(sorted(path for path in place.iterdir() if path.suffix in _TABLES))
    if not tables:
        raise SeedError(
            "no table here", where=str(place), hint=f"{RECORD} describes tables that lie beside it"
        )
    about = {name: getattr(source, name) for name in ("title", "publisher", "address", "licence")}
    about["published"] = source.published.isoformat() if source.published else None
    return Order(layout=source.layout, files=tables, name=place.resolve().name, about=about, seed=True)


def load_seeds(folders: Sequence[Path], originals: Path | None = None) -> list[Document]:
    """Return the documents of these folders by id; raise SeedError, or DocumentError for an unfit text.

    A folder is a seed, or holds seeds. The original is read instead of the digest where `originals` holds a
    file with its SHA-256 (under any name) or `original.txt` lies in the seed; it must be the one described.
    """
    seeds = [seed for folder in folders for seed in _seeds_in(folder)]
    sources = {seed: _source(seed / SOURCE) for seed in seeds}
    found = _originals(originals, sources) if originals else {}
    documents: dict[str, Document] = {}
    for seed, source in sources.items():
        document = _document(seed, source, found.get(seed))
        if document.id in documents:
            raise SeedError(f"a second seed is called {document.id!r}", where=str(seed), hint="rename it")
        documents[document.id] = document
    return [documents[name] for name in sorted(documents)]


def holds_seeds(path: Path) -> bool:
    """Tell whether a path is a seed, or a folder that holds seeds or records, and not loose documents."""
    return path.is_dir() and (_is_seed(path) or bool(_inside(path)) or bool(_records_in(path)))


def read_source(path: Path) -> Source:
    """Return what a `source.yml` says; raise SeedError that names file, key and what is allowed."""
    return _source(path)


def _seeds_in(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise SeedError("no such folder", where=str(folder))
    if _is_seed(folder):
        yield folder if folder.name not in ("", "..") else folder.resolve()
        return
    # Whatever else lies among seeds is left alone; a folder with any file of a seed must be a whole one.
    inside = _inside(folder)
    if not inside and not _records_in(folder):
        hint = f"a seed is a folder with {SOURCE} and {DIGEST}"
        raise SeedError("no seed here", where=str(folder), hint=hint)
    yield from inside


def _inside(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and not path.name.startswith((".", "_")) and _is_seed(path)
    )


def _is_seed(folder: Path) -> bool:
    return any((folder / name).exists() for name in (SOURCE, DIGEST, ORIGINAL))


def _source(path: Path) -> Source:
    return _described(Source, path)


def _described(model: type[Described], path: Path) -> Described:
    data = _yaml(path)
    if not isinstance(data, Mapping):
        raise SeedError("not a list of keys and values", where=str(path), hint=_allowed(model, ()))
    try:
        return model.model_validate(dict(data))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        hint = _allowed(model, faults[0]["loc"])
        raise SeedError("; ".join(map(told, faults)), where=str(path), hint=hint) from error


def _yaml(path: Path) -> object:
    if not path.is_file():
        raise SeedError(f"{path.name} is missing", where=str(path.parent), hint="it says whose text this is")
    return read_yaml(path, SeedError, limit=_MAX_SOURCE_BYTES)


def _allowed(model: type[BaseModel], place: tuple[int | str, ...]) -> str:
    inside = len(place) > 1 and place[0] == "original"
    fields, name = (Original.model_fields, " in 'original'") if inside else (model.model_fields, "")
    return f"allowed{name}: {', '.join(fields)}"


def _originals(folder: Path, sources: Mapping[Path, Source]) -> dict[Path, Path]:
    """Match the files of a folder to seeds, by the hash of their bytes."""
    if not folder.is_dir():
        raise SeedError("no such folder of originals", where=str(folder))
    files = sorted(path for path in folder.iterdir() if path.is_file())
    wanted = {seed: source.original for seed, source in sources.items() if source.original}
    hashes = _hashes(files, {original.bytes for original in wanted.values()})
    named = {path.name: path for path in files}
    found: dict[Path, Path] = {}
    for seed, original in wanted.items():
        # A file under the seed's name promises its original: the check of its hash will say that it is not.
        path = hashes.get(original.sha256) or named.get(f"{seed.name}.txt")
        if path is not None:
            found[seed] = path
    if not found:
        raise SeedError("no file here is the original of any seed", where=str(folder))
    return found


def _hashes(files: Sequence[Path], lengths: Set[int]) -> dict[str, Path]:
    """Hash the files that are as long as an original, and no others: the folder may hold large ones."""
    alike = [path for path in files if path.stat().st_size in lengths]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in reversed(alike)}


def _document(seed: Path, source: Source, given: Path | None) -> Document:
    beside = seed / ORIGINAL
    original = given or (beside if beside.is_file() else None)
    path = original or seed / DIGEST
    if not path.is_file():
        hint = f"a seed needs {DIGEST} or {ORIGINAL}"
        raise SeedError(f"{DIGEST} is missing", where=str(seed), hint=hint)
    if original is None and source.original is None:
        hint = f"describe it under 'original' in {SOURCE}, or name the text {ORIGINAL} if it is no digest"
        raise SeedError(
            "a digest of what? The original is not described", where=str(seed / SOURCE), hint=hint
        )
    if original is not None and source.original is not None:
        _check(original, source.original)
    return dataclasses.replace(
        document_from_file(path, published=source.published.isoformat() if source.published else None),
        id=seed.name,
        title=source.title,
        publisher=source.publisher,
        address=source.address,
        language=source.language,
        origin="digest" if original is None else "original",
        digest_of=source.original.sha256 if original is None and source.original else None,
    )


def _check(path: Path, original: Original) -> None:
    hint = f"give the text that {SOURCE} describes, or correct {SOURCE}"
    size = path.stat().st_size
    if size != original.bytes:
        raise SeedError(
            f"has {size:,} bytes, not the {original.bytes:,} described", where=str(path), hint=hint
        )
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != original.sha256:
        raise SeedError("its SHA-256 is not the one described", where=str(path), hint=hint)
    characters = len(data.decode("utf-8", "replace"))
    if characters != original.characters:
        message = f"has {characters:,} characters, not the {original.characters:,} described"
        raise SeedError(message, where=str(path), hint=hint)
