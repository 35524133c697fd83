"""Join what two readers found: the rules win, and what only the model found is added."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph.llm.layout import Layout
from graph.model import Fact, Reading

_FAMILY: Final = {
    "find": "accuse",
    "vote": "veto",
}  # told of one actor in one sentence they are one and the same
_OPPOSITE: Final = frozenset({frozenset({"support", "oppose"})})
_ACTS: Final = frozenset({"veto", "vote", "sponsor", "refer", "case_filed", "treaty_status"})


def combine(rules: Reading, llm: Reading) -> Reading:
    """Return the facts of the rules with those of the model that they neither hold nor contradict.

    `settings` of the reading names the second reader, and each fact its own extractor.
    """
    layout = Layout(rules.document.text)
    ids = {fact.id for fact in rules.facts}
    added = [
        fact
        for fact in llm.facts
        if fact.id not in ids and not any(settled(layout, known, fact) for known in rules.facts)
    ]
    facts = tuple(sorted((*rules.facts, *added), key=_place)) if added else rules.facts
    second = f"second={llm.extractor}"
    return replace(rules, facts=facts, settings=f"{rules.settings}; {second}" if rules.settings else second)


def settled(layout: Layout, known: Fact, fact: Fact) -> bool:
    """Tell whether a fact of the rules already says, or says otherwise, what a fact of the model says."""
    same_type = _family(known) == _family(fact)
    opposite = frozenset({known.type, fact.type}) in _OPPOSITE
    if not (same_type or opposite) or layout.apart((known.start, known.end), (fact.start, fact.end)):
        return False
    if opposite:
        return known.actor == fact.actor
    turned = known.actor == fact.target and known.target == fact.actor
    return turned or _same_act(known, fact) or _other_voice(known, fact)


def _same_act(known: Fact, fact: Fact) -> bool:
    """Tell whether both are of the same actor, and of the same target where both name one."""
    if known.actor != fact.actor:
        return False
    if known.type == "figure":
        return known.value == fact.value  # several numbers in one sentence are several figures
    return known.target == fact.target or known.target is None or fact.target is None


def _other_voice(known: Fact, fact: Fact) -> bool:
    """Tell whether both give the same words to different speakers; acts may have several actors."""
    if known.actor == fact.actor or known.type in _ACTS or not _overlap(known, fact):
        return False
    return known.target == fact.target and known.crime == fact.crime and known.value == fact.value


def _overlap(known: Fact, fact: Fact) -> bool:
    return known.start < fact.end and fact.start < known.end


def _family(fact: Fact) -> str:
    return _FAMILY.get(fact.type, fact.type)


def _place(fact: Fact) -> tuple[object, ...]:
    return fact.start, fact.end, fact.type, fact.actor, fact.target or "", fact.id
