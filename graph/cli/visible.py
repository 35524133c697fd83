"""Show text from elsewhere on a terminal without letting it steer the terminal."""

from __future__ import annotations

import re

from graph.spans import STEERING

_PICTURES = 0x2400  # where Unicode keeps a picture of each C0 control


def visible(text: str) -> str:
    """Return the text with a visible sign for each character that would steer a terminal."""
    return STEERING.sub(_sign, text)


def visible_lines(text: str) -> str:
    """Return the text as `visible` does, its line ends kept."""
    return "\n".join(visible(line) for line in text.split("\n"))


def escaped_turtle(turtle: str) -> str:
    """Return Turtle that means the same and holds no such character but line ends and tabs."""
    return STEERING.sub(lambda found: found[0] if found[0] in "\n\t" else f"\\u{ord(found[0]):04X}", turtle)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else f"<U+{code:04X}>"
