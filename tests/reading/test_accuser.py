"""The accuser is never the culprit, whatever the syntax."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]

# sentence, who accuses, who is accused; a "-" before the accused: a reader may miss it, but never turn it round
TABLE = [
    ("France accused Syria of torture.", "France", "Syria"),
    ("France has accused the Syrian government of torturing prisoners.", "France", "Syria"),
    ("Syria was accused by France of torture.", "France", "Syria"),
    ("Syria has been accused of torture by France.", "France", "Syria"),
    ("Syria, accused of torture by France, denied it.", "France", "Syria"),
    ("Syria, which France accused of torture, left the room.", "France", "Syria"),
    ("France, which accused Syria of torture, left the room.", "France", "Syria"),
    ("Russia, which the US accused of bombing hospitals, denied it.", "United States", "Russia"),
    ("The US, which accused Russia of bombing hospitals, called a meeting.", "United States", "Russia"),
    ("It was Ukraine that accused Russia of war crimes.", "Ukraine", "Russia"),
    ("Ukraine accused Russia of killing 40 civilians in Bucha.", "Ukraine", "Russia"),
    ("Ukraine accused Russia of having killed 40 civilians.", "Ukraine", "Russia"),
    ("Accusing Russia of war crimes, Ukraine went to court.", "Ukraine", "-Russia"),
    ("Ukraine went to court, accusing Russia of genocide.", "Ukraine", "Russia"),
    ("Germany said that Ukraine had accused Russia of genocide.", "Ukraine", "Russia"),
    ("According to Germany, Ukraine accused Russia of genocide.", "Ukraine", "Russia"),
    ("Israel and the United States accused Iran of terrorism.", "Israel", "Iran"),
    ("Israel accused Iran and Syria of terrorism.", "Israel", "Syria"),
    ("Human Rights Watch accused Israel of starving civilians in Gaza.", "Human Rights Watch", "Israel"),
    (
        "Amnesty International accused Myanmar's military of ethnic cleansing.",
        "Amnesty International",
        "Myanmar",
    ),
    ("Myanmar's military stands accused of genocide by The Gambia.", "Gambia", "-Myanmar"),
    ("The Gambia filed a case accusing Myanmar of genocide.", "Gambia", "-Myanmar"),
    ("South Africa filed a case against Israel for genocide.", "South Africa", "Israel"),
    ("The case filed by South Africa against Israel alleges genocide.", "South Africa", "-Israel"),
    ("Turkey blamed the Syrian government for the massacre.", "Türkiye", "Syria"),
    ("The massacre was blamed on the Syrian government by Turkey.", "Türkiye", "Syria"),
    ("Turkey holds Syria responsible for the massacre.", "Türkiye", "Syria"),
    ("Turkey said Syria was responsible for the massacre.", "Türkiye", "Syria"),
    ("“Syria is responsible for the massacre,” Turkey said.", "Türkiye", "Syria"),
    (
        "“Syria is responsible for the massacre,” said Turkey's foreign minister, Ali Kaya.",
        "Türkiye",
        "Syria",
    ),
    ("Qatar condemned the massacre committed by Syrian forces.", "Qatar", "Syria"),
    ("Qatar condemned Syria for the massacre.", "Qatar", "Syria"),
    ("Qatar condemned Russia's bombing of a hospital.", "Qatar", "Russia"),
    ("Qatar's condemnation of Syria's crimes was loud.", "Qatar", "-Syria"),
    ("The UK said Russia had poisoned Sergei Skripal.", "United Kingdom", "Russia"),
    ("The UK believes that Russia killed Alexander Litvinenko.", "United Kingdom", "Russia"),
    (
        "British officials said Russian jets bombed a market, killing 20 civilians.",
        "United Kingdom",
        "Russia",
    ),
    ("The United States says North Korea tortured prisoners.", "United States", "-North Korea"),
    ("China violated human rights in Xinjiang, the United States said.", "United States", "China"),
    ("China, the United States said, has committed genocide in Xinjiang.", "United States", "China"),
    (
        "“China has committed genocide,” the US ambassador to the United Nations, Linda Green, said.",
        "United States",
        "China",
    ),
    ("Sudan accused the United Arab Emirates of arming the rebels.", "Sudan", "United Arab Emirates"),
    ("Sudan's accusations against the United Arab Emirates were repeated.", "Sudan", "United Arab Emirates"),
    (
        "The accusations against the United Arab Emirates by Sudan were repeated.",
        "Sudan",
        "-United Arab Emirates",
    ),
    (
        "Rwanda, the Democratic Republic of the Congo said, has committed aggression.",
        "Democratic Republic of the Congo",
        "Rwanda",
    ),
    ("Armenia accused Azerbaijan of ethnic cleansing, a charge Azerbaijan denies.", "Armenia", "Azerbaijan"),
    ("Azerbaijan denied Armenia's accusation of ethnic cleansing.", "Armenia", "-Azerbaijan"),
    ("Azerbaijan rejected accusations by Armenia that it starved civilians.", "Armenia", "-Azerbaijan"),
    (
        "Saudi Arabia may have committed war crimes in Yemen, Human Rights Watch said.",
        "Human Rights Watch",
        "Saudi Arabia",
    ),
    (
        "Human Rights Watch said that Saudi Arabia committed war crimes in Yemen.",
        "Human Rights Watch",
        "Saudi Arabia",
    ),
    ("If Iran kills protesters, it commits a crime, Canada said.", "Canada", "-Iran"),
    ("Canada urged the Council to condemn Iran for killing protesters.", "Canada", "-Iran"),
    ("Canada wanted to accuse Iran of torture.", "Canada", "-Iran"),
    ("Canada did not accuse Iran of torture.", "Canada", "-Iran"),
    ("Canada refused to accuse Iran of torture.", "Canada", "-Iran"),
    ("Canada never said that Iran tortured prisoners.", "Canada", "-Iran"),
    ("Belarus said Poland's claim that it had tortured migrants was false.", "Poland", "-Belarus"),
    ("Poland joined Lithuania in accusing Belarus of hybrid attacks.", "Poland", "Belarus"),
    ("The president of Poland accused Belarus of torture.", "Poland", "Belarus"),
    ("Polish President Andrzej Duda accused Belarus of torture.", "Poland", "Belarus"),
    ("He accused Belarus of torture, said Poland.", "Poland", "-Belarus"),
    ("Israel's prime minister said that Hamas had massacred civilians.", "Israel", "Hamas"),
    ("Hamas said that Israel had massacred civilians.", "Hamas", "Israel"),
    ("Hamas, which Israel says massacred civilians, is in talks.", "Israel", "-Hamas"),
    ("Israel, whose army Hamas accuses of massacres, is in talks.", "Hamas", "-Israel"),
    ("Eritrea's troops killed hundreds of civilians, Ethiopia said on Monday.", "Ethiopia", "Eritrea"),
    ("Ethiopia denied that its troops had killed civilians, as Eritrea claims.", "Eritrea", "-Ethiopia"),
    ("The killing of civilians by Eritrean troops was condemned by Ethiopia.", "Ethiopia", "Eritrea"),
    ("Ethiopia is to be blamed, Eritrea said, for the siege.", "Eritrea", "-Ethiopia"),
    ("Venezuela, Colombia and Peru accused Guyana of aggression.", "Peru", "Guyana"),
    ("Guyana told the court that Venezuela had violated the UN Charter.", "Guyana", "Venezuela"),
    ("Venezuela told Guyana that the UN Charter had been violated by Brazil.", "Venezuela", "Brazil"),
    ("Norway said Denmark had told Sweden that Finland tortured prisoners.", "Denmark", "-Finland"),
    ("Japan protested against the abduction of its citizens by North Korea.", "Japan", "North Korea"),
    (
        "Libya's rebels accused Libya's government of siege warfare, France reported.",
        "Libya's rebels",
        "-Libya",
    ),
    ("Jordan praised Egypt for condemning Sudan's massacre.", "Egypt", "-Sudan"),
]


@pytest.mark.parametrize(("text", "accuser", "accused"), TABLE, ids=[t[0][:60] for t in TABLE])
def test_the_accuser_is_never_the_culprit(text: str, accuser: str, accused: str, read: Read) -> None:
    charges = [f for f in read(text) if f.type in ("accuse", "find")]
    assert not [f for f in charges if f.target == accuser], _brief(charges)
    if not accused.startswith("-"):
        pairs = {(f.actor, f.target) for f in charges}
        assert (accuser, accused) in pairs, _brief(charges)


NEGATIVE = [
    "Canada did not accuse Iran of torture.",
    "Canada has never accused Iran of torture.",
    "Canada refused to accuse Iran of torture.",
    "Canada denied accusing Iran of torture.",
    "No state has accused Iran of torture.",
    "Canada said Iran did not torture prisoners.",
    "Canada said nobody was tortured.",
]


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_nobody_charged_is_no_accusation(text: str, read: Read) -> None:
    assert not [f for f in read(text) if f.type in ("accuse", "find") and f.status == "actual"]


ELSEWHERE = [
    "The governor vetoed the bill.",
    "Governor Kathy Hochul vetoed legislation that the UN had praised.",
    "President Obama vetoed a bill on Friday, Congress said.",
    "The mayor threatened to veto the budget.",
    "The mayor used his veto to block the budget.",
    "Barcelona attacked early and Madrid defended badly.",
    "The striker shot twice and killed the game.",
    "The United States beat Japan 3-1 in the final.",
    "The coach accused the referee of bias.",
    "Shareholders voted against the merger, 13-1.",
    "Voters rejected the referendum by 52 to 48.",
    "The company tabled a motion to sponsor the league.",
    "The doctor referred the patient to a clinic.",
    "The senator drafted a bill on farming.",
    "The Lakers withdrew from the tournament.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_home_politics_business_and_sport_yield_no_council_fact(text: str, read: Read) -> None:
    council = {"veto", "vote", "sponsor", "refer", "treaty_status", "case_filed"}
    assert not [f for f in read(text) if f.type in council], _brief(read(text))


def _brief(facts: list[Fact]) -> list[str]:
    return [f"{f.type}: {f.actor} -> {f.target} ({f.crime}, {f.status})" for f in facts]
