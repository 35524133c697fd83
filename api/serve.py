"""Run the service from the command line."""

from __future__ import annotations

import errno
import socket
from typing import Annotated, Final

import typer
import uvicorn

from api.app import create_app
from graph.cli.options import StoreOption, settings
from graph.errors import SettingsError
from graph.settings import Settings
from graph.store import open_store

_BACKLOG: Final = 128
_FAREWELL: Final = 3  # seconds that running requests have once the service is told to end


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="The port to listen on; 0 for any free one.", min=0, max=65535)
    ] = 8000,
    store: StoreOption = None,
) -> None:
    """Serve the page, the API and a SPARQL endpoint.

    Example: `ostrakon serve --port 8080`
    """
    chosen = settings(store)
    view = open_store(chosen.store).view()
    with _listen(host, port) as listener:
        where = _address(host, listener.getsockname()[1])
        typer.echo(
            f"Serving generation {view.generation} of {chosen.store} at {where} (Ctrl-C ends it)", err=True
        )
        del view
        _run(chosen, listener)


def _run(chosen: Settings, listener: socket.socket) -> None:
    config = uvicorn.Config(
        create_app(chosen),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_FAREWELL,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise SettingsError where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        # Named as TCP, so that asyncio sends small answers at once; else each waits some 40 ms.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        what = "the port is taken" if taken else f"cannot listen here: {error.strerror or error}"
        hint = "choose another one with --port" if taken else None
        raise SettingsError(what, where=f"{host}:{port}", hint=hint) from error
    return listener


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - shown only
    return f"http://{shown}:{port}/"
