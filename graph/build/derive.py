"""Derive anew what follows from the rest of the store: what rules say, and what reports are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pyoxigraph import NamedNode, Quad

from graph.build.matching import FORM as MATCHING_FORM
from graph.build.matching import NAME as MATCHING
from graph.build.matching import match_reports
from graph.build.rules import Rule, derive
from graph.idents import Idents, digest
from graph.store import Results, Writer

_Derived = Callable[[Callable[[str], Results]], tuple[NamedNode, list[Quad]]]


@dataclass(frozen=True, slots=True)
class Deriver:
    """Keep the inferred graphs of a store in step with the others."""

    idents: Idents
    rules: Sequence[Rule]

    def graphs(self) -> dict[str, _Derived]:
        """Return how each inferred graph is made, by its IRI, in the order of making."""
        # Matches come first: a rule may build on them.
        made: dict[str, _Derived] = {
            self._graph(MATCHING).value: lambda query: match_reports(query, self.idents)
        }
        for rule in self.rules:
            made[self._graph(rule.name).value] = partial(derive, rule, idents=self.idents)
        return made

    def run(self, writer: Writer) -> None:
        """Derive everything again unless nothing has changed that it follows from."""
        made = self.graphs()
        wanted = self._fingerprints(made, writer.manifest)
        if all(writer.manifest.get(graph) == mark for graph, mark in wanted.items()):
            return
        for graph in made:
            if graph in writer.manifest:
                writer.remove(NamedNode(graph))
        for iri, make in made.items():
            name, quads = make(writer.query)
            writer.replace(name, quads, wanted[iri])

    def _fingerprints(self, made: Mapping[str, object], manifest: Mapping[str, str]) -> dict[str, str]:
        inputs = sorted((graph, mark) for graph, mark in manifest.items() if graph not in made)
        forms = {self._graph(rule.name).value: rule.sparql for rule in self.rules}
        return {graph: digest(forms.get(graph, MATCHING_FORM), inputs) for graph in made}

    def _graph(self, name: str) -> NamedNode:
        return self.idents.graph(f"inferred/{name}")
