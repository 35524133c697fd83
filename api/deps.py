"""Hand the routes what they need: the view in service, the pool, exported files, known parameters alone."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from graph.errors import StoreError
from graph.export import write_export
from graph.network import Network, build
from graph.queries.pool import Pool
from graph.queries.questions import Question
from graph.settings import Settings
from graph.store import Store, View


class Shelf:
    """Hold the generation in service, and take up the next one as soon as it is there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._view: View | None = None

    def view(self) -> View:
        """Return the view in service; raise StoreError where there is none."""
        with self._lock:
            if self._view is None or self._view.identity != self._store.identity():
                self._view = self._store.view()
            return self._view


class Exports:
    """Keep exported files of the generation in service, each written once."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()

    def file(self, view: View, name: str) -> Path:
        """Return the file of a format; raise ExportError, EvidenceError."""
        with self._lock:
            self._folder = self._folder or tempfile.TemporaryDirectory(prefix="ostrakon-")
            generation = "-".join(map(str, view.identity))
            path = Path(self._folder.name) / f"{generation}.{name}"
            if not path.exists():
                write_export(view, name, path)
                _forget(path.parent, generation)
            return path

    def close(self) -> None:
        """Remove all files."""
        with self._lock:
            if self._folder is not None:
                self._folder.cleanup()


def _forget(folder: Path, generation: str) -> None:
    """Remove the files of all generations but this one and the last, which may just be asked for."""
    others = {path.name.partition(".")[0] for path in folder.iterdir()} - {generation}
    old = others - {max(others, default="")}
    for path in folder.iterdir():
        if path.name.partition(".")[0] in old:
            path.unlink()


class Networks:
    """Keep the networks asked for last: reading one takes longer than walking it."""

    _KEPT = 16

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[object, ...], Network] = OrderedDict()

    def get(
        self,
        view: View,
        kinds: tuple[str, ...] | None = None,
        status: str | None = None,
        document: str | None = None,
    ) -> Network:
        """Return a network of a view; raise FilterError, NotFoundError."""
        key = (view.identity, kinds, status, document)
        with self._lock:
            found = self._known.pop(key, None) or build(view, kinds, status, document)
            self._known[key] = found
            while len(self._known) > self._KEPT:
                self._known.popitem(last=False)
        return found


class Room:
    """Hold what lives as long as the service."""

    def __init__(self, settings: Settings, store: Store, questions: list[Question]) -> None:
        self.settings = settings
        self.shelf = Shelf(store)
        self.pool = Pool(settings)
        self.exports = Exports()
        self.networks = Networks()
        self.questions = questions
        # Looking a long query over takes time on the interpreter's one lock, so one at a time.
        self.gate = asyncio.Semaphore(1)


def room(request: Request) -> Room:
    """Return what the app was made with."""
    found = request.app.state.room
    if not isinstance(found, Room):  # pragma: no cover - create_app puts it there
        raise StoreError("the service is not ready")
    return found


def _view(room: Annotated[Room, Depends(room)]) -> View:
    return room.shelf.view()


RoomDep = Annotated[Room, Depends(room)]
ViewDep = Annotated[View, Depends(_view)]
Address = Callable[[str | None], str | None]


def _address(request: Request) -> Address:
    def next_page(token: str | None) -> str | None:
        if token is None:
            return None
        url = request.url.include_query_params(after=token)
        return f"{url.path}?{url.query}"

    return next_page


AddressDep = Annotated[Address, Depends(_address)]


def strict(request: Request) -> None:
    """Let a request pass whose parameters the path has, each once; raise RequestValidationError.

    A filter that is ignored would look as if it let everything through.
    """
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
