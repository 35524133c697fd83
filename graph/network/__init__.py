"""Walk the graph of actors: who vetoed, accused, asked whom, with the evidence on every edge."""

from graph.network.edges import KINDS, Edge, Quote
from graph.network.network import Network, Subgraph, build
from graph.network.nodes import Node

__all__ = ["KINDS", "Edge", "Network", "Node", "Quote", "Subgraph", "build"]
