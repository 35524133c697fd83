"""What docs/store.md shows runs, and what it lists is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.store import Store, View, Writer

PAGE = (Path(__file__).parents[2] / "docs/store.md").read_text("utf-8")


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/store.md", "exec"), {})
    assert capsys.readouterr().out == "000001 a thing\n"


@pytest.mark.parametrize("protocol", [View, Writer, Store])
def test_every_method_is_named(protocol: type) -> None:
    methods = [name for name in vars(protocol) if not name.startswith("_")]
    assert len(methods) > 2
    missing = [name for name in methods if f"`{name}`" not in PAGE and f".{name}(" not in PAGE]
    assert not missing
