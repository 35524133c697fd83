"""How a second reader is asked comes from the environment, or is refused with the name of the variable."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from graph.errors import SettingsError
from graph.llm import LlmSettings
from graph.llm.accept import CONFIDENCE

ROOT = Path(__file__).resolve().parents[2]
GIVEN = {"OSTRAKON_LLM_URL": "http://127.0.0.1:8080/v1", "OSTRAKON_LLM_MODEL": "m", "HOME": "/home/x"}


def test_what_is_not_given_has_a_default() -> None:
    found = LlmSettings.from_env(GIVEN)
    assert (found.key, found.seconds, found.retries, found.characters, found.tokens) == (
        None,
        120,
        2,
        6000,
        8192,
    )
    assert found.cache == Path("/home/x/.cache/ostrakon/llm")


def test_everything_can_be_given() -> None:
    more = {
        "KEY": "k",
        "SECONDS": "2.5",
        "RETRIES": "0",
        "CHARACTERS": "9000",
        "TOKENS": "512",
        "CACHE": "here",
    }
    found = LlmSettings.from_env(GIVEN | {f"OSTRAKON_LLM_{name}": value for name, value in more.items()})
    assert found == LlmSettings(
        url=GIVEN["OSTRAKON_LLM_URL"],
        model="m",
        key="k",
        seconds=2.5,
        retries=0,
        characters=9000,
        tokens=512,
        cache=Path("here"),
    )


def test_the_cache_lies_where_xdg_has_it() -> None:
    assert LlmSettings.from_env(GIVEN | {"XDG_CACHE_HOME": "/c"}).cache == Path("/c/ostrakon/llm")
    assert LlmSettings.from_env(GIVEN | {"XDG_CACHE_HOME": "c"}).cache == Path("/home/x/.cache/ostrakon/llm")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("URL", "", "not set"), ("MODEL", " ", "not set"), ("URL", "ftp://x/", "not an http"), ("URL", "nowhere", "not an http"),
        ("URL", "http://me:secret@x/v1", "a user"), ("URL", "http://x/v1?key=secret", "a query"), ("URL", "http://x/v1#secret", "a fragment"),
        ("MODEL", "m\nn", "not the name"), ("MODEL", "m" * 300, "not the name"),
        ("KEY", "my secret", "not a key"), ("KEY", "sécret", "not a key"), ("KEY", "secret\nX-Other: y", "not a key"),
        ("SECONDS", "soon", "not a number"), ("SECONDS", "nan", "not between"), ("SECONDS", "1e9", "not between"), ("RETRIES", "-1", "not between"),
        ("RETRIES", "1.5", "not a number"), ("CHARACTERS", "10", "not between"), ("TOKENS", "0", "not between"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_and_no_secret_is_told(name: str, value: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says) as caught:
        LlmSettings.from_env(GIVEN | {f"OSTRAKON_LLM_{name}": value})
    assert caught.value.where == f"OSTRAKON_LLM_{name}"
    assert "secret" not in str(caught.value)
    assert "sécret" not in str(caught.value)


def test_the_key_is_never_shown() -> None:
    found = LlmSettings.from_env(GIVEN | {"OSTRAKON_LLM_KEY": "sk-secret"})
    assert found.key == "sk-secret"
    assert "sk-secret" not in repr(found)


def test_every_variable_is_in_the_docs_and_the_readme() -> None:
    docs = {name: (ROOT / name).read_text("utf-8") for name in ("docs/llm.md", "README.md")}
    variables = [f"OSTRAKON_LLM_{field.name.upper()}" for field in dataclasses.fields(LlmSettings)]
    assert [name for name in variables if f"| `{name}` |" not in docs["docs/llm.md"]] == []
    assert "docs/llm.md" in docs["README.md"]
    assert f"`confidence` is {CONFIDENCE} " in docs["docs/llm.md"]
