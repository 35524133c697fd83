"""Ask the engine."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Store as Engine
from pyoxigraph import Variable

from graph.errors import QueryFailedError
from graph.store.protocol import Results, Term
from graph.store.syntax import syntax_error
from graph.terms import PREFIXES


def answer(engine: Engine, sparql: str, bindings: Mapping[str, Term]) -> Results:
    """Return the results of a query over all graphs; raise QuerySyntaxError, QueryFailedError, OSError."""
    given = {Variable(name): term for name, term in bindings.items()}
    try:
        return engine.query(sparql, prefixes=PREFIXES, substitutions=given)
    except SyntaxError as error:
        raise syntax_error(error) from error
    except RuntimeError as error:
        raise QueryFailedError(str(error)) from error
