"""Serve the graph over HTTP."""
