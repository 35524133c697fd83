"""Whoever a model takes for the accuser, the one who is accused is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.gazetteer import ACTOR_KINDS
from graph.llm.accept import Accepted, accept
from graph.llm.ground import Ground
from graph.llm.layout import Part
from tests.llm.stub import claim

Make = Callable[..., Ground]

# sentence, who accuses, who is accused
TABLE = [
    ("France accused Syria of torture.", "France", "Syria"),
    ("France has repeatedly accused neighbouring Syria of torture.", "France", "Syria"),
    ("Syria was accused by France of torture.", "France", "Syria"),
    ("Syria has been accused of torture by France.", "France", "Syria"),
    ("Syria, accused of torture by France, denied it.", "France", "Syria"),
    ("Syria, which France accused of torture, left the room.", "France", "Syria"),
    ("France, which accused Syria of torture, left the room.", "France", "Syria"),
    ("It was Ukraine that accused Russia of torture.", "Ukraine", "Russia"),
    ("Accusing Russia of torture, Ukraine went to court.", "Ukraine", "Russia"),
    ("Ukraine went to court, accusing Russia of torture.", "Ukraine", "Russia"),
    ("Germany said that Ukraine had accused Russia of torture.", "Ukraine", "Russia"),
    ("Russia stands accused of torture by Ukraine.", "Ukraine", "Russia"),
    ("South Africa filed a case against Israel for torture.", "South Africa", "Israel"),
    ("The case filed by South Africa against Israel alleges torture.", "South Africa", "Israel"),
    ("Torture was blamed on the Syrian government by Turkey.", "Türkiye", "Syria"),
    ("Turkey said Syria was responsible for torture.", "Türkiye", "Syria"),
    ("“Syria is responsible for torture,” Turkey said.", "Türkiye", "Syria"),
    ("“Syria is responsible for torture,” said Turkey.", "Türkiye", "Syria"),
    ("Qatar condemned the torture committed by Syrian forces.", "Qatar", "Syria"),
    ("Qatar's condemnation of Syria for torture was loud.", "Qatar", "Syria"),
    ("According to Qatar, torture is what Syria lives by.", "Qatar", "Syria"),
    ("China practised torture in Xinjiang, the United States said.", "United States", "China"),
    ("China, the United States said, has practised torture.", "United States", "China"),
    ("Armenia accused Azerbaijan of torture, a charge Azerbaijan denies.", "Armenia", "Azerbaijan"),
    ("Japan protested against torture by North Korea.", "Japan", "North Korea"),
    ("Accusations of torture by Qatar against Syria were loud.", "Qatar", "Syria"),
]


def tried(ground: Ground, text: str, actor: str, target: str) -> Accepted:
    """Claim that one accuses the other, each by the words with which the text names it."""
    named = {
        m.entry.name: text[m.start : m.end]
        for m in ground.named((0, len(text)))
        if m.entry.kind in ACTOR_KINDS
    }
    raw = claim(
        text[:-1], actor=(actor, named[actor]), target=(target, named[target]), crime=("torture", text[:-1])
    )
    return accept([raw], ground, Part(text, 0), "llm/m@0")


@pytest.mark.parametrize(("text", "accuser", "accused"), TABLE, ids=[row[0] for row in TABLE])
def test_the_accuser_is_never_the_culprit(text: str, accuser: str, accused: str, ground: Make) -> None:
    right = tried(ground(text), text, accuser, accused)
    assert [(fact.actor, fact.target) for fact in right.facts] == [(accuser, accused)]
    wrong = tried(ground(text), text, accused, accuser)
    assert wrong.facts == ()
    assert wrong.refusals[0].reason == "is accused in that sentence, and the target accuses"


def test_those_who_accuse_each_other_are_both_heard(ground: Make) -> None:
    text = "France accused Syria of torture, and Syria accused France of torture."
    assert [
        len(tried(ground(text), text, *pair).facts) for pair in (("France", "Syria"), ("Syria", "France"))
    ] == [1, 1]


def test_an_actor_of_another_sentence_is_not_judged_by_this_one(ground: Make) -> None:
    text = "Amnesty International spoke. It told how Syria says that torture is no torture."
    raw = claim(
        text[29:-1], actor=("Amnesty International", "Amnesty International"), target="Syria", crime="torture"
    )
    assert len(accept([raw], ground(text), Part(text, 0), "llm/m@0").facts) == 1
