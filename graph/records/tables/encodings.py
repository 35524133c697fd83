"""Tell the encoding of a text by looking at the whole of it, in bounded memory; never by guessing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.encodings import UnknownEncodingError, is_broken_utf8, marked, weighed
from graph.errors import RecordError
from graph.records.tables.files import File
from graph.records.tables.limits import CHUNK

_SAMPLE = 128 * 1024  # bytes of lines beyond ASCII: enough to tell a language, quick to weigh
_AROUND = 1_000  # bytes kept of a line before and after the first that is beyond ASCII
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """Say how to decode a file; `nul` and `broken` tell that some of its rows hold what no text does."""

    codec: str
    nul: bool = False
    broken: bool = False

    @property
    def errors(self) -> str:
        """Return how a decoder is to treat what is no text."""
        return "surrogateescape" if self.broken else "strict"


def tell(file: File) -> Encoding:
    """Return the encoding of a file; raise RecordError where it cannot be told."""
    with file.unpacked() as stream:
        head = stream.read(64 * 1024)
    codec = marked(head)
    if codec is not None:
        return _strict(file, codec)
    sample = _Sample()
    fault, nul = _survey(file, "utf-8", sample)
    if fault is None:
        return Encoding("utf-8", nul)
    if is_broken_utf8(bytes(sample.data)):
        return Encoding("utf-8", nul, broken=True)
    return _strict(file, _weigh(bytes(sample.data), file))


def _strict(file: File, codec: str) -> Encoding:
    fault, nul = _survey(file, codec, None)
    if fault is None:
        return Encoding(codec, nul)
    if codec == "utf-8-sig":
        return Encoding(codec, nul, broken=True)
    what = f"the text looks like {codec}, but is not: {fault}"
    raise RecordError(what, where=str(file.path), hint="save it as UTF-8")


def _survey(file: File, codec: str, sample: _Sample | None) -> tuple[str | None, bool]:
    """Decode the whole file; return the first fault, and whether there is a NUL."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    fault, nul, at = None, False, 0
    for chunk in _chunks(file):
        if sample is not None:
            sample.take(chunk)
        if fault is None:
            try:
                nul = "\0" in decoder.decode(chunk, final=not chunk) or nul
            except UnicodeError as error:
                fault = f"{getattr(error, 'reason', error)} near byte {at + getattr(error, 'start', 0)}"
        if fault is not None and sample is None:
            break
        nul = nul or (fault is not None and b"\0" in chunk)
        at += len(chunk)
    return fault, nul


def _chunks(file: File) -> Iterator[bytes]:
    """Yield the bytes of a file, and an empty chunk at their end."""
    with file.unpacked() as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
    yield b""


class _Sample:
    """Collect lines that go beyond ASCII, up to a size."""

    def __init__(self) -> None:
        self.data = bytearray()

    def take(self, chunk: bytes) -> None:
        if chunk.isascii():
            return
        at = 0
        while len(self.data) < _SAMPLE and (found := _HIGH.search(chunk, at)):
            begin = max(chunk.rfind(b"\n", at, found.start()) + 1, found.start() - _AROUND, at)
            end = chunk.find(b"\n", found.end(), found.end() + _AROUND)
            at = end + 1 if end >= 0 else min(found.end() + _AROUND, len(chunk))
            self.data += chunk[begin:at]


def _weigh(sample: bytes, file: File) -> str:
    """Return the one encoding in which the sample reads well."""
    try:
        return weighed(sample)
    except UnknownEncodingError as error:
        hint = "save it as UTF-8, e.g. iconv -f cp1252 -t utf-8"
        raise RecordError(str(error), where=str(file.path), hint=hint) from error
