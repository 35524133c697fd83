from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from graph.gazetteer import Gazetteer
from graph.store import View, open_store
from tests.tiny import make_store

ROOT = Path(__file__).resolve().parents[2]
# The installed command is a two-liner around this.
COMMAND = [sys.executable, "-c", "from graph.cli import main; main()", "serve"]


@dataclass(frozen=True)
class Server:
    address: str
    pid: int


@contextmanager
def running(store: Path, log: Path, **environment: str) -> Iterator[Server]:
    """Start the service as a user does, on a free port."""
    settings = {f"OSTRAKON_{name.upper()}": value for name, value in environment.items()}
    command = [*COMMAND, "--port", "0", "--store", str(store)]
    with (
        log.open("w+") as out,
        subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=out, text=True, cwd=ROOT, env=os.environ | settings
        ) as process,
    ):
        try:
            assert process.stderr is not None
            first = process.stderr.readline()
            found = re.search(r"http://\S+", first)
            assert found, first + process.stderr.read()
            yield Server(found[0], process.pid)
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Path:
    path = tmp_path_factory.mktemp("api") / "store"
    make_store(path, gazetteer)
    return path


@pytest.fixture(scope="session")
def tiny(store_path: Path) -> View:
    return open_store(store_path).view()


@pytest.fixture(scope="session")
def server(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("log") / "log"
    with running(store_path, log, query_seconds="2", result_mb="2", queue="4") as found:
        yield found


@pytest.fixture(scope="session")
def client(server: Server) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server.address, timeout=30) as found:
        yield found
