"""Read documents into facts."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Token

from graph.gazetteer import Gazetteer
from graph.model import Document, Reading
from graph.paths import lexicon_dir
from graph.reading.agreement import Agreement
from graph.reading.ballots import ballots
from graph.reading.builders import build
from graph.reading.candidates import Candidate, matches
from graph.reading.clean import passages
from graph.reading.confidence import Confidence, features
from graph.reading.crimes import CrimeWords
from graph.reading.dates import stated_publication
from graph.reading.facts import EVENTS, assemble
from graph.reading.figures import figures
from graph.reading.frames import Frame, load_frames
from graph.reading.imperatives import imperatives
from graph.reading.mentions import NameMatcher
from graph.reading.parse import SMALL, Parsed, Parser
from graph.reading.scene import Scene
from graph.reading.story import Story
from graph.reading.tallies import tallies
from graph.reading.tolls import FigureWords
from graph.reading.when import carried
from graph.reading.words import Words

VERSION = "0.1.0"
_CODE = Path(__file__).resolve().parent


class Reader:
    """Hold the model, the names and the frames, and read documents with them."""

    extractor = f"ostrakon-rules/{VERSION}"

    def __init__(
        self, gazetteer: Gazetteer, frames_dir: Path, *, second: bool = False, least: float | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self.parser = Parser()
        self._second = Parser(SMALL) if second else None
        self._words = Words.load(frames_dir / "words.yml")
        self._names = NameMatcher(gazetteer, self.parser.language)
        self._crimes = CrimeWords.load(
            frames_dir / "crimes.yml", gazetteer, self.parser.language, self._words.victim
        )
        self._figures = FigureWords.load(frames_dir / "figures.yml")
        self._confidence = Confidence.load(frames_dir / "confidence.yml")
        self._least = self._confidence.least if least is None else least
        self._frames = _index(load_frames(frames_dir))
        self._possessives = frozenset(
            e.name for e in gazetteer.entries if e.kind == "state" and e.name.isalpha()
        ) | {"Britain", "Assad", "America"}
        models = "+".join(parser.model for parser in (self.parser, self._second) if parser)
        self.settings = f"parser={models} least={self._least}"
        self.fingerprint = _fingerprint(self.settings, frames_dir, gazetteer.fingerprint)

    @classmethod
    def load(
        cls,
        gazetteer: Gazetteer,
        frames_dir: Path | None = None,
        *,
        second: bool = False,
        least: float | None = None,
    ) -> Reader:
        """Load the model and the frames; raise OntologyError for a file that cannot be used.

        With a `second` parser, whatever it does not find too is told with less confidence. Facts below the
        `least` confidence are not told; by default `confidence.yml` says which that is.
        """
        return cls(gazetteer, frames_dir or lexicon_dir() / "frames", second=second, least=least)

    def read(self, document: Document) -> Reading:
        """Return what a document says."""
        scene = self.scene(document)
        agreement = self.agreement(document)

        def sure(candidate: Candidate) -> float:
            return self._confidence.of(self.features(scene.story, candidate, agreement))

        facts = assemble(scene.story, carried(scene, self.candidates(scene)), sure, self.extractor)
        told = tuple(fact for fact in facts if fact.confidence >= self._least)
        return Reading(document, told, self.extractor, self.settings)

    def scene(self, document: Document, parser: Parser | None = None) -> Scene:
        """Return a document parsed, with its names, speakers, crimes and drafts found."""
        published = document.published or stated_publication(document.text)
        parsed = list((parser or self.parser).parse(passages(document.text, self._possessives)))
        names = [self._names.find(p.doc) for p in parsed]
        story = Story.of(replace(document, published=published), parsed, names)
        return Scene(story, self._words, self._crimes, self._gazetteer)

    def agreement(self, document: Document) -> Agreement | None:
        """Return what the second parser finds, where there is one."""
        if self._second is None:
            return None
        scene = self.scene(document, self._second)
        return Agreement.of(scene.story, self.candidates(scene))

    def features(self, story: Story, candidate: Candidate, agreement: Agreement | None) -> dict[str, float]:
        """Return what the confidence in a candidate rests on."""
        return features(candidate, agreement.has(story, candidate) if agreement else None)

    def candidates(self, scene: Scene) -> Iterator[Candidate]:
        """Yield what may be facts, some of them more than once."""
        for parsed in scene.story.passages:
            for token in parsed.doc:
                for candidate in self._at(scene, parsed, token):
                    if not parsed.passage.heading or candidate.type in EVENTS:
                        yield candidate

        yield from figures(scene, self._figures)
        yield from tallies(scene)
        yield from ballots(scene)
        yield from imperatives(scene)

    def _at(self, scene: Scene, parsed: Parsed, token: Token) -> Iterator[Candidate]:
        for frame in self._fitting(scene, token):
            for match in matches(frame, token, scene):
                yield from build(match)

    def _fitting(self, scene: Scene, token: Token) -> Iterator[Frame]:
        part = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}.get(
            token.pos_
        )
        if part is None:
            return
        yield from self._frames[part].get(token.lemma_.lower(), ())
        if part == "nouns":
            crime = scene.crime_at(token)
            if crime and token.i == crime.end - 1:
                yield from self._frames[part].get("$crime", ())


def _index(frames: tuple[Frame, ...]) -> Mapping[str, Mapping[str, list[Frame]]]:
    found: dict[str, dict[str, list[Frame]]] = {
        p: defaultdict(list) for p in ("verbs", "nouns", "adjectives")
    }
    for frame in frames:
        for part, index in found.items():
            for word in getattr(frame, part):
                index[word].append(frame)
    return found


def _fingerprint(model: str, frames_dir: Path, gazetteer: str) -> str:
    """Return a hash of all that a reading depends on beside the text."""
    total = hashlib.sha256(f"{VERSION}\0{model}\0{gazetteer}".encode())
    for path in [*sorted(frames_dir.glob("*.yml")), *sorted(_CODE.rglob("*.py"))]:
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
