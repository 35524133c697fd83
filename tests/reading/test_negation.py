"""What nobody charged, what is only asked, feared or supposed, and what is denied is not told as done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from tests.reading.charges import complaints, denials, names, rows

Read = Callable[..., list[Fact]]

# of each: Canada has not accused Iran
NOT_ACCUSED = rows("""
Canada did not accuse Iran of torture.
Canada has never accused Iran of torture.
Canada refused to accuse Iran of torture.
Canada denied accusing Iran of torture.
No state has accused Iran of torture.
No Canadian minister has accused Iran of torture.
Nobody in Canada accuses Iran of torture.
Canada neither accused nor condemned Iran for torture.
Canada has yet to accuse Iran of torture.
Canada is far from accusing Iran of torture.
Canada stopped short of accusing Iran of torture.
Canada refrained from accusing Iran of torture.
Canada avoided accusing Iran of torture.
Canada ruled out accusing Iran of torture.
Without accusing Iran of torture, Canada asked for an inquiry.
Instead of accusing Iran of torture, Canada asked for talks.
Rather than accuse Iran of torture, Canada asked for talks.
Canada chose to talk rather than accuse Iran of torture.
Canada would have accused Iran of torture had it seen the bodies.
Canada failed to accuse Iran of torture.
Canada declined to accuse Iran of torture.
Canada was unable to accuse Iran of torture.
Canada was reluctant to accuse Iran of torture.
Canada has no reason to accuse Iran of torture.
Canada may accuse Iran of torture.
Canada could accuse Iran of torture.
Canada is expected to accuse Iran of torture.
Canada will accuse Iran of torture.
Canada wanted to accuse Iran of torture.
Canada threatened to accuse Iran of torture.
Canada plans to accuse Iran of torture.
If Canada accuses Iran of torture, talks will end.
Unless Canada accuses Iran of torture, nothing will change.
Should Canada accuse Iran of torture, talks will end.
Were Canada to accuse Iran of torture, talks would end.
Denmark asked whether Canada accused Iran of torture.
Canada withdrew its accusation of torture against Iran.
""")

# who is asked to condemn has not condemned; who asks may well mean it
ASKED = rows("""
Denmark urged Canada to accuse Iran of torture. => ?Denmark > Iran
Denmark called on Canada to condemn Iran's torture of prisoners. => ?Denmark > Iran
Denmark wants Canada to accuse Iran of torture. => ?Denmark > Iran
Canada urged the Council to condemn Iran for killing protesters. => ?Canada > Iran
Canada must condemn Iran for torture, Denmark said. => ?Denmark > Iran
“Canada should condemn Iran's massacre,” Denmark said. => ?Denmark > Iran
Denmark called for an investigation into the massacre of civilians in Mali. =>
Denmark called for an investigation of Mali's massacre of civilians. => ?Denmark > Mali
Denmark asked the Council to investigate whether Iran had tortured prisoners. =>
Canada asked Iran whether it tortured prisoners. =>
Canada asked Iran not to torture prisoners. =>
Canada urged Iran to stop torturing prisoners. => ?Canada > Iran
Canada warned Iran against torturing prisoners. =>
Canada said Iran must not torture prisoners. => ?Canada > Iran | not_actual
Denmark asked Canada and France to investigate war crimes in Mali. =>
Denmark urged all states to arrest those accused of war crimes. =>
""")

UNPROVEN = rows("""
Canada never said that Iran tortured prisoners. =>
Canada said Iran did not torture prisoners. =>
Canada said nobody was tortured. =>
Canada said no one in Iran had been tortured. =>
Canada said neither Iran nor Iraq had tortured prisoners. =>
Canada said that Iran never used chemical weapons. =>
Canada said Iran was not responsible for the massacre. =>
Canada said Iran was innocent of the massacre. =>
Canada said it had no evidence that Iran tortured prisoners. =>
Canada found no evidence of torture by Iran. =>
Canada said there was no genocide in Iran. =>
Canada doubts that Iran tortured prisoners. => ?Canada > Iran | not_actual
Canada denied that Iran had tortured prisoners. =>
Canada cleared Iran of torture. =>
Canada retracted its claim that Iran had tortured prisoners. =>
The UN will investigate whether Iran tortured prisoners. => ?United Nations > Iran | not_actual
It is not clear whether Iran tortured prisoners, Canada said. => ?Canada > Iran | not_actual
Canada said that it did not know whether Iran had tortured prisoners. => ?Canada > Iran | not_actual
If Iran kills protesters, it commits a crime, Canada said. => ?Canada > Iran | not_actual
Iran would be guilty of war crimes if it bombed the hospital, Canada said. => Canada > Iran | hypothetical
If Iran bombed the hospital, it committed a war crime, Canada said. => ?Canada > Iran | not_actual
Were Iran to use chlorine gas, it would commit a war crime, Canada said. => Canada > Iran | hypothetical
Canada warned that Iran would commit war crimes unless it ended the siege. => Canada > Iran | hypothetical
Canada fears that Iran will massacre civilians. => ?Canada > Iran | not_actual
Canada said Iran will massacre civilians. => Canada > Iran | expected
Canada said Iran is planning to massacre civilians. => ?Canada > Iran | not_actual
Canada said Iran threatened to bomb hospitals. => ?Canada > Iran | not_actual
Canada said Iran had refused to torture prisoners. =>
Canada said Iran would have killed more protesters had the UN not come. => Canada > Iran | hypothetical
Canada said Iran could commit war crimes. => Canada > Iran | hypothetical
Canada said Iran had promised not to torture prisoners. =>
Canada said Iran had agreed to stop bombing hospitals. => ?Canada > Iran
""")

HEDGED = rows("""
Saudi Arabia may have committed war crimes in Yemen, Human Rights Watch said. => Human Rights Watch > Saudi Arabia | hedged
Canada said Iran may have committed war crimes. => Canada > Iran | hedged
Canada said Iran might have committed war crimes. => Canada > Iran | hedged
Canada said Iran could have committed war crimes. => Canada > Iran | hedged
Canada said Iran appears to have tortured prisoners. => Canada > Iran | hedged
Canada said Iran seems to have tortured prisoners. => Canada > Iran | hedged
Canada said Iran is likely to have used chlorine gas. => Canada > Iran | hedged
Canada said Iran is believed to have tortured prisoners. => ?Canada > Iran | actual; ?unspecified > Iran | actual
Canada said Iran probably tortured prisoners. => Canada > Iran | actual
Canada said Iran allegedly tortured prisoners. => Canada > Iran | actual
Canada said Iran's strikes may amount to war crimes. => Canada > Iran | hedged
Canada said Iran's siege could constitute a crime against humanity. => Canada > Iran | hedged
Canada suggested that Iran tortured prisoners. => Canada > Iran | actual
Canada suspects Iran of using chlorine gas. => Canada > Iran | actual
""")

DONE = rows("""
Canada accused Iran of planning to massacre civilians. => Canada > Iran
Canada said Iran continues to torture prisoners. => Canada > Iran
Canada said Iran has been torturing prisoners. => Canada > Iran
Canada said Iran began to bomb hospitals. => Canada > Iran
Canada said Iran killed civilians rather than rebels. => Canada > Iran
Canada said Iran bombed a hospital instead of protecting civilians. => Canada > Iran
Canada said Iran bombed a hospital without warning. => Canada > Iran
Canada said Iran admitted torturing prisoners. => ?Canada > Iran; ?Iran > Iran
Canada did not hesitate to accuse Iran of torture. => ?Canada > Iran
Canada not only accused Iran of torture but also asked for sanctions. => Canada > Iran
Canada said Iran, not Iraq, tortured prisoners. => Canada > Iran
Canada could not but accuse Iran of torture. => ?Canada > Iran
Canada said that Iran did torture prisoners. => Canada > Iran
Canada said Iran allowed its troops to massacre civilians. => ?Canada > Iran
Canada went on to accuse Iran of torture. => Canada > Iran
Canada has again had to accuse Iran of torture. => ?Canada > Iran
""")

DENIALS = rows("""
Iran denied torturing prisoners. => Iran denies
Iran denied that it had tortured prisoners. => Iran denies
Iran denies having tortured prisoners, as Canada claims. => Iran denies; ?Canada > Iran
Iran has denied accusations by Canada that it tortured prisoners. => Iran denies; ?Canada > Iran
Iran rejected Canada's accusations of torture. => Iran denies; ?Canada > Iran
Canada's accusations of torture were rejected by Iran. => Iran denies; ?Canada > Iran
Iran said it had not tortured prisoners. => Iran denies
Iran called Canada's allegations of torture baseless. => Iran denies; ?Canada > Iran
Iran's denial of torture did not convince Canada. => Iran denies
Canada said that Iran had denied torturing prisoners. => Iran denies
Iran denied a Canadian report that it tortured prisoners. => Iran denies; ?Canada > Iran
Accused by Canada of torture, Iran denied the charge. => Iran denies; ?Canada > Iran
Iran, which denies torturing prisoners, accused Canada of hypocrisy. => Iran denies; ?Iran > Canada
China denied that it had committed genocide, as the United States claims. => China denies; ?United States > China
Iran did not deny torturing prisoners. => ?* > Iran
Iran neither confirmed nor denied that it tortured prisoners. => ?* > Iran
Iran refused to deny torturing prisoners. => ?* > Iran
Canada asked Iran to deny that it had tortured prisoners. =>
""")

ROWS = [*ASKED, *UNPROVEN, *HEDGED, *DONE]


@pytest.mark.parametrize(("text", "line"), NOT_ACCUSED, ids=names(NOT_ACCUSED))
def test_what_nobody_charged_is_no_accusation(text: str, line: str, read: Read) -> None:
    assert not complaints(read(text), "?Canada > Iran | not_actual")


@pytest.mark.parametrize(("text", "line"), ROWS, ids=names(ROWS))
def test_only_what_is_told_as_done_is_actual(text: str, line: str, read: Read) -> None:
    assert not complaints(read(text), line)


@pytest.mark.parametrize(("text", "line"), DENIALS, ids=names(DENIALS))
def test_denial(text: str, line: str, read: Read) -> None:
    facts = read(text)
    assert {f.actor for f in facts if f.type == "deny" and f.status == "actual"} == denials(line)
    assert not complaints(facts, line)
