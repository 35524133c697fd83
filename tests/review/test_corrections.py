"""Decisions change what they are about and nothing else, find their fact again, and say where they met none."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ReviewError
from graph.model import Document, Fact, Reading
from graph.review import Corrections
from graph.review.edit import write
from graph.review.entry import Entry
from graph.review.files import beside
from graph.review.place import span
from tests.sample import document, fact, gazetteer

TEXT = (
    "Russia and China vetoed a draft resolution on Syria on 22 May 2014. France accused Syria of torture. "
    "Syria denied it. Hundreds have died."
)
DOC = document("doc", TEXT)
DRAFT = "draft resolution on Syria"
RUSSIA = fact(DOC, "veto", "Russia", "Russia and China vetoed", object=DRAFT)
CHINA = fact(DOC, "veto", "China", "Russia and China vetoed", object=DRAFT)
FRANCE = fact(
    DOC,
    "accuse",
    "France",
    "France accused Syria of torture",
    target="Syria",
    crime="torture",
    speaker="Jane Doe",
)
SYRIA = fact(DOC, "deny", "Syria", "Syria denied it", crime="torture", confidence=0.4)
DEAD = fact(DOC, "figure", "narrator", "Hundreds have died", value="hundreds", object="people killed")
FACTS = (CHINA, RUSSIA, FRANCE, SYRIA, DEAD)  # in the order of the text
ID = "0123456789abcdef0123"


def entry(one: Fact, decision: str, to: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    place = {
        "document": one.document,
        "type": one.type,
        "actor": one.actor,
        "target": one.target,
        "quote": one.quote,
        "start": one.start,
    }
    return {"id": one.id, "decision": decision, "fact": place} | ({"to": to} if to is not None else {}) | more


def applied(*entries: dict[str, Any], facts: tuple[Fact, ...] = FACTS, doc: Document = DOC) -> Reading:
    corrections = Corrections([Entry.model_validate(one) for one in entries])
    return corrections.apply(Reading(doc, facts, "sample/1"), gazetteer())


def only(reading: Reading, id: str) -> Fact:
    (found,) = [one for one in reading.facts if one.id == id]
    return found


def test_an_accepted_fact_stays_as_it_is_and_says_who_accepted_it() -> None:
    reading = applied(entry(SYRIA, "accept", by="A. Reviewer", on="2026-03-01", why="clear"))
    assert reading.facts == FACTS
    (review,) = reading.reviews
    assert (review.fact, review.decision, review.unmet, review.changes) == (SYRIA.id, "accept", None, ())
    assert (review.by, review.on, review.why) == ("A. Reviewer", "2026-03-01", "clear")


def test_who_and_when_are_told_only_where_given() -> None:
    (review,) = applied(entry(SYRIA, "accept")).reviews
    assert (review.by, review.on, review.why) == (None, None, None)


def test_a_rejected_fact_goes() -> None:
    reading = applied(entry(CHINA, "reject"))
    assert reading.facts == (RUSSIA, FRANCE, SYRIA, DEAD)
    assert (reading.reviews[0].fact, reading.reviews[0].decision) == (CHINA.id, "reject")


def test_a_corrected_actor_is_linked_and_the_id_stays() -> None:
    reading = applied(
        entry(FRANCE, "correct", {"actor": "the United States", "target": "Rebels", "speaker": ""})
    )
    one = only(reading, FRANCE.id)
    assert (one.actor, one.actor_id, one.target, one.target_id, one.speaker) == (
        "United States", "https://w3id.org/ostrakon/id/state/USA", "Rebels", None, None,
    )  # fmt: skip
    assert (one.confidence, one.quote, one.crime) == (FRANCE.confidence, FRANCE.quote, FRANCE.crime)
    assert reading.reviews[0].changes == (
        "actor: France became United States", "speaker: Jane Doe became nothing", "target: Syria became Rebels",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "to", "expected"),
    [
        (RUSSIA, {"type": "vote", "value": "abstain"}, {"type": "vote", "value": "abstain"}),
        (DEAD, {"value": 300}, {"value": 300}),
        (DEAD, {"actor": "Syria"}, {"actor": "Syria", "via": "name"}),
        (FRANCE, {"actor": "narrator"}, {"actor": "narrator", "actor_id": None, "via": "narrator"}),
        (
            FRANCE,
            {"status": "not_actual", "modality": "expected"},
            {"status": "not_actual", "modality": "expected"},
        ),
        (
            FRANCE,
            {"crime": "genocide", "date": "2014-05", "statute": "Rome Statute"},
            {"crime": "genocide", "date": "2014-05"},
        ),
        (DEAD, {"type": "accuse"}, {"type": "accuse", "value": None}),
    ],
)
def test_every_key_can_be_corrected(one: Fact, to: dict[str, Any], expected: dict[str, Any]) -> None:
    found = only(applied(entry(one, "correct", to)), one.id)
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_tally_can_be_corrected() -> None:
    found = only(
        applied(
            entry(
                RUSSIA,
                "correct",
                {"type": "vote", "actor": "UN Security Council", "value": {"yes": 13, "no": 2}},
            )
        ),
        RUSSIA.id,
    )
    assert found.value == {"yes": 13, "no": 2}


def test_a_correction_that_makes_two_facts_the_same_leaves_one() -> None:
    reading = applied(entry(CHINA, "correct", {"actor": "Russia"}))
    assert reading.facts == (RUSSIA, FRANCE, SYRIA, DEAD)
    assert reading.reviews[0].fact == RUSSIA.id


def test_a_fact_is_added_with_its_place() -> None:
    given = {
        "decision": "add",
        "fact": {"document": "doc", "type": "deny", "quote": "Syria denied it"},
        "to": {"actor": "Syria", "crime": "torture", "target": "France"},
    }
    reading = applied(given, facts=())
    (one,) = reading.facts
    assert (one.start, one.end, TEXT[one.start : one.end]) == (101, 116, one.quote)
    assert (one.confidence, one.extractor, one.actor_id) == (1.0, "ostrakon-review/1", SYRIA.actor_id)
    assert one.id == fact(DOC, "deny", "Syria", "Syria denied it", crime="torture", target="France").id
    assert (
        applied(given | {"fact": given["fact"] | {"quote": "Syria said no"}}).reviews[0].unmet
        == "the quote is not in the text"
    )  # type: ignore[operator]


def test_a_fact_that_is_added_and_read_is_one() -> None:
    given = {
        "decision": "add",
        "fact": {"document": "doc", "type": "deny", "quote": "Syria denied it"},
        "to": {"actor": "Syria", "crime": "torture"},
    }
    reading = applied(given)
    assert reading.facts == FACTS
    assert reading.reviews[0].fact == SYRIA.id


# When the reader has changed


def test_a_fact_with_another_id_is_found_by_its_place() -> None:
    longer = fact(
        DOC, "accuse", "France", "France accused Syria of torture.", target="Syria", crime="torture"
    )
    for decision, left in (("accept", 1), ("reject", 0)):
        reading = applied(entry(FRANCE, decision), facts=(longer,))
        assert len(reading.facts) == left
        assert (reading.reviews[0].entry, reading.reviews[0].fact) == (FRANCE.id, longer.id)


def test_a_correction_is_found_by_what_it_put_right() -> None:
    """The reader now reads what the reviewer had said."""
    right = fact(DOC, "accuse", "Russia", "France accused Syria of torture", target="Syria", crime="torture")
    reading = applied(entry(FRANCE, "correct", {"actor": "Russia"}), facts=(right,))
    assert reading.facts == (right,)
    assert (reading.reviews[0].fact, reading.reviews[0].changes) == (right.id, ())


def test_a_correction_of_the_type_is_found_under_either_type() -> None:
    denied = fact(DOC, "deny", "France", "France accused Syria of torture", target="Syria", crime="torture")
    given = entry(FRANCE, "correct", {"type": "deny"})
    assert applied(given, facts=(denied,)).reviews[0].fact == denied.id


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ((SYRIA, DEAD), "no fact of type accuse stands there"),
        ((fact(DOC, "accuse", "Russia", "France accused Syria of torture", target="Syria"),), "another fact of type accuse stands there, of Russia"),
        ((fact(DOC, "accuse", "France", "France accused Syria of torture"),), "another fact of type accuse stands there, of France"),
        (
            tuple(fact(DOC, "accuse", "France", "France accused Syria of torture", target="Syria", crime=crime) for crime in ("genocide", "war crimes")),
            "2 facts stand there that it could mean",
        ),
    ],
    ids=["nothing", "another actor", "another target", "several"],
)  # fmt: skip
def test_what_is_not_there_is_told_and_nothing_is_changed(facts: tuple[Fact, ...], why: str) -> None:
    for decision in ("accept", "reject"):
        reading = applied(entry(FRANCE, decision), facts=facts)
        assert set(reading.facts) == set(facts)
        assert [(one.fact, one.unmet) for one in reading.reviews] == [(None, why)]


def test_a_decision_about_one_of_two_vetoes_meets_its_own() -> None:
    """Both stand in the same words; only the actor tells them apart."""
    new = tuple(dataclasses.replace(one, id=one.id[::-1]) for one in (RUSSIA, CHINA))
    reading = applied(entry(CHINA, "reject"), entry(RUSSIA, "accept"), facts=new)
    assert [one.actor for one in reading.facts] == ["Russia"]


def test_a_text_that_has_moved_is_searched_for_the_quote() -> None:
    moved = document("doc", "An opening line. " + TEXT)
    there = fact(
        moved, "accuse", "France", "France accused Syria of torture", target="Syria", crime="torture"
    )
    assert applied(entry(FRANCE, "reject"), facts=(there,), doc=moved).facts == ()
    gone = document("doc", "Nothing of the kind.")
    assert (
        applied(entry(FRANCE, "reject"), facts=(), doc=gone).reviews[0].unmet
        == "the quote is not in the text"
    )


def test_entries_about_other_documents_do_nothing() -> None:
    reading = applied(
        entry(FRANCE, "reject") | {"fact": entry(FRANCE, "reject")["fact"] | {"document": "other"}}
    )
    assert (reading.facts, reading.reviews) == (FACTS, ())


@given(
    st.lists(
        st.tuples(st.sampled_from(FACTS), st.sampled_from(["accept", "reject", "correct"])),
        unique_by=lambda one: one[0].id,
    ),
    st.permutations(FACTS),
)
def test_the_order_of_entries_and_facts_does_not_matter(
    chosen: list[tuple[Fact, str]], facts: list[Fact]
) -> None:
    entries = [
        entry(one, decision, {"actor": "Russia"} if decision == "correct" else None)
        for one, decision in chosen
    ]
    one, other = applied(*entries), applied(*entries[::-1], facts=tuple(facts))
    assert (set(one.facts), one.reviews) == (set(other.facts), other.reviews)
    rejected = {one.id for one, decision in chosen if decision == "reject"}
    assert not rejected & {one.id for one in applied(*entries).facts}


@given(
    st.text(alphabet="ab", max_size=12), st.text(alphabet="ab", min_size=1, max_size=3), st.integers(0, 14)
)
def test_the_nearest_place_of_a_quote_is_taken(text: str, quote: str, near: int) -> None:
    places = [at for at in range(len(text)) if text.startswith(quote, at)]
    found = span(text, quote, near)
    assert (found is None) == (not places)
    if found:
        assert text[found[0] : found[1]] == quote
        assert abs(found[0] - near) == min(abs(at - near) for at in places)


# The file

GOOD = """
corrections:
- id: 0123456789abcdef0123
  decision: correct
  fact: {document: doc, type: vote, quote: Norway voted, start: 3}
  to: {value: no, actor: Norway}
"""


def load(tmp_path: Path, text: str) -> Corrections:
    file = tmp_path / "corrections.yml"
    file.write_text(text, "utf-8")
    return Corrections.load(file)


def test_a_word_is_a_word(tmp_path: Path) -> None:
    """`no` is a choice and no truth value, and a date is no number."""
    (one,) = load(tmp_path, GOOD + "  on: 2026-03-01\n  why: 2014\n").entries
    assert one.to is not None
    assert (one.to.value, one.on, one.why, one.fact.start) == ("no", "2026-03-01", "2014", 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("corrections: [", ("not YAML", ":1")),
        ("- a", ("not a list of keys and values, but a list", "'corrections'")),
        ("correction: []", ("unknown key 'correction'", "allowed: corrections")),
        ("corrections: {}", ("corrections: not a list",)),
        (GOOD.replace("correct\n", "amend\n"), ("entry 1", "0123456789abcdef0123", "decision")),
        (GOOD.replace("type: vote", "type: ballot"), ("entry 1", "fact.type")),
        (GOOD.replace("value: no", "value: maybe"), ("to.value: 'maybe' fits no vote", "yes, no, abstain")),
        (GOOD.replace("value: no", "value: [[no]]"), ("to.value: neither a word nor a number nor a tally",)),
        (GOOD.replace("value: no", "value: {yes: [1]}"), ("to.value: neither a word nor a number nor a tally",)),
        (GOOD.replace("value: no", "crime: theft"), ("to.crime: 'theft' is no crime of the list",)),
        (GOOD.replace("value: no", "colour: red"), ("unknown key 'to.colour'",)),
        (GOOD.replace("value: no", "status: not_actual"), ("to: status not_actual needs a modality",)),
        (GOOD.replace("value: no", "date: 2014-02-31"), ("to.date: '2014-02-31' is not a date",)),
        (GOOD.replace("start: 3", "start: three"), ("fact.start: 'three' is not a whole number",)),
        (GOOD.replace("quote: Norway voted", "quote: ' '"), ("fact.quote",)),
        (GOOD.replace("  to: {value: no, actor: Norway}\n", ""), ("to: what is it to say?",)),
        (GOOD.replace("correct\n", "accept\n"), ("to: a decision to accept changes nothing",)),
        (GOOD.replace("- id: 0123456789abcdef0123\n  decision", "- decision"), ("id: which fact?",)),
        (GOOD.replace("0123456789abcdef0123", "first"), ("entry 1", "id")),
        (GOOD + "  by: \"a\\u202Eb\"\n", ("by: not one line of plain text, for it holds U+202E",)),
        (GOOD + "  on: yesterday\n", ("on: 'yesterday' is not a day",)),
        (GOOD + "  on: 2026-02-30\n", ("on: '2026-02-30' is not a day",)),
        (GOOD + "  because: so\n", ("unknown key 'because'", "allowed: id, decision, fact, to, by, on, why")),
        (GOOD + GOOD.removeprefix("\ncorrections:\n"), ("entry 2", "decided on twice")),
        (GOOD.replace("decision: correct", "decision: correct\n  decision: correct"), ("given twice",)),
        ("corrections:\n- decision: add\n  fact: {document: d, type: deny, quote: q}\n  to: {crime: torture}\n", ("to.actor: who says or does it?",)),
        ("corrections: " + "[" * 5000, ("not YAML",)),
        ("corrections: &a [*a]", ("not YAML",)),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_with_its_place(
    text: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(ReviewError) as caught:
        load(tmp_path, text)
    assert caught.value.where is not None
    assert "corrections.yml" in caught.value.where
    for word in words:
        assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="longer than"):
        load(tmp_path, "#" * (4 * 1024 * 1024 + 1))


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "").entries == load(tmp_path, "corrections:\n").entries == ()


def test_a_mark_changes_with_the_document_that_is_decided_on(tmp_path: Path) -> None:
    one, other = load(tmp_path, GOOD), load(tmp_path, GOOD.replace("value: no", "value: yes"))
    assert one.mark("doc") == load(tmp_path, "# said by hand\n" + GOOD).mark("doc") != other.mark("doc")
    assert one.mark("elsewhere") == other.mark("elsewhere") == ""


KEPT = """# What we decided in March.

corrections:
  # The first one.
  - id: 00000000000000000001   # a note
    decision: accept
    fact: {document: a, type: veto, quote: "x", start: 3}
    why: >
      a long
      reason

  # The last one.
  - id: 00000000000000000003
    decision: reject
    fact:
      document: c
      type: veto
      quote: x
# The end.
"""


def decided(id: str, doc: str, decision: str = "accept", **more: Any) -> Entry:
    return Entry.model_validate(
        {"id": id, "decision": decision, "fact": {"document": doc, "type": "veto", "quote": "x"}} | more
    )


def test_comments_stay_where_a_decision_is_put_in(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yml"
    file.write_text(KEPT, "utf-8")
    assert write(file, [decided("00000000000000000002", "b", by="B.")])
    text = file.read_text("utf-8")
    assert [line for line in KEPT.splitlines() if line not in text.splitlines()] == []
    assert [one.key[-1] for one in Corrections.load(file).entries] == ["1", "2", "3"]
    assert text.index("00001") < text.index("00002") < text.index("# The last one") < text.index("00003")


def test_a_decision_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yml"
    file.write_text(KEPT, "utf-8")
    assert write(file, [decided("00000000000000000001", "a", "reject")])
    assert [one.decision for one in Corrections.load(file).entries] == ["reject", "reject"]
    assert all(
        comment in file.read_text("utf-8")
        for comment in ("# What we", "# The first", "# The last", "# The end")
    )


def test_decisions_in_any_order_make_the_same_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yml", tmp_path / "other.yml"
    entries = [decided(f"{n:020d}", name, why="so: “that” # and text") for n, name in enumerate("dacb")]
    write(one, entries)
    for entry_ in entries:
        write(other, [entry_])
    assert one.read_bytes() == other.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.yml", "other.yml"]


@pytest.mark.parametrize("text", [
    "corrections: [{id: 00000000000000000001, decision: accept, fact: {document: a, type: veto, quote: x}}] # a note\n",
    "{corrections: }\n",
    "corrections:\n-\n  id: 00000000000000000001\n  decision: accept\n  fact: {document: a, type: veto, quote: x}\n",
])  # fmt: skip
def test_a_file_that_is_no_plain_list_is_laid_out_anew_and_it_is_said(text: str, tmp_path: Path) -> None:
    file = tmp_path / "corrections.yml"
    file.write_text(text, "utf-8")
    before = Corrections.load(file).entries
    assert not write(file, [decided("00000000000000000002", "b")])
    assert Corrections.load(file).entries == (*before, decided("00000000000000000002", "b"))


def test_a_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "corrections.yml"
    file.write_text("corrections: [", "utf-8")
    with pytest.raises(ReviewError):
        write(file, [decided("00000000000000000002", "b")])
    assert file.read_text("utf-8") == "corrections: ["
    with pytest.raises(ReviewError, match="cannot be written"):
        write(tmp_path / "nowhere" / "corrections.yml", [decided("00000000000000000002", "b")])


TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cf"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=60, deadline=None)
@given(
    quotes=st.lists(
        st.text(min_size=1, max_size=40).filter(str.strip).filter(lambda s: s.isprintable()),
        min_size=1,
        max_size=4,
    ),
    why=TEXTS,
)
def test_whatever_is_written_is_read_again(
    quotes: list[str], why: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("any") / "corrections.yml"
    entries = [
        decided(
            f"{n:020d}", "d", fact={"document": "d", "type": "veto", "quote": quote, "actor": why}, why=why
        )
        for n, quote in enumerate(quotes)
    ]
    for one in entries:
        assert write(file, [one])
    assert list(Corrections.load(file).entries) == sorted(entries, key=lambda one: one.order)


def test_the_file_lies_in_or_next_to_what_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "docs" / "one"
    folder.mkdir(parents=True)
    assert beside([folder], "corrections.yml") is None
    (tmp_path / "docs" / "corrections.yml").write_text("", "utf-8")
    assert (
        beside([folder], "corrections.yml")
        == beside([folder.parent], "corrections.yml")
        == tmp_path / "docs" / "corrections.yml"
    )
    (folder / "corrections.yml").write_text("", "utf-8")
    with pytest.raises(ReviewError, match="which of the two is meant"):
        beside([folder], "corrections.yml")
    monkeypatch.chdir(folder)
    assert beside([], "corrections.yml") == Path("corrections.yml")
