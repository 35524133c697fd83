"""Who asks whom to act, in all the ways of asking, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]
SC = "UN Security Council"

CALLS: list[tuple[str, set[tuple[str, str | None]]]] = [
    ("Amnesty International called on Russia and China to stop the attacks.",
     {("Amnesty International", "Russia"), ("Amnesty International", "China")}),
    ("The Arab League urged the Security Council to intervene.", {("Arab League", SC)}),
    ("Qatar renewed its call for a truce in Gaza.", {("Qatar", None)}),
    ("Egypt reiterated its demand that Israel withdraw.", {("Egypt", "Israel")}),
    ("It is time for the international community to act, Ukraine's president said.",
     {("Ukraine", "international community")}),
    ("“It is high time the Security Council imposed sanctions,” said Amnesty International.",
     {("Amnesty International", SC)}),
    ("“Israel needs to open the crossings,” Norway's foreign minister said.", {("Norway", "Israel")}),
    ("“The violence needs to stop,” Germany said.", {("Germany", None)}),
    ("“The siege has to end,” Ireland's prime minister said.", {("Ireland", None)}),
    ("Canada wants an independent inquiry into the killings.", {("Canada", None)}),
    ("The Philippines wants China to leave the shoal.", {("Philippines", "China")}),
    ("Kenya is seeking the withdrawal of foreign troops.", {("Kenya", None)}),
    ("Turkey asked that the meeting be postponed.", {("Türkiye", None)}),
    ("Jordan spoke in favour of an international inquiry.", {("Jordan", None)}),
    ("The resolution, adopted by the General Assembly, urges Israel to end its occupation.",
     {("UN General Assembly", "Israel")}),
    ("The Security Council decided that all states shall freeze the assets.", {(SC, "all states")}),
    ("UN experts recommended that Thailand repeal the law.", {("United Nations", "Thailand")}),
    ("Russia must be held to account, Estonia's foreign minister said.", {("Estonia", None)}),
    ("“There should be an independent investigation,” Amnesty International said.",
     {("Amnesty International", None)}),
    ("“Burundi's government must grant access to observers,” said the African Union.", {("African Union", "Burundi")}),
    ("All sides must protect civilians, the African Union said.", {("African Union", "All sides")}),
    ("Lebanon lodged a request with the Security Council for a meeting.", {("Lebanon", SC)}),
    ("The Security Council met at Norway's request.", {("Norway", None)}),
    ("Estonia and Latvia requested an emergency session of the Security Council.",
     {("Estonia", None), ("Latvia", None)}),
    ("Iraq demanded an apology from Iran.", {("Iraq", "Iran")}),
    ("Norway demanded Israel's withdrawal.", {("Norway", "Israel")}),
    ("Poland has asked Germany for reparations.", {("Poland", "Germany")}),
    ("Mexico insisted on a peaceful settlement.", {("Mexico", None)}),
    ("Spain underlined the importance of respecting the ceasefire.", {("Spain", None)}),
    ("The Kremlin told Kyiv to withdraw its troops.", {("Russia", "Ukraine")}),
    ("“It is imperative that Israel allow aid in,” Jordan's king said.", {("Jordan", "Israel")}),
    ("“We would urge all parties to show restraint,” China's spokesperson said.", {("China", "all parties")}),
    ("“I wish to call on Iran to cease this,” France's envoy said.", {("France", "Iran")}),
    ("“Stop the killing,” France's president told Syria.", {("France", "Syria")}),
    ("“Let the aid convoys in,” said Human Rights Watch.", {("Human Rights Watch", None)}),
    ("“Do not abandon us,” Ukraine's president said.", {("Ukraine", None)}),
    ("A proposal by Peru to send in observers failed.", {("Peru", None)}),
    ("The request by Ukraine for a debate was accepted.", {("Ukraine", None)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CALLS, ids=[c[0][:45] for c in CALLS])
def test_calls(text: str, expected: set[tuple[str, str | None]], read: Read) -> None:
    found = [f for f in read(text) if f.type == "call_for"]
    assert {(f.actor, f.target) for f in found} == expected
    assert {f.status for f in found} == {"actual"}


def test_a_resolution_asks_in_its_paragraphs(read: Read) -> None:
    text = (
        "The General Assembly adopted a resolution on Crimea.\n\nThe resolution:\n\n* demands that Russia fulfil the "
        "order;\n\n* urges Russia to revoke its decision;\n\n* calls for an end to all violations."
    )
    found = [(f.actor, f.target) for f in read(text) if f.type == "call_for"]
    assert found == [("UN General Assembly", "Russia")] * 2 + [("UN General Assembly", None)]


def test_it_is_the_resolution(read: Read) -> None:
    text = "The Security Council adopted resolution 2728. The text demands a truce. It calls for the release of hostages."
    assert {f.actor for f in read(text) if f.type == "call_for"} == {SC}
    assert len([f for f in read(text) if f.type == "call_for"]) == 2


UNDONE: list[tuple[str, str]] = [
    ("France did not call for sanctions.", "France"),
    ("China stopped short of calling for a ceasefire.", "China"),
    ("The EU refused to call for a ceasefire.", "European Union"),
    ("The US vetoed a draft Security Council resolution calling for a ceasefire.", SC),
    ("The draft Security Council resolution would have demanded a ceasefire.", SC),
    (
        "France's draft resolution demanded a truce. Russia vetoed the draft resolution in the Security Council.",
        SC,
    ),
]


@pytest.mark.parametrize(("text", "actor"), UNDONE, ids=[c[0][:45] for c in UNDONE])
def test_what_was_not_asked_is_not_actual(text: str, actor: str, read: Read) -> None:
    assert {(f.actor, f.status) for f in read(text) if f.type == "call_for"} == {(actor, "not_actual")}


NONE = [
    "Should they decide to attack, NATO would respond.",
    "Russia must have known about the attack, Ukraine said.",
    "India should have voted, Norway said.",
    "Libyans should not have to risk their lives, Norway said.",
    "That should be possible, Norway said.",
    "“I should like to thank the president,” Norway said.",
    "Separatists said they needed to speak to Norway.",
    "“Look, the war is over,” Norway's minister said.",
    "“Thank you for your help,” Norway's minister said.",
    "“The aid is vital to survive,” Norway said.",
    "The general ordered the killing of civilians.",
    "The prosecutor pressed charges against Norway.",
    "If Norway calls for sanctions, talks end.",
    "Ireland summoned the Israeli ambassador to express its dismay.",
    "He called on Tuesday.",
]


@pytest.mark.parametrize("text", NONE, ids=[t[:45] for t in NONE])
def test_what_only_looks_like_a_call(text: str, read: Read) -> None:
    assert [f.quote for f in read(text) if f.type == "call_for"] == []
