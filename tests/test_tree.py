"""The tree carries nothing that belongs to one machine, and its lists agree with what is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Spelled in pieces so that this file does not match itself.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"/wor" + r"k/",
            r"/roo" + r"t/",
            r"python" + r"hosted",
            r"registry\.npm" + r"js",
            r"pypi\.org/" + r"simple",
        ]
    )
)
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".ttl",
    ".rq",
    ".yml",
    ".yaml",
    ".json",
    ".jsonl",
    ".ts",
    ".css",
    ".html",
    ".js",
    "",
}


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the list of tracked files cannot be had")
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    files = [ROOT / name for name in done.stdout.split("\0") if name]
    assert len(files) > 50
    return [path for path in files if path.is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    texts = [path for path in tracked() if path.suffix in TEXT]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


def test_no_large_file_is_tracked() -> None:
    assert [str(path) for path in tracked() if path.stat().st_size > 1024 * 1024] == []


def test_the_lock_pins_every_direct_dependency_by_hash() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (ROOT / "constraints.txt").read_text("utf-8")
    pinned = {name.casefold() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    names = {re.match(r"[\w.-]+", item)[0].casefold() for item in wanted}  # type: ignore[index]
    assert names <= pinned
    assert "://" not in lock
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", lock.strip()))


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    help_lines = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert {"help", "run", "test", "check", "fmt", "build", "serve", "bench", "clean"} <= help_lines
