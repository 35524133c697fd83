"""Read once, from the environment, how a second reader is asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import SettingsError
from graph.settings import is_http_address

_PREFIX = "OSTRAKON_LLM_"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """Hold which endpoint is asked for which model, and the bounds; the key is never shown.

    `seconds` is the longest wait for one answer, `retries` how often a request is sent again, `characters`
    the longest part of a document in one request, `tokens` the longest answer, `cache` the folder of answers.
    """

    url: str
    model: str
    cache: Path
    key: str | None = field(default=None, repr=False)
    seconds: float = 120.0
    retries: int = 2
    characters: int = 6_000
    tokens: int = 8_192

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> LlmSettings:
        """Build the settings from OSTRAKON_LLM_… variables; raise SettingsError where one cannot be used."""
        plain = cls(
            url=_address(_needed(environ, "URL", "name the endpoint, such as http://127.0.0.1:8080/v1")),
            model=_model(_needed(environ, "MODEL", "name the model that the endpoint is to run")),
            key=_key(environ.get(f"{_PREFIX}KEY", "")),
            cache=_cache(environ),
        )
        return replace(
            plain,
            seconds=_number(environ, "SECONDS", plain.seconds, 1, 3600),
            retries=int(_number(environ, "RETRIES", plain.retries, 0, 10)),
            characters=int(_number(environ, "CHARACTERS", plain.characters, 500, 500_000)),
            tokens=int(_number(environ, "TOKENS", plain.tokens, 256, 1_000_000)),
        )


def _needed(environ: Mapping[str, str], name: str, hint: str) -> str:
    text = environ.get(_PREFIX + name, "").strip()
    if not text:
        raise SettingsError("a second reader needs it, and it is not set", where=_PREFIX + name, hint=hint)
    return text


def _address(text: str) -> str:
    where = f"{_PREFIX}URL"
    if not is_http_address(text):
        raise SettingsError("not an http(s) address", where=where)
    parts = urlsplit(text)
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise SettingsError(
            "an address with a user, a query or a fragment is not taken",
            where=where,
            hint=f"a key belongs into {_PREFIX}KEY",
        )
    return text


def _model(text: str) -> str:
    if len(text) > 200 or not text.isprintable():
        raise SettingsError("not the name of a model", where=f"{_PREFIX}MODEL")
    return text


def _key(text: str) -> str | None:
    key = text.strip()
    if not all("!" <= character <= "~" for character in key):
        raise SettingsError("not a key: it holds a space or a character beyond ASCII", where=f"{_PREFIX}KEY")
    return key or None


def _cache(environ: Mapping[str, str]) -> Path:
    """Return the folder for answers: the one given, else the user's cache folder as XDG has it."""
    given = environ.get(f"{_PREFIX}CACHE", "")
    if given:
        return Path(given)
    home = environ.get("XDG_CACHE_HOME", "")
    # The XDG rules tell to ignore a relative path.
    base = Path(home) if Path(home).is_absolute() else Path(environ.get("HOME") or Path.home()) / ".cache"
    return base / "ostrakon" / "llm"


def _number(environ: Mapping[str, str], name: str, default: float, least: int, most: int) -> float:
    """Return a number within bounds, a whole one where the default is one."""
    text = environ.get(_PREFIX + name, "").strip()
    if not text:
        return default
    try:
        number = type(default)(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a number", where=_PREFIX + name) from error
    if not (math.isfinite(number) and least <= number <= most):
        raise SettingsError(f"{text!r} is not between {least:,} and {most:,}", where=_PREFIX + name)
    return number
