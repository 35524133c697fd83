"""Take documents in: files of every kind, folders and archives of them, one after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from graph.errors import DocumentError
from graph.intake import archive, files, lines, markdown
from graph.intake.about import guessed
from graph.intake.apart import Apart
from graph.intake.kinds import Kind, kind_of
from graph.intake.limits import MAX_HTML, MAX_PDF, MAX_TEXT
from graph.intake.names import Names
from graph.intake.piece import Piece
from graph.intake.source import Refused, Source
from graph.intake.text import decoded, decoded_page, fit
from graph.model import Document

_LIMITS = {Kind.text: MAX_TEXT, Kind.markdown: MAX_TEXT, Kind.html: MAX_HTML, Kind.pdf: MAX_PDF}


def take(
    paths: Iterable[Path],
    published: str | None = None,
    publisher: str | None = None,
    *,
    skip: Collection[Path] = (),
    taken: Collection[str] = (),
) -> Iterator[Document | Refused]:
    """Yield the documents of files, folders and zip archives, and what was refused, one after the other.

    The order is that of the paths, then of the names within. `published` (ISO) and `publisher` are said of
    every document, whatever its file says. Files in `skip` (resolved) are passed over; no document gets an
    id in `taken`. A text that was met before is refused as harmless. Raise DocumentError at once where a
    path is not there.
    """
    chosen = [Path(path) for path in paths]
    for path in chosen:
        with files.told(path):
            path.stat()
    return _Run(published, publisher, skip, taken).documents(chosen)


class _Run:
    """Hold what one run knows: which names and which texts it has met."""

    def __init__(
        self, published: str | None, publisher: str | None, skip: Collection[Path], taken: Collection[str]
    ) -> None:
        self._published = published
        self._publisher = publisher
        self._skip = skip
        self._names = Names(taken)
        self._met: dict[bytes, str] = {}
        self._apart = Apart()

    def documents(self, paths: Iterable[Path]) -> Iterator[Document | Refused]:
        with self._apart:
            for path in paths:
                if path.is_dir():
                    yield from self._all(files.inside(path, self._skip))
                else:
                    yield from self._of(files.named(path))

    def _all(self, found: Iterable[Source | Refused]) -> Iterator[Document | Refused]:
        for one in found:
            if isinstance(one, Refused):
                yield one
            else:
                yield from self._of(one)

    def _of(self, source: Source) -> Iterator[Document | Refused]:
        try:
            kind = kind_of(source, source.head())
            if kind is Kind.archive:
                yield from self._all(_members(source))
            elif kind is Kind.lines:
                for one in lines.documents(source):
                    yield one if isinstance(one, Refused) else self._weighed(source, one, kind)
            else:
                yield self._weighed(source, self._piece(source, kind), kind)
        except DocumentError as error:
            yield Refused.of(error, source.where)

    def _piece(self, source: Source, kind: Kind) -> Piece:
        data = source.bytes(_LIMITS[kind])
        sha256 = hashlib.sha256(data).hexdigest()
        if kind is Kind.text:
            return Piece(source.where, decoded(data, source.where), sha256)
        if kind is Kind.markdown:
            text, about = markdown.split(decoded(data, source.where), source.where)
            return Piece(source.where, text, sha256, about)
        if kind is Kind.html:
            page = decoded_page(data, source.where).encode("utf-8", "replace")
            answer = self._apart.text_of("html", page, source.where)
        else:
            answer = self._apart.text_of("pdf", data, source.where)
        return Piece(source.where, answer["text"] or "", sha256, guessed(answer))

    def _weighed(self, source: Source, piece: Piece, kind: Kind) -> Document | Refused:
        """Return the document that a piece is, or say why it is none."""
        try:
            fit(piece.text, piece.where)
        except DocumentError as error:
            return Refused.of(error, piece.where)
        digest = hashlib.sha256(piece.text.encode("utf-8"))
        before = self._met.setdefault(digest.digest(), piece.where)
        if before is not piece.where:
            return Refused(piece.where, f"the same text as {before}", harmless=True)
        return Document(
            id=self._names.claim(source, piece),
            text=piece.text,
            sha256=digest.hexdigest(),
            title=piece.about.title,
            publisher=self._publisher or piece.about.publisher,
            published=self._published or piece.about.published,
            address=piece.about.address,
            source_sha256=piece.sha256,
            media_type=kind.value,
        )


def _members(source: Source) -> Iterator[Source | Refused]:
    if source.packed:
        hint = "unpack it first"
        raise DocumentError("this is an archive within an archive", where=source.where, hint=hint)
    return archive.members(source)
