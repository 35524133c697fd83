"""The wheel carries all that the program needs, runs outside the checkout, and leaks no publisher's text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", "graph", "api", "ontology", "seeds")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a copy of the checkout in which an original lies beside its digest."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    skip = shutil.ignore_patterns("node_modules", "__pycache__", "original.txt")
    for name in SHIPPED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=skip)
        else:
            shutil.copy(path, source / name)
    shutil.copy(ROOT / ".gitignore", source / ".gitignore")
    (sorted((source / "seeds").glob("*/digest.txt"))[0].parent / "original.txt").write_text(
        "the publisher's text"
    )
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", out, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_the_data_and_no_original(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert sum(name.endswith("digest.txt") for name in names) == 5
    assert "graph/_shipped/ontology/claims.shapes.ttl" in names
    assert any(name.startswith("graph/_shipped/ontology/lexicon/frames/") for name in names)
    assert {f"graph/llm/{name}" for name in ("prompt.md", "envelope.md", "cues.yml")} <= set(names)
    assert not [
        name
        for name in names
        if "original.txt" in name or "node_modules" in name or name.startswith("tests/")
    ]


@pytest.mark.slow
def test_the_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        site,
        wheel,
    ]
    subprocess.run(install, check=True, capture_output=True, timeout=120)
    environment = os.environ | {"PYTHONPATH": str(site)}
    where = "import graph; print(graph.__file__)"

    def run(*words: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout

    assert Path(run("-c", where).strip()).is_relative_to(site)
    start = "from graph.cli import main; main()"
    assert "5 read" in run("-c", start, "build")
    assert "Every shape and every quote holds" in run("-c", start, "check")
