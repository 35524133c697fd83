from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "from graph.cli import main; main()", "serve"]


def serve(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen([*COMMAND, *options], stderr=subprocess.PIPE, text=True, cwd=ROOT)


def address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    found = re.search(r"http://\S+", process.stderr.readline())
    assert found
    return found[0]


def test_it_answers_soon_after_it_was_called(store_path: Path) -> None:
    # Other work on the machine may slow one start down; it does not make one faster than it is.
    assert any(start(store_path) < 3 for _ in range(4))


def start(store_path: Path) -> float:
    started = time.perf_counter()
    with serve("--port", "0", "--store", str(store_path)) as process:
        try:
            answer = httpx2.get(f"{address(process)}health", timeout=20)
            taken = time.perf_counter() - started
        finally:
            process.terminate()
    assert answer.json()["status"] == "ok"
    return taken


def test_small_answers_do_not_wait(client: httpx2.Client) -> None:
    taken = []
    for _ in range(20):
        started = time.perf_counter()
        assert client.get("/questions").status_code == 200
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.03


def test_it_loads_nothing_that_only_a_build_needs() -> None:
    script = "import json, sys, api.serve, graph.queries.worker; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert {"fastapi", "pyoxigraph", "networkx"} <= loaded
    assert not loaded & {"spacy", "rdflib", "pyshacl", "owlrl", "thinc", "torch"}


def test_a_worker_loads_little() -> None:
    script = "import json, sys, graph.queries.worker; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert not loaded & {"spacy", "rdflib", "fastapi", "pydantic", "networkx", "asyncio", "typer"}


def refused(*options: str) -> str:
    with serve(*options) as process:
        _, said = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "Traceback" not in said
    assert said.count("\n") == 1
    return said


def test_a_port_in_use(store_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused("--port", str(port), "--store", str(store_path))
    assert said == f"ostrakon: 127.0.0.1:{port}: the port is taken (choose another one with --port)\n"


def test_an_address_that_is_not_ours(store_path: Path) -> None:
    assert "cannot listen here" in refused("--host", "192.0.2.1", "--store", str(store_path))


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    said = refused("--store", str(tmp_path / "none"))
    assert "there is no store here" in said
    assert "ostrakon build" in said
    assert not (tmp_path / "none").exists()


def test_a_store_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "is a file" in refused("--store", str(tmp_path / "file"))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_told_and_leaves_no_process(store_path: Path, sign: signal.Signals) -> None:
    with serve("--port", "0", "--store", str(store_path)) as process:
        where = address(process)
        assert httpx2.get(f"{where}sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
        )
        workers = [int(line) for line in listed.stdout.split()]
        assert len(workers) == 3
        process.send_signal(sign)
        process.wait(10)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
