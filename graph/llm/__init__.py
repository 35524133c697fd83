"""Read texts a second time by a language model, only where the user asks for it."""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import SettingsError
from graph.gazetteer import Gazetteer
from graph.llm.second import FAILED, SecondReader
from graph.llm.settings import LlmSettings

__all__ = ["FAILED", "LlmSettings", "SecondReader", "second_reader"]


def second_reader(settings: LlmSettings, gazetteer: Gazetteer, warn: Callable[[str], None]) -> SecondReader:
    """Return a second reader; raise SettingsError where the extra is not installed or no cache can be made.

    `warn` takes a line for each document that it could not read. Nothing is contacted before it reads one.
    """
    try:
        # An extra that most installations lack, so it is imported by whoever asks for it.
        from graph.llm.client import Client
    except ImportError as error:
        raise SettingsError(
            "the package openai is not installed", hint="pip install 'ostrakon[llm]'"
        ) from error
    return SecondReader(settings, gazetteer, Client(settings).ask, warn)
