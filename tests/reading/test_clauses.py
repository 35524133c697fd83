from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from graph.reading.clauses import infinitives, objects, subjects
from graph.reading.modality import is_negated
from graph.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "verb", "who", "whom"),
    [
        ("Russia vetoed the draft.", "vetoed", ["Russia"], ["draft"]),
        ("The draft was vetoed by Russia.", "vetoed", ["Russia"], ["draft"]),
        ("The draft, which Russia vetoed, failed.", "vetoed", ["Russia"], ["draft"]),
        ("Russia, which vetoed the draft, left.", "vetoed", ["Russia"], ["draft"]),
        ("The draft vetoed by Russia failed.", "vetoed", ["Russia"], ["draft"]),
        ("Russia tried to block the draft.", "block", ["Russia"], ["draft"]),
        ("France urged Russia to support the draft.", "support", ["Russia"], ["draft"]),
        ("France called on Russia to support the draft.", "support", ["Russia"], ["draft"]),
        ("China joined Russia in vetoing the draft.", "vetoing", ["China", "Russia"], ["draft"]),
        ("Russia was one of several members to block the draft.", "block", ["Russia"], ["draft"]),
        ("Russia drafted and tabled the text.", "tabled", ["Russia"], ["text"]),
        ("The text was drafted and tabled by France.", "drafted", ["France"], ["text"]),
        ("Rebels, backed by Rwanda, killed civilians.", "killed", ["Rebels"], ["civilians"]),
        ("The agreement it signed in 2000 failed.", "signed", ["it"], ["agreement"]),
        ("Hamas said that Israel had massacred civilians.", "massacred", ["Israel"], ["civilians"]),
        ("Russia, China and Algeria voted against it and Guyana abstained.", "abstained", ["Guyana"], []),
        ("The US-drafted resolution passed.", "drafted", [], ["resolution"]),
    ],
)
def test_roles_are_logical(text: str, verb: str, who: list[str], whom: list[str], reader: Reader) -> None:
    token = _word(reader, text, verb)
    assert [t.text for t in subjects(token)] == who
    assert [t.text for t in objects(token)] == whom


def test_several_asks_are_several_infinitives(reader: Reader) -> None:
    token = _word(reader, "France urged Russia to stop the war and withdraw its troops.", "urged")
    assert [t.text for t in infinitives(token)] == ["stop", "withdraw"]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Russia did not veto it.", "veto", True),
        ("Russia never vetoed it.", "vetoed", True),
        ("No state vetoed it.", "vetoed", True),
        ("Neither Russia nor China vetoed it.", "vetoed", True),
        ("Russia vetoed it, not China.", "vetoed", False),
        ("Russia vetoed it.", "vetoed", False),
    ],
)
def test_negation(text: str, verb: str, expected: bool, reader: Reader) -> None:
    assert is_negated(_word(reader, text, verb)) is expected


def _word(reader: Reader, text: str, word: str) -> Token:
    doc: Doc = reader.parser.language(text)
    return next(t for t in doc if t.text == word)
