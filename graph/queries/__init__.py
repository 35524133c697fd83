"""Answer SPARQL queries behind a gate, in workers that can be ended, and read claims page by page."""

from graph.queries.inprocess import run

__all__ = ["run"]
