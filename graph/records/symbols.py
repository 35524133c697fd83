"""Understand United Nations document symbols as tables write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

SymbolKind = Literal["draft", "resolution", "meeting", "none"]

_SPACE = re.compile(r"\s+")
_COUNCIL_DRAFT = re.compile(r"(?<![\w/])S/(\d{4}/\d+|\d{1,5})((?:/(?:Rev|Add|Corr)\.\d+)*)(?!-?[\d/])", re.I)
_ASSEMBLY_DRAFT = re.compile(
    r"(?<![\w/])A/(?:[\w.-]+/)*(?:L\.\d+|\d+)((?:/(?:Rev|Add|Corr)\.\d+)*)(?!-?[\d/])", re.I
)
_COUNCIL_RESOLUTION = re.compile(r"(?:resolution\s*|s/res/)?(\d{1,4})\s*(?:[(/ ]\s*(\d{4})\s*\)?)?", re.I)
_RESOLUTION = re.compile(r"[AES]/(?:[A-Z]+/)?(?:RES|DEC)/.+", re.I)
_MEETING = re.compile(r"(?:s/)?(?:pv\.?)?\s*(\d{1,5})(\s*\(?(?:resumption|part)\s*[\w.]*\)?)?", re.I)
_OTHER_MEETING = re.compile(r"[AES]/(?:[\w.-]+/)*(?:PV|SR)\.\s*\d+.*", re.I)
_AMENDS = re.compile(r"\bamendment", re.I)


@dataclass(frozen=True, slots=True)
class Symbol:
    """Carry what a cell names: the kind of document, its symbol in one spelling, and the words around it."""

    kind: SymbolKind
    text: str | None = None
    amendment: bool = False


NONE = Symbol("none")


def tidy(cell: str) -> str:
    """Return a cell with one kind of space, none at its ends, without the marks that spreadsheets leave."""
    plain = unicodedata.normalize("NFKC", cell.replace("_x000D_", " "))
    return _SPACE.sub(" ", plain).strip()


def draft(cell: str) -> Symbol:
    """Return the first draft that a cell names, as in "s/2004/25" or "para 4 of S/2002/825"."""
    text = tidy(cell)
    if resolution(text, None).text and "/RES/" in text.upper():
        return NONE
    found = _COUNCIL_DRAFT.search(text) or _ASSEMBLY_DRAFT.search(text)
    if found is None:
        return NONE
    return Symbol("draft", _cased(found[0]), bool(_AMENDS.search(text)))


def resolution(cell: str, year: str | None) -> Symbol:
    """Return the resolution that a cell names, "893 (1994)" as "S/RES/893(1994)"; `year` if it has none."""
    text = tidy(cell)
    found = _COUNCIL_RESOLUTION.fullmatch(text)
    if found:
        when = found[2] or year
        return Symbol("resolution", f"S/RES/{int(found[1])}({when})" if when else None)
    if _RESOLUTION.fullmatch(text):
        return Symbol("resolution", text.upper().replace(" ", ""))
    return NONE


def meeting(cell: str) -> Symbol:
    """Return the meeting that a cell names, "3326" and "PV.3326" as "S/PV.3326"."""
    text = tidy(cell)
    found = _MEETING.fullmatch(text)
    if found:
        rest = tidy(found[2] or "")
        return Symbol("meeting", f"S/PV.{int(found[1])}" + (f" {rest}" if rest else ""))
    if _OTHER_MEETING.fullmatch(text):
        return Symbol("meeting", text)
    return NONE


def kind(cell: str) -> SymbolKind:
    """Tell what kind of document a cell names where its form leaves no doubt."""
    text = tidy(cell)
    if _RESOLUTION.fullmatch(text) or text.lower().startswith("resolution"):
        return "resolution"
    if re.match(r"(?:[AES]/(?:.+/)?)?(?:PV|SR)\.", text, re.I):
        return "meeting"
    return "draft" if draft(text).text and re.match(r"[AS]/", text, re.I) else "none"


def slug(symbol: str) -> str:
    """Return a symbol as a segment of an IRI, a resolution without its year: "S-RES-893", "S-2014-348"."""
    plain = re.sub(r"\((\d{4})\)$", "", symbol)
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")


def _cased(symbol: str) -> str:
    return re.sub(r"/(Rev|Add|Corr)\.", lambda m: f"/{m[1].capitalize()}.", symbol.upper(), flags=re.I)
