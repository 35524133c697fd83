"""Share a stub endpoint on the loopback, and see to it that nothing else is contacted."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.gazetteer import Gazetteer
from graph.llm import LlmSettings, SecondReader, second_reader
from graph.llm.cues import Cues
from graph.llm.ground import Ground
from graph.llm.names import Names
from tests.llm.stub import KEY, TEXT, Stub, completion, document


@pytest.fixture
def stub() -> Iterator[Stub]:
    quiet = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append(json.loads(data) | {"path": self.path})
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = server.handle(server.asked[-1])
            quiet.wait(reply.slow)
            try:
                self.send_response(reply.status)
                for name, value in ({"Content-Length": str(len(reply.body))} | reply.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked has had enough

        def log_message(self, *words: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Stub(f"http://127.0.0.1:{http.server_address[1]}/v1", lambda _: completion('{"facts": []}'))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    quiet.set()
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


REACHED: list[str] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        REACHED.append(str(arguments[1][0]))


sys.addaudithook(_note)


@pytest.fixture(autouse=True)
def _only_the_loopback() -> Iterator[None]:
    """Fail where anything but this machine was contacted."""
    REACHED.clear()
    yield
    assert [
        host for host in REACHED if not host.startswith("127.") and host not in ("::1", "localhost")
    ] == []


@pytest.fixture
def settings(stub: Stub, tmp_path: Path) -> LlmSettings:
    return LlmSettings(
        url=stub.url, model="stub/7b model", key=KEY, cache=tmp_path / "cache", retries=0, seconds=5
    )


@pytest.fixture
def warned() -> list[str]:
    return []


@pytest.fixture
def second(settings: LlmSettings, gazetteer: Gazetteer, warned: list[str]) -> SecondReader:
    return second_reader(settings, gazetteer, warned.append)


@pytest.fixture(scope="session")
def names(gazetteer: Gazetteer) -> Names:
    return Names(gazetteer)


@pytest.fixture(scope="session")
def cues() -> Cues:
    return Cues.load()


@pytest.fixture(scope="session")
def ground(names: Names, cues: Cues) -> Callable[..., Ground]:
    return lambda text=TEXT, **more: Ground(document(text, **more), names, cues)
