"""Derive anew what follows from the rest of the store: matches, identities, what rules say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode, Quad

from graph.build.identity import FORM as IDENTITY_FORM
from graph.build.identity import NAME as IDENTITY
from graph.build.identity import identify
from graph.build.identity.kept import kept_identities
from graph.build.identity.restate import Restater
from graph.build.matching import FORM as MATCHING_FORM
from graph.build.matching import NAME as MATCHING
from graph.build.matching import match_reports
from graph.build.matching.astold import AsTold
from graph.build.rules import Rule, derive
from graph.idents import Idents, digest
from graph.store import Writer

_Derived = Callable[[Writer, AsTold], tuple[NamedNode, list[Quad]]]


@dataclass(frozen=True, slots=True)
class Deriver:
    """Keep the inferred graphs of a store in step with the others."""

    idents: Idents
    rules: Sequence[Rule]
    restater: Restater

    def graphs(self) -> dict[str, _Derived]:
        """Return how each inferred graph is made, by its IRI, in the order of making."""
        # Matches come first, for they tell which drafts are one; rules follow, over what is one.
        made: dict[str, _Derived] = {
            self._graph(MATCHING).value: self._match,
            self._graph(IDENTITY).value: self._identify,
        }
        for rule in self.rules:
            made[self._graph(rule.name).value] = partial(self._derive, rule)
        return made

    def _match(self, writer: Writer, told: AsTold) -> tuple[NamedNode, list[Quad]]:
        return match_reports(writer.query, self.idents, told)

    def _derive(self, rule: Rule, writer: Writer, told: AsTold) -> tuple[NamedNode, list[Quad]]:
        return derive(rule, writer.query, self.idents)

    def _identify(self, writer: Writer, told: AsTold) -> tuple[NamedNode, list[Quad]]:
        """Find what is one, and write the documents with the one nodes."""
        found = identify(writer.query, self.idents, kept_identities(writer), told)
        self.restater.restate(writer, found.same, told)
        return found.graph, found.quads

    def run(self, writer: Writer) -> None:
        """Derive everything again unless nothing has changed that it follows from."""
        made = self.graphs()
        wanted = self._fingerprints(made, writer.manifest)
        if all(writer.manifest.get(graph) == mark for graph, mark in wanted.items()):
            return
        # Matches and identities follow from what each document says by itself, not from earlier merges.
        told = self.restater.told(writer)
        for graph in made:
            if graph in writer.manifest:
                writer.remove(NamedNode(graph))
        for iri, make in made.items():
            name, quads = make(writer, told)
            writer.replace(name, quads, wanted[iri])

    def _fingerprints(self, made: Mapping[str, object], manifest: Mapping[str, str]) -> dict[str, str]:
        inputs = sorted((graph, mark) for graph, mark in manifest.items() if graph not in made)
        forms: dict[str, object] = {self._graph(rule.name).value: rule.sparql for rule in self.rules}
        forms[self._graph(MATCHING).value] = MATCHING_FORM
        forms[self._graph(IDENTITY).value] = IDENTITY_FORM
        return {graph: digest(forms[graph], inputs) for graph in made}

    def _graph(self, name: str) -> NamedNode:
        return self.idents.graph(f"inferred/{name}")
