"""Answer queries in a process of its own, which the pool may end at any moment.

`python -m graph.queries.worker <folder of the quads> <seconds> <megabytes of memory> <megabytes of result>`
reads requests on standard input and answers on standard output until its input ends.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from dataclasses import dataclass
from typing import BinaryIO, Final

from pyoxigraph import Store

from graph.errors import OstrakonError, QueryTooLargeError
from graph.queries.engine import answer, asked_from_json
from graph.queries.wire import LENGTH, describe, pack

_MB: Final = 1_000_000
_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of Linux's prctl
_GRACE: Final = 2  # seconds of processor time beyond the limit; the pool ends a query earlier, by the clock


@dataclass(frozen=True, slots=True)
class Bounds:
    """Say how much one query may take."""

    seconds: float
    memory_mb: int
    result_mb: int


def main(arguments: list[str]) -> None:
    """Serve until standard input ends."""
    path, seconds, memory, result = arguments
    bounds = Bounds(float(seconds), int(memory), int(result))
    _tie_to_parent()
    requests, answers = _streams()
    _bound(bounds)
    store = Store.read_only(path)
    _send(answers, pack({"ready": True}))
    while (request := _receive(requests)) is not None:
        _bound_processor(bounds)
        _send(answers, _answer(store, request, bounds))


def _answer(store: Store, request: bytes, bounds: Bounds) -> bytes:
    asked = asked_from_json(json.loads(request))
    try:
        return pack({}, answer(store, asked, bounds.result_mb * _MB))
    except OstrakonError as error:
        return pack(describe(error))
    except MemoryError:
        return pack(describe(QueryTooLargeError("the query needs more memory than allowed")))


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Return input and output, and send whatever else is printed to standard error."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _receive(requests: BinaryIO) -> bytes | None:
    head = requests.read(LENGTH.size)
    return requests.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _send(answers: BinaryIO, message: bytes) -> None:
    rest = memoryview(message)
    while rest:
        rest = rest[answers.write(rest) :]


def _bound(bounds: Bounds) -> None:
    if sys.platform == "linux":  # elsewhere the limit is refused or without effect
        memory = bounds.memory_mb * _MB
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # the process that answers everybody goes first


def _bound_processor(bounds: Bounds) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + bounds.seconds) + _GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _tie_to_parent() -> None:
    """End with the parent even when it is killed; where the system cannot, the end of input does it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:])
