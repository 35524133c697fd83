"""Settings are read from the environment, or refused with the name of the variable."""

from __future__ import annotations

import pytest

from graph.errors import SettingsError
from graph.settings import Settings


@pytest.mark.parametrize(
    "text",
    [
        "http://x y/",
        "http://x/<>/",
        "http://[bad/",
        "http:///",
        "http://",
        "ftp://x/",
        "x/",
        "https://x",
        "http://x:99999/",
        "http://x/\x07/",
        "http://x/\u202e/",
        "http://x/%zz/",
    ],
)
def test_a_base_that_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="not an http") as caught:
        Settings.from_env({"OSTRAKON_BASE": text})
    assert caught.value.where == "OSTRAKON_BASE"


@pytest.mark.parametrize("text", ["http://localhost:8000/id/", "https://example.org/é/", "http://[::1]/"])
def test_a_base_that_is_an_address_is_taken(text: str) -> None:
    assert Settings.from_env({"OSTRAKON_BASE": text}).base == text


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "86401", "0", "-1", "ten"])
def test_a_time_that_no_query_can_have_is_refused(text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"OSTRAKON_QUERY_SECONDS": text})
    assert caught.value.where == "OSTRAKON_QUERY_SECONDS"


@pytest.mark.parametrize(("text", "seconds"), [("0.5", 0.5), ("86400", 86400.0)])
def test_a_time_that_a_query_can_have_is_taken(text: str, seconds: float) -> None:
    assert Settings.from_env({"OSTRAKON_QUERY_SECONDS": text}).query_seconds == seconds
