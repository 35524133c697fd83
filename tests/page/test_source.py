"""The page's source and what is built of it keep to the rules of the house, as far as files can tell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "api" / "page"
STATIC = ROOT / "api" / "static"

SOURCES = sorted((PAGE / "src").rglob("*.ts"))
BUILT = STATIC / "index.html"
needs_build = pytest.mark.skipif(
    not BUILT.is_file(), reason="api/static/ holds no built page: run `make install`"
)


def test_there_is_a_source() -> None:
    assert len(SOURCES) > 10


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_string_becomes_markup_or_code(path: Path) -> None:
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc"
    )
    assert re.findall(forbidden, path.read_text("utf-8")) == []


def test_the_lock_file_names_no_registry_and_every_version() -> None:
    lock = json.loads((PAGE / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert len(packages) > 10
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_dependencies_are_pinned() -> None:
    package = json.loads((PAGE / "package.json").read_text("utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert versions
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


@needs_build
@pytest.mark.parametrize("name", ["index.html", "docs/index.html"])
def test_built_pages_hold_no_inline_code_and_no_foreign_address(name: str) -> None:
    html = (STATIC / name).read_text("utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|=[\"']javascript:", html, re.I) == []
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//[^\"']*", html) == []


@needs_build
def test_built_styles_load_nothing_from_elsewhere() -> None:
    sheets = sorted((STATIC / "assets").glob("*.css"))
    assert sheets
    for sheet in sheets:
        assert re.findall(r"@import|url\(", sheet.read_text("utf-8")) == []


@needs_build
def test_the_documentation_of_the_api_is_built_with_its_licence() -> None:
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "init.js", "index.html", "LICENSE"):
        assert (STATIC / "docs" / name).stat().st_size > 0, name
