"""Run one command as a process of its own; measure its seconds and the memory of it and its children."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_PROC = Path("/proc")
_EVERY = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """Carry what one process took; `busy` are the processor seconds of it and its children.

    `peak` and `disk` are bytes, `peak` is None where there is no /proc.
    """

    seconds: float
    busy: float
    peak: int | None
    said: str
    disk: int = 0


def run(*words: str | Path) -> Run:
    """Run a command to its end; raise RuntimeError with what it said where it failed.

    What earlier runs wrote is brought to disk first, so that this one does not pay for it.
    """
    os.sync()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("OSTRAKON_")}
    busy, started = _busy(), time.perf_counter()
    process = subprocess.Popen(
        words, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    watch = _Watch(process.pid)
    said, complaint = process.communicate()
    seconds = time.perf_counter() - started
    peak = watch.stop()
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}:\n{complaint}")
    return Run(seconds, _busy() - busy, peak, said)


def disk(folder: Path) -> int:
    """Return the bytes that a folder takes on disk; a file with several names counts once."""
    files = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum({file.st_ino: file.st_blocks * 512 for file in files}.values())


def others_seconds() -> float | None:
    """Return the processor seconds that others than this program and its ended children have used so far."""
    if not (_PROC / "stat").is_file():
        return None
    user, nice, system, _idle, _wait, *interrupts = (_PROC / "stat").read_text().split("\n")[0].split()[1:8]
    all_of_them = sum(map(int, (user, nice, system, *interrupts))) / os.sysconf("SC_CLK_TCK")
    return all_of_them - sum(os.times()[:4])


def _busy() -> float:
    times = os.times()
    return times.children_user + times.children_system


class _Watch:
    """Keep the greatest sum of memory of a process and all below it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int | None:
        self._done.set()
        self._thread.join()
        return self._peak or None

    def _look(self) -> None:
        while _PROC.is_dir():
            pids = list(_tree(self._pid))
            # Counting shared pages once is slow, and never gives more than this quick sum.
            if sum(map(_resident, pids)) > self._peak:
                self._peak = max(self._peak, sum(map(_proportional, pids)))
            if self._done.wait(_EVERY):
                break


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in _safely(lambda: list((_PROC / str(pid) / "task").iterdir())) or []:
        for child in (_safely((task / "children").read_text) or "").split():
            yield from _tree(int(child))


def _resident(pid: int) -> int:
    """Return the bytes of a process that are in memory, shared ones included."""
    sizes = (_safely((_PROC / str(pid) / "statm").read_text) or "").split()
    return int(sizes[1]) * resource.getpagesize() if sizes else 0


def _proportional(pid: int) -> int:
    """Return the same, of what is shared with other processes the part of this one."""
    parts = _safely((_PROC / str(pid) / "smaps_rollup").read_text) or ""
    return next((int(line.split()[1]) * 1024 for line in parts.splitlines() if line.startswith("Pss:")), 0)


def _safely(read: Callable[[], T]) -> T | None:
    """Return what is read, or None where the process has ended meanwhile."""
    try:
        return read()
    except OSError:
        return None
