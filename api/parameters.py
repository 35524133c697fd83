"""Refuse the parameters that a path does not have: a filter that is ignored looks as if it let all through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute


def strict(request: Request) -> None:
    """Let a request pass whose parameters the path has, each once; raise RequestValidationError."""
    known = _known(request.scope.get("route"))
    given = Counter(name for name, _ in request.query_params.multi_items())
    wrong = [_entry(name, known) for name, times in given.items() if times > 1 or name not in known]
    if wrong:
        raise RequestValidationError(wrong)


def _known(route: object) -> tuple[str, ...]:
    return tuple(sorted(set(_names(route.dependant)))) if isinstance(route, APIRoute) else ()


def _names(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for needed in dependant.dependencies:
        yield from _names(needed)


def _entry(name: str, known: tuple[str, ...]) -> dict[str, object]:
    allowed = f"one of {', '.join(known)}" if known else "this path takes none"
    what = "is given more than once" if name in known else f"is no parameter here; {allowed}"
    return {"loc": ("query", name), "msg": what, "type": "parameter"}
