"""`ostrakon read` and `ostrakon build` take what there is, name the rest, and go on where they were ended."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.build.journal import Journal
from graph.model import Fact
from graph.spans import verify
from graph.store import open_store
from tests.intake.make import ENGLISH, FRENCH, OTHER, column, lines, pdf, put, zipped

COMMAND = Path(sys.executable).parent / "ostrakon"
PAGE = f"<html><head><title>A veto</title></head><body><article><p>{ENGLISH}</p><p>{OTHER}</p></article></body></html>"


def run(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([COMMAND, *words], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder of many small documents of every kind, and two that are none."""
    files: dict[str, bytes | str] = {f"{at:02}.txt": f"{ENGLISH}{OTHER}Number {at}.\n" for at in range(40)}
    files |= {
        "more/page.html": PAGE,
        "more/paper.pdf": pdf(column(ENGLISH.strip(), OTHER.strip(), "The paper says more.")),
        "more/notes.md": f"---\npublisher: SNHR\n---\n{OTHER}\n{ENGLISH}",
        "more/lines.jsonl": lines({"id": "one", "text": f"One. {ENGLISH}"}),
        "more/all.zip": zipped({"packed.txt": f"Packed. {OTHER}"}),
        "more/french.txt": FRENCH,
        "more/picture.png": bytes(500),
    }
    return put(tmp_path_factory.mktemp("articles"), files)


@pytest.fixture(scope="module")
def whole(articles: Path) -> bytes:
    """Return what a run that nobody disturbs writes, though it writes it among the documents."""
    output = put(articles, {"facts.jsonl": lines({"actor": "Russia"})}) / "facts.jsonl"
    done = run("read", articles, "--output", output, code=1)
    assert "45 documents read" in done.stdout
    assert "french.txt: the language looks like French (fr), not English" in done.stderr
    assert "left out: " in done.stderr
    assert "facts.jsonl" not in done.stderr
    assert not list(articles.glob("facts.jsonl.*"))
    data = output.read_bytes()
    output.unlink()
    return data


def test_every_kind_is_read(whole: bytes) -> None:
    facts = [Fact.from_json(json.loads(line)) for line in whole.splitlines()]
    assert {"00", "page", "paper", "notes", "one", "packed"} <= {fact.document for fact in facts}
    assert all(fact.quote for fact in facts)


def test_a_run_that_was_killed_goes_on(articles: Path, whole: bytes, tmp_path: Path) -> None:
    output, record = tmp_path / "facts.jsonl", tmp_path / "facts.jsonl.unfinished"
    command = [COMMAND, "read", articles, "--output", output, "--jobs", "2"]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    while process.poll() is None and not (record.exists() and record.read_bytes().count(b"\n") > 8):
        time.sleep(0.01)
    process.kill()
    process.wait(60)
    with Journal(record) as journal:
        before = len(journal)
    assert 8 <= before < 45
    assert not output.exists()
    said = run("read", articles, "--output", output, "--jobs", "2", code=1).stdout
    assert f"({before} of them before)" in said
    assert output.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["facts.jsonl"]


def test_what_has_changed_is_told_and_read_anew_only_when_asked(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": ENGLISH})
    output, record = tmp_path / "facts.csv", tmp_path / "facts.csv.unfinished"
    options = ("--output", output, "--format", "csv")
    head = {"reader": "another", "publication date": None, "publisher": None}
    with Journal(record) as journal:
        journal.begin(head)
    said = run("read", tmp_path / "a.txt", *options, code=1).stderr
    assert "another reader" in said
    assert "--again" in said
    run("read", tmp_path / "a.txt", *options, "--again")
    assert output.read_text("utf-8").startswith("id,document,type")
    assert not record.exists()


def test_the_facts_and_not_the_bar_go_to_standard_output(articles: Path, whole: bytes) -> None:
    done = run("read", articles / "00.txt", articles / "01.txt")
    assert done.stdout.encode() == b"".join(
        line for line in whole.splitlines(keepends=True) if json.loads(line)["document"] in ("00", "01")
    )
    assert done.stderr == ""


def test_any_folder_of_articles_can_be_built(articles: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = run("build", articles / "more", "--store", store, "--published", "2014-05-22", code=1)
    assert "documents: 5 read" in done.stdout
    assert "french.txt" in done.stderr
    view = open_store(store).view()
    query = "SELECT ?id ?format ?sha { ?d a ost:Document ; dcterms:identifier ?id ; dcterms:format ?format ; ost:sourceSha256 ?sha } ORDER BY ?id"
    rows = [(row["id"].value, row["format"].value) for row in view.select(query)]
    assert rows == [
        ("notes", "text/markdown"), ("one", "application/jsonl"), ("packed", "text/plain"), ("page", "text/html"),
        ("paper", "application/pdf"),
    ]  # fmt: skip
    assert sorted(path.name for path in store.iterdir()) == ["CURRENT", "LOCK", "generations"]


@pytest.mark.parametrize("files", [{}, {"a.txt": FRENCH}, {"a.png": bytes(500)}])
def test_a_folder_without_a_document_is_no_store(files: dict[str, bytes | str], tmp_path: Path) -> None:
    folder = put(tmp_path / "in", files)
    folder.mkdir(exist_ok=True)
    run("build", folder, "--store", tmp_path / "store", code=1)
    assert not (tmp_path / "store").exists()


def test_a_named_file_that_is_unfit_leaves_the_store_as_it_was(
    seeds_store_path: Path, tmp_path: Path
) -> None:
    put(tmp_path, {"a.txt": FRENCH})
    before = open_store(seeds_store_path).view().generation
    assert "French" in run("build", tmp_path / "a.txt", "--store", seeds_store_path, code=1).stderr
    assert open_store(seeds_store_path).view().generation == before


def test_quotes_stand_verbatim_in_what_was_taken(articles: Path, whole: bytes) -> None:
    from graph.intake import take
    from graph.model import Document

    texts = {one.id: one.text for one in take([articles]) if isinstance(one, Document)}
    for line in whole.splitlines():
        fact = Fact.from_json(json.loads(line))
        verify(texts[fact.document], fact)
