from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]

# Each sentence with the standing that must be read in it: (state, value, status, instrument).
STANDING = [
    ("The United States is not a party to the Rome Statute.", "United States", "not_party", "actual", "Rome Statute"),
    ("Israel, which is not a member of the ICC, objects.", "Israel", "not_party", "actual", "International Criminal Court"),
    ("Israel is not a signatory to the Rome Statute.", "Israel", "not_party", "actual", "Rome Statute"),
    ("Russia is no longer a party to the European Convention on Human Rights.", "Russia", "not_party", "actual", "European Convention on Human Rights"),
    ("As a party to the Rome Statute, Hungary must arrest him.", "Hungary", "party", "actual", "Rome Statute"),
    ("Mongolia, a state party to the Rome Statute, received him.", "Mongolia", "party", "actual", "Rome Statute"),
    ("Armenia became the 124th member of the International Criminal Court.", "Armenia", "party", "actual", "International Criminal Court"),
    ("Syria joined the Chemical Weapons Convention in 2013.", "Syria", "party", "actual", "Chemical Weapons Convention"),
    ("The Rome Statute entered into force for Armenia.", "Armenia", "party", "actual", "Rome Statute"),
    ("Mongolia is a signatory to the Rome Statute.", "Mongolia", "signed", "actual", "Rome Statute"),
    ("Malawi is one of many countries that ratified the Rome Statute.", "Malawi", "ratified", "actual", "Rome Statute"),
    ("Palestine acceded to the Rome Statute on 2 January 2015.", "Palestine", "ratified", "actual", "Rome Statute"),
    ("Bahrain deposited its instrument of accession to the Convention against Torture.", "Bahrain", "ratified", "actual", "Convention against Torture"),
    ("Pakistan has not ratified the Convention against Torture.", "Pakistan", "ratified", "not_actual", "Convention against Torture"),
    ("Burundi became the first country to leave the ICC.", "Burundi", "withdrew", "actual", "International Criminal Court"),
    ("The United States withdrew from the INF Treaty in 2019.", "United States", "withdrew", "actual", "INF Treaty"),
    ("Turkey pulled out of the Istanbul Convention.", "Türkiye", "withdrew", "actual", "Istanbul Convention"),
    ("Russia revoked its ratification of the Comprehensive Nuclear-Test-Ban Treaty.", "Russia", "withdrew", "actual", "Comprehensive Nuclear-Test-Ban Treaty"),
    ("The withdrawal of the Philippines from the Rome Statute took effect.", "Philippines", "withdrew", "actual", "Rome Statute"),
    ("Hungary announced its withdrawal from the ICC.", "Hungary", "withdrawal_announced", "actual", "International Criminal Court"),
    ("Hungary will withdraw from the ICC.", "Hungary", "withdrawal_announced", "actual", "International Criminal Court"),
    ("Finland decided to leave the Ottawa Convention.", "Finland", "withdrawal_announced", "actual", "Mine Ban Treaty"),
    ("South Africa notified the UN of its decision to withdraw from the Rome Statute.", "South Africa", "withdrawal_announced", "actual", "Rome Statute"),
    ("Iran said it would leave the Non-Proliferation Treaty.", "Iran", "withdrawal_announced", "actual", "Non-Proliferation Treaty"),
    ("Iran threatened to withdraw from the NPT.", "Iran", "withdrawal_announced", "not_actual", "Non-Proliferation Treaty"),
    ("Russia suspended its participation in the New START Treaty.", "Russia", "suspended", "actual", "New START Treaty"),
    ("The United States does not recognise the jurisdiction of the ICC.", "United States", "not_party", "actual", "International Criminal Court"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "state", "value", "status", "statute"), STANDING, ids=[case[0] for case in STANDING]
)
def test_standing(text: str, state: str, value: str, status: str, statute: str, read: Read) -> None:
    found = [(f.actor, f.value, f.status, f.statute) for f in read(text) if f.type == "treaty_status"]
    assert found == [(state, value, status, statute)]


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch urged Ukraine to ratify the Rome Statute.",
        "Israel should join the Non-Proliferation Treaty.",
        "The Gambia reversed its withdrawal from the International Criminal Court.",
        "The US withdrew its ambassador from the talks on the Rome Statute.",
        "Russian forces withdrew from Kherson.",
        "Syria is not a party to the talks.",
        "The Senate ratified the budget.",
        "The United States recognised the government.",
        "Russia suspended its participation in the talks.",
    ],
)
def test_calls_and_other_leavings_are_none(text: str, read: Read) -> None:
    found = [f for f in read(text) if f.type == "treaty_status"]
    assert not found, found


def test_our_withdrawal_is_that_of_the_state_in_focus(read: Read) -> None:
    text = (
        "The Philippines is free. The court lost its jurisdiction upon our withdrawal from the Rome Statute."
    )
    found = [(f.actor, f.value, f.via) for f in read(text) if f.type == "treaty_status"]
    assert found == [("Philippines", "withdrew", "focus")]
