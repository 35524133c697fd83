"""Tell which base address the identifiers of a store have."""

from __future__ import annotations

import re

from graph.store.protocol import View
from graph.terms import BASE_IRI

_GRAPH = re.compile(r"(.+/)graph/(?:ontology$|lexicon$|document/|inferred/)")


def base_of(view: View) -> str:
    """Return what stands before `graph/…` in the names of the graphs, or the default base."""
    found = (_GRAPH.match(graph) for graph in sorted(view.manifest))
    return next((match[1] for match in found if match), BASE_IRI)
