"""The accuser is never the culprit, whatever the syntax. How the tables are read: `charges`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from tests.reading.charges import complaints, names, rows

Read = Callable[..., list[Fact]]

PLAIN = rows("""
France accused Syria of torture. => France > Syria
France has accused the Syrian government of torturing prisoners. => France > Syria
It was Ukraine that accused Russia of war crimes. => Ukraine > Russia
Ukraine accused Russia of killing 40 civilians in Bucha. => Ukraine > Russia
Ukraine accused Russia of having killed 40 civilians. => Ukraine > Russia
Human Rights Watch accused Israel of starving civilians in Gaza. => Human Rights Watch > Israel
Amnesty International accused Myanmar's military of ethnic cleansing. => Amnesty International > Myanmar
South Africa filed a case against Israel for genocide. => South Africa > Israel
The case filed by South Africa against Israel alleges genocide. => South Africa > Israel
Turkey blamed the Syrian government for the massacre. => Türkiye > Syria
Turkey holds Syria responsible for the massacre. => Türkiye > Syria
The UK said Russia had poisoned Sergei Skripal. => United Kingdom > Russia
The UK believes that Russia killed Alexander Litvinenko. => United Kingdom > Russia
British officials said Russian jets bombed a market, killing 20 civilians. => United Kingdom > Russia
The United States says North Korea tortured prisoners. => United States > North Korea
China violated human rights in Xinjiang, the United States said. => United States > China
China, the United States said, has committed genocide in Xinjiang. => United States > China
Sudan accused the United Arab Emirates of arming the rebels. => Sudan > United Arab Emirates
Poland joined Lithuania in accusing Belarus of hybrid attacks. => Poland & Lithuania > Belarus
The president of Poland accused Belarus of torture. => Poland > Belarus
Polish President Andrzej Duda accused Belarus of torture. => Poland/Andrzej Duda > Belarus
He accused Belarus of torture, said Poland. => ?Poland > Belarus
Israel's prime minister said that Hamas had massacred civilians. => Israel > Hamas
Hamas said that Israel had massacred civilians. => Hamas > Israel
Eritrea's troops killed hundreds of civilians, Ethiopia said on Monday. => Ethiopia > Eritrea
Guyana told the court that Venezuela had violated the UN Charter. => Guyana > Venezuela
Ukraine hit back at Russia, accusing it of torture. => Ukraine > Russia
Ukraine fired back that Russia had tortured prisoners. => Ukraine > Russia
Poland blasted Russia's massacre of civilians. => Poland > Russia
Poland slammed Russia for killing civilians. => Poland > Russia
France seized on the report to accuse Rwanda of massacres. => France > Rwanda
France was right to accuse Rwanda of massacres, Belgium said. => ?France > Rwanda
Canada was the first to accuse China of genocide. => Canada > China
Qatar is the only state to have accused Mali of abducting children. => Qatar > Mali
Ireland pointed the finger at Israel over the killing of aid workers. => Ireland > Israel
Responsibility for the massacre lies with Mali's army, Ghana said. => Ghana > Mali
Ghana said that the army of Mali was behind the massacre. => Ghana > Mali
Ghana labelled Mali's raid a massacre of civilians. => Ghana > Mali
To Ghana, the raid by Mali was a war crime. => ?Ghana > Mali
""")

PASSIVE = rows("""
Syria was accused by France of torture. => France > Syria
Syria has been accused of torture by France. => France > Syria
Syria, accused of torture by France, denied it. => France > Syria
The massacre was blamed on the Syrian government by Turkey. => Türkiye > Syria
The killing of civilians by Eritrean troops was condemned by Ethiopia. => Ethiopia > Eritrea
Eritrea was condemned by Ethiopia for the massacre. => Ethiopia > Eritrea
Myanmar's military stands accused of genocide by The Gambia. => Gambia > Myanmar
Accused by Kyiv of war crimes, Moscow spoke of peace. => Ukraine > Russia
Accused of war crimes by Kyiv, Moscow spoke of peace. => Ukraine > Russia
Russia, accused by the US of shelling a school, said nothing. => United States > Russia
Russia, which is accused by the US of shelling a school, said nothing. => United States > Russia
Beijing reacted angrily to being accused of genocide by Canada. => Canada > China
China was among the states accused of torture by Amnesty International. => Amnesty International > China
China was accused of genocide by its rival, the United States. => United States > China
The state accused by Qatar of abducting children was Mali. => Qatar > Mali
It is Sudan that has been accused by Chad of torture, not the other way round. => Chad > Sudan
The bombing of a hospital by Russia was described by Latvia as a war crime. => Latvia > Russia
# nobody is named as the accuser: whoever speaks of it is not
Syria has been accused of torture. => unspecified > Syria
Syria has repeatedly been accused of using chlorine gas. => unspecified > Syria
Iran, long accused of torturing prisoners, took the chair on Monday. => unspecified > Iran
Iran stands accused of torture, a Swedish diplomat said. => unspecified > Iran
“Iran has been accused of torture,” the Swedish minister said. => unspecified > Iran
Norway said Belarus had been accused of torture. => unspecified > Belarus
Sudan is widely blamed for the massacre. => unspecified > Sudan
Russia was blamed for the bombing of a hospital, Poland's minister noted. => unspecified > Russia
Turkey told reporters that Israel was being accused of genocide. => unspecified > Israel
Eritrea was condemned for the massacre. => ?unspecified > Eritrea
Myanmar faces accusations of genocide. => ?unspecified > Myanmar
Myanmar faces accusations of genocide from The Gambia. => Gambia > Myanmar
""")

RELATIVE = rows("""
Syria, which France accused of torture, left the room. => France > Syria
France, which accused Syria of torture, left the room. => France > Syria
Russia, which the US accused of bombing hospitals, denied it. => United States > Russia
The US, which accused Russia of bombing hospitals, called a meeting. => United States > Russia
Hamas, which Israel says massacred civilians, is in talks. => Israel > Hamas
Israel, whose army Hamas accuses of massacres, is in talks. => ?Hamas > Israel
Russia, whom Ukraine accuses of genocide, sits on the Council. => Ukraine > Russia
Russia, whose army Ukraine accuses of torture, sits on the Council. => Ukraine > Russia
Ukraine, which Russia accused of terrorism, has accused Russia of genocide. => Russia > Ukraine; Ukraine > Russia
Russia, which had accused Ukraine of shelling a school, was accused of torture by Poland. => Russia > Ukraine; Poland > Russia
Israel, which many accuse of genocide, praised Germany. => ?many > Israel
The country that France accused of torture is Chad. => ?France > Chad; ?France > country
It was Russia, not Ukraine, that Poland accused of war crimes. => Poland > Russia
Spain sided with Morocco, which accuses Algeria of terrorism. => Morocco > Algeria
Spain met Algeria, which Morocco accuses of terrorism. => Morocco > Algeria
France wrote to Mali, whose government it accused of torture. => France > Mali
France wrote to Mali, whose government had accused it of torture. => Mali > France
France accused the Syrian army, which is backed by Russia, of torture. => France > Syria
Russia, an ally of Mali's, has said that Syria, which France accuses of torture, walked out. => France > Syria
""")

PARTICIPLES = rows("""
Accusing Russia of war crimes, Ukraine went to court. => Ukraine > Russia
Ukraine went to court, accusing Russia of genocide. => Ukraine > Russia
The Gambia filed a case accusing Myanmar of genocide. => Gambia > Myanmar
Having accused Iran of terrorism, Israel asked for talks. => Israel > Iran
Israel, having accused Iran of terrorism, asked for talks. => Israel > Iran
After accusing Iran of terrorism, Israel asked for talks. => Israel > Iran
By accusing Iran of terrorism, Israel has closed the door, Oman said. => Israel > Iran
Jordan praised Egypt for condemning Sudan's massacre. => Egypt > Sudan
Algeria thanked Spain for accusing Morocco of torture. => Spain > Morocco
Algeria criticised Spain for accusing Morocco of torture. => Spain > Morocco; ?Algeria > Spain
Spain apologised to Algeria for accusing it of torture. => Spain > Algeria
Canada's decision to accuse China of genocide surprised Beijing. => Canada > China
""")

EACH_OTHER = rows("""
Armenia and Azerbaijan accused each other of shelling villages. => Armenia > Azerbaijan; Azerbaijan > Armenia
Armenia and Azerbaijan accused one another of torture. => Armenia > Azerbaijan; Azerbaijan > Armenia
Armenia and Azerbaijan have blamed each other for the massacre. => Armenia > Azerbaijan; Azerbaijan > Armenia
Armenia and Azerbaijan traded accusations of torture. => Armenia > Azerbaijan; Azerbaijan > Armenia
Armenia and Azerbaijan denied the charge, each blaming the other. => ?Armenia > Azerbaijan; ?Azerbaijan > Armenia
Armenia accused Azerbaijan of torture and Azerbaijan accused Armenia of murder. => Armenia > Azerbaijan; Azerbaijan > Armenia
Armenia accused Azerbaijan of torture, and vice versa. => Armenia > Azerbaijan; ?Azerbaijan > Armenia
Ukraine and Poland accused Russia and Belarus of abducting children. => Ukraine & Poland > Russia & Belarus
""")

LISTS = rows("""
Israel and the United States accused Iran of terrorism. => Israel & United States > Iran
Israel accused Iran and Syria of terrorism. => Israel > Iran & Syria
Israel accused Iran, Syria and Hezbollah of terrorism. => Israel > Iran & Syria & Hezbollah
Venezuela, Colombia and Peru accused Guyana of aggression. => Venezuela & Colombia & Peru > Guyana
Ukraine, along with Poland, accused Russia of abducting children. => Ukraine > Russia; ?Poland > Russia
The US accused its rival China of genocide. => United States > China
Iran and its ally Russia accused Israel of terrorism. => Iran & Russia > Israel
Syria's ally Russia accused the US of terrorism. => Russia > United States
The United States, an ally of Israel, accused Hamas of massacring civilians. => United States > Hamas
Norway, Sweden and Denmark, all members of NATO, accused Russia of sabotage. => Norway & Sweden & Denmark > Russia
France, backed by Britain, accused Syria of torture. => France > Syria; ?United Kingdom > Syria
France accused Syria, backed by Russia, of torture. => France > Syria
South Africa accused Israel, not Hamas, of genocide. => South Africa > Israel
Israel accused Hamas rather than Qatar of terrorism. => Israel > Hamas
Both Qatar and Oman, but not Kuwait, accused Israel of starving civilians. => Qatar & Oman > Israel
Ukraine's president, Volodymyr Zelensky, accused Russia of genocide. => Ukraine/Volodymyr Zelensky > Russia
Two neighbours, Chad and Sudan, accused Mali of torture. => Chad & Sudan > Mali
Chad accused its two neighbours, Sudan and Mali, of torture. => Chad > Sudan & Mali
# places, addressees and company are neither accuser nor accused
In Geneva, Switzerland, Sudan accused Chad of torture. => Sudan > Chad
From Paris, Mali accused Chad of torture. => Mali > Chad
Speaking in London, Chad's president accused Sudan of massacres. => Chad > Sudan
In a letter to France, Mali accused Chad of torture. => Mali > Chad
At a meeting with Israel and Egypt, Jordan accused Syria of torture. => Jordan > Syria
Together with Mali, Chad accused Sudan of torture. => Chad > Sudan; ?Mali > Sudan
""")

CONDEMNED = rows("""
Qatar condemned the massacre committed by Syrian forces. => Qatar > Syria
Qatar condemned Syria for the massacre. => Qatar > Syria
Qatar condemned Russia's bombing of a hospital. => Qatar > Russia
Qatar's condemnation of Syria's crimes was loud. => Qatar > Syria
Japan protested against the abduction of its citizens by North Korea. => Japan > North Korea
Egypt condemned the attack on Israel by Hamas. => Egypt > Hamas
Egypt condemned the attack by Hamas on Israel. => Egypt > Hamas
Egypt condemned Hamas's attack on Israel. => Egypt > Hamas
Egypt condemned the Israeli attack on civilians in Rafah. => Egypt > Israel
Egypt condemned the attack on civilians in Israel. =>
The Security Council condemned the attack on the Pakistani embassy. =>
India condemned the terrorist attack in Pakistan. =>
Condemnation of Iran's crackdown on protesters came from Germany. => ?Germany > Iran
Germany voiced its outrage at the killing of protesters by Iranian police. => Germany > Iran
Chile deplored the bombing of hospitals in Gaza by Israel. => Chile > Israel
The bombing of Lebanon by Israel drew condemnation from France. => France > Israel
Jordan protested to Israel over the killing of a Jordanian judge. => ?Jordan > Israel
Ireland denounced what it called Israel's war crimes. => Ireland > Israel
Ireland condemned both Hamas's massacre and Israel's siege. => Ireland > Hamas & Israel
Ireland condemned Russia's invasion of Ukraine. => Ireland > Russia
Ireland condemned the invasion of Ukraine. =>
Ireland condemned Syria's use of chlorine gas against its own people. => Ireland > Syria
Ireland condemned the violence against Rohingya in Myanmar. =>
Spain rebuked Morocco for its torture of prisoners. => Spain > Morocco
""")

NOUNS = rows("""
Sudan's accusations against the United Arab Emirates were repeated. => Sudan > United Arab Emirates
The accusations against the United Arab Emirates by Sudan were repeated. => Sudan > United Arab Emirates
The accusation of torture against Chad came from Sudan. => ?Sudan > Chad
Spain backed Morocco's accusations of terrorism against Algeria. => ?Morocco > Algeria
Spain dismissed Morocco's accusation that Algeria had armed terrorists. => Morocco > Algeria
Armenia accused Azerbaijan of ethnic cleansing, a charge Azerbaijan denies. => Armenia > Azerbaijan
Azerbaijan denied Armenia's accusation of ethnic cleansing. => ?Armenia > Azerbaijan
Azerbaijan rejected accusations by Armenia that it starved civilians. => Armenia > Azerbaijan
Allegations by South Africa of genocide were dismissed by Israel. => South Africa > Israel
""")

# What a state does about a crime that is not its own.
JUDGES = rows("""
Germany tried a Syrian colonel for torture. => ?* > Syria
Germany convicted a Syrian colonel of torture. => ?Germany > Syria
A German court found a Syrian colonel guilty of torture. => ?Germany > Syria; ?German court > Syria
The trial of a Syrian colonel in Germany for torture has ended. => ?* > Syria
Kenya arrested a man accused of terrorism by the United States. => ?United States > man
Spain expelled Moroccan diplomats over the torture of a Spanish citizen. => ?Spain > Morocco
Poland hit Russia with sanctions over the massacre. => ?Poland > Russia
Poland targeted Russian banks over the massacre in Bucha. => ?Poland > Russia
Britain punished Iran for executing protesters. => ?United Kingdom > Iran
Belgium recognised the massacre of Armenians by the Ottoman Empire as genocide. => Belgium > Ottoman Empire
Belgium heard witnesses describe massacres by Chadian soldiers. => ?* > Chad
Belgium recalled its ambassador after Chad's army massacred villagers. => ?narrator > Chad
Kenya invited France, which occupies a seat on the Council, to speak. =>
Ukraine struck a deal with Russia on grain. =>
""")

# Wrongs that no word for a crime names.
CONDUCT = rows("""
France has again accused Iran, backed by Ukraine, of torturing prisoners. => France > Iran
Zelensky of Ukraine said Russia hit an apartment block, calling it a terrorist state. => Ukraine > Russia
Chad said Sudan had shelled a village, describing it as a massacre. => Chad > Sudan
Chad said Sudan had shelled a village, accusing Egypt of complicity. => Chad > Sudan & Egypt
Chad said Sudan had shelled a village, accusing it of aggression. => Chad > Sudan
Chad accused Sudan of shelling a village, calling it a massacre. => Chad > Sudan
Kenya left the room, calling Sudan an aggressor. => Kenya > Sudan
Latvia said Russia turned the town into a graveyard. => Latvia > Russia
Japan said its neighbours were threatened by North Korea. => Japan > North Korea
Qatar said that Israel has no respect for the Charter. => Qatar > Israel
Qatar urged Israel to respect the Charter. =>
Qatar said that Israel should not ignore the ruling of the court. =>
Qatar denied that it had turned a blind eye to terrorism. =>
Kenya, which Somalia says has not respected its borders, denied it. => ?Somalia > Kenya
Canada told India that Pakistan provides a safe haven to terrorists. => Canada > Pakistan
India's claim that Pakistan shelters terrorists was welcomed by France. => India > Pakistan
Belgium said Rwanda was violating Congo's territorial integrity. => Belgium > Rwanda
Norway deplored Chad's failure to protect villagers from Sudan's army. => Norway > Chad
Norway praised Chad's refusal to hand the prisoners to Sudan. =>
Mali said it was not true that its army had banned women from working. =>
Mali said France was wrong to suggest that its army had tortured villagers. => Mali denies
Canada imposed sanctions on Belarus over the crackdown on protesters. => Canada > Belarus
Belarus said Canada had imposed sanctions on it over the crackdown. => ?Canada > Belarus; ?Belarus > Canada
Poland said Belarus is engaged in a war against its own people. => Poland > Belarus
Ukraine said that its people were killed in Russian strikes. => Ukraine > Russia
Ukraine said that its drones had hit a Russian base. =>
Iran said that the rigged election in Albania must be repeated. => Iran > Albania
Iran was told by Albania that its conduct was unacceptable. => Albania > Iran
Estonia said Ukraine had been subjected to Russia's annexation of Crimea and occupation of Donbas. => Estonia > Russia
Peru told Chile that nobody had broken the truce. =>
Chile asked whether Peru had broken the truce. =>
Chile said that Peru had broken the truce with Bolivia. => Chile > Peru
If Peru broke the truce, Chile said, it would tell Bolivia. => ?Chile > Peru
Japan lodged a protest with China over the detention of its citizens. => ?Japan > China
Spain said Morocco was using migrants as a weapon against Ceuta. => Spain > Morocco
Türkiye spoke of Greece's attempts to destabilize Libya. => Türkiye > Greece
Türkiye spoke of its efforts to crush the terrorists in Syria. =>
Cuba said the United States treats migrants badly. => Cuba > United States
Egypt said that Ethiopia's dam threatens its water. => ?Egypt > Ethiopia
Germany said that France was helping Mali to stop the killing of civilians. =>
Brazil said Colombia allows attacks on the minority. => Brazil > Colombia
Brazil said Colombia does nothing to stop the killing of activists by gangs. => Brazil > Colombia
A Ugandan commander was found guilty of torture by a court in Kenya. => ?* > Uganda; ?court > Uganda; ?Kenya > Uganda
Sudan said the United Nations had ignored the suffering of its people. => Sudan > United Nations
Georgia said that Russia, not Armenia, was lying. => Georgia > Russia
Georgia said that Russia was being bullied by Armenia. => Georgia > Armenia
Georgia said that Russia accused Armenia of lying. => Russia > Armenia; ?Georgia > Armenia
Georgia's criticism that Russia had stolen the election was echoed by Poland. => ?Georgia > Russia; ?Poland > Russia
Serbia said that Kosovo, with the backing of Albania, had closed radio stations. => Serbia > Kosovo
""")

TABLES = {
    "plain": PLAIN,
    "passive": PASSIVE,
    "relative": RELATIVE,
    "participles": PARTICIPLES,
    "each other": EACH_OTHER,
    "lists": LISTS,
    "condemned": CONDEMNED,
    "nouns": NOUNS,
    "judges": JUDGES,
    "conduct": CONDUCT,
}
ROWS = [row for rows in TABLES.values() for row in rows]


@pytest.mark.parametrize(("text", "line"), ROWS, ids=names(ROWS))
def test_the_accuser_is_never_the_culprit(text: str, line: str, read: Read) -> None:
    assert not complaints(read(text), line)
