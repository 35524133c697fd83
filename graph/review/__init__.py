"""Hold what people decided about the reader's work: corrections of facts, and who is the same as whom."""

from graph.review.corrections import Corrections
from graph.review.identities import Identities

__all__ = ["Corrections", "Identities"]
