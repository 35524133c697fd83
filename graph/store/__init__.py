"""Keep the graph: one protocol to read and write it, one embedded engine behind it."""

from graph.store.base import base_of
from graph.store.embedded import open_generation, open_store
from graph.store.protocol import Change, Identity, Quarantined, Refused, Results, Store, Term, View, Writer
from graph.store.syntax import syntax_error

__all__ = [
    "Change",
    "Identity",
    "Quarantined",
    "Refused",
    "Results",
    "Store",
    "Term",
    "View",
    "Writer",
    "base_of",
    "open_generation",
    "open_store",
    "syntax_error",
]
