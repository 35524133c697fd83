"""Every command in the README and in docs/records.md runs, and prints what is shown beside it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
RECORDS = (ROOT / "docs/records.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README + RECORDS, re.DOTALL | re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def sessions() -> list[tuple[str, str]]:
    """Return each command of the README with the output that it shows."""
    found = []
    for block in BLOCKS:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output.strip("\n")))
    return found


SESSIONS = sessions()


def matches(shown: str, printed: str) -> bool:
    """Compare outputs; a line that is only an ellipsis stands for any lines."""
    pattern = r"\n".join(
        "(?s:.*)" if line.strip() == "…" else re.escape(line.rstrip()) for line in shown.splitlines()
    )
    plain = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, plain) is not None


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, seeds_store_path: Path) -> Path:
    """Make a folder as a reader of the README has it: the checkout's files and the store that `make run` builds."""
    path = tmp_path_factory.mktemp("readme")
    for name in ("seeds", "ontology", "graph"):
        (path / name).symlink_to(ROOT / name)
    (path / "ostrakon-store").symlink_to(seeds_store_path)
    return path


def test_the_readme_shows_a_session() -> None:
    assert len(SESSIONS) >= 6


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command for command, _ in SESSIONS])
def test_a_command_prints_what_the_readme_shows(command: str, shown: str, workplace: Path) -> None:
    if command.startswith("make "):
        assert command.split()[1] in TARGETS
        return
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        command,
        shell=True,
        cwd=workplace,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert matches(shown, done.stdout), done.stdout
