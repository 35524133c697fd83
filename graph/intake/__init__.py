"""Take documents in: texts, pages, PDFs, Markdown, JSON Lines, folders and archives of them."""

from graph.intake.source import Refused
from graph.intake.take import take

__all__ = ["Refused", "take"]
