"""Keep a store in a folder, with an engine inside this process."""

from __future__ import annotations

from pathlib import Path

from graph.errors import StoreError
from graph.store.generations import MANIFEST, Layout, guarded, identity_of
from graph.store.protocol import Identity, Store, View, Writer
from graph.store.view import EmbeddedView
from graph.store.writer import EmbeddedWriter, open_view

_BUILD = "run `ostrakon build` first"
_ATTEMPTS = 20


class EmbeddedStore:
    """Hold generations in a folder, of which one is in service."""

    def __init__(self, root: Path) -> None:
        self._layout = Layout(root)

    def view(self) -> View:
        """Open the generation in service; raise StoreError where there is none or it is damaged."""
        name = self._in_service()
        for _ in range(_ATTEMPTS):
            try:
                return EmbeddedView(self._layout.generation(name))
            except FileNotFoundError:  # pruned between the two steps, so another one is in service by now
                name = self._in_service()
        return open_view(self._layout, name)

    def writer(self) -> Writer:
        """Return a writer; nothing happens before it is entered."""
        return EmbeddedWriter(self._layout)

    def current(self) -> str | None:
        """Return the name of the generation in service, None for a store that does not exist yet."""
        return self._layout.current()

    def identity(self) -> Identity | None:
        """Return the `View.identity` of the generation in service, None where there is none to open."""
        name = self.current()
        if name is None:
            return None
        marker = self._layout.generation(name) / MANIFEST
        with guarded(marker):
            try:
                return identity_of(name, marker.stat())
            except FileNotFoundError:  # removed with its store, or pruned a moment ago
                return None

    def _in_service(self) -> str:
        name = self.current()
        if name is None:
            raise StoreError("there is no store here", where=str(self._layout.root), hint=_BUILD)
        return name


def open_store(path: Path) -> Store:
    """Return the store of a folder, which need not exist yet."""
    return EmbeddedStore(path)


def open_generation(path: Path) -> View:
    """Open one generation by its folder (`View.path`); raise StoreError where it is not there or damaged."""
    return open_view(Layout(path.parent.parent), path.name)
