"""README's table of scores is what the reader gives, and the aims for the development documents are met."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.paths import lexicon_dir
from graph.reading.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "reading"


@pytest.mark.shared
def test_the_readme_shows_the_scores_of_today() -> None:
    if not DATA.is_dir():
        pytest.skip(f"the reading documents are not at {DATA}")
    spec = importlib.util.spec_from_file_location("scores", ROOT / "benchmarks" / "scores.py")
    assert spec is not None
    assert spec.loader is not None
    scores = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scores)
    lines = list(scores.tables(Reader.load(Gazetteer.load(lexicon_dir()), second=True), DATA))
    shown = re.search(
        r"<!-- SCORES -->\n(.*?)\n<!-- /SCORES -->", (ROOT / "README.md").read_text("utf-8"), re.S
    )
    assert shown is not None
    assert shown[1] == "\n".join(lines)
    rows = {
        cells[1].strip(): [float(cell) for cell in cells[3:9]]
        for line in lines[1:]
        if (cells := line.split("|"))
    }
    _, _, strict, precision, _, lenient = rows["all of these"]
    assert strict >= 0.55
    assert lenient >= 0.75
    assert precision >= 0.85
    _, _, strict, _, _, lenient = rows["all of these: votes, vetoes, sponsors, referrals"]
    assert strict >= 0.75
    assert lenient >= 0.90
