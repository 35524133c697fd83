"""Walk the graph of actors: who vetoed, accused, asked whom, with the evidence on every edge."""

from graph.naming import Ref
from graph.network.edges import KINDS, Edge, Quote
from graph.network.network import Network, Subgraph, build

__all__ = ["KINDS", "Edge", "Network", "Quote", "Ref", "Subgraph", "build"]
