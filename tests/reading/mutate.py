"""Spoil texts in every way that texts are spoiled; the same number always gives the same bytes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Change = Callable[[random.Random, str], str]

SCRIPTS = (
    "Россия наложила вето на проект резолюции.", "اتهمت فرنسا الحكومة السورية بالتعذيب.", "俄罗斯否决了决议草案。",
    "Η Ρωσία άσκησε βέτο.", "रूस ने वीटो किया।", "צרפת האשימה את סוריה.", "ロシアは拒否権を行使した。", "🙂🏳️‍🌈👩‍⚖️", "Z̸̢̛͎a̷͓͝l̶̫̈́g̷̰̈o̸̺͗",
)  # fmt: skip
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\u2028\u2029\u202e\u2066\ufffe\U000e0041"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f"
QUOTES = "“”‘’\"'«»„‚"
NOISE = ("x", "7", "(", "“", "”", "\u200b", ".", "-", "\t", " ", "\u0301", "a.", "“‘", "1,", "/", "=")
LONG = 1_000_000


def truncated(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def beheaded(chance: random.Random, text: str) -> str:
    return text[chance.randrange(len(text) + 1) :]


def shuffled(chance: random.Random, text: str) -> str:
    by = chance.choice([r"\s+", r"(?<=[.!?])\s", r"\n", ""])
    parts = re.split(by, text) if by else list(text)
    chance.shuffle(parts)
    return (" " if by else "").join(parts)


def other_scripts(chance: random.Random, text: str) -> str:
    return _put(chance, text, [chance.choice(SCRIPTS) for _ in range(3)])


def control_characters(chance: random.Random, text: str) -> str:
    return _put(chance, text, [chance.choice(CONTROLS) for _ in range(chance.randrange(1, 9))])


def zero_widths(chance: random.Random, text: str) -> str:
    return _put(chance, text, [chance.choice(INVISIBLE) for _ in range(chance.randrange(1, 60))])


def nested_quotes(chance: random.Random, text: str) -> str:
    said = "".join(chance.choice(QUOTES) for _ in range(chance.randrange(1, 40)))
    return _put(chance, text, [said, *chance.choices(QUOTES, k=8)])


def nested_speech(chance: random.Random, text: str) -> str:
    head = "".join(
        chance.choice(["He said “", "France accused Syria, ", "that “", "who said that "]) for _ in range(9)
    )
    return _put(chance, text, [head])


def joined(chance: random.Random, text: str) -> str:
    return " ".join(text.split())


def wrapped(chance: random.Random, text: str) -> str:
    width = chance.randrange(5, 80)
    return re.sub(rf"(.{{{width}}}\S*) ", r"\1" + chance.choice(["\n", "\r\n", "\r", "-\n", "\n\n"]), text)


def without(chance: random.Random, text: str) -> str:
    return re.sub(chance.choice([r"[.,;:]", r"['’]", r"\b\w", r"[A-Z]", r"\d", r"\bthe\b", r" "]), "", text)


def in_capitals(chance: random.Random, text: str) -> str:
    return chance.choice([str.upper, str.lower, str.title, str.swapcase])(text)


def repeated(chance: random.Random, text: str) -> str:
    return (text[: chance.randrange(1, 80)] or "a") * chance.randrange(2, 40) + text


def marked_up(chance: random.Random, text: str) -> str:
    return _put(
        chance, text, chance.choices(["<p>", "**", "[a](b)", "# ", "&amp;", "<", "|", "```", "---"], k=5)
    )


def changed(chance: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(min(30, len(letters))):
        letters[chance.randrange(len(letters))] = chr(
            chance.choice([chance.randrange(32, 0x2FF), chance.randrange(0x2000, 0xD7FF)])
        )
    return "".join(letters)


def long_line(chance: random.Random, text: str) -> str:
    unit = chance.choice(NOISE)
    return _put(chance, text, [unit * (LONG // len(unit))])


CHANGES: Sequence[Change] = (
    truncated, beheaded, shuffled, other_scripts, control_characters, zero_widths, nested_quotes, nested_speech,
    joined, wrapped, without, in_capitals, repeated, marked_up, changed,
)  # fmt: skip
RARE: Sequence[Change] = (long_line,)


def mutated(number: int, texts: Sequence[str]) -> bytes:
    """Return the bytes of one document: some paragraphs of a text, changed one to four times, then encoded."""
    chance = random.Random(number)
    paragraphs = chance.choice(texts).split("\n")
    first = chance.randrange(len(paragraphs))
    text = "\n".join(paragraphs[first : first + chance.randrange(1, 5)])
    for change in chance.choices(CHANGES, k=chance.randrange(1, 5)):
        text = change(chance, text)
    if number % 200 == 0:
        text = chance.choice(RARE)(chance, text)
    return _encoded(chance, text)


def _put(chance: random.Random, text: str, pieces: Sequence[str]) -> str:
    for piece in pieces:
        at = chance.randrange(len(text) + 1)
        text = text[:at] + piece + text[at:]
    return text


def _encoded(chance: random.Random, text: str) -> bytes:
    way = chance.randrange(20)
    if way == 0:
        at = chance.randrange(len(text) + 1)
        return text[:at].encode("utf-8", "surrogatepass") + text[at:].encode("cp1252", "replace")
    if way == 1:
        return text.encode(
            chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "cp1251"]), "replace"
        )
    data = text.encode("utf-8", "surrogatepass")
    return data[: chance.randrange(len(data) + 1)] if way == 2 else data
