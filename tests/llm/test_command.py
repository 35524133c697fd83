"""`--llm` asks, adds, warns and counts; without it nothing is imported, and nobody is contacted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.build.assemble import open_builder
from graph.build.builder import Builder
from graph.build.twice import Twice
from graph.errors import LlmError
from graph.export.facts import facts
from graph.gazetteer import Gazetteer
from graph.llm import LlmSettings, SecondReader, second_reader
from graph.reading.reader import Reader
from graph.store import open_store
from graph.terms import BASE_IRI
from tests.llm.stub import ACCUSE, KEY, TEXT, VETO, Reply, Stub, completion, document, failure

Run = Callable[..., subprocess.CompletedProcess[str]]
# The rules do not know this way of saying it, so that only the model can find it.
MORE = "For torture, Amnesty International’s blame went, as so often before, to Damascus."
TOLD = VETO | {
    "type": "accuse",
    "quote": MORE[:-1],
    "actor": {"value": "Amnesty International", "quote": "Amnesty International"},
    "target": {"value": "Syria", "quote": "Damascus"},
    "object": None,
    "crime": {"value": "torture", "quote": "torture"},
    "date": None,
    "status": {"value": "actual", "quote": "blame"},
}


@pytest.fixture
def run(tmp_path: Path, stub: Stub) -> Run:
    (tmp_path / "article.txt").write_text(f"{TEXT}\n{MORE}\n")
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    env |= {
        "OSTRAKON_LLM_URL": stub.url,
        "OSTRAKON_LLM_MODEL": "m",
        "OSTRAKON_LLM_KEY": KEY,
        "OSTRAKON_LLM_RETRIES": "0",
    }
    env |= {"OSTRAKON_LLM_CACHE": str(tmp_path / "cache")}

    def command(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [Path(sys.executable).parent / "ostrakon", *words],
            cwd=tmp_path, env=env | changes, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return command


def read(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_model_beside_the_rules_and_the_rules_alone_where_it_fails(
    run: Run, stub: Stub, tmp_path: Path
) -> None:
    stub.says(VETO, TOLD, VETO | {"quote": "France vetoed it"})
    both = run("read", "article.txt", "--published", "2014-05-22", "--llm", "--llm-refused", "refused.jsonl")
    assert both.returncode == 0
    assert "second reader: 1 added, 1 refused" in both.stderr
    rules = [fact for fact in read(both) if not fact["extractor"].startswith("llm/")]
    (added,) = [fact for fact in read(both) if fact["extractor"].startswith("llm/m@")]
    assert rules
    assert (added["actor"], added["target"], added["quote"]) == ("Amnesty International", "Syria", MORE[:-1])
    (refused,) = (tmp_path / "refused.jsonl").read_text().splitlines()
    assert json.loads(refused)["reason"] == "does not stand in the document"

    stub.replies(failure(401, KEY))
    failed = run("read", "article.txt", "--published", "2014-05-22", "--llm", OSTRAKON_LLM_MODEL="other")
    assert (failed.returncode, read(failed)) == (1, rules)
    assert "refuses the key" in failed.stderr
    assert "read no document" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert KEY not in both.stdout + both.stderr + failed.stdout + failed.stderr


@pytest.mark.parametrize(
    ("words", "changes", "says"),
    [
        (("--llm",), {"OSTRAKON_LLM_URL": ""}, "OSTRAKON_LLM_URL"),
        (("--llm",), {"OSTRAKON_LLM_MODEL": ""}, "OSTRAKON_LLM_MODEL"),
        (("--llm-refused", "x"), {}, "goes with --llm"),
    ],
)
def test_what_cannot_be_asked_for(
    words: tuple[str, ...], changes: dict[str, str], says: str, run: Run, stub: Stub
) -> None:
    done = run("read", "article.txt", *words, **changes)
    assert done.returncode in (1, 2)
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert stub.asked == []


def script(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", text], capture_output=True, text=True, timeout=60, check=False
    )


def test_without_the_option_the_client_is_not_even_imported() -> None:
    done = script(
        "import sys, graph.llm, graph.cli.read, graph.cli.build; print('openai' in sys.modules, 'httpx2' in sys.modules)"
    )
    assert done.stdout == "False False\n", done.stderr


def test_a_missing_extra_says_what_to_install() -> None:
    done = script(
        "import sys; sys.modules['openai'] = None\n"
        "from pathlib import Path\nfrom graph.gazetteer import Gazetteer\nfrom graph.paths import lexicon_dir\n"
        "from graph.llm import LlmSettings, second_reader\nfrom graph.errors import SettingsError\n"
        "chosen = LlmSettings(url='http://127.0.0.1:1/', model='m', cache=Path('nowhere'))\n"
        "try: second_reader(chosen, Gazetteer.load(lexicon_dir()), print)\n"
        "except SettingsError as error: print(error)"
    )
    assert done.stdout == "the package openai is not installed (pip install 'ostrakon[llm]')\n", done.stderr
    assert not Path("nowhere").exists()


def test_a_store_holds_the_facts_of_both_readers_each_under_its_name(
    reader: Reader, settings: LlmSettings, gazetteer: Gazetteer, stub: Stub, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "store")
    article = document(f"{TEXT}\n{MORE}\n")

    second = second_reader(settings, gazetteer, lambda _: None)
    builder = open_builder(BASE_IRI, readers=Twice(lambda: reader, 1, second))

    def built(builder: Builder) -> tuple[bool, int]:
        report = builder.build(store, [article])
        assert report.quarantined == ()
        return report.changed, len(report.read)

    def extractors() -> set[str]:
        return {fact.extractor for fact in facts(store.view())}

    stub.replies(failure(500))
    assert built(builder) == (True, 1)
    assert (second.failed, extractors()) == (1, {reader.extractor})

    stub.says(ACCUSE, TOLD)
    assert built(builder) == (True, 1), "what failed is asked again"
    assert (second.read, extractors()) == (1, {reader.extractor, second.extractor})
    told = store.view().select("SELECT ?s { GRAPH ?g { ?r a ost:Reading ; ost:settings ?s } }")
    assert [row["s"].value for row in told] == [f"{reader.settings}; second={second.extractor}"]

    assert built(builder) == (False, 0)
    assert len(stub.asked) == 2


def test_another_model_is_another_reader(reader: Reader, settings: LlmSettings, gazetteer: Gazetteer) -> None:
    def fingerprint(**changes: Any) -> str:
        second = second_reader(replace(settings, **changes), gazetteer, lambda _: None)
        return Twice(lambda: reader, 1, second).fingerprint

    assert fingerprint() == fingerprint(key="other")
    assert len({fingerprint(), fingerprint(model="other"), reader.fingerprint}) == 3


def test_one_document_that_fails_is_read_by_the_rules(
    second: SecondReader, reader: Reader, stub: Stub
) -> None:
    stub.replies(failure(500), completion(json.dumps({"facts": [TOLD]})), Reply(500))
    texts = [f"{TEXT}\n{MORE}\n{number}" for number in range(2)]
    documents = [document(text, id=f"d{number}") for number, text in enumerate(texts)]
    found = list(Twice(lambda: reader, 1, second).read_many(documents))
    assert [reading.document.id for reading in found] == ["d0", "d1"]
    assert [any(fact.extractor == second.extractor for fact in reading.facts) for reading in found] == [
        False,
        True,
    ]
    second.finish()
    with pytest.raises(LlmError):
        SecondReader.finish(failing(second))


def failing(second: SecondReader) -> SecondReader:
    second.read, second.failed = 0, 1
    return second
