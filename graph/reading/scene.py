"""Bring together what is known about one story, for frames to be read against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from graph.gazetteer import Gazetteer
from graph.reading.actors import Resolver
from graph.reading.attribution import Attribution
from graph.reading.crimes import CrimeMention, CrimeWords
from graph.reading.drafts import Drafts
from graph.reading.people import Actor, People
from graph.reading.roles import Test, is_mutual
from graph.reading.story import Story
from graph.reading.words import Words

_COURT_NOUNS = frozenset({"court", "tribunal", "icc", "icj", "hague"})
_BENCHES = frozenset({"court", "tribunal", "jury", "court-martial"})
_TREATY_NOUNS = frozenset(
    {"statute", "treaty", "convention", "court", "icc", "pact", "agreement", "protocol", "covenant"}
)
_INQUIRERS = frozenset(
    {"investigator", "inspector", "expert", "monitor", "observer", "panel", "mission", "report"}
)
_LEAVING = frozenset({"withdraw", "withdrawal", "pull", "quit", "leave"})
_COUNCIL_NOUNS = frozenset({"council", "un", "u.n.", "unsc", "assembly", "resolution"})


def _is_bare(verb: Token) -> bool:
    """Tell whether a verb stands in the subjunctive of demands: "that Iran release", "that it be taken"."""
    if any(c.tag_ in ("TO", "MD") for c in verb.children):
        return False
    if any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP") for c in verb.children):
        return False
    be = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ == "be"]
    return verb.tag_ in ("VB", "VBP") or bool(be)


@dataclass
class Scene:
    """Carry a story with its actors, speakers, crimes and drafts."""

    story: Story
    words: Words
    crimes: CrimeWords
    gazetteer: Gazetteer

    def __post_init__(self) -> None:
        self.people = People(self.story, self.words, self.gazetteer)
        self.resolver = Resolver(self.story, self.people, self.words, self.gazetteer)
        self.attribution = Attribution(self.story, self.resolver, self.words, self.gazetteer)
        self.drafts = Drafts.of(self.story)

    @cached_property
    def published(self) -> str | None:
        """Return the day of publication, as given."""
        return self.story.document.published

    @cached_property
    def about_council(self) -> bool:
        """Tell whether the text speaks of the Security Council, the Assembly or the UN at all."""
        names = {e.name for e in self.story.counts()}
        said = {t.lower_ for p in self.story.passages for t in p.doc}
        if "council" in said and said & {"veto", "vetoed", "resolution", "draft"}:
            return True
        return bool(
            names
            & {"UN Security Council", "United Nations", "UN General Assembly", "UN Human Rights Council"}
        )

    @cached_property
    def about_law(self) -> bool:
        """Tell whether the text names a court or an instrument."""
        return any(e.kind in ("court", "statute", "provision", "resolution") for e in self.story.counts())

    @cached_property
    def about_court(self) -> bool:
        """Tell whether the text names an international court."""
        return any(e.kind == "court" for e in self.story.counts())

    @cached_property
    def bench(self) -> list[Actor]:
        """Return the first court of the story that has a name: whoever "was found guilty" stood before it."""
        for passage in self.story.passages:
            for token in passage.doc:
                if token.lemma_.lower() in _BENCHES and token.dep_ not in ("compound", "amod", "nmod"):
                    found = [a for a in self.attribution.actors(token) if a.kind != "court"]
                    if found:
                        return found[:1]
        return []

    @cached_property
    def crime_tokens(self) -> Mapping[tuple[int, int], CrimeMention]:
        """Return the crimes named in the story by passage and token."""
        found = {}
        for place, parsed in enumerate(self.story.passages):
            for mention in self.crimes.find(parsed.doc[:]):
                for i in range(mention.start, mention.end):
                    found[place, i] = mention
        return found

    def crimes_in(self, span: Span) -> list[str]:
        """Return the crimes named in a span, each once, in order."""
        place = self.story.place(span[0])
        found = [m.crime for t in span if (m := self.crime_tokens.get((place, t.i)))]
        return list(dict.fromkeys(found))

    def crime_at(self, token: Token) -> CrimeMention | None:
        """Return the crime that a token names."""
        return self.crime_tokens.get((self.story.place(token), token.i))

    def actors(self, tokens: list[Token]) -> list[Actor]:
        """Resolve phrases to actors, each once."""
        found: dict[tuple[str, str | None], Actor] = {}
        for token in tokens:
            for actor in self.attribution.actors(token):
                found.setdefault((actor.name, None), actor)
        return list(found.values())

    @cached_property
    def tests(self) -> Mapping[str, Test]:
        """Return what `$words` in frames stand for."""
        return {
            "$any": lambda t: True,
            "$leaving": self._after_leaving,
            "$finite": lambda t: t.tag_ in ("VBD", "VBZ", "VBP"),
            "$bare": lambda t: _is_bare(t),
            "$nonfinite": lambda t: t.tag_ in ("VB", "VBN", "VBG"),
            "$verb": lambda t: t.pos_ == "VERB",
            "$inquiry": self._inquires,
            "$demonym": lambda t: self._is_demonym(t),
            "$crime": lambda t: self.crime_at(t) is not None,
            "$draft": lambda t: t.lemma_.lower() in self.words.draft,
            "$victim": lambda t: t.lemma_.lower() in self.words.victim,
            "$court": lambda t: (
                self._named(t, ("court",))
                or t.lower_ in _COURT_NOUNS
                or (t.lower_ == "prosecutor" and self.about_court)
            ),
            "$treaty": lambda t: (
                self._named(t, ("statute", "provision", "court")) or t.lemma_.lower() in _TREATY_NOUNS
            ),
            "$law": lambda t: self._named(t, ("statute", "provision", "resolution")),
            "$actor": lambda t: bool([a for a in self.attribution.actors(t) if a.iri]),
            "$somebody": lambda t: bool(self.attribution.actors(t)),
            "$state": lambda t: any(a.kind == "state" for a in self.attribution.actors(t)),
            "$permanent": lambda t: any(
                a.iri in self.gazetteer.permanent_members for a in self.attribution.actors(t)
            ),
            "$council": lambda t: self._named(t, ("body",)) or t.lower_ in _COUNCIL_NOUNS,
            "$number": lambda t: t.pos_ == "NUM",
            "$place": lambda t: t.ent_type_ in ("GPE", "LOC", "FAC") and not self._is_state(t),
            "$mutual": is_mutual,
            "$said": lambda t: t.dep_ in ("attr", "acomp", "oprd", "dobj"),
        }

    def _inquires(self, token: Token) -> bool:
        """Tell whether a phrase names an inquiry, or those who inquire for the United Nations."""
        actors = self.attribution.actors(token)
        sent = token.lemma_.lower() in _INQUIRERS and any(a.name == "United Nations" for a in actors)
        return sent or any(self.is_inquiry(a) for a in actors)

    def is_inquiry(self, actor: Actor) -> bool:
        """Tell whether what an actor says is a finding: courts, commissions, UN human rights offices."""
        name = actor.name.lower()
        return actor.kind == "court" or any(word in name for word in self.words.inquiry_names)

    def _after_leaving(self, token: Token) -> bool:
        """Tell whether the text has just spoken of leaving a treaty."""
        near = [token.sent, *(s for s, _ in zip(self.story.before(token), range(2), strict=False))]
        return any(t.lemma_.lower() in _LEAVING for s in near for t in s)

    def _is_demonym(self, token: Token) -> bool:
        mention = self.story.mention(token)
        short = token.text in ("US", "U.S.", "UK", "U.K.", "UAE")  # these have no adjective of their own
        return mention is not None and mention.is_state and (short or mention.form == "demonym")

    def _is_state(self, token: Token) -> bool:
        mention = self.story.mention(token)
        return mention is not None and mention.is_state

    def _named(self, token: Token, kinds: tuple[str, ...]) -> bool:
        mention = self.story.mention(token)
        return mention is not None and mention.entry.kind in kinds
