"""Words that tell whether what hangs on them happened."""

from __future__ import annotations

from graph.reading.words import bag

THREAT = bag("threaten vow swear warn intend prepare plan")
WISH = bag(
    "urge ask call want demand request press encourage implore recommend advise propose beg appeal push "
    "invite need require oblige should seek hope wish pressure instruct mandate task suggest advocate"
)
EXPECT = bag(
    "expect predict anticipate likely poise set schedule aim consider mull weigh promise pledge ready willing"
)
REPORTED = bag(
    "believe think report say know presume suppose understand fear estimate allege claim seem appear "
    "rumour rumor reckon assume feel confirm find show prove"
)
FAIL = bag(
    "fail refuse decline neglect unable deny avoid stop prevent forget abandon reluctant unwilling hesitate"
)
LITOTES = bag("fail refuse decline neglect hesitate")  # "did not hesitate to": did
SEEMING = bag("seem appear")
DOUBTFUL = bag(
    "probably possibly perhaps apparently allegedly reportedly seemingly presumably supposedly likely"
)
EQUAL = bag("amount constitute be represent qualify")  # "may amount to": says so, with care
# "could have vetoed" tells that it did not; "could have killed" suspects that it did
MISSED = bag("veto block vote abstain refer stop prevent adopt pass sponsor table support oppose")
MEANS = bag("use take seize write rise speak tweet post gather convene")  # "used the speech to condemn": did
TELLING = bag(
    "accuse condemn denounce blame criticize criticise say tell declare warn deny reject protest demand urge"
)
OCCURRING = bag("be happen occur come follow take exist materialize materialise")
KEEPING = bag("prevent stop bar keep deter refrain abstain hinder discourage dissuade ban block")
TOWARD = bag("for of on about into against")
WITHDRAWN = bag("retract withdraw disown recant abandon investigate probe examine review assess study")
DONE = bag(
    "continue begin start manage proceed go keep use choose decide join help serve come have be get end "
    "rush persist accuse suspect blame see admit acknowledge allow permit enable force cause let lead "
    "compel"
)
UNREAL = bag(
    "possible likely threatened potential expected certain looming probable inevitable feared anticipated "
    "promised planned future would-be hypothetical another"
)
THREAT_NOUNS = frozenset(
    {"threat", "prospect", "risk", "possibility", "fear", "warning", "danger", "spectre", "specter"}
)
WISH_NOUNS = bag(
    "call demand request appeal proposal bid push attempt effort move pressure calls plan campaign"
)
