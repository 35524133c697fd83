"""Say for which shapes and literals the fast engine gives what pyshacl gives, and rewrite other ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from graph.shapes.convert import literal, quiet

_SH = rdflib.SH
_RULE = rdflib.Namespace(str(_SH))
_XSD = str(rdflib.XSD)
_TARGETS = frozenset({_SH.targetClass, _SH.targetNode, _SH.targetSubjectsOf, _SH.targetObjectsOf})
# Both engines flag an ill-typed literal by sh:datatype and sh:nodeKind, but by these only one does.
_OF_WORDS = frozenset({_SH.pattern, _SH.minLength, _SH.minInclusive, _SH.maxInclusive})
_RULES = _OF_WORDS | {
    _RULE[rule]
    for rule in (
        *("minCount", "maxCount", "datatype", "class", "nodeKind", "in", "hasValue", "or", "not", "node"),
        *("equals", "disjoint", "lessThan", "closed", "qualifiedValueShape", "uniqueLang"),
    )
}
_KNOWN = _RULES | {
    *(_SH.targetClass, _SH.targetSubjectsOf, _SH.property, _SH.path, _SH.inversePath, _SH.alternativePath),
    *(_SH.qualifiedMinCount, _SH.qualifiedMaxCount, _SH.ignoredProperties, _SH.severity, _SH.message),
}
# What Python and Rust read alike in a pattern, `$`, \s and \S apart.
_PATTERN = re.compile(
    r"""(?:
        \\[\\./+*?()|\[\]{}^$-] | \\[sS]
        | \[ \^? (?: [A-Za-z0-9_.,:/~%?] | (?<=[A-Za-z0-9])-(?=[A-Za-z0-9]) | \\[\\.-] )+ \]
        | [A-Za-z0-9_:/.,;~%=@'"<>-] | \(\?: | \((?!\?) | [)|^] | \$(?=$|[)|])
        | (?: [*+?] | \{[0-9]+(?:,[0-9]*)?\} ) (?![*+])
    )*""",
    re.VERBOSE,
)
_READ_OTHERWISE = re.compile(r"\\[^sS]|\[[^\]]*\]|\$|\\[sS]")
_AS_PYTHON = {"$": r"(?:\n?\z)", r"\S": r"[^\s\x1c-\x1f]", r"\s": r"[\s\x1c-\x1f]"}
_WHOLE, _DAY = r"-?[0-9]{1,18}", r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# The engine's numbers and years are bounded, and it stops the process on a year too long.
_ALIKE: Mapping[str, re.Pattern[str]] = {
    _XSD + name: re.compile(words, re.DOTALL)
    for name, words in {
        "string": r".*",
        "anyURI": r".*",
        "boolean": r"true|false",
        "integer": _WHOLE,
        "nonNegativeInteger": _WHOLE,
        "positiveInteger": _WHOLE,
        "decimal": r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?",
        "date": _DAY,
        "gYear": r"[0-9]{4}",
        "gYearMonth": r"[0-9]{4}-[0-9]{2}",
        "dateTime": _DAY + r"T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?",
    }.items()
}
_ILL_TYPED = "urn:ostrakon:ill-typed:"


def split(shapes: rdflib.Graph) -> tuple[rdflib.Graph, rdflib.Graph]:
    """Return the shapes for the fast engine, and all shapes with the targets of those for pyshacl only."""
    targeted = {shape for shape, rule, _value in shapes if rule in _TARGETS}
    targeted |= set(shapes.subjects(rdflib.RDF.type, rdflib.RDFS.Class))
    slow = {shape for shape in targeted if not _agrees(shapes, shape)}
    fast_graph, slow_graph = rdflib.Graph(), rdflib.Graph()
    slow_graph.namespace_manager = shapes.namespace_manager  # pyshacl's own words shorten IRIs by it
    for subject, rule, value in shapes:
        aims = rule in _TARGETS or (rule == rdflib.RDF.type and value == rdflib.RDFS.Class)
        if not (aims and subject in slow):
            words = rdflib.Literal(_pattern(str(value)) or "") if rule == _SH.pattern else value
            fast_graph.add((subject, rule, words))
        if not aims or subject in slow:
            slow_graph.add((subject, rule, value))
    return fast_graph, slow_graph if slow else rdflib.Graph()


def compared(shapes: rdflib.Graph) -> frozenset[bytes]:
    """Return the properties, in N-Triples, whose values sh:lessThan compares."""
    pairs = shapes.subject_objects(_SH.lessThan)
    nodes = {node for shape, other in pairs for node in (shapes.value(shape, _SH.path), other)}
    return frozenset(f"<{node}>".encode() for node in nodes)


def _agrees(shapes: rdflib.Graph, shape: Node) -> bool:
    reporting = set(shapes.transitive_objects(shape, _SH.property))
    return all(
        _alike(shapes, node) and (node not in reporting or _has_message(shapes, node))
        for node in _parts(shapes, shape)
    )


def _has_message(shapes: rdflib.Graph, shape: Node) -> bool:
    """Tell whether the report's words stand in the shape, as each engine has its own where none do."""
    silent = not _RULES.intersection(shapes.predicates(shape))
    return silent or shapes.value(shape, _SH.message) is not None


def _alike(shapes: rdflib.Graph, node: Node) -> bool:
    used = set(shapes.predicates(node))
    if any(str(rule).startswith(str(_SH)) for rule in used - _KNOWN):
        return False
    of_one_kind = _SH.datatype in used or shapes.value(node, _SH.nodeKind) == _SH.IRI
    if used & _OF_WORDS and not of_one_kind:
        return False
    if _SH.lessThan in used and not isinstance(shapes.value(node, _SH.path), rdflib.URIRef):
        return False
    return all(_pattern(str(words)) is not None for words in shapes.objects(node, _SH.pattern))


def _parts(shapes: rdflib.Graph, shape: Node) -> Iterator[Node]:
    seen: set[Node] = set()
    ahead: list[Node] = [shape]
    while ahead:
        node = ahead.pop()
        if node not in seen:
            seen.add(node)
            ahead.extend(shapes.objects(node))
            yield node


def _pattern(words: str) -> str | None:
    """Return a pattern that means in Rust what the words mean in Python, or None where that is not known."""
    if not _PATTERN.fullmatch(words):
        return None
    return _READ_OTHERWISE.sub(lambda part: _AS_PYTHON.get(part[0], part[0]), words)


@lru_cache(maxsize=65536)
def same_literal(token: bytes) -> bytes | None:
    """Return a typed literal of N-Triples as rdflib keeps it, or None where the engine may read it otherwise.

    An ill-typed one gets a datatype of its own, because the engines do not agree on which those are.
    """
    (quad,) = ox.parse(b"<urn:s> <urn:p> " + token + b" .", format=ox.RdfFormat.N_TRIPLES)
    found = quad.object
    if not isinstance(found, ox.Literal):
        return None
    kind = found.datatype.value
    if not kind.startswith((_XSD, str(rdflib.RDF))):
        return token
    with quiet():
        kept = literal(found)
    if kept.ill_typed:
        return str(ox.Literal(str(kept), datatype=ox.NamedNode(_ILL_TYPED + kind))).encode()
    alike = _ALIKE.get(kind)
    if alike is None or not alike.fullmatch(str(kept)):
        return None
    return str(ox.Literal(str(kept), datatype=found.datatype)).encode()
