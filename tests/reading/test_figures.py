from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from graph.reading.numbers import numbers
from graph.reading.reader import Reader

Read = Callable[..., list[Fact]]
OBSERVATORY = "Syrian Observatory for Human Rights"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Forty-nine children and 34 women died.", [49, 34]),
        ("More than 2,600 people died.", [2600]),
        ("It killed half a million people, and later half a dozen.", [500_000, 6]),
        ("A quarter of a million people fled.", [250_000]),
        ("A dozen people and two dozen dogs were there.", [12, 24]),
        ("One hundred and twenty-five people died.", [125]),
        ("Some 1.2m people and 300k more fled.", [1_200_000, 300_000]),
        ("They counted 6.8 million people and 20 000 tents.", [6_800_000, 20_000]),
        (
            "Hundreds of thousands of people fled, and several hundred died.",
            ["hundreds of thousands", "several hundred"],
        ),
        ("Dozens died, scores fled.", ["dozens", "scores"]),
        ("Some 300-400 people died.", [300]),
        ("Between 30 and 40 people died, or 20 to 25.", [30, 20]),
        ("Between 3.5 and four million farmers fled.", [3_500_000]),
        ("The toll rose from 20 to 30.", [20, 30]),
        ("The vote was 13-1.", []),
        ("Resolution 2139, Article 7 and page 12.", []),
        ("It cost $20 million and 45 percent of 3 per cent.", []),
        ("On 7 October and October 8 it rained.", []),
        ("He, aged 25, saw Saeed Tamjidi (27).", []),
        ("She had a loved one.", []),
    ],
)
def test_numbers(reader: Reader, text: str, values: list[object]) -> None:
    doc = reader.parser.language(text)
    assert [n.value for s in doc.sents for n in numbers(s)] == values


# Each sentence with the figures that must be read in it, in order of value: (who gives it, whose deed, how many).
FOUND = [
    # Subjects and objects of harm, nouns for it, states of those who are counted.
    ("At least 20 people were killed.", [("narrator", None, 20)]),
    ("Twelve people died, 30 were wounded and two remain missing.", [("narrator", None, 2), ("narrator", None, 12), ("narrator", None, 30)]),
    ("The bombing left 40 dead and more than 100 injured.", [("narrator", None, 40), ("narrator", None, 100)]),
    ("The attack claimed the lives of 17 civilians.", [("narrator", None, 17)]),
    ("The attack cost 18 lives.", [("narrator", None, 18)]),
    ("Twenty-three bodies were found in a mass grave.", [("narrator", None, 23)]),
    ("The death toll rose to 2,300.", [("narrator", None, 2300)]),
    ("The number of displaced people has reached 7.1 million.", [("narrator", None, 7_100_000)]),
    ("There have been 350 attacks on hospitals.", [("narrator", None, 350)]),
    ("Some 13 million people need aid.", [("narrator", None, 13_000_000)]),
    ("Over 5 million people are in need of assistance.", [("narrator", None, 5_000_000)]),
    ("They met 70 injured protesters.", [("narrator", None, 70)]),
    ("The war has seen over 70,000 people killed.", [("narrator", None, 70_000)]),
    ("It resulted in another 250 being kidnapped.", [("narrator", None, 250)]),
    ("No fewer than 30 people were killed.", [("narrator", None, 30)]),
    ("More than 1,100 people are believed to have been killed.", [("narrator", None, 1100)]),
    ("More than 400 people are estimated to have been displaced.", [("narrator", None, 400)]),
    ("The war displaced 600,000 more.", [("narrator", None, 600_000)]),
    ("Killings of dozens of men were reported.", [("narrator", None, "dozens")]),
    ("Tens of thousands of people have been forcibly disappeared.", [("narrator", None, "tens of thousands")]),
    # Coordination and parts.
    ("It went on, killing 20 and wounding 70.", [("narrator", None, 20), ("narrator", None, 70)]),
    ("The blast killed 19 soldiers and 5 civilians.", [("narrator", None, 5), ("narrator", None, 19)]),
    ("After the raid 40 children and 11 adults were killed.", [("narrator", None, 11), ("narrator", None, 40)]),
    ("Fourteen people were killed, including three children and two women.", [("narrator", None, 2), ("narrator", None, 3), ("narrator", None, 14)]),
    ("Some 203 people were killed. They included 72 from the forces and 95 people from the rebels.", [("narrator", None, 72), ("narrator", None, 95), ("narrator", None, 203)]),
    ("A child was killed and dozens of others were wounded.", [("narrator", None, 1), ("narrator", None, "dozens")]),
    ("Nine children were among at least 15 people killed.", [("narrator", None, 9), ("narrator", None, 15)]),
    # Who gives the figure.
    (f"The {OBSERVATORY} said 23 civilians had been killed.", [(OBSERVATORY, None, 23)]),
    (f"At least 23 civilians were killed, according to the {OBSERVATORY}.", [(OBSERVATORY, None, 23)]),
    (f"The {OBSERVATORY} documented the killing of 57 civilians.", [(OBSERVATORY, None, 57)]),
    ("The UN human rights office has verified 9,806 deaths and 17,962 injuries.", [("OHCHR", None, 9806), ("OHCHR", None, 17962)]),
    ("Since the invasion of 24 February, the UN human rights office, OHCHR, has documented 11,662 killings.", [("OHCHR", None, 11662)]),
    ("Amnesty International put the toll at 304.", [("Amnesty International", None, 304)]),
    ("A report by Amnesty International says that 304 people died.", [("Amnesty International", None, 304)]),
    ("Amnesty International's tally of 883 executions is a record.", [("Amnesty International", None, 883)]),
    ("Amnesty International says 452 people have been detained. Some 417 remain in detention.", [("Amnesty International", None, 417), ("Amnesty International", None, 452)]),
    ("Three witnesses said 20 people were killed.", [("Three witnesses", None, 20)]),
    # What everybody knows is nobody's claim.
    ("France said the attack, which killed 20 people, was a crime.", [("narrator", None, 20)]),
    ('"It is a crime," France said amid hundreds of civilian deaths.', [("narrator", None, "hundreds")]),
    # Whose deed it is.
    ("Israeli air strikes killed at least 32 people.", [("narrator", "Israel", 32)]),
    ("At least 50 people were killed by Israeli gunfire.", [("narrator", "Israel", 50)]),
    ("At least 20 people were killed when Russian missiles hit a market.", [("narrator", "Russia", 20)]),
    ("At least 13 people were killed in a Syrian regime air strike.", [("narrator", "Syria", 13)]),
    ("Boko Haram militants abducted 40 girls.", [("narrator", "Boko Haram", 40)]),
    ("Syrian rebels killed 40 soldiers.", [("narrator", "Syrian rebels", 40)]),
    ("Saudi Arabia executed 81 men.", [("narrator", "Saudi Arabia", 81)]),
    ("Iran has carried out 120 executions.", [("narrator", "Iran", 120)]),
    ("Kyiv said Russian forces had deported 19,546 children.", [("Ukraine", "Russia", 19546)]),
    ("Myanmar is calm. Some 452 people have been detained.", [("narrator", "Myanmar", 452)]),
    ("At least 50 people were killed by Israeli gunfire and hundreds of others were wounded.", [("narrator", "Israel", 50), ("narrator", "Israel", "hundreds")]),
    ("Over 40 people were killed and 20 were wounded when Russian jets bombed a market.", [("narrator", "Russia", 20), ("narrator", "Russia", 40)]),
    ("The junta carried out an air strike on a village in which 40 people were killed. Myanmar is at war.", [("narrator", "Myanmar", 40)]),
    ("Hamas fighters stormed the village. The assault killed 40 people.", [("narrator", "Hamas", 40)]),
    ("France said the Syrian regime used chlorine gas 14 times.", [("France", "Syria", 14)]),
    ("Of the 957 people killed, 119 were women.", [("narrator", None, 119), ("narrator", None, 957)]),
    ("Nearly 900 people fled, of whom 400 went home.", [("narrator", None, 400), ("narrator", None, 900)]),
    ("Estimates from the United Nations put the death toll in the hundreds.", [("United Nations", None, "hundreds")]),
    ("The United Nations estimates the death toll was as high as 1,000.", [("United Nations", None, 1000)]),
    ("They were jailed for the killing of 10 people.", [("narrator", None, 10)]),
    # A mere place before the noun is where it happened, and who counts is no culprit.
    ("At least 20 people were killed in Aleppo airstrikes.", [("narrator", None, 20)]),
    ("Amnesty International put the civilian toll at 1,066.", [("Amnesty International", None, 1066)]),
    ("Syria's 300 deaths were in the news.", [("narrator", None, 300)]),
    ("Syria's war has killed 500,000 people.", [("narrator", None, 500_000)]),
    ("The Armenian genocide killed 1.5 million people.", [("narrator", None, 1_500_000)]),
    ("Hundreds remain detained in camps run by the United Nations. Australia pays.", [("narrator", "Australia", "hundreds")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), FOUND, ids=[t for t, _ in FOUND])
def test_a_number_of_victims_or_deeds_is_a_figure(
    text: str, wanted: list[tuple[object, ...]], read: Read
) -> None:
    found = [(f.actor, f.target, f.value) for f in read(text) if f.type == "figure"]
    assert sorted(found, key=_by_value) == wanted


def _by_value(figure: tuple[object, ...]) -> tuple[float, str]:
    value = figure[2]
    return (float(value), "") if isinstance(value, int | float) else (float("inf"), str(value))


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen countries voted in favour.",
        "Thousands of demonstrators marched in London.",
        "The United States sent 3,000 troops to Poland.",
        "There are 4,500 French troops in Mali.",
        "A 13,000-strong force is in Mali.",
        "He was sentenced to 25 years in prison.",
        "A 17-year-old boy was shot dead.",
        "The Council adopted resolution 2254 in 2015.",
        "Hundreds of homes were destroyed.",
        "None of the 30 people was killed.",
        "The plan could displace 1 million people.",
        "Some 270,000 people could flee.",
        "Nobody was injured, but 12 houses burned down.",
        "The group claims it has 3,000 fighters.",
        "The mass trial of 739 defendants began.",
        "Sanctions hit 12 people and 3 companies.",
        "The 2008 massacre was forgotten.",
        "The attacks of 7 October were forgotten.",
        "Police released 4,138 people.",
        "At least 145 people were charged with treason.",
        "They provided 3.6 million people with aid.",
        "They carried out 20 inspections.",
        "The party won 109 seats.",
        "Anwar Raslan is accused of killing 27 people, and 25 were convicted.",
        "Hundreds of peaceful protesters took to the streets.",
        "The attack was 20 kilometres south of the city.",
        "One of the victims spoke.",
        "Three soldiers shot at the crowd.",
    ],
)
def test_other_numbers_are_none(text: str, read: Read) -> None:
    found = [f for f in read(text) if f.type == "figure"]
    assert not [f for f in found if "accused" not in text or f.value != 27], found


def test_what_is_counted_is_named(read: Read) -> None:
    texts = {
        "Twelve people were killed.": "people killed",
        "The raid wounded 12 farmers.": "farmers wounded",
        "Twelve remain in detention.": "people in detention",
        "Some 13 million people need aid.": "people in need",
        "It counted 37 attacks on hospitals.": "attacks on hospitals",
        "It saw five waves of attacks on schools.": "waves of attacks on schools",
    }
    found = {text: [f.object for f in read(text) if f.type == "figure"] for text in texts}
    assert found == {text: [wanted] for text, wanted in texts.items()}


def test_a_figure_that_goes_on_has_the_date_of_the_one_before(read: Read) -> None:
    text = "Some 203 people were killed on Wednesday. They included 72 soldiers."
    found = [f.date for f in read(text, published="2014-05-22") if f.type == "figure"]
    assert found == ["2014-05-21", "2014-05-21"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia said 20 people were killed in the raid.",
        "Ukraine counted 300 attacks on hospitals.",
        "Amnesty International has recorded 12 killings.",
        "France condemned an attack that killed 20 people.",
        "Israel put the number of dead at 1,200.",
        "The United States found 12 bodies.",
    ],
)
def test_who_counts_is_never_the_culprit(text: str, read: Read) -> None:
    found = [f for f in read(text) if f.type == "figure"]
    assert found
    assert [f.target for f in found] == [None] * len(found)
