"""Gather from the record what the stories can be about; never more votes than those of candidate events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal

from graph.build.matching.ask import Query, count, describe, every, first, given, local, rows, text
from graph.build.matching.astold import AsTold
from graph.build.matching.dated import Dated
from graph.build.matching.model import Event, Story, Tally
from graph.build.matching.names import States
from graph.build.matching.score import ASKED, place
from graph.build.matching.spans import span
from graph.idents import Idents
from graph.terms import OST, RDFS

_EVENTS = """
SELECT ?event ?draft ?body ?day ?outcome {
  { SELECT ?event ?draft { ?event ost:on ?draft } }
  ?event ost:date ?day .
  OPTIONAL { ?event ost:body ?body }
  OPTIONAL { ?event ost:outcome ?outcome }
}"""
_SYMBOLS = "SELECT ?graph ?node ?symbol { VALUES ?symbol { %s } GRAPH ?graph { ?node ost:symbol ?symbol } }"
_ABOUT = (
    "SELECT ?node ?event { VALUES ?node { %s } { ?event ost:on ?node } UNION { ?event ost:adopts ?node } }"
)
_VOTES = "SELECT ?event ?vote ?voter { VALUES ?event { %s } ?vote ost:in ?event ; ost:voter ?voter }"
_SPONSORS = "SELECT ?draft ?node ?actor { VALUES ?draft { %s } ?node ost:draft ?draft ; ost:sponsor ?actor }"
_YEAR = re.compile(r"\s*\((?:19|20)\d\d\)")

Found = Mapping[Story, Sequence[Event]]


class Record:
    """Find the events of record that stories can be about."""

    def __init__(self, query: Query, idents: Idents, states: States, told: AsTold) -> None:
        self._query = query
        self._idents = idents
        self._states = states
        self._told = told

    def of(self, stories: Sequence[Story]) -> Found:
        """Return for each story the events to weigh, with their votes and sponsors."""
        if not stories:
            return {}
        events = self._events()
        named = self._named(stories) if events else {}
        dated = Dated(events.values())
        near = {story: named[story] if story in named else dated.near(story) for story in stories}
        known = {iri for of in near.values() for iri in of} & set(events)
        described = self._described({iri: events[iri] for iri in known})
        found = {story: [described[iri] for iri in sorted(of & known)] for story, of in near.items()}
        return self._with_people(_asked(found, named))

    def _events(self) -> dict[str, Event]:
        keys = ("event", "draft", "day", "body", "outcome")
        found: dict[str, Event] = {}
        # Where sources disagree the first value stands, so that the order of the rows does not matter.
        for iri, draft, date, body, outcome in sorted(
            tuple(text(row[key]) if row[key] else "" for key in keys) for row in rows(self._query, _EVENTS)
        ):
            day = span(date)
            if day is not None and day.days == 1 and iri not in found:
                found[iri] = Event(iri, draft, day.first, body or None, local(outcome) or None)
        return found

    def _named(self, stories: Iterable[Story]) -> dict[Story, set[str]]:
        """Return the events on a draft, or with a resolution, whose symbol a story gives."""
        told = {story: story.symbols for story in stories if story.symbols}
        nodes: dict[str, set[str]] = {symbol: self._spelt(symbol) for of in told.values() for symbol in of}
        literals = " ".join(str(Literal(_plain(symbol))) for symbol in sorted(nodes))
        by_plain: dict[str, set[str]] = defaultdict(set)
        if literals:
            for row in rows(self._query, _SYMBOLS.replace("%s", literals)):
                if text(row["graph"]) not in self._told.graphs:
                    by_plain[text(row["symbol"])].add(text(row["node"]))
        for symbol, known in nodes.items():
            known |= by_plain[_plain(symbol)]
        about: dict[str, set[str]] = defaultdict(set)
        for row in given(self._query, _ABOUT, set().union(*nodes.values())):
            about[text(row["node"])].add(text(row["event"]))
        return {
            story: {event for symbol in of for node in nodes[symbol] for event in about[node]}
            for story, of in told.items()
        }

    def _spelt(self, symbol: str) -> set[str]:
        slug = _plain(symbol).replace("/", "-")
        if not re.fullmatch(r"[\w.-]+", slug):
            return set()
        return {self._idents.iri(kind, slug).value for kind in ("draft", "resolution")}

    def _described(self, events: Mapping[str, Event]) -> dict[str, Event]:
        facts = describe(
            self._query, events, OST.yes, OST.no, OST.abstained, OST.agenda, OST.procedural, RDFS.label
        )
        drafts = self._told.drafts(self._query, {event.draft for event in events.values()})
        found = {}
        for iri, event in events.items():
            subjects = set(every(drafts, event.draft, OST.subject))
            words = [*every(facts, iri, OST.agenda, RDFS.label), *every(drafts, event.draft, RDFS.label)]
            if not subjects:
                subjects = {state for some in words for state in self._states.within(some)}
            found[iri] = replace(
                event,
                tally=Tally(*(count(facts, iri, term) for term in (OST.yes, OST.no, OST.abstained))),
                procedural=first(facts, iri, OST.procedural) in ("true", "1"),
                subjects=frozenset(subjects),
            )
        return found

    def _with_people(self, found: Found) -> Found:
        events = {event.iri: event for near in found.values() for event in near}
        actors = frozenset().union(*(story.actors for story in found))
        votes = self._votes(events, actors)
        sponsors: dict[str, dict[str, str]] = defaultdict(dict)
        drafts = {event.draft for event in events.values()}
        for row in given(self._query, _SPONSORS, drafts):
            of, actor, node = sponsors[text(row["draft"])], text(row["actor"]), text(row["node"])
            of[actor] = min(of.get(actor, node), node)
        full = {
            iri: replace(
                event,
                votes=votes.get(iri, {}),
                has_votes=iri in votes,
                sponsors=sponsors.get(event.draft, {}),
            )
            for iri, event in events.items()
        }
        return {story: [full[event.iri] for event in near] for story, near in found.items()}

    def _votes(self, events: Iterable[str], actors: frozenset[str]) -> dict[str, dict[str, tuple[str, str]]]:
        """Return the votes of some actors by event and voter; nothing for an event without any vote."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in given(self._query, _VOTES, events):
            of, voter, vote = found[text(row["event"])], text(row["voter"]), text(row["vote"])
            if voter in actors:
                of[voter] = min(of.get(voter, vote), vote)
        choices = describe(self._query, {vote for of in found.values() for vote in of.values()}, OST.choice)
        return {
            event: {
                voter: (vote, local(first(choices, vote, OST.choice)) or "") for voter, vote in of.items()
            }
            for event, of in found.items()
        }


def _asked(found: Found, named: Mapping[Story, set[str]]) -> Found:
    """Return only the events that body, date and subject make likely enough to look at their votes."""
    return {
        story: [event for event in near if story in named or _likely(story, event)]
        for story, near in found.items()
    }


def _likely(story: Story, event: Event) -> bool:
    placed = place(story, event)
    return placed is not None and placed[0] >= ASKED


def _plain(symbol: str) -> str:
    return _YEAR.sub("", symbol).strip()
