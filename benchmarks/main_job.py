"""Measure the main job: building the seeds, building them again, starting the service, asking it.

Prints a table of medians; run it by `make bench`. Each figure is of a whole process or a whole request.
"""

from __future__ import annotations

import contextlib
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph

COMMAND = Path(sys.executable).parent / "ostrakon"
VETOES = """PREFIX ost: <https://w3id.org/ostrakon#>
SELECT ?who ?draft { ?claim a ost:VetoReport ; ost:actor ?who ; ost:draft ?draft }"""
RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run(*words: str | Path) -> None:
    subprocess.run([COMMAND, *words], check=True, capture_output=True)


@contextlib.contextmanager
def service(store: Path) -> Iterator[tuple[str, float]]:
    """Start the service; yield its address and the seconds until its first answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", str(port), "--store", store],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/health", timeout=5).read()
                break
            if time.perf_counter() - started > 60:
                raise TimeoutError("the service did not start")
            time.sleep(0.02)
        yield address, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(30)


def bare(engine: pyoxigraph.Store) -> bytes | None:
    results = engine.query(VETOES)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    return results.serialize(format=pyoxigraph.QueryResultsFormat.JSON)


def figures() -> Iterator[tuple[str, float, str]]:
    with tempfile.TemporaryDirectory() as folder:
        stores = [Path(folder) / str(number) for number in range(RUNS)]
        yield (
            "build of the five seeds, models loaded",
            statistics.median(seconds(lambda s=s: run("build", "--store", s)) for s in stores),
            "s",
        )
        yield (
            "the same build again: nothing changes",
            statistics.median(seconds(lambda: run("build", "--store", stores[0])) for _ in stores),
            "s",
        )
        starts = []
        for _ in range(RUNS):
            with service(stores[0]) as (_, start):
                starts.append(start)
        yield "start of the service to its first answer", statistics.median(starts), "s"
        with service(stores[0]) as (address, _):
            url = f"{address}/sparql?query={quote(VETOES)}"
            served = statistics.median(
                seconds(lambda: urllib.request.urlopen(url).read()) for _ in range(200)
            )
        quads = sorted((stores[0] / "generations").iterdir())[-1] / "quads"
        engine = pyoxigraph.Store.read_only(str(quads))
        raw = statistics.median(seconds(lambda: bare(engine)) for _ in range(200))
        yield "who vetoed what, by SPARQL over HTTP", served * 1000, "ms"
        yield "the same in the bare engine, in process", raw * 1000, "ms"


def main() -> None:
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; medians of {RUNS} runs\n")
    print("| what | figure |\n|---|---|")
    for what, figure, unit in figures():
        print(f"| {what} | {figure:.2f} {unit} |")


if __name__ == "__main__":
    main()
