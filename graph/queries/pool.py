"""Keep workers ready, give each query one, and end whatever takes too long."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Self

from graph.errors import QueryBusyError, QueryFailedError, QueryTimeoutError, StoreError
from graph.queries.engine import Asked
from graph.queries.wire import LENGTH, revive
from graph.settings import Settings
from graph.store import View

_START_SECONDS: Final = 20.0
_PATIENCE: Final = 2  # how many times the limit of a query one may wait for a worker
_ROOT: Final = Path(__file__).resolve().parents[2]  # of the packages, so that a checkout works uninstalled


class Pool:
    """Answer queries in processes that can be ended.

    At most `settings.workers` queries run at once and `settings.queue` wait; one worker more than can run is
    kept warm, so that nobody waits for the place of an ended one to be filled.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(settings.workers)
        self._waiting = 0
        self._idle: deque[_Worker] = deque()
        self._busy: set[_Worker] = set()
        self._chores: set[asyncio.Task[None]] = set()
        self._closed = False

    async def warm(self, view: View) -> None:
        """Start workers on a generation; raise QueryFailedError, StoreError where they cannot start."""
        missing = self._settings.workers + 1 - self._on(view)
        started = [self._later(self._start(view)) for _ in range(missing)]
        await asyncio.gather(*started, return_exceptions=True)
        for task in started:
            task.result()

    async def ask(self, view: View, asked: Asked) -> bytes:
        """Return the serialised answer; raise QueryError of the kind that fits, StoreError.

        Cancelling the call ends the query.
        """
        await self._enter()
        try:
            worker = await self._take(view)
            return await self._run(worker, asked)
        finally:
            self._places.release()

    async def close(self) -> None:
        """End every worker and wait until all are gone."""
        self._closed = True
        while self._idle:
            self._later(self._idle.popleft().end())
        for worker in self._busy:
            worker.kill()  # whoever waits for its answer learns of it and puts it away
        while self._busy or self._chores:
            await asyncio.gather(*self._chores, asyncio.sleep(0), return_exceptions=True)

    async def _enter(self) -> None:
        if self._places.locked() and self._waiting >= self._settings.queue:
            raise QueryBusyError("every worker is taken and the queue is full", hint="try again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(_PATIENCE * self._settings.query_seconds):
                await self._places.acquire()
        except TimeoutError as error:
            raise QueryBusyError("no worker became free in time", hint="try again later") from error
        finally:
            self._waiting -= 1

    async def _take(self, view: View) -> _Worker:
        while not self._closed:
            while self._idle:
                worker = self._idle.popleft()
                if worker.view.identity == view.identity and worker.alive:
                    return worker
                self._later(worker.end())
            # A start goes on when its client goes away: a process is never left half made.
            first, _spare = self._later(self._start(view)), self._later(self._start(view))
            await asyncio.shield(first)
        raise QueryBusyError("the service is ending")

    async def _run(self, worker: _Worker, asked: Asked) -> bytes:
        self._busy.add(worker)
        limit = self._settings.query_seconds
        whole = False
        try:
            async with asyncio.timeout(limit):
                header, body = await worker.ask(asked)
            whole = True
        except TimeoutError as error:
            what = f"the query was ended after {limit:g} seconds"
            raise QueryTimeoutError(what, hint="ask for less, or add a LIMIT") from error
        except (EOFError, OSError) as error:
            what = "the query brought its worker down, or needed more memory than allowed"
            raise QueryFailedError(what, hint="ask for less") from error
        finally:
            self._busy.discard(worker)
            self._give_back(worker, whole=whole)
        if "error" in header:
            raise revive(header)
        return body

    def _give_back(self, worker: _Worker, *, whole: bool) -> None:
        if whole and not self._closed:
            self._idle.append(worker)
            return
        worker.kill()
        self._later(worker.end())
        if not self._closed:
            self._later(self._start(worker.view))

    async def _start(self, view: View) -> None:
        worker = await _Worker.start(view, self._settings)
        if self._closed or self._on(view) > self._settings.workers:
            await worker.end()
        else:
            self._idle.append(worker)

    def _on(self, view: View) -> int:
        return sum(worker.view.identity == view.identity for worker in (*self._idle, *self._busy))

    def _later(self, chore: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._chores.discard(task)
        if not task.cancelled():
            # Where a worker cannot start, whoever asks next starts one and is told why it fails.
            task.exception()


class _Worker:
    """Hold one worker process; it keeps its generation from being pruned."""

    def __init__(self, process: asyncio.subprocess.Process, view: View) -> None:
        self._process = process
        self.view = view

    @classmethod
    async def start(cls, view: View, settings: Settings) -> Self:
        """Start a process and wait until it has opened the generation."""
        bounds = (settings.query_seconds, settings.query_memory_mb, settings.result_mb)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-s", "-m", "graph.queries.worker",
            str(view.path / "quads"), *(str(bound) for bound in bounds),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={"PYTHONPATH": _search_path(), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"},
            start_new_session=True,
        )  # fmt: skip
        worker = cls(process, view)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker._receive()
        except (TimeoutError, EOFError, OSError) as error:
            await worker.end()
            if not view.path.is_dir():
                raise StoreError("the generation in service was removed", where=str(view.path)) from error
            what = "a query worker cannot start"
            raise QueryFailedError(
                what, hint="see the server's log; is OSTRAKON_QUERY_MEMORY_MB large enough?"
            ) from error
        except BaseException:
            await worker.end()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.returncode is None

    async def ask(self, asked: Asked) -> tuple[dict[str, Any], bytes]:
        """Send a request and return the header and the body of the answer; raise EOFError when it dies."""
        if self._process.stdin is None:  # pragma: no cover - it was asked for above
            raise EOFError
        request = json.dumps(dataclasses.asdict(asked)).encode()
        self._process.stdin.write(LENGTH.pack(len(request)) + request)
        await self._process.stdin.drain()
        return await self._receive()

    def kill(self) -> None:
        """End the process at once."""
        # Not process.kill(): that may reap the child before the event loop's own watcher does.
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    async def end(self) -> None:
        """End the process and wait until it is gone and its pipes are closed."""
        self.kill()
        await self._process.communicate(b"")

    async def _receive(self) -> tuple[dict[str, Any], bytes]:
        if self._process.stdout is None:  # pragma: no cover - it was asked for above
            raise EOFError
        head = await self._process.stdout.readexactly(LENGTH.size)
        header = json.loads(await self._process.stdout.readexactly(LENGTH.unpack(head)[0]))
        return header, await self._process.stdout.readexactly(header["length"])


def _search_path() -> str:
    given = os.environ.get("PYTHONPATH")
    return os.pathsep.join([str(_ROOT), given]) if given else str(_ROOT)
