"""Make triples of facts: one named graph a document, as `docs/claims.md` lays down."""

from graph.mapper.mapper import Mapper

__all__ = ["Mapper"]
