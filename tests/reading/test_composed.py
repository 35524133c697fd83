"""Whatever sentence is composed of these parts, neither the accuser nor a bystander is the culprit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model import Fact

Read = Callable[..., list[Fact]]

# {a} accuses {b}; {c} stands by. Who is spoken of and how, with the deed as "{doing}", "{deed}" and "{did}".
ACCUSATIONS = [
    "{a} accused {b} of {doing}",
    "{a} has accused {b} of {deed}",
    "{b} was accused by {a} of {doing}",
    "{b} has been accused of {deed} by {a}",
    "{b}, which {a} accused of {doing}, was silent",
    "{a}, which accused {b} of {doing}, was silent",
    "{b}, accused by {a} of {doing}, was silent",
    "{a} blamed {b} for {deed}",
    "{b} was blamed by {a} for {deed}",
    "{a} condemned {b} for {doing}",
    "{a} condemned {deed} by {b}",
    "{a} criticised {b} over {deed}",
    "{a} suspects {b} of {doing}",
    "{a} said that {b} {did}",
    "{b} {did}, {a} said",
    "“{b} {did},” {a} said",
    "“{b} {did},” said {a}'s ambassador, Ann Roy",
    "according to {a}, {b} {did}",
    "{a} is outraged that {b} {did}",
    "{a} called for talks, saying that {b} {did}",
    "{a} held {b} responsible for {deed}",
    "{a} told {c} that {b} {did}",
    "{a} accused {b}, an ally of {c}, of {doing}",
    "{a}, an ally of {c}, accused {b} of {doing}",
    "in a letter to {c}, {a} accused {b} of {doing}",
    "{c} heard {a} accuse {b} of {doing}",
    "{c} praised {a} for accusing {b} of {doing}",
    "{a} and {b} accused each other of {doing}",
    "{b} denied {a}'s accusations of {deed}",
    "{b} denied {doing}, as {a} claims",
    "{a} repeated that {b} {did}",
    "{a} wants {c} to investigate {deed} by {b}",
    "{a} took {b} to court over {deed}",
    "{deed} by {b}, documented by {a}, went on",
    "{a}'s ambassador, Ann Roy, accused {b} of {doing}",
    "the claim by {a} that {b} {did} was repeated",
    "{b} rejected {a}'s claim that it {did}",
    "{a} demanded that {b} answer for {deed}",
    "{a} recalled its ambassador after {b} {did}",
    "{a} is angry that {c} was silent after {b} {did}",
    "{c} wrote that {a} had accused {b} of {doing}",
    "what {a} calls {deed} by {b} goes on",
    "{a} mourned its dead after {b} {did}",
    "{b} {did} in {a}",
    "{deed} in {a} by {b} was condemned by {c}",
    "{a} complained to {c} about {deed} by {b}",
    "{a} asked {c} to condemn {b} for {doing}",
    "a report by {a} says that {b} {did}",
    "both {a} and {c} accuse {b} of {doing}",
    "{a} has again accused {b}, backed by {c}, of {doing}",
    "{c} does not believe {a}, which says that {b} {did}",
    "{c} denied that {a} had accused {b} of {doing}",
    "it was {b} that {a} accused of {doing}",
    "{b}, not {a}, {did}, {c} said",
    "{a} was shown proof that {b} {did}",
    "the accusers of {b}, among them {a}, speak of {deed}",
]
WITHHELD = [  # {a} has not accused {b}
    "{a} did not accuse {b} of {doing}",
    "{a} refused to blame {b} for {deed}",
    "rather than accuse {b} of {doing}, {a} stayed away",
    "{c} urged {a} to accuse {b} of {doing}",
    "{a} may accuse {b} of {doing}",
    "if {a} accuses {b} of {doing}, talks will end",
    "{a} stopped short of accusing {b} of {doing}",
    "had {b} not been silent, {a} would have accused it of {doing}",
    "{a} was asked by {c} to accuse {b} of {doing}",
    "{a} has yet to accuse {b} of {doing}",
    "without accusing {b} of {doing}, {a} spoke of peace",
    "{c} wants {a} to condemn {b} for {doing}",
    "{a} threatened to accuse {b} of {doing}",
    "{c} asked whether {a} accused {b} of {doing}",
]
SETTINGS = [
    "{S}.",
    "On Monday, {s}.",
    "In Geneva, {s}.",
    "{S}. Talks will go on.",
    "Reporters said that {s}.",
    "Talks ended. {S}.",
    "While {c} looked on, {s}.",
]
DEEDS = [
    ("torturing prisoners", "the torture of prisoners", "tortured prisoners"),
    ("killing civilians", "the killing of civilians", "killed 40 civilians"),
    ("bombing a hospital", "the bombing of a hospital", "bombed a hospital"),
    ("committing war crimes", "war crimes", "has committed war crimes"),
    ("starving children", "the starvation of children", "starved children"),
    ("using chlorine gas", "the use of chlorine gas", "used chlorine gas"),
    ("shelling villages", "the shelling of villages", "had shelled two villages"),
]
ACTORS = [
    "France",
    "Iran",
    "Ukraine",
    "Mali",
    "the United States",
    "Human Rights Watch",
    "South Africa",
    "Hamas",
]


@dataclass(frozen=True)
class Case:
    text: str
    accuser: str
    accused: str
    bystander: str
    withheld: bool
    mutual: bool


@st.composite
def cases(draw: st.DrawFn) -> Case:
    actors = tuple(draw(st.permutations(ACTORS))[:3])
    accusation = draw(st.sampled_from([*ACCUSATIONS, *WITHHELD]))
    text = compose(accusation, draw(st.sampled_from(SETTINGS)), actors, draw(st.sampled_from(DEEDS)))
    a, b, c = (name.removeprefix("the ") for name in actors)
    return Case(text, a, b, c, accusation in WITHHELD, "each other" in accusation)


def compose(accusation: str, setting: str, actors: tuple[str, ...], deeds: tuple[str, ...]) -> str:
    a, b, c = actors
    doing, deed, did = deeds
    parts = {"a": a, "b": b, "c": c, "doing": doing, "deed": deed, "did": did}
    inner = accusation.format(**parts)
    text = setting.format(s=inner, S=inner[0].upper() + inner[1:], c=c)
    return text[0].upper() + text[1:]


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_no_accuser_and_no_bystander_is_the_culprit(case: Case, read: Read) -> None:
    innocent = {case.bystander} if case.mutual else {case.accuser, case.bystander}
    found = [f for f in read(case.text) if f.type in ("accuse", "find")]
    assert not [(f.actor, f.target) for f in found if f.target in innocent], case.text
    told = {(f.actor, f.target) for f in found if f.status == "actual"}
    assert not (case.withheld and (case.accuser, case.accused) in told), case.text
