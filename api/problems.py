"""Turn every error into application/problem+json, by one table."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.schemas import Problem
from graph import errors

MEDIA_TYPE: Final = "application/problem+json"
RETRY_SECONDS: Final = "5"

TABLE: Final[dict[type[errors.OstrakonError], tuple[int, str]]] = {
    errors.QuerySyntaxError: (400, "The query cannot be parsed"),
    errors.QueryRefusedError: (400, "The query is not allowed"),
    errors.QueryTooLargeError: (400, "The result is too large"),
    errors.QueryTimeoutError: (504, "The query took too long"),
    errors.QueryBusyError: (503, "The service is busy"),
    errors.QueryFailedError: (500, "The query failed"),
    errors.QueryError: (500, "The query was not answered"),
    errors.FilterError: (400, "A filter cannot be understood"),
    errors.ExportError: (400, "The format does not fit"),
    errors.NotFoundError: (404, "There is nothing of this name"),
    errors.StoreError: (503, "The store cannot be read"),
    errors.EvidenceError: (500, "A claim does not match its text"),
    errors.OstrakonError: (500, "The service made a mistake"),
}
# Python's own name for the first has changed; it has none for the second.
_PHRASES: Final = {413: "Content Too Large", 499: "Client Closed Request"}
# Of these the place is one on the server, which is nobody's business outside.
_PRIVATE: Final = (errors.StoreError, errors.SettingsError, errors.OntologyError)


def install(app: FastAPI) -> None:
    """Make an app answer every error with a problem."""
    app.add_exception_handler(errors.OstrakonError, _domain)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unexpected)


def respond(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return a problem as a response."""
    body = problem.model_dump(exclude_none=True)
    always = {"X-Content-Type-Options": "nosniff"}  # even where the failure is beyond the app's own headers
    return JSONResponse(body, problem.status, always | (headers or {}), media_type=MEDIA_TYPE)


def describe(error: errors.OstrakonError) -> Problem:
    """Return an error as a problem, by the first class of its ancestry that the table holds."""
    kind = next(known for known in type(error).__mro__ if known in TABLE)
    status, title = TABLE[kind]
    place = error.where if error.where and not isinstance(error, _PRIVATE) else None
    return Problem(
        type=_type(kind.__name__.removesuffix("Error")),
        title=title,
        status=status,
        detail=f"{place}: {error.message}" if place else error.message,
        hint=error.hint,
        line=getattr(error, "line", None),
        column=getattr(error, "column", None),
    )


async def _domain(request: Request, error: Exception) -> JSONResponse:
    problem = describe(error) if isinstance(error, errors.OstrakonError) else _mistake()
    headers = {"Retry-After": RETRY_SECONDS} if problem.status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return respond(problem, headers)


async def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):  # pragma: no cover - it is registered for this class
        return respond(_mistake())
    phrase = _PHRASES.get(error.status_code) or HTTPStatus(error.status_code).phrase
    problem = Problem(type=_type(phrase), title=phrase, status=error.status_code, detail=str(error.detail))
    return respond(problem, dict(error.headers or {}))


async def _validation(request: Request, error: Exception) -> JSONResponse:
    found: list[dict[str, Any]] = list(error.errors()) if isinstance(error, RequestValidationError) else []
    entries = [{"name": str(one["loc"][-1]), "message": one["msg"]} for one in found]
    detail = "; ".join(f"{entry['name']}: {entry['message']}" for entry in entries)
    title = "A parameter cannot be used"
    return respond(Problem(type=_type("Parameter"), title=title, status=400, detail=detail, errors=entries))


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    return respond(_mistake())


def _mistake() -> Problem:
    detail = "an error that was not foreseen; the server's log says more"
    return Problem(type=_type("Internal"), title="The service made a mistake", status=500, detail=detail)


def _type(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+", "-", name)
    return f"urn:ostrakon:problem:{words.strip('-').lower()}"
