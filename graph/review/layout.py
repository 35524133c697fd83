"""Know on which lines of a YAML file the items of a list stand, so that one can change and the rest stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Block:
    """Give the lines of an item, both counted from 0, its `id`, and what items are sorted by."""

    first: int
    last: int
    column: int
    id: str | None
    order: tuple[str, int, str]


def blocks(text: str, key: str) -> list[Block] | None:
    """Return the items of the list under a key, in order; None where the list is not laid out in lines."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    pairs = dict(_pairs(root))
    if list(pairs) != [key]:
        return None
    items = pairs[key]
    if not isinstance(items, yaml.SequenceNode) or items.flow_style or not items.value:
        return None
    lines = text.splitlines()
    found = [_block(item, lines) for item in items.value]
    whole = [block for block in found if block is not None]
    return whole if len(whole) == len(found) else None


def indent_of(found: Sequence[Block], lines: Sequence[str]) -> int:
    """Return by how many blanks the dashes of a list are set in."""
    return len(lines[found[0].first]) - len(lines[found[0].first].lstrip(" "))


def _block(item: yaml.Node, lines: Sequence[str]) -> Block | None:
    first = item.start_mark.line
    if not isinstance(item, yaml.MappingNode) or not lines[first].lstrip(" ").startswith("- "):
        return None
    told = {name: node.value for name, node in _pairs(item) if isinstance(node, yaml.ScalarNode)}
    fact = next((node for name, node in _pairs(item) if name == "fact"), None)
    place = {name: node.value for name, node in _pairs(fact) if isinstance(node, yaml.ScalarNode)}
    start = place.get("start", "0")
    order = (place.get("document", ""), int(start) if start.isdecimal() else 0, told.get("id", ""))
    return Block(first, max(_ends(item)), item.start_mark.column, told.get("id"), order)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode):
                yield name.value, value


def _ends(node: yaml.Node) -> Iterator[int]:
    """Yield the last line of each scalar in a node: the node's own end comes after the comments behind it."""
    if isinstance(node, yaml.ScalarNode) or (isinstance(node, yaml.CollectionNode) and node.flow_style):
        mark = node.end_mark
        yield mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line
    elif isinstance(node, yaml.CollectionNode):
        for part in node.value:
            for inner in part if isinstance(part, tuple) else (part,):
                yield from _ends(inner)
