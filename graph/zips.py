"""Look at a zip archive before anything reads its list of files."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import IO

METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\5\6"
_END_64 = b"PK\6\6"
_TAIL = 65_557 + 76  # the longest end of an archive: a comment, and the two records of the 64-bit form
_ENCRYPTED = 1


def directory_size(raw: IO[bytes], size: int) -> int:
    """Return the length of the list of files, which zipfile would read whole; 0 where there is none."""
    raw.seek(max(0, size - _TAIL), io.SEEK_SET)
    tail = raw.read()
    raw.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    sizes: list[int] = [struct.unpack_from("<L", tail, at + 12)[0]]
    at_64 = tail.rfind(_END_64, 0, at)
    if at_64 >= 0 and len(tail) >= at_64 + 48:
        sizes = [max(struct.unpack_from("<Q", tail, at_64 + 40)[0], sizes[0] % 0xFFFFFFFF)]
    return max(sizes)


def is_encrypted(part: zipfile.ZipInfo) -> bool:
    """Tell whether a password is needed."""
    return bool(part.flag_bits & _ENCRYPTED)
