"""Open a stranger's file: a regular one, never waiting for it; list a folder's files."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from graph.errors import DocumentError
from graph.intake.source import Refused, Source


def named(path: Path) -> Source:
    """Return the file that a user named."""
    return Source(str(path), path.name, partial(opened, path), named=True)


def inside(folder: Path, skip: Collection[Path] = ()) -> Iterator[Source | Refused]:
    """Yield the files of a folder and of the folders in it, by path; hidden ones and `skip` are left out."""
    found = list(_walk(folder, skip))
    alike = Counter(path.stem for path in found if isinstance(path, Path))
    for path in found:
        if isinstance(path, Refused):
            yield path
            continue
        name = path.relative_to(folder).as_posix()
        yield Source(str(path), name, partial(opened, path), sole=alike[path.stem] == 1)


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Give a regular file's bytes; raise DocumentError for anything else."""
    # A pipe would make us wait for its writer, so whatever it is must be no pipe, before and after opening.
    with told(path):
        _check(path, path.stat().st_mode)
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(number, "rb") as file:  # noqa: PTH123 - of an open file
            _check(path, os.fstat(number).st_mode)
            yield file


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the system says of a path into a DocumentError."""
    if "\0" in str(path):
        raise DocumentError("no file can have this name", where=str(path))
    try:
        yield
    except OSError as error:
        raise DocumentError(error.strerror or str(error), where=str(path)) from error


def _walk(folder: Path, skip: Collection[Path]) -> Iterator[Path | Refused]:
    waiting: list[os.DirEntry[str] | Path] = [folder]
    while waiting:  # and not by recursion: folders may lie deeper than calls
        here = waiting.pop()
        path = Path(here)
        if isinstance(here, os.DirEntry):
            if here.name.startswith(".") or (skip and path.resolve() in skip):
                continue
            if not here.is_dir():
                yield path
                continue
            if here.is_symlink():  # it may lead back to where it lies
                yield Refused(str(path), "a link to a folder is not followed", "name the folder itself")
                continue
        try:
            with os.scandir(path) as entries:
                waiting += sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            yield Refused(str(path), f"the folder cannot be read: {error.strerror}")


def _check(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise DocumentError("this is a folder", where=str(path))
    if not stat.S_ISREG(mode):
        raise DocumentError("this is a pipe, socket or device, no file", where=str(path))
