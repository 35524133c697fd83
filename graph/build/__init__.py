"""Put the road together: documents to readings to quads to the gate to the store."""

from graph.build.assemble import open_builder, open_importer
from graph.build.builder import Builder, BuildReport
from graph.build.gate import Gate, Passed
from graph.build.importer import Importer, ImportReport

__all__ = [
    "BuildReport",
    "Builder",
    "Gate",
    "ImportReport",
    "Importer",
    "Passed",
    "open_builder",
    "open_importer",
]
