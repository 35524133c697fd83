"""Have pages and PDFs taken apart by a process of its own, and end it where that takes too long."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from graph.errors import DocumentError
from graph.intake.limits import MEMORY, MIB, SECONDS

_ROOT: Final = Path(__file__).resolve().parents[2]  # of the packages, so that a checkout works uninstalled


class Apart:
    """Hold the process, which is started when it is first needed, and again after it had to be ended."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def text_of(self, kind: Literal["html", "pdf"], data: bytes, where: str) -> dict[str, str | None]:
        """Return the text of a page or PDF, and what it says of itself; raise DocumentError."""
        process = self._process or self._start()
        try:
            self._send(process, f"{kind}\n{len(data)}\n".encode() + data)
            answer: dict[str, str | None] = json.loads(self._receive(process))
        except TimeoutError as error:
            self.end()
            what = f"taking it apart lasted longer than {self._seconds:g} seconds"
            raise DocumentError(what, where=where, hint="save its text as plain text") from error
        except (OSError, EOFError) as error:
            self.end()
            what = "it brought down the process that takes it apart"
            raise DocumentError(what, where=where, hint="save its text as plain text") from error
        except BaseException:
            self.end()
            raise
        if message := answer.get("error"):
            raise DocumentError(message, where=where, hint=answer["hint"])
        return answer

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):  # what was not yet sent
            process.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        # The same page gives the same text whatever the user's surroundings.
        surroundings = {"PYTHONPATH": _search_path(), "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", "-s", "-m", "graph.intake.child", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings | {"MALLOC_ARENA_MAX": "1"},
            start_new_session=True,  # deaf to Ctrl-C: who started it ends it
        )
        return self._process

    def _send(self, process: subprocess.Popen[bytes], request: bytes) -> None:
        if process.stdin is None:  # pragma: no cover - it was asked for
            raise EOFError
        process.stdin.write(request)
        process.stdin.flush()

    def _receive(self, process: subprocess.Popen[bytes]) -> bytes:
        if process.stdout is None:  # pragma: no cover - it was asked for
            raise EOFError
        number = process.stdout.fileno()
        end = time.monotonic() + self._seconds
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(b"\n"):
            if not select.select([number], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(number, MIB)
            if not part:
                raise EOFError
            parts.append(part)
        return b"".join(parts)


def _search_path() -> str:
    given = os.environ.get("PYTHONPATH")
    return os.pathsep.join([str(_ROOT), given]) if given else str(_ROOT)
