"""Review what the reader found: list what waits, accept, reject, correct and add facts."""

from graph.cli.review.commands import review

__all__ = ["review"]
