"""Offer the program as one command; each subcommand is an entry point that loads only when asked for."""

from graph.cli.main import main

__all__ = ["main"]
