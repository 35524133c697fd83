"""Say what a word or a line of a reviewed file may be; every scalar of such a file is read as text."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from graph.spans import STEERING

_NOTHING: Final = ("", "~", "null")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COUNT = re.compile(r"\d{1,9}")


class Strict(BaseModel):
    """Refuse every key that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def fault(message: str) -> PydanticCustomError:
    """Return an error that says this of a key."""
    return PydanticCustomError("review", message)


def _one_line(text: str) -> str:
    found = STEERING.search(text)
    if found:
        raise fault(f"not one line of plain text, for it holds U+{ord(found[0]):04X}")
    return text


def _day(text: str) -> str:
    if not _DAY.fullmatch(text) or not is_date(text):
        raise fault(f"{text!r} is not a day such as 2026-03-01")
    return text


def _count(text: object) -> object:
    if isinstance(text, str):
        if not _COUNT.fullmatch(text):
            raise fault(f"{text!r} is not a whole number of characters")
        return int(text)
    return text


def _emptied(text: object) -> object:
    """Return None for a key that is given without a value: what stood there goes."""
    return None if isinstance(text, str) and text.strip() in _NOTHING else text


def is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year of the calendar: 2014-05-22, 2014-05, 2014."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    AfterValidator(_one_line),
]
Emptiable = Annotated[Line | None, BeforeValidator(_emptied)]
Passage = Annotated[str, StringConstraints(min_length=1, max_length=20_000, pattern=r"\S")]
Count = Annotated[int, BeforeValidator(_count)]
Day = Annotated[str, AfterValidator(_day)]
