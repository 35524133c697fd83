"""`ostrakon review` lists what waits, and writes down what is decided about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.cli.review import review
from graph.errors import NotFoundError, OstrakonError, ReviewError, StoreError
from graph.review import Corrections
from tests.sample import AP, CNN, FACTS, build, document, fact

HOSTILE = document("hostile", "France accused Syria\x1b[2J of torture.")
LIAR = fact(
    HOSTILE,
    "accuse",
    "France",
    "France accused Syria\x1b[2J of torture.",
    target="Syria",
    crime="torture",
    confidence=0.1,
)
ACCUSED, DENIED = FACTS[CNN][4], FACTS[CNN][5]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "store"
    build(path, {**FACTS, HOSTILE: [LIAR]})
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OSTRAKON_STORE", str(made))
    return made


def run(*words: str, stdin: str | None = None) -> str:
    done = CliRunner().invoke(review, words, input=stdin)
    if isinstance(done.exception, OstrakonError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_what_waits_is_listed_the_least_sure_first(store: Path) -> None:
    shown = run()
    assert shown.startswith("2 facts wait for review, below 0.6:")
    assert shown.index(LIAR.id) < shown.index(ACCUSED.id)
    assert f"{ACCUSED.id}  0.50  accuse  cnn:" in shown
    assert "France (Laurent Fabius) → Syria | war crimes" in shown
    assert "France, which drafted it, »accused Syria« of war crimes." in shown
    assert "\x1b" not in shown


def test_what_is_listed_can_be_chosen(store: Path) -> None:
    assert ACCUSED.id not in run("--document", "hostile")
    assert run("--type", "deny") == "Nothing below 0.6 waits for review.\n"
    shown = run("--below", "0.9", "--document", AP.id, "--json")
    assert {json.loads(line)["id"] for line in shown.splitlines()} == {one.id for one in FACTS[AP]}
    assert "11 more; --limit shows them." in run("--below", "1", "--limit", "1")


def test_decisions_are_written_and_no_longer_wait(store: Path, tmp_path: Path) -> None:
    run("accept", ACCUSED.id[:8], "--by", "A. Reviewer", "--on", "2026-03-01")
    run("reject", LIAR.id)
    run("correct", DENIED.id, "--actor", "Russia", "--target", "", "--type", "accuse", "--crime", "torture")
    assert run() == "Nothing below 0.6 waits for review.\n"
    entries = {entry.key: entry for entry in Corrections.load(tmp_path / "corrections.yml").entries}
    assert {key: entry.decision for key, entry in entries.items()} == {
        ACCUSED.id: "accept", LIAR.id: "reject", DENIED.id: "correct",
    }  # fmt: skip
    accepted, corrected = entries[ACCUSED.id], entries[DENIED.id]
    assert (accepted.by, accepted.on, corrected.by) == ("A. Reviewer", "2026-03-01", None)
    assert (accepted.fact.quote, accepted.fact.start, accepted.fact.actor) == (
        ACCUSED.quote,
        ACCUSED.start,
        "France",
    )
    assert corrected.to is not None
    assert (corrected.to.actor, corrected.to.target, "target" in corrected.to.model_fields_set) == (
        "Russia",
        None,
        True,
    )
    assert f"{LIAR.id}  accuse  hostile:0" in run("--rejected")


def test_a_second_correction_adds_to_the_first(store: Path, tmp_path: Path) -> None:
    run("correct", ACCUSED.id, "--actor", "Russia")
    run("correct", ACCUSED.id, "--crime", "torture")
    (entry,) = Corrections.load(tmp_path / "corrections.yml").entries
    assert entry.to is not None
    assert (entry.to.actor, entry.to.crime) == ("Russia", "torture")
    run("accept", ACCUSED.id)
    (entry,) = Corrections.load(tmp_path / "corrections.yml").entries
    assert (entry.decision, entry.to) == ("accept", None)


def test_a_fact_is_added_at_its_place(store: Path, tmp_path: Path) -> None:
    run(
        "add",
        "cnn",
        "vote",
        "The vote was 13 to 2",
        "--actor",
        "UN Security Council",
        "--value",
        "yes=13,no=2",
    )
    (entry,) = Corrections.load(tmp_path / "corrections.yml").entries
    assert entry.to is not None
    assert (entry.to.value, entry.fact.start) == ({"yes": 13, "no": 2}, CNN.text.index("The vote was"))
    with pytest.raises(ReviewError, match="the quote is not in the text"):
        run(
            "add",
            "cnn",
            "vote",
            "The vote was 14 to 1",
            "--actor",
            "UN Security Council",
            "--value",
            "yes=14,no=1",
        )


def test_facts_of_a_file_need_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OSTRAKON_STORE", str(tmp_path / "none"))
    file = tmp_path / "facts.jsonl"
    file.write_text("".join(json.dumps(one.to_json()) + "\n" for one in (ACCUSED, DENIED)), "utf-8")
    assert "»accused Syria«" in run("--facts", str(file))
    run("accept", ACCUSED.id[:6], "--facts", str(file))
    assert run("--facts", str(file)) == "Nothing below 0.6 waits for review.\n"
    with pytest.raises(StoreError):
        run()
    file.write_text('{"id": 3}\n', "utf-8")
    with pytest.raises(ReviewError, match=r"facts\.jsonl:1: id"):
        run("--facts", str(file))


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("accept", "abc"), NotFoundError, "abc: no id of a fact"),
        (("accept", "x" * 20), NotFoundError, "no id of a fact"),
        (("accept", "0" * 20), NotFoundError, "there is no fact of this id"),
        (("correct", ACCUSED.id), ReviewError, "to: nothing is changed"),
        (("correct", ACCUSED.id, "--crime", "theft"), ReviewError, "to.crime: 'theft' is no crime"),
        (("correct", ACCUSED.id, "--date", "May"), ReviewError, "to.date: 'May' is not a date"),
        (("correct", ACCUSED.id, "--status", "not_actual"), ReviewError, "needs a modality"),
        (("correct", ACCUSED.id, "--actor", ""), ReviewError, "to.actor"),
        (("accept", ACCUSED.id, "--on", "today"), ReviewError, "on: 'today' is not a day"),
        (("accept", ACCUSED.id, "--corrections", "none/corrections.yml"), ReviewError, "cannot be written"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    words: tuple[str, ...], error: type[OstrakonError], message: str, store: Path, tmp_path: Path
) -> None:
    with pytest.raises(error) as caught:
        run(*words)
    assert message in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_walk_asks_about_each(store: Path, tmp_path: Path) -> None:
    shown = run("walk", "--by", "A. Reviewer", stdin="what\nc\nactor\n\nactor Russia\nspeaker\n\na\n")
    assert "1 of 2" in shown
    assert "to.actor" in shown  # an actor without a name is told and asked for again
    assert shown.endswith("2 decided; corrections.yml holds what was decided.\n")
    entries = {entry.key: entry for entry in Corrections.load(tmp_path / "corrections.yml").entries}
    assert {entry.by for entry in entries.values()} == {"A. Reviewer"}
    corrected = entries[LIAR.id].to
    assert corrected is not None
    assert (corrected.actor, corrected.speaker, entries[ACCUSED.id].decision) == ("Russia", None, "accept")


def test_a_walk_can_be_left(store: Path, tmp_path: Path) -> None:
    for answers in ("q\n", "s\nq\n", "", "s\n"):
        assert run("walk", stdin=answers).endswith("0 decided; corrections.yml holds what was decided.\n")
    assert list(tmp_path.iterdir()) == []


def test_unmet_and_merges_say_so_where_there_are_none(store: Path) -> None:
    assert run("unmet") == "Every entry met something.\n"
    assert run("merges") == "Nothing is merged.\n"
