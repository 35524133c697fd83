"""Speech in speech, speech after its words, and speech over several paragraphs has the right speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from tests.reading.charges import complaints, names, rows

Read = Callable[..., list[Fact]]

NESTED = rows("""
Germany said that Ukraine had accused Russia of genocide. => Ukraine > Russia
According to Germany, Ukraine accused Russia of genocide. => Ukraine > Russia
Norway said Denmark had told Sweden that Finland tortured prisoners. => Denmark > Finland
Germany said that Ukraine had said that Russia had tortured prisoners. => Ukraine > Russia
Poland repeated Ukraine's claim that Russia had tortured prisoners. => ?Ukraine > Russia; ?Poland > Russia
Russia said Ukraine had accused it of torture. => Ukraine > Russia
Russia complained that the West accuses Moscow of war crimes every day. => Western countries > Russia
Russia's foreign minister said Washington had accused Moscow of torture without proof. => United States > Russia
Russia said Washington had baselessly accused Moscow of torture. => United States > Russia
China said the US accusations of genocide were lies. => ?United States > China
The US says that China, which denies it, has committed genocide. => United States > China
Ethiopia's prime minister told parliament that Eritrea's soldiers had massacred civilians. => Ethiopia > Eritrea
Israel's army said a Hamas spokesman had accused Israel of genocide. => Hamas > Israel
A Hamas spokesman said Israel's army had accused Hamas of terrorism. => Israel > Hamas
Cuba said that it was the United States that had committed terrorism. => Cuba > United States
Belarus said Poland's claim that it had tortured migrants was false. => Poland > Belarus
Ethiopia denied that its troops had killed civilians, as Eritrea claims. => ?Eritrea > Ethiopia
Ethiopia is to be blamed, Eritrea said, for the siege. => Eritrea > Ethiopia
Libya's rebels accused Libya's government of siege warfare, France reported. => Libya's rebels > Libya
Qatar told Israel that it had violated the Charter by bombing Doha. => ?Qatar > Israel
Qatar was told by Israel that Hamas had massacred civilians. => Israel > Hamas
Mali's minister told Ghana he had been told by Chad that Sudan tortured prisoners. => Chad > Sudan
Asked about Chad, Mali's minister said Sudan had massacred civilians. => Mali > Sudan
Responding to Chad's accusations, Sudan said it was Chad that had armed the rebels. => ?Sudan > Chad; ?Chad > Sudan
""")

INVERTED = rows("""
“Syria is responsible for the massacre,” Turkey said. => Türkiye > Syria
“Syria is responsible for the massacre,” said Turkey's foreign minister, Ali Kaya. => Türkiye/Ali Kaya > Syria
“China has committed genocide,” the US ambassador to the United Nations, Linda Green, said. => United States/Linda Green > China
“Russia has committed war crimes,” said France's ambassador, Nicolas Roux. => France/Nicolas Roux > Russia
“Iran tortured prisoners,” said Human Rights Watch director Ida Lund. => Human Rights Watch/Ida Lund > Iran
“Iran tortured prisoners,” said Ida Lund, Middle East director at Human Rights Watch. => Human Rights Watch/Ida Lund > Iran
“Iran tortured prisoners,” Ida Lund of Amnesty International told France's foreign minister. => Amnesty International/Ida Lund > Iran
“Israel has committed genocide,” South Africa told the judges. “It has starved children.” => South Africa > Israel
“We have killed nobody,” Eritrea's minister said, “and Ethiopia has starved our children.” => Eritrea > Ethiopia
“The massacre,” the Kenyan envoy said, “was committed by Sudanese troops.” => Kenya > Sudan
“They killed our children,” a Ukrainian woman said of the Russian soldiers. => ?Ukrainian woman > Russia
“You have committed genocide,” the Palestinian ambassador told Israel. => ?Palestine > Israel
Rwanda, the Democratic Republic of the Congo said, has committed aggression. => Democratic Republic of the Congo > Rwanda
Human Rights Watch said that Saudi Arabia committed war crimes in Yemen. => Human Rights Watch > Saudi Arabia
Mali, said Chad's ambassador, has massacred civilians. => Chad > Mali
Said Ghana's president: “Mali has massacred civilians.” => Ghana > Mali
""")

PARAGRAPHS = rows("""
Ukraine's ambassador, Olena Koval, spoke first. ¶ “Russia has tortured prisoners,” she said. => Ukraine/Olena Koval > Russia
“Russia has tortured prisoners,” said Ukraine's ambassador, Olena Koval. “We have proof. ¶ “Russian troops have massacred civilians.” => Ukraine/Olena Koval > Russia
“Talks are useless,” said Ukraine's ambassador. “We have proof. ¶ “Russian troops have massacred civilians.” => Ukraine > Russia
Sweden's minister said that Iran had tortured prisoners. ¶ He also accused Iran of terrorism. => Sweden > Iran
France accused Mali of torture. ¶ It also accused Chad of massacres. => France > Mali & Chad
France's minister met Mali's president. ¶ The minister accused Mali of torture. => France > Mali
Israel rejected the charge. ¶ It said Hamas had massacred civilians. => Israel > Hamas
Human Rights Watch published a report on Friday. ¶ The group said that Eritrea tortured prisoners. => Human Rights Watch > Eritrea
Poland's prime minister, Anna Nowak, spoke in Warsaw. ¶ She said that Belarus had tortured migrants. => Poland/Anna Nowak > Belarus
Ukraine accused Russia of genocide. The accusation was rejected by Moscow. => Ukraine > Russia
Ukraine accused Russia of genocide. Moscow said Ukraine was lying. => Ukraine > Russia; ?Russia > Ukraine
Chad accused Sudan of torture. ¶ It was wrong, Sudan said. => Chad > Sudan
Chad's president, Idriss Saleh, met Sudan's. ¶ He accused Sudan of arming rebels. => Chad/Idriss Saleh > Sudan
Amnesty International spoke to survivors in Chad. ¶ They said soldiers had shot their children. => ?* > soldiers; ?* > Chad
""")

ROWS = [*NESTED, *INVERTED, *PARAGRAPHS]


@pytest.mark.parametrize(("text", "line"), ROWS, ids=names(ROWS))
def test_who_says_so(text: str, line: str, read: Read) -> None:
    assert not complaints(read(text), line)
