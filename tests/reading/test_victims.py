"""Nor is the victim, the outlet, the witness, the place or who collected the evidence the culprit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from tests.reading.charges import complaints, names, rows

Read = Callable[..., list[Fact]]

VICTIMS = rows("""
Poland said the attack on Ukraine by Russia was a war crime. => Poland > Russia
Poland spoke of Russia's aggression against Ukraine. => Poland > Russia
Poland mourned Ukraine's loss after the massacre in Bucha. =>
Poland spoke of violence against Israelis. =>
Poland condemned the violence against Israelis. =>
The killing of Israelis by Hamas shocked the world, Italy said. => Italy > Hamas
The murder of Ukrainian prisoners was a war crime, Lithuania said. =>
Lithuania called the deaths of Ukrainians in the camp a war crime. =>
Lithuania said Ukraine had suffered a massacre. =>
Lithuania said Ukraine was the victim of aggression. =>
Lithuania said Ukraine was a victim of Russian aggression. => Lithuania > Russia
Ukraine is the target of Russia's war crimes, Latvia said. => Latvia > Russia
Lebanon's sovereignty was violated by Israel, Kuwait said. => Kuwait > Israel
Kuwait said Lebanon's sovereignty had been violated. =>
Kuwait said that Lebanon had been invaded. =>
Kuwait said the invasion of Lebanon by Israel was illegal. => Kuwait > Israel
Kuwait called the invasion of Lebanon illegal. =>
Ukraine's children were abducted by Russia, Estonia said. => Estonia > Russia
Estonia said Ukraine's children had been abducted. =>
Estonia said Ukraine lost 400 soldiers in Russia's attack. => ?Estonia > Russia
Armenians were expelled from their homes by Azerbaijan, France said. => France > Azerbaijan
Estonia said crimes against Ukrainians must not go unpunished. =>
Crimes committed against Ukraine must be punished, Estonia said. =>
Crimes committed in Syria must be punished, Estonia said. =>
Estonia said that war crimes had been committed in Ukraine. =>
Estonia said that crimes had been committed against Ukraine by Russia. => Estonia > Russia
Iraq said Iranian Kurds had been killed. =>
The torture of Kenyans by British soldiers was condemned by Ghana. => Ghana > United Kingdom
Rape of women in Sudan is widespread, UNICEF said. =>
Chad complained of attacks from Sudan. => ?Chad > Sudan
Chad reported attacks on its villages. =>
The genocide of the Tutsi in Rwanda was a shame for the world, Belgium said. =>
Taiwan said it had been attacked. =>
Ukraine said 40 of its soldiers had been executed by Russian troops. => Ukraine > Russia
Ukraine said 40 of its soldiers had been executed. =>
Israel said 1,200 people were massacred by Hamas. => Israel > Hamas
Italy honoured the Israeli victims of Hamas's massacre. => ?Italy > Hamas
Ukraine is not the aggressor, Russia is, Poland said. => ?Poland > Russia
Russia's ambassador said that Ukraine, not Russia, shelled the school. => Russia > Ukraine
Turkey's earthquake killed thousands of people, Greece said. =>
Syria's prisoners were tortured by Iran, Norway said. => Norway > Iran
Norway said that Syria's torture victims deserve justice. =>
Venezuela told Guyana that the UN Charter had been violated by Brazil. => Venezuela > Brazil
France called the assault on Georgia's sovereignty by Russia an act of aggression. => ?France > Russia
The treatment of Palestinians is inhumane, Jordan said. =>
The trial of Ukrainian prisoners was unfair, Poland said. =>
The occupation of Ukraine is illegal, Poland said. =>
The situation in Lebanon is intolerable, Kuwait said. =>
The siege of Sarajevo was brutal, Bosnia said. =>
The humanitarian crisis in Yemen is unacceptable, Oman said. =>
The war in Ukraine is a disgrace, Austria said. =>
The blockade of Cuba is a crime, Mexico said. =>
The sanctions against Cuba are illegal, Mexico said. =>
Attacks on Israel are unacceptable, Germany said. =>
The attack on Israel was barbaric, Germany said. =>
Threats against Taiwan are unacceptable, Japan said. =>
The suffering of Syrians is a disgrace for the world, Jordan said. =>
Norway said the failure of Syria's peace talks was deplorable. =>
Ukraine is being destroyed, Poland said. =>
Israel has been threatened by Iran, Germany said. => Germany > Iran
The destruction of Ukraine's power stations is a crime, Poland said. =>
The invasion of Kuwait by Iraq was a crime, Egypt said. => Egypt > Iraq
The expulsion of Armenians from Karabakh is a war crime, France said. =>
The detention of Canadians in China is arbitrary, Canada said. => ?Canada > China
The detention of two Canadians by China is arbitrary, Canada said. => Canada > China
Canada said the abduction of its citizens was a crime. =>
Poland said its airspace had been violated. =>
Poland said its airspace was violated by Russia. => Poland > Russia
Lebanon complained to the Security Council of violations of its sovereignty. =>
Lebanon's complaint about Israel's violations was heard. => ?Lebanon > Israel
The US embargo against Cuba violates international law, Mexico said. => ?Mexico > United States
Cuba's isolation is a crime, Bolivia said. =>
Armenia is a victim of aggression, its minister said. =>
Ethiopia faces a threat from Eritrea, its prime minister said. => ?Ethiopia > Eritrea
Eritrea is a threat to Ethiopia, its prime minister said. => ?Ethiopia > Eritrea
The threat to Taiwan is growing, Japan said. =>
Poland spoke of the brutal assault of Ukraine. =>
The genocide in Gaza is a shame for Europe, Spain said. =>
The silence of Europe on Gaza is shameful, Jordan said. => ?Jordan > Europe
The crimes against Syria's people are unforgivable, Qatar said. =>
The aggression against Ukraine violates the UN Charter, Estonia said. =>
The aggression against Ukraine by Russia violates the UN Charter, Estonia said. => Estonia > Russia
The war against Ukraine threatens Europe, Estonia said. =>
The murder of a Russian general was an act of terrorism, Russia said. =>
The killing of Russian civilians by Ukrainian drones is a war crime, Russia said. => Russia > Ukraine
Israel's civilians were deliberately targeted, the US said. =>
The attack on Russia's embassy in Damascus was condemned by the Security Council. =>
Russia's wounded soldiers were executed by Ukrainian troops, Moscow said. => Russia > Ukraine
Iran condemned the assassination of its general in Baghdad by the United States. => Iran > United States
Iraq condemned the violation of its sovereignty by the United States and Iran. => Iraq > United States & Iran
Chile condemned the bombing of Russia's embassy. =>
Sudan's civilians are being starved, the UN said. =>
Ukraine spoke of Crimea's annexation by Russia. => Ukraine > Russia
Egypt said that Kuwait's invasion by Iraq was a crime. => Egypt > Iraq
Germany called Alexei Navalny's poisoning by Russia a crime. => ?Germany > Russia
Ghana said the United Nations failed to prevent the genocide in Rwanda. => Ghana > United Nations
Britain said the poisoning of the Skripals was an act of aggression by Russia. => United Kingdom > Russia
""")

REPORTS = rows("""
A report by Amnesty International on Syria says the government killed 40 prisoners. => Amnesty International > Syria
A report by the UN on Mali says that soldiers executed 500 civilians. => ?United Nations > Mali; ?United Nations > soldiers
Amnesty International's report on Syria accuses the government of torture. => Amnesty International > Syria
A Human Rights Watch report accuses Eritrea of torture. => Human Rights Watch > Eritrea
Eritrea tortured prisoners, according to a report by Human Rights Watch. => Human Rights Watch > Eritrea
According to a Human Rights Watch report, Eritrea tortured prisoners. => Human Rights Watch > Eritrea
A report published by France accused Chad of torture. => France > Chad
The UN report, which Rwanda rejects, accuses Rwandan troops of killing civilians. => United Nations > Rwanda
A leaked UN report accuses Rwanda of arming rebels. => United Nations > Rwanda
The BBC reported that Chinese police tortured prisoners. => BBC > China
Chinese police tortured prisoners, a former guard told the BBC. => former guard > China
US officials, cited by the New York Times, said Iran killed protesters. => United States > Iran
The New York Times, citing US officials, said Iran killed protesters. => ?New York Times > Iran; ?United States > Iran; ?The New York Times > Iran
In an interview with Le Monde, the Chadian president accused Sudan of terrorism. => Chad > Sudan
Al Jazeera quoted a Palestinian doctor as saying that Israel bombed a hospital. => ?* > Israel
Reuters saw videos of Iranian police beating protesters. => ?* > Iran
# who found, counted, described or condemned it has not done it
Discoveries made by the UN in Sudan may amount to war crimes by both sides, Chad said. => ?* > both sides; ?* > sides
The findings of the United Nations may amount to war crimes. =>
Evidence collected by the UN points to war crimes. =>
Evidence collected by the UN points to war crimes by Eritrean troops. => ?United Nations > Eritrea
War crimes documented by the UN were committed by Eritrea, Ethiopia said. => Ethiopia > Eritrea
Torture recorded by Amnesty International rose in Egypt. =>
Abuses described by Human Rights Watch include torture by Egyptian police. => ?Human Rights Watch > Egypt
The massacres investigated by the Red Cross were committed by Serbian forces, Bosnia said. => ?* > Serbia
The crimes denounced by Ukraine are real, Latvia said. =>
Attacks reported by Israel killed 40 civilians. =>
Killings condemned by France continue in Chad. =>
The torture alleged by Sweden took place in Iran. => ?Sweden > Iran
The massacre mourned by Serbia was remembered in Kosovo. =>
The mass graves shown to Norway by Ukraine are proof of massacres, Norway said. =>
The killings counted by the UN include executions by Mali's army. => ?United Nations > Mali
The torture of which Spain speaks was committed by Chad. => ?* > Chad
The attack feared by Taiwan would be a war crime, Japan said. =>
""")

ROWS = [*VICTIMS, *REPORTS]


@pytest.mark.parametrize(("text", "line"), ROWS, ids=names(ROWS))
def test_neither_victim_nor_witness_is_the_culprit(text: str, line: str, read: Read) -> None:
    assert not complaints(read(text), line)
