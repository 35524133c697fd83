"""What the parser gets wrong is mended in the parse itself."""

from __future__ import annotations

import random

import pytest
from spacy.tokens import Doc, Token

from graph.reading.clauses import objects, subjects
from graph.reading.negation import is_asked, is_inverted, is_passed_over, is_supposed
from graph.reading.reader import Reader

# sentence, verb, who does it, to whom
MENDED = [
    ("Eritrea tortured prisoners.", "tortured", "Eritrea", "prisoners"),
    ("The army of Chad tortured prisoners.", "tortured", "army", "prisoners"),
    ("The United States says North Korea tortured prisoners.", "tortured", "Korea", "prisoners"),
    ("“Iran tortured prisoners,” said Ann Roy.", "tortured", "Iran", "prisoners"),
    ("Hamas said that Israel had massacred civilians.", "massacred", "Israel", "civilians"),
    ("Mali, said Chad's ambassador, has massacred civilians.", "massacred", "Mali", "civilians"),
    ("Canada said that Iran did torture prisoners.", "torture", "Iran", "prisoners"),
    ("Canada said Iran is planning to massacre civilians.", "massacre", "Iran", "civilians"),
    ("Canada said Iran, not Iraq, tortured prisoners.", "tortured", "Iran", "prisoners"),
    ("According to Mali, South Africa tortured prisoners.", "tortured", "Africa", "prisoners"),
    ("Russia, whom Ukraine accuses of genocide, sits there.", "accuses", "Ukraine", "Russia"),
    ("France, which Amnesty International accused of torture, left.", "accused", "International", "France"),
    ("In Geneva, Mali, an ally of Chad, accused Iran of torture.", "accused", "Mali", "Iran"),
    ("In Geneva, France and Mali accused Iran of torture.", "accused", "France", "Iran"),
    ("Ghana told Mali that Chad tortured prisoners.", "tortured", "Chad", "prisoners"),
    ("It was Russia that vetoed the Security Council resolution.", "vetoed", "Russia", "resolution"),
    ("Mali was accused by Amnesty International of killing civilians.", "killing", "Mali", "civilians"),
    ("Poland suspects Belarus of starving children.", "starving", "Belarus", "children"),
    ("Rwanda is accused by rights groups of torture.", "accused", "groups", "Rwanda"),
]


@pytest.mark.parametrize(("text", "verb", "who", "whom"), MENDED, ids=[m[0] for m in MENDED])
def test_the_verb_has_its_roles(text: str, verb: str, who: str, whom: str, reader: Reader) -> None:
    token = _word(reader.parser.language(text), verb)
    assert token.pos_ == "VERB"
    assert [t.text for t in subjects(token)] == [who]
    assert [t.text for t in objects(token)] == [whom]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Iran's tortured prisoners went home.", "tortured", "VBN"),
        ("The jailed man said so.", "jailed", "VBN"),
        ("The team has limited means.", "limited", "VBN"),
    ],
)
def test_a_participle_stays_one(text: str, word: str, tag: str, reader: Reader) -> None:
    token = _word(reader.parser.language(text), word)
    assert (token.tag_, token.dep_) == (tag, "amod")


@pytest.mark.parametrize(
    ("text", "deed", "doer"),
    [
        ("Egypt condemned the attack on Israel by Hamas.", "attack", "Hamas"),
        ("Egypt condemned the shelling of villages by Chad.", "shelling", "Chad"),
    ],
)
def test_the_doer_hangs_on_the_deed(text: str, deed: str, doer: str, reader: Reader) -> None:
    assert [t.text for t in subjects(_word(reader.parser.language(text), deed))] == [doer]


@pytest.mark.parametrize(
    ("text", "verb", "test", "expected"),
    [
        ("Canada talked rather than accuse Iran.", "accuse", is_passed_over, True),
        ("Canada would rather accuse Iran.", "accuse", is_passed_over, False),
        ("If Iran bombs it, Iran commits a crime.", "bombs", is_supposed, True),
        ("If Iran bombs it, Iran commits a crime.", "commits", is_supposed, True),
        ("Even if Iran bombs it, talks go on.", "go", is_supposed, False),
        ("Had Iran bombed it, talks would have ended.", "bombed", is_inverted, True),
        ("Iran had bombed it, so talks ended.", "bombed", is_inverted, False),
        ("Canada asked whether Iran bombed it.", "bombed", is_asked, True),
    ],
)
def test_what_is_not_told_as_done(text: str, verb: str, test: object, expected: bool, reader: Reader) -> None:
    assert callable(test)
    assert test(_word(reader.parser.language(text), verb)) is expected


def test_no_tree_becomes_a_ring(reader: Reader) -> None:
    words = " ".join(text for text, *_ in MENDED).split()
    shuffle = random.Random(4)
    for _ in range(150):
        doc = reader.parser.language(" ".join(shuffle.sample(words, 25)))
        assert all(token not in list(token.ancestors) for token in doc)
        assert sum(len(sentence) for sentence in doc.sents) == len(doc)


def _word(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)
