"""What lies in the folder, and what happens when it is not as it should be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import StoreError
from graph.store import Store, open_generation, open_store
from graph.terms import RDFS

GRAPH = NamedNode("https://example.org/graph")
NOBODY = 65534


def write(store: Store, number: int) -> None:
    with store.writer() as writer:
        writer.replace(GRAPH, [Quad(GRAPH, RDFS.label, Literal(f"number {number}"), GRAPH)], str(number))


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "generations").iterdir())


def test_the_layout(store: Store, root: Path) -> None:
    write(store, 1)
    assert sorted(path.name for path in root.iterdir()) == ["CURRENT", "LOCK", "generations"]
    assert (root / "CURRENT").read_text() == "000001\n"
    inside = sorted(path.name for path in (root / "generations/000001").iterdir())
    assert inside == ["manifest.json", "quads", "quarantine.jsonl", "refused.jsonl", "texts"]


def test_the_newest_three_stay(store: Store, root: Path) -> None:
    for number in range(5):
        write(store, number)
    assert folders(root) == ["000003", "000004", "000005"]


def test_a_generation_that_is_read_is_not_pruned(store: Store, root: Path) -> None:
    write(store, 0)
    view = store.view()
    for number in range(1, 5):
        write(store, number)
    assert "000001" in folders(root)
    del view
    write(store, 5)
    assert folders(root) == ["000004", "000005", "000006"]


def test_leftovers_of_dead_writers_are_swept(store: Store, root: Path) -> None:
    write(store, 1)
    (root / "staging-999999/quads").mkdir(parents=True)
    (root / "staging-999999/quads/000001.sst").write_bytes(b"half")
    (root / "generations/000002").mkdir()
    (root / "CURRENT.new").write_bytes(b"0000")
    write(store, 2)
    assert folders(root) == ["000001", "000002"]
    assert store.view().manifest == {GRAPH.value: "2"}
    assert not list(root.glob("staging-*"))


def test_a_second_writer_is_told_at_once(store: Store, root: Path) -> None:
    with store.writer(), pytest.raises(StoreError, match="another process is writing"):
        open_store(root).writer().__enter__()
    write(store, 1)


def test_an_unchanged_generation_shares_its_files(store: Store, root: Path) -> None:
    write(store, 1)
    with store.writer() as writer:
        writer.replace(NamedNode("https://example.org/other"), [], "f")
    old = {path.stat().st_ino for path in (root / "generations/000001/quads").glob("*.sst")}
    new = {path.stat().st_ino for path in (root / "generations/000002/quads").glob("*.sst")}
    assert old
    assert old & new, "nothing is hard-linked"


def test_a_generation_opens_by_its_folder(store: Store) -> None:
    write(store, 1)
    path = store.view().path
    write(store, 2)
    assert open_generation(path).manifest == {GRAPH.value: "1"}
    with pytest.raises(StoreError, match="not there"):
        open_generation(path.with_name("000077"))


def test_a_file_is_not_a_store(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("keep me")
    for attempt in (open_store(file).view, open_store(file).current, open_store(file).writer().__enter__):
        with pytest.raises(StoreError, match="is a file"):
            attempt()
    assert file.read_text() == "keep me"


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(StoreError, match=r"photo\.jpg"):
        open_store(tmp_path).writer().__enter__()
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_reading_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_store(tmp_path / "missing").view()
    assert not list(tmp_path.iterdir())


def _garble(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda root: (root / name).write_bytes(data)


def _cut_tables(root: Path) -> None:
    tables = list((root / "generations/000001/quads").glob("*.sst"))
    assert tables
    for table in tables:
        os.truncate(table, 20)


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty CURRENT": (_garble("CURRENT", b""), "does not name a generation"),
    "binary CURRENT": (_garble("CURRENT", b"\xff\0"), "does not name a generation"),
    "CURRENT that climbs": (_garble("CURRENT", b"../../etc"), "does not name a generation"),
    "CURRENT of nothing": (_garble("CURRENT", b"000042\n"), "in service but not there"),
    "manifest of nothing": (_garble("generations/000001/manifest.json", b""), "cannot be understood"),
    "manifest of a list": (_garble("generations/000001/manifest.json", b"[]"), "cannot be understood"),
    "manifest to come": (_garble("generations/000001/manifest.json", b'{"format": 99}'), "has format 99"),
    "tables cut short": (_cut_tables, "damaged"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_damage_is_named(store: Store, root: Path, case: str) -> None:
    harm, message = DAMAGE[case]
    write(store, 1)
    harm(root)
    with pytest.raises(StoreError, match=message):
        store.view()
    with pytest.raises(StoreError, match=message):
        store.writer().__enter__()


def test_a_damaged_store_releases_its_lock(store: Store, root: Path) -> None:
    write(store, 1)
    (root / "CURRENT").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(StoreError, match="does not name"):
            store.writer().__enter__()


def test_a_changed_text_and_a_broken_quarantine_are_named(store: Store, root: Path) -> None:
    write(store, 1)
    sha256 = "ab" * 32
    (root / f"generations/000001/texts/{sha256}.txt").write_text("forged")
    (root / "generations/000001/quarantine.jsonl").write_text('{"fact": {}}\n')
    with pytest.raises(StoreError, match="was changed"):
        store.view().text(sha256)
    with pytest.raises(StoreError, match=r"quarantine\.jsonl: cannot be understood"):
        store.view().quarantine()


def test_several_processes_read_at_once(store: Store, root: Path) -> None:
    write(store, 1)
    script = (
        "import sys; from pathlib import Path; from graph.store import open_store\n"
        "view = open_store(Path(sys.argv[1])).view(); print(len(list(view.quads()))); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(root)]
    readers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
    for number in range(2, 6):
        write(store, number)
    assert "000001" in folders(root)
    for reader in readers:
        reader.communicate("")
        assert reader.returncode == 0
    write(store, 6)
    assert "000001" not in folders(root)


def test_readers_never_miss_while_generations_pass(store: Store) -> None:
    write(store, 0)
    done = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not done.is_set():
            seen.extend(len(list(store.view().quads())) for _ in range(5))

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 12):
        write(store, number)
    done.set()
    reader.join()
    assert set(seen) == {1}


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that an unprivileged user can reach; pytest's own is closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _unprivileged(task: Callable[[], object]) -> str:
    """Run a task in a child that is not root, and return the message of its StoreError."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        try:
            task()
        except StoreError as error:
            os.write(theirs, str(error).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        message = pipe.read()
    os.waitpid(child, 0)
    return message


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_read_only_folder_can_be_read_but_not_written(open_folder: Path) -> None:
    root = open_folder / "store"
    write(open_store(root), 1)
    for path in [root, *root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    readable = _unprivileged(lambda: list(open_store(root).view().quads()))
    refused = _unprivileged(lambda: write(open_store(root), 2))
    elsewhere = _unprivileged(lambda: write(open_store(root / "inner"), 2))
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755)
    assert readable == ""
    assert "access is refused" in refused
    assert str(root) in refused
    assert "access is refused" in elsewhere
    assert store_number(root) == "1"


def store_number(root: Path) -> str:
    return open_store(root).view().manifest[GRAPH.value]


def test_a_store_built_anew_is_another_one(store: Store, root: Path) -> None:
    assert store.identity() is None
    write(store, 1)
    old = store.view()
    assert old.identity == store.identity()
    shutil.rmtree(root)
    assert store.identity() is None
    write(store, 1)
    assert (old.generation, old.manifest) == (store.view().generation, store.view().manifest)
    assert old.identity != store.view().identity == store.identity()


def test_files_cut_under_a_reader_are_named(store: Store, root: Path) -> None:
    quads = [
        Quad(NamedNode(f"{GRAPH.value}/{n}"), RDFS.label, Literal(f"{n}" * 50), GRAPH) for n in range(5000)
    ]
    with store.writer() as writer:
        writer.replace(GRAPH, quads, "1")
    view = store.view()
    rows, found = view.select("SELECT * { GRAPH ?g { ?s ?p ?o } }"), view.quads()
    _cut_tables(root)
    for attempt in (lambda: list(rows), lambda: list(found), view.graphs):
        with pytest.raises(StoreError, match="is damaged") as caught:
            attempt()
        assert str(caught.value.where).endswith("quads")
