"""Lay a store out in a folder, so that a process killed at any moment leaves a whole generation in service.

<store>/CURRENT                  the name of the generation in service
<store>/LOCK                     held by the one writer
<store>/staging-<pid>/           what a writer is preparing
<store>/unfinished/<name>/       what a long import or build has done so far
<store>/generations/<number>/    quads/  texts/<sha256>.txt  manifest.json  quarantine.jsonl  refused.jsonl
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError
from graph.store.protocol import Identity

QUADS = "quads"
TEXTS = "texts"
MANIFEST = "manifest.json"
QUARANTINE = "quarantine.jsonl"
REFUSED = "refused.jsonl"
REBUILD = "remove the store's folder and run `ostrakon build`"
KEPT = 3  # generations, so that a mistake can be undone and slow readers are not hurried

_NAME = re.compile(r"\d{6,}")
_OURS = frozenset({"CURRENT", "CURRENT.new", "LOCK", "generations", "lost+found", "unfinished"})


class Layout:
    """Know where everything lies in a store's folder, and move it there safely."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.staging = root / f"staging-{os.getpid()}"

    def generation(self, name: str) -> Path:
        """Return the folder of a generation."""
        return self.root / "generations" / name

    def current(self) -> str | None:
        """Return the name of the generation in service; raise StoreError where it cannot be told."""
        if self.root.exists() and not self.root.is_dir():
            raise StoreError("is a file, not the folder of a store", where=str(self.root))
        file = self.root / "CURRENT"
        with guarded(file):
            if not file.exists():
                return None
            name = file.read_bytes().decode("ascii", "replace").strip()
        if not _NAME.fullmatch(name):
            raise StoreError("does not name a generation", where=str(file), hint=REBUILD)
        return name

    def prepare(self) -> None:
        """Make the folder; raise StoreError where it holds other things or cannot be written."""
        if self.root.exists() and not self.root.is_dir():
            raise StoreError("is a file, not the folder of a store", where=str(self.root))
        with guarded(self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            names = sorted(entry.name for entry in self.root.iterdir() if not entry.name.startswith("."))
            strangers = [name for name in names if name not in _OURS and not name.startswith("staging-")]
            if strangers and "generations" not in names:
                what = f"holds something that is not a store's: {strangers[0]}"
                raise StoreError(what, where=str(self.root), hint="name an empty or a new folder")
            (self.root / "generations").mkdir(exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the one writer; raise StoreError at once where another one is at work."""
        with guarded(self.root / "LOCK"):
            handle = os.open(self.root / "LOCK", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                what = "another process is writing to this store"
                raise StoreError(what, where=str(self.root), hint="wait until it is done") from error
            try:
                yield
            finally:
                # A child forked meanwhile shares the lock, so closing alone would not release it.
                fcntl.flock(handle, fcntl.LOCK_UN)
        finally:
            os.close(handle)

    def sweep(self) -> None:
        """Remove what dead writers left: staging folders, and generations that never came into service."""
        with guarded(self.root):
            for path in self.root.glob("staging-*"):
                shutil.rmtree(path)
            for path in self._generations():
                if int(path.name) > int(self.current() or "0"):
                    shutil.rmtree(path)

    def unfinished(self, name: str, keep: Collection[str] = ()) -> Path:
        """Return the folder of one long work; those of others but `keep`, which nobody will take up, go."""
        chosen = self.root / "unfinished" / name
        with guarded(self.root):
            chosen.mkdir(parents=True, exist_ok=True)
            for path in chosen.parent.iterdir():
                if path != chosen and path.name not in keep:
                    shutil.rmtree(path)
        return chosen

    def publish(self) -> str:
        """Put the staged generation into service and return its name."""
        name = f"{int(self.current() or '0') + 1:06d}"
        with guarded(self.root):
            _sync_tree(self.staging)
            self.staging.rename(self.generation(name))
            _sync(self.root / "generations")
            write_file(self.root / "CURRENT.new", f"{name}\n".encode("ascii"))
            (self.root / "CURRENT.new").replace(self.root / "CURRENT")
            _sync(self.root)
        return name

    def prune(self) -> None:
        """Remove all but the newest generations; one that a reader holds stays until a later time."""
        with guarded(self.root):
            for path in self._generations()[:-KEPT]:
                _remove_unless_held(path)

    def _generations(self) -> list[Path]:
        found = [path for path in (self.root / "generations").iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: int(path.name))


@contextmanager
def guarded(place: Path) -> Iterator[None]:
    """Turn what the system or the engine reports into a StoreError that names the place."""
    try:
        yield
    except PermissionError as error:
        what = "access is refused"
        raise StoreError(
            what, where=str(error.filename or place), hint="check who owns the folder"
        ) from error
    except OSError as error:
        raise StoreError(error.strerror or str(error), where=str(error.filename or place)) from error
    except RuntimeError as error:  # the engine's word for damaged files
        raise StoreError(f"is damaged: {error}", where=str(place), hint=REBUILD) from error


def identity_of(name: str, marker: os.stat_result) -> Identity:
    """Return what tells a generation from every other, by the status of its manifest's file."""
    return name, marker.st_dev, marker.st_ino, marker.st_mtime_ns


def hold(generation: Path) -> int:
    """Return a handle that keeps a generation from being pruned; raise FileNotFoundError if it is gone."""
    marker = generation / MANIFEST
    handle = os.open(marker, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if os.fstat(handle).st_nlink == 0:
            raise FileNotFoundError(marker)
    except BlockingIOError as error:  # it is being removed at this moment
        os.close(handle)
        raise FileNotFoundError(marker) from error
    except OSError:
        os.close(handle)
        raise
    return handle


def link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the file system cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def write_file(path: Path, data: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove_unless_held(generation: Path) -> None:
    try:
        handle = os.open(generation / MANIFEST, os.O_RDONLY)
    except FileNotFoundError:  # an earlier removal was cut short
        shutil.rmtree(generation)
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(generation)
    except BlockingIOError:
        return
    finally:
        os.close(handle)


def _sync_tree(folder: Path) -> None:
    for place, _, files in os.walk(folder):
        for name in files:
            _sync(Path(place) / name)
        _sync(Path(place))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
