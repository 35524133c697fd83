"""How bodies and their members voted is read off counts and lists, whatever the wording."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.model import Fact
from graph.reading.votes import tally

Read = Callable[..., list[Fact]]
SC, GA, HRC = "UN Security Council", "UN General Assembly", "UN Human Rights Council"

COUNTS: list[tuple[str, dict[str, Any] | None]] = [
    ("The vote was 13-1 with the UK abstaining.", {"yes": 13, "no": 1}),
    ("11 of the 15 members voted in favour.", {"yes": 11}),
    ("The resolution passed 14-0.", {"yes": 14, "no": 0}),
    ("The Assembly adopted it by 141 votes to 5 with 35 abstentions.", {"yes": 141, "no": 5, "abstain": 35}),
    ("Thirty-five countries abstained.", {"abstain": 35}),
    ("The draft won just two votes.", {"yes": 2}),
    ("The council adopted the text unanimously.", {"yes": "unanimous"}),
    ("The draft was adopted by consensus.", {"yes": "unanimous"}),
    ("The draft was adopted without a vote.", {"yes": "unanimous"}),
    ("Fourteen backed it; Chile was the only one to abstain.", {"yes": 14, "abstain": 1}),
    ("The result: 93 in favour, 58 abstained and 24 against.", {"yes": 93, "no": 24, "abstain": 58}),
    ("They were the only two of 15 countries to vote against it.", {"no": 2}),
    ("The other 13 council members voted in favour of the text.", {"yes": 13}),
    ("It passed after receiving 124 votes in favor.", {"yes": 124}),
    ("Fourteen countries voted against, including Fiji.", {"no": 14}),
    ("It got eight votes in favour, one short of the nine votes required for adoption.", {"yes": 8}),
    ("A resolution needs at least nine votes in favour and no veto.", None),
    ("It failed to gain the nine votes needed to pass.", None),
    ("The Council adopted it by 14 votes in favour to none against, with one abstention.",
     {"yes": 14, "no": 0, "abstain": 1}),
    ("The vote was 12 in favour, one opposed and two abstentions.", {"yes": 12, "no": 1, "abstain": 2}),
    ("The text was approved by a 29-8 vote, with 10 abstentions.", {"yes": 29, "no": 8, "abstain": 10}),
    ("The measure passed 120-14-45.", {"yes": 120, "no": 14, "abstain": 45}),
    ("By a recorded vote of 153 in favour to 10 against, with 23 abstentions, it was adopted.",
     {"yes": 153, "no": 10, "abstain": 23}),
    ("Ten voted for the text, four against and one abstained.", {"yes": 10, "no": 4, "abstain": 1}),
    ("It got 10 yes votes, two no votes and three abstentions.", {"yes": 10, "no": 2, "abstain": 3}),
    ("The motion failed after only six members backed it.", {"yes": 6}),
    ("It was rejected by 9 votes to 4.", {"yes": 9, "no": 4}),
    ("The US cast the lone dissenting vote.", {"no": 1}),
    ("The resolution, backed by 93 states, was opposed by 24 countries.", {"yes": 93, "no": 24}),
    ("There were 24 votes against and 58 abstentions.", {"no": 24, "abstain": 58}),
    ("141 nations voted to condemn the invasion.", {"yes": 141}),
    ("It received 12 votes for, none against and three abstentions.", {"yes": 12, "no": 0, "abstain": 3}),
    ("No country voted against, and two abstained.", {"no": 0, "abstain": 2}),
    ("The council voted 12-0, with abstentions from three members.", {"yes": 12, "no": 0, "abstain": 3}),
    ("With 14 in favour and 1 abstention, the text passed.", {"yes": 14, "abstain": 1}),
    ("The envoy said that 3-4 weeks would pass.", None),
    ("The council did not vote unanimously.", None),
    ("Some 58 countries urged the council to act.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[c[0][:45] for c in COUNTS])
def test_counts(text: str, expected: dict[str, Any] | None) -> None:
    assert tally(text) == expected


BODIES: list[tuple[str, list[tuple[str, Any]]]] = [
    ("The Security Council voted 13-1 on Friday, with the UK abstaining.",
     [(SC, {"yes": 13, "no": 1, "abstain": 1})]),
    ("The General Assembly adopted the resolution on Tuesday. It won 124 votes in favour. Fourteen countries voted "
     "against, among them Fiji and Palau, and 43 abstained.", [(GA, {"yes": 124, "no": 14, "abstain": 43})]),
    ("The Human Rights Council met. It was suspended from it with 93 votes to 24.", [(GA, {"yes": 93, "no": 24})]),
    ("The Security Council unanimously extended the mission's mandate.", [(SC, {"yes": "unanimous"})]),
    ("The Human Rights Council voted on Thursday to set up an inquiry.", [(HRC, None)]),
    ("The Security Council voted overwhelmingly for the truce.", [(SC, None)]),
    ("The resolution was adopted by a divided vote in the Human Rights Council.", [(HRC, None)]),
    ("The Security Council adopted the text. The vote was 14-0. China abstained.", [(SC, {"yes": 14, "no": 0})]),
    ("Lawmakers in the House voted 412-15 for the bill, after the UN urged them to.", []),
    ("The Senate voted 51-49 to reject the treaty that the UN had welcomed.", []),
    ("The Knesset voted 61 to 40 for a law on the United Nations agency.", []),
    ("In the European Parliament, 499 members voted in favour of the resolution on the UN and 28 against.", []),
    ("Judges ruled 13-2 that the UN was immune.", []),
    ("In the General Assembly, Hungary was the only EU member to vote against the resolution.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BODIES, ids=[c[0][:45] for c in BODIES])
def test_bodies(text: str, expected: list[tuple[str, Any]], read: Read) -> None:
    votes = [f for f in read(text) if f.type == "vote" and f.value not in ("yes", "no", "abstain")]
    assert [(f.actor, f.value) for f in votes] == expected


LISTS: list[tuple[str, dict[str, str]]] = [
    ("Those voting against in the Human Rights Council were China, Cuba and Eritrea.",
     {"China": "no", "Cuba": "no", "Eritrea": "no"}),
    ("The countries that voted against the General Assembly text come as no shock: Belarus, Mali and Syria.",
     {"Belarus": "no", "Mali": "no", "Syria": "no"}),
    ("In favour: Albania, Brazil. Against: China, Cuba. Abstaining: India, Nepal. The Human Rights Council adopted it.",
     {"Albania": "yes", "Brazil": "yes", "China": "no", "Cuba": "no", "India": "abstain", "Nepal": "abstain"}),
    ("Only three states sided with Russia in the General Assembly vote: Belarus, Mali and Syria.",
     {"Russia": "no", "Belarus": "no", "Mali": "no", "Syria": "no"}),
    ("Russia, joined by Belarus and Syria, voted against the resolution in the General Assembly.",
     {"Russia": "no", "Belarus": "no", "Syria": "no"}),
    ("Russia voted against the General Assembly resolution, as did Belarus and North Korea.",
     {"Russia": "no", "Belarus": "no", "North Korea": "no"}),
    ("Israel and the United States were among the ten countries that voted against the General Assembly text.",
     {"Israel": "no", "United States": "no"}),
    ("The lone vote against the Security Council resolution came from Algeria.", {"Algeria": "no"}),
    ("China and India were among 35 countries abstaining in the General Assembly.",
     {"China": "abstain", "India": "abstain"}),
    ("South Africa stood alone in abstaining at the Human Rights Council.", {"South Africa": "abstain"}),
    ("Germany joined France and Britain in voting for the General Assembly resolution.",
     {"Germany": "yes", "France": "yes", "United Kingdom": "yes"}),
    ("The countries that abstained (Armenia, Benin and India) drew criticism at the General Assembly.",
     {"Armenia": "abstain", "Benin": "abstain", "India": "abstain"}),
    ("Algeria voted against the French text in the General Assembly and Pakistan abstained, while Chad and Mali "
     "opposed it.", {"Algeria": "no", "Pakistan": "abstain", "Chad": "no", "Mali": "no"}),
    ("Voting in favour in the Security Council were Britain, France, Slovenia and South Korea.",
     {"United Kingdom": "yes", "France": "yes", "Slovenia": "yes", "South Korea": "yes"}),
    ("At the Security Council, Guyana and Japan voted in favor, Algeria voted against, and Mozambique chose to abstain.",
     {"Guyana": "yes", "Japan": "yes", "Algeria": "no", "Mozambique": "abstain"}),
    ("The vote was 12 for, two against (Cuba and Mali) and one abstention (Algeria) in the Security Council.",
     {"Cuba": "no", "Mali": "no", "Algeria": "abstain"}),
    ("Ten countries including Mexico and Chile voted yes at the Human Rights Council.",
     {"Mexico": "yes", "Chile": "yes"}),
    ("Chile and Peru voted to suspend Russia from the Human Rights Council.", {"Chile": "yes", "Peru": "yes"}),
    ("Brazil did not abstain in the General Assembly vote.", {}),
    ("Iran and Venezuela could not vote in the General Assembly because of arrears.", {}),
    ("Turkey's president voted in the election as the United Nations watched.", {}),
    ("A vote on Syria and Yemen was put off by the General Assembly; nobody abstained.", {}),
    ("For that reason Kenya will speak first in the General Assembly.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[c[0][:45] for c in LISTS])
def test_lists(text: str, expected: dict[str, str], read: Read) -> None:
    votes = [f for f in read(text) if f.type == "vote" and f.value in ("yes", "no", "abstain")]
    assert {f.actor: f.value for f in votes} == expected


def test_a_negative_vote_that_stops_a_draft_is_a_veto(read: Read) -> None:
    text = "The draft got 13 votes but failed in the Security Council, with Russia voting against and China abstaining."
    assert {(f.type, f.actor) for f in read(text) if f.actor != SC} == {("veto", "Russia"), ("vote", "China")}


def test_a_negative_vote_against_a_draft_without_a_majority_is_none(read: Read) -> None:
    text = (
        "The draft won four votes and failed in the Security Council, with Britain and France voting against."
    )
    assert {f.type for f in read(text)} == {"vote"}
