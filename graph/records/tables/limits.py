"""Bound what a table may cost, each limit with its reason."""

from __future__ import annotations

MIB = 1024 * 1024

MAX_BYTES = 4096 * MIB  # of a file, packed or unpacked: two hundred times the largest table of votes we know
MAX_RATIO = 200  # unpacked to packed; tables of votes reach 10 to 40, a deflate bomb 1,032
FREE_BYTES = 64 * MIB  # unpacked, below which no ratio is asked: a short table may well be one word repeated
MAX_COLUMNS = 16_384  # as many as a sheet of Excel has
MAX_FIELD = 1_000_000  # characters of a cell: the longest document that reading takes in
MAX_ROW = 4_000_000  # characters of a row; beyond it a quote was not closed, or it is no table
MAX_BAD = 100_000  # rows that cannot stand; with more, the file is not what it is said to be
MAX_SHEET_ROWS = 1_048_576  # as many as a sheet of Excel has
MAX_STRINGS = 64 * MIB  # the shared strings of a workbook, which are held in memory
MAX_PART = 16 * MIB  # any other part of a workbook that is held in memory (styles, names of sheets)
MAX_PARTS = 10_000  # files in a workbook
MAX_DIRECTORY = 2 * MIB  # a workbook's list of its files, which is held in memory: 10,000 at 200 bytes

CHUNK = MIB  # bytes read at once


def unpacked(size: int) -> int:
    """Return to how many bytes a packed file of this size may unpack."""
    return min(MAX_BYTES, max(FREE_BYTES, MAX_RATIO * size))
