"""Who stands for or against a draft, a court, a ruling or a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]

CASES: list[tuple[str, str | None, str]] = [
    ("Russia said the mandate of the Security Council was “divorced from reality”.", "oppose", "Russia"),
    ("Syria warned against the Security Council resolution.", "oppose", "Syria"),
    ("“The adoption of this resolution is an important step,” Kuwait told the Security Council.", "support", "Kuwait"),
    ("Russia's ambassador complained that the Security Council text was outdated.", "oppose", "Russia"),
    ("Palestine's envoy called the General Assembly resolution a turning point.", "support", "Palestine"),
    ("Israel's ambassador slammed the General Assembly vote.", "oppose", "Israel"),
    ("“This resolution vindicates our calls,” said Amnesty International.", "support", "Amnesty International"),
    ("Russia called the General Assembly resolution heavily politicised.", "oppose", "Russia"),
    ("The British prime minister issued a strong denunciation of the verdict.", "oppose", "United Kingdom"),
    ("Amnesty International called the verdict a nail in the coffin of freedom.", "oppose", "Amnesty International"),
    ("The Philippines' spokesman dismissed the ICC examination as a waste of time.", "oppose", "Philippines"),
    ("“Any ICC probe would be an intrusion into our affairs,” the Philippine president said.", "oppose", "Philippines"),
    ("“We will not cooperate with the ICC,” Burundi's president said.", "oppose", "Burundi"),
    ("“We disassociate ourselves from the Human Rights Council report,” Sri Lanka said.", "oppose", "Sri Lanka"),
    ("“I wish to emphasise Sri Lanka's rejection of the Human Rights Council resolution,” the envoy said.",
     "oppose", "Sri Lanka"),
    ("Myanmar refused to let the UN investigator into the country.", "oppose", "Myanmar"),
    ("Israel rejects the jurisdiction of the International Criminal Court.", "oppose", "Israel"),
    ("Turkey described the ruling as politically motivated.", "oppose", "Türkiye"),
    ("Iran condemned the resolution of the Human Rights Council.", "oppose", "Iran"),
    ("Serbia will oppose the General Assembly resolution on Srebrenica.", "oppose", "Serbia"),
    ("Egypt expressed reservations about the Security Council draft.", "oppose", "Egypt"),
    ("South Africa hailed the International Court of Justice order as a victory.", "support", "South Africa"),
    ("Ukraine welcomed the ICC's decision to issue a warrant.", "support", "Ukraine"),
    ("The European Union expressed its support for the International Criminal Court.", "support", "European Union"),
    ("Ireland has thrown its weight behind the case at the International Court of Justice.", "support", "Ireland"),
    ("Lebanon agreed to the ceasefire proposal.", "support", "Lebanon"),
    ("Argentina is in favour of the Security Council draft.", "support", "Argentina"),
    ("Pakistan stands by the General Assembly resolution.", "support", "Pakistan"),
    ("Switzerland considers the Security Council resolution balanced.", "support", "Switzerland"),
    ("The British-backed draft came before the Security Council.", "support", "United Kingdom"),
    ("Japan supports its team at the United Nations.", None, ""),
    ("Albania welcomed the UN minister.", None, ""),
    ("Poland backs Ukraine in the war, the UN heard.", None, ""),
    ("Burundi cooperated with the International Criminal Court.", None, ""),
    ("The Syrian opposition met in Geneva at the United Nations.", None, ""),
    ("Belarus voted against the General Assembly resolution.", None, ""),
    ("The Security Council rejected the draft.", None, ""),
    ("Colombia's court rejected the appeal in the UN case.", None, ""),
    ("Belgium called the raid unacceptable violence at the United Nations.", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actor"), CASES, ids=[c[0][:45] for c in CASES])
def test_positions(text: str, kind: str | None, actor: str, read: Read) -> None:
    found = {(f.type, f.actor) for f in read(text) if f.type in ("support", "oppose")}
    assert found == ({(kind, actor)} if kind else set())
