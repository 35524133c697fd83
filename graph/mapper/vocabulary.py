"""Hold the words of a fact beside the terms that stand for them; exports read the same tables backwards."""

from __future__ import annotations

from typing import Final

from graph.terms import OST

CLASSES: Final = {
    "accuse": OST.Accusation,
    "deny": OST.Denial,
    "find": OST.Finding,
    "call_for": OST.Demand,
    "figure": OST.Figure,
    "support": OST.Position,
    "oppose": OST.Position,
    "veto": OST.VetoReport,
    "vote": OST.VoteReport,
    "sponsor": OST.SponsorshipReport,
    "treaty_status": OST.TreatyReport,
    "case_filed": OST.CaseReport,
    "refer": OST.ReferralReport,
}
EVENT_TYPES: Final = frozenset({"veto", "vote", "sponsor", "treaty_status", "case_filed", "refer"})
STANCES: Final = {"support": OST.For, "oppose": OST.Against}
STATUSES: Final = {"actual": OST.Actual, "not_actual": OST.NotActual}
MODALITIES: Final = {
    "asserted": OST.Asserted,
    "hedged": OST.Hedged,
    "threatened": OST.Threatened,
    "expected": OST.Expected,
    "requested": OST.Requested,
    "hypothetical": OST.Hypothetical,
    "negated": OST.Negated,
}
CHOICES: Final = {"yes": OST.Yes, "no": OST.No, "abstain": OST.Abstain}
TALLY: Final = {"yes": OST.yes, "no": OST.no, "abstain": OST.abstained}
ROLES: Final = {"drafter": OST.Drafter, "sponsor": OST.Sponsor, "cosponsor": OST.Cosponsor}
ACTIONS: Final = {
    "party": OST.Party,
    "not_party": OST.NotParty,
    "signed": OST.Signed,
    "ratified": OST.Ratified,
    "withdrew": OST.Withdrew,
    "withdrawal_announced": OST.WithdrawalAnnounced,
    "suspended": OST.Suspended,
}
DECISIONS: Final = {
    "accept": OST.Accepted,
    "correct": OST.Corrected,
    "reject": OST.Rejected,
    "add": OST.Added,
}
ORIGINS: Final = {"digest": OST.Digest, "original": OST.Original}
