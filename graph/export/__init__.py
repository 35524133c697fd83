"""Write a store out: as RDF in five syntaxes, as facts, as a table."""

from graph.export.evidence import unsupported
from graph.export.facts import facts
from graph.export.formats import FORMATS, Format, export, write_export
from graph.export.tables import facts_csv, facts_jsonl

__all__ = [
    "FORMATS",
    "Format",
    "export",
    "facts",
    "facts_csv",
    "facts_jsonl",
    "unsupported",
    "write_export",
]
