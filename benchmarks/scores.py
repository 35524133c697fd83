"""Score the reader on annotated documents and print the table that README shows.

usage: python benchmarks/scores.py [--data FOLDER]

FOLDER holds `docs/NAME.txt` and `gold/NAME.json`; without it only our digests in seeds/ are read. Names in
`UNREAD` were never looked into while the reader was written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.gazetteer import Gazetteer
from graph.model import Document
from graph.paths import lexicon_dir, seeds_dir
from graph.reading.reader import Reader
from graph.scoring.gold import Annotated, load_gold
from graph.scoring.rows import Row
from graph.scoring.scorer import Scorer, Scores
from graph.scoring.statement import Statement
from graph.seeds import load_seeds

UNREAD = ("028", "031", "034", "037", "040")
HEAD = """\
| documents | facts | strict P | R | F1 | lenient P | R | F1 |
|---|---|---|---|---|---|---|---|"""


def tables(reader: Reader, data: Path | None) -> Iterator[str]:
    """Yield the lines of the table."""
    yield HEAD
    groups = list(_groups(data))
    scored = [(name, _scores(reader, gold, published)) for name, gold, published in groups]
    for name, scores in scored:
        yield _line(name, scores.all)
    for name, scores in scored:
        yield _line(f"{name}: votes, vetoes, sponsors, referrals", scores.council)


def _groups(data: Path | None) -> Iterator[tuple[str, dict[str, Annotated], Mapping[str, str | None]]]:
    if data is not None:
        gold = load_gold(data / "gold")
        dates = {name: _published(data / "gold" / f"{name}.json") for name in gold}
        seeds = {n: g for n, g in gold.items() if n.startswith("00")}
        unread = {n: g for n, g in gold.items() if n in UNREAD}
        others = {n: g for n, g in gold.items() if n not in seeds and n not in unread}
        yield "the five originals", seeds, dates
        yield f"{len(others)} others, read while the reader was written", others, dates
        yield f"{len(unread)} others, set aside unread", unread, dates
        yield "all of these", gold, dates
    digests = load_gold(seeds_dir())
    yield "our digests of the five", digests, {d.id: d.published for d in load_seeds([seeds_dir()])}


def _published(path: Path) -> str | None:
    found = json.loads(path.read_text("utf-8")).get("published")
    return str(found) if found else None


def _scores(reader: Reader, gold: Mapping[str, Annotated], published: Mapping[str, str | None]) -> Scores:
    """Read the documents with nothing known of them but their text and day, and compare."""
    told = []
    for name, document in gold.items():
        source = Document(id=name, text=document.text.text, sha256="0", published=published[name])
        told += [Statement.of(fact) for fact in reader.read(source).facts]
    return Scorer(gold, told).scores()


def _line(name: str, row: Row) -> str:
    figures = (row.strict.precision, row.strict.recall, row.strict.f1)
    lenient = (row.lenient.precision, row.lenient.recall, row.lenient.f1)
    cells = " | ".join(f"{figure:.2f}" for figure in (*figures, *lenient))
    return f"| {name} | {row.gold} | {cells} |"


def main(arguments: list[str]) -> None:
    """Print the table."""
    data = Path(arguments[1]) if arguments[:1] == ["--data"] and len(arguments) == 2 else None
    if arguments and data is None:
        sys.exit(str(__doc__))
    reader = Reader.load(Gazetteer.load(lexicon_dir()), second=True)
    print("\n".join(tables(reader, data)))


if __name__ == "__main__":
    main(sys.argv[1:])
