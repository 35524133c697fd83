"""Take pages and PDFs apart, one after the other, in a process that may be ended at any moment.

`python -m graph.intake.child <bytes of memory>` reads requests on standard input and answers on standard
output until its input ends. A request is the kind's name in a line, the length of the data in another, and
the data; an answer is a line of JSON.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import resource
import signal
import sys
import warnings
from typing import Final

from graph.errors import DocumentError
from graph.intake import html, pdf

_WAYS: Final = {"html": html.text_of, "pdf": pdf.text_of}
_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of Linux's prctl


def main(memory: int) -> None:
    """Answer until standard input ends."""
    _bound(memory)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed
    while kind := sys.stdin.buffer.readline().decode().strip():
        data = sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))
        answers.write(json.dumps(_answer(kind, data)).encode() + b"\n")
        answers.flush()


def _answer(kind: str, data: bytes) -> dict[str, str | None]:
    try:
        return _WAYS[kind](data)
    except DocumentError as error:
        return {"error": error.message, "hint": error.hint}
    except MemoryError:
        return {"error": "it needs more memory than allowed", "hint": None}


def _bound(memory: int) -> None:
    logging.disable()
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the limit is refused or without effect
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        ctypes.CDLL(None, use_errno=True).prctl(_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]))
