"""Run the command `ostrakon`: find the subcommand, and say what went wrong in one line."""

from __future__ import annotations

import os
import sys
import traceback
from importlib.metadata import entry_points, version
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from graph.cli.visible import visible, visible_lines
from graph.errors import OstrakonError

_GROUP = "ostrakon.commands"
_ORDER = ("build", "import", "read", "check", "quarantine", "review", "query", "export", "score", "serve")
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """List the subcommands without importing them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the work, then whatever other packages add."""
        names = entry_points(group=_GROUP).names
        return sorted(names, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load one subcommand."""
        found = entry_points(group=_GROUP, name=cmd_name)
        if not found:
            return None
        loaded = next(iter(found)).load()
        if isinstance(loaded, typer.Typer):  # a command with commands of its own
            return typer.main.get_command(loaded)
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")
        app.command(cmd_name, context_settings=_SETTINGS)(loaded)
        return typer.main.get_command(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ostrakon {version('ostrakon')}")
        raise typer.Exit


app = typer.Typer(
    cls=Commands,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings=_SETTINGS,
)


@app.callback()
def ostrakon(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Turn documents into a checked graph of who vetoed, accused and denied what, and serve it."""


def main() -> NoReturn:
    """Run the command; exit with 1 for what a user can mend, 70 for our own fault, 130 when interrupted."""
    try:
        app()
    except OstrakonError as error:
        typer.echo(visible_lines(f"ostrakon: {error}"), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it is, it is told
        _tell(error)
        sys.exit(70)
    sys.exit(0)


def _tell(error: Exception) -> None:
    """Say in one line what nobody foresaw, or with OSTRAKON_DEBUG=1 all of it."""
    if os.environ.get("OSTRAKON_DEBUG") == "1":
        traceback.print_exception(error)
        return
    what = visible(f"{type(error).__name__}: {error}".rstrip(": "))
    mend = "OSTRAKON_DEBUG=1 shows where"
    typer.echo(f"ostrakon: unforeseen, and a fault of the program: {what} ({mend})", err=True)
