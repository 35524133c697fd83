"""Vetoes, sponsors and referrals are told in many ways; vetoes at home are none of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]

VETOES: list[tuple[str, set[tuple[str, str]]]] = [
    ("Russia vetoed a Security Council resolution censuring the invasion as a breach of international law.",
     {("Russia", "actual")}),
    ("The United States exercised its veto on Friday to stop a Security Council draft.", {("United States", "actual")}),
    ("Exercising its veto, China stopped the Security Council from adopting the text.", {("China", "actual")}),
    ("Moscow used its veto power at the Security Council to kill a draft on Mali.", {("Russia", "actual")}),
    ("Beijing cast its veto against the council's resolution.", {("China", "actual")}),
    ("The Security Council draft was struck down by Russia.", {("Russia", "actual")}),
    ("Russia scuttled a Security Council draft on North Korea.", {("Russia", "actual")}),
    ("A double veto by Russia and China sank the Security Council draft.",
     {("Russia", "actual"), ("China", "actual")}),
    ("The text fell in the Security Council to a triple veto from the United States, Britain and France.",
     {("United States", "actual"), ("United Kingdom", "actual"), ("France", "actual")}),
    ("Vetoes from Russia and China stopped the Security Council.", {("Russia", "actual"), ("China", "actual")}),
    ("It was the 14th veto by Russia in the Security Council.", {("Russia", "actual")}),
    ("The Security Council rejected it owing to the negative vote of a permanent member (United States).",
     {("United States", "actual")}),
    ("The Council did not adopt the draft owing to a negative vote by the Russian Federation, a permanent member.",
     {("Russia", "actual")}),
    ("The US blocked a Security Council statement calling for an inquiry.", {("United States", "actual")}),
    ("The United States blocked the adoption of a Security Council text.", {("United States", "actual")}),
    ("China blocked the Security Council from condemning the coup.", {("China", "actual")}),
    ("Had it not been for the Russian veto, the Security Council would have acted.", {("Russia", "actual")}),
    ("Having vetoed a similar Security Council text, Russia called this one biased.", {("Russia", "actual")}),
    ("The US cast the lone dissenting vote, and the Security Council did not adopt it.", {("United States", "actual")}),
    ("Washington has threatened to veto the Security Council text.", {("United States", "not_actual")}),
    ("Diplomats said the United States was certain to veto the request in the Security Council.",
     {("United States", "not_actual")}),
    ("France warned that it would veto any Security Council resolution.", {("France", "not_actual")}),
    ("The Security Council draft is likely to be vetoed by Russia.", {("Russia", "not_actual")}),
    ("The US abstained in the Security Council rather than vetoing the draft.", {("United States", "not_actual")}),
    ("In that case Russia would not have vetoed the Security Council resolution.", set()),
    ("Russia, which has veto power in the Security Council, called the text biased.", set()),
    ("President Trump vetoed the bill on Yemen, as the UN had feared.", set()),
    ("Trump vetoed a bipartisan resolution on the war in Yemen, about which the United Nations had spoken.", set()),
    ("The governor vetoed a resolution of the state senate about the United Nations.", set()),
    ("Governor Newsom used his veto power on Sunday to block the measure, days after the UN meeting.", set()),
    ("The French president vetoed the budget and then left for the United Nations.", set()),
    ("Hungary vetoed the EU statement on Gaza at the United Nations.", set()),
    ("France vetoed the opening of EU accession talks, UN officials said.", set()),
    ("The White House issued a veto threat against the House resolution on the United Nations.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), VETOES, ids=[c[0][:45] for c in VETOES])
def test_vetoes(text: str, expected: set[tuple[str, str]], read: Read) -> None:
    assert {(f.actor, f.status) for f in read(text) if f.type == "veto"} == expected


SPONSORS: list[tuple[str, set[tuple[str, str]]]] = [
    ("France, which penned the Security Council text, wants a vote.", {("France", "drafter")}),
    ("The UN resolution, put forward by Britain and Sierra Leone, asked for a truce.",
     {("United Kingdom", "sponsor"), ("Sierra Leone", "sponsor")}),
    ("The Security Council text was tabled by Albania.", {("Albania", "sponsor")}),
    ("A draft resolution presented by Costa Rica on behalf of 60 states went to the General Assembly.",
     {("Costa Rica", "sponsor")}),
    ("The French-drafted Security Council text demands access.", {("France", "drafter")}),
    ("The British-backed Security Council text demands access.", set()),
    ("An Algerian draft resolution failed in the Security Council.", {("Algeria", "drafter")}),
    ("The Security Council adopted a Swedish-Kuwaiti draft.", {("Sweden", "drafter"), ("Kuwait", "drafter")}),
    ("The United States vetoed Brazil's draft in the Security Council.", {("Brazil", "drafter")}),
    ("Ecuador and Japan, the authors of the Security Council draft, put off the vote.",
     {("Ecuador", "drafter"), ("Japan", "drafter")}),
    ("The text, drawn up by Egypt, Japan and Spain, was put to the Security Council.",
     {("Egypt", "drafter"), ("Japan", "drafter"), ("Spain", "drafter")}),
    (
        "Australia co-authored two Security Council resolutions with Jordan and Luxembourg.",
        {("Australia", "drafter"), ("Jordan", "drafter"), ("Luxembourg", "drafter")},
    ),
    ("Guyana brought the draft to a vote in the Security Council.", {("Guyana", "sponsor")}),
    ("The co-sponsors of the General Assembly resolution included Chile and Ghana.",
     {("Chile", "sponsor"), ("Ghana", "sponsor")}),
    ("Norway was among the co-sponsors of the Human Rights Council resolution.", {("Norway", "cosponsor")}),
    ("The resolution was co-sponsored by 65 UN member states.", {("65 UN member states", "cosponsor")}),
    ("A US-led resolution was adopted by the Human Rights Council.", {("United States", "sponsor")}),
    ("Senators introduced a resolution on Syria in the US Senate after the United Nations spoke.", set()),
    ("Mexico introduced its new coach at the United Nations.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPONSORS, ids=[c[0][:45] for c in SPONSORS])
def test_sponsors(text: str, expected: set[tuple[str, str]], read: Read) -> None:
    assert {(f.actor, f.value) for f in read(text) if f.type == "sponsor"} == expected


SC = "UN Security Council"
REFERRALS: list[tuple[str, set[tuple[str, str, str]]]] = [
    ("The Security Council referred the situation in Darfur to the International Criminal Court.",
     {(SC, "Darfur", "actual")}),
    ("The Security Council's referral of the situation in Libya to the ICC came in 2011.", {(SC, "Libya", "actual")}),
    ("Sudan was referred to the ICC by the Security Council.", {(SC, "Sudan", "actual")}),
    ("A referral by the Security Council of the situation in Darfur brought the ICC in.", {(SC, "Darfur", "actual")}),
    ("France and Chad referred the situation in Ukraine to the ICC prosecutor.",
     {("France", "Ukraine", "actual"), ("Chad", "Ukraine", "actual")}),
    ("Rights groups called for the referral of Syria to the International Criminal Court.",
     {(SC, "Syria", "not_actual")}),
    ("Lawyers asked that Sri Lanka be referred to the ICC.", {(SC, "Sri Lanka", "not_actual")}),
    ("A draft that would have referred Syria to the ICC was vetoed.", {(SC, "Syria", "not_actual")}),
    ("The Security Council has not referred Myanmar to the ICC.", {(SC, "Myanmar", "not_actual")}),
    ("The report was referred to a committee.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFERRALS, ids=[c[0][:45] for c in REFERRALS])
def test_referrals(text: str, expected: set[tuple[str, str, str]], read: Read) -> None:
    assert {(f.actor, f.target, f.status) for f in read(text) if f.type == "refer"} == expected
