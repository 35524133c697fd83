"""Check a voting by itself: members, votes, counts and outcome (UN Charter, Articles 23 and 27)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from graph.records.fields import COUNTS
from graph.records.items import Item
from graph.records.terms import Bodies


def check_voting(item: Item, body: str, bodies: Bodies) -> None:
    """Find fault with a voting whose parts contradict each other."""
    day = item.get("date") or ""
    _doubles(item, bodies)
    _tally(item)
    if bodies.seats(body, day) is not None:
        _members(item, body, bodies)
    _voters(item, body, bodies)
    _outcome(item, body, bodies)
    if item.get("resolution") and item.get("outcome") == "not_adopted":
        item.fault("resolution-adopted", f"{item.get('resolution')} is given, but the draft was not adopted")


def _doubles(item: Item, bodies: Bodies) -> None:
    for voter, count in Counter(item.voters).items():
        if count > 1:
            votes = [choice for who, choice in zip(item.voters, item.choices, strict=True) if who == voter]
            item.fault("double-vote", f"{bodies.name(voter)} votes {count} times: {', '.join(votes)}")


def _tally(item: Item) -> None:
    if not item.choices and item.get("by_vote") == "false":
        return
    counted = item.tally()
    for field, choice in COUNTS.items():
        stated = item.get(field)
        if (
            stated is not None
            and stated != counted[choice]
            and not (field == "not_voting" and counted[choice] == 0)
        ):
            item.fault("tally", f"{field}: the source states {stated}, its votes are {counted[choice]}")
    members = item.get("members")
    if members is not None and item.choices and members < len(item.choices):
        item.fault("tally", f"the body has {members} members, {len(item.choices)} votes are given")


def _members(item: Item, body: str, bodies: Bodies) -> None:
    seats = bodies.seats(body, item.get("date") or "")
    voting = len(item.choices)
    if seats is None or voting == seats or (voting == 0 and item.get("by_vote") == "false"):
        return
    if voting > seats:
        item.fault("members", f"{voting} votes are given, the body has {seats} members")
    elif not _explained(item, seats - voting):
        item.fault("members", f"{voting} of {seats} members vote, and nothing explains the others")


def _explained(item: Item, missing: int) -> bool:
    """Tell whether the record accounts for members without a vote.

    It does where it counts those who did not vote, or where one is missing and the source does not call the
    vote unanimous: a member's absence is why fourteen votes in favour are a majority.
    """
    if item.get("not_voting") is not None:
        return bool(item.get("not_voting") == missing)
    return missing == 1 and item.get("unanimous") != "true" and item.get("outcome") is not None


def _voters(item: Item, body: str, bodies: Bodies) -> None:
    members = bodies.members(body, item.get("date") or "")
    if members is None:
        return
    strangers = [voter for voter in dict.fromkeys(item.voters) if voter not in members]
    if strangers:
        names = ", ".join(bodies.name(voter) for voter in strangers)
        item.fault("voters", f"no member of the body on {item.get('date')}: {names}")


def _outcome(item: Item, body: str, bodies: Bodies) -> None:
    outcome, day = item.get("outcome"), item.get("date") or ""
    if outcome is None or not item.choices:
        return
    counted = item.tally()
    if item.get("unanimous") == "true" and counted["no"] + counted["abstain"]:
        item.fault(
            "outcome", f"told as unanimous, with {counted['no']} against and {counted['abstain']} abstentions"
        )
    needed = bodies.majority(body, day)
    if needed is None:
        return
    passing = counted["yes"] >= needed
    procedural = item.get("procedural") == "true" or bodies.procedural(item.get("resolution"))
    vetoing = [] if procedural else _against(item, bodies.permanent(body, day))
    names = ", ".join(bodies.name(voter) for voter in vetoing)
    if outcome == "adopted" and not passing:
        item.fault("outcome", f"adopted with {counted['yes']} votes in favour of the {needed} needed")
    if outcome == "adopted" and vetoing:
        item.fault("outcome", f"adopted against the vote of {names}, permanent member")
    if outcome == "not_adopted":
        _rejected(item, passing, names, needed)


def _rejected(item: Item, passing: bool, vetoing: str, needed: int) -> None:
    yes, told = item.tally()["yes"], item.get("vetoed")
    if told == "true" and not vetoing:
        item.fault("outcome", "told as vetoed, but no permanent member votes against")
    elif told == "true" and not passing:
        item.fault("outcome", f"told as vetoed, but {yes} votes in favour would not do, {needed} are needed")
    elif told == "false" and passing:
        item.fault(
            "outcome", f"told as failed for want of votes, with {yes} in favour of the {needed} needed"
        )
    elif told is None and passing and not vetoing:
        item.fault("outcome", f"not adopted, with {yes} votes in favour and no permanent member against")


def _against(item: Item, members: Collection[str]) -> list[str]:
    pairs = zip(item.voters, item.choices, strict=True)
    return [voter for voter, choice in pairs if choice == "no" and voter in members]
