from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact

Read = Callable[..., list[Fact]]
ICC, ICJ = "International Criminal Court", "International Court of Justice"

# Each sentence with the legal actions that must be read in it: (who, against whom).
FILED = [
    # Filed, brought, instituted, joined; by whom is said before or behind.
    ("Ukraine has sued Russia at the International Court of Justice.", {("Ukraine", "Russia")}),
    ("South Africa has filed a case against Israel at the International Court of Justice.", {("South Africa", "Israel")}),
    ("Nicaragua has brought a case at the ICJ accusing Germany of facilitating genocide.", {("Nicaragua", "Germany")}),
    ("Armenia instituted proceedings against Azerbaijan before the ICJ.", {("Armenia", "Azerbaijan")}),
    ("The Gambia filed an application instituting proceedings against Myanmar before the ICJ.", {("Gambia", "Myanmar")}),
    ("France praised the efforts of Canada in filing a lawsuit against Syria.", {("Canada", "Syria")}),
    ("Iran filed a lawsuit against the United States over sanctions.", {("Iran", "United States")}),
    ("Lebanon filed a complaint with the UN Security Council against Israel.", {("Lebanon", "Israel")}),
    # Investigations, examinations, commissions.
    ("ICC prosecutors have opened a preliminary examination into President Duterte's war on drugs. The Philippines objects.", {(ICC, "Philippines")}),
    ("Prosecutors in France have opened an inquiry into torture.", {("France", None)}),
    ("A Spanish judge launched a probe into the killings.", {("Spain", None)}),
    ("Russia's Investigative Committee opened a criminal case against Karim Khan.", {("Russia", "Karim Khan")}),
    ("The UN Human Rights Council set up a commission of inquiry on Ukraine.", {("UN Human Rights Council", None)}),
    ("Venezuela has been under investigation by the International Criminal Court since 2021.", {(ICC, "Venezuela")}),
    # Warrants; persons are meant themselves.
    ("The ICC has issued arrest warrants for Russian President Vladimir Putin and Maria Lvova-Belova.", {(ICC, "Vladimir Putin"), (ICC, "Maria Lvova-Belova")}),
    ("French judges issued an arrest warrant for Syrian President Bashar al-Assad.", {("France", "Bashar al-Assad")}),
    ("Omar al-Bashir, who is wanted by the ICC on charges of genocide, travelled.", {(ICC, "Omar al-Bashir")}),
    # Charges and trials: without an agent it is the court or the state in which they are.
    ("A German court charged two Syrian officers with crimes against humanity.", {("Germany", "Syria")}),
    ("The journalist Dmitry Muratov was charged in Russia with discrediting the army.", {("Russia", None)}),
    ("The army holds Myanmar. Aung San Suu Kyi has been charged with corruption.", {("Myanmar", "Aung San Suu Kyi")}),
    ("Laurent Gbagbo is on trial at the ICC for crimes against humanity.", {(ICC, "Laurent Gbagbo")}),
    ("Myanmar is on trial for genocide at the UN's top court.", {(ICJ, "Myanmar")}),
    ("The trial of Hissène Habré opened in Senegal.", {("Senegal", "Hissène Habré")}),
    ("William Ruto faces charges of crimes against humanity at the ICC.", {(ICC, "William Ruto")}),
    ("Charles Taylor was indicted by the Special Court for Sierra Leone.", {("Special Court for Sierra Leone", "Charles Taylor")}),
    ("Turkey demanded the extradition of Fethullah Gulen.", {("Türkiye", "Fethullah Gulen")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FILED, ids=[t for t, _ in FILED])
def test_a_legal_action_is_a_case(text: str, wanted: set[tuple[str, str | None]], read: Read) -> None:
    found = [f for f in read(text) if f.type == "case_filed"]
    assert {(f.actor, f.target) for f in found} == wanted
    assert {f.status for f in found} == {"actual"}


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch called on the ICC to open an investigation.",
        "Human Rights Watch said the prosecutor should open an investigation.",
        "Israel has refused to open an investigation.",
        "Any probe conducted by the ICC would be an intrusion.",
        "The resolution would authorise the International Criminal Court to investigate crimes in Syria.",
        "The court opened its doors in 2002.",
        "Amnesty International launched a campaign against Syria.",
        "Russia launched military action against Ukraine.",
        "Ukraine submitted an application for membership.",
        "The opposition made its case to the Council.",
        "The president was charged with implementing the plan.",
        "South Africa's case for peace is strong.",
        "The battery was charged overnight.",
    ],
)
def test_what_is_asked_for_or_no_case_is_none(text: str, read: Read) -> None:
    found = [f for f in read(text) if f.type == "case_filed"]
    assert not found, found


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Israel said it would open an investigation into the strike.", "Israel"),
        ("Hissène Habré is to be tried in Senegal for torture.", "Senegal"),
        ("Iraq vowed to open an investigation into the raid.", "Iraq"),
    ],
)
def test_what_is_announced_is_not_yet_done(text: str, actor: str, read: Read) -> None:
    found = [(f.actor, f.status) for f in read(text) if f.type == "case_filed"]
    assert found == [(actor, "not_actual")]


def test_a_warrant_of_arrest_is_no_arbitrary_arrest(read: Read) -> None:
    text = "The International Criminal Court issued a warrant of arrest for Omar al-Bashir for genocide."
    assert {f.crime for f in read(text) if f.type == "case_filed"} == {"genocide"}


def test_the_world_court_is_not_guessed_to_be_a_state(read: Read) -> None:
    text = "Uganda has long fought Joseph Kony. Joseph Kony was indicted in The Hague in 2005."
    assert not [f for f in read(text) if f.type == "case_filed" and f.actor == "Uganda"]
