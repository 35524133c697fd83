"""Hand the routes what they need: the view in service, the pool, exported files."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from graph.errors import StoreError
from graph.export import write_export
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
            if self._view is None or self._view.generation != self._store.current():
                self._view = self._store.view()
            return self._view


class Exports:
    """Keep exported files of the generation in service, each written once."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ostrakon-")
        self._lock = threading.Lock()

    def file(self, view: View, name: str) -> Path:
        """Return the file of a format; raise ExportError, EvidenceError."""
        path = Path(self._folder.name) / f"{view.generation}.{name}"
        with self._lock:
            if not path.exists():
                write_export(view, name, path)
                self._forget_others(view.generation)
        return path

    def close(self) -> None:
        """Remove all files."""
        self._folder.cleanup()

    def _forget_others(self, generation: str) -> None:
        # A file that is still being sent stays readable until it is closed.
        for path in Path(self._folder.name).iterdir():
            if not path.name.startswith(f"{generation}."):
                path.unlink()


class Room:
    """Hold what lives as long as the service."""

    def __init__(self, settings: Settings, store: Store, questions: list[Question]) -> None:
        self.settings = settings
        self.shelf = Shelf(store)
        self.pool = Pool(settings)
        self.exports = Exports()
        self.questions = questions


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
