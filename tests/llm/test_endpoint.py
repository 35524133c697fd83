"""Whatever an endpoint does, the run goes on with the rules' facts, within bounds, and says what happened."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.errors import LlmError
from graph.gazetteer import Gazetteer
from graph.llm import LlmSettings, SecondReader, second_reader
from graph.llm.client import MOST_BYTES
from graph.llm.schema import schema
from tests.llm.stub import ACCUSE, FIGURE, KEY, TEXT, VETO, Reply, Stub, completion, failure, reading

Make = Callable[..., SecondReader]


@pytest.fixture
def make(settings: LlmSettings, gazetteer: Gazetteer, warned: list[str]) -> Make:
    return lambda **changes: second_reader(replace(settings, **changes), gazetteer, warned.append)


def test_a_good_answer_adds_its_facts(second: SecondReader, stub: Stub, warned: list[str]) -> None:
    stub.says(VETO, ACCUSE, FIGURE)
    found = second(reading())
    assert [fact.type for fact in found.facts] == ["veto", "accuse", "figure"]
    assert {fact.extractor for fact in found.facts} == {second.extractor}
    assert found.settings == f"parser=none; second={second.extractor}"
    assert (warned, second.summary()) == ([], "second reader: 3 added, 0 refused")
    second.finish()


def test_the_extractor_names_model_and_prompt_and_no_secret(second: SecondReader, stub: Stub) -> None:
    assert second.extractor.startswith("llm/stub/7b-model@")
    assert len(second.extractor.split("@")[1]) == 12
    assert KEY not in second.extractor + second.fingerprint


def test_what_is_asked(second: SecondReader, stub: Stub) -> None:
    second(reading())
    (asked,) = stub.asked
    assert asked["path"] == "/v1/chat/completions"
    assert (asked["model"], asked["temperature"], asked["seed"], asked["max_tokens"]) == (
        "stub/7b model",
        0,
        0,
        8192,
    )
    assert asked["response_format"]["json_schema"] == {"name": "facts", "strict": True, "schema": schema()}
    assert TEXT in asked["messages"][1]["content"]
    assert stub.headers[0]["authorization"] == f"Bearer {KEY}"


def test_no_other_name_or_key_of_the_environment_is_sent(
    make: Make, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "private")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.0.2.1/")
    make(key=None)(reading())
    assert stub.headers[0]["authorization"] == "Bearer none"
    assert "private" not in json.dumps(stub.headers)


def test_the_same_document_is_asked_once(make: Make, stub: Stub) -> None:
    stub.says(VETO)
    first, again = make()(reading()), make()(reading())
    assert first == again
    assert len(stub.asked) == 1


def test_a_cached_run_contacts_nothing(
    make: Make, stub: Stub, settings: LlmSettings, warned: list[str]
) -> None:
    stub.says(VETO)
    first = make()(reading())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    assert make(url=nobody)(reading()) == first
    assert warned == []


def test_a_damaged_answer_in_the_cache_is_asked_again(make: Make, stub: Stub, settings: LlmSettings) -> None:
    stub.says(VETO)
    first = make()(reading())
    (path,) = settings.cache.rglob("*.json")
    path.write_bytes(path.read_bytes()[:-40])
    assert make()(reading()) == first
    assert len(stub.asked) == 2
    assert make()(reading()) == first
    assert len(stub.asked) == 2


@pytest.mark.parametrize("change", [{"model": "other"}, {"tokens": 4096}])
def test_another_model_or_bound_is_asked_anew(change: dict[str, object], make: Make, stub: Stub) -> None:
    one, other = make(), make(**change)
    one(reading())
    other(reading())
    assert len(stub.asked) == 2
    assert one.fingerprint != other.fingerprint


def test_the_key_and_the_address_decide_no_reading(make: Make) -> None:
    assert (
        make().fingerprint == make(key="other", url="http://127.0.0.1:1/v1", seconds=1, retries=1).fingerprint
    )
    assert make().fingerprint != make(characters=1000).fingerprint


def test_a_long_document_is_sent_in_parts(make: Make, stub: Stub) -> None:
    filler = "Nothing of note happened in the town on that day, and the papers said so. " * 6
    text = f"{filler}\n\n{TEXT}\n{filler}\n\n{filler}"
    stub.says(VETO, ACCUSE)
    found = make(characters=600)(reading(text))
    assert len(stub.asked) == 3
    assert [fact.type for fact in found.facts] == ["veto", "accuse"]
    assert all(text[fact.start : fact.end] == fact.quote for fact in found.facts)


def test_an_endpoint_without_schemas_is_asked_for_plain_json(make: Make, stub: Stub) -> None:
    good = completion(json.dumps({"facts": [VETO]}))
    stub.replies(failure(400, "'response_format.type' must be one of 'text', 'json_object'"), good)
    second = make()
    assert [fact.type for fact in second(reading()).facts] == ["veto"]
    assert [asked["response_format"]["type"] for asked in stub.asked] == ["json_schema", "json_object"]
    second(reading(f"{TEXT} "))
    assert [asked["response_format"]["type"] for asked in stub.asked[2:]] == ["json_object"]


def test_an_endpoint_is_asked_in_the_words_that_it_knows(make: Make, stub: Stub) -> None:
    stub.replies(
        failure(400, "Unsupported parameter: use 'max_completion_tokens' instead", param="max_tokens"),
        failure(422, "Extra inputs are not permitted: seed"),
        completion('{"facts": []}'),
    )
    second = make()
    second(reading())
    assert (second.read, second.failed) == (1, 0)
    last = stub.asked[-1]
    assert (last["max_completion_tokens"], last["temperature"], "max_tokens" in last, "seed" in last) == (
        8192,
        0,
        False,
        False,
    )


def test_an_endpoint_that_takes_nothing_is_not_asked_for_ever(
    make: Make, stub: Stub, warned: list[str]
) -> None:
    stub.replies(failure(400, "max_completion_tokens response_format seed", code="bad_thing", type=TEXT[:30]))
    make()(reading())
    assert len(stub.asked) == 4
    assert "HTTP 400): bad_thing" in warned[0]


FAILS: list[tuple[str, Reply, str]] = [
    ("401", failure(401, f"Incorrect API key provided: {KEY}", code=KEY), "refuses the key (HTTP 401)"),
    ("403", failure(403), "refuses the key"),
    ("404", failure(404, "The model does not exist"), "no such address or model"),
    ("307", Reply(307, b"", {"Location": "http://192.0.2.1/v1/chat/completions"}), "where we do not go"),
    ("413", failure(413, f"too long: {TEXT}", type=KEY), "does not take the request (HTTP 413)"),
    ("429", failure(429, headers={"Retry-After": "1"}), "HTTP 429"),
    ("500", failure(500), "failed (HTTP 500)"),
    ("a page", Reply(200, b"<html>It works!</html>", {"Content-Type": "text/html"}), "no chat completion"),
    ("nothing", Reply(200, b""), "no chat completion"),
    ("null", Reply(200, b"null"), "no chat completion"),
    ("no choices", Reply(200, b'{"choices": []}'), "no chat completion"),
    ("deep", Reply(200, b"[" * 200_000), "no chat completion"),
    ("not JSON", completion("Here are the facts: none."), "is not JSON"),
    ("half JSON", completion('{"facts": [{"type": "veto"'), "is not JSON"),
    ("no facts", completion('{"answer": 42}'), "lacks the list"),
    ("cut off", completion('{"facts": []}', "length"), "was cut off"),
    ("refusal", completion(None, refusal="I cannot help with that."), "refuses to read"),
    ("filter", completion("", "content_filter"), "refuses to read"),
    ("no text", completion(None), "holds no text"),
    ("tool call", completion(None, "tool_calls", tool_calls=[]), "holds no text"),
    ("many facts", completion(json.dumps({"facts": [{}] * 301})), "more than 300 facts"),
    ("too long", completion("x" * (MOST_BYTES + 1)), "longer than 4 MB"),
    ("too long an error", Reply(500, b"x" * (MOST_BYTES + 1)), "longer than 4 MB"),
    ("compressed", Reply(200, b"\x1f\x8b", {"Content-Encoding": "gzip"}), "is compressed"),
    ("broken off", Reply(200, b"{}", {"Content-Length": "1000"}), "the answer broke off"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "says"), [case[1:] for case in FAILS], ids=[case[0] for case in FAILS])
def test_a_failing_endpoint_leaves_the_facts_of_the_rules(
    reply: Reply, says: str, make: Make, stub: Stub, warned: list[str], settings: LlmSettings
) -> None:
    stub.says(VETO)
    ours = make()(reading())
    stub.replies(reply)
    second = make(model="failing", seconds=1)
    found = second(replace(ours, settings="parser=none"))
    assert found.facts == ours.facts
    assert found.settings == "parser=none; second=failed"
    assert says in warned[0]
    assert warned[0].startswith("d: read by the rules alone: ")
    told = "\n".join(warned)
    assert KEY not in told
    assert TEXT[:30] not in told
    assert "accountability" not in told
    assert len(list(settings.cache.rglob("*.json"))) == 1, "a failure is not kept"
    with pytest.raises(LlmError, match="read no document"):
        second.finish()


def test_a_hundred_megabytes_are_not_read(make: Make, stub: Stub, warned: list[str]) -> None:
    stub.replies(Reply(200, b" " * 100_000_000))
    began = time.monotonic()
    make()(reading())
    assert "longer than 4 MB" in warned[0]
    assert time.monotonic() - began < 5


def test_an_endpoint_that_is_down(make: Make, warned: list[str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    make(url=nobody)(reading())
    assert "cannot be reached (ConnectError)" in warned[0]


def test_an_endpoint_that_does_not_answer_in_time(make: Make, stub: Stub, warned: list[str]) -> None:
    stub.replies(replace(completion('{"facts": []}'), slow=30))
    began = time.monotonic()
    make(seconds=0.3)(reading())
    assert "no answer within 0.3 seconds" in warned[0]
    assert time.monotonic() - began < 5


def test_an_endpoint_that_asks_to_wait_is_asked_again_after_that(make: Make, stub: Stub) -> None:
    stub.replies(failure(429, headers={"Retry-After": "0.4"}), completion(json.dumps({"facts": [VETO]})))
    began = time.monotonic()
    second = make(retries=1)
    assert len(second(reading()).facts) == 1
    assert 0.4 <= time.monotonic() - began < 3
    assert len(stub.asked) == 2


def test_an_endpoint_that_fails_once_is_asked_again(make: Make, stub: Stub) -> None:
    stub.replies(failure(503, headers={"Retry-After-Ms": "10"}), completion('{"facts": []}'))
    assert make(retries=1)(reading()).settings.endswith(make().extractor)


def test_a_wrong_key_is_tried_once(make: Make, stub: Stub, warned: list[str]) -> None:
    stub.replies(failure(401))
    second = make(retries=3)
    for number in range(5):
        second(reading(f"{TEXT}{number}"))
    assert len(stub.asked) == 1
    assert len(warned) == 2
    assert "not asked again" in warned[1]
    assert second.failed == 5


def test_an_endpoint_that_fails_again_and_again_is_left_alone(
    make: Make, stub: Stub, warned: list[str]
) -> None:
    stub.replies(failure(500))
    second = make()
    for number in range(6):
        second(reading(f"{TEXT}{number}"))
    assert (len(stub.asked), second.failed, len(warned)) == (3, 6, 4)


def test_one_failure_among_others_is_counted_and_no_error(make: Make, stub: Stub) -> None:
    stub.replies(failure(500), completion('{"facts": []}'))
    second = make()
    second(reading())
    second(reading(f"{TEXT} "))
    assert (second.read, second.failed) == (1, 1)
    assert second.summary() == "second reader: 0 added, 0 refused, 1 not read"
    second.finish()


def test_what_was_refused_can_be_listed(second: SecondReader, stub: Stub) -> None:
    stub.says(VETO, VETO | {"quote": "France vetoed it"}, "nonsense")
    second(reading())
    assert [(each.document, each.slot) for each in second.refusals] == [("d", "quote"), ("d", "fact")]
    assert second.summary() == "second reader: 1 added, 2 refused"


def test_nothing_secret_is_logged(make: Make, stub: Stub, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        make()(reading())
        stub.replies(failure(401, KEY))
        make(model="other")(reading())
    assert KEY not in caplog.text
    assert "Houry" not in caplog.text
