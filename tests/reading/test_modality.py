from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Russia vetoed the Security Council resolution.", "asserted"),
        ("Russia has vetoed the Security Council resolution.", "asserted"),
        ("The Security Council resolution was vetoed by Russia.", "asserted"),
        ("Russia managed to veto the Security Council resolution.", "asserted"),
        ("Russia did not veto the Security Council resolution.", "negated"),
        ("Russia never vetoed the Security Council resolution.", "negated"),
        ("Russia refused to veto the Security Council resolution.", "negated"),
        ("Russia failed to veto the Security Council resolution.", "negated"),
        ("Russia threatened to veto the Security Council resolution.", "threatened"),
        ("Russia vowed to veto the Security Council resolution.", "threatened"),
        ("Russia will veto the Security Council resolution.", "expected"),
        ("Russia is expected to veto the Security Council resolution.", "expected"),
        ("Russia plans to veto the Security Council resolution.", "threatened"),
        ("Russia could veto the Security Council resolution.", "hypothetical"),
        ("Russia would veto the Security Council resolution.", "hypothetical"),
        ("Russia would have vetoed the Security Council resolution.", "hypothetical"),
        ("If Russia vetoes the Security Council resolution, talks end.", "hypothetical"),
        ("Unless Russia vetoes the Security Council resolution, it passes.", "hypothetical"),
        ("France asked Russia to veto the Security Council resolution.", "requested"),
        ("France urged Russia to veto the Security Council resolution.", "requested"),
        ("Russia must veto the Security Council resolution, Iran said.", "requested"),
        ("France feared a Russian veto in the Security Council.", "expected"),
        ("Russia threatened a veto in the Security Council.", "threatened"),
        ("The council failed to adopt the text after Russia cast a veto.", "asserted"),
        ("The council failed to adopt the text because Russia vetoed the draft.", "asserted"),
        ("Russia joined China in vetoing the Security Council resolution.", "asserted"),
        ("The resolution failed without Russia vetoing the draft in the Security Council.", "negated"),
    ],
)
def test_veto(text: str, modality: str, read: Read) -> None:
    vetoes = [f for f in read(text) if f.type == "veto" and f.actor == "Russia"]
    assert [f.modality for f in vetoes][:1] == [modality]
    assert {f.status for f in vetoes} == {"actual" if modality == "asserted" else "not_actual"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Security Council referred Darfur to the International Criminal Court.", "actual"),
        (
            "The Security Council should refer Syria to the International Criminal Court, France said.",
            "not_actual",
        ),
        ("The Security Council failed to refer Syria to the International Criminal Court.", "not_actual"),
        ("The text would have referred Syria to the International Criminal Court.", "not_actual"),
        (
            "France asked the Security Council to refer Syria to the International Criminal Court.",
            "not_actual",
        ),
    ],
)
def test_refer(text: str, status: str, read: Read) -> None:
    assert {f.status for f in read(text) if f.type == "refer"} == {status}


@pytest.mark.parametrize(
    ("text", "status", "modality"),
    [
        ("HRW said Syria may have committed war crimes.", "actual", "hedged"),
        ("HRW said Syria committed war crimes.", "actual", "asserted"),
        ("HRW said Syria could commit war crimes.", "not_actual", "hypothetical"),
        ("HRW said Syria will commit war crimes.", "not_actual", "expected"),
    ],
)
def test_accuse(text: str, status: str, modality: str, read: Read) -> None:
    charges = [f for f in read(text) if f.type in ("accuse", "find") and f.target == "Syria"]
    assert [(f.status, f.modality) for f in charges] == [(status, modality)]
