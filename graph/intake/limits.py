"""Bound what a document may cost, each limit with its reason."""

from __future__ import annotations

MIB = 1024 * 1024

MAX_CHARACTERS = 1_000_000  # of a text: a long book; an article has some five thousand
MAX_PROSE_LINE = 100_000  # characters: articles flattened into one line have some ten thousand
MAX_TEXT = 4 * MAX_CHARACTERS  # bytes of a text: no encoding needs more than four a character
MAX_HTML = 16 * MIB  # bytes of a page: the largest ones of news sites have 5, most of it scripts
MAX_PDF = 64 * MIB  # bytes: pictures make a PDF large, not its text
MAX_PAGES = 1_000  # of a PDF
MAX_LINE = (
    8 * MIB
)  # bytes of a line of JSON: a million characters, each spelled \uXXXX, and what describes them
MAX_MATTER = 64 * 1024  # characters of the front matter of a Markdown text
MAX_HEAD = 20_000  # bytes or characters from which the kind and the language are told
GIVE_UP = 20  # bad lines after which a file of lines that held no document yet is left alone

MAX_MEMBERS = 100_000  # files in an archive
MAX_DIRECTORY = 32 * MIB  # bytes of an archive's list of its files, which is held in memory
MAX_UNPACKED = 4096 * MIB  # bytes that an archive may unpack to in all
MAX_RATIO = 200  # unpacked to packed; articles reach 3 to 10, a deflate bomb 1,032
FREE = 64 * MIB  # bytes, unpacked, below which no ratio is asked

SECONDS = 60.0  # that taking one page or PDF apart may last: a million characters of PDF take some 30
MEMORY = 2048 * MIB  # bytes that it may need

MAX_ID = 150  # characters of a document's id


def unpacked(size: int) -> int:
    """Return to how many bytes an archive of this size may unpack."""
    return min(MAX_UNPACKED, max(FREE, MAX_RATIO * size))
