"""Read the settings once, from the environment, into a frozen value that is passed on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from graph.errors import SettingsError

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what an operator can set; each field is `OSTRAKON_` and its name in capitals."""

    store: Path = Path("ostrakon-store")
    ontology: Path | None = None  # a folder in the place of the one that comes along
    base: str = "https://w3id.org/ostrakon/id/"
    workers: int = 2
    queue: int = 32
    query_seconds: float = 10.0
    query_memory_mb: int = 2048
    result_mb: int = 64

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Build the settings from environment variables; raise SettingsError where one cannot be used."""
        given = {name: environ.get(f"OSTRAKON_{name.upper()}") for name in cls.__slots__}
        return replace(cls(), **{name: _read(name, text) for name, text in given.items() if text})


def _read(name: str, text: str) -> Any:
    variable = f"OSTRAKON_{name.upper()}"
    if name == "store":
        if "://" in text:
            raise SettingsError("a remote store is not supported yet", where=variable, hint="name a folder")
        return Path(text)
    if name == "ontology":
        return _folder(text, variable)
    if name == "base":
        return _address(text, variable)
    kind = float if name == "query_seconds" else int
    try:
        number = kind(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a number", where=variable) from error
    if not number > 0:
        raise SettingsError(f"{text!r} is not above zero", where=variable)
    if kind is float and not (math.isfinite(number) and number <= _DAY):
        raise SettingsError(f"{text!r} is longer than a day ({_DAY} seconds)", where=variable)
    return number


def _folder(text: str, variable: str) -> Path:
    if not Path(text).is_dir():
        raise SettingsError(f"{text!r} is not a folder", where=variable)
    return Path(text)


def _address(text: str, variable: str) -> str:
    if not is_http_address(text) or not text.endswith("/"):
        raise SettingsError(f"{text!r} is not an http(s) address that ends in a slash", where=variable)
    return text


def is_http_address(text: str) -> bool:
    """Tell whether a text is an http(s) address that can also stand as an identifier in the graph."""
    try:
        parts = urlsplit(text)
        NamedNode(text)
        host, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and text.isprintable()
