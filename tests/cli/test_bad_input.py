"""A user's mistake gives one clear line, a non-zero exit and no traceback, and leaves the store as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.paths import ontology_dir, seeds_dir

ENGLISH = "Russia vetoed a draft resolution on Syria on Thursday, the ambassador of France said in New York. "


def ostrakon(
    *words: str | Path, store: Path | None = None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | ({"OSTRAKON_STORE": str(store)} if store else {})
    command = [Path(sys.executable).parent / "ostrakon", *words]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, input=stdin, timeout=120, check=False
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode not in (0, None)
    assert "Traceback" not in done.stderr
    for word in words:
        assert word.casefold() in done.stderr.casefold(), done.stderr


def state(folder: Path) -> str:
    """Return a hash of every file of a store."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy one seed, for a test to spoil a copy of."""
    path = tmp_path_factory.mktemp("good") / "seed"
    shutil.copytree(sorted(seeds_dir().glob("*/"))[0], path)
    return path


TEXTS: list[tuple[str, bytes, str]] = [
    ("empty", b"", "empty"),
    ("blank", b" \n\n \t ", "empty"),
    ("binary", bytes(range(256)) * 4, "text"),
    ("long", ENGLISH.encode() * 520_000, "long"),
    ("cp1254", (ENGLISH + "Erdoğan, Şimşek, İnönü").encode("cp1254"), "UTF-8"),
    ("html", b"<!DOCTYPE html><html><body></body></html>", "no article"),
    ("pdf", b"%PDF-1.7 and no more", "PDF"),
    ("zip", b"PK\3\4 and no more", "archive"),
    ("french", "La Russie a opposé son veto au projet de résolution sur la Syrie, a déclaré jeudi l'ambassadeur de France à l'ONU. ".encode() * 3, "English"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "word"), [(data, word) for _, data, word in TEXTS], ids=[name for name, _, _ in TEXTS]
)
def test_a_text_that_cannot_be_read(data: bytes, word: str, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(data)
    refused(ostrakon("read", file), "text.txt", word)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    refused(ostrakon("read", tmp_path / "none.txt"), "none.txt")


def test_a_publication_date_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(ENGLISH)
    refused(ostrakon("read", file, "--published", "last May"), "last May")


def spoil_source(seed: Path) -> None:
    (seed / "source.yml").unlink()


def add_key(seed: Path) -> None:
    with (seed / "source.yml").open("a") as file:
        file.write("colour: red\n")


def empty_digest(seed: Path) -> None:
    (seed / "digest.txt").write_bytes(b"")


def forge_original(seed: Path) -> None:
    (seed / "original.txt").write_text(ENGLISH)


SEEDS: list[tuple[Callable[[Path], None], tuple[str, ...]]] = [
    (spoil_source, ("source.yml",)),
    (add_key, ("source.yml", "colour")),
    (empty_digest, ("digest.txt", "empty")),
    (forge_original, ("original.txt",)),
]


@pytest.mark.parametrize(("spoil", "words"), SEEDS, ids=[spoil.__name__ for spoil, _ in SEEDS])
def test_a_seed_that_cannot_be_built(
    spoil: Callable[[Path], None], words: tuple[str, ...], seed: Path, seeds_store_path: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad"
    shutil.copytree(seed, bad)
    spoil(bad)
    before = state(seeds_store_path)
    refused(ostrakon("build", bad, store=seeds_store_path), *words)
    assert state(seeds_store_path) == before


def break_frame(ontology: Path) -> None:
    next(iter(sorted((ontology / "lexicon" / "frames").glob("*.yml")))).write_text("frames: [\n")


def unknown_frame_key(ontology: Path) -> None:
    with next(iter(sorted((ontology / "lexicon" / "frames").glob("*.yml")))).open("a") as file:
        file.write("\nno_such_key: 1\n")


def empty_shapes(ontology: Path) -> None:
    (ontology / "claims.shapes.ttl").write_bytes(b"")


def break_lexicon(ontology: Path) -> None:
    (ontology / "lexicon" / "states.ttl").write_text("this is not Turtle")


ONTOLOGIES: list[tuple[Callable[[Path], None], str]] = [
    (break_frame, ".yml"), (unknown_frame_key, ".yml"), (empty_shapes, "claims.shapes.ttl"), (break_lexicon, "states.ttl")
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "word"), ONTOLOGIES, ids=[spoil.__name__ for spoil, _ in ONTOLOGIES])
def test_an_ontology_that_cannot_be_used(
    spoil: Callable[[Path], None], word: str, seeds_store_path: Path, tmp_path: Path
) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(ontology_dir(), ontology)
    spoil(ontology)
    before = state(seeds_store_path)
    refused(ostrakon("build", "--ontology", ontology, store=seeds_store_path), word)
    assert state(seeds_store_path) == before


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {", ("line",)),
        ("SELECT ?x { ?x nope:y 1 }", ("prefix",)),
        ("DELETE WHERE { ?s ?p ?o }", ("DELETE", "not allowed")),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", ("SERVICE",)),
        ("SELECT * " + "{" * 5000 + "}" * 5000, ("deep",)),
        ("", ()),
    ],
)
def test_a_query_that_cannot_be_answered(query: str, words: tuple[str, ...], seeds_store_path: Path) -> None:
    refused(ostrakon("query", "-", store=seeds_store_path, stdin=query), *words)


@pytest.mark.parametrize(
    "command",
    [("export", "--format", "word"), ("check", "--format", "word"), ("query", "-", "--format", "word")],
)
def test_a_format_that_is_not_known(command: tuple[str, ...], seeds_store_path: Path) -> None:
    refused(ostrakon(*command, store=seeds_store_path, stdin="ASK {}"), "word")


def test_a_port_that_is_taken(seeds_store_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused(ostrakon("serve", "--port", port, store=seeds_store_path), port)


@pytest.mark.parametrize("command", [("check",), ("export",), ("query", "-"), ("serve",)])
def test_a_store_that_is_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    refused(ostrakon(*command, store=tmp_path / "none", stdin="ASK {}"), "ostrakon build")


def test_a_folder_that_cannot_be_written() -> None:
    # The kernel refuses to make folders here, whoever asks; a folder's permissions would not stop root.
    refused(ostrakon("build", store=Path("/proc/ostrakon")), "/proc/ostrakon")


def test_a_folder_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    refused(ostrakon("build", store=tmp_path), "diary.txt")
    assert (tmp_path / "diary.txt").read_text() == "mine"


def test_a_setting_that_is_no_number(seeds_store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSTRAKON_WORKERS", "many")
    refused(ostrakon("check", store=seeds_store_path), "OSTRAKON_WORKERS", "many")
