"""Two builds that share nothing but their input give the same bytes, and a killed build leaves the old one in service."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.paths import seeds_dir
from graph.store import open_store

COMMAND = Path(sys.executable).parent / "ostrakon"


def run(folder: Path, *words: str, seed: str) -> bytes:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": seed,
        "HOME": str(folder),
        "LANG": "C",
        "TZ": f"UTC{seed}",
    }
    folder.mkdir(exist_ok=True)
    return subprocess.run(
        [COMMAND, *words], cwd=folder, env=environment, capture_output=True, check=True, timeout=120
    ).stdout


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        run(tmp_path / name, "build", seed=seed)
    for form in ("ttl", "trig", "nq", "jsonld", "facts", "csv"):
        one, two = (
            run(tmp_path / name, "export", "--format", form, seed=seed)
            for name, seed in (("one", "3"), ("two", "4"))
        )
        assert len(one) > 1000
        assert one == two, form


@pytest.mark.slow
def test_a_killed_build_leaves_the_previous_generation_in_service(
    tmp_path: Path, seeds_store_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(seeds_store_path, store, symlinks=True)
    view = open_store(store).view()
    generation, quads = view.generation, {str(quad) for quad in view.quads()}
    del view
    one_seed = sorted(seeds_dir().glob("*/"))[0]
    for delay in (0.2, 0.8, 1.5, 2.2, 3.0):
        process = subprocess.Popen(
            [COMMAND, "build", one_seed, "--store", store],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        finished = process.wait() == 0
        found = open_store(store).view()
        if finished or found.generation != generation:  # it was faster than the kill, so the new one is whole
            break
        assert {str(quad) for quad in found.quads()} == quads
    subprocess.run([COMMAND, "build", one_seed, "--store", store], check=True, capture_output=True)
    documents = [graph for graph in open_store(store).view().graphs() if "/document/" in graph.value]
    assert len(documents) == 1
