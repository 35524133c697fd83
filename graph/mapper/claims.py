"""Write one claim: what every claim carries, then what its class adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode

from graph.idents import Idents
from graph.mapper.drafts import Drafts, is_draft
from graph.mapper.literals import date, english, integer, number, quantity
from graph.mapper.nodes import Nodes
from graph.mapper.sheet import Sheet
from graph.mapper.vocabulary import (
    ACTIONS,
    CHOICES,
    CLASSES,
    EVENT_TYPES,
    MODALITIES,
    ROLES,
    STANCES,
    STATUSES,
    TALLY,
)
from graph.model import Document, Fact
from graph.spans import context
from graph.terms import DCTERMS, OA, OST, RDFS, XSD


class Claims:
    """Write the claims of one document into its sheet."""

    def __init__(
        self, idents: Idents, nodes: Nodes, drafts: Drafts, document: Document, sheet: Sheet
    ) -> None:
        self._idents = idents
        self._nodes = nodes
        self._drafts = drafts
        self._document = document
        self._sheet = sheet
        self._publisher = nodes.publisher(sheet, document.publisher or f"publisher of {document.id}")
        self._rest: Mapping[str, Callable[[Fact, NamedNode, NamedNode], None]] = {
            "accuse": self._conduct,
            "find": self._conduct,
            "deny": self._denial,
            "call_for": self._demand,
            "figure": self._figure,
            "support": self._position,
            "oppose": self._position,
            "veto": self._veto,
            "vote": self._vote,
            "sponsor": self._sponsorship,
            "treaty_status": self._treaty,
            "case_filed": self._case,
            "refer": self._referral,
        }

    def write(self, fact: Fact) -> NamedNode:
        """Write a fact as a claim with its evidence; return the claim."""
        claim = self._idents.claim(fact.id)
        actor = self._actor(fact)
        self._common(fact, claim)
        self._who(fact, claim, actor)
        self._evidence(fact)
        rest = self._rest.get(fact.type)
        if rest is not None:
            rest(fact, claim, actor)
        return claim

    def _actor(self, fact: Fact) -> NamedNode:
        if fact.actor == "narrator":
            return self._publisher
        return self._nodes.actor(self._sheet, fact.document, fact.actor, fact.actor_id)

    def _common(self, fact: Fact, claim: NamedNode) -> None:
        put = self._sheet.add
        self._sheet.type(claim, CLASSES[fact.type])
        put(claim, DCTERMS.identifier, Literal(fact.id))
        put(claim, RDFS.label, english(_label(fact)))
        put(claim, OST.status, STATUSES[fact.status])
        put(claim, OST.modality, MODALITIES[fact.modality])
        put(claim, OST.confidence, number(fact.confidence))
        put(claim, OST.foundBy, Literal(fact.via))
        put(claim, OST.extractor, Literal(fact.extractor))
        put(claim, OST.date, date(fact.date) if fact.date else None)
        put(claim, OST.objectText, Literal(fact.object) if fact.object else None)
        put(claim, OST.crime, self._crime(fact))
        if fact.statute:
            put(claim, OST.statuteText, Literal(fact.statute))
            put(claim, OST.invokes, *self._nodes.invoked(fact.statute))

    def _who(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        put = self._sheet.add
        told = fact.type in EVENT_TYPES
        put(claim, OST.claimant, self._publisher if told else actor)
        put(claim, OST.actor, actor if told else None)
        put(claim, OST.speaker, self._nodes.person(self._sheet, fact.speaker) if fact.speaker else None)
        put(claim, OST.target, self._target(fact))
        put(claim, OST.statedIn, self._idents.document(self._document.id))
        put(claim, OST.evidence, self._idents.evidence(fact.id))

    def _target(self, fact: Fact) -> NamedNode | None:
        if not fact.target:
            return None
        return self._nodes.actor(self._sheet, fact.document, fact.target, fact.target_id)

    def _crime(self, fact: Fact) -> NamedNode | None:
        return self._nodes.crime(fact.crime) if fact.crime else None

    def _evidence(self, fact: Fact) -> None:
        put, node = self._sheet.add, self._idents.evidence(fact.id)
        quote, position = NamedNode(f"{node.value}/quote"), NamedNode(f"{node.value}/position")
        prefix, suffix = context(self._document.text, fact.start, fact.end)
        self._sheet.type(node, OST.Evidence)
        put(node, OA.hasSource, self._idents.document(self._document.id))
        put(node, OA.hasSelector, quote, position)
        self._sheet.type(quote, OA.TextQuoteSelector)
        put(quote, OA.exact, Literal(fact.quote))
        put(quote, OA.prefix, Literal(prefix))
        put(quote, OA.suffix, Literal(suffix))
        self._sheet.type(position, OA.TextPositionSelector)
        put(position, OA.start, integer(fact.start))
        put(position, OA.end, integer(fact.end))

    def _conduct(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._sheet.add(claim, OST.conduct, Literal(fact.object) if fact.object else None)

    def _denial(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        matter = self._nodes.matter(self._sheet, fact.object) if fact.object else None
        denied = [node for node in (self._crime(fact), matter) if node is not None]
        self._sheet.add(claim, OST.denies, *(denied or [self._target(fact) or self._unnamed_accusation()]))

    def _unnamed_accusation(self) -> NamedNode:
        return self._nodes.matter(self._sheet, f"accusation in {self._document.id}")

    def _demand(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._sheet.add(claim, OST.addressee, self._target(fact))
        self._sheet.add(claim, OST.demands, Literal(fact.object) if fact.object else None)

    def _figure(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._quantity(fact, claim)
        self._sheet.add(claim, OST.counts, Literal(fact.object) if fact.object else None)

    def _quantity(self, fact: Fact, claim: NamedNode) -> None:
        if isinstance(fact.value, str | int | float):
            self._sheet.add(claim, OST.quantity, quantity(fact.value))

    def _position(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._sheet.add(claim, OST.stance, STANCES[fact.type])
        self._sheet.add(claim, OST.toward, self._toward(fact))

    def _toward(self, fact: Fact) -> NamedNode | None:
        if not fact.object:
            return self._target(fact)
        if is_draft(fact.object):
            return self._nodes.draft(self._sheet, self._drafts.of(fact, self._document))
        return self._nodes.matter(self._sheet, fact.object)

    def _veto(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._council_event(fact, claim, actor, f"veto by {fact.actor}")
        self._quantity(fact, claim)

    def _vote(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._council_event(fact, claim, actor, f"vote by {fact.actor}")
        if isinstance(fact.value, Mapping):
            self._tally(fact.value, claim)
        elif isinstance(fact.value, str) and fact.value in CHOICES:
            self._sheet.add(claim, OST.choice, CHOICES[fact.value])

    def _tally(self, tally: Mapping[str, int | str], claim: NamedNode) -> None:
        if tally.get("yes") == "unanimous":
            self._sheet.add(claim, OST.unanimous, Literal("true", datatype=XSD.boolean))
        for key, term in TALLY.items():
            count = tally.get(key)
            if isinstance(count, int):
                self._sheet.add(claim, term, integer(count))

    def _sponsorship(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        self._council_event(fact, claim, actor, f"sponsorship by {fact.actor}")
        if isinstance(fact.value, str) and fact.value in ROLES:
            self._sheet.add(claim, OST.role, ROLES[fact.value])

    def _council_event(self, fact: Fact, claim: NamedNode, actor: NamedNode, label: str) -> None:
        draft = self._drafts.of(fact, self._document)
        node = self._nodes.draft(self._sheet, draft)
        event = self._event(fact, claim, actor, label, fact.type, node.value)
        self._sheet.add(claim, OST.draft, node)
        self._sheet.add(event, OST.draft, node)
        self._sheet.add(event, OST.body, NamedNode(draft.body.id) if draft.body else None)

    def _treaty(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        treaty = self._nodes.instrument(self._sheet, fact.statute or fact.object or "treaty")
        label = f"{fact.actor}: {fact.value} – {fact.statute or fact.object}"
        event = self._event(fact, claim, actor, label, fact.type, treaty.value, fact.value)
        self._sheet.add(claim, OST.instrument, treaty)
        self._sheet.add(event, OST.instrument, treaty)
        if isinstance(fact.value, str) and fact.value in ACTIONS:
            self._sheet.add(claim, OST.action, ACTIONS[fact.value])

    def _case(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        label = fact.object or "case"
        case = self._nodes.case(self._sheet, self._document.id, label, fact.target)
        self._event(fact, claim, actor, f"case filed by {fact.actor}: {label}", fact.type, case.value)
        self._sheet.add(claim, OST.case, case)

    def _referral(self, fact: Fact, claim: NamedNode, actor: NamedNode) -> None:
        situation = self._target(fact)
        court = self._nodes.court(self._sheet, fact.object) if fact.object else None
        label = f"referral of {fact.target or 'a situation'} by {fact.actor}"
        parts = [node.value if node else None for node in (situation, court)]
        event = self._event(fact, claim, actor, label, fact.type, *parts)
        for node in (claim, event):
            self._sheet.add(node, OST.situation, situation)
            self._sheet.add(node, OST.court, court)

    def _event(self, fact: Fact, claim: NamedNode, actor: NamedNode, label: str, *key: object) -> NamedNode:
        event = self._idents.hashed("event", actor.value, *key)
        self._sheet.describe(event, OST.ReportedEvent, RDFS.label, english(label))
        self._sheet.add(event, OST.actor, actor)
        self._sheet.add(event, OST.date, date(fact.date) if fact.date else None)
        self._sheet.add(claim, OST.reports, event)
        return event


def _label(fact: Fact) -> str:
    about = ": ".join(part for part in (fact.target, fact.object or fact.crime) if part)
    doing = fact.type.replace("_", " ") + ("" if fact.status == "actual" else f" ({fact.modality})")
    return " – ".join(part for part in (fact.actor, doing, about) if part)
