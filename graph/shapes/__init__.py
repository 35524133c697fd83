"""Check quads against the shapes of the ontology."""

from graph.shapes.report import Violation
from graph.shapes.shapes import Shapes

__all__ = ["Shapes", "Violation"]
