"""Name documents: by the file's name without its ending, by its path where two would be called alike."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import PurePosixPath

from graph.intake.limits import MAX_ID
from graph.intake.piece import Piece
from graph.intake.source import Source
from graph.spans import STEERING

_STEP = "--"  # stands for the slash: an identifier is one segment of an address


class Names:
    """Give each document of a run a name of its own."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = set(taken)

    def claim(self, source: Source, piece: Piece) -> str:
        """Return the first name that fits and is free, and take it."""
        name = next(name for name in _candidates(source, piece) if name not in self._taken)
        self._taken.add(name)
        return name


def safe(name: str) -> str:
    """Return a name as one safe segment of an address: no slash, no control, not too long."""
    plain = STEERING.sub("_", unicodedata.normalize("NFC", name))
    plain = _STEP.join(step.strip(" .") for step in plain.replace("\\", "/").split("/") if step.strip(" ."))
    if len(plain) > MAX_ID:
        mark = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        plain = f"{plain[: MAX_ID - 21]}-{mark}"
    return plain or "document"


def _candidates(source: Source, piece: Piece) -> Iterator[str]:
    path = PurePosixPath(source.name)
    inside = path.with_suffix("").as_posix() if path.name else source.name
    part = f"-{piece.part}" if piece.part else ""
    if piece.id:
        yield safe(piece.id)
        yield safe(f"{inside}/{piece.id}")
    else:
        if source.sole:
            yield safe(path.stem + part)
        yield safe(inside + part)
    yield safe(source.name + part)
    for number in count(2):
        yield safe(f"{source.name}{part}-{number}")
