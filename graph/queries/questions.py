"""Load the competency questions: what the graph must be able to answer, each a SPARQL query."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import OntologyError
from graph.paths import questions_dir


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question: its file's name, the sentence that asks it, the query that answers it."""

    id: str
    sentence: str
    sparql: str


def load_questions(folder: Path | None = None) -> list[Question]:
    """Return the questions of a folder (the shipped ones) in order of their files' names.

    Raise OntologyError where there is none, or where the first line of one is not a `# sentence`.
    """
    place = folder or questions_dir()
    questions = [_load(path) for path in sorted(place.glob("*.rq"))]
    if not questions:
        raise OntologyError("no question found", where=str(place), hint="a question is a file NAME.rq")
    return questions


def _load(path: Path) -> Question:
    try:
        sparql = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise OntologyError(f"not UTF-8 (byte {error.start})", where=str(path)) from error
    first, _, _ = sparql.partition("\n")
    sentence = first.removeprefix("# ").strip()
    if not first.startswith("# ") or not sentence:
        raise OntologyError("the first line does not ask the question", where=f"{path}:1", hint="# Who …?")
    return Question(path.stem, sentence, sparql)
