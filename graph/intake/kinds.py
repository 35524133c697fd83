"""Tell what a file is: by what it holds first, then by what it is called."""

from __future__ import annotations

import json
import re
from enum import StrEnum

from graph.encodings import marked
from graph.errors import DocumentError
from graph.intake.limits import MAX_HEAD
from graph.intake.source import NoProseError, Source


class Kind(StrEnum):
    """Name the kinds of files that are taken in, each by its media type."""

    text = "text/plain"
    markdown = "text/markdown"
    html = "text/html"
    pdf = "application/pdf"
    lines = "application/jsonl"
    archive = "application/zip"


_PDF = b"%PDF-"
_ZIP = b"PK\3\4"
_TEXT = "save it as plain text, HTML or PDF"
_UNPACK = "unpack it first"
_OTHERS = (
    (b"PK\5\6", "this is an empty zip archive", None),
    (b"\x1f\x8b", "this is packed with gzip", _UNPACK),
    (b"BZh", "this is packed with bzip2", _UNPACK),
    (b"\xfd7zXZ", "this is packed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "this is packed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7-Zip archive", "unpack it, or make a zip of it"),
    (b"Rar!", "this is a RAR archive", "unpack it, or make a zip of it"),
    (b"{\\rtf", "this is an RTF document", _TEXT),
    (b"\xd0\xcf\x11\xe0", "this is an old or an encrypted Office document", _TEXT),
    (b"%!PS", "this is PostScript", "make a PDF of it"),
    (b"SQLite format 3\0", "this is an SQLite database", None),
)
# What no folder of articles means to have read, though it may be text.
_NO_PROSE = frozenset(
    {
        *(
            ".js",
            ".mjs",
            ".ts",
            ".map",
            ".css",
            ".scss",
            ".json",
            ".xml",
            ".rss",
            ".atom",
            ".svg",
            ".csv",
            ".tsv",
        ),
        *(
            ".yml",
            ".yaml",
            ".toml",
            ".ini",
            ".cfg",
            ".ttl",
            ".rq",
            ".nt",
            ".nq",
            ".trig",
            ".owl",
            ".rdf",
            ".sql",
        ),
        *(
            ".log",
            ".py",
            ".r",
            ".sh",
            ".bat",
            ".java",
            ".c",
            ".h",
            ".cpp",
            ".rs",
            ".go",
            ".php",
            ".bib",
            ".srt",
        ),
        *(".vtt", ".eml", ".mbox", ".mht", ".mhtml", ".ics", ".vcf", ".tex", ".ipynb"),
    }
)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_JSON_LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_PROSE = _MARKDOWN | _JSON_LINES | {"", ".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".zip"}
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML = re.compile(r"<\?xml\b|<!doctype\b|<(?:rss|feed|svg|rdf:RDF)\b", re.I)
_TAG = re.compile(r"</?(p|div|span|a|br|ul|li|table|tr|td|script|style|h[1-6])\b[^<>]*>", re.IGNORECASE)
_STARTS_WITH_TAG = re.compile(
    r"\s*<(!--|/?(p|div|span|a|br|hr|ul|ol|li|dl|table|tr|td|th|script|style|meta|link|title|article|section|main|nav"
    r"|header|footer|aside|figure|img|iframe|form|blockquote|pre|code|em|strong|small|b|i|u|font|center|svg|h[1-6])"
    r"(\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_MAX_TAGS = 10
_MATTER = re.compile(r"---[ \t]*\r?\n(?=[A-Za-z][\w -]*:)")
_BLANKS = "\ufeff \t\r\n"


def kind_of(source: Source, head: bytes) -> Kind:
    """Return the kind of a file by its first bytes; raise DocumentError for one that is not taken in.

    One that holds no prose by its looks and by its name is a NoProseError.
    """
    if not head:
        raise DocumentError("the file is empty", where=source.where)
    if _PDF in head[:1024]:
        return Kind.pdf
    if head.startswith(_ZIP):
        return Kind.archive
    for mark, what, hint in _OTHERS:
        if head.startswith(mark):
            raise DocumentError(what, where=source.where, hint=hint)
    codec = marked(head)
    if codec is None and b"\0" in head:
        raise _no_prose(source, "this is binary data, not a text", "give a plain text file")
    return _of_text(source, head.decode(codec or "utf-8", "replace"))


def is_markup(text: str) -> bool:
    """Tell whether a text is HTML or a piece of it."""
    start = text.lstrip(_BLANKS)[:2_000]
    tagged = _PAGE.match(start) or _XML.match(start) or _STARTS_WITH_TAG.match(start)
    return bool(tagged) or len(_TAG.findall(text[:MAX_HEAD])) > _MAX_TAGS


def _of_text(source: Source, text: str) -> Kind:
    start = text.lstrip(_BLANKS)
    if _PAGE.match(start):
        return Kind.html
    if _XML.match(start):
        raise _no_prose(source, "this is XML, not an article", _TEXT)
    if _JSON_LINES.intersection({source.ending}) or _is_object(start):
        return Kind.lines
    if source.ending in _NO_PROSE and not source.named:
        raise _no_prose(source, f"files called *{source.ending} hold no articles", "if one does, name it")
    if source.ending == ".json":
        hint = "documents in JSON are one object a line, with the key text"
        raise DocumentError("this is JSON, but not an object a line", where=source.where, hint=hint)
    if source.ending in _MARKDOWN or _MATTER.match(start):
        return Kind.markdown
    return Kind.html if is_markup(text) else Kind.text


def _no_prose(source: Source, what: str, hint: str) -> DocumentError:
    """Return the error: among articles a picture is no loss, but a text that was damaged is one."""
    kind = DocumentError if source.named or source.ending in _PROSE else NoProseError
    return kind(what, where=source.where, hint=hint)


def _is_object(start: str) -> bool:
    """Tell whether the first line is a JSON object; one that is longer than the head begins like one."""
    if not start.startswith("{"):
        return False
    line, end, _ = start.partition("\n")
    if not end and len(start) > MAX_HEAD // 2:
        return re.match(r'\{\s*"[^"\\]{1,100}"\s*:', line) is not None
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
