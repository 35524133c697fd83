"""What docs/scoring.md shows is what its commands print, and it names every option and key."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.paths import seeds_dir

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/scoring.md").read_text("utf-8")
FILES = re.findall(r"^`([\w/.]+)`:\n\n```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
BLOCKS = re.findall(r"^```console\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SESSION = [
    part.partition("\n") for block in BLOCKS for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
]


def printed_as_shown(shown: str, printed: str) -> bool:
    """Compare outputs; a line that is only an ellipsis stands for any lines."""
    lines = ("(?s:.*)" if line == "…" else re.escape(line) for line in shown.strip("\n").splitlines())
    return re.fullmatch("\n".join(lines), printed.strip("\n")) is not None


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, seeds_store_path: Path) -> Path:
    """Write the files of the page, and put the store there that its `ostrakon build` makes."""
    path = tmp_path_factory.mktemp("page")
    assert len(FILES) == 3
    for name, text in FILES:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    (path / "seeds").symlink_to(seeds_dir())
    (path / "scored").symlink_to(seeds_store_path)
    return path


def test_the_page_shows_commands() -> None:
    assert len(SESSION) >= 4


def test_the_commands_print_what_is_shown(place: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "100",
    }
    for command, _, shown in SESSION:
        if command == "ostrakon build seeds --store scored":
            continue  # done once for all tests
        done = subprocess.run(
            command,
            shell=True,
            cwd=place,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert printed_as_shown(shown, done.stdout), done.stdout


def test_every_option_is_explained() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "ostrakon", "score", "--help"],
        capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"}, check=True, timeout=60,
    )  # fmt: skip
    options = set(re.findall(r"--[a-z]+", done.stdout)) - {"--help"}
    assert len(options) == 5
    assert all(option in PAGE for option in options)
    assert "ostrakon score" in done.stdout.split("Example")[1]
