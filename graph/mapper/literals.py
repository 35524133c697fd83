"""Spell values as RDF literals."""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal

from graph.terms import XSD

_DATE_TYPES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)


def english(text: str) -> Literal:
    """Return an English label."""
    return Literal(text, language="en")


def date(text: str) -> Literal:
    """Return a date at the precision given; an EDTF form that XSD lacks stays a string."""
    datatype = next((kind for form, kind in _DATE_TYPES if form.fullmatch(text)), XSD.string)
    return Literal(text, datatype=datatype)


def number(value: float) -> Literal:
    """Return a number as xsd:decimal, without an exponent."""
    return Literal(format(Decimal(str(value)), "f"), datatype=XSD.decimal)


def integer(value: int) -> Literal:
    """Return a whole number as xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


def quantity(value: str | float) -> Literal:
    """Return a counted number as xsd:decimal, a word such as "hundreds" as it is."""
    return Literal(value) if isinstance(value, str) else number(value)
