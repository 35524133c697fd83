"""Put the road together: documents to readings to quads to the gate to the store."""

from graph.build.assemble import open_builder
from graph.build.builder import Builder, BuildReport
from graph.build.gate import Gate, Passed

__all__ = ["BuildReport", "Builder", "Gate", "Passed", "open_builder"]
