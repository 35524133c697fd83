"""Measure anew how sure the reader may be, on annotated documents, and print `confidence.yml`.

usage: python benchmarks/confidence.py GOLD [GOLD ...] > ontology/lexicon/frames/confidence.yml

GOLD is what `ostrakon score` takes: a folder of NAME.json, the texts in `../docs`. Standard error tells how
well the weights predict documents that they were not fitted on.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path

from graph.gazetteer import Gazetteer
from graph.model import Document
from graph.paths import lexicon_dir
from graph.reading.candidates import Candidate
from graph.reading.confidence import DIFFER
from graph.reading.facts import assemble
from graph.reading.reader import Reader
from graph.scoring.calibrate import Example, Model, cross_validate, examples, fit
from graph.scoring.gold import load_gold
from graph.scoring.scorer import Scorer
from graph.scoring.statement import Statement

HEAD = """\
# How sure a fact is: log odds for what is known about its reading, summed (`graph/reading/confidence.py`).
#
# Fitted by benchmarks/confidence.py on {facts} facts of {documents} annotated documents, judged as
# `ostrakon score` judges leniently. On documents left out while fitting: expected calibration error
# {error:.3f}, Brier score {brier:.3f}.
# A feature that is not listed weighs nothing. Below `least` a fact is not told: of those, about
# two in three were wrong.
least: {least}
"""
_PENALTY = 0.5  # chosen among 0.3 to 30 by what predicts best the documents left out; little depends on it
_LEAST = 0.65
_RARE = 3  # a feature seen in fewer facts tells nothing


def judged(reader: Reader, gold: Path) -> Iterator[Example]:
    """Read the documents of a folder with both parsers and judge each fact."""
    annotated = load_gold(gold)
    for name, document in annotated.items():
        published = _published(gold / f"{name}.json")
        source = Document(id=name, text=document.text.text, sha256="0", published=published)
        scene = reader.scene(source)
        agreement = reader.agreement(source)
        kept: list[dict[str, float]] = []

        def number(candidate: Candidate) -> float:
            kept.append(reader.features(scene.story, candidate, agreement))  # noqa: B023 - used at once
            return float(len(kept) - 1)  # noqa: B023

        facts = assemble(scene.story, reader.candidates(scene), number, reader.extractor)
        told = [Statement.of(fact) for fact in facts]
        verdicts = Scorer({name: document}, told).scores().verdicts
        yield from examples(told, verdicts, [kept[int(fact.confidence)] for fact in facts])


def _differing(found: list[Example]) -> float:
    """Return by how much the log odds are lower where the parsers differ; 0 where they are not."""
    counts = Counter((DIFFER in e.features, e.correct) for e in found)
    apart = (counts[True, True] + 1) / (counts[True, False] + 1)
    together = (counts[False, True] + 1) / (counts[False, False] + 1)
    return min(0.0, round(log(apart / together), 3))


def _published(path: Path) -> str | None:
    found = json.loads(path.read_text("utf-8")).get("published") if path.is_file() else None
    return str(found) if found else None


def _common(found: list[Example]) -> list[Example]:
    """Leave out features that too few facts have."""
    counts: dict[str, int] = {}
    for example in found:
        for name in example.features:
            counts[name] = counts.get(name, 0) + 1
    return [
        Example(e.document, {n: v for n, v in e.features.items() if counts[n] >= _RARE}, e.correct)
        for e in found
    ]


def main(folders: list[str]) -> None:
    """Fit on all folders and print the file."""
    if not folders:
        sys.exit(str(__doc__))
    reader = Reader.load(Gazetteer.load(lexicon_dir()), second=True)
    found = _common([example for folder in folders for example in judged(reader, Path(folder))])
    held = cross_validate(found, _PENALTY)
    documents = len({example.document for example in found})
    figures = {"error": held.calibration.expected_error, "brier": held.calibration.brier}
    weights = dict(fit(found, _PENALTY).weights)
    # Too few facts differ for a weight beside all others to be trusted: what they alone show bounds it.
    weights[DIFFER] = min(weights.get(DIFFER, 0.0), _differing(found))
    print(HEAD.format(least=_LEAST, facts=len(found), documents=documents, **figures), end="")
    print(Model(weights).to_yaml(), end="")
    print(held.calibration, file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
