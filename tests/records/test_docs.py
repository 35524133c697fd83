"""docs/records.md is true: its mapping is read, its rules and layouts are those that there are."""

from __future__ import annotations

import re
from pathlib import Path

from graph.records.layout import layouts, load_layout
from graph.records.rules import RULES

PAGE = (Path(__file__).parents[2] / "docs/records.md").read_text("utf-8")


def between(name: str) -> str:
    (found,) = re.findall(f"<!-- {name} -->\n(.*?)<!-- /{name} -->", PAGE, re.DOTALL)
    return found


def test_the_mapping_is_a_layout(tmp_path: Path) -> None:
    file = tmp_path / "my-votes.yml"
    file.write_text(between("MAPPING").strip().removeprefix("```yaml\n").removesuffix("```"), "utf-8")
    layout = load_layout(str(file))
    assert layout.layout == "my-votes"
    assert layout.tables[0].specs("vote")[0].values == {"+": "yes", "-": "no", "0": "abstain"}
    assert layout.policy("members") == "conflict"
    assert layout.policy("tally") == "quarantine"


def test_every_rule_is_told() -> None:
    assert dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", between("RULES"), re.MULTILINE)) == RULES


def test_every_layout_is_told_and_can_be_read() -> None:
    table = PAGE.partition("## Layouts that come along")[2].partition("## A layout of your own")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == sorted(
        layouts(), key=lambda name: table.index(f"`{name}`")
    )
    assert all(load_layout(name).layout == name for name in layouts())
