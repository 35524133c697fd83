"""Governors, parliaments, companies, clubs and the European Union give no fact of a council of the UN."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from tests.reading.charges import names, rows

Read = Callable[..., list[Fact]]

COUNCIL = {"veto", "vote", "sponsor", "refer", "treaty_status", "case_filed"}

RULERS = rows("""
The governor vetoed the bill.
The governor vetoed the bill while the UN Security Council met.
Governor Kathy Hochul vetoed legislation that the UN had praised.
The governor of Texas vetoed a resolution that condemned China.
The UN praised the governor's veto.
President Obama vetoed a bill on Friday, Congress said.
Trump vetoed a resolution of Congress on the war in Yemen.
President Trump vetoed a joint resolution that would have ended US support for the war in Yemen.
Trump used his veto to block a resolution on arms sales to Saudi Arabia and the United Arab Emirates.
President Biden vetoed a resolution on water rules while the UN Security Council debated Gaza.
In his veto message to the Senate, President Biden said the UN Security Council was divided.
The House failed to override the president's veto.
The president's veto of the resolution was upheld by Congress.
Obama vetoed the Justice Against Sponsors of Terrorism Act, and the Senate overrode him.
Poland's president vetoed a law on judges.
The Polish president vetoed the draft, and the Sejm could not override his veto.
The Sejm overrode the veto of the Polish president by 276 votes to 180.
President Putin vetoed a draft passed by the Duma.
The mayor threatened to veto the budget.
The mayor used his veto to block the budget.
The mayor of London vetoed the stadium.
King Charles vetoed the name of the ship.
The emir of Kuwait vetoed the law.
Iran's Guardian Council vetoed the draft law on the veil.
The French Senate vetoed the reform.
The student council vetoed a resolution on Israel.
The chairman of the Chinese company vetoed the sale.
""")

# any member can stop the European Union, NATO and the like; that is no veto of the Council
UNION = rows("""
Hungary vetoed an EU statement on Israel.
Hungary threatened to veto EU aid for Ukraine at the European Council.
Hungary used its veto in the Council of the European Union to block sanctions.
France vetoed the opening of EU accession talks with Albania.
France vetoed North Macedonia's membership talks at a summit of EU leaders in Brussels.
Britain vetoed an EU treaty at the European Council in 2011.
The United Kingdom vetoed the budget of the European Union.
Turkey vetoed Sweden's membership of NATO.
The United States vetoed a statement at the G20.
Russia vetoed the budget of the OSCE.
The United States blocked the appointment of judges to the World Trade Organization.
""")

VOTES = rows("""
The Sejm voted against the resolution by 230 to 200.
The US Senate voted 55-45 for a resolution on Israel.
The French Senate adopted the resolution by 200 votes to 100, with 10 abstentions.
The House of Commons voted for a motion on Gaza.
Three MPs abstained.
MPs from France and Germany voted against the resolution in the European Parliament.
The European Parliament adopted a resolution on China by 400 votes to 30.
The Knesset voted down a bill on the United Nations.
China's legislature voted unanimously for the resolution.
Voters in Chile rejected the draft constitution.
Chile voted for a new president on Sunday.
Scotland voted against independence.
Russia voted in an election on Sunday.
The jury voted 10-2 to convict.
The board voted against the takeover by a Chinese group.
Shareholders voted against the merger, 13-1.
Voters rejected the referendum by 52 to 48.
FIFA's congress voted 134-65 to give the World Cup to the United States, Canada and Mexico.
FIFA voted to suspend Russia.
The IOC voted to bar Russia and Belarus from the Games.
UEFA's members voted against Russia's return.
The Chicago City Council passed a ceasefire resolution, 24-23.
The US Congress voted 220-200 to leave the United Nations.
The cabinet of Israel voted for the ceasefire.
Judges voted 13-2 to reject Israel's appeal.
""")

OTHERS = rows("""
Barcelona attacked early and Madrid defended badly.
The striker shot twice and killed the game.
The United States beat Japan 3-1 in the final.
The coach accused the referee of bias.
The company tabled a motion to sponsor the league.
The doctor referred the patient to a clinic.
The prosecutor referred the case to the Supreme Court.
Kosovo's president referred the law to the Constitutional Court.
The Senate referred the nomination to a committee.
The senator drafted a bill on farming.
The minister drafted a resolution for parliament.
Senators from Texas sponsored a resolution on China.
Lawmakers tabled a draft resolution on Israel in the Irish parliament.
The Lakers withdrew from the tournament.
Brazil withdrew from the tournament.
The company withdrew from the agreement.
The teachers' union ratified the agreement.
Congress ratified the budget deal.
""")

# the same words where they do tell of the Council: who vetoed
IN_THE_COUNCIL = rows("""
President Biden's ambassador vetoed the Security Council resolution. => United States
On President Biden's orders, the United States vetoed the Security Council draft. => United States
While Poland's president vetoed a law, Russia vetoed a resolution of the UN Security Council. => Russia
The French ambassador cast a veto in the Security Council. => France
Hungary vetoed an EU statement, and China vetoed a draft resolution in the UN Security Council. => China
""")

ELSEWHERE = [*RULERS, *UNION, *VOTES, *OTHERS]


@pytest.mark.parametrize(("text", "_"), ELSEWHERE, ids=names(ELSEWHERE))
def test_what_happens_elsewhere_is_no_council_fact(text: str, _: str, read: Read) -> None:
    assert not [f"{f.type}: {f.actor} {f.object}" for f in read(text) if f.type in COUNCIL]


@pytest.mark.parametrize(("text", "who"), IN_THE_COUNCIL, ids=names(IN_THE_COUNCIL))
def test_what_happens_in_the_council_is_one(text: str, who: str, read: Read) -> None:
    vetoes = {f.actor for f in read(text) if f.type == "veto" and f.status == "actual"}
    assert vetoes == {who}
