"""Choose the form of an answer: by the `format` parameter, else by what the client accepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

HTML: Final = "text/html"
RESULT_TYPES: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_TYPES: Final = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
QUAD_TYPES: Final = {"trig": "application/trig", "nq": "application/n-quads"}
# Plain types that clients send when they mean one of ours.
_ALSO: Final = {
    "json": "application/json",
    "xml": "application/xml",
    "jsonld": "application/json",
    "ttl": "application/x-turtle",
    "nt": "text/plain",
}
_UTF8: Final = "; charset=utf-8"


def choose(accept: str | None, asked: str | None, types: Mapping[str, str]) -> str:
    """Return the name of a format out of `types` (name to media type); the first one wins a tie.

    Raise HTTPException 406 where the client accepts none of them, 400 where it names one that is not there.
    """
    if asked:
        return _by_name(asked, types)
    if not accept or not accept.strip():
        return next(iter(types))
    offered = {types[name]: name for name in types}
    offered.update({_ALSO[name]: name for name in types if name in _ALSO and _ALSO[name] not in offered})
    wishes = _wishes(accept)
    best = max(offered, key=lambda media_type: _weight(wishes, media_type, types))
    if wishes.quality(best) <= 0:
        raise HTTPException(
            406, f"none of these is accepted: {', '.join(types.values())}", {"Vary": "Accept"}
        )
    return offered[best]


def accepts_html(accept: str | None) -> bool:
    """Say whether a client names HTML and likes nothing better, as browsers do."""
    wishes = _wishes(accept or "")
    named = [quality for wish, quality in wishes if wish.lower() in (HTML, "application/xhtml+xml")]
    return bool(named) and max(named) >= max(quality for _, quality in wishes) > 0


def content_type(media_type: str) -> str:
    """Return the media type with its character set where it is text."""
    return media_type + _UTF8 if media_type.startswith("text/") else media_type


def _wishes(accept: str) -> MIMEAccept:
    """Read the header; of a type's parameters only its weight counts."""
    wishes = parse_accept_header(accept, MIMEAccept)
    return MIMEAccept([(wish.partition(";")[0].strip(), quality) for wish, quality in wishes])


def _weight(wishes: MIMEAccept, media_type: str, types: Mapping[str, str]) -> tuple[float, bool]:
    """Rank by the client's weight, then a type named exactly before one that a wildcard covers."""
    named = any(wish.lower() == media_type for wish, _ in wishes)
    return wishes.quality(media_type), named and media_type in types.values()


def _by_name(asked: str, types: Mapping[str, str]) -> str:
    lowered = asked.strip().lower()
    for name, media_type in types.items():
        if lowered in (name, media_type, _ALSO.get(name)):
            return name
    raise HTTPException(400, f"format {asked!r} does not fit; one of {', '.join(types)}")
