from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
Json = dict[str, Any]
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "data" / "reading").is_dir():
        pytest.skip(f"the reading documents are not at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def tool(shared: Path) -> Json:
    """Return the names that the reference scorer defines."""
    return runpy.run_path(str(shared / "tools" / "score_facts.py"))


@pytest.fixture(scope="session")
def by_tool(shared: Path) -> Callable[[Path, Path, Path], Json]:
    """Return what the reference scorer prints as JSON of facts, annotated documents and texts."""

    def run(facts: Path, gold: Path, docs: Path) -> Json:
        command = [sys.executable, shared / "tools" / "score_facts.py", facts, gold, "--docs", docs, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        found: Json = json.loads(done.stdout)
        return found | {"exit": done.returncode}

    return run


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes one annotated document, and gives the folder of the gold."""

    def document(text: str, facts: Sequence[Json], name: str = "d", **about: Any) -> Path:
        gold, docs = tmp_path / "gold", tmp_path / "docs"
        gold.mkdir(exist_ok=True)
        docs.mkdir(exist_ok=True)
        (docs / f"{name}.txt").write_bytes(text.encode())
        (gold / f"{name}.json").write_text(json.dumps({"facts": list(facts), **about}), "utf-8")
        return gold

    return document
