"""What docs/review.md shows runs, and what it lists is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.build.identity import actors, drafts, persons
from graph.review import Corrections, Identities
from graph.review.entry import Change, Entry, Place

PAGE = (Path(__file__).parents[2] / "docs/review.md").read_text("utf-8")


def between(name: str, form: str) -> str:
    (found,) = re.findall(rf"<!-- {name} -->\n```{form}\n(.*?)```\n<!-- /{name} -->", PAGE, re.DOTALL)
    return str(found)


def test_the_session_runs(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for part in re.split(r"^\$ ", between("SESSION", "console"), flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=os.environ | {"PATH": path}, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stderr)
        pattern = r"\n".join(
            "(?s:.*)" if line == "…" else re.escape(line) for line in shown.strip("\n").split("\n")
        )
        assert re.fullmatch(pattern, done.stdout.strip("\n")), (command, done.stdout)


def test_the_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "file.yml"
    file.write_text(between("CORRECTIONS", "yaml"), "utf-8")
    decisions = [entry.decision for entry in Corrections.load(file).entries]
    assert sorted(decisions) == ["accept", "add", "correct"]
    file.write_text(between("IDENTITIES", "yaml"), "utf-8")
    assert [group.verdict for group in Identities.load(file).groups] == ["same", "same", "different"]


@pytest.mark.parametrize("model", [Entry, Place, Change])
def test_every_key_is_told(model: type[Entry]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in PAGE and f"{name}:" not in PAGE] == []


def test_every_score_is_told() -> None:
    table = PAGE.partition("## Who is the same")[2].partition("## identities.yml")[0]
    scores = [persons.SAME_NAME, persons.MIDDLE, persons.INITIAL, persons.SURNAME, persons.ALONE, actors.SPELLING,
              actors.ABBREVIATION, drafts.ONE]  # fmt: skip
    parts = [
        drafts.BODY,
        drafts.SUBJECT,
        drafts.DAY,
        drafts.MONTH,
        drafts.VETOES,
        drafts.SPONSORS,
        drafts.TALLY,
    ]
    assert [points for points in scores if f"{points / 100:g}" not in table] == []
    assert [points for points in parts if f"{points / 100:.2f}" not in table] == []
