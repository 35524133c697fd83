"""Read the settings once, from the environment, into a frozen value that is passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import SettingsError


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
    if number <= 0:
        raise SettingsError(f"{text!r} is not above zero", where=variable)
    return number


def _folder(text: str, variable: str) -> Path:
    if not Path(text).is_dir():
        raise SettingsError(f"{text!r} is not a folder", where=variable)
    return Path(text)


def _address(text: str, variable: str) -> str:
    if not text.startswith(("http://", "https://")) or not text.endswith("/"):
        raise SettingsError(f"{text!r} is not an http(s) address that ends in a slash", where=variable)
    return text
