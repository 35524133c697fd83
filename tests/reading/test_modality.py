from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import Fact
from tests.reading.charges import names, rows

Read = Callable[..., list[Fact]]

# the modality of Russia's veto; `not_actual`: any of those that did not happen, or none told
VETOES = rows("""
Russia vetoed the Security Council resolution. => asserted
Russia has vetoed the Security Council resolution. => asserted
The Security Council resolution was vetoed by Russia. => asserted
Russia managed to veto the Security Council resolution. => asserted
Russia did not veto the Security Council resolution. => negated
Russia never vetoed the Security Council resolution. => negated
Russia refused to veto the Security Council resolution. => negated
Russia failed to veto the Security Council resolution. => negated
Russia threatened to veto the Security Council resolution. => threatened
Russia vowed to veto the Security Council resolution. => threatened
Russia will veto the Security Council resolution. => expected
Russia is expected to veto the Security Council resolution. => expected
Russia plans to veto the Security Council resolution. => threatened
Russia could veto the Security Council resolution. => hypothetical
Russia would veto the Security Council resolution. => hypothetical
Russia would have vetoed the Security Council resolution. => hypothetical
If Russia vetoes the Security Council resolution, talks end. => hypothetical
Unless Russia vetoes the Security Council resolution, it passes. => hypothetical
France asked Russia to veto the Security Council resolution. => requested
France urged Russia to veto the Security Council resolution. => requested
Russia must veto the Security Council resolution, Iran said. => requested
France feared a Russian veto in the Security Council. => expected
Russia threatened a veto in the Security Council. => threatened
The council failed to adopt the text after Russia cast a veto. => asserted
The council failed to adopt the text because Russia vetoed the draft. => asserted
Russia joined China in vetoing the Security Council resolution. => asserted
The resolution failed without Russia vetoing the draft in the Security Council. => negated
Russia is poised to veto the Security Council resolution. => expected
Russia was about to veto the Security Council resolution. => expected
Russia is ready to veto the Security Council resolution. => expected
Russia promised to veto the Security Council resolution. => expected
Russia is likely to veto the Security Council resolution. => expected
Russia is to veto the Security Council resolution on Friday. => expected
Russia was preparing to veto the Security Council resolution. => threatened
Russia warned that it would veto the Security Council resolution. => hypothetical
Russia said it would veto the Security Council resolution. => hypothetical
Russia said that it will veto the Security Council resolution. => expected
Russia might veto the Security Council resolution. => hypothetical
Russia may veto the Security Council resolution. => hypothetical
Russia could have vetoed the Security Council resolution. => hypothetical
Russia might have vetoed the Security Council resolution. => hedged
Russia should have vetoed the Security Council resolution, Iran said. => requested
Had Russia vetoed the Security Council resolution, talks would have ended. => hypothetical
Should Russia veto the Security Council resolution, talks will end. => hypothetical
Were Russia to veto the Security Council resolution, talks would end. => hypothetical
If Russia had vetoed the Security Council resolution, talks would have ended. => hypothetical
Even if Russia vetoes the Security Council resolution, talks will go on. => hypothetical
Russia will decide whether to veto the Security Council resolution. => hypothetical
It is unclear whether Russia vetoed the Security Council resolution. => hypothetical
Russia abstained rather than veto the Security Council resolution. => negated
Rather than veto the Security Council resolution, Russia abstained. => negated
Instead of vetoing the Security Council resolution, Russia abstained. => negated
Russia refrained from vetoing the Security Council resolution. => negated
Russia stopped short of vetoing the Security Council resolution. => negated
Russia declined to veto the Security Council resolution. => negated
Russia decided not to veto the Security Council resolution. => negated
Russia chose not to veto the Security Council resolution. => negated
Russia was persuaded not to veto the Security Council resolution. => negated
Russia has yet to veto the Security Council resolution. => negated
Russia ruled out vetoing the Security Council resolution. => negated
Russia agreed not to veto the Security Council resolution. => negated
Neither Russia nor China vetoed the Security Council resolution. => negated
Russia did not hesitate to veto the Security Council resolution. => asserted
Russia did not fail to veto the Security Council resolution. => asserted
Russia chose to veto the Security Council resolution. => asserted
Russia decided to veto the Security Council resolution. => asserted
Russia went on to veto the Security Council resolution. => asserted
Russia proceeded to veto the Security Council resolution. => asserted
Russia rushed to veto the Security Council resolution. => asserted
Russia did veto the Security Council resolution. => asserted
Russia was the only member to veto the Security Council resolution. => asserted
Russia was the first to veto the Security Council resolution. => asserted
Russia not only vetoed the Security Council resolution but also left the room. => asserted
After vetoing the Security Council resolution, Russia asked for talks. => asserted
By vetoing the Security Council resolution, Russia has shown contempt, France said. => asserted
France criticised Russia for vetoing the Security Council resolution. => asserted
France accused Russia of vetoing the Security Council resolution out of spite. => asserted
Having vetoed the Security Council resolution, Russia left the room. => asserted
Russia, vetoing the Security Council resolution, spoke of hypocrisy. => asserted
It was Russia that vetoed the Security Council resolution. => asserted
Russia's decision to veto the Security Council resolution was criticised. => asserted
France asked Russia not to veto the Security Council resolution. => not_actual
France urged Russia to refrain from vetoing the Security Council resolution. => not_actual
France appealed to Russia not to veto the Security Council resolution. => not_actual
France warned Russia against vetoing the Security Council resolution. => not_actual
France hoped that Russia would not veto the Security Council resolution. => not_actual
Russia apparently vetoed the Security Council resolution. => hedged
Russia reportedly vetoed the Security Council resolution. => hedged
Russia seems to have vetoed the Security Council resolution. => hedged
Russia is believed to have vetoed the Security Council resolution. => hedged
Russia used its veto in the Security Council. => asserted
Russia did not use its veto in the Security Council. => negated
Russia refused to use its veto in the Security Council. => negated
Russia threatened to use its veto in the Security Council. => threatened
Russia is expected to use its veto in the Security Council. => expected
Russia's veto in the Security Council did not surprise France. => asserted
The prospect of a Russian veto in the Security Council worried France. => not_actual
A Russian veto in the Security Council is likely. => not_actual
No Russian veto was cast in the Security Council. => negated
Without a Russian veto, the Security Council resolution would pass. => negated
But for Russia's veto, the Security Council resolution would have passed. => asserted
""")

REFERRALS = rows("""
The Security Council referred Darfur to the International Criminal Court. => actual
The Security Council should refer Syria to the International Criminal Court, France said. => not_actual
The Security Council failed to refer Syria to the International Criminal Court. => not_actual
The text would have referred Syria to the International Criminal Court. => not_actual
France asked the Security Council to refer Syria to the International Criminal Court. => not_actual
The Security Council may refer Syria to the International Criminal Court. => not_actual
The Security Council has yet to refer Syria to the International Criminal Court. => not_actual
The Security Council declined to refer Syria to the International Criminal Court. => not_actual
Chad and Mali referred Sudan to the International Criminal Court. => actual
""")

# how a state voted on a draft in the Council; "" where no vote is told
VOTES = rows("""
China abstained in the Security Council. => actual
China voted against the Security Council resolution. => actual
China did not vote against the Security Council resolution. =>
China will abstain in the Security Council. => not_actual
China is expected to abstain in the Security Council. => not_actual
China may vote against the Security Council resolution. => not_actual
China threatened to vote against the Security Council resolution. => not_actual
China would have voted against the Security Council resolution. => not_actual
France urged China to abstain in the Security Council. => not_actual
China refused to vote for the Security Council resolution. =>
China, having abstained in the Security Council, spoke of restraint. => actual
After abstaining in the Security Council, China spoke of restraint. => actual
""")


@pytest.mark.parametrize(("text", "modality"), VETOES, ids=names(VETOES))
def test_veto(text: str, modality: str, read: Read) -> None:
    vetoes = [f for f in read(text) if f.type == "veto" and f.actor == "Russia"]
    if modality == "not_actual":
        assert all(f.status == modality for f in vetoes)
    else:
        assert {f.modality for f in vetoes} == {modality}
        assert {f.status for f in vetoes} == {
            "actual" if modality in ("asserted", "hedged") else "not_actual"
        }


@pytest.mark.parametrize(("text", "status"), REFERRALS, ids=names(REFERRALS))
def test_refer(text: str, status: str, read: Read) -> None:
    assert {f.status for f in read(text) if f.type == "refer"} == {status}


@pytest.mark.parametrize(("text", "status"), VOTES, ids=names(VOTES))
def test_vote(text: str, status: str, read: Read) -> None:
    votes = {f.status for f in read(text) if f.type == "vote" and f.actor == "China"}
    assert votes == ({status} if status else set())
