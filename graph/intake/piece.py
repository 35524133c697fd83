"""Hold one document as a file gave it, before it has a name."""

from __future__ import annotations

from dataclasses import dataclass

from graph.intake.about import About

_UNKNOWN = About()


@dataclass(frozen=True, slots=True)
class Piece:
    """Carry a text, what its file says about it, and the SHA-256 of the bytes that it came from.

    `id` is the name that the file itself gives, `part` what tells it from others of the same file.
    """

    where: str
    text: str
    sha256: str
    about: About = _UNKNOWN
    id: str | None = None
    part: str | None = None
