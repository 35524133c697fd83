"""Keep a spreadsheet from running what a cell says."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula, in wide forms too. A minus begins many a
# number; a plus is no part of one as we write them. A line end or a tab may hide what follows.
_DANGEROUS = re.compile("[=+@\t\r\n＝＋－＠]|-(?!(?:\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)\\Z)")


def safe(text: str) -> str:
    """Return a cell that a spreadsheet shows but does not run: with an apostrophe before a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text
